"""Targets set against what was there before, and held against what came of them."""

from fractions import Fraction
from typing import Any

from . import registry
from .completion import less_is_better
from .facts import Facts, Figure, brought
from .growth import difference, percent
from .periods import Period
from .spans import Span, closed, combine, rounded

Row = dict[str, Any]
Key = tuple[str, str, Period]


def _targets(facts: Facts) -> list[Figure]:
    """Return the targets, of each its newest vintage."""
    found = [facts.newest("target", *key) for key in facts.of("target")]
    return [target for target in found if target]


def _shared(target: Figure) -> Row:
    return {
        "place": target.place,
        "indicator": target.indicator,
        "period": target.period,
        "target": target.value,
        "bound": target.bound,
        "unit": target.unit,
    }


def target_outlook(facts: Facts) -> list[Row]:
    """Return each target against "the last earlier actual of the same indicator"."""
    return [_outlook(facts, target) for target in _targets(facts)]


def _outlook(facts: Facts, target: Figure) -> Row:
    last = last_before(facts, target, target.indicator)
    name = registry.known(target.indicator).related
    related = last_before(facts, target, name) if last is None and name else None
    reason = _reason(target, last) or ""
    last = last and (brought(last, target.unit) or last)
    if last is None:
        reason = "definition_differs" if related else "no_earlier_actual"
    return {
        **_shared(target),
        "last_value": last and last.value,
        "last_period": last and last.period,
        "direction": "" if reason else _way(target, last),
        "reason": reason,
        "related": related.indicator if related else "",
        "related_value": related and related.value,
        **_changes(target, last, reason),
    }


def last_before(facts: Facts, target: Figure, indicator: str) -> Figure | None:
    """Return the actual that ends last before the target's period begins.

    "Of several that end together: the one of the target's length, else the longest."
    """
    periods = [
        period
        for period in facts.periods("value", target.place, indicator)
        if period.end < target.period.start
    ]
    if not periods:
        return None
    length = target.period.months
    last = max(periods, key=lambda p: (p.end, p.months == length, p.months))
    return facts.newest("value", target.place, indicator, last)


def _reason(target: Figure, actual: Figure | None) -> str | None:
    """Return the first reason that holds, in the order that all measures keep."""
    if actual is None:
        return None
    if actual.period.months != target.period.months:
        return "period_mismatch"
    if brought(actual, target.unit) is None:
        return "unit_mismatch"
    return "" if actual.is_exact else "not_exact"


def _way(target: Figure, last: Figure) -> str:
    change = target.value - last.value
    return "equal" if change == 0 else "rise" if change > 0 else "fall"


def _changes(target: Figure, last: Figure | None, reason: str) -> Row:
    """Return change and change_rate with what rounding leaves open; a target is exact."""
    row: Row = {}
    for name, formula in (("change", difference), ("change_rate", percent)):
        if reason or (name == "change_rate" and not _has_rate(last)):
            row |= {name: None, f"{name}_low": None, f"{name}_high": None, f"{name}_closed": ""}
            continue
        span = combine(formula, rounded(target.value, Fraction(0)), last.span)
        number = formula(target.value, last.value)
        row |= {name: number, f"{name}_low": span.low, f"{name}_high": span.high}
        row[f"{name}_closed"] = closed(span)
    return row


def _has_rate(last: Figure) -> bool:
    """Return whether a change can be told in percent: not of a share, not from zero or below."""
    return last.kind != "share" and last.span.low > 0


def target_outcomes(facts: Facts) -> list[Row]:
    """Return each target with "the first actual of its own period or a later one"."""
    return [_outcome(facts, target) for target in _targets(facts)]


def _outcome(facts: Facts, target: Figure) -> Row:
    actual = first_after(facts, target)
    reason = _reason(target, actual)
    reason = "no_actual" if reason is None else reason
    actual = actual and (brought(actual, target.unit) or actual)
    return {
        **_shared(target),
        "outcome": actual and actual.value,
        "outcome_period": actual and actual.period,
        "gap": None if reason else actual.value - target.value,
        "gap_closed": "" if reason else closed(combine(difference, actual.span, _exact(target))),
        "verdict": "" if reason else verdict(target, actual),
        "reason": reason,
        "source": _sources(target, actual),
    }


def _sources(target: Figure, actual: Figure | None) -> str:
    """Return the sources of both figures "parted by |; one id alone is that of all of them"."""
    if actual is None or actual.source == target.source:
        return target.source
    return f"{target.source}|{actual.source}"


def _exact(target: Figure) -> Span:
    """Return a target as the one number that it is."""
    return rounded(target.value, Fraction(0))


def first_after(facts: Facts, target: Figure) -> Figure | None:
    """Return the actual that ends first, not before the target's period ends.

    "Of several that end together: the one of the target's length, else the longest."
    """
    place, indicator, period = target.place, target.indicator, target.period
    periods = [p for p in facts.periods("value", place, indicator) if p.end >= period.end]
    if not periods:
        return None
    first = min(periods, key=lambda p: (p.end, p.months != period.months, -p.months))
    return facts.newest("value", place, indicator, first)


def verdict(target: Figure, actual: Figure) -> str:
    """Return "reached, missed, or open where rounding leaves it open"."""
    sign = -1 if less_is_better(target, actual.direction) else 1
    lead = combine(lambda v: (v - target.value) * sign, actual.span)
    if lead.low >= 0:
        return "reached"
    below = lead.high < 0 or (lead.high == 0 and not lead.high_in)
    return "missed" if below and target.bound != "about" else "open"
