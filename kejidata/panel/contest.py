"""Who competes with whom: places within region group, indicator and period."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kejidata.panel import cells as panel
from kejidata.panel import lines, ranks
from kejidata.panel.cells import Panel
from kejidata.panel.ranks import NONE, Places
from kejidata.panel.results import blocks, empty, gathered, mapped, spread

Ints = npt.NDArray[np.integer]
Whole = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Part = tuple[slice | Ints, slice]

BLOCK = 1 << 18


@dataclass(frozen=True)
class Contest:
    """What is ranked: the rows of the panel by their keys, the smallest first.

    `group` numbers the group of each region; `signs` is -1 for each indicator of which more is
    better, else 1. The key is sign times value. `key` holds it by row where more than that counts,
    infinite for who is not ranked, and `half` its half-width.
    """

    table: Panel
    group: Whole
    signs: Floats
    key: Floats | None = None
    half: Floats | None = None

    @cached_property
    def ranked(self) -> Flags:
        """Mark the rows that are ranked."""
        numbers = self.table.rows.value if self.key is None else self.key
        return mapped(lambda block: np.isfinite(numbers[block]), len(numbers), np.dtype(bool))

    @property
    def keys(self) -> Floats:
        """The keys by row."""
        if self.key is not None:
            return self.key
        rows = self.table.rows
        return gathered(self.signs, rows.indicator) * rows.value


class Sizes(NamedTuple):
    """How many are ranked by group, indicator and period, and members by group and indicator."""

    ranked: Whole
    members: Whole


def places(contest: Contest, earlier: Ints) -> tuple[Places, Sizes]:
    """Return the place of each row of the panel, and the size of each group.

    A cube that is laid out is sorted part by part along the regions, a sparse one at once. The
    values of the cube are overwritten; those of the rows stay.

    Parameters
    ----------
    contest
        The rows with their keys and groups.
    earlier
        The code of the period a year earlier for each period, -1 for none.
    """
    table = contest.table
    # The cells and values of the rows are read from the cube, which is then written to.
    cells, shape = table.cells, table.shape
    if table.cube is None or shape[0] > lines.MANY:
        return _places_of_rows(contest, earlier), _sizes_of_rows(contest)
    keys_of = _keys_of(contest)
    half = None if contest.half is None else _laid_out(contest.half, table, 0.0)
    sizes, values = _no_sizes(contest), table.cube.values.reshape(shape)
    # Two places take the room of the value that they are found from.
    rooms = [values] if half is None else [values, np.zeros(shape)]

    def work(part: Part) -> None:
        error = None if half is None else lines.turned(half[part])
        keys = keys_of(part)
        placed = np.isfinite(keys)
        np.copyto(keys, np.inf, where=~placed)
        group = contest.group[part[0]][0]
        sizes.ranked[group, part[1]] = placed.sum(axis=2)
        sizes.members[group, part[1]] = lines.members(values[part])
        found = lines.places_of(keys, placed, error, earlier)
        _lay(rooms[0], part, found.rank, found.shift)
        if found.best is not None and found.worst is not None:
            _lay(rooms[1], part, found.best, found.worst)

    spread(work, parts(contest))
    found = [lines.halves(room.reshape(-1), cells) for room in rooms]
    best, worst = found[1] if half is not None else (None, None)
    return Places(*found[0], best, worst), sizes


def _lay(room: Floats, part: Part, first: Whole, second: Whole) -> None:
    """Lay two places of each member into part of a cube, in the room of one number."""
    room.view(np.int64)[part] = lines.paired(first, second).transpose(2, 0, 1)


def _no_sizes(contest: Contest) -> Sizes:
    _, indicators, periods = contest.table.shape
    groups = int(contest.group.max(initial=0)) + 1
    return Sizes(
        np.zeros((groups, indicators, periods), np.int32), np.zeros((groups, indicators), np.int32)
    )


def _keys_of(contest: Contest) -> Callable[[Part], Floats]:
    """Return a function that gives the keys of a part, in lines of (indicator, period, member)."""
    if contest.key is not None:
        cube = _laid_out(contest.key, contest.table, np.inf)
        return lambda part: lines.turned(cube[part])
    assert contest.table.cube is not None
    values = contest.table.cube.values.reshape(contest.table.shape)

    def keys(part: Part) -> Floats:
        found = lines.turned(values[part])
        found *= contest.signs[part[1], None, None]
        return found

    return keys


def _laid_out(numbers: Floats, table: Panel, rest: float) -> Floats:
    """Return the cube of numbers of rows, and of another in cells without a row."""
    cube = np.full(table.shape, rest)
    cells = cube.reshape(-1)

    def lay(block: slice) -> None:
        cells[table.cells[block]] = numbers[block]

    spread(lay, blocks(len(numbers)))
    return cube


def parts(contest: Contest) -> Iterator[Part]:
    """Yield parts of the cube: the members of one group, and some of the indicators."""
    _, indicators, periods = contest.table.shape
    by_group = np.argsort(contest.group, kind="stable")
    edges = np.flatnonzero(np.diff(contest.group[by_group], prepend=-1, append=-1))
    for start, stop in zip(edges[:-1], edges[1:], strict=True):
        members = by_group[start:stop]
        lone = members[-1] - members[0] == len(members) - 1
        chosen = slice(members[0], members[-1] + 1) if lone else members
        width = max(1, BLOCK // max(1, len(members) * periods))
        for first in range(0, indicators, width):
            yield chosen, slice(first, first + width)


def _places_of_rows(contest: Contest, earlier: Ints) -> Places:
    """Return places in a sparse panel, sorted as a whole."""
    ranked, keys = contest.ranked, contest.keys
    rows = np.flatnonzero(ranked)
    groups = numbered(contest.table, contest.group)[rows]
    order = np.lexsort((keys[rows], groups))
    rows = rows[order]
    edges = np.flatnonzero(np.diff(groups[order], prepend=-1, append=-1))
    del order, groups
    keys = keys[rows]
    runs = ranks.runs_of(keys, np.diff(edges))

    def laid(numbers: Ints) -> Whole:
        found = np.zeros(len(ranked), dtype=np.int32)
        found[rows] = numbers
        return found

    before = contest.table.place(panel.exchanged(contest.table.rows, earlier, len(earlier)))
    both = (before >= 0) & ranked & ranked[before]
    followed = np.zeros_like(both)
    followed[before[both]] = True
    now = laid(ranks.ahead(runs, both[rows].astype(np.int32)))
    then = laid(ranks.ahead(runs, followed[rows].astype(np.int32)))
    shift = np.where(both, then[before] - now, NONE)
    if contest.half is None:
        return Places(laid(runs.rank), shift, None, None)
    best, worst = ranks.allowed(runs, keys, contest.half[rows])
    return Places(laid(runs.rank), shift, laid(best), laid(worst))


def numbered(table: Panel, group: Ints, part: slice = slice(None)) -> Ints:
    """Return one number for each row's group of regions, indicator and period together."""
    rows, (_, indicators, periods) = table.rows, table.shape
    whole = np.int64 if np.prod(table.shape) > np.iinfo(np.int32).max else np.int32
    numbers: Ints = np.multiply(rows.indicator[part], periods, dtype=whole)
    numbers += rows.period[part]
    if group.any():
        numbers += np.multiply(group, indicators * periods, dtype=whole).take(rows.region[part])
    return numbers


