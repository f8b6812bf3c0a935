"""Numbers in words: exact scaling to the powers of ten of a language, and no digit too many.

`precision` decides the digits without a language, `scaling` moves them to the powers of ten of one;
here they are said. Ranks have their own module. All are handed on here, so that a caller needs
`numbers` alone.
"""

from __future__ import annotations

import re
from decimal import Decimal

from kejidata.model.terms import Lang
from kejidata.model.units import CURRENCIES, round_half_up
from kejidata.wording.labels import per as unit_per
from kejidata.wording.labels import unit as unit_label
from kejidata.wording.language import language
from kejidata.wording.names import clean
from kejidata.wording.phrases import text
from kejidata.wording.precision import decimals, ends_of, leading, limit_of, published, told
from kejidata.wording.ranks import ordinal, ranks
from kejidata.wording.scaling import (
    Scale,
    common,
    digits,
    places_shown,
    read,
    scale_of,
    scaled,
    sign_of,
)

__all__ = [
    "CURRENCIES",
    "Scale",
    "amount",
    "common",
    "computed",
    "decimals",
    "digits",
    "ends_of",
    "interval",
    "leading",
    "limit_key",
    "limit_of",
    "number",
    "ordinal",
    "places_shown",
    "published",
    "ranks",
    "rounded",
    "read",
    "scale_of",
    "told",
]


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
    number: Decimal,
    unit: str,
    lang: Lang,
    *,
    signed: bool = False,
    short: bool = False,
    alike: Decimal | None = None,
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
    alike
        A number of the same unit, in whose power of ten this one is told.

    Examples
    --------
    >>> amount(Decimal("15520"), "万元", "zh"), amount(Decimal("22.0"), "亿元", "en")
    ('1.552亿元', 'CNY 2.20 billion')
    >>> amount(Decimal("12.3"), "万人", "en"), amount(Decimal("-107"), "家", "en")
    ('123,000 people', '−107')
    >>> amount(Decimal("1"), "万人", "en"), amount(Decimal("1"), "人", "en")
    ('10,000 people', '1 person')
    >>> amount(Decimal("0.16"), "个百分点", "en", signed=True, short=True)
    '+0.16 pp'
    """
    shown, base = scaled(abs(number), unit, lang, alike if alike is None else abs(alike))
    money, _, per = base.partition("/")
    sign = sign_of(number, lang, signed)
    if money in CURRENCIES and per and "amount.per" in language(lang).words:
        said = _unit_said(shown, money, lang, short)
        return sign + text(lang, "amount.per", amount=said, unit=clean(unit_per(per, lang), lang))
    return sign + _unit_said(shown, base, lang, short)


ONE = re.compile(r"1(\.0+)?")
"""A number as it is shown that takes the singular: 1 person, and 10,000 people."""


def _unit_said(shown: str, unit: str, lang: Lang, short: bool) -> str:
    """Return digits with their unit, in the form that the number asks for, as it is shown."""
    tables = ("amount_short", "amount") if short else ("amount",)
    words = language(lang).words
    key = next((k for k in (f"{t}.{unit}" for t in tables) if k in words), "amount.other")
    named = clean(unit_label(unit, lang), lang)
    return text(lang, key, n=shown, unit=named, count=1 if ONE.fullmatch(shown) else 2)


def rounded(value: float, places: int, lang: Lang, scale: Scale) -> str:
    """Return a computed number in the unit of a scale, to so many places; never a plain zero.

    Examples
    --------
    >>> percent = Scale("%")
    >>> rounded(25.04, 1, "en", percent), rounded(1e-12, 4, "en", percent)
    ('25.0', '<0.0001')
    """
    limit = limit_of(value, places)
    shown = round_half_up(value, places) if limit is None else limit
    return within(limit, scale.digits(shown, lang), lang)


def within(limit: Decimal | None, said: str, lang: Lang, *, form: str = "label") -> str:
    """Return a limit in words as that of a number between it and zero; else what is said.

    Examples
    --------
    >>> within(Decimal("0.0001"), "0.0001%", "en", form="sentence"), within(None, "3%", "en")
    ('less than 0.0001%', '3%')
    """
    return said if limit is None else text(lang, limit_key(limit, form), n=said)


def limit_key(limit: Decimal, form: str) -> str:
    """Return the key of the words for a number between zero and a limit."""
    return f"limit.{form}.{'positive' if limit > 0 else 'negative'}"


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
        As in `amount`. Both ends are told in one power of ten.

    Examples
    --------
    >>> interval(42.857, 100.0, "%", "en"), interval(42.857, 100.0, "%", "en", form="label")
    ('between 42.9% and 100.0%', '42.9% to 100.0%')
    >>> interval(42.857, 100.0, "%", "zh"), interval(-1.25, 2.5, "%", "zh", signed=True)
    ('42.9%至100.0%', '−1.3%至+2.5%')
    """
    ends = ends_of(low, high, unit)
    alike = common(ends)
    said = [amount(end, unit, lang, signed=signed, short=short, alike=alike) for end in ends]
    return text(lang, f"interval.{form}", low=said[0], high=said[1])


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
    alike: Decimal | None = None,
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
    alike
        As in `amount`.

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
    limit = limit_of(value, found)
    shown = round_half_up(value, found) if limit is None else limit
    said = amount(shown, unit, lang, signed=signed, short=short, alike=alike)
    return within(limit, said, lang, form=form)
