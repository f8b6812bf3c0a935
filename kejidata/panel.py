"""The table as a cube: every row gets a cell (region, indicator, period), neighbours by arithmetic.

A cube that would be mostly empty is not laid out: its cells are sorted instead. Both ways give
the same panel, so the measures never ask which one it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from kejidata.errors import SHOWN, KejidataError
from kejidata.frames import Rows
from kejidata.results import blocks, spread

Ints = npt.NDArray[np.integer]
FULL_ENOUGH = 4
"""A cube is laid out when it has at most this many cells for each row."""
SMALL = 1 << 16


@dataclass(frozen=True)
class Panel:
    """Rows in the order of their cells, and the way from a cell to its row.

    `cells` ascends; `slots`, where the cube is laid out, holds the row of each cell or -1.
    """

    rows: Rows
    cells: Ints
    slots: npt.NDArray[np.int32] | None

    @property
    def shape(self) -> tuple[int, int, int]:
        """Number of regions, indicators and periods."""
        return len(self.rows.regions), len(self.rows.indicators), len(self.rows.periods)

    def find(self, cells: Ints) -> npt.NDArray[np.int32]:
        """Return the row of each cell, -1 where it is empty or the cell is negative."""
        if not len(self.cells):
            return np.full(len(cells), -1, dtype=np.int32)
        if self.slots is not None:
            found = self.slots.take(cells, mode="clip")
            found[cells < 0] = -1
            return found
        found = np.searchsorted(self.cells, cells).astype(np.int32)
        found[found == len(self.cells)] = 0
        found[self.cells[found] != cells] = -1
        return found


def cells_of(rows: Rows, part: slice = slice(None)) -> npt.NDArray[np.int64]:
    """Return the number of each row's cell, region by region, then indicator, then period."""
    cells = rows.region[part].astype(np.int64)
    cells *= len(rows.indicators)
    cells += rows.indicator[part]
    cells *= len(rows.periods)
    cells += rows.period[part]
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
    return Panel(rows.take(order), cells, None)


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
    cube, gaps = _scattered(rows, total)
    filled = np.flatnonzero(~np.isnan(cube)).astype(np.int32)
    if len(filled) < len(rows):
        cells = cells_of(rows)
        twice = np.bincount(cells, minlength=total) > 1
        raise doubled(rows, np.flatnonzero(twice[cells]), where)
    value = cube if len(filled) == total else cube[filled]
    del cube
    if gaps:
        value[np.isinf(value)] = np.nan
    slots = np.full(total, -1, dtype=np.int32)
    if rows.bare:
        laid = replace(rows, value=value, position=None)
    else:
        for block in blocks(len(rows)):
            slots[cells_of(rows, block)] = np.arange(block.start, block.stop, dtype=np.int32)
        laid = rows.take(slots[filled])
    for block in blocks(len(filled)):
        slots[filled[block]] = np.arange(block.start, block.stop, dtype=np.int32)
    region, indicator, period = _codes(filled, rows)
    laid = replace(laid, region=region, indicator=indicator, period=period)
    return Panel(laid, filled, slots)


def _scattered(rows: Rows, total: int) -> tuple[npt.NDArray[np.float64], bool]:
    """Return the cube of values, NaN where no row is, and tell whether a row has no value.

    An infinity, which no frame may hold, stands for a row without a value.
    """
    cube = np.full(total, np.nan)
    gaps = np.isnan(rows.value.min(initial=0.0))

    def scatter(block: slice) -> None:
        value = rows.value[block]
        cube[cells_of(rows, block)] = np.where(np.isnan(value), np.inf, value) if gaps else value

    spread(scatter, blocks(len(rows)))
    return cube, bool(gaps)


def _codes(cells: npt.NDArray[np.int32], rows: Rows) -> list[Ints]:
    """Return region, indicator and period of cells, in the smallest integers that hold them."""
    sizes = [len(rows.regions), len(rows.indicators), len(rows.periods)]
    found: list[Ints] = [np.empty(len(cells), np.min_scalar_type(-size)) for size in sizes]
    indicators, periods = (np.int32(max(size, 1)) for size in sizes[1:])

    def split(block: slice) -> None:
        series = cells[block] // periods
        region = series // indicators
        found[0][block] = region
        found[1][block] = series - region * indicators
        found[2][block] = cells[block] - series * periods

    spread(split, blocks(len(cells)))
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
