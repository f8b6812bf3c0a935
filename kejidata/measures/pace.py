"""The pace towards a target some years ahead: 2025 in a five-year plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.breaks import breaks
from kejidata.measures.exact_spans import point
from kejidata.measures.pace_formula import Way, by_points, measured
from kejidata.measures.published import Figures, Published, sign_refusals
from kejidata.measures.result_columns import by_keys, number_columns, reasons_of, result
from kejidata.measures.targets import (
    chosen,
    figures_at,
    in_periods,
    last,
    shown,
    told,
    values_and_targets,
)
from kejidata.model import periods, terms
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Flags, Ints

NUMBERS = ("growth_needed", "growth_so_far", "expected")
DAYS = 10_000
"""What parts the year of a day written as one number, 20210301, from the rest."""


@any_frame
def pace(obs: pd.DataFrame, since: int | str | None = None) -> pd.DataFrame:
    """Return each target set against the pace so far, per year in % or 个百分点 (points).

    growth_so_far = ((last / base) ^ (1 / years gone) - 1) x 100, growth_needed = ((target / last)
    ^ (1 / years left) - 1) x 100, expected = last x (last / base) ^ (years left / years gone): the
    compound annual rate. Of a share all three go by the mean annual difference.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period, measure (target and value) and
        value; unit, step, bound, vintage, kind and direction where they matter; the newest
        vintage counts. Not changed.
    since
        The base period of the plan, of the target's length: 2020 of a plan for 2025. Without it
        the base is the last actual that ended before the year in which the target was published.

    Returns
    -------
    DataFrame
        region, indicator, period of the target; target, bound, unit; base_period, base_value,
        last_period and last_value (the last actual that ends before the target's period does), in
        the target's unit; growth_needed, growth_so_far and expected, each with _low, _high (the
        interval that the rounding of the actuals leaves; a target is exact) and _closed; verdict:
        reached (the last actual meets the target, of a limit at_most what is expected too),
        on_track (what is expected meets it), behind (it misses it), each over the whole
        interval, else open, as an about-target that it misses; reason.
        Less is better of a target at_most, more of one at_least; of an exact one the indicator
        has the direction. Actuals of another length or season than the target's say nothing of
        its pace. Targets whose period has an actual are in `target_outcomes`.
        An expected figure that is larger than any float is empty, and the verdict stands.
        What has no meaning is empty, with the first reason that holds of: no_base; no_actual
        (none since the base); unit_mismatch (units do not convert, or it is an index on the year
        before); definition_break and territory_break (between base and last actual); not_exact;
        and of what grows by a rate zero_base, negative_base, zero_target and negative_target.

    Raises
    ------
    KejidataError
        `since` is no period, or not given and no vintage says when targets were published; the
        frame has a missing column, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "output", "period": [2020, 2022, 2024],
    ...                     "measure": ["value", "value", "target"], "value": [100, 121, 144]})
    >>> out = pace(obs, since=2020)
    >>> out[["growth_so_far", "growth_needed", "expected", "verdict"]].round(2).values.tolist()
    [[10.0, 9.09, 146.41, 'on_track']]
    """
    pair = None if since is None else periods.parse(periods.given(since, "since"))
    values, targets = values_and_targets(obs)
    aims = targets.take(np.flatnonzero(values.table.find(targets.table.cells) < 0))
    if since is None and len(aims) and aims.rows.vintage is None:
        raise KejidataError(
            "no column says when the targets were published, so that no base is known",
            where="argument since",
            remedy="give since=, the period that the plan starts from, or a column vintage",
        )
    at = _actuals(aims, values, pair)
    base, reached = (figures_at(one, values, aims).brought(aims.unit) for one in at)
    reason = reasons_of(_refusals(aims, base, reached, at), len(aims))
    rows = np.flatnonzero(reason == 0)
    ends = values.rows.periods.starts + values.rows.periods.months
    gone, left = np.diff([ends[one.rows.period[rows]] for one in (base, reached, aims)], axis=0)
    way = Way(base.take(rows), reached.take(rows), aims.take(rows), gone, left)
    columns = {
        **shown(aims),
        **dict(zip(("base_period", "base_value"), told(base, at[0]), strict=True)),
        **dict(zip(("last_period", "last_value"), told(reached, at[1]), strict=True)),
        **_measures(way, rows, len(aims)),
        **sources.column(aims.rows.sourced(), *(values.rows.sourced(one) for one in at)),
    }
    return result(aims, columns, reason, "pace", by_keys(aims.rows))


def _actuals(aims: Figures, values: Published, since: tuple[int, int] | None) -> tuple[Ints, Ints]:
    """Return where base and last actual of each target are among the values, -1 for none."""
    axis = values.rows.periods
    ends, (only,) = axis.starts + axis.months, axis.find([since])
    # A day of publication may be written as one number.
    vintage = (
        np.zeros(len(aims), dtype=np.int64) if aims.rows.vintage is None else aims.rows.vintage
    )
    begun = np.where(vintage < DAYS, vintage, vintage // DAYS) * periods.YEAR
    found = np.full((2, len(aims)), -1)
    for code in np.unique(aims.rows.period).tolist():
        rows, due = np.flatnonzero(aims.rows.period == code), ends[code]
        # Of a quarter or a month the same one of other years, else the season is its pace.
        like = (axis.months == axis.months[code]) & (ends < due)
        before = np.flatnonzero(like & ((due - ends) % periods.YEAR == 0))
        if not len(before):
            continue
        at = in_periods(aims.take(rows), values, before)
        known = before == only if since else ends[before] <= begun[rows, None]
        base = last((at >= 0) & known)
        recent = last((at >= 0) & (np.arange(len(before)) > base[:, None]) & (base[:, None] >= 0))
        found[:, rows] = chosen(at, base), chosen(at, recent)
    return found[0], found[1]


def _refusals(
    aims: Figures, base: Figures, last: Figures, at: tuple[Ints, Ints]
) -> dict[str, Flags | None]:
    """Return why there is no pace."""
    pairs, place = np.unique([base.rows.period, last.rows.period], axis=1, return_inverse=True)
    spans = [[base.rows.periods.pairs()[code] for code in codes] for codes in pairs.tolist()]
    signs = [sign_refusals(one) for one in (base.spans, last.spans, point(aims.exact))]
    rated = ~by_points(aims)
    return {
        "no_base": at[0] < 0,
        "no_actual": at[1] < 0,
        "unit_mismatch": base.unlike(aims.unit) | last.unlike(aims.unit),
        "not_exact": base.inexact | last.inexact,
        **breaks(replace(aims.rows, period=place), *spans),
        **{name: (signs[0][name] | signs[1][name]) & rated for name in signs[0]},
        "zero_target": signs[2]["zero_base"] & rated,
        "negative_target": signs[2]["negative_base"] & rated,
    }


def _measures(way: Way, rows: Ints, size: int) -> dict[str, Any]:
    """Return numbers with their intervals, and verdicts, of the targets that have a pace."""
    found = measured(way)
    numbers, held = np.full((3, 3, size), np.nan), np.zeros((3, size), dtype=np.int8)
    verdict = np.zeros(size, dtype=np.int8)
    numbers[:, :, rows], held[:, rows], verdict[rows] = found.numbers, found.held, 1 + found.verdict
    verdicts = results.texts_column(verdict, ["", *terms.PACES])
    return {"verdict": verdicts, **number_columns(NUMBERS, numbers, held)}
