"""Indicators that the registry derives from others by a formula."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from . import registry
from .facts import Facts, Figure
from .periods import Period
from .spans import Span, combine

RATIO = re.compile(r"(\w+) / (\w+)( \* 100)?")
COUNT = re.compile(r"count\((\w+) > (\w+)\)")
NATION = "000000"
Need = tuple[str, str, Period, str]


class Answer(NamedTuple):
    """What a statement is held against, or why there is nothing."""

    reason: str = ""
    computed: Fraction | None = None
    span: Span | None = None
    needs: frozenset[Need] = frozenset()


def derived(facts: Facts, stated: Figure) -> Answer:
    """Return what a formula of the registry gives for a region and a period."""
    formula = registry.known(stated.indicator).formula
    if ratio := RATIO.fullmatch(formula):
        return _ratio(facts, stated, ratio[1], ratio[2], 100 if ratio[3] else 1)
    count = COUNT.fullmatch(formula)
    return _count(facts, stated, count[1], count[2])


def _figures(
    facts: Facts, stated: Figure, wanted: list[tuple[str, str]]
) -> tuple[list[Figure], Answer]:
    """Return the figures a formula needs, "published no later than the statement, the newest"."""
    figures, needs = [], set()
    for place, indicator in wanted:
        figure = facts.newest("value", place, indicator, stated.period, stated.vintage)
        if figure is None:
            needs.add((place, indicator, stated.period, ""))
        else:
            figures.append(figure)
    reason = "no_value" if needs else _unfit(figures)
    return figures, Answer(reason, needs=frozenset(needs))


def _unfit(figures: list[Figure]) -> str:
    if any(_scale(figure) is None for figure in figures):
        return "unit_mismatch"
    return "" if all(figure.is_exact for figure in figures) else "not_exact"


def _scale(figure: Figure) -> Fraction | None:
    """Return what brings a figure to the registry's unit, which formulas are written in."""
    return registry.factor(figure.unit, registry.known(figure.indicator).unit)


def _scaled(figure: Figure) -> tuple[Fraction, Span]:
    by = _scale(figure)
    return figure.value * by, combine(lambda number: number * by, figure.span)


def _ratio(facts: Facts, stated: Figure, over: str, under: str, times: int) -> Answer:
    figures, answer = _figures(facts, stated, [(stated.place, over), (stated.place, under)])
    if answer.reason:
        return answer
    (upper, upper_span), (lower, lower_span) = map(_scaled, figures)
    if lower_span.holds(Fraction(0)):
        return Answer("zero_base")
    if lower < 0:
        return Answer("negative_base")
    formula: Callable[..., Fraction] = lambda a, b: a / b * times  # noqa: E731
    return Answer("", formula(upper, lower), combine(formula, upper_span, lower_span))


def _count(facts: Facts, stated: Figure, indicator: str, limit: str) -> Answer:
    """Return how many members of a region lie above a number, or above the nation."""
    members = registry.members(stated.place)
    wanted = [(place, indicator) for place in members]
    if limit == "nation":
        wanted.append((NATION, indicator))
    figures, answer = _figures(facts, stated, wanted)
    if not members:
        return Answer("no_value")
    if answer.reason:
        return answer
    numbers = [_scaled(figure) for figure in figures]
    bar = (Fraction(limit), Span(Fraction(limit), Fraction(limit))) if limit.isdigit() else None
    mark, mark_span = bar or numbers.pop()
    leads = [combine(lambda a, b: a - b, span, mark_span) for _, span in numbers]
    surely = sum(lead.low > 0 or (lead.low == 0 and not lead.low_in) for lead in leads)
    perhaps = sum(lead.high > 0 for lead in leads)
    computed = Fraction(sum(number > mark for number, _ in numbers))
    return Answer("", computed, Span(Fraction(surely), Fraction(perhaps)))
