"""Places of whole lines at once: the regions of a group, side by side, period by period."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kejidata.panel import ranks, sorting
from kejidata.panel.ranks import NONE, Places
from kejidata.panel.results import blocks, empty, spread

Ints = npt.NDArray[np.integer]
Whole = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FIELD = 21
"""Bits of a count of members: three of them are summed up at once, in one integer."""
MANY = (1 << FIELD) - 2
"""Most members of a group that such a count holds."""
_WEIGHTS = np.array([1 | now << FIELD | then << 2 * FIELD for then in (0, 1) for now in (0, 1)])
"""What a member adds to the counts: ranked, also a year before, also a year later."""


def places_of(keys: Floats, placed: Flags, half: Floats | None, earlier: Ints) -> Places:
    """Return places in lines of (indicator, period, member), whose keys are put in order."""
    held = keys.reshape(-1, keys.shape[2])
    order = sorting.sort_lines(held)
    both = placed & placed[:, earlier] & (earlier >= 0)[:, None]
    followed = np.zeros_like(both)
    followed[:, earlier[earlier >= 0]] = both[:, earlier >= 0]
    rank, now, then = (
        numbers.reshape(keys.shape) for numbers in _better(held, order, both, followed)
    )
    # Who has no place is sorted last, and sees all the others before it.
    rank += 1
    rank *= placed
    shift = np.where(both, then[:, earlier] - now, NONE)
    if half is None:
        return Places(rank, shift, None, None)
    ranked = np.isfinite(held).reshape(-1)
    flat, sizes = order[ranked], placed.sum(axis=2).reshape(-1)
    sorted_keys = held.reshape(-1)[ranked]
    runs = ranks.runs_of(sorted_keys, sizes[sizes > 0])

    def laid(numbers: Ints) -> Whole:
        lines = np.zeros(keys.size, dtype=np.int32)
        lines[flat] = numbers
        return lines.reshape(keys.shape)

    best, worst = ranks.allowed(runs, sorted_keys, half.reshape(-1).take(flat))
    return Places(rank, shift, laid(best), laid(worst))


def _better(held: Floats, order: Ints, both: Flags, followed: Flags) -> list[Whole]:
    """Return how many are better: of all, of those ranked a year before, and a year later.

    The three counts share one integer, and so one pass over the sorted lines.
    """
    kinds = both.view(np.uint8) | (followed.view(np.uint8) << 1)
    lines = _WEIGHTS.take(kinds.reshape(-1).take(order))
    passed = ranks.passed(ranks.news(held), lines.reshape(held.shape))
    # Where one line holds a million regions, each of these is as large as the result.
    lines[order] = passed.reshape(-1)
    del passed
    found = []
    for _ in range(3):
        found.append((lines & ((1 << FIELD) - 1)).astype(np.int32))
        lines >>= FIELD
    return found


def members(values: Floats) -> npt.NDArray[np.int64]:
    """Return how many regions have a row in any period, by indicator."""
    # Most are there in the first period.
    lacking = np.asarray(np.isnan(values[:, :, :1]).all(axis=2))
    lacking[lacking] = np.isnan(values[lacking]).all(axis=1)
    found: npt.NDArray[np.int64] = (~lacking).sum(axis=0, dtype=np.int64)
    return found


def turned(cube: Floats) -> Floats:
    """Return part of a cube turned so that the regions of a group lie side by side."""
    return np.ascontiguousarray(cube.transpose(1, 2, 0))


def paired(first: Whole, second: Whole) -> npt.NDArray[np.int64]:
    """Return two whole numbers in the room of one each."""
    both = np.empty(first.shape, dtype=np.int64)
    numbers = both.view(np.int32).reshape(*first.shape, 2)
    numbers[..., 0], numbers[..., 1] = first, second
    return both


def halves(cube: Floats, cells: Ints) -> tuple[Whole, Whole]:
    """Return the two whole numbers that stand in each of these cells of a cube."""
    first, second = empty(len(cells), np.int32), empty(len(cells), np.int32)

    def part(block: slice) -> None:
        both = cube.take(cells[block]).view(np.int32)
        first[block], second[block] = both[::2], both[1::2]

    spread(part, blocks(len(cells)))
    return first, second
