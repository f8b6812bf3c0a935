"""Levels as index numbers: base period = 100."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.breaks import breaks
from kejidata.measures.exact_columns import PERCENT
from kejidata.measures.exact_spans import point
from kejidata.measures.published import Figures, Published, newest, sign_refusals
from kejidata.measures.result_columns import (
    as_given,
    by_keys,
    placed,
    reasons_of,
    result,
    span_columns,
    width,
)
from kejidata.model import periods
from kejidata.panel import sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Flags, Ints
from kejidata.panel.partitions import by_indicator
from kejidata.panel.period_axis import PeriodAxis


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
        base_low and base_high (what rounding leaves of it), index_number (without a unit), low and
        high (the interval that both roundings leave open; the base itself is 100), closed, step
        (how wide that is about the index number) and reason; sorted by its keys.
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
    found = newest(obs)
    axis = found.rows.periods
    code = axis.find([periods.parse(start)])
    at = found.beside(np.repeat(code, len(axis)))
    against = found.take(at).brought(found.unit)
    reason = reasons_of(_refusals(found, against, at, periods.parse(start)), len(found))
    rows = np.flatnonzero(reason == 0)
    # The base is 100 and not its own quotient, of which both roundings would leave something open.
    itself = (at == np.arange(len(found)))[rows]
    own, its, rest = found.take(rows), against.take(rows), ~itself
    number = own.exact.over(its.exact).times(100).where(rest, PERCENT)
    span = own.spans.over(its.spans).times(100).where(rest, point(PERCENT))
    columns = {
        "value": found.rows.value,
        "base_value": np.where(at < 0, np.nan, against.rows.value),
        "base_low": placed(its.spans.low, rows, len(found)),
        "base_high": placed(its.spans.high, rows, len(found)),
        "base_period": _base_periods(axis, int(code[0]), at, start),
        "index_number": placed(number, rows, len(found)),
        **span_columns("", span, rows, len(found)),
        **sources.column(found.rows.sourced(), found.rows.sourced(at)),
    }
    columns["step"] = width(columns, "index_number", "")
    return result(found, columns, reason, "index_numbers", by_keys(found.rows))


def _base_periods(axis: PeriodAxis, code: int, at: Ints, start: str) -> Any:
    """Return the base period as the frame writes its periods, also where it has none for it."""
    numbers = pd.api.types.is_numeric_dtype(axis.dtype) and start.isdecimal()
    shown = int(start) if numbers else start
    label = shown if code < 0 else axis.labels[code]
    return as_given([shown if place < 0 else label for place in at.tolist()])


def _refusals(
    found: Published, against: Figures, at: Ints, base: tuple[int, int]
) -> dict[str, Flags | None]:
    """Return why figures are not set against those of the base period."""
    pairs = found.rows.periods.pairs()
    like = np.array(
        [months == base[1] and (start - base[0]) % periods.YEAR == 0 for start, months in pairs],
        dtype=bool,
    )[found.rows.period]
    earlier, later = ([end(pair, base) for pair in pairs] for end in (min, max))
    broken = breaks(found.rows, earlier, later)
    refused = {
        "period_mismatch": ~like,
        **{name: None if holds is None else holds & like for name, holds in broken.items()},
        "unit_mismatch": against.unlike(found.unit),
        "not_exact": found.inexact | against.inexact,
        **sign_refusals(against.spans),
    }
    has = at >= 0
    of_both = {name: None if holds is None else holds & has for name, holds in refused.items()}
    return {"no_base": ~has, **of_both}
