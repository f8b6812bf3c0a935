"""A number as it was typed, and two numbers in one unit, where their units convert."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from kejidata.errors import KejidataError
from kejidata.model.units import convert

DIGITS = 15
"""Significant digits that any decimal keeps when it is stored as a float."""
VAST = 10.0 ** (DIGITS - 2)
"""From here on fifteen digits are too few for money to the 分 (a hundredth), which floats hold."""


def typed(number: float) -> Decimal:
    """Return the decimal that a float was typed as: of fifteen digits, or to the hundredth.

    Examples
    --------
    >>> typed(0.1 + 0.2), typed(70123456789012.34)
    (Decimal('0.3'), Decimal('70123456789012.34'))
    """
    return Decimal(f"{number:.2f}" if abs(number) >= VAST else f"{number:.{DIGITS}g}")


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
