"""Growth after a fall, and how much of it only makes the fall good."""

from fractions import Fraction
from typing import Any

from .facts import Facts, Figure
from .growth import Pair, annual, compared, pair, percent, unfit
from .periods import Period
from .spans import Span, closed, combine

Row = dict[str, Any]


def base_effects(facts: Facts) -> list[Row]:
    """Return the growth rates that follow a fall."""
    return [row for key in facts.of("value") if (row := _row(facts, key))]


def _row(facts: Facts, key: tuple[str, str, Period]) -> Row | None:
    """Return the row of a value: all three figures as they stood when it was first published.

    "The value as first published, the bases the newest published no later than that."
    """
    place, indicator, period = key
    value = compared(facts, key, 1)
    if value is None or value.kind == "share":
        return None
    now = pair(facts, key, 1, value, value.vintage)
    past = (place, indicator, period.back(1))
    before = pair(facts, past, 1, now.base, value.vintage)
    if not _complete(now) or not _complete(before) or not _rise_after_fall(now, before):
        return None
    return {
        "place": place,
        "indicator": indicator,
        "period": period,
        **_ends("previous", percent, now.base, before.base),
        **_ends("growth", percent, value, now.base),
        **_ends("recovery", _recovery, before.base, now.base, value),
        **_two_year(value, before.base, period.years_back(2)),
    }


def _complete(found: Pair) -> bool:
    return not (found.reason or unfit(found))


def _rise_after_fall(now: Pair, before: Pair) -> bool:
    """Return whether a value rose surely, after one that fell.

    "Where the rise is not sure, its part has no end, and there is no row."
    """
    rise = combine(percent, now.value.span, now.base.span)
    return rise.low > 0 and now.base.value < before.base.value


def _recovery(old: Fraction, base: Fraction, new: Fraction) -> Fraction:
    """Return "(old - base) / (new - base) in percent"."""
    return (old - base) / (new - base) * 100


def _ends(name: str, formula, *figures: Figure) -> Row:
    span: Span = combine(formula, *(figure.span for figure in figures))
    number = formula(*(figure.value for figure in figures))
    ends = {f"{name}_low": span.low, f"{name}_high": span.high, f"{name}_closed": closed(span)}
    return {name: number, **ends}


def _two_year(value: Figure, old: Figure, months: int) -> Row:
    """Return the compound annual growth over both steps."""
    span = combine(lambda v, o: v / o, value.span, old.span)
    ratios = {"": value.value / old.value, "_low": span.low, "_high": span.high}
    ends = {f"two_year{end}": annual(ratio, months) for end, ratio in ratios.items()}
    return ends | {"two_year_closed": closed(span)}
