"""Vintages: which publication of a figure counts, the first, the newest, or the newest by then."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kejidata.panel.cells import Ints, cells_of, crowded, doubled
from kejidata.panel.intake import Rows


def several(rows: Rows) -> bool:
    """Tell whether a cell may have more than one vintage."""
    return (
        rows.vintage is not None and len(rows) > 0 and bool(np.ptp(rows.vintage)) and crowded(rows)
    )


def first(rows: Rows, where: str = "obs") -> Rows:
    """Return for each cell the row first published with a value."""
    if not several(rows):
        return rows
    rows, cells = by_vintage(rows, where)
    return rows.take(np.flatnonzero(np.diff(cells, prepend=-1)))


def newest(rows: Rows, where: str = "obs") -> Rows:
    """Return for each cell the row last published with a value."""
    if not several(rows):
        return rows
    rows, cells = by_vintage(rows, where)
    return rows.take(np.flatnonzero(np.diff(cells, append=-1)))


def by_vintage(rows: Rows, where: str = "obs") -> tuple[Rows, npt.NDArray[np.int64]]:
    """Return rows sorted by cell and vintage, with their cells.

    An empty row gives way to any publication of the same cell that has a value.

    Raises
    ------
    KejidataError
        When two rows have the same cell and vintage.
    """
    assert rows.vintage is not None
    cells = cells_of(rows).astype(np.int64)
    order = np.lexsort((rows.vintage, cells))
    cells, vintage = cells[order], rows.vintage[order]
    same = np.flatnonzero((cells[1:] == cells[:-1]) & (vintage[1:] == vintage[:-1]))
    if len(same):
        raise doubled(rows, np.unique(np.concatenate([order[same], order[same + 1]])), where)
    filled = ~np.isnan(rows.value[order])
    lone = ~np.isin(cells, cells[filled]) & (np.diff(cells, prepend=-1) != 0)
    kept = filled | lone
    return rows.take(order[kept]), cells[kept]


def as_of(
    rows: Rows, cells: npt.NDArray[np.int64], wanted: Ints, vintage: Ints
) -> npt.NDArray[np.int64]:
    """Return the row of each wanted cell last published no later than a vintage, -1 for none.

    Parameters
    ----------
    rows, cells
        As `by_vintage` gives them.
    wanted, vintage
        A cell and a year of publication for each answer.
    """
    assert rows.vintage is not None
    if not len(rows):
        return np.full(len(wanted), -1, dtype=np.int64)
    low = min(rows.vintage.min(), vintage.min())
    width = max(rows.vintage.max(), vintage.max()) - low + 1
    keys = cells * width + (rows.vintage - low)
    limits = wanted.astype(np.int64) * width + (vintage - low)
    found: npt.NDArray[np.int64] = np.searchsorted(keys, limits, side="right") - 1
    found[cells[found] != wanted] = -1
    return found
