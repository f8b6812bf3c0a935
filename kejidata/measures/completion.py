"""Completion: what was reached of what was aimed at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.implied import add_implied_target
from kejidata.model.terms import BOUNDS, reasons
from kejidata.panel import closed, intake, intervals, matching, metadata, results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Flags, Floats, Ints, by_block
from kejidata.panel.intake import Rows
from kejidata.panel.matching import Matches
from kejidata.panel.partitions import by_indicator

FULL = 100.0
BESIDE = 99.9999999999999, 100.000000000001
"""The numbers of fifteen digits next to it."""
REASONS = reasons(
    *("no_value", "no_target", "period_mismatch", "unit_mismatch", "not_exact"),
    *("zero_target", "negative_target", "zero_value"),
)
"""Why there is no completion."""
EXACT = BOUNDS.index("exact")


@by_indicator
@any_frame
def completion_ratios(
    obs: pd.DataFrame,
    targets: pd.DataFrame | None = None,
    *,
    kind: str | None = None,
    direction: int | None = None,
) -> pd.DataFrame:
    """Return how much of its target every value has reached, in percent, not capped.

    Completion = value / target x 100; target / value x 100 where less is better. A target at_most
    is met from above whatever the indicator, one at_least from below: 100 and more is met either
    way. Of several vintages the newest counts. A value of part of a year that is counted from its
    beginning is set against the year's target where it has none of its own.

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
        region, indicator, period, value, target (in the unit of the value), completion, low and
        high (the interval that rounding leaves open; a target is exact), closed (which of its ends
        it holds: both, left, right), elapsed (the part of the
        target's period that is gone at the end of the value's, in percent; empty for a share,
        an index and a stock, which do not add up over a year) and reason, sorted by region,
        indicator and period.
        If it holds bounds: bound, of the target. If less is better of any: limit, which marks them.
        If the frame holds stated completions: stated_completion with _low, _high and _closed, and
        implied_target, implied_low, implied_high and implied_closed.
        A completion without meaning is empty, and the reason is the first that holds of:
        no_value; no_target; period_mismatch (only a period that overlaps has a target, or a year
        that the value's period does not begin);
        unit_mismatch (the units do not convert); not_exact (the value is a bound or an
        about-figure); zero_target; negative_target; zero_value (less is better, and the value may
        be zero or below).

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
    goals = every.of_measure("target") if targets is None else _targets(targets)
    known = metadata.kinds(every, obs, kind), metadata.directions(every, obs, direction)
    return results.frame(completion_columns(every, goals, *known)[1])


def completion_columns(
    every: Rows, goals: Rows, kinds: list[str], directions: list[int]
) -> tuple[Rows, dict[str, Any]]:
    """Return the values among some rows, and the columns of what they reach of some targets."""
    pairs = matching.with_target(every.of_measure("value"), goals)
    bound = _bounds(pairs)
    less = _less_is_better(pairs.rows, bound, directions)
    aims, other = matching.in_units_of_rows(pairs)
    refused = _refusals(pairs, other)
    step = intervals.steps_of(pairs.rows, kinds)

    def work(part: slice) -> tuple[Any, ...]:
        value, aim = pairs.rows.value[part], aims[part]
        ends = () if step is None else intervals.ends(value, step[part])
        found = _ratios((value, *ends), aim, less[part])
        holding = results.of_part(refused, part) | _signs((*ends, value)[0], aim, less[part])
        reason = results.first_reason(holding, REASONS, len(value))
        results.emptied(found, reason > 0)
        held = _held(None if step is None else step[part], less[part])
        held[reason > 0] = 0
        return *found, held, reason

    *columns, held, reason = by_block(work, len(pairs.rows))
    out = pairs.rows.keys() | {"value": pairs.rows.value, "target": aims}
    # Without rounding the three columns are one.
    out |= {"completion": columns[0], "low": columns[len(columns) // 2], "high": columns[-1]}
    out["closed"] = closed.column(held)
    out["elapsed"] = _elapsed(pairs, metadata.gathering(every, kinds))
    out["reason"] = results.reasons_column(reason, REASONS)
    out |= _aimed(bound, less)
    told = [pairs.rows.sourced(), pairs.partners.sourced(pairs.at)]
    told += add_implied_target(out, pairs.rows, every, kinds, less)
    return pairs.rows, out | sources.column(*told)


def _targets(frame: pd.DataFrame) -> Rows:
    rows = intake.read(frame, "targets")
    return rows if rows.measure is None else rows.of_measure("target")


def _bounds(pairs: Matches) -> Ints | None:
    """Return what each target bounds, None where none bounds anything."""
    bound = pairs.partners.bound
    if bound is None or not len(bound):
        return None
    if not bound.any():
        return np.full(len(pairs.rows), EXACT, dtype=np.int8)
    return pairs.of_partners(bound, EXACT)


def _aimed(bound: Ints | None, less: Flags) -> dict[str, Any]:
    """Return what tells the targets apart: their bounds, and which of them are limits."""
    out: dict[str, Any] = {}
    if bound is not None:
        # Empty is what a partition says that has no target.
        out["bound"] = results.words_column(bound, [*BOUNDS, ""])
    if less.any():
        out["limit"] = less
    return out


def _less_is_better(rows: Rows, bound: Ints | None, directions: list[int]) -> Flags:
    """Mark rows whose target is an upper limit: its bound says so, else the direction."""
    less = (np.array(directions) < 0)[rows.indicator]
    if bound is not None and bound.any():
        less[bound == BOUNDS.index("at_most")] = True
        less[bound == BOUNDS.index("at_least")] = False
    return less


def _refusals(pairs: Matches, other: Flags | None) -> dict[str, Flags | None]:
    """Return the reasons that key and optional columns give."""
    missing = pairs.lacking
    return {
        "no_value": np.isnan(pairs.rows.value),
        "no_target": missing & ~pairs.mismatched if pairs.mismatched.any() else missing,
        "period_mismatch": pairs.mismatched,
        "unit_mismatch": other,
        "not_exact": pairs.rows.inexact,
    }


def _signs(low: Floats, target: Floats, less: Flags) -> dict[str, Flags]:
    """Return the reasons that zero and what is below it give."""
    return {
        "zero_target": target == 0,
        "negative_target": target < 0,
        "zero_value": less & ~(low > 0),
    }


def _ratios(values: Sequence[Floats], target: Floats, less: Flags) -> list[Floats]:
    """Return the completion of each value, of several that of a value, the least and the most."""
    parts = intervals.in_parts(*values, target)
    percent = intervals.percent if parts is None else intervals.percent_of_parts
    *values, target = parts or (*values, target)
    found = [_ratio(value, target, less, percent) for value in values]
    if len(found) > 1:
        found[1:] = np.fmin(found[1], found[2]), np.fmax(found[1], found[2])
    return found


def _ratio(
    value: Floats, target: Floats, less: Flags, percent: Callable[[Floats, Floats], Floats]
) -> Floats:
    part, whole = value, target
    if less.any():
        part, whole = np.where(less, target, value), np.where(less, value, target)
    found = percent(part, whole)
    # Short by a cent of a thousand billion is short: the digits that are kept must not hide it.
    near = np.flatnonzero(found == FULL)
    near = near[part[near] != whole[near]]
    found[near] = np.where(part[near] < whole[near], *BESIDE)
    return found


def _held(step: Floats | None, less: Flags) -> Ints:
    """Return which ends are held: the value's lower one, the upper one of what falls with it."""
    exact = np.full(len(less), True) if step is None else step == 0
    return closed.codes(exact | ~less, exact | less)


def _elapsed(pairs: Matches, gathering: Flags) -> Floats:
    """Return the part of the target's period that is gone at the end of the value's, in percent."""
    periods, aimed = pairs.rows.periods, pairs.partners.periods
    # Of the few pairs of periods, and of a period and none.
    gone = np.full((len(periods), len(aimed) + 1), np.nan)
    ends = (periods.starts + periods.months)[:, np.newaxis]
    gone[:, :-1] = (ends - aimed.starts) * 100 / aimed.months
    small = np.min_scalar_type(-len(aimed) - 1)
    aim = pairs.of_partners(pairs.partners.period.astype(small), len(aimed))

    def work(part: slice) -> list[Floats]:
        # One number of both: by two places at once numpy takes twice as long.
        found = gone.take(pairs.rows.period[part].astype(np.intp) * gone.shape[1] + aim[part])
        if not gathering.all():
            found[~gathering[pairs.rows.indicator[part]]] = np.nan
        return [found]

    return np.asarray(by_block(work, len(aim))[0])
