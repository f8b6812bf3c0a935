"""Competition ranks within groups, by sorting, and the ranks that rounding allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kejidata.frames import Rows
from kejidata.panel import Panel

Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NOISE = 1e-12
"""Numbers closer than this share of their size differ by float noise only."""
BLOCK = 1 << 17


@dataclass(frozen=True)
class Field:
    """What is ranked: for each row of the panel a key (the smallest is first) and its half-width.

    `group` numbers the group of each region; rows without `valid` are not ranked.
    """

    table: Panel
    group: npt.NDArray[np.int32]
    key: Floats
    half: Floats | None
    valid: Flags


def numbered(rows: Rows, group: Ints) -> npt.NDArray[np.int64]:
    """Return one number for each row's group of regions, indicator and period together."""
    found = group[rows.region].astype(np.int64) * len(rows.indicators) + rows.indicator
    found *= len(rows.periods)
    found += rows.period
    return found


def counts(field: Field) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return for each row how many members of its group are ranked and how many are not.

    The members are the regions that the indicator has a row of in any period.
    """
    rows = field.table.rows
    groups = numbered(rows, field.group)
    ranked = np.bincount(groups[field.valid], minlength=int(groups.max(initial=-1)) + 1)
    width = max(len(rows.periods), 1)
    series = np.flatnonzero(np.diff(field.table.cells // width, prepend=-1))
    members = np.bincount(groups[series] // width)
    own = ranked[groups].astype(np.int32)
    return own, members[groups // width].astype(np.int32) - own


def sorted_groups(field: Field) -> Iterator[tuple[Ints, Ints]]:
    """Yield rows in the order of their groups and keys, with the sizes of the groups.

    A cube that is laid out is sorted block by block along the regions, a sparse one at once.
    """
    if field.table.slots is None:
        rows = np.flatnonzero(field.valid)
        groups = numbered(field.table.rows, field.group)[rows]
        order = np.lexsort((field.key[rows], groups))
        edges = np.flatnonzero(np.diff(groups[order], prepend=-1, append=-1))
        yield rows[order], np.diff(edges)
        return
    regions, indicators, periods = field.table.shape
    cube = field.table.slots.reshape(regions, indicators, periods)
    by_group = np.argsort(field.group, kind="stable")
    edges = np.flatnonzero(np.diff(field.group[by_group], prepend=-1, append=-1))
    for start, stop in zip(edges[:-1], edges[1:], strict=True):
        members = by_group[start:stop]
        width = max(1, BLOCK // max(1, len(members) * periods))
        for first in range(0, indicators, width):
            part = cube[:, first : first + width][members]
            yield _sorted_rows(field, part.transpose(1, 2, 0).reshape(-1, len(members)))


def _sorted_rows(field: Field, rows: Ints) -> tuple[Ints, Ints]:
    """Return the rows of a matrix sorted along its lines, -1 and the unranked left out."""
    keys = field.key[rows]
    usable = (rows >= 0) & field.valid[rows]
    keys[~usable] = np.inf
    order = np.argsort(keys, axis=1)
    sizes = usable.sum(axis=1)
    found = np.take_along_axis(rows, order, axis=1)
    return found[np.arange(rows.shape[1]) < sizes[:, None]], sizes[sizes > 0]


@dataclass(frozen=True)
class Runs:
    """Sorted rows of whole groups: where each one's group and run of equal keys starts."""

    first: Ints
    run: Ints
    end: Ints

    @property
    def rank(self) -> Ints:
        """1-2-2-4: one more than there are better ones."""
        return self.run - self.first + 1


def runs_of(keys: Floats, sizes: Ints) -> Runs:
    """Return runs of equal keys within groups of these sizes; noise apart is equal."""
    size = len(keys)
    starts = np.cumsum(sizes) - sizes
    first = np.repeat(starts, sizes)
    new = np.empty(size + 1, dtype=bool)
    new[1:size] = keys[1:] - keys[:-1] > NOISE * np.abs(keys[1:])
    new[starts] = True
    new[size:] = True
    edges = np.flatnonzero(new)
    lengths = np.diff(edges)
    return Runs(first, np.repeat(edges[:-1], lengths), np.repeat(edges[1:], lengths))


def ranks_among(runs: Runs, chosen: Flags) -> Ints:
    """Return the rank of each row among the chosen rows of its group."""
    before = np.zeros(len(chosen) + 1, dtype=np.int32)
    np.cumsum(chosen, out=before[1:])
    return before[runs.run] - before[runs.first] + 1


def allowed(runs: Runs, keys: Floats, half: Floats | None, sizes: Ints) -> tuple[Ints, Ints]:
    """Return the best and the worst rank that the rounding intervals allow.

    Best is one more than there are others that are better for certain, worst one more than
    there are others that may be better. An interval ends before its upper limit, so two
    neighbours on one grid are told apart, and two equal figures are not unless they are exact.
    """
    rank = runs.rank
    if half is None or not len(keys):
        return rank, rank
    starts = np.cumsum(sizes) - sizes
    narrow, wide = np.minimum.reduceat(half, starts), np.maximum.reduceat(half, starts)
    last = rank + np.where(half > 0, runs.end - runs.run - 1, 0)
    mixed = np.repeat(narrow != wide, sizes)
    if not mixed.any():
        return rank, last
    best, worst = rank.copy(), last
    group = np.repeat(np.arange(len(sizes)), sizes)[mixed]
    best[mixed], worst[mixed] = _between_steps(keys[mixed], half[mixed], group)
    return best, worst


def _between_steps(keys: Floats, half: Floats, group: Ints) -> tuple[Ints, Ints]:
    """Return best and worst ranks in groups that mix rounding steps."""
    low, high = keys - half, keys + half
    noise = NOISE * np.maximum(np.abs(low), np.abs(high))
    exact = half == 0
    # Who is exact may tie with the end of an interval; who is rounded may not.
    surely = _count_up_to(high, np.where(exact, low - noise, low + noise), group)
    maybe = _count_up_to(low, high - noise, group) - ~exact
    return 1 + surely, 1 + maybe


def _count_up_to(numbers: Floats, limits: Floats, group: Ints) -> Ints:
    """Return how many numbers of the same group are no larger than each limit."""
    size = len(numbers)
    both = np.concatenate([numbers, limits])
    is_limit = np.repeat([False, True], size)
    order = np.lexsort((is_limit, both, np.concatenate([group, group])))
    passed = np.cumsum(~is_limit[order])
    count = np.empty(2 * size, dtype=np.int64)
    count[order] = passed
    return count[size:] - np.searchsorted(group, group)
