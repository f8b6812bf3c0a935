"""Regional rankings, with the range of ranks that rounding leaves open and the places gained."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from kejidata.model.terms import reasons
from kejidata.panel import cells, intake, intervals, metadata, peers, ranks, results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import ROOMY, SMALL, Flags, Floats, Ints, by_block, picked, wide
from kejidata.panel.cells import Table
from kejidata.panel.intake import Rows
from kejidata.panel.partitions import by_indicator

REASONS = reasons("no_value", "unit_mismatch", "not_exact", "no_peer")
"""Why there is no rank."""


@by_indicator
@any_frame
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
    the rounding step), or in the fifteen significant digits that a float keeps where no step is
    given.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region (code, name or alias, kept as given), indicator,
        period and value; unit, step, bound, vintage, measure, kind and direction where they
        matter. Of several vintages the newest counts. Not changed.
    among
        A region by code, name or alias: only its members are ranked, and only they are in the
        result.
    kind, direction
        For every indicator, instead of column and registry; direction -1: less is better.

    Returns
    -------
    DataFrame
        region, indicator, period, value, its unit and rounding step; rank among those that have
        one; best and worst, the ranks in the whole group that rounding allows and members without
        a rank, each of which may stand before all others or after them; ranked and missing, how
        many members have a figure to compare and how many have none; shift, the places gained on a
        year earlier
        among the regions ranked in both; reason. Sorted by region, indicator and period. Members
        that the registry knows have a row in every group of theirs, with a value or without; of
        unknown regions those of the indicator that lack a row are counted in missing.
        Who is not ranked has the first reason that holds of: no_value; unit_mismatch (another
        unit than the registry's; for an indicator of your own, two units in one group);
        not_exact (a bound or an about-figure); no_peer (no other member has a figure to compare).

    Raises
    ------
    KejidataError
        For a missing column or key, two rows with one key, text or an infinity as a value, and an
        `among` whose members the registry does not know.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["a", "b", "c"], "indicator": "patents", "period": 2020,
    ...                     "value": [5, 9, 5]})
    >>> rankings(obs)[["region", "rank", "ranked"]].values.tolist()
    [['a', 2, 3], ['b', 1, 3], ['c', 2, 3]]
    >>> known = pd.DataFrame({"region": ["320682", "320681"], "indicator": "patents",
    ...                       "period": 2020, "value": [5, 9]})
    >>> columns = ["rank", "best", "worst", "ranked", "missing"]
    >>> rankings(known).loc[rankings(known)["region"] == "320681", columns].values.tolist()
    [[1, 1, 6, 2, 5]]
    """
    every = intake.read(obs, within=peers.parent_of_group(among))
    known = metadata.kinds(every, obs, kind), metadata.directions(every, obs, direction)
    return results.frame(rank_columns(every, among, *known)[1])


def rank_columns(
    every: Rows, among: str | None, kinds: list[str], directions: list[int]
) -> tuple[Rows, dict[str, Any]]:
    """Return the newest values among some rows, and the columns of their ranks."""
    less = np.array(directions) < 0
    table = newest_members(every.of_measure("value"), among)
    rows = table.rows
    group = group_numbers(rows)
    reason = results.first_reason(rank_refusals(rows, group), REASONS, len(rows))
    compared = reason == 0
    before = table.in_period(rows.periods.find(rows.periods.bases(1)))
    step = intervals.steps_of(rows, kinds)
    value, off = on_published_grid(rows)
    member = picked(rows.region, peers.places(rows.regions))
    whole = np.bincount(group)
    sizes = whole if compared.all() else np.bincount(group[compared], minlength=len(whole))
    less_is_better = picked(rows.indicator, less)
    size, members = picked(group, sizes.astype(np.int32)), _members(table, group, whole)
    ranked = _with_peers(compared, reason, size)
    several = np.where(sizes > 1, sizes, 0)
    field = ranks.Field(group, several, member, value, less_is_better, ranked, step, off, before)
    found = ranks.compete(field)
    names, code = metadata.units_of_rows(rows)
    out = rows.keys() | {"value": rows.value}
    # In what, and how finely, each value was published.
    out["unit"] = results.texts_column(code, names)
    out["step"] = np.full(len(rows), np.nan) if rows.step is None else rows.step
    out["rank"] = results.integers(found.rank, ~ranked)
    missing = members - size
    worst = found.worst + missing if missing.any() else found.worst
    for name, column in (("best", found.best), ("worst", worst)):
        out[name] = out["rank"] if column is found.rank else results.integers(column, ~ranked)
    out["ranked"], out["missing"] = results.integers(size), results.integers(missing)
    out["shift"] = results.integers(found.shift, ~found.shifted)
    out["reason"] = results.reasons_column(reason, REASONS)
    return rows, out | sources.column(rows.sourced())


