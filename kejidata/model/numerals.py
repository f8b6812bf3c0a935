"""One numeral as people write it, to an exact number: Arabic, Chinese, financial, mixed."""

from __future__ import annotations

import re
from fractions import Fraction

from kejidata.errors import KejidataError

LONGEST = 100
"""Characters in the longest numeral that is read; longer text is not one numeral."""

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
"""The powers of ten that characters stand for: ten, hundred, thousand, and so on."""
UNITS: dict[str, int] = {name: 10**power for name, power in POWERS.items()}
_SUFFIXES = {"": 1, "k": 10**3, "w": 10**4, "m": 10**6, "g": 10**9, "t": 10**12}
_GROUPS = {"打": 12, "双": 2, "对": 2}

# Traditional, financial and full-width forms fold to one plain form each, character by character.
FOLD = str.maketrans(
    "０１２３４５６７８９．，％－−＋＾／〇○兩俩倆壹贰貳弍叁參叄肆伍陆陸柒捌玖拾佰仟萬億"
    "負點雙對幾餘個圓圆ｋｗｍｇｔＫＷＭＧＴＥｅKWMGTE",
    "0123456789.,%--+^/零零两两两一二二二三三三四五六六七八九十百千万亿"
    "负点双对几余个元元kwmgtkwmgteekwmgte",
)

_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
_SCIENTIFIC = re.compile(r"(\d+(?:\.\d+)?|\.\d+)e([+-]?\d{1,3})")
_POWER = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\^([+-]{0,2}\d{1,3})")
_MIXED = re.compile(r"(\d+)\s+(\d+)\s*/\s*(\d+)")
# 几十万 (some 100,000s) states no number: something must stand before what is vague. 两个亿 is
# 两亿 (200 million).
_ABOUT = re.compile(
    r"(?<=[\d零一二三四五六七八九两十百千万])(?:零?[几余多来](?=[十百千万亿兆])|个(?=[万亿]))"
)
_MONEY = re.compile(r"([^元角分]+)元(?:([^元角分毛]+)[角毛])?(?:([^元角分]+)分)?[整正]?")
_DISCOUNT = re.compile(r"(.+?)[成折](.?)")


def parse_number(text: str) -> float:
    """Return the number that one numeral states, as a float, nearest to its exact value.

    A magnitude is applied (26.82亿 is 2682000000). Whatever speaks of a hundred comes back as
    the percent number, as everywhere in this package: 百分之九十九点五 is 99.5, ２２％ is 22,
    七成 (tenths) is 70, 六五折 (a discount) is 65, 12个百分点 (points) is 12. Other fractions are
    the number itself: 三分之一 is 0.333..., 千分之五 is 0.005. An ordinal is its number (第250). A
    vague 余, 多 (more than) or 几 (some) before a magnitude leaves the number that is written
    (十余万 is 100000); where none is written, as in 几十万, there is nothing to read.

    Parameters
    ----------
    text
        The numeral alone, without a counted thing; spaces are allowed between characters.

    Raises
    ------
    KejidataError
        The text is anything else than one numeral; the message holds the text.

    Examples
    --------
    >>> parse_number("26.82亿"), parse_number("三十六亿五千七百万"), parse_number("七成")
    (2682000000.0, 3657000000.0, 70.0)
    """
    if isinstance(text, str) and len(text) <= LONGEST:
        try:
            return float(_signed(text.strip().translate(FOLD)))
        except (ValueError, ZeroDivisionError, OverflowError):
            pass
    shown = repr(text) if len(str(text)) <= LONGEST else repr(str(text)[:LONGEST]) + "..."
    raise KejidataError(
        f"not one numeral: {shown}", remedy="give one number, such as 26.82亿, 七成 or 第250"
    )


def _signed(text: str) -> Fraction:
    if text[:1] in ("负", "-", "+"):
        value = _unsigned(text[1:].strip())
        return value if text[0] == "+" else -value
    return _unsigned(text)


def _unsigned(text: str) -> Fraction:
    mixed = _MIXED.fullmatch(text)
    if mixed:
        whole, top, bottom = (int(part) for part in mixed.groups())
        return whole + Fraction(top, bottom)
    tight = re.sub(r"\s+", "", text)
    if tight.endswith(("成", "折")) or "成" in tight:
        return _tenths(tight)
    if re.search(r"[\d,]\s+[\d,]", text):
        raise ValueError(text)
    if tight.startswith("第"):
        return _ordinal(tight[1:])
    if tight.startswith("百分之"):
        return _signed(tight[3:])
    return _number(re.sub(r"(?:个?百分点|%)$", "", tight))


def _ordinal(text: str) -> Fraction:
    value = _number(text)
    if value.denominator != 1 or not re.fullmatch(r"\d+|[零一二三四五六七八九两十百千万]+", text):
        raise ValueError(text)
    return value


