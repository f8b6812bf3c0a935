"""Growth of a figure on the same period some years earlier."""

from fractions import Fraction
from typing import Any, NamedTuple

from . import registry
from .facts import Facts, Figure
from .periods import Period
from .spans import Span, closed, combine, root, rounded

Row = dict[str, Any]


class Pair(NamedTuple):
    """A value and its base, and why they cannot be compared."""

    value: Figure | None
    base: Figure | None
    reason: str


def growth_rates(facts: Facts, span: int = 1) -> list[Row]:
    """Return the growth of every value of a frame."""
    return [_row(facts, key, span) for key in facts.of("value")]


def _row(facts: Facts, key: tuple[str, str, Period], span: int) -> Row:
    place, indicator, period = key
    value = compared(facts, key, span)
    found = pair(facts, key, span, value, value.vintage if value else facts.since("value", *key))
    reason = found.reason or unfit(found)
    share = facts.kind(indicator) == "share"
    row: Row = {
        "place": place,
        "indicator": indicator,
        "period": period,
        "base_period": period.back(span),
        "value": found.value and found.value.value,
        "base_value": found.base and found.base.value,
        "unit": "个百分点" if share else "%",
        "reason": reason,
        **_numbers(found, reason),
    }
    if span > 1:
        # "What is stated is on the year before, so of a longer span it implies nothing."
        return row | {"annual": _annual(found, reason, period.years_back(span))}
    return row | _implied(facts, key, value)


def compared(facts: Facts, key: tuple[str, str, Period], span: int) -> Figure | None:
    """Return the value that growth is of.

    "The value is the one first published for its period; where its base was published only later,
    the first that was published no earlier than a base."
    """
    place, indicator, period = key
    bases = facts.published("value", place, indicator, period.back(span))
    values = facts.published("value", *key)
    later = [value for value in values if bases and value.vintage >= bases[0].vintage]
    return (later or values or [None])[0]


def pair(
    facts: Facts,
    key: tuple[str, str, Period],
    span: int,
    value: Figure | None,
    until: int | None,
    known: int | None = None,
) -> Pair:
    """Return a value and the newest base up to a vintage; `known` is the last that is known."""
    place, indicator, period = key
    base = facts.newest("value", place, indicator, period.back(span), until)
    return Pair(value, base, _missing(facts, key, span, value, base, until, known))


def _missing(
    facts: Facts,
    key: tuple[str, str, Period],
    span: int,
    value: Figure | None,
    base: Figure | None,
    until: int | None,
    known: int | None,
) -> str:
    """Return the first reason that holds of what is not there or does not fit together."""
    place, indicator, period = key
    if value is None:
        return "no_value"
    if base is None:
        # "period_mismatch: the base period has no row, and a period of another length that
        # overlaps with it has a value."
        wanted = period.back(span)
        others = [
            other
            for other in facts.periods("value", place, indicator)
            if other.months != wanted.months
            and other.overlaps(wanted)
            and facts.newest("value", place, indicator, other, until)
        ]
        # "An empty publication is none where another year has published the figure."
        filled = facts.published("value", place, indicator, wanted, known)
        empty = facts.has("value", place, indicator, wanted, until) and not filled
        return "period_mismatch" if others and not empty else "no_base"
    return "" if agree(value.unit, base.unit) else "unit_mismatch"


def agree(unit: str, other: str) -> bool:
    """Return whether two units are one; one that is not stated is not assumed to be another."""
    return unit == other


def unfit(found: Pair) -> str:
    """Return why the growth of a complete pair has no meaning."""
    assert found.value is not None
    assert found.base is not None
    if is_broken(found):
        return "territory_break"
    if not (found.value.is_exact and found.base.is_exact):
        return "not_exact"
    if found.value.kind == "share":
        return ""
    base = found.base.span
    if base.holds(Fraction(0)):
        return "zero_base"
    return "negative_base" if found.base.value < 0 else ""


def is_broken(found: Pair) -> bool:
    """Return whether the region was split or merged between base and value."""
    assert found.value is not None
    assert found.base is not None
    years = (figure.period.end // 12 for figure in (found.base, found.value))
    return registry.broken(found.value.place, *years)


def growth(found: Pair) -> tuple[Fraction, Span]:
    """Return growth in percent, "in 个百分点 for a share", and its interval."""
    formula = difference if found.value.kind == "share" else percent
    return (
        formula(found.value.value, found.base.value),
        combine(formula, found.value.span, found.base.span),
    )


def difference(value: Fraction, base: Fraction) -> Fraction:
    """Return a change."""
    return value - base


def percent(value: Fraction, base: Fraction) -> Fraction:
    """Return a growth rate."""
    return (value / base - 1) * 100


def _numbers(found: Pair, reason: str) -> Row:
    if reason:
        return {"growth": None, "low": None, "high": None, "closed": ""}
    number, span = growth(found)
    return {"growth": number, "low": span.low, "high": span.high, "closed": closed(span)}


def _annual(found: Pair, reason: str, months: int) -> Fraction | None:
    """Return "the compound annual rate"; a share and a change of sign have none."""
    if reason or found.value.kind == "share" or found.value.value < 0:
        return None
    return annual(found.value.value / found.base.value, months)


def annual(ratio: Fraction, months: int) -> Fraction:
    """Return the rate a year, in percent, that leads to a ratio."""
    return (root(ratio, Fraction(months, 12)) - 1) * 100


def _implied(facts: Facts, key: tuple[str, str, Period], value: Figure | None) -> Row:
    """Return the base that a stated growth implies, "in 个百分点 for a share".

    "The stated one is chosen as the value is": the first published.
    """
    empty = {"implied_base": None, "implied_low": None, "implied_high": None, "implied_closed": ""}
    if value is None or not value.is_exact:
        return empty
    share = value.kind == "share"
    if not share and registry.known(key[1]).price_basis == "current_level":
        return empty  # "stated at constant prices and implies no base of values at current ones"
    stated = facts.first("change" if share else "growth_rate", *key)
    if stated is None or not stated.is_exact:
        return empty
    if stated.unit != ("个百分点" if share else "%"):
        return empty
    rate = rounded(stated.value, stated.step)
    if not share and rate.low <= -100:
        return empty
    formula = difference if share else _base
    span = combine(formula, value.span, rate)
    number = formula(value.value, stated.value)
    ends = {"implied_low": span.low, "implied_high": span.high, "implied_closed": closed(span)}
    return {"implied_base": number, **ends}


def _base(value: Fraction, rate: Fraction) -> Fraction:
    return value / (1 + rate / 100)
