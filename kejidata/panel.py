"""The table as a cube: every row gets a cell (region, indicator, period), neighbours by arithmetic.

A cube that would be mostly empty is not laid out: its cells are sorted instead. Both ways give
the same panel, so the measures never ask which one it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kejidata.errors import SHOWN, KejidataError
from kejidata.frames import Rows

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

    def find(self, cells: Ints) -> Ints:
        """Return the row of each cell, -1 where it is empty or the cell is negative."""
        if not len(self.cells):
            return np.full(len(cells), -1, dtype=np.int32)
        if self.slots is not None:
            laid: Ints = self.slots.take(cells, mode="clip")
            laid[cells < 0] = -1
            return laid
        found = np.searchsorted(self.cells, cells)
        found[found == len(self.cells)] = 0
        found[self.cells[found] != cells] = -1
        return found


def cells_of(rows: Rows) -> Ints:
    """Return the number of each row's cell, region by region, then indicator, then period."""
    inner = len(rows.indicators) * len(rows.periods)
    total = len(rows.regions) * inner
    kind = np.int32 if total < np.iinfo(np.int32).max else np.int64
    cells = np.multiply(rows.region, inner, dtype=kind)
    cells += np.multiply(rows.indicator, len(rows.periods), dtype=kind)
    cells += rows.period
    return cells


def build(rows: Rows, where: str = "obs") -> Panel:
    """Return the panel of rows, one for each cell.

    Raises
    ------
    KejidataError
        When two rows have the same region, indicator and period.
    """
    cells = cells_of(rows)
    total = len(rows.regions) * len(rows.indicators) * len(rows.periods)
    if total <= max(FULL_ENOUGH * len(rows), SMALL):
        return _laid_out(rows, cells, total, where)
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    same = np.flatnonzero(cells[1:] == cells[:-1])
    if len(same):
        raise doubled(rows, np.unique(np.concatenate([order[same], order[same + 1]])), where)
    return Panel(rows.take(order), cells, None)


def _laid_out(rows: Rows, cells: Ints, total: int, where: str) -> Panel:
    slots = np.full(total, -1, dtype=np.int32)
    slots[cells] = np.arange(len(rows), dtype=np.int32)
    filled = np.flatnonzero(slots >= 0).astype(np.int32)
    if len(filled) < len(rows):
        twice = np.bincount(cells, minlength=total) > 1
        raise doubled(rows, np.flatnonzero(twice[cells]), where)
    order = slots[filled]
    slots[filled] = np.arange(len(rows), dtype=np.int32)
    return Panel(rows.take(order), filled, slots)


def doubled(rows: Rows, at: Ints, where: str) -> KejidataError:
    """Return the error that shows rows with the same key."""
    shown = rows.describe(at[:SHOWN]) + [""] * (len(at) - SHOWN)
    return KejidataError(
        "rows have the same region, indicator and period",
        where=where,
        rows=shown,
        remedy="keep one of them, or tell them apart in the columns measure and vintage",
    )
