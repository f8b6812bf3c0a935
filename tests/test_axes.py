import numpy as np
import pandas as pd
import pytest

from kejidata import axes
from kejidata.errors import KejidataError


def test_text_labels_are_sorted_and_whole_numbers_become_text():
    codes, axis = axes.key_axis(pd.Series([320682, "110000", "320682"], dtype=object), "here")
    assert axis.labels == ["110000", "320682"]
    assert codes.tolist() == [1, 0, 1]
    assert axis.column(codes).tolist() == ["320682", "110000", "320682"]


def test_places_on_another_axis():
    assert axes.Axis(["a", "b"]).place(axes.Axis(["b", "c", "a"])).tolist() == [1, -1, 0]


def test_periods_stand_by_calendar():
    given = pd.Series(["2020", "2019-12", "2016/2020", "2020-01", "2019"])
    codes, axis = axes.period_axis(given, "here")
    assert axis.labels == ["2016/2020", "2019", "2019-12", "2020-01", "2020"]
    assert [axis.labels[code] for code in codes] == given.tolist()
    assert axis.find([(2020 * 12, 12), None, (1, 1)]).tolist() == [4, -1, -1]


def test_base_periods_are_in_the_form_given():
    codes, axis = axes.period_axis(pd.Series(["2020-01/2020-11", "2016/2020"]), "here")
    assert axis.earlier_column(codes, 1).tolist() == ["2019-01/2019-11", "2011/2015"]
    codes, axis = axes.period_axis(pd.Series([2020, "2021"], dtype=object), "here")
    assert axis.earlier_column(codes, 2).tolist() == [2018, "2019"]


def test_overlapping_periods_share_a_month():
    _, axis = axes.period_axis(pd.Series(["2019", "2020", "2020-12", "2016/2019"]), "here")
    labels = list(axis.labels)
    found = axis.overlapping(axis.pairs())
    named = {labels[n]: [labels[m] for m in codes] for n, codes in enumerate(found)}
    assert named == {
        "2016/2019": ["2019"],
        "2019": ["2016/2019"],
        "2020": ["2020-12"],
        "2020-12": ["2020"],
    }


def test_years_with_gaps_and_wide_apart():
    for years in ([2020, 1990, 2020], [9999, 1, 500]):
        codes, axis = axes.period_axis(pd.Series(years), "here")
        assert [axis.labels[code] for code in codes] == years
        assert axis.labels == sorted(set(years))
    with pytest.raises(KejidataError, match="neither a year"):
        axes.period_axis(pd.Series([2020, 10**9]), "here")


def test_an_empty_column_has_no_labels():
    codes, axis = axes.period_axis(pd.Series([], dtype="int64"), "here")
    assert len(codes) == len(axis) == 0
    assert axis.column(codes).dtype == np.int64
