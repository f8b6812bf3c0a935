import numpy as np
from numpy.testing import assert_array_equal
from tidy import obs

from kejidata.panel import intake, matching


def rows(**columns):
    return intake.read(obs(**columns))


def test_base_of_each_row_by_calendar():
    pairs = matching.with_base(rows(period=[2020, 2018, 2019], value=[3, 1, 2]), 1)
    assert pairs.rows.value.tolist() == [1, 2, 3]
    assert pairs.pool.value[pairs.partner[1:]].tolist() == [1, 2]
    assert_array_equal(pairs.value, [np.nan, 1, 2])
    assert pairs.mismatched is None


def test_a_base_of_another_length_is_marked():
    pairs = matching.with_base(rows(period=["2019", "2020-01/2020-11", "2020"], value=1), 1)
    assert pairs.rows.periods.labels == ["2019", "2020-01/2020-11", "2020"]
    assert pairs.partner.tolist() == [-1, -1, 0]
    assert pairs.mismatched.tolist() == [False, True, False]


def test_targets_are_found_through_their_labels():
    values = rows(region=["a", "b"], period=[2020, 2020], value=[1, 2])
    targets = rows(region=["c", "b", "b"], period=["2019", "2020", "2021"], value=[7, 8, 9])
    pairs = matching.with_target(values, targets)
    assert_array_equal(pairs.value, [np.nan, 8])
    assert [pairs.pool.value[at] if at >= 0 else None for at in pairs.partner] == [None, 8]


def test_alternatives_go_through_all_in_turn():
    tried = [code.tolist() for code in matching.alternatives([[4, 5], [], [6]])]
    assert tried == [[4, -1, 6], [5, -1, -1]]
