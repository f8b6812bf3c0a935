"""Cells that say in words or marks what a number needs: a sign, a place, thousands, a month."""

import math

import pytest
from openpyxl import Workbook

import kejidata
from kejidata.errors import KejidataError


def facts(frame, *columns):
    return list(zip(*(frame[name] for name in columns), strict=True))


@pytest.mark.parametrize(
    ("up", "down"),
    [("↑5.1", "↓2.3"), ("增长5.1", "下降2.3"), ("5.1↑", "2.3↓"), ("上升5.1", "回落2.3")],
)
def test_a_growth_may_say_its_sign_in_a_word_or_an_arrow(read, up, down):
    text = f"地区,R&D经费(亿元),比上年增长(%)\n如皋,12.5,{up}\n海安,9.0,{down}\n"
    grown = read(text).query("measure == 'growth_rate'")
    assert grown["value"].tolist() == [5.1, -2.3]


@pytest.mark.parametrize("cell", ["下降-5.1", "↓-5.1", "△5.1", "持平", "(5.1)"])
def test_a_growth_that_may_rise_or_fall_is_refused(read, cell):
    with pytest.raises(KejidataError, match="the value is not a number"):
        read(f"地区,R&D经费(亿元),比上年增长(%)\n如皋,12.5,{cell}\n海安,9.0,1.2\n")


@pytest.mark.parametrize("cell", ["↑12.5", "下降12.5", "增长10%"])
def test_an_amount_has_no_sign_in_words(read, cell):
    with pytest.raises(KejidataError, match="the value is not a number"):
        read(f"地区,R&D经费(亿元)\n如皋,{cell}\n海安,9.0\n")


@pytest.mark.parametrize("cell", ["第3位", "第3", "居第3位"])
def test_a_rank_may_say_that_it_is_a_place(read, cell):
    ranks = read(f"地区,R&D经费(亿元),位次\n如皋,12.5,{cell}\n").query("measure == 'rank'")
    assert ranks["value"].tolist() == [3]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_thousands_may_be_parted_by_spaces(read, space):
    text = f"地区,R&D经费(万元)\n如皋,1{space}300{space}200\n海安,900{space}100.5\n"
    assert read(text)["value"].tolist() == [130.02, 90.01005]


@pytest.mark.parametrize(
    ("cell", "way"),
    [
        ("1.2E+05", "shows all of them"),
        ("9.15e4", "shows all of them"),
        ("(5.1)", "brackets mean a fall"),
        ("300-320", "write the lower end"),
        ("约300～320", "write the lower end"),
        ("五成", "write digits alone"),
    ],
)
def test_a_cell_that_is_no_number_is_told_by_its_kind(read, cell, way):
    with pytest.raises(KejidataError, match="the value is not a number") as error:
        read(f"地区,R&D经费(亿元)\n如皋,{cell}\n海安,9.0\n")
    assert way in str(error.value)
    assert "cell B2" in str(error.value)


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("2016-2020年R&D经费(亿元)", "2016/2020"),
        ("2016年至2020年R&D经费(亿元)", "2016/2020"),
        ("2016—2020年研发经费（亿元）", "2016/2020"),
        ("2020年R&D经费(亿元)", "2020"),
    ],
)
def test_a_span_of_years_before_a_name_is_its_period(read, heading, period):
    frame = read(f"地区,{heading}\n如皋,100\n", period="")
    assert facts(frame, "indicator", "period") == [("rd_expenditure", period)]


@pytest.mark.parametrize(
    ("column", "cell", "period"),
    [
        ("月份", "9", "2023-09"),
        ("季度", "4", "2023-10/2023-12"),
        ("月份", "9月", "2023-09"),
        ("月份", "1-9月", "2023-01/2023-09"),
    ],
)
def test_a_column_may_count_months_or_quarters(read, column, cell, period):
    text = f"年份,{column},R&D经费(亿元)\n2023,{cell},12\n"
    assert read(text, region="如皋", period="")["period"].tolist() == [period]


@pytest.mark.parametrize(
    "heads", ["当月,累计,累计增长(%)", "本月,1-本月累计,累计同比(%)", "本月,本月止累计,累计增速"]
)
def test_the_growth_of_the_months_so_far_is_theirs(read, heads):
    text = f"单位：亿元\n地区,{heads}\n如皋,1,10,12.5\n"
    frame = read(text, indicator="技术合同成交额", period="2024-09")
    assert facts(frame, "period", "measure", "value") == [
        ("2024-09", "value", 1),
        ("2024-01/2024-09", "value", 10),
        ("2024-01/2024-09", "growth_rate", 12.5),
    ]


