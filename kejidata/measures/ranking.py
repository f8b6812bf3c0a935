"""Regional rankings, with the range of ranks that rounding leaves open and the places gained."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.panel import (
    cells,
    contest,
    intake,
    intervals,
    metadata,
    peers,
    ranks,
    results,
    vintages,
)
from kejidata.panel.intake import Rows

Ints = npt.NDArray[np.integer]
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
    field, reason = _field(intake.read(obs), obs, among, kind, direction)
    axis = field.table.given.periods
    found, sizes = contest.places(field, axis.find(axis.bases(1)))
    counts = contest.counts(field, sizes)
    rows, placed = field.table.rows, field.ranked
    del field  # With its cube, which the columns of the result need the room of.
    return results.frame(_columns(rows, found, counts, placed, reason))


def _field(
    every: Rows, obs: pd.DataFrame, among: str | None, kind: str | None, direction: int | None
) -> tuple[contest.Contest, npt.NDArray[np.int8]]:
    """Return who competes, and the reason for each row that does not."""
    kinds = metadata.kinds(every, obs, kind)
    signs = -np.array(metadata.directions(every, obs, direction), dtype=np.float64)
    values = vintages.newest(every.of_measure("value"))
    if among is not None:
        values = peers.among(values, among)
    table = cells.build(values)
    complete, codes = peers.complete(table.rows)
    if complete is not table.rows:
        table = cells.build(complete)
    group = peers.groups(codes)
    reason = _reasons(table, group)
    key = None if table.given.bare else _keys(table.rows, signs, reason)
    half = intervals.half_of(table.rows, kinds)
    return contest.Contest(table, group, signs, key, half), reason


def _keys(rows: Rows, signs: Floats, reason: npt.NDArray[np.int8]) -> Floats:
    """Return keys on the published grid, infinite where a reason forbids a rank."""
    key = results.gathered(signs, rows.indicator) * rows.value
    if rows.step is not None:
        with np.errstate(divide="ignore", invalid="ignore"):
            key = np.where(rows.step > 0, np.rint(key / rows.step) * rows.step, key)
    key[reason > 0] = np.inf
    return key


def _reasons(table: cells.Panel, group: Ints) -> npt.NDArray[np.int8]:
    rows = table.rows
    none = results.mapped(lambda block: np.isnan(rows.value[block]), len(rows), np.dtype(bool))
    if table.given.bare:
        return none.view(np.int8) * np.int8(CODE["no_value"])
    reason = np.zeros(len(rows), dtype=np.int8)
    if rows.inexact is not None:
        reason[rows.inexact] = CODE["not_exact"]
    other = _in_other_units(table, group)
    if other is not None:
        reason[other] = CODE["unit_mismatch"]
    reason[none] = CODE["no_value"]
    return reason


def _in_other_units(table: cells.Panel, group: Ints) -> Flags | None:
    """Mark rows in another unit than the registry's, or in a group of two units where unknown."""
    rows = table.rows
    found = metadata.unit_codes(rows, replace(rows, unit=None, units=()))
    if found is None:
        return None
    unit, default = found
    groups = contest.numbered(table, group)
    size = int(groups.max(initial=-1)) + 1
    low, high = np.full(size, np.iinfo(np.int32).max), np.full(size, -1)
    known = (unit >= 0) & ~np.isnan(rows.value)
    np.minimum.at(low, groups[known], unit[known])
    np.maximum.at(high, groups[known], unit[known])
    several = (high > low)[groups]
    return (unit >= 0) & np.where(default >= 0, unit != default, several)


def _columns(
    rows: Rows,
    found: ranks.Places,
    counts: tuple[Ints, Ints],
    placed: Flags,
    reason: npt.NDArray[np.int8],
) -> dict[str, Any]:
    rank, best, worst = (
        None if places is None else results.integers(places, ~placed)
        for places in (found.rank, found.best, found.worst)
    )
    return {
        "region": rows.regions.column(rows.region),
        "indicator": rows.indicators.column(rows.indicator),
        "period": rows.periods.column(rows.period),
        "value": rows.value,
        "rank": rank,
        "best": rank if best is None else best,
        "worst": rank if worst is None else worst,
        "ranked": results.integers(counts[0]),
        "missing": results.integers(counts[1]),
        "shift": results.integers(found.shift, found.shift == ranks.NONE),
        "reason": results.words(reason, REASONS),
    }
