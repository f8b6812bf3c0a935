"""Columns of intervals of exact numbers, all rows at once: what figures may be, and their sums."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from kejidata.measures.exact_columns import Exact, Whole, decimals
from kejidata.panel import closed
from kejidata.panel.arrays import Flags, Floats, Ints


class Spans(NamedTuple):
    """A column of intervals: their ends, and whether they hold them."""

    low: Exact
    high: Exact
    low_held: Flags
    high_held: Flags

    def minus(self, other: Spans) -> Spans:
        """Return the differences."""
        return Spans(
            self.low.minus(other.high),
            self.high.minus(other.low),
            self.low_held & other.high_held,
            self.high_held & other.low_held,
        )

    def plus(self, other: Spans) -> Spans:
        """Return the sums."""
        return Spans(
            self.low.plus(other.low),
            self.high.plus(other.high),
            self.low_held & other.low_held,
            self.high_held & other.high_held,
        )

    def less_one(self) -> Spans:
        """Return the intervals moved down by one."""
        return self._replace(low=self.low.less_one(), high=self.high.less_one())

    def negated(self) -> Spans:
        """Return the intervals with every number's sign turned round."""
        return Spans(self.high.times(-1), self.low.times(-1), self.high_held, self.low_held)

    def times(self, factor: int | Whole) -> Spans:
        """Return the products with a whole number above zero, or with one for each."""
        return self._replace(low=self.low.times(factor), high=self.high.times(factor))

    def power(self, exponent: Whole) -> Spans:
        """Return intervals above zero to the power of whole numbers."""
        return self._replace(low=self.low.power(exponent), high=self.high.power(exponent))

    def over(self, other: Spans) -> Spans:
        """Return the quotients by intervals above zero.

        An end below zero is reached where the divisor is largest; nothing over any divisor is
        nothing, so that its end is held.
        """
        ends = []
        for end, held, (near, near_held), (far, far_held) in (
            (self.low, self.low_held, other.large, other.small),
            (self.high, self.high_held, other.small, other.large),
        ):
            sign = end.sign()
            reached = np.where(sign >= 0, near_held, far_held) | (sign == 0)
            ends.append((end.over(near.where(sign >= 0, far)), held & reached))
        (low, low_held), (high, high_held) = ends
        return Spans(low, high, low_held, high_held)

    def where(self, chosen: Flags, other: Spans) -> Spans:
        """Return the chosen of these intervals, else those of another column."""
        return Spans(
            self.low.where(chosen, other.low),
            self.high.where(chosen, other.high),
            np.where(chosen, self.low_held, other.low_held),
            np.where(chosen, self.high_held, other.high_held),
        )

    @property
    def small(self) -> tuple[Exact, Flags]:
        """The low ends and whether they are held."""
        return self.low, self.low_held

    @property
    def large(self) -> tuple[Exact, Flags]:
        """The high ends and whether they are held."""
        return self.high, self.high_held

    def take(self, at: Any) -> Spans:
        """Return the intervals of some rows."""
        return Spans(self.low.take(at), self.high.take(at), self.low_held[at], self.high_held[at])

    def totals(self, starts: Ints) -> Spans:
        """Return the sums of the intervals from each of these places to the next, on one grid."""
        low_held, high_held = (np.logical_and.reduceat(held, starts) for held in self[2:])
        return Spans(self.low.totals(starts), self.high.totals(starts), low_held, high_held)

    def below_zero(self) -> Flags:
        """Mark intervals of which every number is below zero."""
        high = self.high.sign()
        found: Flags = (high < 0) | ((high == 0) & ~self.high_held)
        return found

    def closed(self) -> Ints:
        """Return which ends are held, as codes of `panel.closed`."""
        return closed.codes(self.low_held, self.high_held)


def spans(*columns: tuple[Floats, Floats]) -> list[tuple[Exact, Spans]]:
    """Return numbers and what they may be, of columns of values and rounding steps, on one grid.

    The lower end is held, the upper one where there is no step, as `exact.interval_of` has it.
    """
    every = decimals(*(column for pair in columns for column in pair))
    found = []
    for value, step, (_, steps) in zip(every[::2], every[1::2], columns, strict=True):
        # Half a step is a whole number of a grid that is twice as fine.
        middle, grid = value.above * 2, value.below * 2
        low, high = (Exact(middle + side * step.above, grid) for side in (-1, 1))
        held = np.ones(len(steps), dtype=bool)
        found.append((Exact(middle, grid), Spans(low, high, held, steps == 0)))
    return found


def point(number: Exact) -> Spans:
    """Return the intervals of numbers that nothing is open of."""
    held = np.ones(len(number.above), dtype=bool)
    return Spans(number, number, held, held)
