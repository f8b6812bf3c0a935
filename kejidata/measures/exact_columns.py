"""Columns of exact numbers: quotients of whole numbers, and intervals of them, all rows at once.

The same arithmetic as `exact` has for one figure. Whole numbers are Python's, in arrays of objects,
so that nothing overflows and no row needs a second way: 2,000 index numbers with their intervals
take 4 ms, and took 120 ms as fractions one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kejidata.model.common_unit import DIGITS, typed
from kejidata.panel import closed
from kejidata.panel.arrays import Flags, Floats, Ints
from kejidata.panel.intervals import FINE, SHORT

Whole = npt.NDArray[np.object_]
LONG = Context(prec=1000)
"""As many digits as no float has, before and behind the point."""


class Exact(NamedTuple):
    """A column of quotients, never reduced, whose divisors are above zero."""

    above: Whole
    below: Whole | int

    def plus(self, other: Exact) -> Exact:
        """Return the sums; of one grid, which is a divisor of all, they stay on it."""
        if self._on_grid_of(other):
            return Exact(self.above + other.above, self.below)
        return Exact(self.above * other.below + other.above * self.below, self.below * other.below)

    def _on_grid_of(self, other: Exact) -> bool:
        one, two = self.below, other.below
        return isinstance(one, int) and isinstance(two, int) and one == two

    def minus(self, other: Exact) -> Exact:
        """Return the differences."""
        return self.plus(Exact(-other.above, other.below))

    def less_one(self) -> Exact:
        """Return each less one."""
        return Exact(self.above - self.below, self.below)

    def negated(self) -> Exact:
        """Return each with its sign turned round."""
        return self.times(-1)

    def times(self, factor: int | Whole) -> Exact:
        """Return the products with a whole number, or with one for each."""
        return Exact(self.above * factor, self.below)

    def power(self, exponent: Whole) -> Exact:
        """Return each to the power of a whole number from 0."""
        return Exact(self.above**exponent, np.asarray(self.below, dtype=object) ** exponent)

    def over(self, other: Exact) -> Exact:
        """Return the quotients by numbers above zero."""
        if self._on_grid_of(other):
            return Exact(self.above, other.above)
        return Exact(self.above * other.below, other.above * self.below)

    def sign(self) -> Ints:
        """Return -1, 0 or 1 for each."""
        return (self.above > 0).astype(np.int8) - (self.above < 0).astype(np.int8)

    def floats(self) -> Floats:
        """Return the float that is next to each."""
        return np.asarray(self.above / self.below, dtype=np.float64)

    def where(self, chosen: Flags, other: Exact) -> Exact:
        """Return the chosen of these numbers, else those of another column."""
        above = np.where(chosen, self.above, other.above)
        if self._on_grid_of(other):
            return Exact(above, self.below)
        # Numbers beyond 64 bits are none that numpy knows.
        belows = (np.asarray(one.below, dtype=object) for one in (self, other))
        return Exact(above, np.where(chosen, *belows))

    def totals(self, starts: Ints) -> Exact:
        """Return the sums from each of these places to the next, on one grid."""
        return Exact(np.add.reduceat(self.above, starts), self.below)

    def take(self, at: Any) -> Exact:
        """Return the numbers of some rows."""
        return Exact(self.above[at], self.below if isinstance(self.below, int) else self.below[at])


def decimals(*columns: Floats) -> list[Exact]:
    """Return the decimals that floats were typed as, all on one grid; NaN is 0.

    Examples
    --------
    >>> [one.floats().tolist() for one in decimals(np.array([0.1 + 0.2, 5.0]), np.array([0.25]))]
    [[0.3, 5.0], [0.25]]
    """
    numbers = [np.nan_to_num(column) for column in columns]
    parts = [np.rint(number * FINE) for number in numbers]
    short = [
        (part / FINE == number) & (np.abs(number) < SHORT)
        for part, number in zip(parts, numbers, strict=True)
    ]
    if all(one.all() for one in short):
        return [Exact(part.astype(np.int64).astype(object), int(FINE)) for part in parts]
    return _on_grid([[typed(one) for one in number.tolist()] for number in numbers])


def fractions(numbers: Sequence[Fraction]) -> Exact:
    """Return fractions as a column."""
    ratios = np.array([one.as_integer_ratio() for one in numbers], dtype=object)
    return Exact(*ratios.reshape(-1, 2).T)


def _on_grid(columns: Sequence[Sequence[Decimal]]) -> list[Exact]:
    """Return decimals as whole numbers of the finest part that one of them may have."""
    # Of a vast one that is the hundredth.
    parts = (DIGITS - 1 - one.adjusted() for each in columns for one in each if one)
    digits = max((2, *parts))
    found = []
    for column in columns:
        whole = np.empty(len(column), dtype=object)
        whole[:] = [int(one.scaleb(digits, LONG)) for one in column]
        found.append(Exact(whole, 10**digits))
    return found


class Spans(NamedTuple):
    """A column of intervals: their ends, and whether they hold them."""

    low: Exact
    high: Exact
    low_held: Flags
    high_held: Flags

    def minus(self, other: Spans) -> Spans:
        """Return the differences."""
        return self.plus(other.negated())

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


PERCENT = Exact(np.array([100], dtype=object), 1)
"""A hundred in every row."""


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
