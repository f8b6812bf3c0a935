import numpy as np
import pandas as pd
import pytest

from kejidata.errors import KejidataError
from kejidata.panel import period_axis


def test_periods_stand_by_calendar():
    given = pd.Series(["2020", "2019-12", "2016/2020", "2020-01", "2019"])
    codes, axis = period_axis.period_axis(given, "here")
    assert axis.labels == ["2016/2020", "2019", "2019-12", "2020-01", "2020"]
    assert [axis.labels[code] for code in codes] == given.tolist()
    assert axis.find([(2020 * 12, 12), None, (1, 1)]).tolist() == [4, -1, -1]


def test_base_periods_are_in_the_form_given():
    codes, axis = period_axis.period_axis(pd.Series(["2020-01/2020-11", "2016/2020"]), "here")
    assert axis.earlier_column(codes, 1).tolist() == ["2019-01/2019-11", "2011/2015"]
    codes, axis = period_axis.period_axis(pd.Series([2020, "2021"], dtype=object), "here")
    assert axis.earlier_column(codes, 2).tolist() == [2018, "2019"]


def test_overlapping_periods_share_a_month():
    _, axis = period_axis.period_axis(pd.Series(["2019", "2020", "2020-12", "2016/2019"]), "here")
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
        codes, axis = period_axis.period_axis(pd.Series(years), "here")
        assert [axis.labels[code] for code in codes] == years
        assert axis.labels == sorted(set(years))
    with pytest.raises(KejidataError, match="neither a year"):
        period_axis.period_axis(pd.Series([2020, 10**9]), "here")


def test_an_empty_column_has_no_labels():
    codes, axis = period_axis.period_axis(pd.Series([], dtype="int64"), "here")
    assert len(codes) == len(axis) == 0
    assert axis.column(codes).dtype == np.int64


@pytest.mark.parametrize(
    "given",
    [
        np.array([2**63, 2**63], dtype="uint64"),
        np.array([np.longdouble("1e4000")] * 2),
        [np.timedelta64(1, "D"), "2020"],
        [-5, 2020],
    ],
)
def test_what_is_no_year_is_refused_whatever_type_holds_it(given):
    with pytest.raises(KejidataError, match="neither a year(.|\n)*here(.|\n)*row 0: "):
        period_axis.period_axis(pd.Series(given), "here")


def test_a_base_before_the_first_year_fits_no_byte():
    codes, axis = period_axis.period_axis(pd.Series([3, 4], dtype="uint8"), "here")
    assert axis.column(codes).dtype == np.uint8
    assert axis.earlier_column(codes, 5).tolist() == [-2, -1]


def test_of_two_spellings_the_shorter_stands_in_any_order_of_rows():
    given = pd.Series(["2019-01/2019-12", "2019"])
    for column in (given, given[::-1]):
        codes, axis = period_axis.period_axis(column, "here")
        assert axis.labels == ["2019"]
        assert codes.tolist() == [0, 0]
