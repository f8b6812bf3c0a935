"""What a publisher's rounding leaves open: half-widths, and the extremes of sums and ratios."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from kejidata.model.terms import MEASURES
from kejidata.panel import intake

Floats = npt.NDArray[np.float64]
DECIMALS = 10
"""Percent numbers are kept to ten decimals: beyond them floats hold noise, not figures."""


def half_of(rows: intake.Rows, kinds: Sequence[str]) -> Floats | None:
    """Return how far each published value may lie from the true one, in its own unit.

    Half the rounding step; zero for a target, which was set and not measured, for a count of
    whole things published in ones, and where no step is given. None when every figure is exact.
    """
    if rows.step is None:
        return None
    counted = np.array([kind == "count" for kind in kinds], dtype=bool)
    exact = counted[rows.indicator] & (rows.step <= 1)
    if rows.measure is not None:
        exact |= rows.measure == MEASURES.index("target")
    return np.where(exact, 0.0, rows.step / 2)


def quotient(low: Floats, high: Floats, below: Floats, above: Floats) -> tuple[Floats, Floats]:
    """Return the extremes of x / y for x in low to high and y in below to above, y positive."""
    return (
        low / np.where(low >= 0, above, below),
        high / np.where(high >= 0, below, above),
    )


def settle(percent: Floats) -> Floats:
    """Remove float noise from percent numbers in place, and return them.

    Examples
    --------
    >>> settle(np.array([2.40 - 2.24])).tolist()
    [0.16]
    """
    np.round(percent, DECIMALS, out=percent)
    return percent


def settle_columns(columns: Sequence[Floats], empty: npt.NDArray[np.bool_]) -> None:
    """Empty percent numbers where marked, and remove float noise from the others, in place."""
    for column in columns:
        # Few numbers are there that have no meaning: most are missing already.
        wrong = empty & ~np.isnan(column)
        if wrong.any():
            column[wrong] = np.nan
        settle(column)


def significant(number: Any, digits: int = 12) -> Floats:
    """Return numbers rounded to significant digits, to remove float noise at any scale.

    Examples
    --------
    >>> significant(np.array([0.1 + 0.2, 1e9 / 3])).tolist()
    [0.3, 333333333.333]
    """
    number = np.asarray(number, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        places = digits - 1 - np.floor(np.log10(np.abs(number)))
        # Above 10**22 a power of ten is no longer exact, and such a scale needs no rounding.
        scale = 10.0 ** np.clip(np.nan_to_num(places, posinf=0, neginf=0), -22, 22)
        rounded: Floats = np.rint(number * scale) / scale
    rounded[~np.isfinite(rounded)] = number[~np.isfinite(rounded)]
    return rounded


def supported(low: float, high: float, cap: int) -> int | None:
    """Return the decimal places that an interval supports, at most `cap`; None when not even ones.

    A place is supported when the true number is within one unit of it on either side.

    Examples
    --------
    >>> supported(15.9344, 15.9430, 4), supported(90.0, 140.0, 1)
    (2, None)
    """
    half = (high - low) / 2
    if not math.isfinite(half) or half <= 0:
        return cap
    return next((d for d in range(cap, -1, -1) if half <= 10.0**-d * (1 + 1e-9)), None)
