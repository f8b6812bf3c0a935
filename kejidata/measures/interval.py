"""Intervals of measured numbers: their ends, and which of the two they hold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kejidata.model.terms import CLOSED
from kejidata.panel.measured import text_of

Way = str
"""up, down or flat where that is sure; open_up and open_down where one end is zero; open."""


class Interval(NamedTuple):
    """The numbers from `low` to `high`, with or without each end; an end may be infinite."""

    low: Fraction | float
    high: Fraction | float
    low_held: bool = True
    high_held: bool = True

    @property
    def ends(self) -> tuple[float, float]:
        """The low and the high end as floats."""
        return float(self.low), float(self.high)

    @property
    def closed(self) -> str:
        """Which ends it holds, one of CLOSED."""
        return CLOSED[(not self.high_held) + 2 * (not self.low_held)]

    @property
    def settled(self) -> bool:
        """Whether there is one number only."""
        return self.low == self.high

    def above(self, limit: float) -> bool:
        """Return whether every number lies above a limit.

        Examples
        --------
        >>> Interval(0.0, 1.0).above(0), Interval(0.0, 1.0, low_held=False).above(0)
        (False, True)
        """
        return self.low > limit or (self.low == limit and not self.low_held)

    def below(self, limit: float) -> bool:
        """Return whether every number lies below a limit."""
        return self.negated().above(-limit)

    def is_at(self, limit: float) -> bool:
        """Return whether there is one number, the limit."""
        return self.low == self.high == limit

    def beats(self, other: Interval) -> bool:
        """Return whether every number lies above every number of another interval.

        Examples
        --------
        >>> published = Interval(1.0, 2.0, high_held=False)
        >>> Interval(2.0, 3.0).beats(Interval(1.0, 2.0)), Interval(2.0, 3.0).beats(published)
        (False, True)
        """
        held = self.low_held and other.high_held
        return self.low >= other.high and (not held or self.low > other.high)

    def may_beat(self, other: Interval) -> bool:
        """Return whether some number lies above some number of another interval."""
        return self.high > other.low

    def meets(self, other: Interval) -> bool:
        """Return whether the two have a number in common.

        Examples
        --------
        >>> Interval(0, 1, True, False).meets(Interval(1, 2))
        False
        """
        return not (self.beats(other) or other.beats(self))

    def minus(self, number: Fraction) -> Interval:
        """Return the interval of the difference from an exact number."""
        return self._replace(low=self.low - number, high=self.high - number)

    def less(self, other: Interval) -> Interval:
        """Return the interval of the difference from a number of another interval.

        Examples
        --------
        >>> Interval(5.0, 6.0, True, False).less(Interval(-11.0, -10.0, True, False)).ends
        (15.0, 17.0)
        """
        low_held = self.low_held and other.high_held
        high_held = self.high_held and other.low_held
        return Interval(self.low - other.high, self.high - other.low, low_held, high_held)

    def negated(self) -> Interval:
        """Return the interval with every number's sign turned round."""
        return Interval(-self.high, -self.low, self.high_held, self.low_held)

    def way(self) -> Way:
        """Return which way a change went, as far as it is sure.

        Examples
        --------
        >>> Interval(0.0, 0.0).way(), Interval(-1.0, 2.0).way(), Interval(0.0, 2.0).way()
        ('flat', 'open', 'open_up')
        """
        if self.is_at(0):
            return "flat"
        if self.above(0) or self.below(0):
            return "up" if self.above(0) else "down"
        return "open_up" if self.low >= 0 else "open_down" if self.high <= 0 else "open"


WITH_ENDS = ("value", "growth", "completion")
"""Columns whose intervals are in low, high and closed: what a frame is about."""


class Computed(NamedTuple):
    """A number with its interval and which ends that holds, or the reason why it is not known."""

    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    closed: str = ""
    reason: str = ""


def ends_of(column: str, frame: pd.DataFrame | Mapping[Any, Any]) -> tuple[str, str, str]:
    """Return the columns with the low and high end of a column's intervals, and with the held."""
    if f"{column}_low" in frame:
        return f"{column}_low", f"{column}_high", f"{column}_closed"
    if column == "rank":
        return "best", "worst", ""  # a range of ranks holds both
    return ("low", "high", "closed") if column in WITH_ENDS else (column, column, "")


def intervals(frame: pd.DataFrame, column: str) -> dict[Any, Interval]:
    """Return the interval of each number in a column of a result, by the index of the frame.

    Parameters
    ----------
    frame
        Rows of a result, or of `panel.normalize.plain`.
    column
        A column of numbers; where the frame has no ends of it, or they are empty, the number is
        taken as exact. Where the frame does not say which ends are held, both may be.

    Examples
    --------
    >>> frame = pd.DataFrame({"growth": [2.0], "low": [0.0], "high": [4.0], "closed": ["right"]})
    >>> intervals(frame, "growth")[0].way()
    'up'
    """
    *names, closed = ends_of(column, frame)
    numbers = _floats(frame, column)
    ends = [_floats(frame, name) if name in frame else numbers for name in names]
    words = map(text_of, frame[closed].tolist()) if closed in frame else [""] * len(frame)
    rows = zip(frame.index, numbers, *ends, words, strict=True)
    return {at: _known(*row) for at, *row in rows}


def of_row(row: Mapping[Any, Any], column: str) -> Interval:
    """Return the interval of a number in a row of a result, as `intervals` does."""
    *names, closed = ends_of(column, row)
    number = float(row[column])
    low, high = (float(row.get(name, number)) for name in names)
    return _known(number, low, high, text_of(row.get(closed, "")))


def _known(number: float, low: float, high: float, closed: str) -> Interval:
    """Return the interval with these ends; one that is empty is the number itself."""
    return interval(low if low == low else number, high if high == high else number, closed)


def _floats(frame: pd.DataFrame, column: str) -> list[float]:
    """Return a column of numbers, NaN where a cell is empty."""
    found: list[float] = frame[column].to_numpy(dtype=float, na_value=np.nan).tolist()
    return found


def interval(low: Fraction | float, high: Fraction | float, closed: str = "") -> Interval:
    """Return an interval by its ends and one of CLOSED; both ends are held where it is empty.

    One that has no width is the number itself.
    """
    known = closed if closed in CLOSED and low < high else "both"
    return Interval(low, high, known in ("both", "left"), known in ("both", "right"))


def open_ended(published: pd.DataFrame) -> dict[Any, Interval]:
    """Return the interval of what is only a bound, or said to be about so much, by the index.

    Parameters
    ----------
    published
        Rows of `panel.normalize.plain`: value, bound. at_least has no upper end, at_most no lower
        one, about neither.

    Examples
    --------
    >>> open_ended(pd.DataFrame({"value": [6.0], "bound": ["at_least"]}))[0]
    Interval(low=6.0, high=inf, low_held=True, high_held=True)
    """
    return {
        at: Interval(
            float(value) if bound == "at_least" else -math.inf,
            float(value) if bound == "at_most" else math.inf,
        )
        for at, value, bound in zip(
            published.index, published["value"], published["bound"], strict=True
        )
    }
