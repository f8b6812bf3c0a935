"""Every stated growth, change, completion, rank and derived figure, computed again."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from . import completion as completions
from . import growth, ranking, registry
from .derived import Answer, derived
from .facts import STATED, Facts, Figure
from .spans import Span, closed, combine, meet

Row = dict[str, Any]
POINTS = "个百分点"


def audit(facts: Facts) -> list[Row]:
    """Return every statement with its verdict, the oldest first."""
    stated = filter(_is_statement, facts.figures)
    return [_row(facts, figure) for figure in sorted(stated, key=lambda one: one.vintage)]


def _is_statement(figure: Figure) -> bool:
    formula = registry.known(figure.indicator).formula
    derives = figure.measure == "value" and bool(formula)
    return figure.value is not None and (figure.measure in STATED or derives)


def _row(facts: Facts, stated: Figure) -> Row:
    answer = ANSWERS[stated.measure](facts, stated)
    span = answer.span
    verdict = _verdict(facts, stated, answer)
    unknown = verdict == "not_checkable"
    return {
        "place": stated.place,
        "indicator": stated.indicator,
        "period": stated.period,
        "measure": stated.measure,
        "stated": stated.value,
        "unit": stated.unit,
        "source": stated.source,
        "computed": answer.computed,
        "low": span.low if span else None,
        "high": span.high if span else None,
        "closed": closed(span) if span else "",
        "verdict": verdict,
        "reason": answer.reason if unknown else "",
        "needs": answer.needs if unknown else frozenset(),
    }


def _verdict(facts: Facts, stated: Figure, answer: Answer) -> str:
    """Return contradicted where the intervals do not meet; else confirmed, or open.

    "A rank is contradicted as soon as the known members leave it no room, and confirmed only
    where all members are known."
    """
    if answer.span is None:
        return "not_checkable"
    claim = _claim(facts, stated)
    if not meet(claim, answer.span):
        return "contradicted"
    if answer.reason:
        return "not_checkable"
    return "confirmed" if _near(claim, answer.span) else "open"


def _near(claim: Span, span: Span) -> bool:
    """Return whether figures allow "nothing farther than two rounding steps" from a statement.

    "What is stated exactly leaves no such room, nor does a bound"; the ends count.
    """
    if claim.low is None or claim.high is None:
        low, high = claim.low, claim.high
    else:
        step, middle = claim.high - claim.low, (claim.low + claim.high) / 2
        low, high = middle - 2 * step, middle + 2 * step
    return (low is None or low <= span.low) and (high is None or span.high <= high)


def _claim(facts: Facts, stated: Figure) -> Span:
    """Return what a statement says: "bounds speak of the signed number"; of a bound, it is exact.

    "A rank at_least 10 is one of the first ten", and a statement "holds both its ends".
    """
    if stated.bound == "at_least":
        return Span(None, stated.value) if stated.measure == "rank" else Span(stated.value, None)
    if stated.bound == "at_most":
        return Span(stated.value, None) if stated.measure == "rank" else Span(None, stated.value)
    if stated.measure == "rank":
        return Span(stated.value, stated.value)
    if stated.measure == "change":
        return _typed_like(facts, stated).span._replace(high_in=True)
    kind = stated.kind if stated.measure == "value" else "amount"
    return replace(stated, kind=kind).span._replace(high_in=True)


def _typed_like(facts: Facts, stated: Figure) -> Figure:
    """Return a stated change with kind and unit of its indicator: a change of a count is one."""
    like = _value(facts, stated)
    return replace(stated, kind=like.kind, unit=stated.unit) if like else stated


def _key(figure: Figure):
    return figure.place, figure.indicator, figure.period


def _value(facts: Facts, stated: Figure) -> Figure | None:
    """Return the value "published no later than the statement, the newest such"."""
    return facts.newest("value", *_key(stated), stated.vintage)


def _pair(facts: Facts, stated: Figure) -> tuple[growth.Pair, Answer | None]:
    """Return value and base, and the answer where they are not there or do not fit."""
    value = _value(facts, stated)
    # "What was published later is not known to it."
    found = growth.pair(facts, _key(stated), 1, value, stated.vintage, stated.vintage)
    if not found.reason:
        return found, None
    needs = set()
    if found.reason in ("no_value", "no_base"):
        if value is None:
            needs.add((*_key(stated), ""))
        if found.base is None:
            needs.add((stated.place, stated.indicator, stated.period.back(1), ""))
    return found, Answer(found.reason, needs=frozenset(needs))


def _growth(facts: Facts, stated: Figure) -> Answer:
    found, answer = _pair(facts, stated)
    if answer:
        return answer
    # "A stated growth in percent of a share is refused."
    share = found.value.kind == "share"
    if stated.unit != (POINTS if share else "%"):
        return Answer("unit_mismatch")
    reason = growth.unfit(found)
    return Answer(reason) if reason else Answer("", *growth.growth(found))


def _change(facts: Facts, stated: Figure) -> Answer:
    """Return value - base in the unit of the statement: "units are compared or converted"."""
    found, answer = _pair(facts, stated)
    if answer:
        return answer
    by = _change_factor(found.value, stated.unit)
    if by is None:
        return Answer("unit_mismatch")
    if growth.is_broken(found):
        return Answer("territory_break")
    if not (found.value.is_exact and found.base.is_exact):
        return Answer("not_exact")
    formula: Callable[..., Fraction] = lambda value, base: (value - base) * by  # noqa: E731
    span = combine(formula, found.value.span, found.base.span)
    return Answer("", formula(found.value.value, found.base.value), span)


def _change_factor(value: Figure, unit: str) -> Fraction | None:
    if value.kind == "share":
        return Fraction(1) if unit == POINTS else None
    return registry.factor(value.unit, unit)


def _completion(facts: Facts, stated: Figure) -> Answer:
    value = _value(facts, stated)
    target, reason = completions.match(value, facts, _key(stated), stated.vintage)
    if reason:
        needs = {(*_key(stated), "")} if value is None else set()
        if target is None and reason != "period_mismatch":
            needs.add((*_key(stated), "target"))
        return Answer(reason, needs=frozenset(needs))
    reason = completions.unfit(value, target)
    if stated.unit != "%" and reason in ("", *AFTER_UNITS):
        reason = "unit_mismatch"
    return Answer(reason) if reason else Answer("", *completions.completion(value, target))


AFTER_UNITS = ("not_exact", "zero_target", "negative_target", "zero_value")


def _rank(facts: Facts, stated: Figure) -> Answer:
    """Return the rank among the members of `among`, else of the parent.

    Members that are not known may stand before all others or after them. A region that the
    registry does not know is a member of its group, with a row or without.
    """
    parent = stated.among or ranking.parent_of(stated.place)
    group = ranking.Group(stated.indicator, stated.period, parent)
    rows = {row["place"]: row for row in ranking.contest(facts, group, stated.vintage)}
    needs = frozenset(
        (place, stated.indicator, stated.period, "")
        for place in {
            *ranking.members(facts, group, stated.vintage),
            *([] if parent else [stated.place]),
        }
        if place not in rows or rows[place]["reason"] == "no_value"
    )
    own = rows.get(stated.place)
    if own and own["reason"] == "no_peer":
        # "Beside members without a figure it may have any rank."
        own |= {"reason": "", "rank": 1, "best": 1, "worst": 1 + own["missing"]}
    if own is None or own["reason"]:
        return Answer(own["reason"] if own else "no_value", needs=needs)
    span = Span(Fraction(own["best"]), Fraction(own["worst"]))
    if not own["missing"]:
        return Answer("", Fraction(own["rank"]), span)
    reasons = {row["reason"] for row in rows.values()} | ({"no_value"} if needs else set())
    order = ("no_value", "unit_mismatch", "not_exact")
    return Answer(next(r for r in order if r in reasons), None, span, needs)


def _derived(facts: Facts, stated: Figure) -> Answer:
    answer = derived(facts, stated)
    if answer.reason == "no_value":
        return answer
    by = registry.factor(registry.known(stated.indicator).unit, stated.unit)
    if by is None:
        return Answer("unit_mismatch")
    if answer.reason:
        return answer
    scaled = combine(lambda number: number * by, answer.span)
    return Answer("", answer.computed * by, scaled)


ANSWERS: dict[str, Callable[[Facts, Figure], Answer]] = {
    "growth_rate": _growth,
    "change": _change,
    "completion_ratio": _completion,
    "rank": _rank,
    "value": _derived,
}
