"""What was known when a statement was made: the newest figures published by its year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from kejidata.model import periods
from kejidata.panel import vintages
from kejidata.panel.normalize import Row, records

Key = tuple[str, str, str]
"""Region, indicator and period."""


class Known(NamedTuple):
    """The figures that had been published by some year, the newest of each, one row a figure.

    `values` are those that are not empty; a target that is empty is none, and is known as such.
    """

    frame: pd.DataFrame
    values: Mapping[Key, Row]
    targets: Mapping[Key, Row]


def known_by(rows: pd.DataFrame, year: int) -> Known:
    """Return the values and targets published no later than a year, of each the newest.

    Parameters
    ----------
    rows
        Values and targets as `panel.normalize.with_empty` gives them; an empty one counts only
        where nothing else is published of the figure.
    year
        The year of publication of the statements that are held against them.
    """
    published = rows[rows["vintage"] <= year]
    newest = vintages.newest(published)
    # What is exact whatever its step, such as a count in ones, is so for every measure here.
    step = newest["step"].where(newest["low"] < newest["high"], 0.0)
    frame = newest.assign(step=step).drop(columns=["vintage", "given"])
    values, targets = (
        {key_of(row): row for row in records(rows)}
        for rows in (
            frame[(frame["measure"] == "value") & frame["value"].notna()],
            frame[frame["measure"] == "target"],
        )
    )
    return Known(frame, values, targets)


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
