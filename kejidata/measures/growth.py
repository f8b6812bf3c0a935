"""Growth by calendar: each value against the same period some years earlier."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError, cell
from kejidata.measures.breaks import breaks
from kejidata.measures.growth_formula import (
    Ends,
    annual_rate,
    difference,
    differences,
    ends_held,
    rate,
    rates,
)
from kejidata.measures.implied import add_implied_base
from kejidata.model import periods
from kejidata.model.terms import PERCENT, POINTS, by_points, reasons
from kejidata.panel import (
    closed,
    intake,
    intervals,
    matching,
    metadata,
    results,
    sources,
)
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Flags, Floats, Ints, by_block, recoded, taken
from kejidata.panel.intake import Rows
from kejidata.panel.matching import Matches
from kejidata.panel.partitions import by_indicator

REASONS = reasons(
    *("no_value", "no_base", "period_mismatch", "unit_mismatch", "definition_break"),
    *("territory_break", "not_exact", "zero_base", "negative_base"),
)
"""Why there is no growth."""
AGAINST = ("year", "previous")
"""What growth is on: the same period of an earlier year, or the period next before."""


@by_indicator
@any_frame
def growth_rates(
    obs: pd.DataFrame, span: int = 1, *, against: str = "year", kind: str | None = None
) -> pd.DataFrame:
    """Return the growth of every value on the same period `span` years earlier, in percent.

    Growth = (value - base) / base x 100; of a share it is value - base, in 个百分点. The value is
    the one first published for its period that has a base, the base the newest one published no
    later; without any base the value is the first.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period (years or ISO 8601 text) and
        value; unit, step, bound, vintage, measure and kind where they matter. Not changed.
    span
        Years between base and value; a period longer than a year moves by its own length.
    against
        year, or previous: the period next before and as long (环比, month on month), whose seasons
        differ. What is counted from the beginning of a year comes through `single_periods` first.
    kind
        Kind of every indicator, such as amount or share, instead of column and registry.

    Returns
    -------
    DataFrame
        region, indicator, period, base_period, value, base_value, growth, unit (% or 个百分点),
        low and high (the interval that rounding leaves open), closed (which of its ends it holds:
        both, left, right, neither) and reason, sorted by region, indicator and period. `annual`
        (compound annual rate, %) if span > 1; on the year before stated_growth, implied_base,
        implied_low, implied_high and implied_closed if the frame holds stated growth rates or
        changes; source if it has a source.
        A growth without meaning is empty, and the reason is the first that holds of: no_value;
        no_base; period_mismatch (the base year has only a period of another length);
        unit_mismatch (an index on the period before too); definition_break; territory_break (the
        region was split or merged since); not_exact (a bound or an about-figure); zero_base (zero
        lies within the rounding of the base); negative_base.

    Raises
    ------
    KejidataError
        For a missing column or key, two rows with one key, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "contracts",
    ...                     "period": [2019, 2020], "value": [80, 100]})
    >>> growth_rates(obs)[["base_period", "growth", "reason"]].values.tolist()
    [[2018, nan, 'no_base'], [2019, 25.0, '']]
    """
    span = _span(span, against)
    every = intake.read(obs)
    return results.frame(growth_columns(every, metadata.kinds(every, obs, kind), span)[1])


def growth_columns(every: Rows, kinds: list[str], span: int) -> tuple[Rows, dict[str, Any]]:
    """Return the values among some rows, and the columns of their growth."""
    pairs = matching.with_base(every.of_measure("value"), span)
    share = np.array([by_points(one) for one in kinds], dtype=bool)
    found = grown(pairs, kinds, span)
    rows = pairs.rows
    out = rows.keys()
    out["base_period"] = rows.periods.earlier_column(rows.period, span)
    out |= {"value": rows.value, "base_value": pairs.value, "growth": found.growth}
    in_points = recoded(rows.indicator, share.astype(np.int8))
    out["unit"] = results.words_column(in_points, [PERCENT, POINTS])
    out |= {"low": found.low, "high": found.high, "closed": closed.column(found.closed)}
    out["reason"] = results.reasons_column(found.reason, REASONS)
    if span > 1:
        out["annual"] = _annual(pairs, found.growth, share, span)
    told = [rows.sourced(), pairs.partners.sourced(pairs.at)]
    if span == 1:
        # What is stated is on the year before.
        told += add_implied_base(out, rows, every, kinds)
    return rows, out | sources.column(*told)


def _span(span: int, against: str) -> int:
    """Return the span, NEXT_BEFORE where it is no number of years."""
    if against not in AGAINST or (against != AGAINST[0] and span != 1):
        raise KejidataError(
            f"against is {cell(against)}, span {cell(span)}",
            where="argument against",
            remedy=f"use one of: {', '.join(AGAINST)}; only years have another span than 1",
        )
    if isinstance(span, bool) or not isinstance(span, int | np.integer) or not 0 < span < 1000:
        raise KejidataError(
            f"span is {span!r}", where="argument span", remedy="give a whole number of years from 1"
        )
    return span if against == AGAINST[0] else periods.NEXT_BEFORE


class Growth(NamedTuple):
    """Growth with its interval and its held ends, and the number of the reason for having none."""

    growth: Floats
    low: Floats
    high: Floats
    closed: Ints
    reason: Ints


def grown(pairs: Matches, kinds: list[str], span: int) -> Growth:
    """Return the growth of each row on its base: a difference of shares, else in percent."""
    rows = pairs.rows
    share = np.array([by_points(one) for one in kinds], dtype=bool)
    step = intervals.steps_of(rows, kinds)
    base_step = intervals.steps_of(pairs.partners, kinds)
    if (step is None) != (base_step is None):
        step = np.zeros(len(rows)) if step is None else step
        base_step = np.zeros(len(pairs.partners)) if base_step is None else base_step
    refused = refusals(pairs, span)

    def work(part: slice) -> tuple[Any, ...]:
        value, base = rows.value[part], pairs.value[part]
        points = share[rows.indicator[part]] if share.any() else None
        found: tuple[Floats, ...]
        if step is None or base_step is None:
            found, base_half = (_growth(value, base, points),), np.zeros(1)
            held: Ints = np.full(len(value), closed.EXACT, dtype=np.int8)
        else:
            half, base_half = step[part] / 2, taken(base_step, pairs.at[part]) / 2
            base_half[pairs.at[part] < 0] = 0
            found = _growths(value, base, half, base_half, points)
            held = ends_held(value, half, base_half, points)
        holding = results.of_part(refused, part) | _signs(base, base_half, points)
        reason = results.first_reason(holding, REASONS, len(value))
        without = reason > 0
        results.emptied(found, without)
        held[without] = 0
        return *found, held, reason

    *columns, held, reason = by_block(work, len(rows))
    # Without rounding the three columns are one.
    return Growth(columns[0], columns[len(columns) // 2], columns[-1], held, reason)


def _growth(value: Floats, base: Floats, points: Flags | None) -> Floats:
    found = rate(value, base)
    if points is not None:
        found[points] = difference(value[points], base[points])
    return found


def _growths(
    value: Floats, base: Floats, half: Floats, base_half: Floats, points: Flags | None
) -> Ends:
    """Return growth, and its extremes over the intervals of value and base."""
    found = rates(value, base, half, base_half)
    if points is not None:
        own = (column[points] for column in (value, base, half, base_half))
        for column, end in zip(found, differences(*own), strict=True):
            column[points] = end
    return found


def refusals(pairs: Matches, span: int) -> dict[str, Flags | None]:
    """Return the reasons that key, optional columns and registry give."""
    rows, partners = pairs.rows, pairs.partners
    missing = np.isnan(pairs.value)
    return {
        "no_value": np.isnan(rows.value),
        "no_base": missing & ~pairs.mismatched if pairs.mismatched.any() else missing,
        "period_mismatch": pairs.mismatched,
        "unit_mismatch": matching.in_other_units(pairs),
        **breaks(rows, rows.periods.bases(span), rows.periods.pairs()),
        "not_exact": None
        if rows.inexact is None or partners.inexact is None
        else rows.inexact | partners.inexact[pairs.at],
    }


def _signs(base: Floats, half: Floats, points: Flags | None) -> dict[str, Flags]:
    """Return the reasons that the interval of the base gives; a share may start from anywhere."""
    below = base <= half
    if points is not None:
        below &= ~points
    if not below.any():
        return {}
    # The upper end is not held, but by an exact figure, whose interval has no width.
    zero = below & ((base > -half) | ((base == 0) & (half == 0)))
    return {"zero_base": zero, "negative_base": below & ~zero}


def _annual(pairs: Matches, growth: Floats, share: Flags, span: int) -> Floats:
    """Return the compound annual rate of each growth over several years, in percent."""
    rows = pairs.rows
    months = [periods.shift_months(months, span) for months in rows.periods.months.tolist()]
    found = annual_rate(rows.value, pairs.value, np.array(months)[rows.period] / periods.YEAR)
    found[share[rows.indicator] | np.isnan(growth)] = np.nan
    return found
