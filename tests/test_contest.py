import numpy as np
from tidy import obs

from kejidata import contest, frames, panel


def field(keys, regions, group, periods=2020):
    rows = frames.read(obs(region=regions, period=periods, value=np.zeros(len(keys))))
    table = panel.build(rows)
    return contest.Contest(table, np.array(group, dtype=np.int32), np.array([*keys, np.inf]), None)


def sorted_rows(held):
    parts = [contest.sort_part(held, part) for part in contest.parts(held)]
    return [part.rows.tolist() for part in parts], [part.sizes.tolist() for part in parts]


def test_each_group_is_sorted_by_itself():
    held = field([3.0, 1.0, 2.0, 0.0], list("abcd"), [1, 0, 1, 0])
    assert sorted_rows(held) == ([[3, 1], [2, 0]], [[2], [2]])


def test_who_has_an_infinite_key_is_left_out_and_counted():
    held = field([3.0, np.inf, 2.0, 5.0], list("aabb"), [0, 0], periods=[2019, 2020] * 2)
    assert sorted_rows(held) == ([[2, 0, 3]], [[2, 1]])
    ranked, missing = contest.counts(held)
    assert ranked.tolist() == [2, 1, 2, 1]
    assert missing.tolist() == [0, 1, 0, 1]


def test_a_sparse_panel_is_sorted_at_once(monkeypatch):
    monkeypatch.setattr(panel, "SMALL", -1)
    monkeypatch.setattr(panel, "FULL_ENOUGH", -1)
    held = field([3.0, 1.0, 2.0, 0.0], list("abcd"), [1, 0, 1, 0])
    assert sorted_rows(held) == ([[3, 1, 2, 0]], [[2, 2]])
