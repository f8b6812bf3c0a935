"""Who competes with whom: places within region group, indicator and period."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kejidata import pairing, ranks
from kejidata.panel import Panel
from kejidata.results import blocks, gathered, mapped, spread

Ints = npt.NDArray[np.integer]
Whole = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Part = tuple[slice | Ints, slice]

BLOCK = 1 << 17
NONE = np.iinfo(np.int32).min


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
        return _last(gathered(self.signs, rows.indicator) * rows.value)


def _last(keys: Floats) -> Floats:
    """Return keys, infinite where there is none."""
    keys[~np.isfinite(keys)] = np.inf
    return keys


class Places(NamedTuple):
    """Rank and places gained by row, best and worst rank unless they are the rank itself.

    0 where there is no rank, `NONE` where there is no shift.
    """

    rank: Whole
    shift: Whole
    best: Whole | None
    worst: Whole | None


def places(contest: Contest, earlier: Ints) -> Places:
    """Return the place of each row of the panel.

    A cube that is laid out is sorted part by part along the regions, a sparse one at once.

    Parameters
    ----------
    contest
        The rows with their keys and groups.
    earlier
        The code of the period a year earlier for each period, -1 for none.
    """
    if contest.table.cube is None:
        return _places_of_rows(contest, earlier)
    shape = contest.table.shape
    lines = _lines_of(contest)
    half = None if contest.half is None else _laid_out(contest.half, contest.table, 0.0)
    cubes = [np.zeros(shape, dtype=np.int32) for _ in range(2 if half is None else 4)]

    def work(part: Part) -> None:
        room = None if half is None else _turned(half[part])
        found = _places_of_lines(lines(part), room, earlier)
        for cube, numbers in zip(cubes, found, strict=False):
            if numbers is not None:
                cube[part] = numbers.transpose(2, 0, 1)

    spread(work, parts(contest))
    rank, shift, *span = (
        gathered(cubes.pop(0).reshape(-1), contest.table.cells) for _ in range(len(cubes))
    )
    best, worst = span or (None, None)
    return Places(rank, shift, best, worst)


def _lines_of(contest: Contest) -> Callable[[Part], Floats]:
    """Return a function that gives the keys of a part, in lines of (indicator, period, member)."""
    if contest.key is not None:
        cube = _laid_out(contest.key, contest.table, np.inf)
        return lambda part: _turned(cube[part])
    assert contest.table.cube is not None
    values = contest.table.cube.reshape(contest.table.shape)

    def keys(part: Part) -> Floats:
        lines = _turned(values[part])
        lines *= contest.signs[part[1], None, None]
        return _last(lines)

    return keys


def _laid_out(numbers: Floats, table: Panel, empty: float) -> Floats:
    """Return the cube of numbers of rows."""
    cube = np.full(table.shape, empty)
    cells = cube.reshape(-1)

    def lay(block: slice) -> None:
        cells[table.cells[block]] = numbers[block]

    spread(lay, blocks(len(numbers)))
    return cube


def _turned(cube: Floats) -> Floats:
    """Return part of a cube turned so that the regions of a group lie side by side."""
    return np.ascontiguousarray(cube.transpose(1, 2, 0))


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


def _places_of_lines(keys: Floats, half: Floats | None, earlier: Ints) -> Places:
    """Return places in lines of (indicator, period, member), all periods of a year together."""
    width = keys.shape[2]
    placed = np.isfinite(keys)
    sizes = placed.sum(axis=2).reshape(-1)
    order = np.argsort(keys.reshape(-1, width), axis=1)
    order += np.arange(0, keys.size, width)[:, None]
    flat = order[np.arange(width) < sizes[:, None]]
    sorted_keys = keys.reshape(-1).take(flat)
    # Where one line holds a million regions, each of these is as large as the result.
    del order, keys
    runs = ranks.runs_of(sorted_keys, sizes[sizes > 0])

    def laid(numbers: Ints) -> Whole:
        lines = np.zeros(placed.size, dtype=np.int32)
        lines[flat] = numbers
        return lines.reshape(placed.shape)

    both = placed & placed[:, earlier] & (earlier >= 0)[:, None]
    followed = np.zeros_like(both)
    followed[:, earlier[earlier >= 0]] = both[:, earlier >= 0]
    now = laid(ranks.ranks_among(runs, both.reshape(-1).take(flat)))
    then = laid(ranks.ranks_among(runs, followed.reshape(-1).take(flat)))
    shift = np.where(both, then[:, earlier] - now, NONE)
    if half is None:
        return Places(laid(runs.rank), shift, None, None)
    best, worst = ranks.allowed(runs, sorted_keys, half.reshape(-1).take(flat))
    return Places(laid(runs.rank), shift, laid(best), laid(worst))


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

    before = contest.table.place(pairing.moved(contest.table, earlier))
    both = (before >= 0) & ranked & ranked[before]
    followed = np.zeros_like(both)
    followed[before[both]] = True
    now = laid(ranks.ranks_among(runs, both[rows]))
    then = laid(ranks.ranks_among(runs, followed[rows]))
    shift = np.where(both, then[before] - now, NONE)
    if contest.half is None:
        return Places(laid(runs.rank), shift, None, None)
    best, worst = ranks.allowed(runs, keys, contest.half[rows])
    return Places(laid(runs.rank), shift, laid(best), laid(worst))


def numbered(table: Panel, group: Ints, part: slice = slice(None)) -> Ints:
    """Return one number for each row's group of regions, indicator and period together."""
    _, indicators, periods = table.shape
    move = (group.astype(np.int64) - np.arange(len(group))) * (indicators * periods)
    numbers: Ints = table.cells[part] + move.take(table.rows.region[part])
    return numbers


def counts(contest: Contest) -> tuple[Whole, Whole]:
    """Return for each row how many members of its group are ranked and how many are not.

    The members are the regions that the indicator has a row of in any period.
    """
    rows, cells, ranked = contest.table.rows, contest.table.cells, contest.ranked
    periods = max(len(rows.periods), 1)
    size = (int(contest.group.max(initial=0)) + 1) * len(rows.indicators) * periods
    tallies: list[tuple[Ints, Ints]] = []

    def tally(block: slice) -> None:
        group = numbered(contest.table, contest.group, block)
        before = cells[block.start - 1] // periods if block.start else -1
        first = np.diff(cells[block] // periods, prepend=before) > 0
        having = np.bincount(group[ranked[block]], minlength=size)
        tallies.append((having, np.bincount(group[first] // periods, minlength=size // periods)))

    spread(tally, blocks(len(rows), max(size, BLOCK)))
    having = sum((one for one, _ in tallies), np.zeros(size, np.int64)).astype(np.int32)
    members = sum((one for _, one in tallies), np.zeros(size // periods, np.int64))
    unranked = (np.repeat(members, periods) - having).astype(np.int32)
    own, missing = np.empty(len(rows), np.int32), np.empty(len(rows), np.int32)

    def look_up(block: slice) -> None:
        group = numbered(contest.table, contest.group, block)
        having.take(group, out=own[block], mode="clip")
        unranked.take(group, out=missing[block], mode="clip")

    spread(look_up, blocks(len(rows)))
    return own, missing
