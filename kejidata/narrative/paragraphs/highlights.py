"""Figures that stand out: those with a stated rank, completion or growth, and ratios of two."""

from __future__ import annotations

import os.path

import pandas as pd

from kejidata.model.lookups import decimals_of, parts_of
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import period, say
from kejidata.narrative.values import computed, value
from kejidata.wording import names
from kejidata.wording.numbers import ordinal
from kejidata.wording.origins import Key, Origins, find

CLAIMS = ("completion_ratio", "growth_rate", "change", "rank")


def weight(claims: pd.DataFrame) -> float:
    """Return how much a figure stands out: first place, completion, growth, other places."""
    stated = dict(zip(claims["measure"], claims["value"], strict=True))
    if stated.get("rank") == 1:
        return 4.0
    if "completion_ratio" in stated:
        return 3.0
    if "growth_rate" in stated or "change" in stated:
        return 2.0 + ("rank" in stated) / 2
    return 1.0 if "rank" in stated else 0.0


def highlight(claims: pd.DataFrame, usual: str, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the clause on a figure: its name and value, then what is stated of it.

    Parameters
    ----------
    claims
        The rows of one region, indicator and period, one for each measure.
    usual
        The period of the paragraph; another one is told.
    origins
        The observations by key.
    lang
        "zh" or "en".
    """
    rows = {row["measure"]: row for _, row in claims.iterrows()}
    first = claims.iloc[0]
    key = (first["region"], first["indicator"], first["period"])
    out = say(
        lang,
        "field.name" if first["period"] == usual else "field.name_then",
        name=names.indicator(first["indicator"], lang),
        period=period(first["period"], lang),
    )
    if "value" in rows:
        shown = value((*key, "value"), rows["value"]["value"], origins, lang)
        out = say(lang, "field.valued", name=out, value=shown)
    for measure in CLAIMS:
        if measure in rows:
            claim = _claim(rows[measure], (*key, measure), origins, lang)
            out = say(lang, "field.claimed", told=out, claim=claim)
    return out


def _claim(row: pd.Series, key: Key, origins: Origins, lang: Lang) -> list[Piece]:
    """Return what a row states, in words."""
    number, measure = float(row["value"]), key[3]
    if measure == "rank":
        fact = Fact(ordinal(int(number), lang), number, "位", *key, rows=(key,))
        among = str(row.get("among", "") or "")
        place = names.region(among, lang, short=True) if among else ""
        return say(lang, "field.rank_among" if among else "field.rank", n=fact, among=place)
    if measure == "completion_ratio":
        return say(lang, "field.completion", n=value(key, number, origins, lang))
    if number == 0:
        return say(lang, "verb.flat")
    kind = "points" if measure == "change" else "percent"
    shown = value(key, number, origins, lang, magnitude=True)
    return say(lang, f"label.{'up' if number > 0 else 'down'}.{kind}", n=shown)


def ratio(row: pd.Series, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the clause on a derived figure with the two figures it divides."""
    above, below = parts_of(row["indicator"])
    key = (row["region"], row["indicator"], row["period"])
    parts: list[Key] = [(key[0], code, key[2], "value") for code in (above, below)]
    formula = f"{above} / {below}" + (" * 100" if row["unit"] == "%" else "")
    fact = Fact("", float(row["value"]), row["unit"], *key, "value", formula, tuple(parts))
    places = decimals_of(row["indicator"])
    told = [value(part, find(origins, part).value, origins, lang) for part in parts]
    titles = [names.indicator(code, lang) for code in (above, below)]
    return say(
        lang,
        "field.share" if row["unit"] == "%" else "field.quotient",
        name=names.indicator(row["indicator"], lang),
        value=computed(fact, row["low"], row["high"], lang, places),
        above=told[0],
        below=told[1],
        above_name=_short(titles[0], titles[1]),
        below_name=_short(titles[1], titles[0]),
    )


def _short(name: Piece, other: Piece) -> Piece:
    """Return a name without the beginning it shares with the other one."""
    if isinstance(name, Fact) or isinstance(other, Fact):
        return name
    return name[len(os.path.commonprefix([name, other])) :] or name
