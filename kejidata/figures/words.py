"""The words of a figure: names by code, numbers, periods and the source line, in both languages."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import pandas as pd

from kejidata.figures.layout.font import drawable
from kejidata.model import registry
from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up
from kejidata.panel.intervals import supported
from kejidata.wording import labels

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:/(\d{4})(?:-(\d\d))?)?")
MINUS = "\N{MINUS SIGN}"
NATION = "000000"

# How English figures show a unit of the data: the factor, and the unit then.
_ENGLISH = {
    "亿元": (0.1, "billion yuan"),
    "万元": (0.01, "million yuan"),
    "元": (1.0, "yuan"),
    "个百分点": (1.0, "pp"),
    **dict.fromkeys(("家", "个", "项", "次", "件", "类"), (1.0, "")),
}


@cache
def names_of(table: str, key: str, column: str) -> dict[str, str]:
    """Return one column of a registry table by its key, empty cells left out."""
    frame: pd.DataFrame = getattr(registry, table)()
    named = frame[frame[column].astype(str) != ""]
    return dict(zip(named[key].astype(str), named[column].astype(str), strict=True))


def indicator(code: object, lang: Lang) -> str:
    """Return the name of an indicator, and the code itself where the registry has none."""
    return names_of("indicators", "code", f"name_{lang}").get(str(code), _one_line(code))


def region(code: object, lang: Lang) -> str:
    """Return the short name of a region, and the code itself where the registry has none."""
    full = names_of("regions", "code", f"name_{lang}").get(str(code), _one_line(code))
    return names_of("regions", "code", "short_zh").get(str(code), full) if lang == "zh" else full


def _one_line(given: object) -> str:
    """Return what an analyst wrote without its line breaks and what no font draws."""
    return drawable(str(given))


def unit_of(code: object) -> str:
    """Return the unit that the registry gives an indicator, empty where it knows none."""
    return names_of("indicators", "code", "unit").get(str(code), "")


def parent_of(code: object) -> str:
    """Return the region that a region belongs to, empty where the registry knows none."""
    return names_of("regions", "code", "parent").get(str(code), "")


def totals(codes: Iterable[object]) -> list[str]:
    """Return the regions among these that others among these belong to."""
    known = [str(code) for code in codes]
    parents = {parent_of(code) for code in known}
    return [code for code in known if code in parents]


def row_names(frame: pd.DataFrame, lang: Lang) -> list[str]:
    """Return a name for each row: the indicator, and the region and period where they vary."""
    several = {key: frame[key].astype(str).nunique() > 1 for key in ("region", "indicator")}
    names = []
    for row in frame.to_dict("records"):
        where = [region(row["region"], lang)] if several["region"] else []
        what = [indicator(row["indicator"], lang)] if several["indicator"] or not where else []
        names.append((" " if lang == "zh" else ", ").join(where + what))
    if len(set(names)) < len(names):
        pairs = zip(names, frame["period"], strict=True)
        names = [aside(name, period(when, lang), lang) for name, when in pairs]
    return names


def decimals_of(values: Iterable[float], most: int = 4) -> int:
    """Return the decimals that show all values as they were published, up to a limit.

    Examples
    --------
    >>> decimals_of([2.4, 2.35, 3.0])
    2
    """
    numbers = np.array([v for v in values if np.isfinite(v)], dtype=float)
    for decimals in range(most):
        if np.allclose(numbers, np.round(numbers, decimals), rtol=1e-9, atol=1e-9):
            return decimals
    return most


def number(value: float, lang: Lang, decimals: int | None = None, sign: bool = False) -> str:
    """Return a number as a label says it: a real minus sign, in English with thousands commas.

    Examples
    --------
    >>> number(-1234.5, "en"), number(6.4, "zh", 1, sign=True), number(-0.04, "zh", 1)
    ('−1,234.5', '+6.4', '0.0')
    """
    places = decimals_of([value]) if decimals is None else decimals
    text = f"{round_half_up(abs(value), places):,f}"
    negative = value < 0 and any(c in "123456789" for c in text)
    lead = MINUS if negative else "+" if sign and value > 0 else ""
    return lead + (text if lang == "en" else text.replace(",", ""))


def computed(value: float, low: float, high: float, lang: Lang, most: int) -> str:
    """Return a computed number with the digits that the rounding of its figures supports.

    Where not even the ones are sure, the rounded number stands behind ≈.

    Examples
    --------
    >>> computed(31.3, 31.1, 31.5, "zh", 1), computed(2.9, 1.4, 4.3, "zh", 1)
    ('31', '≈3')
    """
    places = supported(low, high, most)
    return number(value, lang, places) if places is not None else "≈" + number(value, lang, 0)


def scale_of(unit: str, lang: Lang, values: Iterable[float] = ()) -> tuple[float, str]:
    """Return the factor and the unit in which a figure shows a unit of the data.

    English counts in millions, in billions where a value reaches one, and leaves out what is
    counted, as the name says it.

    Examples
    --------
    >>> scale_of("亿元", "en", [26.82]), scale_of("亿元", "en", [2.4]), scale_of("万元", "zh")
    ((0.1, 'billion yuan'), (100.0, 'million yuan'), (1.0, '万元'))
    """
    if lang == "zh":
        return 1.0, _one_line(unit)
    if unit == "亿元" and not any(abs(value) >= 10 for value in values):
        return 100.0, "million yuan"
    return _ENGLISH.get(unit, (1.0, _one_line(labels.unit(unit, lang))))


def amount(value: float, unit: str, lang: Lang, decimals: int | None = None) -> str:
    """Return a number with its unit, as a label says it; the decimals are those of the data.

    Examples
    --------
    >>> amount(7563, "万元", "en"), amount(7563, "万元", "zh"), amount(0.16, "个百分点", "en")
    ('75.63 million yuan', '7563万元', '0.16 pp')
    """
    factor, name = scale_of(unit, lang, [value])
    return with_unit(scaled(value, factor, lang, decimals), name)


def scaled(value: float, factor: float, lang: Lang, decimals: int | None = None) -> str:
    """Return a number in another unit, with the digits of the data and no more.

    Examples
    --------
    >>> scaled(26.82, 0.1, "en"), scaled(2.4, 100.0, "en", 2)
    ('2.682', '240')
    """
    if decimals is None:
        return number(value * factor, lang)
    return number(value * factor, lang, max(0, decimals - round(math.log10(factor))))


def with_unit(text: str, unit: str) -> str:
    """Return a number with its unit behind; a Latin word stands apart, any other sign clings."""
    return f"{text} {unit}" if unit[:1].isascii() and unit[:1].isalpha() else f"{text}{unit}"


def aside(text: str, remark: str, lang: Lang) -> str:
    """Return a text with a remark in brackets behind it, or alone where there is no remark."""
    if not remark:
        return text
    return f"{text}（{remark}）" if lang == "zh" else f"{text} ({remark})"


def period(value: object, lang: Lang) -> str:
    """Return a period in words; anything that is not an ISO 8601 period as given.

    Examples
    --------
    >>> period(2020, "zh"), period("2020-01/2020-11", "zh"), period("2020-01/2020-11", "en")
    ('2020年', '2020年1—11月', 'Jan–Nov 2020')
    """
    match = _PERIOD.fullmatch(str(value))
    if not match:
        return _one_line(value)
    year, month, last_year, last_month = match.groups()
    if last_year is None:
        return _moment(year, month, lang)
    if lang == "zh" and year == last_year and month and last_month:
        return f"{year}年{int(month)}—{int(last_month)}月"
    if lang == "zh" and not month:
        return f"{year}—{last_year}年"
    if year == last_year and month and last_month:
        return f"{_MONTHS[int(month) - 1]}–{_MONTHS[int(last_month) - 1]} {year}"
    dash = "—" if lang == "zh" else "–"
    return _moment(year, month, lang) + dash + _moment(last_year, last_month, lang)


def places_of(periods: Iterable[object]) -> list[float]:
    """Return where periods stand on an axis of years, in order where they are not years.

    Examples
    --------
    >>> places_of(["2018", "2020"]), places_of(["first", "second"])
    ([2018.0, 2020.0], [0.0, 1.0])
    """
    names = [str(name) for name in periods]
    if all(re.fullmatch(r"\d{4}", name) for name in names):
        return [float(name) for name in names]
    return [float(place) for place in range(len(names))]


def _moment(year: str, month: str | None, lang: Lang) -> str:
    if not month:
        return f"{year}年" if lang == "zh" else year
    return f"{year}年{int(month)}月" if lang == "zh" else f"{_MONTHS[int(month) - 1]} {year}"


def agree(count: int, verb: str) -> str:
    """Return a count with an English verb that agrees with it.

    Examples
    --------
    >>> agree(1, "exceed"), agree(2, "exceed"), agree(1, "are met")
    ('1 exceeds', '2 exceed', '1 is met')
    """
    word, _, rest = verb.partition(" ")
    if count == 1:
        word = "is" if word == "are" else f"{word}s"
    return f"{count} {word} {rest}".rstrip()


def count_of(part: int, whole: int, lang: Lang) -> str:
    """Return how many of the regions, in words that know all and none.

    Examples
    --------
    >>> count_of(7, 31, "en"), count_of(31, 31, "zh")
    ('7 of 31 regions', '全部31个地区')
    """
    if part == whole:
        return f"全部{whole}个地区" if lang == "zh" else f"all {whole} regions"
    if part == 0:
        return f"{whole}个地区中没有一个" if lang == "zh" else f"none of {whole} regions"
    return f"{whole}个地区中{part}个" if lang == "zh" else f"{part} of {whole} regions"


def listing(names: Sequence[str], lang: Lang, most: int = 3) -> str:
    """Return names as a list in a sentence; beyond the limit the rest is counted.

    Examples
    --------
    >>> listing(["a", "b", "c"], "en"), listing(["甲", "乙"], "zh")
    ('a, b and c', '甲和乙')
    """
    shown, rest = list(names[:most]), len(names) - most
    if rest > 0:
        more = f"等{len(names)}个" if lang == "zh" else f" and {rest} more"
        return ("、" if lang == "zh" else ", ").join(shown) + more
    if len(shown) < 2:
        return "".join(shown)
    comma, last = ("、", "和") if lang == "zh" else (", ", " and ")
    return comma.join(shown[:-1]) + last + shown[-1]
