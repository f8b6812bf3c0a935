"""Levels as index numbers: base period = 100."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from kejidata.measures.common_unit import brought
from kejidata.measures.exact import exact, interval_of
from kejidata.measures.interval_arithmetic import PERCENT, over, point, scaled
from kejidata.measures.published import (
    Key,
    by_key,
    ends,
    first_of,
    refusal,
    result,
    sign_refusal,
    span_in,
)
from kejidata.measures.series_breaks import SeriesBreaks
from kejidata.model import periods
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import Row, plain
from kejidata.panel.partitions import by_indicator


@by_indicator
@any_frame
def index_numbers(obs: pd.DataFrame, base: int | str) -> pd.DataFrame:
    """Return every level as an index number, value / value of the base period x 100.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period and value; unit, step, bound,
        vintage, measure and kind where they matter. The newest vintage counts. Not changed.
    base
        The period that is 100; rows of its length and season are set against it.

    Returns
    -------
    DataFrame
        region, indicator, period, value, base_period, base_value (in the unit of the value),
        index_number (without a unit), low and high (the interval that both roundings leave open;
        the base itself is 100), closed and reason; sorted by its keys.
        What has no meaning is empty, with the first reason that holds of: no_base, period_mismatch
        (another length or season than the base), unit_mismatch (units do not convert,
        or it is an index on the year before),
        definition_break and territory_break (between the two), not_exact, zero_base,
        negative_base.

    Raises
    ------
    KejidataError
        `base` is no period, or the frame has a missing column, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "output", "period": [2019, 2020],
    ...                     "value": [80, 100]})
    >>> index_numbers(obs, 2019)["index_number"].tolist()
    [100.0, 125.0]
    """
    start = periods.given(base, "base")
    table = plain(obs)
    known, breaks = by_key(table), SeriesBreaks(table)
    # As the frame writes its periods, also where it has none for the base.
    shown = int(start) if table["given"].dtype.kind in "iuf" and start.isdecimal() else start
    out = []
    for key, rows in known.items():
        found = known.get((key[0], key[1], start))
        out.append(_row(key, rows[-1], found[-1] if found else None, breaks, shown))
    return result(out, "index_numbers")


def _row(
    key: Key, row: Row, base: Row | None, breaks: SeriesBreaks, shown: int | str
) -> Mapping[str, Any]:
    """Return one figure set against that of the base period."""
    out: dict[str, Any] = {name: row[name] for name in ("region", "indicator", "value")}
    out |= {"period": row["given"], "base_period": shown}
    if base is None:
        return out | {"reason": "no_base"} | ends("", None)
    out |= {"base_period": base["given"], "base_value": brought(base, row["unit"])["value"]}
    reason = _refused(key, row, base, breaks)
    if reason:
        return out | {"reason": reason} | ends("", None)
    value, span = PERCENT, point(PERCENT)
    if row is not base:
        value = exact(row["value"]) / exact(out["base_value"]) * PERCENT
        span = scaled(over(interval_of(row), span_in(base, row["unit"])), PERCENT)
    return out | {"index_number": float(value), "reason": ""} | ends("", span)


def _refused(key: Key, row: Row, base: Row, breaks: SeriesBreaks) -> str:
    """Return why a figure is not set against that of the base period."""
    (start, months), (first, length) = (periods.parse(one["period"]) for one in (row, base))
    like = months == length and (start - first) % periods.YEAR == 0
    other = (*key[:2], base["period"])
    found = [
        "" if like else "period_mismatch",
        breaks.of(key if start > first else other, abs(start - first)) if like else "",
        refusal((row, base), row["unit"]),
        sign_refusal(interval_of(base)),
    ]
    return first_of(found)
