"""What a figure refuses before it draws, in words."""

import pandas as pd
import pytest

from kejidata import KejidataError
from kejidata.figures.select import checked, limit, observations, only, unique
from kejidata.panel.measured import text_of

FRAME = pd.DataFrame({"region": ["a"], "indicator": ["x"], "period": [2020], "value": [1]})


def test_keys_become_text_and_numbers_floats_on_a_copy():
    out = checked(FRAME, ("region",), "a frame", "zh")
    assert out["period"].tolist() == ["2020"]
    assert out["value"].dtype == float
    assert FRAME["period"].tolist() == [2020]


@pytest.mark.parametrize("wrong", [None, [1, 2], {"region": ["a"]}])
def test_only_frames(wrong):
    with pytest.raises(KejidataError, match="needs a DataFrame"):
        checked(wrong, (), "a frame", "zh")


def test_missing_columns_and_those_there_are_named():
    with pytest.raises(KejidataError, match=r"(?s)no column low, high.*region, indicator"):
        checked(FRAME, ("low", "high"), "a frame", "zh")


def test_the_newest_vintage_of_each_row_counts():
    two = pd.concat([FRAME.assign(vintage=2022, value=2.0), FRAME.assign(vintage=2021)])
    assert observations(two, "zh")["value"].tolist() == [2.0]


def test_a_vintage_with_nothing_in_it_gives_way():
    two = pd.concat([FRAME.assign(vintage=2021), FRAME.assign(vintage=2022, value=float("nan"))])
    assert observations(two, "zh")["value"].tolist() == [1.0]


def test_only_asks_where_there_are_several():
    both = pd.concat([FRAME, FRAME.assign(region="b")])
    with pytest.raises(KejidataError, match="argument region"):
        only(both, "region", None)
    assert only(both, "region", "b")["region"].tolist() == ["b"]


def test_empty_cells_are_empty_text():
    assert [text_of(cell) for cell in (None, float("nan"), pd.NA, "", "x")] == ["", "", "", "", "x"]


def test_a_key_that_stands_twice_is_shown():
    with pytest.raises(KejidataError, match="(?s)stand twice.*a x 2020"):
        unique(checked(pd.concat([FRAME, FRAME]), (), "a frame", "zh"))


def test_two_rows_of_one_vintage_are_not_chosen_from():
    with pytest.raises(KejidataError, match="stand twice"):
        observations(pd.concat([FRAME, FRAME]).assign(vintage=2021), "zh")


@pytest.mark.parametrize("top", [0, -1, 1.5, "x", True, [1]])
def test_how_many_to_show_is_a_whole_number(top):
    with pytest.raises(KejidataError, match="top is .*\\n  in argument top"):
        limit(top, 5)
    assert (limit(None, 5), limit(3, 5)) == (5, 3)


def test_a_vintage_that_is_no_year_is_refused():
    obs = pd.DataFrame({"region": ["a", "b"], "indicator": "x", "period": "2020", "value": 1.0})
    with pytest.raises(KejidataError, match="column vintage"):
        observations(obs.assign(vintage=[2020, "x"]), "zh")


@pytest.mark.parametrize("stored", ["string[pyarrow]", "category", object])
def test_keys_compare_in_whatever_type_they_are_stored(stored):
    out = checked(FRAME.astype({"region": stored, "period": float}), ("region",), "a frame", "zh")
    assert (out["region"] == None).tolist() == [False]  # noqa: E711
    assert out["period"].tolist() == ["2020"]
