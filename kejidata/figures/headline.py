"""Headlines in words: who is highest or fastest, how many rose, as far as that is sure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from kejidata.measures.certainty import Balance, Extreme, are_alike, highest, lowest
from kejidata.measures.interval import Interval
from kejidata.model.terms import Lang
from kejidata.wording import phrases

NAMED = 3
"""Names at most that a headline lists; more are counted."""


def extreme(
    found: Extreme[str],
    most: str,
    kind: Literal["region", "indicator"],
    name: Callable[[str, Lang], str],
    value: str,
    lang: Lang,
) -> str:
    """Return who is at one end, in words: one with the value, equals named or counted, else may.

    Parameters
    ----------
    found
        Who it may be.
    most
        Which end, and of what: a key of the words `extreme`.
    kind
        What the members are.
    name
        Says the name of a member.
    value
        The value of the first member in words.
    lang
        A language.
    """
    members = found.members
    form = form_of(found, "one", "open")
    return phrases.text(
        lang,
        f"extreme.{kind}_{form}",
        most=phrases.text(lang, f"extreme.{most}"),
        items=phrases.joined([name(member, lang) for member in members[:NAMED]], lang),
        value=value,
        n=len(members),
    )


def both_ends(
    known: Mapping[str, Interval], *, ranks: bool = False
) -> list[tuple[str, Extreme[str]]]:
    """Return both ends of an order with their words, the best first; one where all are alike."""
    ends: list[tuple[str, Extreme[str]]]
    ends = [("highest", highest(known)), ("lowest", lowest(known))]
    if ranks:
        ends = [("first", lowest(known)), ("last", highest(known))]
    return ends[:1] if are_alike(known.values()) else ends


def form_of(found: Extreme[str], one: str, open_: str) -> str:
    """Return which form of words tells an end of an order: of one, of equals, or of who may be."""
    form = one if len(found.members) == 1 else "tied" if found.sure else open_
    return form + "_many" * (len(found.members) > NAMED)


def left_open(number: int, bounds: int, lang: Lang) -> list[str]:
    """Return the clause on how many are open: so many of them by a bound, the others by rounding.

    Examples
    --------
    >>> left_open(2, 0, "en"), left_open(2, 2, "en"), left_open(0, 0, "en")
    (['2 open within rounding'], ['2 open, as only bounds are published'], [])
    """
    cause = "" if not bounds else "_bounds" if bounds == number else "_both"
    return [phrases.text(lang, f"figure.open{cause}", n=number)] * bool(number)


def balance(found: Balance, section: str, verb: str, lang: Lang, **slots: str) -> list[str]:
    """Return the clauses of a title: who surely moved, whom rounding leaves open, who is refused.

    Parameters
    ----------
    found
        The balance; the clause counts those that fell where `verb` begins so, else those that rose.
    section
        Section of the words that says it: `verb`, and `verb_open` where none is sure.
    verb
        Key of the words.
    lang
        A language.
    **slots
        What else the words name.
    """
    sure = found.fell if verb.startswith("fell") else found.rose
    if not sure and found.open:
        key = f"{section}.open"
        parts = [phrases.text(lang, key, open=found.open, n=found.known, **slots)]
    else:
        count = phrases.count_of(sure, found.known, lang)
        if sure == found.known == 1:
            count = phrases.text(lang, "figure.single")
        parts = [phrases.text(lang, f"{section}.{verb}", count=count, **slots)]
        parts += left_open(found.open, 0, lang)
    return parts + [phrases.text(lang, "figure.refused", n=found.refused)] * bool(found.refused)
