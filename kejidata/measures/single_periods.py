"""Quarters and months out of figures that are counted from the beginning of the year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.published import Figures, newest
from kejidata.measures.result_columns import by_keys, placed, reasons_of, result, span_columns
from kejidata.model import periods
from kejidata.model.terms import FLOW, REASONS
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Ints
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
    every = newest(obs)
    pairs = every.rows.periods.pairs()
    begun = np.array([periods.year_begun(*pair) is not None for pair in pairs], dtype=bool)
    found = every.take(np.flatnonzero(begun[every.rows.period]))
    at = _earlier(found)
    other = found.take(at).brought(found.unit)
    refused = {
        "not_additive": ~found.adding_up(("", FLOW)),
        "unit_mismatch": np.where(at < 0, found.unlike(found.unit), other.unlike(found.unit)),
        "not_exact": found.inexact | (other.inexact & (at >= 0)),
    }
    reason = reasons_of(refused, len(found))
    order = by_keys(found.rows, calendar=True)
    return result(found, _columns(found, other, at, reason), reason, "single_periods", order)


def _earlier(found: Figures) -> Ints:
    """Return where the figure before each in its year is, -1 for the first of a year.

    Figures that begin with one year stand together, the shorter first.
    """
    rows = found.rows
    keys = np.array([rows.region, rows.indicator, rows.periods.starts[rows.period]])
    same = np.zeros(len(found), dtype=bool)
    same[1:] = (keys[:, 1:] == keys[:, :-1]).all(axis=0)
    return np.where(same, np.arange(len(found)) - 1, -1)


def _columns(found: Figures, other: Figures, at: Ints, reason: Ints) -> dict[str, Any]:
    """Return the columns beside the keys: each figure less the one before it."""
    size, rows = len(found), np.flatnonzero(reason == 0)
    first = at[rows] < 0
    own, its = found.take(rows), other.take(rows)
    span = own.spans.minus(its.spans).where(~first, own.spans)
    number = own.exact.minus(its.exact).where(~first, own.exact)
    axis, before = found.rows.periods, np.where(at < 0, -1, other.rows.period)
    known = (at >= 0) & (reason != 1 + REASONS.index("unit_mismatch"))
    return {
        "period": _between(axis.pairs(), found.rows.period, before),
        "cumulative": found.rows.value,
        "earlier_period": results.texts_column(before, [*axis.texts, ""]),
        "earlier_value": np.where(known, other.rows.value, np.nan),
        "value": placed(number, rows, size),
        **span_columns("", span, rows, size),
        "step": placed(span.high.minus(span.low), rows, size),
        **sources.column(found.rows.sourced(), found.rows.sourced(at)),
    }


def _between(pairs: Sequence[tuple[int, int]], period: Ints, before: Ints) -> Any:
    """Return the text of what lies between the end of a period before and that of another."""
    both = np.unique(np.array([period, before]), axis=1, return_inverse=True)
    words = []
    for one, other in both[0].T.tolist():
        (start, months), gone = pairs[one], 0 if other < 0 else pairs[other][1]
        words.append(periods.text(start + gone, months - gone))
    return results.texts_column(both[1], words)
