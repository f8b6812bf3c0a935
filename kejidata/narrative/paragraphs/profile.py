"""Places in a ranking in words: shared ones, ranges, moves, and the profile of one region."""

from __future__ import annotations

import pandas as pd

from kejidata.model.lookups import parent_of
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.rows import noun
from kejidata.narrative.templates import commas, count, period, say, serial
from kejidata.narrative.values import place, value
from kejidata.wording import names
from kejidata.wording.origins import Origins

NAMED = 3
"""How many uncertain places are named; the others are counted."""


def value_of(row: pd.Series, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the value behind a rank."""
    key = (row["region"], row["indicator"], row["period"], "value")
    return value(key, row["value"], origins, lang)


def tied(row: pd.Series, good: pd.DataFrame) -> bool:
    """Return whether another region of the group has the same rank."""
    return int((good["rank"] == row["rank"]).sum()) > 1


def _fact(row: pd.Series) -> Fact:
    """Return the rank of a row as a fact without text."""
    key = (row["region"], row["indicator"], row["period"])
    rows = ((*key, "value"),)
    return Fact("", float(row["rank"]), "位", *key, "rank", "rank among the group", rows)


def place_of(row: pd.Series, good: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the place of a row, as a range where rounding leaves it open."""
    return place(_fact(row), row["best"], row["worst"], lang, tied=tied(row, good))


def moves(good: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on who gained and who lost most places, nothing where nobody moved."""
    shifts = good["shift"].dropna()
    if shifts.empty:
        return []
    if (shifts == 0).all():
        return say(lang, "ranking.unmoved")
    parts = []
    for way, most in (("gained", shifts.max()), ("lost", shifts.min())):
        if (most > 0) if way == "gained" else (most < 0):
            rows = good.loc[shifts.index[shifts == most]].head(NAMED)
            items = serial([_moved(way, row, good, lang) for _, row in rows.iterrows()], lang)
            fact = Fact(_places(abs(int(most)), lang), float(most), "位", measure="shift")
            parts.append(say(lang, f"ranking.{way}", items=items, n=fact))
    return say(lang, "ranking.moves", parts=commas(parts, lang))


def _places(number: int, lang: Lang) -> str:
    """Return a number of places gained or lost."""
    if lang == "zh":
        return f"{number}位"
    return f"{number} place" if number == 1 else f"{number} places"


def _moved(way: str, row: pd.Series, good: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return a region with its new place."""
    name = names.region(row["region"], lang, short=True)
    return say(lang, f"ranking.moved.{way}", region=name, place=place_of(row, good, lang))


def settled(good: pd.DataFrame, focus: str | None, lang: Lang) -> list[Piece]:
    """Return the sentence on whether rounding could change places, and whose."""
    open_ = good[good["best"] < good["worst"]]
    if open_.empty:
        return say(lang, "ranking.settled")
    number = count(len(open_), lang)
    first = open_[open_["region"] == focus]
    named = pd.concat([first, open_.drop(first.index)]).head(NAMED)
    items = [_range(row, lang) for _, row in named.iterrows()]
    key = "ranking.open_some" if len(open_) > NAMED else "ranking.open"
    return say(lang, key, n=number, noun=noun(["region"], number, lang), items=serial(items, lang))


def _range(row: pd.Series, lang: Lang) -> list[Piece]:
    """Return a region with the range of its places."""
    reach = place(_fact(row), row["best"], row["worst"], lang)
    return say(
        lang, "ranking.range", region=names.region(row["region"], lang, short=True), place=reach
    )


def profile(mine: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on the places of one region in several indicators, best first."""
    ranked = mine.sort_values(["rank", "indicator"], kind="stable")
    first = ranked.iloc[0]
    parts = []
    for _, rows in ranked.groupby("rank", sort=True):
        items = serial([names.indicator(code, lang) for code in rows["indicator"]], lang)
        row = rows.iloc[0]
        one = row if len(rows) == 1 else row.copy()
        if len(rows) > 1:
            one["best"] = one["worst"] = row["rank"]
        reach = place(_fact(one), one["best"], one["worst"], lang)
        parts.append(say(lang, "ranking.profile.item", items=items, place=reach))
    number, group = count(len(mine), lang), parent_of(first["region"])
    return say(
        lang,
        "ranking.profile" if group else "ranking.profile_alone",
        parent=names.region(group, lang, short=True) if group else "",
        period=period(first["period"], lang),
        region=names.region(first["region"], lang),
        n=number,
        noun=noun(["indicator"], number, lang),
        parts=commas(parts, lang) if lang == "zh" else serial(parts, lang),
    )
