import numpy as np
from numpy.testing import assert_array_equal
from tidy import obs

from kejidata.panel import intake, matching


def rows(**columns):
    return intake.read(obs(**columns))


def test_base_of_each_row_by_calendar():
    pairs = matching.with_base(rows(period=[2020, 2018, 2019], value=[3, 1, 2]), 1)
    assert pairs.rows.value.tolist() == [1, 2, 3]
    assert_array_equal(pairs.value, [np.nan, 1, 2])
    assert not pairs.mismatched.any()


def test_a_base_of_another_length_is_marked():
    pairs = matching.with_base(rows(period=["2019", "2020-01/2020-11", "2020"], value=1), 1)
    assert pairs.rows.periods.labels == ["2019", "2020-01/2020-11", "2020"]
    assert_array_equal(pairs.value, [np.nan, np.nan, 1])
    assert pairs.mismatched.tolist() == [False, True, False]


def test_targets_are_found_through_their_labels():
    values = rows(region=["a", "b"], period=[2020, 2020], value=[1, 2])
    targets = rows(region=["c", "b", "b"], period=["2019", "2020", "2021"], value=[7, 8, 9])
    assert_array_equal(matching.with_target(values, targets).value, [np.nan, 8])


def test_two_bases_are_of_one_publication():
    """What stood when 2020 was published: 120 and 110, not the 128 and 115 of the years before."""
    published = rows(
        period=[2018, 2018, 2019, 2019, 2020],
        value=[128.0, 120, 115, 110, 148.4],
        vintage=[2019, 2021, 2020, 2021, 2021],
    )
    now, before = matching.with_two_bases(published)
    assert now.rows.value.tolist()[2] == 148.4
    assert (now.value[2], before.value[2]) == (110, 120)
    assert (now.value[1], np.isnan(before.value[1])) == (128, True)
