"""Whose figure, and among whom a rank is counted."""

import pytest

from kejidata.reports import draft_of


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("通过数位居南通第二", "320600"),
        ("营业收入位于南通九县（市、区）第二位", "320600"),
        ("创新能力居全省第3", "全省"),
        ("创新指数列全国第16位", "全国"),
        ("专利第一", ""),
    ],
)
def test_a_rank_says_among_whom(text, among):
    known = {"000000": "全国"}
    row = draft_of(text + "。").iloc[0]
    assert known.get(row["among"], row["among"]) == among


def test_a_paragraph_of_a_region_gives_it_to_its_figures():
    draft = draft_of("黄埔区：专利120件，增长5%。\n如皋市：专利80件。\n专利200件。")
    assert draft["region"].tolist() == ["440112", "440112", "320682", ""]


def test_only_so_many_in_a_region_is_a_figure_of_that_region():
    assert draft_of("南通仅3家获得该类立项。").iloc[0]["region"] == "320600"
