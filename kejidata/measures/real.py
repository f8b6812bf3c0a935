"""Amounts at the prices of a base year, by a published price index on the year before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.deflator import Deflator
from kejidata.measures.exact import exact
from kejidata.measures.exact_columns import Exact, Spans, fractions
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
from kejidata.model.terms import REASONS
from kejidata.model.units import CURRENCIES, LAST_YEAR, NEAR_LAST_YEAR, split_unit
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Flags, Ints
from kejidata.panel.intake import Rows

Links = Mapping[tuple[str, int], Deflator]
"""The price index by region and year, over 100."""
MISSING = Deflator(1 + REASONS.index("no_value"))


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
    found, (links, written, index) = newest(obs), _index(prices)
    first = start[0] // periods.YEAR
    of = [_priced(name, written) for name in found.rows.regions.names]
    by, place = _deflators(found, links, of, first)
    broken = np.array([one.reason for one in by], dtype=np.int64)[place]
    reason = first_of(broken, reasons_of(_refusals(found), len(found)))
    rows = np.flatnonzero(reason == 0)
    number, span = _columns(by, place[rows])
    told = np.array([-1 if one.source is None else at for at, one in enumerate(by)])
    figures = sources.Figures(told[place], [one.source or "" for one in by])
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
        "deflator_indicator": results.texts_column(nothing, [index]),
        **sources.column(found.rows.sourced(), figures if "source" in prices else None),
    }
    columns["step"] = width(columns, "real", "real_")
    return result(found, columns, reason, "real", by_keys(found.rows))


def _index(prices: pd.DataFrame) -> tuple[Links, Mapping[str, str], str]:
    """Return the newest index numbers by region and year, and how the frame writes both keys."""
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
    reasons = reasons_of(refused, len(found)).tolist()
    links = [
        Deflator(reason) if reason else _link(value, step, source)
        for reason, value, step, source in zip(
            reasons, rows.value.tolist(), found.step.tolist(), _told(rows), strict=True
        )
    ]
    pairs = [rows.periods.pairs()[code] for code in rows.period]
    regions = rows.regions.names
    known = {
        (regions[region], start // periods.YEAR): link
        for region, (start, months), link in zip(rows.region, pairs, links, strict=True)
        if months == periods.YEAR and not start % periods.YEAR
    }
    label = rows.region if rows.label is None else rows.label
    given = zip(rows.region.tolist(), label.tolist(), strict=True)
    written = {regions[code]: rows.regions.texts[at] for code, at in given}
    return known, written, rows.indicators.texts[int(rows.indicator[0])]


def _priced(region: str, known: Collection[str]) -> str:
    """Return the region whose prices are those of a region: itself, else the nearest above it."""
    while region and region not in known:
        region = parent_of(region)
    return region


def _told(rows: Rows) -> list[str]:
    """Return the source of each row, empty where the frame tells none."""
    told = rows.sourced() or sources.Figures(np.zeros(len(rows), dtype=np.int8), [""])
    return [told.names[code] for code in told.code]


def _link(value: float, step: float, source: str) -> Deflator:
    """Return an index number and its ends, over 100."""
    number, half = exact(value) / 100, exact(step) / 200
    return Deflator(0, source, number, number - half, number + half, True, not half)


def _deflators(
    found: Published, links: Links, names: Sequence[str], first: int
) -> tuple[Sequence[Deflator], Ints]:
    """Return the distinct deflators, and which of them is that of each figure.

    `names` are the regions whose prices are those of each region of the figures.
    """
    years = found.rows.periods.starts // periods.YEAR
    known = {name: _chained(links, name, first, {first, *years.tolist()}) for name in set(names)}
    by = [known[name][year] for name in names for year in years.tolist()]
    return by, found.rows.region.astype(np.int64) * len(years) + found.rows.period


def _chained(links: Links, region: str, first: int, years: set[int]) -> dict[int, Deflator]:
    """Return the deflators of a region from the first of some years to the last."""
    found = {first: Deflator()}
    for year in range(first + 1, max(years) + 1):
        found[year] = found[year - 1].times(links.get((region, year), MISSING))
    back = Deflator()
    for year in range(first, min(years), -1):
        back = back.times(links.get((region, year), MISSING))
        found[year - 1] = back.turned()
    return found


def _columns(by: Sequence[Deflator], at: Ints) -> tuple[Exact, Spans]:
    """Return some of the deflators and their intervals as columns."""
    number = fractions([one.number for one in by])
    low, high = fractions([one.low for one in by]), fractions([one.high for one in by])
    low_held, high_held = np.array([one[-2:] for one in by], dtype=bool).reshape(-1, 2).T
    return number.take(at), Spans(low, high, low_held, high_held).take(at)


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
