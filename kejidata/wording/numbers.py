"""Numbers in words: exact scaling to the powers of ten of a language, and no digit too many.

`precision` decides the digits without a language; here they are said in one. Ranks have their own
module, and are handed on here with the digits, so that a caller needs `numbers` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from typing import NamedTuple

from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up, split_unit
from kejidata.wording.labels import unit as unit_label
from kejidata.wording.language import language
from kejidata.wording.names import clean
from kejidata.wording.phrases import text
from kejidata.wording.precision import decimals, ends_of, leading, published
from kejidata.wording.ranks import ordinal, ranks

__all__ = [
    "Scale",
    "amount",
    "computed",
    "decimals",
    "digits",
    "ends_of",
    "interval",
    "leading",
    "number",
    "ordinal",
    "published",
    "ranks",
    "scale_of",
]

CURRENCIES = ("元", "美元")
_WIDE = Context(prec=200)


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
    return _sign(number, lang, signed) + shown


def _sign(number: Decimal, lang: Lang, signed: bool) -> str:
    return language(lang).style.minus if number < 0 else "+" if signed and number > 0 else ""


def number(value: float, lang: Lang, places: int | None = None, *, signed: bool = False) -> str:
    """Return a number without a unit, rounded to so many places; by default with its own digits.

    Examples
    --------
    >>> number(-1234.5, "en"), number(6.4, "zh", 1, signed=True), number(-0.04, "zh", 1)
    ('−1,234.5', '+6.4', '0.0')
    """
    known = published(value) if places is None else round_half_up(value, places)
    return digits(known, lang, signed=signed)


def amount(
    number: Decimal, unit: str, lang: Lang, *, signed: bool = False, short: bool = False
) -> str:
    """Return a number with its unit, scaled exactly to the unit that readers expect.

    Zeros behind a published decimal point stay in every language; those of a whole number go.

    Parameters
    ----------
    number
        The number in `unit`, with the digits to be shown.
    unit
        A unit as the registry writes it.
    lang
        A language.
    signed
        Whether a plus stands before what is more than zero.
    short
        With the short unit of a label.

    Examples
    --------
    >>> amount(Decimal("15520"), "万元", "zh"), amount(Decimal("22.0"), "亿元", "en")
    ('1.552亿元', 'CNY 2.20 billion')
    >>> amount(Decimal("12.3"), "万人", "en"), amount(Decimal("-107"), "家", "en")
    ('123,000 people', '−107')
    >>> amount(Decimal("0.16"), "个百分点", "en", signed=True, short=True)
    '+0.16 pp'
    """
    shown, base = _scaled(abs(number), unit, lang)
    money, _, per = base.partition("/")
    sign = _sign(number, lang, signed)
    if money in CURRENCIES and per and "amount.per" in language(lang).words:
        said = _unit_said(shown, money, abs(number), lang, short)
        return sign + text(lang, "amount.per", amount=said, unit=_per(per, lang))
    return sign + _unit_said(shown, base, abs(number), lang, short)


def _per(base: str, lang: Lang) -> str:
    return language(lang).words.get(f"per.{base}", base)


def _unit_said(shown: str, unit: str, number: Decimal, lang: Lang, short: bool) -> str:
    """Return digits with their unit, in the form that the number asks for."""
    tables = ("amount_short", "amount") if short else ("amount",)
    words = language(lang).words
    key = next((k for k in (f"{t}.{unit}" for t in tables) if k in words), "amount.other")
    named = clean(unit_label(unit, lang), lang)
    return text(lang, key, n=shown, unit=named, count=1 if number == 1 else 2)


def _scaled(number: Decimal, unit: str, lang: Lang) -> tuple[str, str]:
    """Return the digits of a number in a power of ten of the language, and the unit left."""
    factor, base = split_unit(unit) if unit else (Decimal(1), "")
    style, own = language(lang).style, factor.adjusted()
    money, _, per = base.partition("/")
    kind = ("rate" if per else "money") if money in CURRENCIES else "count"
    if kind not in style.scaled or (kind == "count" and not own):
        return digits(number, lang), unit
    name, power = _power(number, own, style.powers)
    moved = number.scaleb(own - power, _WIDE)
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
    short = number.normalize(_WIDE)
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short


def interval(
    low: float,
    high: float,
    unit: str,
    lang: Lang,
    *,
    form: str = "sentence",
    signed: bool = False,
    short: bool = False,
) -> str:
    """Return an interval that rounding leaves open; both forms have the same ends and digits.

    Parameters
    ----------
    low, high
        Its ends, in `unit`.
    unit
        A unit as the registry writes it.
    lang
        A language.
    form
        "sentence", or "label" for cells, labels and titles.
    signed, short
        As in `amount`.

    Examples
    --------
    >>> interval(42.857, 100.0, "%", "en"), interval(42.857, 100.0, "%", "en", form="label")
    ('between 42.9% and 100.0%', '42.9% to 100.0%')
    >>> interval(42.857, 100.0, "%", "zh"), interval(-1.25, 2.5, "%", "zh", signed=True)
    ('42.9%至100.0%', '−1.3%至+2.5%')
    """
    ends = [amount(end, unit, lang, signed=signed, short=short) for end in ends_of(low, high)]
    return text(lang, f"interval.{form}", low=ends[0], high=ends[1])


def computed(
    value: float,
    low: float,
    high: float,
    unit: str,
    lang: Lang,
    *,
    most: int | None = None,
    form: str = "label",
    signed: bool = False,
    short: bool = False,
) -> str:
    """Return a computed number with the digits its interval supports, else its interval.

    Parameters
    ----------
    value, low, high
        The number and its interval, in `unit`; NaN ends for none.
    unit, lang, most
        As in `decimals`.
    form, signed, short
        As in `interval`.

    Examples
    --------
    >>> computed(15.937, 15.934, 15.943, "%", "en", signed=True)
    '+15.9%'
    >>> computed(66.7, 42.857, 100.0, "%", "en", signed=True)
    '+42.9% to +100.0%'
    """
    found = decimals(value, low, high, unit, most)
    if found is None:
        return interval(low, high, unit, lang, form=form, signed=signed, short=short)
    return amount(round_half_up(value, found), unit, lang, signed=signed, short=short)


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
        moved = number.scaleb(-self.power, _WIDE)
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
