"""Numbers, units and rounding steps: exact decimals that every other room leans on."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from kejidata.errors import KejidataError
from kejidata.model.numerals import FOLD, POWERS, parse_number
from kejidata.model.terms import PERCENT, POINTS

__all__ = [
    "CURRENCIES",
    "LAST_YEAR",
    "convert",
    "is_quotient",
    "on_moving_base",
    "parse_decimal",
    "parse_number",
    "round_half_up",
    "split_unit",
]

LAST_YEAR = "上年=100"
"""The unit of an index that is 100 in the year before, or in the same months of it: another unit in
each year, in which no two levels can be compared."""
NEAR_LAST_YEAR = (50, 200)
"""Between them lies an index on the year before; 2.5 is a change, 540 an index on another base."""
CURRENCIES = ("元", "美元")
"""Units of money without their magnitudes."""
MAGNITUDES = {name: POWERS[name] for name in "十百千万亿"}
"""Powers of ten that a unit may begin with; 兆 of 兆瓦 (megawatt) is none."""

# Units whose first character is a part of the word and no magnitude.
_WHOLE = ("千克", "千米", "千瓦", "百分", "千分", "百帕", "千帕", "千卡", "千伏", "万元户")
_DECIMAL = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SAME = {"％": "%", "人民币元": "元", "圆": "元", "個": "个", "項": "项", "戶": "户"}
_SAME |= dict.fromkeys(("㎡", "平米"), "平方米")
_QUOTIENTS = frozenset((PERCENT, POINTS, LAST_YEAR, "百分点", "‰", "倍"))
# 上月=100 (last month), last quarter = 100.
_MOVING = re.compile(
    r"(?:[上前]一?[年月季期](?:同期|度)?|(?:last|previous|preceding)\s*(?:year|month|quarter|period))"
    r"\s*[=＝]\s*100",
    re.IGNORECASE,
)
# 元/人, 元每人 (yuan a head), and an index on any base.
_PER = re.compile(r"[/／每]|\bper\b|=\s*100$")
SMALL = 4
"""Digits in which what is less than one is told."""
WIDE = Context(prec=200)
"""Wide enough that moving the point of a published figure never rounds it."""


def parse_decimal(text: str) -> tuple[Decimal, Decimal]:
    """Return the exact value of an Arabic numeral and the step of its last digit.

    Parameters
    ----------
    text
        A numeral of a table or a report: half- or full-width digits, thousands separators, a sign.

    Raises
    ------
    KejidataError
        The text is not one Arabic numeral.

    Examples
    --------
    >>> parse_decimal("1,384.0")
    (Decimal('1384.0'), Decimal('0.1'))
    """
    plain = text.strip().translate(FOLD) if isinstance(text, str) else ""
    if len(plain) > 100 or not _DECIMAL.fullmatch(plain):
        raise KejidataError(
            f"not an Arabic number: {str(text)[:100]!r}",
            remedy="write digits, as in 26.82 or 1,384.0, and keep the unit in its own column",
        )
    value = Decimal(plain.replace(",", ""))
    return value, Decimal(1).scaleb(-len(plain.partition(".")[2]))


@lru_cache(maxsize=1024)
def split_unit(unit: str) -> tuple[Decimal, str]:
    """Return the magnitude that a unit begins with and the base unit that is left.

    Parameters
    ----------
    unit
        A unit as written, such as 万元, 亿元, 件/万人; a magnitude alone leaves an empty base.

    Examples
    --------
    >>> split_unit("万元"), split_unit("件/万人"), split_unit("亿")
    ((Decimal('10000'), '元'), (Decimal('1'), '件/万人'), (Decimal('100000000'), ''))
    """
    plain = re.sub(r"\s+", "", unit).translate(str.maketrans("萬億", "万亿"))
    at = 0
    while at < len(plain) and plain[at] in MAGNITUDES and not plain.startswith(_WHOLE, at):
        at += 1
    base = plain[at:]
    power = sum(MAGNITUDES[c] for c in plain[:at])
    return Decimal(10**power), _SAME.get(base, base)


def on_moving_base(unit: str) -> bool:
    """Return whether a unit is that of an index whose base is another in each period.

    Examples
    --------
    >>> on_moving_base("上年=100"), on_moving_base("上月=100"), on_moving_base("2015年=100")
    (True, True, False)
    """
    return bool(_MOVING.fullmatch(unit.strip()))


def is_quotient(unit: str) -> bool:
    """Return whether a unit is that of a quotient, of which parts do not add up to the whole.

    Examples
    --------
    >>> is_quotient("元/人"), is_quotient("元每人"), is_quotient("上年=100"), is_quotient("万元")
    (True, True, True, False)
    """
    return bool(_PER.search(unit)) or split_unit(unit)[1] in _QUOTIENTS


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """Return `value`, stated in `unit`, exactly in the unit `to`.

    Parameters
    ----------
    value
        The number in `unit`.
    unit, to
        Units with one base, such as 万元 and 亿元.

    Raises
    ------
    KejidataError
        The two units have different bases.

    Examples
    --------
    >>> convert(Decimal("7034.24"), "万元", "亿元")
    Decimal('0.703424')
    """
    factor, base = split_unit(unit)
    target, other = split_unit(to)
    if base != other:
        raise KejidataError(
            f"{unit!r} cannot be turned into {to!r}: they measure different things",
            remedy="state the figure in a unit of the same kind",
        )
    # Both factors are powers of ten, so moving the point is exact at any length.
    return value.scaleb(factor.adjusted() - target.adjusted(), WIDE)


def round_half_up(value: Decimal | float, decimals: int) -> Decimal:
    """Return `value` rounded to `decimals` places, halves away from zero.

    The package's one rounding rule. A float is taken as the shortest decimal that names it, so that
    2.675 to two places is 2.68, as a reader of the printed number expects.

    Parameters
    ----------
    value
        A finite number.
    decimals
        Digits kept after the point.

    Raises
    ------
    KejidataError
        The value is not a finite number.

    Examples
    --------
    >>> round_half_up(2.675, 2), round_half_up(Decimal("-0.5"), 0)
    (Decimal('2.68'), Decimal('-1'))
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not exact.is_finite():
        raise KejidataError(f"{value} cannot be rounded", remedy="leave an empty value empty")
    digits = max(exact.adjusted() + decimals + 2, 1) + 28
    rounded = exact.quantize(
        Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=Context(prec=digits)
    )
    # A negative zero would print as -0.
    return abs(rounded) if rounded == 0 else rounded
