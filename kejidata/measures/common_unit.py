"""Figures of two units in one of them, where the units convert."""

from __future__ import annotations

from functools import lru_cache

from kejidata.errors import KejidataError
from kejidata.measures.exact import typed
from kejidata.model.units import convert
from kejidata.panel.normalize import Row

QUANTITIES = ("value", "step", "low", "high")


@lru_cache(maxsize=4096)
def agree(unit: str, other: str) -> bool:
    """Return whether a figure can be brought from one unit to the other.

    A unit that is not stated is not assumed: it agrees with another that is not.

    Examples
    --------
    >>> agree("万元", "亿元"), agree("户", "家"), agree("", "家")
    (True, False, False)
    """
    try:
        in_unit(1.0, unit, other)
    except KejidataError:
        return False
    return True


def in_unit(number: float, unit: str, other: str) -> float:
    """Return a number of one unit in another; NaN stays NaN.

    Raises
    ------
    KejidataError
        The units measure different things.

    Examples
    --------
    >>> in_unit(10.0, "亿元", "万元"), in_unit(0.07, "万元", "元")
    (100000.0, 700.0)
    """
    if unit == other:
        return number
    # The decimal that the float was typed as, so that moving its point leaves no float noise.
    moved = convert(typed(1.0 if number != number else number), unit, other)
    return number if number != number else float(moved)


def brought(row: Row, unit: str) -> Row:
    """Return a figure with value, step and interval in another unit, as it is where none fits."""
    if row["unit"] == unit or not agree(row["unit"], unit):
        return row
    moved = {name: in_unit(row[name], row["unit"], unit) for name in QUANTITIES}
    return {**row, **moved, "unit": unit}
