"""What derives one level from others: index numbers, real amounts, ratios, single periods."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from kejidata.measures.interval import Interval, intervals
from kejidata.model.registry import decimals_of
from kejidata.model.terms import PERCENT
from kejidata.model.units import SMALL
from kejidata.panel.normalize import Row, records

NUMBERS = {"index_number": "index_numbers", "real": "real", "cumulative": "single_periods"}
"""The column that a result has alone, by the function that returns it; `ratio` has none."""
DECIMALS = {"index_numbers": 1}
"""Most decimals in which a derived level is told; others have those of `most_decimals`."""
ENDS = ("low", "high", "closed")
DIVISORS = {
    "index_numbers": (["region", "base_period"], "base_low", "base_high"),
    "real": (["deflator_region", "period"], "deflator_low", "deflator_high"),
}
"""Where levels have one divisor they are alike in these columns; its ends stand in the others."""
DIGITS = 13
"""Digits of an end that survive a product of two numbers."""


def maker_of(frame: pd.DataFrame | pd.Series | Row) -> str:
    """Return which function returned levels or one of them, by the columns.

    Examples
    --------
    >>> maker_of(pd.DataFrame({"real": []})), maker_of(pd.DataFrame({"value": []}))
    ('real', 'ratio')
    """
    return next((maker for name, maker in NUMBERS.items() if name in frame), "ratio")


def most_decimals(row: Row, number: float) -> int:
    """Return most decimals in which a derived level is told: those of the registry, else two.

    Examples
    --------
    >>> row = pd.Series({"indicator": "own", "unit": "亿元/万人"})
    >>> most_decimals(row, 0.1076), most_decimals(row, 12.5)
    (4, 2)
    """
    maker = maker_of(row)
    known = decimals_of(str(row["indicator"])) if maker == "ratio" else None
    if known is not None or maker in DECIMALS:
        return DECIMALS.get(maker, known or 0)
    small = 0 < abs(number) < 1 and row["unit"] != PERCENT
    return SMALL - 1 - math.floor(math.log10(abs(number))) if small else 2


def levels(frame: pd.DataFrame) -> pd.DataFrame:
    """Return levels with the derived number as `value`, the published one as `stated`.

    Parameters
    ----------
    frame
        Result of `index_numbers`, `real`, `ratio` or `single_periods`, all columns there.

    Returns
    -------
    DataFrame
        The columns of the result, and value, low, high, closed and unit of the derived number,
        whichever it is; an index number has no unit.

    Examples
    --------
    >>> frame = pd.DataFrame({"value": [80.0], "index_number": [125.0], "low": 124.0, "high": 126.0,
    ...                       "closed": "both"})
    >>> levels(frame)[["value", "stated", "unit"]].values.tolist()
    [[125.0, 80.0, '']]
    """
    maker = maker_of(frame)
    out = frame.assign(stated=frame["value"])
    if maker == "index_numbers":
        return out.assign(value=frame["index_number"], unit="")
    if maker == "real":
        return out.assign(value=frame["real"], **{end: frame[f"real_{end}"] for end in ENDS})
    return out


def ordered(rows: pd.DataFrame) -> dict[Any, Interval]:
    """Return the intervals by which levels are compared, by the index of the rows.

    Where one number divides all of them, its rounding moves all alike: the order is that of what
    is divided. Two years after one base, or two regions under one price index, are told apart by
    their own figures.

    Parameters
    ----------
    rows
        Rows that `levels` returned, none without a number.

    Examples
    --------
    >>> rows = pd.DataFrame({"region": "a", "period": [2019, 2020], "base_period": 2018,
    ...                      "index_number": [110.0, 120.0], "value": [110.0, 120.0],
    ...                      "low": [88.0, 96.0], "high": [137.5, 150.0], "closed": "both",
    ...                      "base_low": 80.0, "base_high": 125.0})
    >>> [one.ends for one in ordered(rows).values()]
    [(11000.0, 11000.0), (12000.0, 12000.0)]
    """
    keys, *ends = DIVISORS.get(maker_of(rows), ([], ""))
    shared = [*keys, *ends]
    if not keys or not set(shared) <= set(rows) or len(rows[shared].drop_duplicates()) > 1:
        return intervals(rows, "value")
    every = zip(rows.index, records(rows), strict=True)
    return {at: _dividend(row, *(float(row[end]) for end in ends)) for at, row in every}


def _dividend(row: Row, least: float, most: float) -> Interval:
    """Return what was divided, times 100, by a number between two that are above zero."""
    if row.get("base_low") is not None and row["period"] == row["base_period"]:
        low, high = least * 100, most * 100
    else:
        low = row["low"] * (most if row["low"] >= 0 else least)
        high = row["high"] * (least if row["high"] >= 0 else most)
    low, high = (float(f"{end:.{DIGITS}g}") for end in (low, high))
    return Interval(low, high, True, low == high)
