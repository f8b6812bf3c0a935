"""Amounts at the prices of a base year, by a published price index on the year before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.exact import exact, interval_of
from kejidata.measures.interval import Interval
from kejidata.measures.interval_arithmetic import PERCENT, over, point, scaled
from kejidata.measures.published import (
    Key,
    empty,
    ends,
    figures,
    first_of,
    refusal,
    result,
    width,
)
from kejidata.model import periods, registry
from kejidata.model.divisions import NATION
from kejidata.model.units import CURRENCIES, LAST_YEAR, split_unit
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import Row

Index = Mapping[tuple[str, str], Row]
"""The price index by region and year."""
ONE = point(Fraction(1))
NUMBERS = ("real", "deflator")
LOW, HIGH = 50, 200
"""Between them lies an index of prices on the year before."""


class Deflator(NamedTuple):
    """What amounts of a region and a year are divided by, and why there is no such number."""

    reason: str
    number: Fraction = Fraction(1)
    span: Interval = ONE

    def turned(self) -> Deflator:
        """Return one by it."""
        return self._replace(number=1 / self.number, span=over(ONE, self.span))


@any_frame
def real(obs: pd.DataFrame, prices: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return amounts of money at the prices of a base year, in their unit.

    deflator = 100 x the product of the index numbers / 100 of the years after the base year, up to
    that of the amount; before it one by that product. real = value / deflator x 100.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period (years) and value; unit, step,
        bound, vintage and measure where they matter. The newest vintage counts. Not changed.
    prices
        Tidy frame of one price index on the year before (上年=100): cpi, or a deflator. A region
        takes its own, else that of the only region of the frame, else the nation's.
    base
        The year whose prices are asked for.

    Returns
    -------
    DataFrame
        region, indicator, period, value, base_period, real (in unit) and deflator (a number without
        a unit, 100 in the base year), the two with _low, _high (the interval that the rounding of
        value and index numbers leaves open) and _closed; step (how wide that of real is about it);
        unit and reason; sorted by their keys. A measure of this frame is one of `real`.
        What has no meaning is empty, with the first reason that holds of: no_value (an index number
        of a year between is missing), period_mismatch (no year), definition_differs (not at current
        prices by the registry), unit_mismatch (no money, or the index is on no year before, or
        above zero and outside 50 to 200, as a change in percent is), not_exact, zero_base (an index
        number that may be zero or below).

    Raises
    ------
    KejidataError
        `base` is no year, `prices` has several indicators, or a frame has a missing column, text or
        an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "000000", "indicator": "fees", "period": [2019, 2020],
    ...                     "value": [100, 110], "unit": "亿元"})
    >>> prices = pd.DataFrame({"region": "000000", "indicator": "cpi", "period": [2020],
    ...                        "value": [102.5]})
    >>> real(obs, prices, 2019)[["real", "deflator"]].round(2).values.tolist()
    [[100.0, 100.0], [107.32, 102.5]]
    """
    start = periods.parse(periods.given(base, "base"))
    if start[1] != periods.YEAR:
        raise KejidataError("the base is no year", where="argument base", remedy="give a year")
    known, index = figures(obs), _index(prices)
    first = start[0] // periods.YEAR
    regions = {region for region, _ in index}
    only = next(iter(regions)) if len(regions) == 1 else NATION

    # Of all indicators of a region in a year it is the same.
    @cache
    def deflator(region: str, year: int) -> Deflator:
        own = region if region in regions else only
        years = range(min(first, year) + 1, max(first, year) + 1)
        found = _chained([index.get((own, str(one))) for one in years])
        return found.turned() if year < first else found

    out = [_row(key, rows[-1], deflator, str(first)) for key, rows in known.items()]
    return result(out, "real")


def _index(prices: pd.DataFrame) -> Index:
    """Return the newest index number by region and year."""
    found = figures(prices)
    names = sorted({key[1] for key in found})
    if len(names) != 1:
        raise KejidataError(
            f"the prices have {len(names)} indicators" if names else "the prices have no figures",
            where="argument prices",
            rows=names,
            remedy="give the rows of one price index",
        )
    return {(key[0], key[2]): rows[-1] for key, rows in found.items()}


def _row(
    key: Key, row: Row, deflator: Callable[[str, int], Deflator], base: str
) -> Mapping[str, Any]:
    """Return one amount at the prices of the base year."""
    start, months = periods.parse(key[2])
    out: dict[str, Any] = {name: row[name] for name in ("region", "indicator", "value", "unit")}
    out |= {"period": row["given"], "base_period": base}
    by = deflator(key[0], start // periods.YEAR)
    reason = first_of([*_refused(key[1], row, months), by.reason])
    if reason:
        return out | empty(NUMBERS, reason)
    value, amount = exact(row["value"]), interval_of(row)
    number, span = float(value / by.number), over(amount, by.span)
    out |= {"deflator": float(by.number * PERCENT), "real": number, "reason": ""}
    out["step"] = width(number, *span.ends)
    return out | ends("deflator", scaled(by.span, PERCENT)) | ends("real", span)


def _refused(indicator: str, row: Row, months: int) -> Sequence[str]:
    """Return why an amount cannot be brought to other prices."""
    prices = registry.entry("indicators", indicator).get("price_basis", "")
    return [
        "" if months == periods.YEAR else "period_mismatch",
        "definition_differs" if prices == "constant" else "",
        "" if split_unit(row["unit"])[1] in CURRENCIES else "unit_mismatch",
        refusal([row], row["unit"]),
    ]


def _on_last_year(link: Row) -> bool:
    """Return whether a number is one of 上年=100 (last year = 100): 2.5 is a change in percent.

    None above zero is far from 100 in a year; that of no sense at all has a reason of its own.
    """
    value = float(link["value"])
    return str(link["unit"]) == LAST_YEAR and (value <= 0 or LOW <= value <= HIGH)


def _chained(links: Sequence[Row | None]) -> Deflator:
    """Return the product of index numbers, each by 100, or why there is none."""
    between = [one for one in links if one is not None]
    spans = [interval_of(link) for link in between]
    reason = first_of(
        [
            "no_value" if len(between) < len(links) else "",
            "" if all(map(_on_last_year, between)) else "unit_mismatch",
            "" if all(link["bound"] == "exact" for link in between) else "not_exact",
            "" if all(one.above(0) for one in spans) else "zero_base",
        ]
    )
    if reason:
        return Deflator(reason)
    number, span = Fraction(1), ONE
    for link, one in zip(between, spans, strict=True):
        number *= exact(link["value"]) / PERCENT
        # A quotient by the inverse is the product of numbers above zero.
        span = over(span, over(point(PERCENT), one))
    return Deflator("", number, span)
