"""The paragraph on rankings: who leads, who comes last, who moved, what rounding leaves open."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.validate import measured
from kejidata.model.registry import level, parent_of
from kejidata.model.terms import RANK, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.paragraphs.rates import newest
from kejidata.narrative.rows import noun, refused
from kejidata.narrative.templates import (
    Pieces,
    count,
    indicator_name,
    joined,
    paragraph,
    period,
    region_name,
    say,
)
from kejidata.narrative.values import place, value
from kejidata.wording.origins import Origins, find, index
from kejidata.wording.phrases import text

TOP = 3
"""Places that count as the lead."""
MOST = 5
"""How many regions are named as leaders when many share a place."""


def rankings(
    ranks: pd.DataFrame,
    *,
    observations: pd.DataFrame | None = None,
    focus: str | None = None,
    lang: Lang = "zh",
) -> Narrative:
    """Return the paragraph that a frame of rankings has to tell.

    Parameters
    ----------
    ranks
        Result of `kejidata.rankings`; of several years the newest is told.
    observations
        The observations measured, for units, digits, sources and quotes.
    focus
        A region whose places are told whatever they are; with several indicators, its profile.
    lang
        "zh" or "en".

    Returns
    -------
    Narrative
        Text and facts: leaders, last, the region in focus, the largest moves, the places that
        rounding leaves open as ranges, and who is not ranked and why.
    """
    frame = measured(ranks, "rankings")
    origins = index(observations, frame)
    told = frame["rank"].notna()
    own = told & (frame["region"] == focus)
    frame = newest(frame, own if own.any() else told)
    groups = _groups(frame, focus)
    sentences: list[Pieces] = []
    mine = frame[(frame["region"] == focus) & frame["rank"].notna()]
    if len(mine) > 1:
        sentences.append(profile(mine, lang))
    else:
        for group in groups:
            sentences += _told(group, focus, origins, lang)
    rest = pd.concat(groups) if groups else frame
    if len(mine) < 2:
        sentences.append(refused(rest, "rank", lang, others=bool(sentences)))
    if not any(sentences):
        sentences.append(say(lang, "ranking.alone"))
    return compose(paragraph(sentences, lang), lang, origins)


def _groups(frame: pd.DataFrame, focus: str | None) -> list[pd.DataFrame]:
    """Return the groups that rank two regions at least; that of the focus where it is in one."""
    parents = frame["region"].map({code: parent_of(code) for code in frame["region"].unique()})
    keys = [frame["indicator"], frame["period"], parents.rename("parent")]
    groups = [rows for _, rows in frame.groupby(keys, sort=False)]
    groups = [rows for rows in groups if rows["rank"].notna().sum() > 1]
    own = [rows for rows in groups if (rows["region"] == focus).any()]
    return own or groups


def _told(
    group: pd.DataFrame, focus: str | None, origins: Origins, lang: Lang
) -> list[list[Piece]]:
    """Return the sentences on one group."""
    good = group[group["rank"].notna()].sort_values("rank", kind="stable")
    top, last = _leaders(good), good.tail(1)
    sentences = [_lead(good, top, last, origins, lang)]
    told = {*top["region"], *last["region"]}
    own = good[good["region"] == focus]
    if len(own) and (focus not in told or own["best"].iloc[0] < own["worst"].iloc[0]):
        row = own.iloc[0]
        key = "ranking.focus_again" if focus in told else "ranking.focus"
        slots = {"value": value_of(row, origins, lang), "place": place_of(row, good, lang)}
        name = region_name(str(focus), lang, short=True)
        sentences.append(say(lang, key, region=name, **slots))
    sentences.append(moves(good, lang))
    keys = [(r, i, p, "value") for r, i, p in good[["region", "indicator", "period"]].to_numpy()]
    if any(find(origins, key).step for key in keys):
        sentences.append(settled(good, focus, lang))
    return sentences


def _leaders(good: pd.DataFrame) -> pd.DataFrame:
    """Return the regions in the lead; the first few where too many share a place."""
    top = good[good["rank"] <= min(TOP, len(good) - 1)]
    return top.head(MOST)


def _lead(
    good: pd.DataFrame, top: pd.DataFrame, last: pd.DataFrame, origins: Origins, lang: Lang
) -> list[Piece]:
    """Return the sentence on both ends of a ranking."""
    first = good.iloc[0]
    total = count(len(good), lang)
    parent = parent_of(first["region"])
    group = say(
        lang,
        "ranking.members" if parent else "ranking.group",
        parent=region_name(parent, lang, short=True),
        n=total,
        noun=say(lang, f"noun.{level(good['region'].unique())}", n=total),
    )
    slots: dict[str, Piece | Pieces] = {
        "period": period(first["period"], lang),
        "name": indicator_name(first["indicator"], lang),
        "group": group,
    }
    if good["rank"].nunique() == 1:
        same = value_of(first, origins, lang)
        return say(lang, "ranking.level", value=same, **slots)
    items = [_region(row, good, origins, lang) for _, row in top.iterrows()]
    bottom = _region(last.iloc[0], good, origins, lang)
    key = "ranking.lead" if len(top) > 1 else "ranking.lead_one"
    if last.index[0] in top.index:
        key = "ranking.lead_only"
    return say(lang, key, items=joined(items, lang), last=bottom, **slots)


def _region(row: pd.Series, good: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return a region with its value, and its place where it is shared."""
    key = "ranking.region_tied" if tied(row, good) else "ranking.region"
    return say(
        lang,
        key,
        region=region_name(row["region"], lang, short=True),
        value=value_of(row, origins, lang),
        place=place_of(row, good, lang),
    )


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
    return Fact("", float(row["rank"]), RANK, *key, "rank", "rank among the group", rows)


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
            items = joined(
                [_moved(way, row, good, lang) for _, row in rows.iterrows()], lang, "serial"
            )
            moved = text(lang, "place.moved", n=abs(int(most)))
            fact = Fact(moved, float(most), RANK, measure="shift")
            parts.append(say(lang, f"ranking.{way}", items=items, n=fact))
    return say(lang, "ranking.moves", parts=joined(parts, lang, "phrase"))


def _moved(way: str, row: pd.Series, good: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return a region with its new place."""
    name = region_name(row["region"], lang, short=True)
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
    return say(
        lang,
        key,
        n=number,
        noun=noun(["region"], number, lang),
        items=joined(items, lang, "serial"),
    )


def _range(row: pd.Series, lang: Lang) -> list[Piece]:
    """Return a region with the range of its places."""
    reach = place(_fact(row), row["best"], row["worst"], lang)
    return say(
        lang, "ranking.range", region=region_name(row["region"], lang, short=True), place=reach
    )


def profile(mine: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on the places of one region in several indicators, best first."""
    ranked = mine.sort_values(["rank", "indicator"], kind="stable")
    first = ranked.iloc[0]
    parts = []
    for _, rows in ranked.groupby("rank", sort=True):
        items = joined([indicator_name(code, lang) for code in rows["indicator"]], lang, "serial")
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
        parent=region_name(group, lang, short=True) if group else "",
        period=period(first["period"], lang),
        region=region_name(first["region"], lang),
        n=number,
        noun=noun(["indicator"], number, lang),
        parts=joined(parts, lang, "item"),
    )
