"""Growth by calendar: each value against the same period some years earlier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.implied import add_implied_base
from kejidata.model import periods
from kejidata.panel import intake, intervals, matching, metadata, results
from kejidata.panel.intake import Rows
from kejidata.panel.matching import Pairing

Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

REASONS = (
    *("", "no_value", "no_base", "period_mismatch", "unit_mismatch"),
    *("definition_break", "not_exact", "zero_base", "negative_base"),
)
"""In the order in which they are given: the first that holds is the reason."""
CODE = {reason: code for code, reason in enumerate(REASONS)}
UNITS = ("%", "个百分点")


def growth_rates(obs: pd.DataFrame, span: int = 1, *, kind: str | None = None) -> pd.DataFrame:
    """Return the growth of every value on the same period `span` years earlier, in percent.

    Growth = (value - base) / base x 100; of a share it is value - base, in 个百分点. The value is
    the one first published for its period, the base the newest one published no later.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period (years or ISO 8601 text) and
        value; unit, step, bound, vintage, measure and kind where they matter. Not changed.
    span
        Years between base and value; a period longer than a year moves by its own length.
    kind
        amount, count, share or index for every indicator, instead of column and registry.

    Returns
    -------
    DataFrame
        region, indicator, period, base_period, value, base_value, growth, unit (% or 个百分点),
        low and high (the interval that rounding leaves open) and reason, sorted by region,
        indicator and period. `annual` (compound annual rate, %) if span > 1; implied_base,
        implied_low and implied_high if the frame holds stated growth rates or changes.
        A growth without meaning is empty, and the reason is the first that holds of: no_value;
        no_base; period_mismatch (the base year has only a period of another length);
        unit_mismatch; definition_break; not_exact (a bound or an about-figure); zero_base (zero
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
    _check_span(span)
    every = intake.read(obs)
    kinds = metadata.kinds(every, obs, kind)
    share = np.array([one == "share" for one in kinds], dtype=bool)
    pairs = matching.with_base(every.of_measure("value"), span)
    out = _columns(pairs, _compute(pairs, kinds, share, span), share, span)
    if span > 1:
        out["annual"] = _annual(pairs.rows, out, share, span)
    add_implied_base(out, pairs.rows, every, kinds)
    return results.frame(out)


def _check_span(span: int) -> None:
    if isinstance(span, bool) or not isinstance(span, int | np.integer) or not 0 < span < 1000:
        raise KejidataError(
            f"span is {span!r}", where="argument span", remedy="give a whole number of years from 1"
        )


def _refused(pairs: Pairing, span: int) -> npt.NDArray[np.int8] | None:
    """Return reasons that the optional columns and the registry give, None where none can."""
    rows, pool = pairs.rows, pairs.pool
    reasons: list[tuple[str, Flags]] = []
    if rows.inexact is not None and pool.inexact is not None:
        reasons.append(("not_exact", rows.inexact | pool.inexact[pairs.partner]))
    broken = metadata.breaks(rows)
    if broken:
        reasons.append(("definition_break", _across_a_break(rows, broken, span)))
    units = metadata.unit_codes(rows, pool)
    if units is not None:
        own, other = units[0], units[1][pairs.partner]
        reasons.append(("unit_mismatch", (own != other) & (own >= 0) & (other >= 0)))
    if pairs.mismatched is not None:
        reasons.append(("period_mismatch", pairs.mismatched))
    return results.overruled(reasons, CODE, len(rows))


def _across_a_break(rows: Rows, broken: dict[int, list[int]], span: int) -> Flags:
    """Mark rows whose definition began after their base period did."""
    starts = np.array([start for start, _ in rows.periods.pairs()])
    bases = np.array([start for start, _ in rows.periods.bases(span)])
    across = np.zeros((len(rows.indicators), len(starts)), dtype=bool)
    for indicator, changes in broken.items():
        for change in changes:
            across[indicator] |= (bases < change) & (change <= starts)
    return across[rows.indicator, rows.period]


class _Result(NamedTuple):
    growth: Floats
    low: Floats
    high: Floats
    reason: npt.NDArray[np.int8]


def _compute(pairs: Pairing, kinds: list[str], share: Flags, span: int) -> _Result:
    rows, size = pairs.rows, len(pairs.rows)
    half = intervals.half_of(rows, kinds)
    base_half = intervals.half_of(pairs.pool, kinds)
    refused = _refused(pairs, span)
    rounded = half is not None and base_half is not None
    columns = [results.reused(size, pairs.spare) for _ in range(3 if rounded else 1)]
    reason = results.empty(size, np.int8)

    def work(block: slice) -> None:
        value, base = rows.value[block], pairs.value[block]
        error = None
        if half is not None and base_half is not None:
            error = half[block], base_half.take(pairs.partner[block])
        points = results.marked(share, rows.indicator[block])
        why = None if refused is None else refused[block]
        _reasons(reason[block], value, base, error, points, why)
        out = [column[block] for column in columns]
        _growth(out, value, base, error, points)
        intervals.settle_columns(out, reason[block] > 0)

    results.spread(work, results.blocks(size))
    # Without rounding the three columns are one.
    return _Result(columns[0], columns[rounded], columns[2 * rounded], reason)


def _reasons(
    out: npt.NDArray[np.int8],
    value: Floats,
    base: Floats,
    error: tuple[Floats, Floats] | None,
    points: Flags,
    refused: npt.NDArray[np.int8] | None,
) -> None:
    """Write reason codes; a later line overrules an earlier one."""
    out[:] = 0
    room = 0.0 if error is None else error[1]
    doubtful = ~(base > room) & ~points
    if doubtful.any():
        results.overrule(out, doubtful, CODE["negative_base"])
        results.overrule(out, doubtful & (base >= -room), CODE["zero_base"])
    if refused is not None:
        results.overrule(out, refused > 0, refused)
    none = np.isnan(base)
    if refused is not None:
        none &= out != CODE["period_mismatch"]
    results.overrule(out, none, CODE["no_base"])
    results.overrule(out, np.isnan(value), CODE["no_value"])


def _growth(
    out: Sequence[Floats],
    value: Floats,
    base: Floats,
    error: tuple[Floats, Floats] | None,
    points: Flags,
) -> None:
    """Write growth, and its extremes over the intervals of value and base if these are wide."""
    growth = out[0]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        np.subtract(value, base, out=growth)
        np.divide(growth, base / 100, out=growth, where=True if len(points) == 1 else ~points)
        if error is None:
            return
        half, base_half = error
        ratio = intervals.quotient(value - half, value + half, base - base_half, base + base_half)
        room = half + base_half
        out[1][:] = np.where(points, growth - room, (ratio[0] - 1) * 100)
        out[2][:] = np.where(points, growth + room, (ratio[1] - 1) * 100)


def _columns(pairs: Pairing, found: _Result, share: Flags, span: int) -> dict[str, Any]:
    rows = pairs.rows
    return {
        "region": rows.regions.column(rows.region),
        "indicator": rows.indicators.column(rows.indicator),
        "period": rows.periods.column(rows.period),
        "base_period": rows.periods.earlier_column(rows.period, span),
        "value": rows.value,
        "base_value": pairs.value,
        "growth": found.growth,
        "unit": results.words(_units(rows, share), UNITS),
        "low": found.low,
        "high": found.high,
        "reason": results.words(found.reason, REASONS),
    }


def _units(rows: Rows, share: Flags) -> npt.NDArray[np.int8]:
    """Return the code of each row's unit."""
    if not share.any():
        return np.zeros(len(rows), dtype=np.int8)
    return results.gathered(share.astype(np.int8), rows.indicator)


def _annual(rows: Rows, out: dict[str, Any], share: Flags, span: int) -> Floats:
    """Return the compound annual rate behind a growth over several years, in percent."""
    years = np.array([periods.shift_months(m, span) / periods.YEAR for m in rows.periods.months])
    with np.errstate(invalid="ignore"):
        rate = ((1 + out["growth"] / 100) ** (1 / years[rows.period]) - 1) * 100
    rate[share[rows.indicator]] = np.nan
    return intervals.settle(rate)
