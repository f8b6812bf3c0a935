"""Numbers moved to the powers of ten that a language tells them in, with no digit more or less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from kejidata.model.terms import Lang
from kejidata.model.units import CURRENCIES, WIDE, split_unit
from kejidata.wording.labels import unit as unit_label
from kejidata.wording.language import language
from kejidata.wording.names import clean
from kejidata.wording.precision import published

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


def scaled(number: Decimal, unit: str, lang: Lang) -> tuple[str, str]:
    """Return the digits of a number in a power of ten of the language, and the unit left."""
    factor, base = split_unit(unit) if unit else (Decimal(1), "")
    style, own = language(lang).style, factor.adjusted()
    money, _, per = base.partition("/")
    kind = ("rate" if per else "money") if money in CURRENCIES else "count"
    # Less than one in a large unit is told in a smaller one: 0.0046亿元/人年 is 46万元/人年.
    small = kind == "rate" and own > 0 and number.adjusted() < 0
    if (kind not in style.scaled and not small) or (kind == "count" and not own):
        return digits(number, lang), unit
    name, power = _power(number, own, style.powers)
    moved = number.scaleb(own - power, WIDE)
    whole = int(number.as_tuple().exponent) >= 0
    return digits(_trim(moved) if whole else moved, lang) + name, base


def _power(number: Decimal, own: int, powers: Mapping[str, int]) -> tuple[str, int]:
    """Return the name and the power of ten in which a number of 10**own is told."""
    if not number:
        return next(((name, own) for name, power in powers.items() if power == own), ("", own))
    reached = number.adjusted() + own
    fit = [(power, name) for name, power in powers.items() if power <= reached]
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
    """Return the unit in which an axis shows numbers of a unit of the data.

    Money takes the largest power of ten of the language that one of the values reaches.

    Examples
    --------
    >>> scale_of("亿元", "en", [26.82]), scale_of("亿元", "en", [2.4])
    (Scale(unit='CNY billion', power=1), Scale(unit='CNY million', power=-2))
    >>> scale_of("万元", "zh"), scale_of("万人", "en")
    (Scale(unit='万元', power=0), Scale(unit='10,000 people', power=0))
    """
    factor, base = split_unit(unit) if unit else (Decimal(1), "")
    words, own = language(lang).words, factor.adjusted()
    axis = {int(key[11:]): said for key, said in words.items() if key.startswith("money_axis.")}
    if base != CURRENCIES[0] or not axis:
        return Scale(clean(unit_label(unit, lang), lang))
    most = max((published(abs(value)) for value in values if value), default=Decimal(1))
    fit = [power for power in axis if power <= most.adjusted() + own]
    power = max(fit, default=0)
    return Scale(axis[power], power - own)
