import numpy as np
from tidy import obs

from kejidata import contest, frames, panel


def field(keys, regions, group, periods=2020):
    rows = frames.read(obs(region=regions, period=periods, value=np.zeros(len(keys))))
    table = panel.build(rows)
    return contest.Contest(
        table, np.array(group, dtype=np.int32), np.ones(1), np.array(keys, dtype=float)
    )


def test_each_group_has_places_of_its_own():
    held = field([3.0, 1.0, 2.0, 0.0], list("abcd"), [1, 0, 1, 0])
    assert contest.places(held, np.array([-1])).rank.tolist() == [2, 2, 1, 1]
    ranked, missing = contest.counts(held)
    assert ranked.tolist() == [2, 2, 2, 2]
    assert missing.tolist() == [0, 0, 0, 0]


def test_who_has_an_infinite_key_has_no_place_and_is_counted():
    held = field([3.0, np.inf, 2.0, 5.0], list("aabb"), [0, 0], periods=[2019, 2020] * 2)
    found = contest.places(held, np.array([-1, 0]))
    assert found.rank.tolist() == [2, 0, 1, 1]
    assert found.shift.tolist() == [contest.NONE, contest.NONE, contest.NONE, 0]
    ranked, missing = contest.counts(held)
    assert ranked.tolist() == [2, 1, 2, 1]
    assert missing.tolist() == [0, 1, 0, 1]


def test_parts_cover_every_group_and_indicator_once():
    rows = frames.read(
        obs(region=["a", "b", "c"] * 2, indicator=["x"] * 3 + ["y"] * 3, period=2020, value=1)
    )
    held = contest.Contest(panel.build(rows), np.array([0, 1, 0]), np.ones(2))
    covered = np.zeros((3, 2), dtype=int)
    for part in contest.parts(held):
        covered[part] += 1
    assert (covered == 1).all()
