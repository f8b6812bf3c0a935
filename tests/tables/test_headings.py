import pytest

from kejidata.model.observations import COLUMNS
from kejidata.tables import headings


def test_every_column_of_the_observations_but_the_step_has_a_heading():
    assert {*headings.COLUMNS.values()} == {*COLUMNS} - {"step"} | {"note"}


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("地区", "region"),
        ("地 区", "region"),
        ("Region", "region"),
        ("数值（亿元）", "value"),
        ("VALUE", "value"),
        ("Year", "period"),
        ("数值比", ""),
        ("本地区", ""),
    ],
)
def test_a_heading_is_known_whole_or_not_at_all(heading, column):
    assert headings.column(heading) == column


def lines(*rows):
    return [(number, row.split(",")) for number, row in enumerate(rows, 1)]


def test_titles_above_the_header_are_passed_over():
    assert headings.header_at(lines("t,,", "单位：亿元,,", "地区,2020,2021", "江苏,1,2")) == 2
    assert headings.header_at(lines("地区", "地区,2020")) == 1
    assert headings.header_at(lines("a,b", "1,2")) == 0


@pytest.mark.parametrize(
    ("header", "wide"),
    [
        ("地区,2020,2021", True),
        ("地区,年份,R&D经费", True),
        ("地区,2020年*,2021年度", True),
        ("地区,指标,年份,数值", False),
        ("地区,指标,年份,数值,颜色", False),
        ("指标,2020", False),
    ],
)
def test_a_wide_header_has_no_column_for_the_value(header, wide):
    assert headings.is_wide(header.split(",")) is wide


def test_a_unit_above_counts_only_where_it_is_one():
    assert headings.unit_above(lines("单位：亿元", "地区,2020"), 1) == "亿元"
    assert headings.unit_above(lines("单位: 亿元,单位: 万元", "地区,2020"), 1) == ""
    assert headings.unit_above(lines("地区,2020", "单位：亿元"), 0) == ""


def test_a_year_with_a_footnote_mark_is_a_year():
    assert [headings.period(cell) for cell in ("2020年*", "2020（注1）", "2020年度①")] == [
        "2020"
    ] * 3
    assert not headings.is_period("2020年末")