def _sizes_of_rows(contest: Contest) -> Sizes:
    """Return the sizes of groups in a sparse panel."""
    sizes = _no_sizes(contest)
    group, periods = numbered(contest.table, contest.group), max(contest.table.shape[2], 1)
    series = contest.table.cells // periods
    first = np.diff(series, prepend=-1) > 0
    ranked = np.bincount(group[contest.ranked], minlength=sizes.ranked.size)
    members = np.bincount(group[first] // periods, minlength=sizes.members.size)
    sizes.ranked.reshape(-1)[:], sizes.members.reshape(-1)[:] = ranked, members
    return sizes


def counts(contest: Contest, sizes: Sizes) -> tuple[Whole, Whole]:
    """Return for each row how many members of its group are ranked and how many are not.

    The members are the regions that the indicator has a row of in any period.
    """
    ranked = sizes.ranked.reshape(-1)
    unranked = (sizes.members[:, :, None] - sizes.ranked).reshape(-1)
    own, missing = (empty(len(contest.table), np.int32) for _ in range(2))

    def look_up(block: slice) -> None:
        group = numbered(contest.table, contest.group, block)
        ranked.take(group, out=own[block], mode="clip")
        unranked.take(group, out=missing[block], mode="clip")

    spread(look_up, blocks(len(own)))
    return own, missing
