"""Figures of one draft that cannot both be right: one indicator and period, two values."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from kejidata.reports.grammar.confidence import COSTS

_READ = (
    *("code", "indicator", "unit", "measure", "period", "region", "among"),
    *("bound", "value", "surface"),
)
_TOLD_ONCE = frozenset(("value", "growth_rate", "completion_ratio", "rank"))
"""Measures of which one indicator has one in a period; aims may be several."""
# 「26.82」 the decimals that a number is written with.
_DECIMALS = re.compile(r"\d[.．](\d+)")


def mark_contradictions(draft: pd.DataFrame) -> None:
    """Note on figures of one name and period that their values differ, in place.

    Values that round to each other do not differ: 26.82亿元 and 26.8亿元 (yuan) are one.
    """
    same: dict[tuple[str, ...], list[tuple[int, float, str]]] = {}
    columns = (draft[name].tolist() for name in _READ)
    for at, (code, name, unit, measure, period, *place, bound, value, surface) in enumerate(
        zip(*columns, strict=True)
    ):
        if name and period and bound == "exact" and measure in _TOLD_ONCE:
            # The code is the same under many names, and a name without one is its own.
            key = (code or name, unit, measure, period, *place)
            same.setdefault(key, []).append((at, value, surface))
    rows = [at for told in same.values() if len(told) > 1 and _differ(told) for at, *_ in told]
    if rows:
        _mark(draft, rows)


def _step(surface: str) -> float:
    """Return the last place that a number is written with: 0.01 of 26.82."""
    match = _DECIMALS.search(surface)
    return 10.0 ** -len(match[1]) if match else 1.0


def _differ(told: list[tuple[int, float, str]]) -> bool:
    """Tell whether values are further apart than the coarsest of them is written."""
    values = [value for _, value, _ in told]
    apart = max(values) - min(values)
    # No number is written coarser than in ones.
    return apart >= 1 or apart >= max(_step(surface) for *_, surface in told)


def _mark(draft: pd.DataFrame, rows: Sequence[int]) -> None:
    # Whole columns at once: to write some rows of a frame takes far longer.
    reasons, sure = draft["reason"].tolist(), draft["confidence"].tolist()
    for at in rows:
        reasons[at] = f"{reasons[at]}|contradicted".lstrip("|")
        sure[at] = round(max(sure[at] - COSTS["contradicted"], 0.1), 2)
    draft["reason"] = pd.array(reasons, dtype="str")
    draft["confidence"] = sure
