"""Who moved in a ranking since a year earlier, and which places rounding leaves open."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kejidata.measures import rank_moves
from kejidata.measures.interval import intervals
from kejidata.measures.rank_moves import Move
from kejidata.measures.ranking import among_known
from kejidata.model.periods import earlier, shortest
from kejidata.model.terms import RANK, Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.parts.ranks import rank_fact, rank_in_words
from kejidata.narrative.rows import noun
from kejidata.narrative.templates import (
    count,
    joined,
    previous,
    region_name,
    say,
)
from kejidata.narrative.values import said_rank
from kejidata.panel.normalize import Row, records
from kejidata.wording.phrases import text

NAMED = 3
"""How many uncertain places are named; the others are counted."""


def moves(good: pd.DataFrame, every: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on who gained and who lost most places since a year earlier.

    Where rounding leaves places open, only moves that it cannot undo are told; where `every` does
    not hold the places of a year earlier, the moves are those of the published figures.

    Parameters
    ----------
    good
        The ranked regions of one group and period.
    every
        The ranks of all periods, best and worst among those that have one.
    lang
        A language.
    """
    shifts = good["shift"].dropna()
    if shifts.empty:
        return []
    base = previous(good["period"].iloc[0], lang)
    whole = not gaps(good) and len(shifts) == len(good)
    if not whole:
        base = say(lang, "ranking.in_both", base=base)
    now = among_known(good.loc[shifts.index])
    found = _between(now, every)
    settled = len(found) == len(shifts) and rank_moves.settled(found)
    if whole and len(found) == len(shifts) and not settled:
        return _sure(found, good, base, lang)
    sure = "sure" if settled else "open"
    if (shifts == 0).all():
        return say(lang, f"ranking.unmoved.{sure}", base=base)
    parts = [
        _gains(way, good.loc[shifts.index[shifts == most]], good, lang)
        for way, most in (("gained", shifts.max()), ("lost", shifts.min()))
        if (most > 0) == (way == "gained") and most != 0
    ]
    return say(lang, f"ranking.moves.{sure}", base=base, parts=joined(parts, lang, "phrase"))


def _sure(
    found: Mapping[str, Move], good: pd.DataFrame, base: str | list[Piece], lang: Lang
) -> list[Piece]:
    """Return the moves that rounding cannot undo, by as many places whatever the figures were."""
    ends = rank_moves.most(found)
    parts = []
    for way, codes in (("gained", ends.gained), ("lost", ends.lost)):
        if codes and all(found[code].gained.settled for code in codes):
            parts.append(_gains(way, good[good["region"].isin(codes)], good, lang))
    if parts:
        return say(lang, "ranking.moves.sure", base=base, parts=joined(parts, lang, "phrase"))
    some = any(move.form in ("rises", "falls") for move in found.values())
    return say(lang, f"ranking.moves.{'most_unsure' if some else 'unsure'}", base=base)


def _between(now: pd.DataFrame, every: pd.DataFrame) -> dict[str, Move]:
    """Return the move of each region since a year earlier, of those whose place then is known."""
    first = now.iloc[0]
    base = earlier(first["period"])
    same = every["period"].map({text: shortest(text) == base for text in every["period"].unique()})
    before = every[same.astype(bool) & (every["indicator"] == first["indicator"])]
    before = before[before["region"].isin(now["region"]) & before["rank"].notna()]
    then = intervals(before.drop_duplicates("region").set_index("region"), "rank")
    last = intervals(now.set_index("region"), "rank")
    return {str(code): Move(then[code], last[code]) for code in last if code in then}


def _gains(way: str, rows: pd.DataFrame, good: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the clause on those that gained or lost most; of many the number is told too."""
    most = float(rows["shift"].iloc[0])
    moved = text(lang, "place.moved", n=abs(int(most)))
    items = [
        say(
            lang,
            f"ranking.moved.{way}{'' if row['best'] == row['worst'] else '.open'}",
            region=region_name(row["region"], lang, short=True),
            place=rank_in_words(row, good, lang),
        )
        for row in records(rows.head(NAMED))
    ]
    number = count(len(rows), lang)
    return say(
        lang,
        f"ranking.{way}{'_some' if len(rows) > NAMED else ''}",
        items=joined(items, lang, "serial"),
        n=Fact(moved, most, RANK, measure="shift"),
        count=number,
        noun=noun(["region"], number, lang),
    )


def gaps(good: pd.DataFrame) -> int:
    """Return how many members of a group have no rank."""
    return int(good["missing"].iloc[0])


def unsettled(rows: pd.DataFrame, own: pd.Series, why: str, lang: Lang) -> list[Piece]:
    """Return the sentence on places that rounding or gaps leave open, the focus named first."""
    number = count(len(rows), lang)
    first = rows[own[rows.index]]
    named = pd.concat([first, rows.drop(first.index)]).head(NAMED)
    items = [_range(row, lang) for row in records(named)]
    return say(
        lang,
        f"ranking.{why}{'_some' if len(rows) > NAMED else ''}",
        n=number,
        missing=count(gaps(rows), lang),
        noun=noun(["region"], number, lang),
        items=joined(items, lang, "serial"),
    )


def _range(row: Row, lang: Lang) -> list[Piece]:
    """Return a region with the range of its places."""
    reach = said_rank(rank_fact(row), row["best"], row["worst"], lang)
    return say(
        lang, "ranking.range", region=region_name(row["region"], lang, short=True), place=reach
    )
