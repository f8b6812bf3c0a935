"""One growth in words: its fact, its value, its change, its sentence."""

from __future__ import annotations

import pandas as pd

from kejidata.model.periods import earlier
from kejidata.model.registry import decimals_of
from kejidata.model.terms import POINTS, Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import indicator_name, joined, paragraph, period, region_name, say
from kejidata.narrative.values import change, computed, direction, value
from kejidata.wording.origins import Key, Origins, find


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
    previous = "growth.previous" if len(row["period"]) == 4 else "growth.previous_part"
    return say(
        lang,
        f"growth.one.{'flat' if flat else 'moved'}",
        period=period(row["period"], lang),
        region=region_name(row["region"], lang),
        name=indicator_name(row["indicator"], lang),
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


def implied(frame: pd.DataFrame) -> pd.Series:
    """Return which rows have no growth of their own but one that was published."""
    if "implied_base" not in frame:
        return pd.Series(False, index=frame.index)
    return frame["growth"].isna() & frame["implied_base"].notna()


def stated(frame: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentences on published growth rates and the bases they imply.

    Parameters
    ----------
    frame
        Growth rates of one period, with implied_base, implied_low and implied_high.
    origins
        The observations by key, which hold the published rates.
    lang
        "zh" or "en".
    """
    rows = frame[implied(frame)]
    sentences = []
    for (region, when), group in rows.groupby(["region", "period"], sort=False):
        items = [_stated(row, origins, lang) for _, row in group.iterrows()]
        slots = {"region": region_name(str(region), lang), "period": period(str(when), lang)}
        sentences.append(say(lang, "stated.sentence", **slots, items=joined(items, lang, "clause")))
    return paragraph(sentences, lang)


def _stated(row: pd.Series, origins: Origins, lang: Lang) -> list[Piece]:
    """Return one indicator with its value, its published rate and the base that follows."""
    key: Key = (row["region"], row["indicator"], row["period"], "growth_rate")
    own: Key = (*key[:3], "value")
    stated = find(origins, key).value
    return say(
        lang,
        f"stated.item.{'down' if stated < 0 else 'up'}",
        name=indicator_name(row["indicator"], lang),
        value=value_of(row, origins, lang),
        rate=value(key, stated, origins, lang, magnitude=True),
        base_period=period(row["base_period"], lang),
        base=_implied_base(row, find(origins, own, row["value"]).unit, (own, key), lang),
    )


def _implied_base(row: pd.Series, unit: str, rows: tuple[Key, ...], lang: Lang) -> list[Piece]:
    """Return the base that the value and the published rate imply."""
    key = (row["region"], row["indicator"], row["base_period"])
    formula = "value / (1 + growth_rate / 100)"
    fact = Fact("", float(row["implied_base"]), unit, *key, "value", formula, rows)
    cap = decimals_of(row["indicator"])
    return computed(fact, row["implied_low"], row["implied_high"], lang, 2 if cap is None else cap)
