"""Published figures in exact arithmetic: the decimal as it was typed, and what it may stand for.

A verdict hangs on whether two ends touch, which floats cannot tell. The measures that go row by
row decide here; those over many rows decide in `panel.intervals`.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from kejidata.measures.interval import Interval
from kejidata.model.common_unit import agree, in_unit, typed
from kejidata.panel.normalize import Row

QUANTITIES = ("value", "step", "low", "high")


@lru_cache(maxsize=1 << 16)
def exact(number: float) -> Fraction:
    """Return the fraction that a float was typed as.

    Examples
    --------
    >>> exact(0.1 + 0.2)
    Fraction(3, 10)
    """
    return Fraction(typed(number))


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


def brought(row: Row, unit: str) -> Row:
    """Return a figure with value, step and interval in another unit, as it is where none fits."""
    if row["unit"] == unit or not agree(row["unit"], unit):
        return row
    moved = {name: in_unit(row[name], row["unit"], unit) for name in QUANTITIES}
    return {**row, **moved, "unit": unit}