def _tenths(text: str) -> Fraction:
    """Return tenths as a percent number: 七成六 is 76, 三成半 35, 7.2折 72, 对折 (half) 50."""
    if text in ("对折", "半折"):
        return Fraction(50)
    match = _DISCOUNT.fullmatch(text)
    if not match or (match[2] and "折" in text):
        raise ValueError(text)
    value, rest = _number(match[1]), match[2]
    if "折" in text and re.fullmatch(r"[1-9一二三四五六七八九]{2}", match[1]):
        return value
    extra = Fraction(5) if rest == "半" else Fraction(DIGITS[rest]) if rest in DIGITS else None
    if rest and extra is None:
        raise ValueError(text)
    return value * 10 + (extra or 0)


def _number(text: str) -> Fraction:
    for pattern, result in ((_SCIENTIFIC, _scientific), (_POWER, _power)):
        match = pattern.fullmatch(text)
        if match:
            return result(match[1], match[2])
    if "分之" in text or "/" in text:
        return _fraction(text)
    if text[-1:] in _GROUPS:
        return _plain(text[:-1]) * _GROUPS[text[-1]]
    money = _MONEY.fullmatch(text)
    if money:
        yuan, jiao, fen = (_plain(part) if part else Fraction(0) for part in money.groups())
        return yuan + jiao / 10 + fen / 100
    return _plain(text)


def _scientific(base: str, exponent: str) -> Fraction:
    return Fraction(base) * Fraction(10) ** int(exponent)


def _power(base: str, exponent: str) -> Fraction:
    sign = -1 if exponent.count("-") == 1 else 1
    return Fraction(base) ** (sign * int(exponent.lstrip("+-")))


def _fraction(text: str) -> Fraction:
    """三分之一, 一又二分之一, 3/5."""
    whole, joined, rest = text.rpartition("又")
    bottom, divided, top = rest.partition("分之")
    if not divided:
        top, _, bottom = rest.partition("/")
    sign = 1
    if top.startswith(("负", "-")):
        sign, top = -1, top[1:]
    return (_plain(whole) if joined else 0) + sign * _plain(top) / _plain(bottom)


def _plain(text: str) -> Fraction:
    """Read a non-negative numeral of Arabic or Chinese digits with its magnitudes."""
    text = _ABOUT.sub("", text).replace("廿", "二十").replace("卅", "三十").replace("卌", "四十")
    if text in ("半", "一半"):
        return Fraction(1, 2)
    if text[-1:] in _SUFFIXES and _ARABIC.fullmatch(text[:-1]):
        return _arabic(text[:-1]) * _SUFFIXES[text[-1]]
    whole, point, decimals = text.partition("点")
    if not point:
        return _integer(text)
    match = re.fullmatch(r"(\d+|[零一二三四五六七八九]+)([十百千万亿兆]*)", decimals)
    if not match:
        raise ValueError(text)
    digits = "".join(str(DIGITS.get(c, c)) for c in match[1])
    value = _integer(whole) + Fraction(int(digits), 10 ** len(digits))
    for unit in match[2]:
        value *= UNITS[unit]
    return value


def _integer(text: str) -> Fraction:
    """Split at the largest unit: what stands left of it counts units, what stands right adds."""
    unit = max((c for c in text if c in UNITS), key=lambda c: UNITS[c], default=None)
    if unit is None:
        return _arabic(text) if text[:1].isascii() else _digits(text)
    big = UNITS[unit] >= 10**4
    left, _, right = text.rpartition(unit) if big else text.partition(unit)
    count = _integer(left) if big else _count(left or "一")
    if not right:
        return count * UNITS[unit]
    if count.denominator != 1:
        raise ValueError(text)
    return count * UNITS[unit] + _rest(right, UNITS[unit])


def _count(text: str) -> Fraction:
    if text == "半":
        return Fraction(1, 2)
    if text in DIGITS:
        return Fraction(DIGITS[text])
    return _arabic(text)


def _rest(text: str, unit: int) -> Fraction:
    """Read what follows a unit; one digit alone counts the next lower unit (两千六 is 2600)."""
    if text in DIGITS and text != "零":
        return Fraction(DIGITS[text] * unit, 10)
    value = _integer(text.lstrip("零"))
    if value >= unit or value.denominator != 1:
        raise ValueError(text)
    return value


def _arabic(text: str) -> Fraction:
    if not _ARABIC.fullmatch(text):
        raise ValueError(text)
    return Fraction(text.replace(",", ""))


def _digits(text: str) -> Fraction:
    # 两 (two) counts things and never stands in a row of digits.
    if not text or any(c not in DIGITS for c in text) or ("两" in text and len(text) > 1):
        raise ValueError(text)
    return Fraction(int("".join(str(DIGITS[c]) for c in text)))
