"""What was known when a statement was made: the newest figures published by its year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from kejidata.model import periods
from kejidata.panel.normalize import KEYS, Row
from kejidata.panel.vintages import newest

Key = tuple[str, str, str]
"""Region, indicator and period."""


class Known(NamedTuple):
    """The figures that had been published by some year, the newest of each, one row a figure.

    `units` has the values that are not empty, each by its unit, `targets` the number of each
    target; one that is empty is none, and is known as such.
    """

    frame: pd.DataFrame
    units: Mapping[Key, str]
    targets: Mapping[Key, float]

    def of(self, indicators: Iterable[str]) -> Known:
        """Return the figures of some indicators: what each is measured by is its own alone."""
        return self._replace(frame=self.frame[self.frame["indicator"].isin({*indicators})])


def known_by(figures: pd.DataFrame, year: int) -> Known:
    """Return the values and targets published no later than a year, of each the newest.

    Parameters
    ----------
    figures
        Values and targets as `panel.normalize.with_empty` gives them; an empty one counts only
        where nothing else is published of the figure.
    year
        The year of publication of the statements that are held against them.
    """
    published = figures[figures["vintage"] <= year]
    known = newest(published)
    # What is exact whatever its step, such as a count in ones, is so for every measure here.
    step = known["step"].where(known["low"] < known["high"], 0.0)
    frame = known.assign(step=step).drop(columns=["vintage", "given"])
    cells = (frame[name].tolist() for name in ("measure", "unit", "value"))
    rows = list(zip(keys_of(frame), *cells, strict=True))
    units = {key: unit for key, what, unit, value in rows if what == "value" and value == value}
    targets = {key: value for key, what, _, value in rows if what == "target"}
    return Known(frame, units, targets)


def keys_of(frame: pd.DataFrame) -> list[Key]:
    """Return which figure each row of a frame is about."""
    return list(zip(*(map(str, frame[name].tolist()) for name in KEYS), strict=True))


def key_of(row: Row) -> Key:
    """Return which figure a row is about."""
    return str(row["region"]), str(row["indicator"]), str(row["period"])


def base_of(stated: Row) -> Key:
    """Return the key of the figure a year earlier."""
    region, indicator, period = key_of(stated)
    return region, indicator, periods.earlier(period)


def year_of(stated: Row) -> Key:
    """Return the key of the figure of the year that a period begins, else of the period."""
    region, indicator, period = key_of(stated)
    year = periods.year_begun(*periods.parse(period))
    return region, indicator, periods.text(*year) if year else period


def named(key: tuple[str, ...]) -> str:
    """Return how `needs` names a figure."""
    return "/".join(key)
