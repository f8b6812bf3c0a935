"""Numbers moved to the powers of ten that a language tells them in, with no digit more or less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from kejidata.model.terms import Lang
from kejidata.model.units import CURRENCIES, WIDE, split_unit
from kejidata.wording.labels import per
from kejidata.wording.labels import unit as unit_label
from kejidata.wording.language import language
from kejidata.wording.names import clean
from kejidata.wording.precision import published

HUGE, LARGE = 12, 8
"""What is published in 亿 (hundreds of millions) or more is told in no power of ten from HUGE on:
statistical offices write 36326.8亿元 and 3,632.68 billion."""
DIGITS = 6
"""Digits before the point that a column or an axis shows at most."""
APART = 2
"""Powers of ten between numbers at most, for the largest to have few digits in the unit of the
smallest."""
MILLION = 10**6
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")


def digits(number: Decimal, lang: Lang, *, signed: bool = False) -> str:
    """Return a decimal in digits, thousands as the language parts them.

    Parameters
    ----------
    number
        The number, with the digits to be shown.
    lang
        A language.
    signed
        Whether a plus stands before what is more than zero.

    Examples
    --------
    >>> digits(Decimal("-24393.1"), "zh"), digits(Decimal("24393.10"), "en", signed=True)
    ('−24393.1', '+24,393.10')
    """
    style = language(lang).style
    shown = f"{abs(number):,f}".translate({ord(","): style.group, ord("."): style.decimal})
    return sign_of(number, lang, signed) + shown


def read(shown: str, lang: Lang) -> Decimal | None:
    """Return the number that digits of a language show; None where they show more or less.

    Examples
    --------
    >>> read("−1,234.50", "en"), read("≥20", "zh")
    (Decimal('-1234.50'), None)
    """
    style = language(lang).style
    marks = str.maketrans({style.minus: "-", style.decimal: "."} | dict.fromkeys(style.group, ""))
    plain = shown.translate(marks)
    return Decimal(plain) if _PLAIN.fullmatch(plain) else None


def places_shown(shown: str, lang: Lang) -> int:
    """Return how many digits stand behind the last decimal mark of a text.

    Examples
    --------
    >>> places_shown("42.9 to 100.00", "en"), places_shown("≥20", "en")
    (2, 0)
    """
    tail = shown.rpartition(language(lang).style.decimal)[2]
    return len(tail) if tail != shown and tail.isdecimal() else 0


def sign_of(number: Decimal, lang: Lang, signed: bool) -> str:
    """Return the sign that stands before the digits of a number, none where it needs none."""
    return language(lang).style.minus if number < 0 else "+" if signed and number > 0 else ""


def power_of_ten(value: float, lang: Lang) -> str:
    """Return a number on a scale of powers of ten: its own digits, from a million on the power.

    Examples
    --------
    >>> power_of_ten(-1e11, "en"), power_of_ten(1e5, "en"), power_of_ten(0.0, "zh")
    ('−10¹¹', '100,000', '0')
    """
    known = published(value)
    if abs(value) < MILLION:
        return digits(known, lang)
    return f"{sign_of(known, lang, signed=False)}10{str(known.adjusted()).translate(RAISED)}"


def scaled(number: Decimal, unit: str, lang: Lang, alike: Decimal | None = None) -> tuple[str, str]:
    """Return the digits of a number in a power of ten of the language, and the unit left.

    The power is that in which the number is told, or another one that it stands beside.
    """
    factor, base = split_unit(unit) if unit else (Decimal(1), "")
    style, own = language(lang).style, factor.adjusted()
    kind = _kind(base)
    # Less than one in a large unit is told in a smaller one: 0.0046亿元/人年 is 46万元/人年.
    reached = number if alike is None else alike
    small = kind == "rate" and own > 0 and reached.adjusted() < 0
    if (kind not in style.scaled and not small) or (kind == "count" and not own):
        return digits(number, lang), unit
    name, power = _power(reached, own, style.powers)
    moved = number.scaleb(own - power, WIDE)
    whole = int(number.as_tuple().exponent) >= 0
    return digits(_trim(moved) if whole else moved, lang) + name, base


def common(numbers: Iterable[Decimal]) -> Decimal | None:
    """Return the number in whose power of ten all are told: the smallest, unless it is far off.

    Examples
    --------
    >>> common([Decimal(7563), Decimal(12000)]), common([Decimal(500), Decimal(1200000)])
    (Decimal('7563'), Decimal('1200000'))
    """
    known = sorted(map(abs, numbers))
    if not known:
        return None
    small, large = known[0], known[-1]
    return small if small and large.adjusted() - small.adjusted() <= APART else large


def _kind(base: str) -> str:
    """Return what a unit without its power of ten is of: money, money for each, a count."""
    money, _, per = base.partition("/")
    return ("rate" if per else "money") if money in CURRENCIES else "count"


def _power(number: Decimal, own: int, powers: Mapping[str, int]) -> tuple[str, int]:
    """Return the name and the power of ten in which a number of 10**own is told."""
    if not number:
        return next(((name, own) for name, power in powers.items() if power == own), ("", own))
    reached = number.adjusted() + own
    most = min(reached, HUGE - 1) if own >= LARGE else reached
    fit = [(power, name) for name, power in powers.items() if power <= most]
    return max(fit)[::-1] if fit else ("", 0)


def _trim(number: Decimal) -> Decimal:
    """Return the number without the zeros that scaling leaves behind the point."""
    short = number.normalize(WIDE)
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short


class Scale(NamedTuple):
    """The unit that an axis or a heading shows, and the power of ten between it and the data."""

    unit: str
    power: int = 0

    @property
    def factor(self) -> float:
        """Return what a number of the data is multiplied by."""
        return float(Decimal(1).scaleb(-self.power))

    def digits(self, number: Decimal, lang: Lang, *, signed: bool = False) -> str:
        """Return a number of the data in this unit, with all its digits and no unit.

        Examples
        --------
        >>> scale_of("亿元", "en", [26.82]).digits(Decimal("26.80"), "en")
        '2.680'
        """
        moved = number.scaleb(-self.power, WIDE)
        whole = int(number.as_tuple().exponent) >= 0
        return digits(_trim(moved) if whole else moved, lang, signed=signed)


def scale_of(unit: str, lang: Lang, values: Iterable[float] = ()) -> Scale:
    """Return the unit in which an axis or a column shows numbers of a unit of the data.

    What the language tells in powers of ten of its own takes the largest that half of the values
    reach, or a larger one where the largest value would have more than six digits before the
    point. Chinese keeps the unit of the data while the largest has few enough digits to be read,
    and half of the values are one or more.

    Examples
    --------
    >>> scale_of("亿元", "en", [26.82]), scale_of("万人", "en", [12.5])
    (Scale(unit='CNY billion', power=1), Scale(unit='people', power=-4))
    >>> scale_of("万件", "en", [1210]), scale_of("万元/人年", "en", [46.0])
    (Scale(unit='million', power=2), Scale(unit='CNY per person-year', power=-4))
    >>> scale_of("亿元", "en", [1.19, 21.53]), scale_of("亿元", "zh", [0.0119, 0.2153])
    (Scale(unit='CNY million', power=-2), Scale(unit='万元', power=-4))
    >>> scale_of("万元", "zh", [26.82]), scale_of("元", "zh", [2e12])
    (Scale(unit='万元', power=0), Scale(unit='万亿元', power=12))
    """
    factor, base = split_unit(unit) if unit else (Decimal(1), "")
    style, own, kind = language(lang).style, factor.adjusted(), _kind(base)
    known = sorted(published(abs(value)) for value in values if value) or [Decimal(1)]
    half, most = known[(len(known) - 1) // 2], known[-1]
    readable = most.adjusted() < style.axis_digits and (half >= 1 or not own)
    if readable or kind not in style.scaled or (kind == "count" and not own):
        return Scale(clean(unit_label(unit, lang), lang))
    name, power = _power(half, own, style.powers)
    least = most.adjusted() + own - DIGITS + 1
    if power < least:
        larger = [(other, called) for called, other in style.powers.items() if other >= least]
        power, name = min(larger, default=(power, name))
    return Scale(clean(_axis_unit(name.strip(), base, lang), lang), power - own)


def _axis_unit(power: str, base: str, lang: Lang) -> str:
    """Return a unit with the power of ten before or behind it, as the language has it."""
    if not power:
        return unit_label(base, lang)
    above, _, below = base.partition("/")
    words, kind = language(lang).words, _kind(above)
    key = f"axis.{base}" if f"axis.{base}" in words else f"axis.{kind}"
    said = words[key].format(power=power, unit=unit_label(above, lang))
    return words["amount.per"].format(amount=said, unit=per(below, lang)) if below else said
