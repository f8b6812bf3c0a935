"""Stages of a process: the share of what entered that came out, such as loans granted and paid."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import NamedTuple

from kejidata.measures.derived_ratio import ratio
from kejidata.measures.interval import Interval, interval
from kejidata.model import periods
from kejidata.model.common_unit import agree
from kejidata.model.terms import PERCENT
from kejidata.panel.normalize import Row


class Stage(NamedTuple):
    """What entered and what came out in their last period, and the share that went through, in %.

    The two figures are rows of `panel.normalize.plain`, None where there is none; the reason says
    why there is no share: no_value, period_mismatch (no period has both), unit_mismatch,
    not_exact, zero_base, negative_base.
    """

    codes: tuple[str, str]
    entered: Row | None
    left: Row | None
    share: float
    interval: Interval
    reason: str

    @property
    def figures(self) -> tuple[Row | None, Row | None]:
        """Both figures."""
        return self.entered, self.left

    @property
    def periods(self) -> set[str]:
        """The periods of the figures."""
        return {str(row["period"]) for row in self.figures if row is not None}


def stage_of(rows: Sequence[Row], entered: str, left: str) -> Stage:
    """Return a stage in the last period that has both figures, or the last of each and the reason.

    Share = left / entered x 100, with the interval that rounding leaves.

    Parameters
    ----------
    rows
        Values of one region as rows of `panel.normalize.plain`, one vintage each.
    entered, left
        Codes of the two indicators.

    Examples
    --------
    >>> import pandas as pd
    >>> from kejidata.panel.normalize import plain, records
    >>> rows = plain(pd.DataFrame({"region": "a", "indicator": ["in", "out"], "period": "2020",
    ...                            "value": [200.0, 50.0]}))
    >>> stage_of(records(rows), "in", "out").share
    25.0
    """
    by_code = [
        {row["period"]: row for row in rows if row["indicator"] == code} for code in (entered, left)
    ]
    both = by_code[0].keys() & by_code[1].keys()
    figures = [own[periods.chronological(both or own)[-1]] if own else None for own in by_code]
    first, second = figures
    none = Stage((entered, left), first, second, nan, Interval(nan, nan), "")
    if first is None or second is None or not both:
        missing = "no_value" if None in figures else "period_mismatch"
        return none._replace(reason=missing)
    if not agree(first["unit"], second["unit"]):
        return none._replace(reason="unit_mismatch")
    if min(first["value"], second["value"]) < 0:
        return none._replace(reason="negative_base")
    found = ratio(second, first, PERCENT, 100.0)
    span = interval(found.low, found.high, found.closed)
    return none._replace(share=found.value, interval=span, reason=found.reason)
