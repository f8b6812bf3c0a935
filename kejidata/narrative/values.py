"""Numbers inside a sentence: published values, computed rates, changes and places, each a fact."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np

from kejidata.measures.growth_formula import DOUBLED, relative, relative_formula
from kejidata.measures.interval import Interval
from kejidata.model.terms import NEGATED, POINTS, RANK, Lang
from kejidata.model.units import round_half_up
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import say
from kejidata.wording import numbers
from kejidata.wording.formulas import END
from kejidata.wording.names import unit_beside
from kejidata.wording.origins import Key, Origins, find
from kejidata.wording.phrases import text
from kejidata.wording.published import published_in

WHOLE = 10
"""Times from which on a multiple is told in whole ones."""


def value(
    key: Key,
    number: float,
    origins: Origins,
    lang: Lang,
    *,
    unit: str | None = None,
    magnitude: bool = False,
    bare: bool = False,
    alike: Decimal | None = None,
) -> list[Piece]:
    """Return a published number in words, with its bound.

    Parameters
    ----------
    key
        Region, indicator, period and measure of the observation.
    number
        Its value, in `unit`.
    origins
        The observations by key.
    lang
        A language, such as zh or en.
    unit, alike
        As in `numbers.amount`; by default the unit that the observations or the registry give.
    magnitude, bare
        Whether words beside it tell the sign, the bound.
    """
    origin = find(origins, key, number)
    unit = unit or origin.unit
    shown = published_in(key, number, origins, unit)
    fact = Fact(
        _said(abs(shown) if magnitude else shown, unit, key[1], lang, alike),
        float(number),
        unit,
        *key,
        rows=(key,),
        rounding=_step(shown),
    )
    bound = "exact" if bare else origin.bound or "exact"
    if magnitude and number < 0:
        bound = NEGATED.get(bound, bound)
    return say(lang, f"bound.{bound}", n=fact)


def _said(
    shown: Decimal, unit: str, indicator: str, lang: Lang, alike: Decimal | None = None
) -> str:
    """Return a number in a sentence that names its indicator."""
    return numbers.amount(shown, unit_beside(indicator, unit, lang), lang, alike=alike)


def _step(shown: Decimal) -> float:
    """Return the step of the last digit of a number, as it stood before any scaling."""
    return float(Decimal(1).scaleb(min(int(shown.as_tuple().exponent), 0)))


def _room(shown: Decimal, value: float) -> float:
    """Return the step of a number as it is told, two where that is a limit beyond the number."""
    near = round_half_up(value, max(0, -int(shown.as_tuple().exponent)))
    return _step(shown) * (1 if abs(near) == abs(shown) else 2)


def computed(
    fact: Fact,
    low: float,
    high: float,
    lang: Lang,
    cap: int | None = None,
    *,
    magnitude: bool = False,
) -> list[Piece]:
    """Return a computed number with the digits its interval supports, its interval without any.

    Parameters
    ----------
    fact
        Value, unit, key, formula and rows of the number; its text is made here.
    low, high
        The interval of the value.
    lang
        A language, such as zh or en.
    cap
        The most decimal places; those of its unit by default.
    magnitude
        Whether words beside it tell the sign.
    """
    places = numbers.decimals(fact.value, low, high, fact.unit, cap)
    if places is None:
        return interval(fact, low, high, lang, magnitude=magnitude)
    limit = numbers.limit_of(fact.value, places)
    shown = limit or round_half_up(fact.value, places)
    shown = abs(shown) if magnitude else shown
    said = _said(shown, fact.unit, fact.indicator, lang)
    fact = replace(fact, text=said, rounding=_room(shown, fact.value))
    return [fact] if limit is None else say(lang, numbers.limit_key(shown, "sentence"), n=fact)


def implied(fact: Fact, low: float, high: float, lang: Lang, cap: int | None = None) -> list[Piece]:
    """Return a number that follows from rounded ones: about so much, or its interval."""
    told = computed(fact, low, high, lang, cap)
    return say(lang, "bound.about", n=told) if len(told) == 1 else told


def interval(
    fact: Fact, low: float, high: float, lang: Lang, *, magnitude: bool = False
) -> list[Piece]:
    """Return the interval of a computed number, its ends as facts of their own."""
    # Where words tell the direction, a fall of 1 to 5 % is told from its smaller end.
    turned = magnitude and high <= 0
    unsigned = magnitude and not low < 0 < high
    told = [abs(end) if unsigned else end for end in numbers.ends_of(low, high, fact.unit)]
    alike, ends = numbers.common(told), zip((low, high), told, strict=True)
    facts = [_end(fact, *end, lang, alike) for end in ends]
    near, far = facts[::-1] if turned else facts
    return say(lang, "interval.sentence", low=near, high=far)


def _end(fact: Fact, end: float, shown: Decimal, lang: Lang, alike: Decimal | None) -> Fact:
    """Return an end of the interval of a number as a fact of its own."""
    text = _said(shown, fact.unit, fact.indicator, lang, alike)
    formula = f"{END} {fact.formula}"
    return replace(fact, text=text, value=end, formula=formula, rounding=_room(shown, end))


def change(fact: Fact, span: Interval, lang: Lang, form: str = "label") -> list[Piece]:
    """Return a growth in words: grew, fell, unchanged, doubled, may have risen or fallen.

    Parameters
    ----------
    fact
        The growth: value in % or 个百分点, key, formula, rows.
    span
        Its interval: a word holds over the whole of it.
    lang
        A language, such as zh or en.
    form
        "verb" inside a clause (grew 5%), "label" in brackets after a name (up 5%).
    """
    way = span.way()
    if way == "flat" or (fact.value == 0 and way.startswith("open")):
        return say(lang, f"{form}.{'flat' if way == 'flat' else 'same'}")
    if fact.unit != POINTS and span.low >= DOUBLED:
        return _multiple(fact, span, lang, form)
    return _by_number(fact, span, lang, form)


def yearly(fact: Fact, span: Interval, lang: Lang) -> list[Piece]:
    """Return a growth a year in words that always tell its number: up 100%, 0%."""
    if span.way() == "flat":
        return computed(fact, *span.ends, lang)
    return _by_number(fact, span, lang)


def _by_number(fact: Fact, span: Interval, lang: Lang, form: str = "label") -> list[Piece]:
    """Return a growth that is not zero by its direction, as far as that is sure, and its number."""
    way = span.way()
    if way.startswith("open"):
        return say(lang, f"{form}.{way}", n=interval(fact, *span.ends, lang))
    kind = "points" if fact.unit == POINTS else "percent"
    return say(lang, f"{form}.{way}.{kind}", n=computed(fact, *span.ends, lang, magnitude=True))


def _multiple(fact: Fact, span: Interval, lang: Lang, form: str) -> list[Piece]:
    """Return a growth that doubles the base and more: doubled, or so many times."""
    if span.is_at(DOUBLED):
        return [replace(fact, text=text(lang, "change.doubled"))]
    told = computed(fact, *span.ends, lang)
    return say(
        lang,
        f"{form}.{'multiple' if span.above(DOUBLED) else 'twice'}",
        n=told,
        times=_times(fact, span, lang) if _fits_times(fact, span) else told,
    )


def _fits_times(fact: Fact, span: Interval) -> bool:
    """Return whether two decimals of a multiple say what a growth does: 150 %, not 100.2 %."""
    if numbers.decimals(fact.value, *span.ends, fact.unit) is None:
        return True
    return span.is_at(fact.value) and fact.value.is_integer()


def _times(fact: Fact, span: Interval, lang: Lang) -> list[Piece]:
    """Return a growth as a multiple of the base: by 1.5 times for 150 %."""
    times, low, high = relative(np.array([fact.value, *span.ends])).tolist()
    ratio = replace(fact, value=times, unit="倍", formula=relative_formula(fact.formula))
    # 1.5, from 1.1 to 2.0, in whole ones would be 2, which it cannot be.
    if low < high and low < WHOLE and numbers.decimals(times, low, high, ratio.unit, 2) == 0:
        return interval(ratio, low, high, lang)
    return computed(ratio, low, high, lang, cap=2)


def said_rank(
    fact: Fact, best: float, worst: float, lang: Lang, *, tied: bool = False
) -> list[Piece]:
    """Return a place in a ranking, as a range where rounding cannot settle it.

    Parameters
    ----------
    fact
        The rank: value, key, rows.
    best, worst
        The places that rounding allows.
    lang
        A language, such as zh or en.
    tied
        Whether others share the place for sure.
    """
    if math.isfinite(best) and math.isfinite(worst) and best < worst:
        near = replace(fact, value=best, text=numbers.ordinal(int(best), lang, first=True))
        far = replace(fact, value=worst, text=numbers.ordinal(int(worst), lang))
        return say(lang, "place.range", best=near, worst=far)
    shown = replace(fact, text=numbers.ordinal(int(fact.value), lang))
    return say(lang, "place.tied" if tied else "place.sole", n=shown)


def stated_rank(key: Key, rank: float, bound: str, lang: Lang) -> list[Piece]:
    """Return a place that was published: 10th, among the top 10, or 10th or lower."""
    told = numbers.ordinal(int(rank), lang, among=bound == "at_least" and rank > 1)
    fact = Fact(told, float(rank), RANK, *key, rows=(key,))
    return say(lang, f"place.stated.{bound if bound in ('at_most', 'about') else 'exact'}", n=fact)
