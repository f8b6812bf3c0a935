"""Lines of floats put in order: sorted by a code of 32 bits each, and mended where codes tie.

Sorting a line's places by its numbers moves 64-bit places by 64-bit numbers. Where a line is not
long, a number that is told coarsely and its place fit into 32 bits, which sort three times as
fast. Few neighbours then stand the wrong way round, and are swapped.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PLACE = 12
"""Bits of a place in a line."""
CODE = 32 - PLACE
TOP = (1 << CODE) - 2
"""The largest code of a number; one more is an infinity's."""
SHORT = 256
"""Numbers of a line that is sorted as it is."""
ROUNDS = 12
"""Swaps of neighbours that are tried before a line is sorted by its numbers."""
SAMPLE = 32
"""Numbers of a line that tell where most of them lie."""
NEAR = 16
"""What is this much nearer to a line's end than most is told no finer."""
FEW = 32
"""A line with more than one in so many neighbours in the wrong order is sorted by its numbers."""


def sort_lines(lines: Floats) -> Whole:
    """Put the numbers of each line in order, and return where in the whole each one stood.

    Parameters
    ----------
    lines
        Numbers by line, next to one another in memory; an infinity is larger than any number,
        NaN must not be among them. Equal ones come in any order.

    Examples
    --------
    >>> lines = np.array([[2.0, np.inf, 1.0], [3.0, 4.0, 5.0]])
    >>> sort_lines(lines).tolist(), lines[0].tolist()
    ([2, 0, 1, 3, 4, 5], [1.0, 2.0, inf])
    """
    width = lines.shape[1]
    coded = SHORT <= width <= 1 << PLACE
    starts = np.arange(0, lines.size, max(width, 1))[:, None]
    if coded:
        order = np.add(_by_code(lines), starts, dtype=np.int64)
    else:
        order = np.argsort(lines, axis=1)
        order += starts
    places, numbers = order.reshape(-1), lines.reshape(-1)
    numbers[:] = numbers.take(places)
    if coded:
        _mend(places, numbers, width)
    return places


def _by_code(lines: Floats) -> npt.NDArray[np.uint32]:
    """Return places sorted by codes alone."""
    keys = _codes(lines)
    keys <<= np.uint32(PLACE)
    keys |= np.arange(lines.shape[1], dtype=np.uint32)
    keys.sort(axis=1)
    keys &= np.uint32((1 << PLACE) - 1)
    return keys


def _codes(lines: Floats) -> npt.NDArray[np.uint32]:
    """Return codes that rise with the numbers of a line, the largest for an infinity.

    The bits of a float rise with it, and tell small numbers more finely. So each number is told
    by how far it lies from that end of its line near which most are.
    """
    counts = np.isfinite(lines)
    with np.errstate(over="ignore", invalid="ignore"):
        codes, mirrored = _distances(lines, counts)
    np.subtract(np.uint32(TOP), codes, out=codes, where=mirrored[:, None])
    np.copyto(codes, np.uint32(TOP + 1), where=~counts)
    return codes


def _distances(lines: Floats, counts: Flags) -> tuple[npt.NDArray[np.uint32], Flags]:
    """Return coarsely how far numbers lie from one end of their line, and where it is the upper."""
    low, high = lines.min(axis=1), np.where(counts, lines, -np.inf).max(axis=1)
    none = ~(low <= high) | np.isinf(low)
    low[none] = high[none] = 0.0
    sample = np.sort(lines[:, :: max(1, lines.shape[1] // SAMPLE)], axis=1)
    middle = np.clip(sample[:, sample.shape[1] // 2], low, high)
    mirrored = high - middle < middle - low
    side = np.where(mirrored, -1.0, 1.0)
    end = np.where(mirrored, high, low)
    near = np.maximum(np.abs(middle - end), (high - low) / (1 << 40)) / NEAR
    near[~(near > 0)] = 1.0
    far = lines * side[:, None]
    far += (near - end * side)[:, None]
    bits = far.view(np.int64)
    bits -= near.view(np.int64)[:, None]
    width = ((high - low) + near).view(np.int64) - near.view(np.int64)
    shift = np.maximum(np.frexp(width.astype(np.float64))[1] - CODE, 0)
    bits >>= shift[:, None].astype(np.int64)
    return np.clip(bits, 0, TOP, out=bits).astype(np.uint32), mirrored


def _mend(places: Whole, numbers: Floats, width: int) -> None:
    """Swap neighbours that stand the wrong way round; sort lines where that does not do."""
    wrong = np.flatnonzero(numbers[1:] < numbers[:-1])
    wrong = wrong[wrong % width != width - 1]
    many = np.bincount(wrong // width) > width // FEW if len(wrong) else np.zeros(0, dtype=bool)
    if many.any():
        _sort(places, numbers, width, np.flatnonzero(many))
        wrong = wrong[~many[wrong // width]]
    for turn in range(ROUNDS):
        if not len(wrong):
            return
        # Neighbours of one parity do not overlap.
        now = wrong[wrong & 1 == turn & 1]
        for array in (places, numbers):
            array[now], array[now + 1] = array[now + 1], array[now]
        wrong = np.unique(np.concatenate([wrong - 1, wrong, wrong + 1]))
        wrong = wrong[(wrong >= 0) & (wrong % width != width - 1)]
        wrong = wrong[numbers[wrong + 1] < numbers[wrong]]
    _sort(places, numbers, width, np.unique(wrong // width))


def _sort(places: Whole, numbers: Floats, width: int, at: Whole) -> None:
    """Sort some lines by their numbers."""
    order = np.argsort(numbers.reshape(-1, width)[at], axis=1)
    for array in (places, numbers):
        lines = array.reshape(-1, width)
        lines[at] = np.take_along_axis(lines[at], order, axis=1)
