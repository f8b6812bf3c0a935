"""Rows by kind: industries, classes of contracts are parts of the figures over them."""

import pytest
from tidy import facts

import kejidata
from kejidata.errors import KejidataError

HERE = {"region": "子市"}


@pytest.mark.parametrize("total", ["合计", "总　计"])
def test_rows_by_kind_are_parts_of_the_figures_and_a_total_is_the_whole(read, total):
    frame = read(
        f"合同类别,合同数(项),成交额(亿元),同比增长(%)\n{total},60,7.5,5.1\n"
        "技术开发,50,6.5,2.1\n技术转让,10,1.0,-3.2\n",
        **HERE,
    )
    assert set(frame["region"]) == {"子市"}
    assert facts(frame, "indicator", "measure", "value") == [
        *(("合同数", "value", 60), ("成交额", "value", 7.5), ("成交额", "growth_rate", 5.1)),
        *(("合同数/技术开发", "value", 50), ("成交额/技术开发", "value", 6.5)),
        ("成交额/技术开发", "growth_rate", 2.1),
        *(("合同数/技术转让", "value", 10), ("成交额/技术转让", "value", 1)),
        ("成交额/技术转让", "growth_rate", -3.2),
    ]


def test_a_part_of_a_kind_stands_under_it(read):
    text = "行　业,R&D人员(人)\n总计,300\n制造业,180\n　#医药制造业,80\n采矿业,100\n"
    assert facts(read(text, **HERE), "indicator", "value") == [
        ("rd_personnel", 300),
        ("R&D人员/制造业", 180),
        ("R&D人员/制造业/医药制造业", 80),
        ("R&D人员/采矿业", 100),
    ]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("行业,2021年,2022年\n制造业,10,12\n", {**HERE, "indicator": "企业数(家)", "period": ""}),
        ("地区,行业,企业数(家)\n子市,制造业,12\n", {}),
        ("年份,行业,企业数(家)\n2022,制造业,12\n", {**HERE, "period": ""}),
    ],
)
def test_kinds_stand_beside_years_and_regions(read, text, given):
    last = read(text, **given).iloc[-1]
    assert [last["region"], last["indicator"], last["value"]] == ["子市", "企业数/制造业", 12]


def test_kinds_are_no_regions(read):
    with pytest.raises(KejidataError, match="does not state region"):
        read("行业,企业数(家)\n总计,30\n采矿业,10\n制造业,20\n")


def test_the_preview_tells_a_column_of_kinds(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("行业,企业数(家)\n制造业,12\n", "utf-8")
    shown = str(kejidata.preview_table(path, region="如皋", period=2023, lang="en"))
    assert "A  parts of the figures by kind" in shown


def test_columns_of_owners_part_the_indicator_that_is_given(read):
    text = "地区,合 计,高等院校,企 业\n子市,70.3,20.1,50.2\n"
    frame = read(text, indicator="R&D经费(亿元)")
    assert facts(frame, "indicator", "value", "unit") == [
        ("rd_expenditure", 70.3, "亿元"),
        ("rd_expenditure_universities", 20.1, "亿元"),
        ("rd_expenditure_firms", 50.2, "亿元"),
    ]


def test_the_corner_may_name_the_figures(read):
    frame = read("R&D经费（亿元）,2021,2022\n江苏,3438.6,3835.4\n南京,500.1,550.2\n", period="")
    assert set(frame["indicator"]) == {"rd_expenditure"}
    assert facts(frame, "region", "period", "value")[:2] == [
        *(("320000", "2021", 3438.6), ("320000", "2022", 3835.4)),
    ]


def test_a_number_in_a_group_is_that_of_the_group(read):
    text = (
        ",,2022年,2023年\n高新技术企业,数量（家）,100,120\n,营业收入（亿元）,500.1,600.2\n"
        "科技型中小企业,数量（家）,200,240\n"
    )
    frame = read(text, **HERE, period="").query("period == '2023'")
    assert facts(frame, "indicator", "value") == [
        *(("hnte_total", 120), ("hnte_revenue", 600.2), ("tech_sme_registered", 240)),
    ]


def test_a_corner_without_a_unit_may_name_the_rows(read):
    text = "高新技术企业,2021,2022\n甲公司,3438,3835\n乙公司,500,550\n"
    with pytest.raises(KejidataError):
        read(text, period="")
