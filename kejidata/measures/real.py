"""Amounts at the prices of a base year, by a published price index on the year before."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.deflator import Prices, deflators
from kejidata.measures.published import Published, newest
from kejidata.measures.result_columns import (
    by_keys,
    first_of,
    placed,
    reasons_of,
    result,
    span_columns,
    width,
)
from kejidata.model import periods, registry
from kejidata.model.region_lookup import parent_of
from kejidata.model.units import CURRENCIES, LAST_YEAR, NEAR_LAST_YEAR, split_unit
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Flags


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
        takes its own, else that of the nearest region that it lies in: a county that of its
        city, its province, the nation. A region that the registry does not know takes its own
        alone; give it one under its label.
    base
        The year whose prices are asked for.

    Returns
    -------
    DataFrame
        region, indicator, period, value, base_period, real (in unit) and deflator (a number without
        a unit, 100 in the base year), the two with _low, _high (the interval that the rounding of
        value and index numbers leaves open) and _closed; deflator_region, whose price index that
        is (as `prices` writes it, empty where none is of the region or one that it lies in), and
        deflator_indicator, which one (as `prices` writes it); step
        (how wide that of real is about it); unit and reason; sorted by their keys. A measure of
        this frame is one of `real`.
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
    found, (index, written, label) = newest(obs), _index(prices)
    first = start[0] // periods.YEAR
    of = [_priced(name, written) for name in found.rows.regions.names]
    axis = found.rows.periods.starts // periods.YEAR
    years = range(min(first, *axis.tolist()), max(first, *axis.tolist()) + 1)
    by = deflators(index, of, years, first)
    place = found.rows.region.astype(np.int64) * len(years) + axis[found.rows.period] - years.start
    reason = first_of(by.reason[place], reasons_of(_refusals(found), len(found)))
    rows = np.flatnonzero(reason == 0)
    number, span = by.number.take(place[rows]), by.span.take(place[rows])
    amount, nothing = found.take(rows), np.zeros(len(found), dtype=np.int8)
    columns = {
        "value": found.rows.value,
        "base_period": results.texts_column(nothing, [str(first)]),
        "real": placed(amount.exact.over(number), rows, len(found)),
        "deflator": placed(number.times(100), rows, len(found)),
        **span_columns("real", amount.spans.over(span), rows, len(found)),
        **span_columns("deflator", span.times(100), rows, len(found)),
        "deflator_region": results.texts_column(
            found.rows.region, [written.get(one, "") for one in of]
        ),
        "deflator_indicator": results.texts_column(nothing, [label]),
        **sources.column(found.rows.sourced(), by.told and by.told.take(place)),
    }
    columns["step"] = width(columns, "real", "real_")
    return result(found, columns, reason, "real", by_keys(found.rows))


def _index(prices: pd.DataFrame) -> tuple[Prices, Mapping[str, str], str]:
    """Return the newest index numbers, and how the frame writes their regions and the index."""
    found = newest(prices)
    rows = found.rows
    names = sorted({rows.indicators.names[code] for code in np.unique(rows.indicator)})
    if len(names) != 1:
        raise KejidataError(
            f"the prices have {len(names)} indicators" if names else "the prices have no figures",
            where="argument prices",
            rows=names,
            remedy="give the rows of one price index",
        )
    other = np.array([unit != LAST_YEAR for unit in found.units], dtype=bool)
    # 2.5 is a change in percent: no index number above zero is far from 100 in a year, and one of
    # no sense at all has a reason of its own.
    least, most = NEAR_LAST_YEAR
    likely = (rows.value >= least) & (rows.value <= most)
    refused = {
        "unit_mismatch": other[found.unit] | ((rows.value > 0) & ~likely),
        "not_exact": found.inexact,
        "zero_base": found.spans.low.sign() <= 0,
    }
    pairs, regions = rows.periods.pairs(), rows.regions.names
    places = {
        (regions[region], pairs[period][0] // periods.YEAR): at
        for at, (region, period) in enumerate(zip(rows.region, rows.period, strict=True))
        if pairs[period][1] == periods.YEAR and not pairs[period][0] % periods.YEAR
    }
    label = rows.region if rows.label is None else rows.label
    given = zip(rows.region.tolist(), label.tolist(), strict=True)
    written = {regions[code]: rows.regions.texts[at] for code, at in given}
    index = Prices(found, reasons_of(refused, len(found)), places)
    return index, written, rows.indicators.texts[int(rows.indicator[0])]


def _priced(region: str, known: Collection[str]) -> str:
    """Return the region whose prices are those of a region: itself, else the nearest above it."""
    while region and region not in known:
        region = parent_of(region)
    return region


def _refusals(found: Published) -> dict[str, Flags]:
    """Return why amounts cannot be brought to other prices."""
    entries = [registry.entry("indicators", name) for name in found.rows.indicators.names]
    constant = [entry.get("price_basis", "") == "constant" for entry in entries]
    money = [split_unit(unit)[1] in CURRENCIES for unit in found.units]
    return {
        "period_mismatch": (found.rows.periods.months != periods.YEAR)[found.rows.period],
        "definition_differs": np.array(constant, dtype=bool)[found.rows.indicator],
        "unit_mismatch": ~np.array(money, dtype=bool)[found.unit],
        "not_exact": found.inexact,
    }
