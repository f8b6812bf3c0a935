"""The figures that an index is made of, all groups together, and what each group has in common.

A row is a region in a group, a column an indicator. What a group has in common, such as its lowest
figure, stands in each of its rows, so that all that follows goes row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kejidata.measures.index_structure import Leaf
from kejidata.panel.arrays import Flags, Floats, Ints


class Span(NamedTuple):
    """Numbers with the ends of their intervals."""

    low: Floats
    value: Floats
    high: Floats

    def turned(self, turn: Callable[[Floats], Floats]) -> Span:
        """Return the numbers under a function that falls: the ends change places."""
        return Span(turn(self.high), turn(self.value), turn(self.low))

    def under(self, rise: Callable[[Floats], Floats]) -> Span:
        """Return the numbers under a function that rises."""
        return Span(rise(self.low), rise(self.value), rise(self.high))


@dataclass(frozen=True)
class Figures:
    """The figures of groups of regions: a row a region, a column an indicator, NaN for none.

    `group` is the number of each row's group, and rises.
    """

    span: Span
    step: Floats
    group: Ints
    leaves: Sequence[Leaf]

    @cached_property
    def known(self) -> Flags:
        """Which figures there are."""
        return ~np.isnan(self.span.value)

    @property
    def less(self) -> Flags:
        """Mark the indicators of which less is better."""
        return np.array([leaf.direction < 0 for leaf in self.leaves], dtype=bool)

    def take(self, at: Ints) -> Figures:
        """Return some of the regions."""
        span = self.span.under(lambda ends: ends[at])
        return replace(self, span=span, step=self.step[at], group=self.group[at])

    def limits(self, name: str) -> Floats:
        """Return target, minimum or maximum of each indicator, NaN for none."""
        return np.array([getattr(leaf, name) for leaf in self.leaves], dtype=np.float64)

    def whole(self, ufunc: np.ufunc, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return for each row what a function such as np.add makes of all rows of its group."""
        starts, sizes = self._extents
        return np.repeat(ufunc.reduceat(values, starts, axis=0), sizes, axis=0)

    @cached_property
    def _extents(self) -> tuple[Ints, Ints]:
        """The first row of each group, and how many it has."""
        starts = np.flatnonzero(np.diff(self.group, prepend=-1))
        return starts, np.diff(starts, append=len(self.group))

    def lowest(self, values: Floats) -> Floats:
        """Return the lowest number of each group and indicator."""
        return self.whole(np.fmin, values)

    def highest(self, values: Floats) -> Floats:
        """Return the highest number of each group and indicator."""
        return self.whole(np.fmax, values)

    def total(self, values: Floats) -> Floats:
        """Return the sum of each group and indicator, without what is empty."""
        return self.whole(np.add, np.where(np.isnan(values), 0.0, values))

    @cached_property
    def count(self) -> Floats:
        """How many figures of each group and indicator there are."""
        return self.whole(np.add, self.known.astype(np.float64))
