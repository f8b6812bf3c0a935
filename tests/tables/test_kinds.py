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
