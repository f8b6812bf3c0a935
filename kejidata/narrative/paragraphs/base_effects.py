"""The paragraph on base effects: which rises only made good the fall before them."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.validate import measured
from kejidata.model.periods import earlier
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.rows import item, varying
from kejidata.narrative.templates import count, joined, paragraph, say
from kejidata.narrative.values import change, computed, direction
from kejidata.wording.origins import Key, index

TOLD = 4
"""How many rises are told; the lead counts them all."""
HALF = 50.0


def base_effects(
    effects: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that a frame of base effects has to tell.

    Parameters
    ----------
    effects
        Result of `kejidata.base_effects`.
    observations
        The observations measured, for sources and quotes.
    lang
        "zh" or "en".

    Returns
    -------
    Narrative
        Text and facts: how many rises followed a fall, how many of them are mostly recovery, and
        those in which recovery makes up most of the growth.
    """
    frame = measured(effects, "base_effects")
    if frame.empty:
        return compose(say(lang, "effects.none"), lang)
    regained = frame["growth"] * frame["recovery"].clip(upper=100)
    ranked = frame.loc[regained.sort_values(ascending=False, kind="stable").index].head(TOLD)
    by = varying(frame)
    items = joined([_item(row, by, lang) for _, row in ranked.iterrows()], lang, "clause")
    extent = "some" if len(frame) > TOLD else "all"
    sentences = [_lead(frame, lang), say(lang, f"effects.items.{extent}", items=items)]
    return compose(paragraph(sentences, lang), lang, index(observations, frame))


def _lead(frame: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many rises followed a fall and how many are mostly recovery."""
    mostly = int((frame["recovery"] >= HALF).sum())
    number = count(len(frame), lang)
    if not mostly:
        return say(lang, "effects.lead.none", n=number)
    return say(lang, "effects.lead.mostly", n=number, mostly=count(mostly, lang))


def _item(row: pd.Series, by: list[str], lang: Lang) -> list[Piece]:
    """Return one rise: its growth, how much of it is recovery, and the two years together."""
    if row["recovery_low"] > 100:
        state = "below"
    else:
        state = "back" if row["recovery_high"] >= 100 else "part"
    return say(
        lang,
        f"effects.item.{state}",
        name=item(row, by, lang),
        growth=change(_fact(row, "growth"), row["growth_low"], row["growth_high"], lang),
        recovery=_told(row, "recovery", lang),
        annual=_annual(row, lang),
    )


def _annual(row: pd.Series, lang: Lang) -> list[Piece]:
    """Return the growth of a year on average over both years."""
    low, high = row["two_year_low"], row["two_year_high"]
    extent = "flat" if direction(row["two_year"], low, high) == "flat" else "moved"
    told = change(_fact(row, "two_year"), low, high, lang)
    return say(lang, f"effects.annual.{extent}", n=told)


_FORMULAS = {
    "growth": "(value / base_value - 1) * 100",
    "two_year": "((value / old_value) ** (1 / 2) - 1) * 100",
    "recovery": "(old_value - base_value) / (value - base_value) * 100",
}


def _fact(row: pd.Series, column: str) -> Fact:
    """Return one number of a row as a fact without text."""
    base = earlier(row["period"])
    spans = {"growth": (row["period"], base), "two_year": (row["period"], earlier(base))}
    used = spans.get(column, (row["period"], base, earlier(base)))
    key = (row["region"], row["indicator"], row["period"])
    rows: tuple[Key, ...] = tuple((*key[:2], period, "value") for period in used)
    return Fact("", float(row[column]), "%", *key, column, _FORMULAS[column], rows)


def _told(row: pd.Series, column: str, lang: Lang) -> list[Piece]:
    """Return one number of a row in words, with the digits its interval supports."""
    return computed(_fact(row, column), row[f"{column}_low"], row[f"{column}_high"], lang, cap=0)
