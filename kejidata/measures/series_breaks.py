"""Breaks between two figures of a series: another definition, or another territory."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kejidata.measures.contributions import growth_reasons
from kejidata.measures.published import Key
from kejidata.model import periods
from kejidata.panel import vintages

BREAKS = ("definition_break", "territory_break")


class SeriesBreaks:
    """Why figures some years apart are not one series, found once for each distance."""

    def __init__(self, table: pd.DataFrame) -> None:
        # Whichever publications are compared, and in whichever units: the series is one or not.
        self._table = vintages.newest(table).drop(columns="vintage")
        self._known: dict[int, Mapping[Key, str]] = {}

    def of(self, key: Key, months: int) -> str:
        """Return the reason of a figure against the one so many months earlier."""
        span = months // max(periods.parse(key[2])[1], periods.YEAR)
        if not span:
            return ""
        if span not in self._known:
            self._known[span] = growth_reasons(self._table, span)
        reason = self._known[span].get(key, "")
        return reason if reason in BREAKS else ""
