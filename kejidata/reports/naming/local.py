"""The name that a figure's own clause gives it: before it, or behind it where that is counted."""

from __future__ import annotations

from collections.abc import Sequence

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon import boundaries, nouns
from kejidata.reports.naming.context import is_place
from kejidata.reports.naming.counted import counts, noun_after, share_after
from kejidata.reports.naming.inherited import LONGEST
from kejidata.reports.naming.regions import foremost
from kejidata.reports.naming.trim import (
    clauses_of,
    cut,
    invested,
    limit_of,
    name_in,
    paid,
    shorten,
    strip,
    worded,
)


def own_name(figure: Figure, before: Figure | None) -> str:
    """Return the name that stands before a figure, or behind it where it counts what follows."""
    most = foremost(figure.lead)
    if most and is_place(most):
        return most
    clauses = clauses_of(figure.lead)
    shares = figure.token.kind == "percent" and figure.measure in ("value", "target")
    part = boundaries.PART_OF.search(clauses[-1]) if shares and "占" in clauses[-1] else None
    if part:
        told = clauses[-1][: part.start()]
        if before is None and len(clauses) > 1 and not strip(told):
            told = clauses[-2]
        return shorten(strip(told)) + f"占{part[1]}比重"
    if before is not None and before.measure == "threshold" and len(clauses) == 1:
        return limit_of(before) + strip(cut(figure.measure, figure.token.kind, clauses[0]))
    if before is not None and before.counted and len(clauses) == 1:
        # 发放9家企业2350万元: the noun behind the first figure names none of the second.
        rest = clauses[0].removeprefix(before.counted).removeprefix("中")
        held_by = figure.token.unit.endswith("元") and nouns.HAS.match(rest)
        goes_on = not held_by and (nouns.PREDICATE.match(rest) or nouns.ACTS.match(rest))
        whole = clauses[0] if rest and not goes_on else rest
        clauses = (whole if len(rest) > 1 else before.base,)
    for number, clause in enumerate(reversed(clauses)):
        name = name_in(figure.measure, figure.token.kind, clause)
        noun = _beside(figure, clauses, name) if number == 0 else ""
        if noun:
            return noun
        named = len(name) > 1 and not _no_name(figure, name)
        if number == 1 and figure.token.unit.endswith("元") and "资金" in name:
            return name
        if named and figure.measure == "change" and is_place(name):
            break
        if named and (number == 0 or nouns.NOUN_END.search(name) or nouns.ENTITY.search(name)):
            return _won(clauses, name) or worded(figure, name)
        if number >= 2:
            break
    contest = nouns.CONTEST.search(clauses[-1]) if figure.measure == "rank" else None
    return shorten(contest[1]) if contest and before is None else ""


def _won(clauses: Sequence[str], name: str) -> str:
    """Return a prize with the contest that the clause before names: 大赛获一等奖."""
    prize = nouns.GRADE.search(name) if len(clauses) > 1 else None
    contest = nouns.CONTEST_END.search(clauses[-2]) if prize and len(name) <= LONGEST else None
    return contest[0] + name if contest else ""


def _beside(figure: Figure, clauses: Sequence[str], name: str) -> str:
    """Return the name that the words around a figure give it, empty where its own does."""
    return paid(figure, clauses, name) or invested(figure, name) or _behind(figure, name)


def _behind(figure: Figure, name: str) -> str:
    """Return the name that the noun behind a figure gives it, empty where it gives none."""
    if figure.token.kind == "percent":
        return share_after(figure)
    return noun_after(figure, name) if counts(figure) else ""


def _no_name(figure: Figure, name: str) -> bool:
    """Tell what only looks like a name: the word for a goal, the place of a rank."""
    ranked = figure.measure == "rank"
    place = ranked and len(name) <= 4 and not nouns.NOUN_END.search(name)
    return (
        bool(boundaries.GOAL_WORD.match(name))
        or place
        or (ranked and bool(nouns.AMONG.search(name)))
    )
