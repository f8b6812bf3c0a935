import numpy as np
import pandas as pd
import pytest
from tidy import obs

from kejidata import rankings
from kejidata.panel import cells, contest, intake, lines, ranks


def field(keys, regions, group, periods=2020):
    rows = intake.read(obs(region=regions, period=periods, value=np.zeros(len(keys))))
    table = cells.build(rows)
    return contest.Contest(
        table, np.array(group, dtype=np.int32), np.ones(1), np.array(keys, dtype=float)
    )


def test_each_group_has_places_of_its_own():
    held = field([3.0, 1.0, 2.0, 0.0], list("abcd"), [1, 0, 1, 0])
    found, sizes = contest.places(held, np.array([-1]))
    assert found.rank.tolist() == [2, 2, 1, 1]
    ranked, missing = contest.counts(held, sizes)
    assert ranked.tolist() == [2, 2, 2, 2]
    assert missing.tolist() == [0, 0, 0, 0]


def test_who_has_an_infinite_key_has_no_place_and_is_counted():
    held = field([3.0, np.inf, 2.0, 5.0], list("aabb"), [0, 0], periods=[2019, 2020] * 2)
    found, sizes = contest.places(held, np.array([-1, 0]))
    assert found.rank.tolist() == [2, 0, 1, 1]
    assert found.shift.tolist() == [ranks.NONE, ranks.NONE, ranks.NONE, 0]
    ranked, missing = contest.counts(held, sizes)
    assert ranked.tolist() == [2, 1, 2, 1]
    assert missing.tolist() == [0, 1, 0, 1]


def test_parts_cover_every_group_and_indicator_once():
    rows = intake.read(
        obs(region=["a", "b", "c"] * 2, indicator=["x"] * 3 + ["y"] * 3, period=2020, value=1)
    )
    held = contest.Contest(cells.build(rows), np.array([0, 1, 0]), np.ones(2))
    covered = np.zeros((3, 2), dtype=int)
    for part in contest.parts(held):
        covered[part] += 1
    assert (covered == 1).all()


@pytest.mark.parametrize("many", [lines.MANY, 2])
def test_a_cube_and_rows_sorted_at_once_give_the_same_places(monkeypatch, many):
    drawn = np.random.default_rng(3)
    frame = obs(
        region=np.repeat([f"r{n}" for n in range(30)], 8),
        indicator=np.tile(np.repeat(["x", "y"], 4), 30),
        period=np.tile([2018, 2019, 2020, 2022], 60),
        value=drawn.integers(0, 40, 240).astype(float),
    )
    kept = frame[drawn.random(240) > 0.2].reset_index(drop=True)
    kept.loc[drawn.random(len(kept)) < 0.1, "value"] = np.nan
    monkeypatch.setattr(lines, "MANY", many)
    result = rankings(kept)
    told = result[result["value"].notna()]
    for _, group in told.groupby(["indicator", "period"]):
        better = [(group["value"] > value).sum() for value in group["value"]]
        assert group["rank"].tolist() == [1 + count for count in better]
    present = set(told[["region", "indicator", "period"]].itertuples(index=False, name=None))
    for row in told.itertuples():
        before = (row.region, row.indicator, row.period - 1)
        assert pd.notna(row.shift) == (before in present)
