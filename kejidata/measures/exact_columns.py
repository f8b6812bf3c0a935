"""Columns of exact numbers, all rows at once: quotients of whole numbers.

The same arithmetic as `exact` has for one figure. Whole numbers are Python's, in arrays of objects,
so that nothing overflows and no row needs a second way: 2,000 index numbers with their intervals
take 4 ms, and took 120 ms as fractions one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kejidata.model.common_unit import DIGITS, VAST
from kejidata.panel.arrays import Flags, Floats, Ints
from kejidata.panel.intervals import FINE, SHORT

Whole = npt.NDArray[np.object_]


class Exact(NamedTuple):
    """A column of quotients, never reduced, whose divisors are above zero."""

    above: Whole
    below: Whole | int

    def plus(self, other: Exact) -> Exact:
        """Return the sums; of one grid, which is a divisor of all, they stay on it."""
        one, two, below = self._together(other)
        return Exact(one + two, below)

    def _together(self, other: Exact) -> tuple[Whole, Whole, Whole | int]:
        """Return both as whole numbers over one divisor, and this."""
        if self._on_grid_of(other):
            return self.above, other.above, self.below
        return self.above * other.below, other.above * self.below, self.below * other.below

    def _on_grid_of(self, other: Exact) -> bool:
        one, two = self.below, other.below
        return isinstance(one, int) and isinstance(two, int) and one == two

    def minus(self, other: Exact) -> Exact:
        """Return the differences."""
        one, two, below = self._together(other)
        return Exact(one - two, below)

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


WRITTEN = f"%.{DIGITS - 1}e"
"""How a float is written with all its digits."""


def decimals(*columns: Floats) -> list[Exact]:
    """Return the decimals that floats were typed as, all on one grid; NaN is 0.

    Examples
    --------
    >>> [one.floats().tolist() for one in decimals(np.array([0.1 + 0.2, 5.0]), np.array([0.25]))]
    [[0.3, 5.0], [0.25]]
    """
    numbers = [np.where(np.isnan(column), 0.0, column) for column in columns]
    parts = [np.rint(number * FINE) for number in numbers]
    short = [
        (part / FINE == number) & (np.abs(number) < SHORT)
        for part, number in zip(parts, numbers, strict=True)
    ]
    if all(one.all() for one in short):
        return [Exact(part.astype(np.int64).astype(object), int(FINE)) for part in parts]
    return _on_grid([[_digits(one) for one in number.tolist()] for number in numbers])


def fractions(numbers: Sequence[Fraction]) -> Exact:
    """Return fractions as a column."""
    ratios = np.array([one.as_integer_ratio() for one in numbers], dtype=object)
    return Exact(*ratios.reshape(-1, 2).T)


def _digits(number: float) -> tuple[int, int]:
    """Return the decimal that a float was typed as: a whole number, and its decimal places."""
    if abs(number) >= VAST or not number:
        return int(f"{number:.2f}".replace(".", "")), 2
    digits, _, power = (WRITTEN % number).partition("e")
    return int(digits.replace(".", "")), DIGITS - 1 - int(power)


def _on_grid(columns: Sequence[Sequence[tuple[int, int]]]) -> list[Exact]:
    """Return decimals as whole numbers of the finest part that one of them may have."""
    finest = max((2, *(places for each in columns for _, places in each)))
    least = min((2, *(places for each in columns for _, places in each)))
    powers = [10**place for place in range(finest - least + 1)]
    found = []
    for column in columns:
        whole = np.empty(len(column), dtype=object)
        whole[:] = [digits * powers[finest - places] for digits, places in column]
        found.append(Exact(whole, 10**finest))
    return found


PERCENT = Exact(np.array([100], dtype=object), 1)
"""A hundred in every row."""
