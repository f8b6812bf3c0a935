"""Whether a figure is exact, a least, a most, or about so much."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon.predicates import Predicate

OVER = re.compile(r"(?:余|多)?(?:\([^)]{0,4}\))?(?:及|及其|或)?(以上|以下|以内|之内)")
_OVER_BEGINS = frozenset("余多(及或以之")
_ROUND = frozenset("十百千万亿")
_NEARLY = ("左右", "上下", "前后")


def over_of(tail: str) -> re.Match[str] | None:
    """Return 以上 or 以下 where it follows a figure."""
    return OVER.match(tail) if tail[:1] in _OVER_BEGINS else None


def bound_of(figure: Figure, said: Predicate) -> str:
    """Return at_least, at_most, about or exact, from the words around a figure."""
    token, tail = figure.token, figure.tail
    over = over_of(tail)
    if over:
        return "at_least" if over[1] == "以上" else "at_most"
    if token.kind == "front":
        return "at_least"
    # A gap is so much below or above something else, and exact.
    gap = said.gap and figure.measure == "change"
    if said.most and not gap:
        return "at_most"
    if token.vague or (said.least and not gap) or (said.passed and token.unit[:1] in _ROUND):
        return "at_least"
    if tail.startswith(("余", "多")) and not tail.startswith("多于"):
        return "at_least"
    return "about" if said.about or tail.startswith(_NEARLY) else "exact"
