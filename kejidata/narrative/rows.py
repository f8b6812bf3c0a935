"""Rows of a result named by what tells them apart."""

from __future__ import annotations

import pandas as pd

from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import period, say
from kejidata.wording import names

KEYS = ("region", "indicator", "period")


def varying(frame: pd.DataFrame) -> list[str]:
    """Return which of region, indicator and period differ between rows; indicator if none."""
    return [c for c in KEYS if frame[c].nunique() > 1] or ["indicator"]


def item(row: pd.Series, by: list[str], lang: Lang, usual: str = "") -> list[Piece]:
    """Return a row by its varying parts: 江苏, or 技术合同成交额, or both.

    The `usual` period has been told and is left out.
    """
    parts = [c for c in by if c != "period" or row["period"] != usual]
    key = "item." + "_".join(c for c in KEYS if c in (parts or ["indicator"]))
    return say(
        lang,
        key,
        region=names.region(row["region"], lang, short="indicator" not in by),
        indicator=names.indicator(row["indicator"], lang),
        period=period(row["period"], lang),
    )


def noun(by: list[str], number: Fact, lang: Lang) -> list[Piece]:
    """Return the noun for so many rows that differ in these parts."""
    return say(lang, f"rows.{by[0] if len(by) == 1 else 'mixed'}", n=number)


def where(frame: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the region and the period that all rows share: 2020年，如皋市."""
    first = frame.iloc[0]
    shared = [c for c in ("region", "period") if frame[c].nunique() == 1]
    return say(
        lang,
        "where" + "".join(f".{c}" for c in shared),
        region=names.region(first["region"], lang),
        period=period(first["period"], lang),
    )
