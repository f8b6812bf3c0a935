"""Whether a figure is exact, about so much, or so much at least or at most."""

from __future__ import annotations

import re

from kejidata.reports.grammar.figure import Figure
from kejidata.reports.lexicon.predicates import Predicate

# 「以上」 or more, 「及以下」 or less.
OR_MORE = re.compile(r"(?:余|多)?(?:\([^)]{0,4}\))?(?:及|及其|或)?(以上|以下|以内|之内)")
MORE = frozenset("余多(及或以之")
"""Characters that such words begin with."""
_ROUND = frozenset("十百千万亿")
_NEARLY = ("左右", "上下", "前后")
"""About, behind a number."""


def bound_of(figure: Figure, said: Predicate) -> str:
    """Return at_least, at_most, about or exact, as the words around a figure tell its size."""
    token, tail = figure.token, figure.tail
    over = OR_MORE.match(tail) if tail[:1] in MORE else None
    if over and figure.measure == "rank":
        # 前5位以内, 第5位以内 (within the first five) is that place or a better one.
        return "at_most" if over[1] == "以下" else "at_least"
    if over:
        return "at_least" if over[1] == "以上" else "at_most"
    if token.kind == "front":
        return "at_least"
    # A gap is so much below or above something else, and exact.
    gap = said.gap and figure.measure == "change"
    if said.most and not gap:
        return "at_most"
    if _is_least(figure, said, gap):
        return "at_least"
    return "about" if said.about or tail.startswith(_NEARLY) else "exact"


def _is_least(figure: Figure, said: Predicate, gap: bool) -> bool:
    token, tail = figure.token, figure.tail
    if token.vague or (said.least and not gap) or (said.passed and token.unit[:1] in _ROUND):
        return True
    return tail.startswith(("余", "多", "+")) and not tail.startswith("多于")
