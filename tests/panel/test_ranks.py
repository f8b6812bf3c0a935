import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kejidata.panel import ranks


def test_ranks_restart_with_each_group_and_skip_after_ties():
    runs = ranks.runs_of(np.array([1.0, 1.0, 4.0, 1.0, 2.0]), np.array([3, 2]))
    assert runs.rank.tolist() == [1, 1, 3, 1, 2]
    assert runs.ties.tolist() == [2, 2, 1, 1, 1]


def test_noise_ties_and_a_published_difference_does_not():
    keys = np.array([-1.0 - 1e-14, -1.0, -1.0 + 1e-9])
    assert ranks.runs_of(keys, np.array([3])).rank.tolist() == [1, 1, 3]


def test_who_is_better_is_counted_among_some_of_the_group():
    runs = ranks.runs_of(np.array([1.0, 2.0, 2.0, 3.0, 5.0]), np.array([4, 1]))
    chosen = np.array([False, True, True, True, True])
    assert ranks.ahead(runs, chosen.astype(int))[chosen].tolist() == [0, 0, 2, 0]


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.sampled_from([0, 1, 2, 4])), min_size=1, max_size=9)
)
def test_the_range_of_ranks_equals_counting_one_by_one(figures):
    figures = sorted(figures)
    keys = np.array([float(key) for key, _ in figures])
    half = np.array([step / 2 for _, step in figures])
    best, worst = ranks.allowed(ranks.runs_of(keys, np.array([len(keys)])), keys, half)
    for me, (key, room) in enumerate(zip(keys, half, strict=True)):
        others = [(k, h) for n, (k, h) in enumerate(zip(keys, half, strict=True)) if n != me]
        # An interval holds its better end; a figure that is exact may tie with it.
        sure = [k + h < key - room if room == 0 else k + h <= key - room for k, h in others]
        maybe = [k - h < key + room for k, h in others]
        assert (best[me], worst[me]) == (1 + sum(sure), 1 + sum(maybe))
