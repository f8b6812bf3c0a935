"""Numbers inside a sentence: published values, computed rates, changes and places, each a fact."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

from kejidata.model.registry import decimals_of
from kejidata.model.terms import POINTS, Lang
from kejidata.model.units import round_half_up
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import say
from kejidata.wording import numbers
from kejidata.wording.origins import Key, Origins, find
from kejidata.wording.phrases import text


def value(
    key: Key, number: float, origins: Origins, lang: Lang, *, magnitude: bool = False
) -> list[Piece]:
    """Return a published number in words, with its bound.

    Parameters
    ----------
    key
        Region, indicator, period and measure of the observation.
    number
        Its value, in the unit that the observations or the registry give.
    origins
        The observations by key.
    lang
        "zh" or "en".
    magnitude
        Whether words beside it tell the sign.
    """
    origin = find(origins, key, number)
    shown = published(key, number, origin.step)
    fact = Fact(
        numbers.amount(abs(shown) if magnitude else shown, origin.unit, lang),
        float(number),
        origin.unit,
        *key,
        rows=(key,),
        rounding=_step(shown),
    )
    return say(lang, f"bound.{origin.bound or 'exact'}", n=fact)


def published(key: Key, number: float, step: float) -> Decimal:
    """Return a published number in its published digits, at most those its indicator is told in."""
    most = decimals_of(key[1]) if key[3] in {"value", "target"} else None
    return numbers.published(number, step, most)


def _step(shown: Decimal) -> float:
    """Return the step of the last digit of a number, as it stood before any scaling."""
    return float(Decimal(1).scaleb(min(int(shown.as_tuple().exponent), 0)))


def computed(
    fact: Fact, low: float, high: float, lang: Lang, cap: int | None = None
) -> list[Piece]:
    """Return a computed number with the digits its interval supports.

    Where rounding of the sources leaves even the ones open it gives the interval instead.

    Parameters
    ----------
    fact
        Value, unit, key, formula and rows of the number; its text is made here.
    low, high
        The interval of the value.
    lang
        "zh" or "en".
    cap
        The most decimal places; those of its unit by default.
    """
    places = numbers.decimals(fact.value, low, high, fact.unit, cap)
    if places is not None:
        return [_shown(fact, fact.value, round_half_up(fact.value, places), lang)]
    astride = low < 0 < high
    ends = zip((low, high), numbers.ends_of(low, high), strict=True)
    facts = [_end(fact, end, shown, lang, signed=astride) for end, shown in ends]
    # Where words tell the direction, a fall of 1 to 5 % is told from its smaller end.
    near, far = facts if astride or high > 0 else facts[::-1]
    return say(lang, "interval.sentence", low=near, high=far)


def _end(fact: Fact, end: float, shown: Decimal, lang: Lang, *, signed: bool) -> Fact:
    """Return an end of the interval of a number as a fact of its own."""
    text = numbers.amount(shown if signed else abs(shown), fact.unit, lang)
    formula = f"end of the interval of {fact.formula}"
    return replace(fact, text=text, value=end, formula=formula, rounding=_step(shown))


def _shown(fact: Fact, number: float, shown: Decimal, lang: Lang) -> Fact:
    """Return the fact with its magnitude as text."""
    text = numbers.amount(abs(shown), fact.unit, lang)
    return replace(fact, text=text, value=number, rounding=_step(shown))


def direction(growth: float, low: float, high: float) -> str:
    """Return up, down or flat; flat also where rounding leaves open which of the two."""
    if growth == 0 or (math.isfinite(low) and math.isfinite(high) and low < 0 < high):
        return "flat"
    return "up" if growth > 0 else "down"


def change(fact: Fact, low: float, high: float, lang: Lang, form: str = "label") -> list[Piece]:
    """Return a growth in words: grew, fell, unchanged, doubled, rose by so many points.

    Parameters
    ----------
    fact
        The growth: value in % or 个百分点, key, formula, rows.
    low, high
        Its interval.
    lang
        "zh" or "en".
    form
        "verb" inside a clause (grew 5%), "label" in brackets after a name (up 5%).
    """
    low, high = (fact.value if math.isnan(end) else end for end in (low, high))
    word = direction(fact.value, low, high)
    if word == "flat":
        return say(lang, f"{form}.{'flat' if fact.value == 0 else 'nearly_flat'}")
    kind = "points" if fact.unit == POINTS else "percent"
    if kind == "percent" and fact.value >= 100:
        return _multiple(fact, low, high, lang, form)
    return say(lang, f"{form}.{word}.{kind}", n=computed(fact, low, high, lang))


def _multiple(fact: Fact, low: float, high: float, lang: Lang, form: str) -> list[Piece]:
    """Return a growth of 100 % and more: doubled, or so many times."""
    if fact.value == 100:
        return [replace(fact, text=text(lang, "change.doubled"))]
    ratio = replace(fact, value=fact.value / 100, unit="倍", formula=f"{fact.formula} / 100")
    return say(
        lang,
        f"{form}.multiple",
        n=computed(fact, low, high, lang),
        times=computed(ratio, low / 100, high / 100, lang, cap=2),
    )


def place(fact: Fact, best: float, worst: float, lang: Lang, *, tied: bool = False) -> list[Piece]:
    """Return a place in a ranking, as a range where rounding cannot settle it.

    Parameters
    ----------
    fact
        The rank: value, key, rows.
    best, worst
        The places that rounding allows.
    lang
        "zh" or "en".
    tied
        Whether others share the place.
    """
    if math.isfinite(best) and math.isfinite(worst) and best < worst and not tied:
        near = replace(fact, value=best, text=numbers.ordinal(int(best), lang, first=True))
        far = replace(fact, value=worst, text=numbers.ordinal(int(worst), lang))
        return say(lang, "place.range", best=near, worst=far)
    shown = replace(fact, text=numbers.ordinal(int(fact.value), lang))
    return say(lang, "place.tied" if tied else "place.sole", n=shown)
