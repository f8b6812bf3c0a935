import numpy as np

from kejidata.panel import results


def test_the_first_reason_that_holds_counts():
    one, other = np.array([True, True, False]), np.array([False, True, False])
    found = results.first_reason({"a": one, "b": other, "c": None}, ["b", "a", "c"], 3)
    assert found.tolist() == [2, 1, 0]
    assert results.reasons_column(found, ["b", "a", "c"]).tolist() == ["a", "b", ""]


def test_one_array_under_two_names_is_written_to_apart():
    column = np.arange(3.0)
    frame = results.frame({"growth": column, "low": column})
    frame.loc[0, "low"] = 9.0
    assert frame["growth"].tolist() == [0, 1, 2]
    assert frame["low"].tolist() == [9, 1, 2]
