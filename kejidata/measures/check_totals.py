"""Whether parts add up to the total that was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.parts import Parts, Wholes, wholes
from kejidata.measures.published import Figures, newest
from kejidata.measures.result_columns import placed, reasons_of, result, span_columns
from kejidata.model.terms import SUMMED
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Flags, Ints


@any_frame
def check_totals(obs: pd.DataFrame, parts: Parts | None = None) -> pd.DataFrame:
    """Return each published total against the sum of its parts, both in the total's unit.

    gap = total - sum of the parts. The verdict is confirmed where some numbers within rounding add
    up: the sum of parts is as open as all their roundings together. Else it is contradicted, except
    that members of a region are not the whole of it by definition (what is filed from abroad
    belongs to no province): a total surely above their sum has a remainder, which is the gap.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period and value; unit, step, bound,
        vintage, measure and kind where they matter. The newest vintage counts. Not changed.
    parts
        A region by any label: its members are the parts. Or the parts of each total, regions all
        or indicators all, by code or name: parts that are named are the whole. Without it every
        region that has members in the year of the period, and a figure of one of them.

    Returns
    -------
    DataFrame
        region, indicator, period of the total; parts, how many there are; missing, how many have
        no figure; value (the total), step (its rounding step, 0 where it is exact), computed (the
        sum), low and high (what the rounding of the parts allows), closed; gap with gap_low,
        gap_high and gap_closed; unit, reason, and verdict: confirmed, remainder, contradicted or
        not_checkable.
        Amounts and counts only: of shares, indices and quotients there are no rows without
        `parts`. A total that cannot be checked is not_checkable, with the first reason that holds
        of: no_value (a part is missing), not_additive, unit_mismatch (units do not convert),
        not_exact.

    Raises
    ------
    KejidataError
        For a total that is not among the figures, parts none of which is, one that is named twice
        or holds another; a missing column, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["all", "east", "west"], "indicator": "output",
    ...                     "period": 2020, "value": [100, 60.4, 39.4], "step": [1, 0.1, 0.1]})
    >>> out = check_totals(obs, {"all": ["east", "west"]})
    >>> out[["value", "computed", "gap", "verdict"]].values.tolist()
    [[100.0, 99.8, 0.2, 'confirmed']]

    Members of a region leave a remainder.

    >>> ningxia = ["640000", "640100", "640200", "640300", "640400", "640500"]
    >>> obs = pd.DataFrame({"region": ningxia, "indicator": "patents", "period": 2020,
    ...                     "value": [13, 5, 3, 1, 1, 1]})
    >>> check_totals(obs)[["value", "computed", "gap", "verdict"]].values.tolist()
    [[13.0, 11.0, 2.0, 'remainder']]
    """
    found = newest(obs)
    whole = wholes(found, parts)
    at = found.table.find(whole.cells())
    top = found.take(whole.total)
    part = found.take(at).brought(top.unit[whole.whole])
    reason = reasons_of(_refusals(top, part, at, whole), len(top))
    columns = {
        "value": top.rows.value,
        "step": top.step,
        "parts": whole.sizes.astype(float),
        "missing": whole.count(at < 0).astype(float),
        **_sums(top, part, reason, whole, complete=isinstance(parts, Mapping)),
        **sources.column(top.rows.sourced(), whole.together(found.rows.sourced(at))),
    }
    asked = np.ones(len(top), dtype=bool)
    if parts is None:
        # Nobody named a total of which no part was published.
        asked = top.adding_up() & (whole.count(at >= 0) > 0)
    return result(top, columns, reason, "check_totals", np.flatnonzero(asked))


def as_statements(totals: pd.DataFrame) -> pd.DataFrame:
    """Return totals as an audit has statements: the total is stated, the sum is computed.

    Examples
    --------
    >>> as_statements(pd.DataFrame({"value": [5.0]})).to_dict("records")
    [{'stated': 5.0, 'measure': 'value'}]
    """
    return totals.rename(columns={"value": "stated"}).assign(measure="value")


def _refusals(top: Figures, part: Figures, at: Ints, whole: Wholes) -> dict[str, Flags]:
    """Return why totals are not held against their parts; `at` is negative where one is missing."""
    unit = top.unit[whole.whole]
    refused = {
        "not_additive": (~top.adding_up(), ~part.adding_up()),
        "unit_mismatch": (top.unlike(top.unit), part.unlike(unit)),
        "not_exact": (top.inexact, part.inexact),
    }
    has = at >= 0
    return {
        "no_value": whole.count(~has) > 0,
        **{name: own | (whole.count(its & has) > 0) for name, (own, its) in refused.items()},
    }


def _sums(
    top: Figures, part: Figures, reason: Ints, whole: Wholes, *, complete: bool
) -> dict[str, Any]:
    """Return the sum of the parts of each total, what it has beyond it, and the verdict."""
    rows, size = np.flatnonzero(reason == 0), len(top)
    total, several = top.take(rows), part.take(np.flatnonzero((reason == 0)[whole.whole]))
    starts = np.cumsum(whole.sizes[rows]) - whole.sizes[rows]
    computed, summed = several.exact.totals(starts), several.spans.totals(starts)
    gap = total.spans.minus(summed)
    low, high = gap.low.sign(), gap.high.sign()
    met = ((low < 0) | ((low == 0) & gap.low_held)) & ((high > 0) | ((high == 0) & gap.high_held))
    # In the order of the list.
    contradicted, remainder, confirmed, unknown = range(len(SUMMED))
    verdict = np.full(size, unknown)
    # What none of the members holds may be below zero where a figure of theirs may be.
    negative = total.spans.low.sign() < 0
    negative |= np.logical_or.reduceat(several.spans.low.sign() < 0, starts)
    left = ~met & ((high > 0) | negative) & (not complete)
    verdict[rows] = np.select([met, left], [confirmed, remainder], contradicted)
    return {
        "computed": placed(computed, rows, size),
        "gap": placed(total.exact.minus(computed), rows, size),
        "verdict": results.texts_column(verdict, SUMMED),
        **span_columns("", summed, rows, size),
        **span_columns("gap", gap, rows, size),
    }
