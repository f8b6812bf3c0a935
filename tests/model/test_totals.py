"""Totals by their names: all of a table, a part of the country, a sum; never a place."""

import pytest

from kejidata.model.totals import is_nation, is_total, is_whole, summed


@pytest.mark.parametrize("label", ["全国", "全　国", "National Total", "全国合计"])
def test_the_nation(label: str) -> None:
    assert is_nation(label)
    assert is_total(label)


@pytest.mark.parametrize("label", ["全市", "合计", "总 计", "Total", "全省水平"])
def test_all_that_a_table_is_about(label: str) -> None:
    assert is_whole(label)
    assert is_total(label)


@pytest.mark.parametrize("label", ["东部地区", "苏南", "小计", "Western Region", "各市合计"])
def test_a_total_of_a_part(label: str) -> None:
    assert is_total(label)
    assert not is_whole(label)


@pytest.mark.parametrize("label", ["苏州", "全椒县", "西安市", "Central", "", "合计" * 40])
def test_a_place_is_none(label: str) -> None:
    assert not is_whole(label)
    assert not is_nation(label)


@pytest.mark.parametrize("label", ["苏州", "全椒县", "西安市", "子市", ""])
def test_no_place_is_a_total(label: str) -> None:
    assert not is_total(label)


def test_a_sum_is_told_by_the_mark_that_it_is_given() -> None:
    assert is_total(summed("江苏"))
