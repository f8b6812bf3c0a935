"""Published figures in exact arithmetic: the decimal as it was typed, and what it may stand for.

A verdict hangs on whether two ends touch, which floats cannot tell. The measures that go row by
row decide here; those over many rows decide in `panel.intervals`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kejidata.measures.interval import Interval
from kejidata.panel.normalize import Row

DIGITS = 15
"""Significant digits that a decimal keeps when it is stored as a float."""
INFINITY = float("inf")


def exact(number: float) -> Fraction:
    """Return the decimal of at most fifteen digits that a float was typed as.

    Examples
    --------
    >>> exact(0.1 + 0.2)
    Fraction(3, 10)
    """
    return Fraction(Decimal(f"{number:.{DIGITS}g}"))


def interval_of(row: Row) -> Interval:
    """Return what a published figure may be: its lower end is held, its upper end is not.

    Parameters
    ----------
    row
        A row of `panel.normalize`, with value and step in one unit, and closed, which holds both
        ends where the figure is exact whatever its step.

    Examples
    --------
    >>> interval_of({"value": 2.6, "step": 0.2, "closed": "left"})
    Interval(low=Fraction(5, 2), high=Fraction(27, 10), low_held=True, high_held=False)
    """
    value, half = exact(row["value"]), exact(row["step"]) / 2 if is_rounded(row) else Fraction(0)
    return Interval(value - half, value + half, True, not half)


def is_rounded(row: Row) -> bool:
    """Return whether rounding leaves anything open of a figure."""
    # The ends themselves may be one float in another unit, where fifteen digits part them no more.
    return bool(row["closed"] == "left")
