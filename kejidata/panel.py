"""The table as a cube: every row gets a cell (region, indicator, period), neighbours by arithmetic.

A cube that would be mostly empty is not laid out: its cells are sorted instead. Both ways give
the same panel, so the measures never ask which one it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from kejidata.errors import SHOWN, KejidataError
from kejidata.frames import Rows
from kejidata.results import BLOCK, blocks, empty, mapped, spread

Ints = npt.NDArray[np.integer]
Whole = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
FULL_ENOUGH = 4
"""A cube is laid out when it has at most this many cells for each row."""
SMALL = 1 << 16


@dataclass(frozen=True)
class Panel:
    """Rows with a cell each, and the way from a cell to its row and its value.

    `given` holds the rows as they came. `cube`, where it is laid out, holds the value of each
    cell: NaN without a row, an infinity (which no frame may hold) for a row without a value;
    `counts` are the rows of each of its blocks.
    Elsewhere `order` sorts the rows by cell, and `ordered` holds their cells so.
    """

    given: Rows
    cube: Floats | None
    counts: npt.NDArray[np.int64] | None = None
    order: npt.NDArray[np.int64] | None = None
    ordered: Ints | None = None

    def __len__(self) -> int:
        return len(self.given)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Number of regions, indicators and periods."""
        return len(self.given.regions), len(self.given.indicators), len(self.given.periods)

    @property
    def cells(self) -> Ints:
        """The cells that have a row, ascending."""
        return self._by_cell[0] if self.ordered is None else self.ordered

    @property
    def rows(self) -> Rows:
        """The rows in the order of their cells."""
        return self._by_cell[1]

    @cached_property
    def _by_cell(self) -> tuple[Ints, Rows]:
        if self.cube is None:
            return self.cells, self.given.take(np.asarray(self.order))
        columns = _filled(self)
        cells = columns.pop("cells")
        if self.given.bare:
            return cells, replace(self.given, **columns, position=None)
        return cells, replace(self.given.take(self._slots[cells]), **columns)

    def beside(self, other: Panel, code: Ints) -> tuple[Rows, Floats]:
        """Return bare rows, and the value of each one's series in another period, NaN for none.

        `other` is a panel of the same regions and indicators, `code` its period for each of ours,
        -1 for none.
        """
        width = other.shape[2]
        if self.cube is not None and other.cube is not None and width == self.shape[2]:
            columns = _filled(self, other.cube, code)
            value = columns.pop("beside")
            return replace(self.given, **columns, position=None), value
        rows = self.rows
        return rows, mapped(
            lambda part: other.values(exchanged(rows, code, width, part)), len(rows)
        )

    @cached_property
    def _slots(self) -> Whole:
        """The row, as they came, of each cell, or -1."""
        slots = np.full(np.prod(self.shape), -1, dtype=np.int32)
        for block in blocks(len(self.given)):
            slots[cells_of(self.given, block)] = np.arange(block.start, block.stop, dtype=np.int32)
        return slots

    def prepare(self) -> None:
        """Lay out what `find` needs, before several threads ask for it at once."""
        _ = self.cube is None or self._slots

    def place(self, cells: Ints) -> npt.NDArray[np.int64]:
        """Return where each cell stands among `cells`, -1 where it has no row or is negative."""
        if not len(self.cells):
            return np.full(len(cells), -1, dtype=np.int64)
        found = np.searchsorted(self.cells, cells).astype(np.int64)
        found[found == len(self.cells)] = 0
        found[self.cells[found] != cells] = -1
        return found

    def find(self, cells: Ints) -> Ints:
        """Return the row, as they came, of each cell, -1 where it is empty or negative."""
        if self.order is None:
            if not len(self._slots):
                return np.full(len(cells), -1, dtype=np.int32)
            found: Ints = self._slots.take(cells, mode="clip")
            found[cells < 0] = -1
            return found
        at = self.place(cells)
        return np.where(at < 0, -1, self.order.take(at, mode="clip")) if len(self.order) else at

    def values(self, cells: Ints) -> Floats:
        """Return the value of each cell, NaN where it is empty or negative."""
        if self.cube is None:
            return picked(self.given.value, self.find(cells))
        return _emptied(picked(self.cube, cells))


def _moves(code: Ints, dtype: np.dtype[Any]) -> Ints:
    """Return how far each period lies from the one it is exchanged for, none at all below zero."""
    nowhere = np.iinfo(dtype).min
    return np.where(code < 0, nowhere, code - np.arange(len(code))).astype(dtype)


def _emptied(values: Floats) -> Floats:
    """Turn the infinities of a cube into the empty values that they stand for, in place."""
    odd = np.isinf(values)
    if odd.any():
        values[odd] = np.nan
    return values


def picked(values: Floats, at: Ints) -> Floats:
    """Return the values at these places, NaN where a place is negative."""
    if not len(values):
        return np.full(len(at), np.nan)
    found = values.take(at, mode="clip")
    if at.min(initial=0) < 0:
        found[at < 0] = np.nan
    return found


def cells_of(rows: Rows, part: slice = slice(None)) -> npt.NDArray[np.int64]:
    """Return the number of each row's cell, region by region, then indicator, then period."""
    _, indicators, periods = len(rows.regions), len(rows.indicators), len(rows.periods)
    # Small integers are quick to add, and a series has few cells.
    series = np.multiply(rows.indicator[part], periods, dtype=np.int32)
    series += rows.period[part]
    cells: npt.NDArray[np.int64] = rows.region[part].astype(np.int64)
    cells *= indicators * periods
    cells += series
    return cells


