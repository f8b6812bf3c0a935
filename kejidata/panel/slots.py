"""A slot for every possible cell, by which rows are put in order without a sort."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kejidata.panel.arrays import ROOMY, SMALL, Ints, blocks, in_threads, marked


def places(cells: Ints, size: int) -> Ints | None:
    """Return a place of every possible cell, -1 for none; None where these are too many.

    Of a cell with several it is any of them.
    """
    if size > min(ROOMY * len(cells) + SMALL, np.iinfo(np.int32).max):
        return None
    slots = np.full(size, -1, dtype=np.int32)

    def fill(part: slice) -> None:
        # Of numbers of 32 bits, which numpy widens one by one, it took 0.031 s and not 0.016 s.
        slots[cells[part].astype(np.intp)] = np.arange(part.start, part.stop, dtype=np.int32)

    in_threads(fill, blocks(len(cells)), len(cells))
    return slots


def of_several(cells: Ints, slots: Ints) -> Ints:
    """Return the rows of cells that have several."""
    filled = slots >= 0
    if np.count_nonzero(filled) == len(cells):
        return slots[:0]
    # One row of a cell took its slot from the others.
    several = ~marked(slots[filled], len(cells))
    several[slots[cells[np.flatnonzero(several)]]] = True
    return np.flatnonzero(several)


def filled(slots: Ints) -> tuple[Ints, Ints]:
    """Return the places that stand in the slots, and the cells whose slots these are.

    Examples
    --------
    >>> [one.tolist() for one in filled(np.array([-1, 7, 5], dtype=np.int32))]
    [[7, 5], [1, 2]]
    """
    has = slots >= 0
    works: list[Callable[[], Ints]] = [
        lambda: slots[has],
        lambda: np.flatnonzero(has).astype(slots.dtype),
    ]
    order, cells = in_threads(lambda work: work(), works, len(slots))
    return order, cells
