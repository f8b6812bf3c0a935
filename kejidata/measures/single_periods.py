"""Quarters and months out of figures that are counted from the beginning of the year."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kejidata.measures.common_unit import brought
from kejidata.measures.exact import exact, interval_of
from kejidata.measures.interval_arithmetic import minus
from kejidata.measures.published import (
    Figures,
    Key,
    adds_up,
    ends,
    figures,
    first_of,
    refusal,
    result,
    span_in,
)
from kejidata.model import periods, registry
from kejidata.model.indicator_lookup import indicator_code
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import Row
from kejidata.panel.partitions import by_indicator


@by_indicator
@any_frame
def single_periods(obs: pd.DataFrame) -> pd.DataFrame:
    """Return what each cumulative figure adds to the one before it in its year, in its unit.

    1-6月 less 1-3月 is the second quarter: value = figure - earlier figure of the same year that
    begins with it and ends last before it. The first of a year is itself. Both are the newest
    published, so that they are of one revision where one was published.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period (ISO 8601 text, 2020-01/2020-06)
        and value; unit, step, bound, vintage, measure and kind where they matter. Not changed.

    Returns
    -------
    DataFrame
        region, indicator, period (what is between the two), cumulative (the figure's value),
        earlier_period and earlier_value (empty for the first of a year), value, low and high (the
        interval that both roundings leave open), closed (which of its ends it holds), step (how
        wide it is, the rounding step for whatever measures the result in its turn), unit and
        reason; sorted by its keys. There is a row for each figure that begins with a year and
        lies in it.
        What has no meaning is empty, with the first reason that holds of: not_additive (a share,
        an index, a stock, a quotient), unit_mismatch (units do not convert), not_exact.

    Raises
    ------
    KejidataError
        For a missing column or key, two rows with one key, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "output", "step": 0.1,
    ...                     "period": ["2020-01/2020-03", "2020-01/2020-06"], "value": [1.4, 3.1]})
    >>> single_periods(obs)[["period", "value", "low", "high"]].round(2).values.tolist()
    [['2020-01/2020-03', 1.4, 1.35, 1.45], ['2020-04/2020-06', 1.7, 1.6, 1.8]]
    """
    known = figures(obs)
    earlier = _earlier(known)
    out = [_single(key, known, before) for key, before in earlier.items()]
    return result(sorted(out, key=_place), "single_periods")


def _place(row: Mapping[str, object]) -> tuple[str, ...]:
    return str(row["region"]), str(row["indicator"]), str(row["period"])


def _earlier(known: Figures) -> dict[Key, Key | None]:
    """Return for each figure from the beginning of a year the one before it in that year."""
    found: dict[Key, Key | None] = {}
    last: dict[tuple[str, str, int], Key] = {}
    spans = [(periods.parse(key[2]), key) for key in known]
    for (start, months), key in sorted(spans):
        if periods.year_begun(start, months):
            series = (key[0], key[1], start)
            found[key] = last.get(series)
            last[series] = key
    return found


def _single(key: Key, known: Figures, before: Key | None) -> Mapping[str, object]:
    """Return one row: a figure less the one before it."""
    row = known[key][-1]
    other = None if before is None else known[before][-1]
    start, months = periods.parse(key[2])
    gone = 0 if before is None else periods.parse(before[2])[1]
    out = {"region": row["region"], "indicator": row["indicator"], "unit": row["unit"]}
    out |= {"period": periods.text(start + gone, months - gone), "cumulative": row["value"]}
    out["earlier_period"] = "" if before is None else before[2]
    reason = _refused(row, other)
    if other is not None and reason != "unit_mismatch":
        out["earlier_value"] = brought(other, row["unit"])["value"]
    return out | ({**ends("", None), "reason": reason} if reason else _difference(row, other))


def _refused(row: Row, other: Row | None) -> str:
    """Return why nothing can be taken away; a stock is there at the end and not gathered."""
    timing = registry.timing_of(indicator_code(row["indicator"]))
    gathers = adds_up(row) and timing in ("", "flow")
    rows = [row] if other is None else [row, other]
    return first_of(["" if gathers else "not_additive", refusal(rows, row["unit"])])


def _difference(row: Row, other: Row | None) -> dict[str, object]:
    value, span = exact(row["value"]), interval_of(row)
    if other is not None:
        unit = row["unit"]
        value -= exact(brought(other, unit)["value"])
        span = minus(span, span_in(other, unit))
    width = float(span.high - span.low)
    return {"value": float(value), "step": width, "reason": "", **ends("", span)}
