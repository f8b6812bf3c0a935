from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from kejidata.errors import KejidataError
from kejidata.panel import columns
from kejidata.panel.arrays import BLOCK
from kejidata.panel.labels import distinct


def test_numbers_are_not_copied_where_they_are_floats_already():
    column = pd.Series([1.0, np.nan])
    assert np.shares_memory(columns.numbers(column, "here"), column.to_numpy())


def test_all_missing_text_is_no_text():
    assert np.isnan(columns.numbers(pd.Series([None, None], dtype="str"), "here")).all()


def test_a_missing_step_is_exact_and_only_zeros_are_no_steps():
    assert columns.steps(pd.Series([0.1, None]), "here").tolist() == [0.1, 0]
    assert columns.steps(pd.Series([0.0, None]), "here") is None


def test_empty_text_is_no_text():
    codes, labels = columns.texts(pd.Series(["a", "", None, "b", "a"], dtype=object), "here")
    assert [labels[code] if code >= 0 else None for code in codes] == ["a", None, None, "b", "a"]


@pytest.mark.parametrize("dtype", ["str", "string", "category", object])
@pytest.mark.parametrize("last", ["a", "", "b", None])
def test_one_text_in_all_rows_of_a_long_column_is_told_from_one_in_all_but_the_last(last, dtype):
    cells = ["a"] * BLOCK + [last]
    codes, labels = columns.texts(pd.Series(cells, dtype=dtype), "here")
    found = [labels[code] if code >= 0 else None for code in codes[[0, -2, -1]]]
    assert found == ["a", "a", last or None]


@pytest.mark.parametrize("dtype", ["int8", "int16", "uint16", "int64", "uint64"])
@pytest.mark.parametrize("last", [0, 127, 2**62])
def test_whole_numbers_of_a_long_column_are_told_apart_wherever_they_lie(last, dtype):
    if last > np.iinfo(dtype).max:
        pytest.skip("the type does not hold it")
    low = max(-128, np.iinfo(dtype).min)
    codes, found = distinct(pd.Series([3] * BLOCK + [low, 3, last], dtype=dtype), "here")
    assert found.dtype == dtype
    assert found[codes[[0, -3, -2, -1]]].tolist() == [3, low, 3, last]


def test_words_leave_the_codes_of_a_categorical_column_alone():
    column = pd.Series(pd.Categorical(["a", None, "b"], categories=["a", "b"]))
    assert columns.words(column, "ab", "here", empty=1).tolist() == [0, 1, 1]
    assert column.cat.codes.tolist() == [0, -1, 1]


def test_the_codes_of_a_categorical_column_are_read_and_its_frame_is_not_written_to():
    column = pd.Series(pd.Categorical(["b", None, "", "b"], categories=["", "b"]))
    codes, labels = columns.texts(column, "here")
    assert [labels[code] if code >= 0 else None for code in codes] == ["b", None, None, "b"]
    assert column.cat.codes.tolist() == [1, -1, 0, 1]


def test_words_are_known_or_refused_five_at_most():
    assert columns.words(pd.Series(["b", None]), "ab", "here", empty=0).tolist() == [1, 0]
    with pytest.raises(KejidataError) as refused:
        columns.words(pd.Series(["z"] * 9), "ab", "here")
    assert "... and 4 more" in str(refused.value)
    assert "use one of: a, b" in str(refused.value)


def test_years_are_whole():
    for dtype in ("float64", "int64", "uint8", "Int64", "int64[pyarrow]"):
        given = pd.Series([202, 203], dtype=dtype)
        assert columns.whole_numbers(given, "here").tolist() == [202, 203]
    with pytest.raises(KejidataError, match="row 1: 2020.5"):
        columns.whole_numbers(pd.Series([2020, 2020.5]), "here")


@pytest.mark.parametrize("year", [1e12, -1e12, 2.0**63, np.nan])
def test_what_is_no_year_is_refused_and_never_cast(year):
    with pytest.raises(KejidataError, match="no year|whole number of a year"):
        columns.whole_numbers(pd.Series([2020, year]), "here")


NO_NUMBERS = {
    "signaling": (Decimal("sNaN"), "row 1: Decimal"),
    "beyond print": (10**5000, "row 1: an int that cannot be printed"),
    "span of time": (np.timedelta64(1, "D"), "row 1"),
    "frame": (pd.DataFrame({"a": [1, 2]}), "row 1: .*0  1 1  2"),
}


@pytest.mark.parametrize("what", NO_NUMBERS)
def test_no_object_in_a_cell_is_a_number_by_chance(what):
    cell, shown = NO_NUMBERS[what]
    column = pd.Series([1, None], dtype=object)
    column[1] = cell
    with pytest.raises(KejidataError, match=f"not a number\n  in here\n  {shown}"):
        columns.numbers(column, "here")


def test_what_is_too_small_or_large_for_a_float_is_refused():
    for cell in (Decimal("1e-999"), Decimal("1e999"), np.longdouble("1e4000")):
        with pytest.raises(KejidataError, match="too small|infinity"):
            columns.numbers(pd.Series([cell]), "here")
    assert columns.numbers(pd.Series([Decimal("0.00"), Decimal("NaN"), pd.NA]), "here")[0] == 0


def test_cells_that_are_no_labels_are_named_each_with_its_row():
    with pytest.raises(
        KejidataError, match=r"not labels\n  in here\n  row 1: \[1\]\n  row 2: .*int"
    ):
        columns.texts(pd.Series(["a", [1], 10**5000], dtype=object), "here")


def test_a_direction_is_1_or_minus_1_or_empty():
    assert columns.signs(pd.Series([1, -1.0, None]), "here").tolist() == [1, -1, 0]
    with pytest.raises(KejidataError, match="neither 1 nor -1\n  in here\n  row 1: 0"):
        columns.signs(pd.Series([1, 0]), "here")
