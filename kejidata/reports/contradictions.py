"""Figures of one draft that cannot both be right: one indicator and period, two values."""

from __future__ import annotations

import pandas as pd

from kejidata.reports.grammar.confidence import COSTS

_SHARED = ["unit", "measure", "period", "region", "among"]
"""What two figures share that tell the same of one indicator."""
_TOLD_ONCE = ["value", "growth_rate", "completion_ratio", "rank"]
"""Measures of which one indicator has one in a period; aims may be several."""


def mark_contradictions(draft: pd.DataFrame) -> None:
    """Note on figures of one name and period that their values differ, in place.

    Values that round to each other do not differ: 26.82亿元 and 26.8亿元 (yuan) are one.
    """
    told = draft["measure"].isin(_TOLD_ONCE) & (draft["bound"] == "exact")
    exact = draft[told & (draft["period"] != "") & (draft["indicator"] != "")]
    # The code is the same under many names, and a name without one is its own.
    keys = [exact["code"].where(exact["code"] != "", exact["indicator"])]
    keys += [exact[name] for name in _SHARED]
    step = 10.0 ** -_decimals(exact["surface"])
    values = exact["value"].groupby(keys, sort=False)
    apart = values.transform("max") - values.transform("min")
    coarsest = step.groupby(keys, sort=False).transform("max")
    rows = exact.index[apart >= coarsest]
    reasons = draft.loc[rows, "reason"]
    draft.loc[rows, "reason"] = reasons.where(reasons == "", reasons + "|") + "contradicted"
    draft.loc[rows, "confidence"] = (
        (draft.loc[rows, "confidence"] - COSTS["contradicted"]).clip(lower=0.1).round(2)
    )


def _decimals(surfaces: pd.Series) -> pd.Series:
    """Return how many decimals each number is written with."""
    found = surfaces.str.extract(r"\d[.．](\d+)")[0]
    return found.str.len().fillna(0).astype(float)
