"""What a picture shows, as data: its finding, its source line and its rows, for other documents."""

from __future__ import annotations

from math import isfinite
from numbers import Integral, Real
from typing import Any, NamedTuple

import pandas as pd

from kejidata.model.terms import Lang
from kejidata.wording.language import language

_DIGITS = 12
"""What another machine computes may differ behind them."""


class Shown(NamedTuple):
    """What a picture shows.

    Parameters
    ----------
    title
        The finding.
    source
        The source line; empty where there is none.
    head, foot
        The shares of the height that the finding and the source line take, from above and below.
    data
        The rows drawn: region, indicator, period, and what the measure gives.
    lang
        The language of the words.
    """

    title: str
    source: str
    head: float
    foot: float
    data: pd.DataFrame
    lang: Lang

    def bundle(self) -> dict[str, object]:
        """Return it in the form that a notebook stores; codes and numbers, the same everywhere."""
        words = language(self.lang).words
        columns = [str(name) for name in self.data.columns if f"column.{name}" in words]
        rows = [[*map(_cell, row)] for row in self.data[columns].itertuples(index=False)]
        head, foot = round(self.head, 4), round(self.foot, 4)
        texts = {"lang": self.lang, "title": self.title, "source": self.source}
        return {**texts, "head": head, "foot": foot, "columns": columns, "rows": rows}


def _cell(value: Any) -> str | float | None:
    """Return a cell: a number as it was typed, else in twelve digits; None for none.

    The open end of an interval has no form in JSON, and is none.
    """
    if pd.isna(value):
        return None
    if not isinstance(value, Real):
        return str(value)
    if isinstance(value, Integral):
        return int(value)
    number = float(value)
    if not isfinite(number):
        return None
    return number if float(f"{number:.15g}") == number else float(f"{number:.{_DIGITS}g}")
