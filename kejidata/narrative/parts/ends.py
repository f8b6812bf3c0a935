"""Both ends of a set of growths: the fastest and the slowest, as far as rounding tells them."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from kejidata.measures.certainty import Extreme, highest, lowest
from kejidata.measures.interval import Interval
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Piece
from kejidata.narrative.parts.rates import change_of, kind_of
from kejidata.narrative.rows import Rows
from kejidata.narrative.templates import count, joined, say
from kejidata.panel.normalize import Row

NAMED = 5
"""How many equals, or rows that rounding cannot tell apart, are named; more are counted."""
LEAD = 3
"""How many are named at the top of a long list."""

Name = Callable[[Row], list[Piece]]


def ends(rows: Rows, name: Name, noun: str, lang: Lang) -> list[list[Piece]]:
    """Return the clauses on the fastest and the slowest of growths; none where all are alike.

    Parameters
    ----------
    rows
        Growths of one unit, with their `span`.
    name
        Says what tells a row apart: its region, or its period.
    noun
        The key of the word that counts rows, such as noun.region.
    lang
        A language, such as zh or en.
    """
    ranked = sorted(rows, key=itemgetter("growth"), reverse=True)
    spans: list[Interval] = [row["span"] for row in ranked]
    known = dict(enumerate(spans))
    top, bottom = highest(known), lowest(known)
    if top.members == bottom.members:
        return _alike(ranked[0], top.sure, lang)
    if len(spans) > LEAD + 1 and _apart(spans):
        top = Extreme([*range(LEAD)], sure=True)
    return [
        _end([ranked[at] for at in found.members], found.sure, end, name, noun, lang)
        for end, found in (("top", top), ("bottom", bottom))
    ]


def _alike(first: Row, sure: bool, lang: Lang) -> list[list[Piece]]:
    """Return the clause on rows that are all equal, or that rounding cannot tell apart."""
    if not sure:
        return [say(lang, "ends.alike")]
    flat = first["span"].way() == "flat"
    return [] if flat else [say(lang, "ends.same", change=change_of(first, lang))]


def _apart(spans: list[Interval]) -> bool:
    """Return whether each of the first few surely lies above each of the others."""
    return all(first.beats(other) for first in spans[:LEAD] for other in spans[LEAD:])


def _end(rows: Rows, sure: bool, end: str, name: Name, noun: str, lang: Lang) -> list[Piece]:
    """Return the clause on one end: who it is, or who it may be."""
    ways = {row["span"].way() for row in rows}
    way = ways.pop() if len(ways) == 1 else "open"
    kind = kind_of(rows)
    told = f"{way}.{kind}" if way in ("up", "down") else "level"
    items = [
        say(lang, "growth.region", region=name(row), change=change_of(row, lang))
        for row in rows[:NAMED]
    ]
    number = count(len(rows), lang)
    many = "_many" if len(rows) > NAMED else ""
    return say(
        lang,
        f"ends.{'sure' if sure else 'open'}{many}",
        what=say(lang, f"ends.{end}.{told}", n=number if sure else count(1, lang)),
        items=joined(items, lang, "comma" if sure else "choice"),
        n=number,
        noun=say(lang, noun, n=number),
    )
