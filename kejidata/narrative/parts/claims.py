"""What is stated of one figure of a report: completion, growth or change, rank, and its weight."""

from __future__ import annotations

import pandas as pd

from kejidata.model.terms import PERCENT, POINTS, Lang
from kejidata.narrative.facts import Piece
from kejidata.narrative.templates import indicator_name, period, region_name, say, told
from kejidata.narrative.values import stated_rank, value
from kejidata.panel.normalize import Row, records
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
        A language, such as zh or en.
    """
    rows = {row["measure"]: row for row in records(claims)}
    first = claims.iloc[0]
    stated = claims_of(claims, origins, lang)
    if "value" in rows:
        key = (first["region"], first["indicator"], first["period"], "value")
        shown = value(key, rows["value"]["value"], origins, lang)
        out = then(told(first["indicator"], shown, lang), first["period"], usual, lang)
    else:
        # Without a level the claim is the predicate: 「R&D经费增长22.6%」 R&D spending grew 22.6%.
        name = then([indicator_name(first["indicator"], lang)], first["period"], usual, lang)
        claim = claims_of(claims, origins, lang, verb=True)[0]
        out, stated = say(lang, "field.alone", name=name, claim=claim), stated[1:]
    for claim in stated:
        out = say(lang, "field.claimed", told=out, claim=claim)
    return out


def claims_of(
    claims: pd.DataFrame, origins: Origins, lang: Lang, *, verb: bool = False
) -> list[list[Piece]]:
    """Return what is stated of a figure in words, or with verbs: completion, growth, rank."""
    rows = {row["measure"]: row for row in records(claims)}
    first = claims.iloc[0]
    key = (first["region"], first["indicator"], first["period"])
    held = [name for name in CLAIMS if name in rows]
    return [_claim(rows[name], (*key, name), origins, lang, verb) for name in held]


def _claim(row: Row, key: Key, origins: Origins, lang: Lang, verb: bool) -> list[Piece]:
    """Return what a row states, as an addition to a clause or as its verb."""
    number, measure = float(row["value"]), key[3]
    origin = find(origins, key, number)
    field, label = ("field.verb", "verb") if verb else ("field", "label")
    if measure == "rank":
        place = stated_rank(key, number, origin.bound, lang)
        among = str(row.get("among", "") or "")
        parent = region_name(among, lang, short=True) if among else ""
        return say(lang, f"{field}.{'rank_among' if among else 'rank'}", n=place, among=parent)
    if measure == "completion_ratio":
        return say(lang, f"{field}.completion", n=value(key, number, origins, lang))
    if number == 0 and origin.bound == "exact":
        return say(lang, "verb.same" if verb else "field.same")
    # A change that is no rate is counted: 增加23家 (23 more firms), not 增长23家.
    counted = measure == "change" and origin.unit != PERCENT
    kind = "points" if origin.unit == POINTS else "amount" if counted else "percent"
    shown = value(key, number, origins, lang, magnitude=True)
    return say(lang, f"{label}.{'up' if number >= 0 else 'down'}.{kind}", n=shown)
