"""Groups of like size side by side, a line of keys for each: their order and who is ahead in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kejidata.panel import intervals
from kejidata.panel.arrays import Flags, Floats, Ints

Whole = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Line:
    """Groups of one size in the order of their keys; `new` marks a key unlike the one before.

    `order` are places in all of the lines, one line after the other; `first` is the place in its
    line of the first that has the same key.
    """

    order: Ints
    new: Flags
    first: Whole

    @classmethod
    def of(cls, keys: Floats, filler: Flags) -> Line:
        """Return lines of keys, of which the smallest is the best, with the fillers at the end."""
        order, ordered = _sorted(keys, filler)
        new = np.ones(keys.shape, dtype=bool)
        new[:, 1:] = ordered[:, 1:] > ordered[:, :-1]
        place = np.arange(keys.shape[1], dtype=np.int32)
        first = np.maximum.accumulate(place * new, axis=1)
        return cls(order + _starts(keys.shape), new, first)

    def ahead(self, weights: npt.NDArray[Any]) -> Ints:
        """Return the summed weights of those that are better."""
        before = np.cumsum(weights, axis=1)
        before -= weights
        return before.take(self.first + _starts(self.new.shape))

    def ties(self) -> Whole:
        """Return how many have the same key, the row itself among them."""
        starts = np.flatnonzero(self.new)
        lengths = np.diff(starts, append=self.new.size)
        return np.repeat(lengths, lengths).reshape(self.new.shape).astype(np.int32)


def _starts(shape: tuple[int, ...]) -> Ints:
    """Return where each line begins, as a column."""
    return np.arange(0, shape[0] * shape[1], shape[1])[:, None]


def _sorted(keys: Floats, filler: Flags) -> tuple[Ints, npt.NDArray[Any]]:
    """Return the places of each line in the order of its keys, and the keys in it.

    Whole numbers sort by themselves with their places behind them: 3.5 million published decimals
    in lines of 3,000 took 0.06 s so, and 0.13 s as floats whose places are sorted.
    """
    parts = intervals.in_parts(np.where(filler, 0.0, keys))
    bits = keys.shape[1].bit_length()
    if parts is None or bits > intervals.SPARE:
        keys = np.where(filler, np.inf, keys)
        order = np.argsort(keys, axis=1)
        return order, np.take_along_axis(keys, order, axis=1)
    packed = np.where(filler, intervals.MOST, parts[0]).astype(np.int64)
    packed <<= bits
    packed |= np.arange(keys.shape[1])
    packed.sort(axis=1)
    return packed & ((1 << bits) - 1), packed >> bits
