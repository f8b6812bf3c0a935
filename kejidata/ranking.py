"""Regional rankings, with the range of ranks that rounding leaves open and the places gained."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata import (
    contest,
    frames,
    hierarchy,
    intervals,
    pairing,
    panel,
    ranks,
    results,
    traits,
    vintages,
)
from kejidata.frames import Rows

Ints = npt.NDArray[np.integer]
Whole = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

REASONS = ("", "no_value", "unit_mismatch", "not_exact")
"""In the order in which they are given: the first that holds is the reason."""
CODE = {reason: code for code, reason in enumerate(REASONS)}


def rankings(
    obs: pd.DataFrame,
    among: str | None = None,
    *,
    kind: str | None = None,
    direction: int | None = None,
) -> pd.DataFrame:
    """Return the competition rank (1-2-2-4) of every region in its group, in places.

    A group is the members of one parent region in one indicator and period; regions that the
    registry does not know form one group. Equal means equal on the published grid (multiples of
    the rounding step), or in twelve significant digits where no step is given.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region (code, name or alias, kept as given), indicator,
        period and value; unit, step, bound, vintage, measure, kind and direction where they
        matter. Of several vintages the newest counts. Not changed.
    among
        Code of a region: only its members are ranked, and only they are in the result.
    kind, direction
        For every indicator, instead of column and registry; direction -1: less is better.

    Returns
    -------
    DataFrame
        region, indicator, period, value, rank; best and worst, the ranks that the rounding
        intervals allow; ranked and missing, how many members of the group have a rank and how
        many have none; shift, the places gained on a year earlier among the regions ranked
        in both; reason. Sorted by region, indicator and period. Members that the registry knows
        have a row in every group of theirs, with a value or without; of unknown regions those
        of the indicator that lack a row are counted in missing.
        Who is not ranked has the first reason that holds of: no_value; unit_mismatch (another
        unit than the registry's; for an indicator of your own, two units in one group);
        not_exact (a bound or an about-figure).

    Raises
    ------
    KejidataError
        For a missing column or key, two rows with one key, text or an infinity as a value, two
        labels of one region, and an `among` whose members the registry does not know.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["a", "b", "c"], "indicator": "patents", "period": 2020,
    ...                     "value": [5, 9, 5]})
    >>> rankings(obs)[["region", "rank", "ranked"]].values.tolist()
    [['a', 2, 3], ['b', 1, 3], ['c', 2, 3]]
    """
    every = frames.read(obs)
    kinds = traits.kinds(every, obs, kind)
    signs = -np.array(traits.directions(every, obs, direction), dtype=np.float64)
    values = vintages.newest(every.of_measure("value"))
    if among is not None:
        values = hierarchy.among(values, among)
    table = panel.build(values)
    complete = hierarchy.complete(table.rows)
    if complete is not table.rows:
        table = panel.build(complete)
    group = hierarchy.groups(hierarchy.codes(complete.regions))
    reason = _reasons(table, group)
    key = table.rows.value * signs[table.rows.indicator]
    half = intervals.half_of(table.rows, kinds)
    key = _on_grid(np.append(key, np.inf), table.rows.step)
    key[:-1][reason > 0] = np.inf
    field = contest.Contest(table, group, key, half)
    return results.frame(_columns(field, _compute(field), reason))


def _on_grid(key: Floats, step: Floats | None) -> Floats:
    """Return keys moved to the nearest multiple of their rounding step."""
    if step is not None:
        with np.errstate(divide="ignore", invalid="ignore"):
            key[:-1] = np.where(step > 0, np.rint(key[:-1] / step) * step, key[:-1])
    return key


def _reasons(table: panel.Panel, group: Ints) -> npt.NDArray[np.int8]:
    rows = table.rows
    reason = np.zeros(len(rows), dtype=np.int8)
    if rows.inexact is not None:
        reason[rows.inexact] = CODE["not_exact"]
    other = _in_other_units(rows, group)
    if other is not None:
        reason[other] = CODE["unit_mismatch"]
    reason[np.isnan(rows.value)] = CODE["no_value"]
    return reason


def _in_other_units(rows: Rows, group: Ints) -> Flags | None:
    """Mark rows in another unit than the registry's, or in a group of two units where unknown."""
    found = traits.unit_codes(rows, replace(rows, unit=None, units=()))
    if found is None:
        return None
    unit, default = found
    groups = contest.numbered(rows, group)
    size = int(groups.max(initial=-1)) + 1
    low, high = np.full(size, np.iinfo(np.int32).max), np.full(size, -1)
    known = (unit >= 0) & ~np.isnan(rows.value)
    np.minimum.at(low, groups[known], unit[known])
    np.maximum.at(high, groups[known], unit[known])
    several = (high > low)[groups]
    return (unit >= 0) & np.where(default >= 0, unit != default, several)


class _Result(NamedTuple):
    rank: Whole
    best: Whole
    worst: Whole
    shift: Whole
    shifted: Flags


def _compute(field: contest.Contest) -> _Result:
    before, both, followed = _a_year_earlier(field)
    rank, now, then = (np.zeros(len(both), dtype=np.int32) for _ in range(3))
    best, worst = (rank, rank) if field.half is None else (rank.copy(), rank.copy())

    def work(part: contest.Part | None) -> None:
        rows, keys, sizes = contest.sort_part(field, part)
        runs = ranks.runs_of(keys, sizes)
        rank[rows] = runs.rank
        now[rows] = ranks.ranks_among(runs, both[rows])
        then[rows] = ranks.ranks_among(runs, followed[rows])
        if field.half is not None:
            best[rows], worst[rows] = ranks.allowed(runs, keys, field.half[rows])

    results.spread(work, contest.parts(field))
    if field.half is None:
        best, worst = rank.copy(), rank.copy()
    return _Result(rank, best, worst, results.gathered(then, before) - now, both)


def _a_year_earlier(field: contest.Contest) -> tuple[npt.NDArray[np.int32], Flags, Flags]:
    """Return each row's row a year earlier, and who is ranked then too, or a year later."""
    axis = field.table.rows.periods
    before = pairing.same_series(field.table, axis.find(axis.bases(1)))
    # The row -1 is the place at the end, which is never ranked.
    ranked = np.append(field.ranked, False)
    both = ranked[:-1] & results.gathered(ranked, np.where(before < 0, len(before), before))
    followed = np.zeros(len(both), dtype=bool)
    followed[before[both]] = True
    return before, both, followed


def _columns(
    field: contest.Contest, found: _Result, reason: npt.NDArray[np.int8]
) -> dict[str, Any]:
    rows = field.table.rows
    every = np.ones(len(rows), dtype=bool)
    ranked, missing = contest.counts(field)
    placed = field.ranked
    return {
        "region": rows.regions.column(rows.region),
        "indicator": rows.indicators.column(rows.indicator),
        "period": rows.periods.column(rows.period),
        "value": rows.value,
        "rank": results.integers(found.rank, placed),
        "best": results.integers(found.best, placed),
        "worst": results.integers(found.worst, placed),
        "ranked": results.integers(ranked, every),
        "missing": results.integers(missing, every),
        "shift": results.integers(found.shift, found.shifted),
        "reason": results.words(reason, REASONS),
    }
