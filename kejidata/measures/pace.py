"""The pace towards a target some years ahead: 2025 in a five-year plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kejidata.measures.common_unit import brought
from kejidata.measures.exact import INFINITY, NAN, exact
from kejidata.measures.interval import Interval
from kejidata.measures.interval_arithmetic import point
from kejidata.measures.pace_formula import Way, by_difference, by_rate, verdict
from kejidata.measures.published import (
    Figures,
    Key,
    by_key,
    empty,
    ends,
    first_of,
    refusal,
    result,
    sign_refusal,
    span_in,
)
from kejidata.measures.series_breaks import SeriesBreaks
from kejidata.model import periods, terms
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import Row, plain

NUMBERS = ("growth_needed", "growth_so_far", "expected")
Actuals = Mapping[int, Row]
"""Figures by the month after their period."""
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
        reached (the last actual meets the target), on_track (what is expected meets it), behind
        (it misses it), each over the whole interval, else open, as an about-target that it
        misses; reason.
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
        `since` is no period, or the frame has a missing column, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "output", "period": [2020, 2022, 2024],
    ...                     "measure": ["value", "value", "target"], "value": [100, 121, 144]})
    >>> out = pace(obs, since=2020)
    >>> out[["growth_so_far", "growth_needed", "expected", "verdict"]].round(2).values.tolist()
    [[10.0, 9.09, 146.41, 'on_track']]
    """
    table = plain(obs)
    start = None if since is None else periods.given(since, "since")
    known, breaks = by_key(table), SeriesBreaks(table)
    series, out = _series(known), []
    for key, rows in by_key(table, "target").items():
        if key not in known:
            first, months = periods.parse(key[2])
            actuals = series.get((key[0], key[1], months), {})
            due = first + months
            # Of a quarter or a month the same one of other years, else the season is its pace.
            before = {
                end: row
                for end, row in actuals.items()
                if end < due and (due - end) % periods.YEAR == 0
            }
            out.append(_row(key, rows[-1], before, start, breaks))
    return result(out, "pace")


def _row(
    key: Key, target: Row, actuals: Actuals, since: str | None, breaks: SeriesBreaks
) -> Mapping[str, Any]:
    """Return one target with its pace; actuals are those of its length that end before it."""
    unit = target["unit"]
    row: dict[str, Any] = {name: target[name] for name in ("region", "indicator", "bound", "unit")}
    row |= {"period": target["given"], "target": target["value"], "verdict": ""}
    base = _base(actuals, target, since)
    later = [end for end in actuals if base is not None and end > base]
    for name, end in (("base", base), ("last", max(later, default=None))):
        if end is not None:
            found = actuals[end]
            row |= {f"{name}_period": found["given"]}
            row |= {f"{name}_value": brought(found, unit)["value"]}
    if base is None or not later:
        return row | empty(NUMBERS, "no_base" if base is None else "no_actual")
    last, due = max(later), sum(periods.parse(key[2]))
    way = Way(actuals[base], actuals[last], target, last - base, due - last)
    broken = breaks.of((key[0], key[1], way.last["period"]), way.gone)
    reason = first_of([broken, refusal((way.base, way.last), unit)])
    return row | (empty(NUMBERS, reason) if reason else _measured(way))


def _series(known: Figures) -> dict[tuple[str, str, int], dict[int, Row]]:
    """Return the figures of each region, indicator and length of period, by their end."""
    found: dict[tuple[str, str, int], dict[int, Row]] = {}
    for (region, indicator, period), rows in known.items():
        start, months = periods.parse(period)
        found.setdefault((region, indicator, months), {})[start + months] = rows[-1]
    return found


def _base(actuals: Actuals, target: Row, since: str | None) -> int | None:
    """Return the end of the base period, None where it has no figure."""
    if since is not None:
        end = sum(periods.parse(since))
        return end if end in actuals and actuals[end]["period"] == since else None
    # A day of publication may be written as one number.
    year = target["vintage"] if target["vintage"] < DAYS else target["vintage"] // DAYS
    return max((end for end in actuals if end <= year * periods.YEAR), default=None)


def _measured(way: Way) -> dict[str, object]:
    """Return growth needed and so far, what is expected, and the verdict."""
    unit, points = way.target["unit"], terms.by_points(way.target["kind"])
    aim = point(exact(way.target["value"]))
    base, last = span_in(way.base, unit), span_in(way.last, unit)
    reason = "" if points else _signs(base, last, aim)
    if reason:
        return empty(NUMBERS, reason)
    then, now = (point(exact(brought(row, unit)["value"])) for row in (way.base, way.last))
    formulas = by_difference if points else by_rate
    numbers, spans = formulas(then, now, aim, way), formulas(base, last, aim, way)
    found: dict[str, object] = {"reason": "", "verdict": verdict(base, last, aim, way, points)}
    for name, number, span in zip(NUMBERS, numbers, spans, strict=True):
        held = INFINITY not in (number.low, span.high)
        found |= {name: float(number.low) if held else NAN} | ends(name, span if held else None)
    return found


def _signs(base: Interval, last: Interval, aim: Interval) -> str:
    """Return why nothing grows by a rate from base to target, empty where it does."""
    target = sign_refusal(aim).replace("base", "target")
    return first_of([sign_refusal(base), sign_refusal(last), target])
