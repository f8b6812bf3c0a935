"""Numbers in words: exact scaling to the powers of ten of a language, and no digit too many.

The digits are decided without a language (`published`, `decimals`) and said in one (`amount`,
`number`, `interval`), so that every language shows the same ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from typing import NamedTuple

from kejidata.errors import KejidataError
from kejidata.model.terms import PERCENT, POINTS, Lang
from kejidata.model.units import round_half_up, split_unit
from kejidata.panel.intervals import supported
from kejidata.wording.labels import unit as unit_label
from kejidata.wording.language import language
from kejidata.wording.names import clean
from kejidata.wording.phrases import text

CURRENCIES = ("元", "美元")
PLACES = {PERCENT: 1, POINTS: 2}
"""Most decimals of a computed rate: it is read, not calculated with; 1 for any other unit."""
EXACT = 1e-9
"""What float arithmetic adds to a number without an interval."""
_DOUBLE = Context(prec=12)
_WIDE = Context(prec=200)


def places(step: float) -> int:
    """Return the decimal places of a rounding step.

    Examples
    --------
    >>> places(0.01), places(10)
    (2, 0)
    """
    exponent = Decimal(repr(step)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def published(value: float, step: float | None = None) -> Decimal:
    """Return a published value with the digits that its rounding step gives it.

    Parameters
    ----------
    value
        A finite number.
    step
        The publisher's rounding step; zero or missing for a number taken as exact, which keeps its
        digits, twelve at most.

    Examples
    --------
    >>> published(26.8, 0.01), published(0.1 + 0.2), published(0.00006)
    (Decimal('26.80'), Decimal('0.3'), Decimal('0.00006'))
    """
    if not math.isfinite(value):
        raise KejidataError(
            "a number that is to be told is missing", where="the frame", remedy="measure it again"
        )
    if step and math.isfinite(step):
        return round_half_up(value, places(step))
    short = Decimal(repr(float(value))).normalize(_DOUBLE)
    return round_half_up(short, max(0, -int(short.as_tuple().exponent)))


def decimals(
    value: float, low: float, high: float, unit: str, most: int | None = None
) -> int | None:
    """Return the decimals that a computed number is told in, None where its interval is told.

    Parameters
    ----------
    value, low, high
        The number and its interval, in `unit`; NaN ends for none.
    unit
        A unit as the registry writes it.
    most
        The most decimals; by default 1, for percentage points 2. A number that would then read
        zero takes as many as it needs, if its interval supports them.

    Examples
    --------
    >>> decimals(66.7, 42.9, 100.0, "%"), decimals(4.26, 4.25, 4.27, "%")
    (None, 1)
    >>> decimals(25.0, 25.0, 25.0, "%"), decimals(0.0004, 0.0004, 0.0004, "%")
    (0, 4)
    """
    found = supported(low, high, PLACES.get(unit, 1) if most is None else most)
    if found is None:
        return None
    while low == high and found and abs(value - round(value, found - 1)) < EXACT:
        found -= 1
    if value and not round_half_up(value, found):
        finer = leading(value)
        return finer if supported(low, high, finer) == finer else None
    return found


def leading(value: float) -> int:
    """Return the decimal place of the first digit of a number, at least 0.

    Examples
    --------
    >>> leading(0.0004), leading(12.5)
    (4, 0)
    """
    return max(0, -Decimal(repr(float(value))).adjusted())


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
    shown = f"{abs(number):,f}".translate(str.maketrans({",": style.group, ".": style.decimal}))
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


def ends_of(low: float, high: float) -> list[Decimal]:
    """Return the ends of an open interval in the digits they are told in.

    That is one place, or as many as keep an end that is not zero from reading so.

    Examples
    --------
    >>> ends_of(42.857, 100.0), ends_of(0.004, 0.1)
    ([Decimal('42.9'), Decimal('100.0')], [Decimal('0.004'), Decimal('0.100')])
    """
    most = max(1, *(leading(end) for end in (low, high) if end))
    return [round_half_up(end, most) for end in (low, high)]


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


def ordinal(rank: int, lang: Lang, *, among: bool = False, first: bool = False) -> str:
    """Return a rank in words.

    Parameters
    ----------
    rank
        A whole number from 1.
    lang
        A language.
    among
        One of the first ranks up to it.
    first
        As the first end of a range.

    Examples
    --------
    >>> ordinal(2, "zh"), ordinal(22, "en"), ordinal(11, "en")
    ('第2位', '22nd', '11th')
    >>> ordinal(10, "zh", among=True), ordinal(10, "en", among=True), ordinal(3, "zh", first=True)
    ('前10位', 'among the top 10', '第3')
    """
    if among:
        return text(lang, "ordinal.top", n=rank)
    words, shown = language(lang).words, str(rank)
    endings = [shown[at:] for at in range(len(shown))] + ["other"]
    tables = ("ordinal_first", "ordinal") if first else ("ordinal",)
    key = next(k for t in tables for e in endings if (k := f"{t}.{e}") in words)
    return text(lang, key, n=rank)


def ranks(best: int, worst: int, lang: Lang, *, form: str = "sentence") -> str:
    """Return a rank, or the range of ranks that rounding leaves open.

    Examples
    --------
    >>> ranks(3, 5, "zh"), ranks(3, 5, "en"), ranks(3, 5, "en", form="label"), ranks(2, 2, "en")
    ('第3至第5位', '3rd to 5th', '3–5', '2nd')
    """
    if form == "label":
        same = best == worst
        return str(best) if same else text(lang, "list.range", low=str(best), high=str(worst))
    if best == worst:
        return ordinal(best, lang)
    ends = {"best": ordinal(best, lang, first=True), "worst": ordinal(worst, lang)}
    return text(lang, "place.range", **ends)
