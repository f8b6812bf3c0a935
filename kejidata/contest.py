"""Who competes with whom: rows sorted within region group, indicator and period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kejidata.frames import Rows
from kejidata.panel import Panel
from kejidata.results import blocks

Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BLOCK = 1 << 17


@dataclass(frozen=True)
class Contest:
    """What is ranked: for each row of the panel a key (the smallest is first) and its half-width.

    `group` numbers the group of each region. Who is not ranked has an infinite key, and so has
    one more place at the end, which stands for an empty cell.
    """

    table: Panel
    group: npt.NDArray[np.int32]
    key: Floats
    half: Floats | None

    @property
    def ranked(self) -> Flags:
        """Mark the rows that are ranked."""
        return np.isfinite(self.key[:-1])


class Sorted(NamedTuple):
    """Ranked rows in the order of their groups and keys, and the sizes of the groups."""

    rows: Ints
    keys: Floats
    sizes: Ints


class Part(NamedTuple):
    """Members of one group of regions, and some of the indicators."""

    members: Ints
    indicators: slice


def parts(contest: Contest) -> Iterator[Part | None]:
    """Yield parts that can be sorted one by one; None is the whole of a sparse panel."""
    if contest.table.slots is None:
        yield None
        return
    _, indicators, periods = contest.table.shape
    by_group = np.argsort(contest.group, kind="stable")
    edges = np.flatnonzero(np.diff(contest.group[by_group], prepend=-1, append=-1))
    for start, stop in zip(edges[:-1], edges[1:], strict=True):
        members = by_group[start:stop]
        width = max(1, BLOCK // max(1, len(members) * periods))
        for first in range(0, indicators, width):
            yield Part(members, slice(first, first + width))


def sort_part(contest: Contest, part: Part | None) -> Sorted:
    """Return one part sorted, the unranked left out."""
    if part is None or contest.table.slots is None:
        return _sort_sparse(contest)
    cube = contest.table.slots.reshape(contest.table.shape)[:, part.indicators][part.members]
    lines = cube.transpose(1, 2, 0).reshape(-1, len(part.members))
    keys = contest.key[lines]
    order = np.argsort(keys, axis=1)
    keys = np.take_along_axis(keys, order, axis=1)
    ranked = np.isfinite(keys)
    sizes = ranked.sum(axis=1)
    rows = np.take_along_axis(lines, order, axis=1)
    return Sorted(rows[ranked], keys[ranked], sizes[sizes > 0])


def _sort_sparse(contest: Contest) -> Sorted:
    rows = np.flatnonzero(contest.ranked)
    groups = numbered(contest.table.rows, contest.group)[rows]
    order = np.lexsort((contest.key[rows], groups))
    rows = rows[order]
    edges = np.flatnonzero(np.diff(groups[order], prepend=-1, append=-1))
    return Sorted(rows, contest.key[rows], np.diff(edges))


def numbered(rows: Rows, group: Ints, part: slice = slice(None)) -> npt.NDArray[np.int64]:
    """Return one number for each row's group of regions, indicator and period together."""
    found = group[rows.region[part]].astype(np.int64)
    found *= len(rows.indicators)
    found += rows.indicator[part]
    found *= len(rows.periods)
    found += rows.period[part]
    return found


def counts(contest: Contest) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return for each row how many members of its group are ranked and how many are not.

    The members are the regions that the indicator has a row of in any period.
    """
    rows, ranked = contest.table.rows, contest.ranked
    periods = max(len(rows.periods), 1)
    size = (int(contest.group.max(initial=0)) + 1) * len(rows.indicators) * periods
    having, members = np.zeros(size, np.int32), np.zeros(size // periods, np.int32)
    series = contest.table.cells // periods
    first = np.ones(len(rows), dtype=bool)
    first[1:] = series[1:] != series[:-1]
    for block in blocks(len(rows), max(size, BLOCK)):
        groups = numbered(rows, contest.group, block)
        having += np.bincount(groups[ranked[block]], minlength=size).astype(np.int32)
        members += np.bincount(groups[first[block]] // periods, minlength=len(members))
    own, missing = np.empty(len(rows), np.int32), np.empty(len(rows), np.int32)
    unranked = np.repeat(members, periods) - having
    for block in blocks(len(rows)):
        groups = numbered(rows, contest.group, block)
        having.take(groups, out=own[block], mode="clip")
        unranked.take(groups, out=missing[block], mode="clip")
    return own, missing
