"""How much of its target a value has reached."""

from fractions import Fraction
from typing import Any

from .facts import Facts, Figure, brought
from .growth import agree
from .periods import Period
from .registry import known
from .spans import Span, closed, combine, rounded

Row = dict[str, Any]
Key = tuple[str, str, Period]


def completion_ratios(facts: Facts, targets: Facts | None = None) -> list[Row]:
    """Return the completion of every value, "the newest vintage counts"."""
    return [_row(facts, targets or facts, key) for key in facts.of("value")]


def _row(facts: Facts, targets: Facts, key: Key) -> Row:
    value = facts.newest("value", *key)
    target, reason = match(value, targets, key)
    reason = reason or unfit(value, target)
    timeless = target is None or is_timeless(facts, key[1])
    return {
        "place": key[0],
        "indicator": key[1],
        "period": key[2],
        "value": value and value.value,
        "target": target and target.value,
        "elapsed": None if timeless else key[2].elapsed(target.period),
        "reason": reason,
        **_numbers(value, target, reason),
        **_implied(facts, key, value, target),
    }


def is_timeless(facts: Facts, indicator: str) -> bool:
    """Return whether an indicator is "a share, an index or a stock", which has no calendar."""
    stands = known(indicator).timing in ("stock", "ratio")
    return stands or facts.kind(indicator) in ("share", "index")


def match(
    value: Figure | None, targets: Facts, key: Key, until: int | None = None
) -> tuple[Figure | None, str]:
    """Return the target of a value, and why it has none.

    Its own; else that of the year: "only what is counted from the beginning of the target's
    period can be held against it". An empty target of its own is none. It is in the value's unit
    where the two convert.
    """
    place, indicator, period = key
    target = None
    year = period.year()
    if targets.has("target", *key, until):
        target = targets.newest("target", *key, until)
        lacking = "no_target"
    elif _begins(period, year) and targets.has("target", place, indicator, year, until):
        target = targets.newest("target", place, indicator, year, until)
        lacking = "no_target"
    else:
        lacking = _overlap(targets, key, until)
    if value is None:
        return target, "no_value"
    return target and (brought(target, value.unit) or target), "" if target else lacking


def _begins(period: Period, year: Period | None) -> bool:
    """Return whether a period is the beginning of a year."""
    return year is not None and year.start == period.start


def _overlap(targets: Facts, key: Key, until: int | None) -> str:
    """Return period_mismatch where "only a period that overlaps has a target"."""
    place, indicator, period = key
    for other in targets.periods("target", place, indicator):
        if other.overlaps(period) and targets.newest("target", place, indicator, other, until):
            return "period_mismatch"
    return "no_target"


def less_is_better(target: Figure | None, direction: int) -> bool:
    """Return whether a target is a ceiling: its bound says so, else the direction.

    "at_most targets are judged as such everywhere, less-is-better likewise."
    """
    if target is not None and target.bound in ("at_most", "at_least"):
        return target.bound == "at_most"
    return direction == -1


def unfit(value: Figure, target: Figure) -> str:
    """Return why a value and its target have no completion."""
    if not agree(value.unit, target.unit):
        return "unit_mismatch"
    if not value.is_exact:
        return "not_exact"
    if target.value <= 0:
        return "negative_target" if target.value else "zero_target"
    if less_is_better(target, value.direction) and value.span.low <= 0:
        return "zero_value"
    return ""


def completion(value: Figure, target: Figure) -> tuple[Fraction, Span]:
    """Return actual / target x 100, "the other way round where less is better".

    "A target is exact: it was set, not measured."
    """
    goal = target.value
    if less_is_better(target, value.direction):
        return goal / value.value * 100, combine(lambda v: goal / v * 100, value.span)
    return value.value / goal * 100, combine(lambda v: v / goal * 100, value.span)


def _numbers(value: Figure | None, target: Figure | None, reason: str) -> Row:
    if reason:
        return {"completion": None, "low": None, "high": None, "closed": ""}
    number, span = completion(value, target)
    return {"completion": number, "low": span.low, "high": span.high, "closed": closed(span)}


def _implied(facts: Facts, key: Key, value: Figure | None, target: Figure | None) -> Row:
    """Return the target that a stated completion implies; one of zero or below implies none."""
    stated = facts.newest("completion_ratio", *key)
    empty = {
        "implied_target": None,
        "implied_low": None,
        "implied_high": None,
        "implied_closed": "",
        **_stated(stated),
    }
    if value is None or not value.is_exact or stated is None or not stated.is_exact:
        return empty
    ratio = rounded(stated.value, stated.step)
    if stated.unit != "%" or ratio.low <= 0:
        return empty
    formula = _ceiling if less_is_better(target, value.direction) else _goal
    span = combine(formula, value.span, ratio)
    number = formula(value.value, stated.value)
    ends = {"implied_low": span.low, "implied_high": span.high, "implied_closed": closed(span)}
    return empty | {"implied_target": number, **ends}


def _stated(stated: Figure | None) -> Row:
    """Return what is stated, where it is a number in percent."""
    name = "stated_completion"
    if stated is None or not stated.is_exact or stated.unit != "%":
        return {name: None, f"{name}_low": None, f"{name}_high": None, f"{name}_closed": ""}
    span = rounded(stated.value, stated.step)
    ends = {f"{name}_low": span.low, f"{name}_high": span.high, f"{name}_closed": closed(span)}
    return {name: stated.value, **ends}


def _goal(value: Fraction, ratio: Fraction) -> Fraction:
    return value / ratio * 100


def _ceiling(value: Fraction, ratio: Fraction) -> Fraction:
    return value * ratio / 100
