"""The table as a cube: every row gets a cell (region, indicator, period), neighbours by arithmetic.

A cube that would be mostly empty is not laid out: its cells are sorted instead. Both ways give
the same panel, so the measures never ask which one it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kejidata.errors import SHOWN, KejidataError
from kejidata.panel.cube import Cube, picked
from kejidata.panel.intake import Rows
from kejidata.panel.results import blocks, mapped, spread

Ints = npt.NDArray[np.integer]
Whole = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
FULL_ENOUGH = 4
"""A cube is laid out when it has at most this many cells for each row."""
SMALL = 1 << 16


@dataclass(frozen=True)
class Panel:
    """Rows with a cell each, and the way from a cell to its row and its value.

    `given` holds the rows as they came, `cube` their values where it is laid out.
    Elsewhere `order` sorts the rows by cell, and `ordered` holds their cells so.
    """

    given: Rows
    cube: Cube | None
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
        columns = self.cube.rows()
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
            columns, value = self.cube.rows_beside(other.cube, code)
            return replace(self.given, **columns, position=None), value
        rows = self.rows

        def look(part: slice) -> Floats:
            return other.values(exchanged(rows, code, width, part))

        return rows, mapped(look, len(rows))

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
        return self.cube.at(cells)


def cells_of(rows: Rows, part: slice = slice(None)) -> npt.NDArray[np.int64]:
    """Return the number of each row's cell, region by region, then indicator, then period."""
    indicators, periods = len(rows.indicators), len(rows.periods)
    # Small integers are quick to add, and the cells of a region are few.
    small = np.int32 if indicators * periods <= np.iinfo(np.int32).max else np.int64
    series = np.multiply(rows.indicator[part], periods, dtype=small)
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
    return Panel(rows, None, order, cells)


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
    values = mapped(lambda _: np.array(np.nan), total)

    def scatter(block: slice) -> None:
        value = rows.value[block]
        if np.isnan(value.min(initial=0.0)):
            value = np.where(np.isnan(value), np.inf, value)
        values[cells_of(rows, block)] = value

    spread(scatter, blocks(len(rows)))
    cube = Cube(values, (len(rows.regions), len(rows.indicators), len(rows.periods)))
    if cube.counts.sum() < len(rows):
        cells = cells_of(rows)
        twice = np.bincount(cells, minlength=total) > 1
        raise doubled(rows, np.flatnonzero(twice[cells]), where)
    return Panel(rows, cube)


def doubled(rows: Rows, at: Ints, where: str) -> KejidataError:
    """Return the error that shows rows with the same key."""
    shown = rows.describe(at[:SHOWN]) + [""] * (len(at) - SHOWN)
    return KejidataError(
        "rows have the same region, indicator and period",
        where=where,
        rows=shown,
        remedy="keep one of them, or tell them apart in the columns measure and vintage",
    )
