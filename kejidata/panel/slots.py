"""A slot for every possible cell, by which rows are put in order without a sort."""

from __future__ import annotations

import numpy as np

from kejidata.panel.arrays import BLOCK, ROOMY, SMALL, Ints, marked


def last_places(cells: Ints, size: int) -> Ints | None:
    """Return the last place of every possible cell, -1 for none; None where these are too many."""
    if size > min(ROOMY * len(cells) + SMALL, np.iinfo(np.int32).max):
        return None
    slots = np.full(size, -1, dtype=np.int32)
    for start in range(0, len(cells), BLOCK):
        # Of numbers of 32 bits, which numpy widens one by one, it took 0.031 s and not 0.016 s.
        part = cells[start : start + BLOCK].astype(np.intp)
        slots[part] = np.arange(start, start + len(part), dtype=np.int32)
    return slots


def of_several(cells: Ints, slots: Ints) -> Ints:
    """Return the rows of cells that have several."""
    last = slots[slots >= 0]
    if len(last) == len(cells):
        return last[:0]
    # The last row of a cell took its slot from the others.
    several = ~marked(last, len(cells))
    several[slots[cells[np.flatnonzero(several)]]] = True
    return np.flatnonzero(several)
