"""Numbers inside a sentence: published values, computed rates, changes and places, each a fact."""

from __future__ import annotations

import math
from decimal import Decimal

from kejidata.model.lookups import decimals_of
from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.templates import say
from kejidata.panel.intervals import supported
from kejidata.wording import numbers
from kejidata.wording.origins import Key, Origins, find

POINTS = "个百分点"
# A rate is read, not calculated with: one place for %, two for percentage points.
PLACES = {"%": 1, POINTS: 2}
FINEST = 4
# What float arithmetic adds to a number without an interval.
EXACT = 1e-9


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
    settled = published(key, number, origin.step)
    fact = Fact(
        numbers.amount(abs(settled) if magnitude else settled, origin.unit, lang),
        float(number),
        origin.unit,
        *key,
        rows=(key,),
        rounding=_step(settled),
    )
    return say(lang, f"bound.{origin.bound or 'exact'}", n=fact)


def published(key: Key, number: float, step: float) -> Decimal:
    """Return a published number in its published digits, at most those its indicator is told in."""
    settled = numbers.settle(number, step)
    most = decimals_of(key[1]) if key[3] in {"value", "target"} else None
    if most is not None and -int(settled.as_tuple().exponent) > most:
        return round_half_up(settled, most)
    return settled


def _step(settled: Decimal) -> float:
    """Return the step of the last digit of a number, as it stood before any scaling."""
    return float(Decimal(1).scaleb(min(int(settled.as_tuple().exponent), 0)))


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
    places = supported(low, high, PLACES.get(fact.unit, 1) if cap is None else cap)
    if places is None:
        astride = low < 0 < high
        near, far = (low, high) if astride else sorted((low, high), key=abs)
        ends = [_end(fact, end, lang, signed=astride) for end in (near, far)]
        return say(lang, "between", low=ends[0], high=ends[1])
    while low == high and places and abs(fact.value - round(fact.value, places - 1)) < EXACT:
        places -= 1
    while places < FINEST and _vanishes(fact.value, places, low, high):
        places += 1
    return [_shown(fact, fact.value, places, lang)]


def _end(fact: Fact, end: float, lang: Lang, *, signed: bool) -> Fact:
    """Return an end of the interval of a number as a fact of its own."""
    shown = _shown(fact, end, 1, lang)
    text = "-" + shown.text if signed and end < 0 else shown.text
    formula = f"end of the interval of {fact.formula}"
    return Fact(**{**shown.__dict__, "text": text, "formula": formula})


def _vanishes(number: float, places: int, low: float, high: float) -> bool:
    """Return whether a number would be shown as zero though one more place is supported."""
    finer = supported(low, high, places + 1)
    return number != 0 and not round_half_up(number, places) and finer == places + 1


def _shown(fact: Fact, number: float, places: int, lang: Lang) -> Fact:
    """Return the fact with its magnitude as text, to so many places."""
    settled = round_half_up(number, places)
    text = numbers.amount(abs(settled), fact.unit, lang)
    return Fact(**{**fact.__dict__, "text": text, "value": number, "rounding": _step(settled)})


def direction(growth: float, low: float, high: float) -> str:
    """Return up, down or flat; flat also where rounding leaves open which of the two."""
    if growth == 0 or (math.isfinite(low) and math.isfinite(high) and low < 0 < high):
        return "flat"
    return "up" if growth > 0 else "down"


def change(fact: Fact, low: float, high: float, lang: Lang, form: str = "label") -> list[Piece]:
    """Return a growth in words: 增长, 下降, 持平, 翻一番, 提高…个百分点.

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
        return [Fact(**{**fact.__dict__, "text": "翻一番" if lang == "zh" else "doubled"})]
    if lang == "en":
        return say(lang, f"{form}.multiple", n=computed(fact, low, high, lang))
    ratio = {"value": fact.value / 100, "unit": "倍", "formula": f"{fact.formula} / 100"}
    times = Fact(**{**fact.__dict__, **ratio})
    return say(lang, f"{form}.multiple", n=computed(times, low / 100, high / 100, lang, cap=2))


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
        near = f"第{int(best)}" if lang == "zh" else numbers.ordinal(int(best), lang)
        texts = {best: near, worst: numbers.ordinal(int(worst), lang)}
        ends = [Fact(**{**fact.__dict__, "value": end, "text": t}) for end, t in texts.items()]
        return say(lang, "place.range", best=ends[0], worst=ends[1])
    shown = Fact(**{**fact.__dict__, "text": numbers.ordinal(int(fact.value), lang)})
    return say(lang, "place.tied" if tied else "place.sole", n=shown)
