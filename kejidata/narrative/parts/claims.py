"""What is stated of one figure of a report: completion, growth or change, rank, and its weight."""

from __future__ import annotations

import pandas as pd

from kejidata.model.terms import POINTS, Lang
from kejidata.narrative.facts import Piece
from kejidata.narrative.templates import indicator_name, period, region_name, say, told
from kejidata.narrative.values import stated_place, value
from kejidata.wording.origins import Key, Origins, find

CLAIMS = ("completion_ratio", "growth_rate", "change", "rank")


def then(clause: list[Piece], when: str, usual: str, lang: Lang) -> list[Piece]:
    """Return a clause with its period where it is not the usual one."""
    if when == usual:
        return clause
    return say(lang, "field.then", told=clause, period=period(when, lang))


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
    out: list[Piece] = [indicator_name(first["indicator"], lang)]
    if "value" in rows:
        shown = value((*key, "value"), rows["value"]["value"], origins, lang)
        out = told(first["indicator"], shown, lang)
    out = then(out, first["period"], usual, lang)
    for claim in claims_of(claims, origins, lang):
        out = say(lang, "field.claimed", told=out, claim=claim)
    return out


def claims_of(claims: pd.DataFrame, origins: Origins, lang: Lang) -> list[list[Piece]]:
    """Return what is stated of a figure in words: completion, growth or change, rank."""
    rows = {row["measure"]: row for _, row in claims.iterrows()}
    first = claims.iloc[0]
    key = (first["region"], first["indicator"], first["period"])
    return [_claim(rows[name], (*key, name), origins, lang) for name in CLAIMS if name in rows]


def _claim(row: pd.Series, key: Key, origins: Origins, lang: Lang) -> list[Piece]:
    """Return what a row states, in words."""
    number, measure = float(row["value"]), key[3]
    origin = find(origins, key, number)
    if measure == "rank":
        place = stated_place(key, number, origin.bound, lang)
        among = str(row.get("among", "") or "")
        parent = region_name(among, lang, short=True) if among else ""
        return say(lang, "field.rank_among" if among else "field.rank", n=place, among=parent)
    if measure == "completion_ratio":
        return say(lang, "field.completion", n=value(key, number, origins, lang))
    if number == 0 and origin.bound == "exact":
        return say(lang, "field.same")
    kind = "points" if origin.unit == POINTS else "percent"
    shown = value(key, number, origins, lang, magnitude=True)
    return say(lang, f"label.{'up' if number >= 0 else 'down'}.{kind}", n=shown)