def test_the_growth_of_a_month_is_none_of_the_months_so_far(read):
    with pytest.raises(KejidataError, match="does not state period"):
        read("地区,R&D经费(亿元),当月增长(%)\n如皋,10,5.8\n", period="2024-01/2024-09")


@pytest.mark.parametrize(
    "heading", ["按可比价增长(%)", "按可比价格计算增长(%)", "按不变价格比上年增长(%)"]
)
def test_growth_at_constant_prices_is_that_of_the_figure_beside_it(read, heading):
    frame = read(f"地区,地区生产总值(亿元),{heading}\n如皋,1400,5.8\n")
    assert facts(frame, "indicator", "measure", "value") == [
        ("gdp", "value", 1400),
        ("gdp", "growth_rate", 5.8),
    ]


def test_two_ranks_of_one_figure_are_told_with_their_columns(read):
    with pytest.raises(KejidataError, match="states a figure twice") as error:
        read("地区,R&D经费(亿元),全国位次,全省位次\n南通,300,20,3\n")
    assert "line 2, columns 全国位次 and 全省位次" in str(error.value)
    assert "leaves the other out" in str(error.value)


def test_a_unit_may_be_merged_over_several_rows(tmp_path):
    book = Workbook()
    rows = [["指标", "单位", 2023], ["R&D经费", "亿元", 300], ["其中：基础研究经费", None, 25]]
    for row in [*rows, ["高新技术企业数", "家", 3000]]:
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    book.save(tmp_path / "table.xlsx")
    frame = kejidata.read_table(tmp_path / "table.xlsx", region="南通")
    assert facts(frame, "indicator", "value", "unit") == [
        ("rd_expenditure", 300, "亿元"),
        ("rd_basic", 25, "亿元"),
        ("hnte_total", 3000, "家"),
    ]


@pytest.mark.parametrize(("area", "refused"), [("B2:B3", True), ("B2:C2", True), ("B4:B5", False)])
def test_a_figure_merged_over_several_rows_or_headings_is_no_figure_of_the_first(
    tmp_path, area, refused
):
    book = Workbook()
    rows = [["地区", 2022, 2023], ["子市", 12.5, 13.5], ["丑市", 20.5, 21.5], ["寅市", "…", 1.5]]
    for row in [*rows, ["卯市", "…", 2.5]]:
        book.active.append(row)
    book.active.merge_cells(area)
    book.save(tmp_path / "table.xlsx")
    ask = {"indicator": "R&D经费", "unit": "亿元", "own": True}
    if refused:
        with pytest.raises(KejidataError, match="cell B2, column 2022\n  '12.5'"):
            kejidata.read_table(tmp_path / "table.xlsx", **ask)
    else:
        assert kejidata.read_table(tmp_path / "table.xlsx", **ask)["value"].count() == 6


@pytest.mark.parametrize("sign", ["-", "–", "—", "−", "－", "‑"])
def test_a_growth_below_zero_may_have_any_dash_for_its_minus(read, sign):
    text = f"地区,R&D经费(亿元),增速(%)\n子市,12.5,{sign}1.5\n丑市,11.2,{sign}\n"
    growth = read(text).query("measure == 'growth_rate'")["value"]
    assert growth.iloc[0] == -1.5
    assert math.isnan(growth.iloc[1])


def test_a_figure_behind_a_dash_that_is_no_growth_is_no_number(read):
    with pytest.raises(KejidataError, match="not a number"):
        read("地区,R&D经费(亿元)\n子市,–1.5\n")


@pytest.mark.parametrize(
    "cell",
    ["并列3", "并列第3", "并列第3位", "3(并列)", "3（并列）", "3=", "=3", "第3位(并列)", "3位"],
)
def test_a_place_of_several_is_that_place(read, cell):
    frame = read(f"地区,R&D经费(亿元),位次\n子市,12.5,1\n丑市,11.2,{cell}\n")
    assert frame.query("measure == 'rank'")["value"].tolist() == [1, 3]


def test_a_column_headed_by_one_sign_holds_values_with_their_units(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("县区,指标,年度,值\n如皋,R&D经费,2020,22.5亿元\n", "utf-8")
    found = kejidata.read_table(path)
    assert found[["region", "period", "value", "unit"]].to_numpy().tolist() == [
        ["320682", "2020", 22.5, "亿元"]
    ]