def exchanged(rows: Rows, code: Ints, width: int, part: slice = slice(None)) -> Ints:
    """Return each row's cell with its period exchanged, negative for none.

    The cell is one of a panel of `width` periods, and `code` tells which of them.
    """
    cells = rows.region[part].astype(np.int64)
    cells *= len(rows.indicators)
    cells += rows.indicator[part]
    cells *= width
    moved = code.take(rows.period[part], mode="clip")
    cells += moved
    cells[moved < 0] = -1
    return cells


def build(rows: Rows, where: str = "obs") -> Panel:
    """Return the panel of rows, one for each cell.

    Raises
    ------
    KejidataError
        When two rows have the same region, indicator and period.
    """
    total = len(rows.regions) * len(rows.indicators) * len(rows.periods)
    if total <= min(max(FULL_ENOUGH * len(rows), SMALL), np.iinfo(np.int32).max):
        return _laid_out(rows, total, where)
    cells = cells_of(rows)
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    same = np.flatnonzero(cells[1:] == cells[:-1])
    if len(same):
        raise doubled(rows, np.unique(np.concatenate([order[same], order[same + 1]])), where)
    return Panel(rows, None, None, order, cells)


def crowded(rows: Rows) -> bool:
    """Tell whether a cell has more than one row."""
    total = len(rows.regions) * len(rows.indicators) * len(rows.periods)
    if total > max(FULL_ENOUGH * len(rows), SMALL):
        return len(np.unique(cells_of(rows))) < len(rows)
    filled = np.zeros(total, dtype=bool)
    for block in blocks(len(rows)):
        filled[cells_of(rows, block)] = True
    return int(filled.sum()) < len(rows)


def _laid_out(rows: Rows, total: int, where: str) -> Panel:
    cube = mapped(lambda _: np.array(np.nan), total)

    def scatter(block: slice) -> None:
        value = rows.value[block]
        if np.isnan(value.min(initial=0.0)):
            value = np.where(np.isnan(value), np.inf, value)
        cube[cells_of(rows, block)] = value

    spread(scatter, blocks(len(rows)))
    counts = _counts(cube)
    if counts.sum() < len(rows):
        cells = cells_of(rows)
        twice = np.bincount(cells, minlength=total) > 1
        raise doubled(rows, np.flatnonzero(twice[cells]), where)
    return Panel(rows, cube, counts)


def _counts(cube: Floats) -> npt.NDArray[np.int64]:
    """Return how many cells of each block have a row."""
    parts = list(blocks(len(cube)))
    found = np.zeros(len(parts), dtype=np.int64)

    def count(number: int) -> None:
        block = parts[number]
        found[number] = block.stop - block.start - np.count_nonzero(np.isnan(cube[block]))

    spread(count, range(len(parts)))
    return found


def _filled(table: Panel, other: Floats | None = None, code: Ints | None = None) -> dict[str, Any]:
    """Return value and key codes of the cells that have a row, and the numbers of these cells.

    With another cube they come with the value that stands there in the period of the code,
    instead of the cells. The codes are in the smallest integers that hold them.
    """
    cube, ends = np.asarray(table.cube), np.cumsum(np.asarray(table.counts))
    size = int(ends[-1]) if len(ends) else 0
    names = ("region", "indicator", "period")
    found: dict[str, npt.NDArray[Any]] = {
        name: empty(size, np.min_scalar_type(-length))
        for name, length in zip(names, table.shape, strict=True)
    }
    found["value"] = empty(size, np.float64)
    _, indicators, periods = table.shape
    width = indicators * periods
    # Indicators and periods of one block of cells after another, whatever cell it begins with.
    length = min(BLOCK, len(cube)) + width
    period = np.resize(np.arange(periods, dtype=found["period"].dtype), length)
    series = np.repeat(np.arange(indicators, dtype=found["indicator"].dtype), periods)
    indicator = np.resize(series, length)
    if other is None:
        found["cells"] = empty(size, np.int32)
    else:
        found["beside"] = empty(size, np.float64)
        moves = _moves(np.asarray(code), np.dtype(np.int64))

    def squeeze(number: int) -> None:
        start = number * BLOCK
        held = cube[start : start + BLOCK]
        at = np.flatnonzero(~np.isnan(held))
        part = slice(ends[number] - len(at), ends[number])
        here = {name: column[part] for name, column in found.items()}
        held.take(at, out=here["value"], mode="clip")
        _emptied(here["value"])
        indicator[start % width :].take(at, out=here["indicator"], mode="clip")
        period[start % width :].take(at, out=here["period"], mode="clip")
        at += start
        here["region"][:] = at.astype(np.int32) // np.int32(width)
        if other is None:
            here["cells"][:] = at
        else:
            if moves.any():
                at += moves.take(here["period"], mode="clip")
            here["beside"][:] = _emptied(picked(other, at))

    spread(squeeze, range(len(ends)))
    return found


def doubled(rows: Rows, at: Ints, where: str) -> KejidataError:
    """Return the error that shows rows with the same key."""
    shown = rows.describe(at[:SHOWN]) + [""] * (len(at) - SHOWN)
    return KejidataError(
        "rows have the same region, indicator and period",
        where=where,
        rows=shown,
        remedy="keep one of them, or tell them apart in the columns measure and vintage",
    )
