"""Completion: what was reached of what was aimed at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.measures.implied import add_implied_target
from kejidata.panel import intake, intervals, matching, metadata, results
from kejidata.panel.intake import Rows
from kejidata.panel.matching import Pairing

Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

REASONS = (
    *("", "no_value", "no_target", "period_mismatch", "unit_mismatch", "not_exact"),
    *("zero_target", "negative_target", "zero_value"),
)
"""In the order in which they are given: the first that holds is the reason."""
CODE = {reason: code for code, reason in enumerate(REASONS)}


def completion_ratios(
    obs: pd.DataFrame,
    targets: pd.DataFrame | None = None,
    *,
    kind: str | None = None,
    direction: int | None = None,
) -> pd.DataFrame:
    """Return how much of its target every value has reached, in percent, not capped.

    Completion = value / target x 100; target / value x 100 where less is better. Of several
    vintages the newest counts. A value of part of a year is set against the year's target where
    it has none of its own.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period and value; unit, step, bound,
        vintage, measure, kind and direction where they matter. Not changed.
    targets
        Targets as a tidy frame of their own; without it the rows of measure target in `obs`.
    kind, direction
        For every indicator, instead of column and registry; direction -1: less is better.

    Returns
    -------
    DataFrame
        region, indicator, period, value, target, completion, low and high (the interval that
        rounding leaves open; a target is exact), elapsed (the share of the target's period that
        the value covers, in percent) and reason, sorted by region, indicator and period.
        implied_target, implied_low and implied_high if the frame holds stated completions.
        A completion without meaning is empty, and the reason is the first that holds of:
        no_value; no_target; period_mismatch (only a period that overlaps has a target);
        unit_mismatch; not_exact (the value is a bound or an about-figure); zero_target;
        negative_target; zero_value (less is better, and the value may be zero or below).

    Raises
    ------
    KejidataError
        For a missing column or key, two rows with one key, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "contract_sales",
    ...                     "period": ["2020-01/2020-11", "2020"], "measure": ["value", "target"],
    ...                     "value": [26.82, 22]})
    >>> completion_ratios(obs)[["completion", "elapsed"]].round(2).values.tolist()
    [[121.91, 91.67]]
    """
    every = intake.read(obs)
    aims = every.of_measure("target") if targets is None else _targets(targets)
    kinds = metadata.kinds(every, obs, kind)
    less = np.array(metadata.directions(every, obs, direction), dtype=np.int8) < 0
    pairs = matching.with_target(every.of_measure("value"), aims)
    out = _columns(pairs, _compute(pairs, kinds, less))
    add_implied_target(out, pairs.rows, every, kinds, less)
    return results.frame(out)


def _targets(frame: pd.DataFrame) -> Rows:
    rows = intake.read(frame, "targets")
    return rows if rows.measure is None else rows.of_measure("target")


class _Result(NamedTuple):
    completion: Floats
    low: Floats
    high: Floats
    reason: npt.NDArray[np.int8]


def _compute(pairs: Pairing, kinds: list[str], less: Flags) -> _Result:
    rows, size = pairs.rows, len(pairs.rows)
    half = intervals.half_of(rows, kinds)
    refused = _refused(pairs)
    columns = [results.reused(size, pairs.spare) for _ in range(1 if half is None else 3)]
    reason = results.empty(size, np.int8)

    def work(block: slice) -> None:
        value, aim = rows.value[block], pairs.value[block]
        room = None if half is None else half[block]
        why = None if refused is None else refused[block]
        reverse = results.marked(less, rows.indicator[block])
        _reasons(reason[block], value, aim, room, reverse, why)
        out = [column[block] for column in columns]
        _completion(out, value, aim, room, reverse)
        intervals.settle_columns(out, reason[block] > 0)

    results.spread(work, results.blocks(size))
    # Without rounding the three columns are one.
    low, high = columns[:1] * 2 if half is None else columns[1:]
    return _Result(columns[0], low, high, reason)


def _refused(pairs: Pairing) -> npt.NDArray[np.int8] | None:
    """Return reasons that the optional columns give, None where none can."""
    rows, pool = pairs.rows, pairs.pool
    reasons: list[tuple[str, Flags]] = []
    if rows.inexact is not None:
        reasons.append(("not_exact", rows.inexact))
    units = metadata.unit_codes(rows, pool)
    if units is not None and len(pool):
        own, aimed = units[0], units[1][pairs.partner]
        reasons.append(("unit_mismatch", (own != aimed) & (own >= 0) & (aimed >= 0)))
    if pairs.mismatched is not None:
        reasons.append(("period_mismatch", pairs.mismatched))
    return results.overruled(reasons, CODE, len(rows))


def _reasons(
    out: npt.NDArray[np.int8],
    value: Floats,
    target: Floats,
    half: Floats | None,
    less: Flags,
    refused: npt.NDArray[np.int8] | None,
) -> None:
    """Write reason codes; a later line overrules an earlier one."""
    out[:] = 0
    if less.any():
        narrow = less & ~(value > (0.0 if half is None else half))
        results.overrule(out, narrow, CODE["zero_value"])
    doubtful = ~(target > 0)
    if doubtful.any():
        results.overrule(out, target < 0, CODE["negative_target"])
        results.overrule(out, target == 0, CODE["zero_target"])
    if refused is not None:
        results.overrule(out, refused > 0, refused)
    if doubtful.any():
        none = np.isnan(target) & (out != CODE["period_mismatch"])
        results.overrule(out, none, CODE["no_target"])
    results.overrule(out, np.isnan(value), CODE["no_value"])


def _completion(
    out: Sequence[Floats], value: Floats, target: Floats, half: Floats | None, less: Flags
) -> None:
    """Write completion, and its extremes over the value's interval if it is wide, in percent."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        _ratio(out[0], value, target, less)
        if half is None:
            return
        one, other = np.empty_like(value), np.empty_like(value)
        _ratio(one, value - half, target, less)
        _ratio(other, value + half, target, less)
        np.minimum(one, other, out=out[1])
        np.maximum(one, other, out=out[2])


def _ratio(out: Floats, value: Floats, target: Floats, less: Flags) -> None:
    np.divide(value, target, out=out)
    if less.any():
        np.divide(target, value, out=out, where=less)
    out *= 100


def _columns(pairs: Pairing, found: _Result) -> dict[str, Any]:
    rows = pairs.rows
    return {
        "region": rows.regions.column(rows.region),
        "indicator": rows.indicators.column(rows.indicator),
        "period": rows.periods.column(rows.period),
        "value": rows.value,
        "target": pairs.value,
        "completion": found.completion,
        "low": found.low,
        "high": found.high,
        "elapsed": _elapsed(pairs),
        "reason": results.words(found.reason, REASONS),
    }


def _elapsed(pairs: Pairing) -> Floats:
    """Return the share of the target's period that the value covers, empty without a target."""
    own = pairs.rows.periods.months.astype(float)
    aimed = pairs.pool.periods.months.astype(float)
    share: Floats = np.minimum(own[:, None] / aimed[None, :], 1.0) * 100
    if not share.size or not len(pairs.pool):
        return np.full(len(pairs.rows), np.nan)
    alone = share.item(0) if share.min() == share.max() else None
    aimed_at = None if alone is not None else pairs.pool.period[pairs.partner]

    out = results.reused(len(pairs.rows), pairs.spare)

    def work(block: slice) -> None:
        covered: Any = alone
        if aimed_at is not None:
            covered = share[pairs.rows.period[block], aimed_at[block]]
        out[block] = np.where(np.isnan(pairs.value[block]), np.nan, covered)

    results.spread(work, results.blocks(len(out)))
    return out