def among_known(ranked: pd.DataFrame) -> pd.DataFrame:
    """Return rankings with best and worst among the members that have a rank: what rounding allows.

    Parameters
    ----------
    ranked
        Result of `rankings`, or a frame without the column missing, which is taken as complete.

    Examples
    --------
    >>> among_known(pd.DataFrame({"rank": [1], "worst": [4], "missing": [3]}))["worst"].tolist()
    [1]
    """
    if "missing" not in ranked:
        return ranked
    return ranked.assign(worst=ranked["worst"] - ranked["missing"].fillna(0))


def newest_members(values: Rows, among: str | None) -> Table:
    """Return the newest values, with an empty row for each member that a group misses."""
    table = cells.newest(values if among is None else peers.among(values, among))
    complete = peers.complete(table.rows)
    return table if complete is table.rows else cells.build(complete)


def group_numbers(rows: Rows) -> Ints:
    """Return the number of each row's group: regions of one parent, an indicator, a period."""
    group = peers.groups(rows.regions)
    size = (int(group.max(initial=0)) + 1) * len(rows.indicators) * len(rows.periods)
    group = group.astype(wide(size))

    def work(part: slice) -> list[Ints]:
        numbers = group.take(rows.region[part].astype(np.intp))
        numbers *= len(rows.indicators)
        numbers += rows.indicator[part]
        numbers *= len(rows.periods)
        numbers += rows.period[part]
        return [numbers]

    numbers = np.asarray(by_block(work, len(rows))[0])
    # Where most groups have no row, those that have one are numbered anew.
    few = numbers.max(initial=0) > ROOMY * len(rows) + SMALL
    return pd.factorize(numbers)[0] if few else numbers


def rank_refusals(rows: Rows, group: Ints) -> dict[str, Flags | None]:
    """Return where each reason for no rank holds."""
    return {
        "no_value": np.isnan(rows.value),
        "unit_mismatch": _in_other_units(rows, group),
        "not_exact": rows.inexact,
    }


def _with_peers(compared: Flags, reason: Ints, size: Ints) -> Flags:
    """Mark who is ranked, and write the reason of who alone has a figure to compare."""
    alone = compared & (size == 1)
    if not alone.any():
        return compared
    reason[alone] = 1 + REASONS.index("no_peer")
    ranked: Flags = compared & ~alone
    return ranked


def _in_other_units(rows: Rows, group: Ints) -> Flags | None:
    """Mark rows in another unit than the registry's, or in a group of two units where unknown."""
    found = metadata.unit_codes(rows, replace(rows, unit=None, units=()))
    if found is None:
        return None
    _, (unit, default) = found
    known = default >= 0
    other: Flags = known & (unit != default)
    if known.all():
        return other
    published = ~np.isnan(rows.value)
    last = np.full(int(group.max(initial=-1)) + 1, -1, dtype=np.int32)
    last[group[published]] = unit[published]
    mixed = np.zeros(len(last), dtype=bool)
    mixed[group[published & (unit != last[group])]] = True
    return np.asarray(other | (~known & mixed[group]))


def on_published_grid(rows: Rows) -> tuple[Floats, Flags | None]:
    """Return values of which equals are equal floats, and mark those between their steps."""
    if rows.step is None:
        return intervals.decimal(rows.value), None
    value, off = intervals.on_grid(rows.value, rows.step)
    return value, off if off.any() else None


def _members(table: Table, group: Ints, whole: Ints) -> Ints:
    """Return how many members each row's group has, from how many rows each group has.

    Of a parent's members each has a row here; of regions that nobody knows the members are those
    that the indicator has a row of in any period.
    """
    rows, periods = table.rows, max(len(table.rows.periods), 1)
    # Of the rows of a series, which follow one another, all have as many members beside them.
    number = table.cells // periods
    series = np.flatnonzero(np.append(True, number[1:] != number[:-1])[: len(number)])
    pool = peers.groups(rows.regions).astype(np.int64)[rows.region[series]] * len(rows.indicators)
    pool += rows.indicator[series]
    found = np.bincount(pool).astype(np.int32)[pool]
    members = np.repeat(found, np.diff(series, append=len(rows)))
    known = peers.have_parents(rows.regions)
    if known.any():
        at = known[rows.region]
        members[at] = whole[group[at]]
    return members
