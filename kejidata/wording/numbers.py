"""Numerals as a reader expects them: exact scaling, and no more digits than the data supports."""

from __future__ import annotations

import math
from decimal import Context, Decimal

from kejidata.errors import KejidataError
from kejidata.model.terms import Lang
from kejidata.model.terms import unit as unit_words
from kejidata.model.units import convert, round_half_up, split_unit

COUNTERS = {"", *"家个项件次位名户种类篇台套条部座"}
"""Measure words, which an English number goes without."""
PER = {"项": "project", "家": "firm", "人": "person", "个": "unit", "件": "piece"}
CURRENCIES = {"元": "CNY", "美元": "USD"}
# A typed number seldom has more places; a longer tail is the noise of a division.
TYPED = 4
_DOUBLE = Context(prec=12)


def places(step: float) -> int:
    """Return the decimal places of a rounding step.

    Examples
    --------
    >>> places(0.01), places(10)
    (2, 0)
    """
    exponent = Decimal(repr(step)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def settle(value: float, step: float | None) -> Decimal:
    """Return a published value with the digits that its rounding step gives it.

    Parameters
    ----------
    value
        A finite number.
    step
        The publisher's rounding step; zero or missing for a number taken as exact.

    Examples
    --------
    >>> settle(26.8, 0.01), settle(0.1 + 0.2, 0)
    (Decimal('26.80'), Decimal('0.3'))
    """
    if not math.isfinite(value):
        raise KejidataError(
            "a number that is to be told is missing", where="the frame", remedy="measure it again"
        )
    if step and math.isfinite(step):
        return round_half_up(value, places(step))
    short = Decimal(repr(float(value))).normalize(_DOUBLE)
    tail = -int(short.as_tuple().exponent)
    return round_half_up(short, max(tail, 0) if tail <= TYPED else 2)


def digits(number: Decimal, lang: Lang) -> str:
    """Return a decimal in plain digits, in English with thousands separated.

    Examples
    --------
    >>> digits(Decimal("24393.1"), "zh"), digits(Decimal("24393.1"), "en")
    ('24393.1', '24,393.1')
    """
    return f"{number:f}" if lang == "zh" else f"{number:,f}"


def _trim(number: Decimal) -> Decimal:
    """Return the number without the zeros that scaling leaves behind the point."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short


def _money_zh(number: Decimal, unit: str) -> str:
    """Return an amount of money in 亿 from a hundred million up, in 万 from ten thousand up."""
    base = split_unit(unit)[1]
    whole = abs(convert(number, unit, base))
    power = "亿" if whole >= 10**8 else "万" if whole >= 10**4 else ""
    if not number or power + base == unit:
        return f"{number:f}{unit}"
    return f"{_trim(convert(number, unit, power + base)):f}{power}{base}"


def _large_en(number: Decimal, unit: str) -> str:
    """Return a number whose unit holds a power of ten in ones, millions or billions."""
    base = split_unit(unit)[1]
    whole = convert(number, unit, base)
    for word, power in ((" billion", 9), (" million", 6)):
        if abs(whole) >= 10**power:
            return digits(_trim(whole.scaleb(-power)), "en") + word
    return digits(_trim(whole), "en")


def amount(number: Decimal, unit: str, lang: Lang) -> str:
    """Return a number with its unit, scaled exactly to the unit that readers expect.

    Parameters
    ----------
    number
        The number in `unit`, with the digits to be shown.
    unit
        A unit as the registry writes it.
    lang
        The language of the unit and of the separators.

    Examples
    --------
    >>> amount(Decimal("15520"), "万元", "zh"), amount(Decimal("26.82"), "亿元", "en")
    ('1.552亿元', 'CNY 2.682 billion')
    >>> amount(Decimal("35.08"), "%", "en"), amount(Decimal("107"), "家", "en")
    ('35.08%', '107')
    """
    power, base = split_unit(unit) if unit else (Decimal(1), "")
    if lang == "zh":
        return _money_zh(number, unit) if base in CURRENCIES else digits(number, "zh") + unit
    money, _, per = base.partition("/")
    if money in CURRENCIES:
        shown = f"{CURRENCIES[money]} {_large_en(number, unit)}"
        return f"{shown} per {PER.get(per, per)}" if per else shown
    shown = _large_en(number, unit) if power > 1 else digits(number, "en")
    return shown + unit_en(base, number)


def unit_en(base: str, number: Decimal) -> str:
    """Return the unit after an English number; a Chinese measure word has no counterpart."""
    if base == "%":
        return "%"
    if base == "个百分点":
        return " percentage point" if abs(number) == 1 else " percentage points"
    if base in COUNTERS:
        return ""
    return " " + unit_words(base, "en")


def ordinal(rank: int, lang: Lang, *, among: bool = False) -> str:
    """Return a place in a ranking, or with `among` the first places up to it.

    Examples
    --------
    >>> ordinal(2, "zh"), ordinal(22, "en"), ordinal(11, "en")
    ('第2位', '22nd', '11th')
    >>> ordinal(10, "zh", among=True), ordinal(10, "en", among=True)
    ('前10位', 'among the top 10')
    """
    if among:
        return f"前{rank}位" if lang == "zh" else f"among the top {rank}"
    if lang == "zh":
        return f"第{rank}位"
    ending = (
        "th" if rank % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    )
    return f"{rank}{ending}"
