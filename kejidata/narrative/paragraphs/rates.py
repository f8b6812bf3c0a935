"""One growth in words: its fact, its value, its change, its sentence."""

from __future__ import annotations

import pandas as pd

from kejidata.model.periods import earlier
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import period, say
from kejidata.narrative.values import POINTS, change, direction, value
from kejidata.wording import names
from kejidata.wording.origins import Key, Origins


def newest(frame: pd.DataFrame, told: pd.Series) -> pd.DataFrame:
    """Return the rows of the newest year that has something to tell, else of the newest year."""
    years = frame["period"].str[-7:].str.extract(r"(\d{4})", expand=False)
    rows: pd.DataFrame = frame[years == (years[told] if told.any() else years).max()]
    return rows


def fact_of(row: pd.Series) -> Fact:
    """Return the growth of a row as a fact without text."""
    key = (row["region"], row["indicator"], row["period"])
    base: Key = (row["region"], row["indicator"], row["base_period"], "value")
    rows = ((*key, "value"), base)
    share = row["unit"] == POINTS
    formula = "value - base_value" if share else "(value / base_value - 1) * 100"
    return Fact("", float(row["growth"]), row["unit"], *key, "growth_rate", formula, rows)


def change_of(row: pd.Series, lang: Lang, form: str = "label") -> list[Piece]:
    """Return the growth of a row in words."""
    return change(fact_of(row), row["low"], row["high"], lang, form)


def one(row: pd.Series, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on one growth: the value, and how it moved since its base."""
    flat = direction(row["growth"], row["low"], row["high"]) == "flat"
    yearly = row["base_period"] == earlier(row["period"])
    previous = "previous" if len(row["period"]) == 4 else "previous_part"
    return say(
        lang,
        f"growth.one.{'flat' if flat else 'moved'}",
        period=period(row["period"], lang),
        region=names.region(row["region"], lang),
        name=names.indicator(row["indicator"], lang),
        value=value_of(row, origins, lang),
        change=change_of(row, lang, "verb"),
        base=say(lang, previous) if yearly else period(row["base_period"], lang),
    )


def kind_of(rows: pd.DataFrame) -> str:
    """Return which words a set of growths takes: points for changes of shares, else percent."""
    return "points" if (rows["unit"] == POINTS).all() else "percent"


def value_of(row: pd.Series, origins: Origins, lang: Lang, *, base: bool = False) -> list[Piece]:
    """Return the value of a row, or its base value, in words."""
    key = (row["region"], row["indicator"], row["base_period" if base else "period"], "value")
    return value(key, row["base_value" if base else "value"], origins, lang)


def ways_of(rows: pd.DataFrame) -> pd.Series:
    """Return up, down or flat for each row."""
    ways = [direction(*triple) for triple in rows[["growth", "low", "high"]].to_numpy()]
    return pd.Series(ways, index=rows.index, dtype="str")
