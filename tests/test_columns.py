import numpy as np
import pandas as pd
import pytest

from kejidata import columns
from kejidata.errors import KejidataError


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


def test_words_are_known_or_refused_five_at_most():
    assert columns.words(pd.Series(["b", None]), "ab", "here", empty=0).tolist() == [1, 0]
    with pytest.raises(KejidataError) as refused:
        columns.words(pd.Series(["z"] * 9), "ab", "here")
    assert "... and 4 more" in str(refused.value)
    assert "use one of: a, b" in str(refused.value)


def test_years_are_whole():
    assert columns.whole_numbers(pd.Series([2020.0, 2021.0]), "here").tolist() == [2020, 2021]
    with pytest.raises(KejidataError, match="row 1: 2020.5"):
        columns.whole_numbers(pd.Series([2020, 2020.5]), "here")
