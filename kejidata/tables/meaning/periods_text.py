"""Periods as tables write them, to ISO 8601."""

from __future__ import annotations

import re
from functools import lru_cache

from kejidata.model import periods
from kejidata.model.labels import fold
from kejidata.tables.meaning.marks import unmarked

YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR = f"({YEAR.pattern})"
_TO = r"(?:[-—–―~至到]+)"
_QUARTERS = dict(zip("一二三四1234", (1, 2, 3, 4, 1, 2, 3, 4), strict=True))
# What a part of a year is, by its words: first and last month.
_PARTS = {
    "上半年": (1, 6), "h1": (1, 6), "下半年": (7, 12), "h2": (7, 12), "前三季度": (1, 9),
    "前3季度": (1, 9), "前两季度": (1, 6), "前二季度": (1, 6), "全年": (1, 12),
}  # fmt: skip
_MONTHS = re.compile(rf"(?:(\d{{1,2}})月?{_TO})?(\d{{1,2}})月(?:份|底|末)?")
_QUARTER = re.compile(r"第?([一二三四1-4])季度?|q([1-4])")
_QUARTERS_TO = re.compile(rf"第?[一1]{_TO}第?([二三四2-4])季度?")
_RANGE = re.compile(rf"{_YEAR}年?{_TO}{_YEAR}年?")
_WHOLE = re.compile(rf"{_YEAR}(?:\.0+)?(?:年|年度|年末|年底|年终|年年末|年全年|度)?")
_DATE = re.compile(rf"{_YEAR}[-/.年]12[-/.月]31日?(?:00:00:00)?")
_IN_YEAR = re.compile(rf"{_YEAR}[年.-]?(.+)")
# 「2024.1-9」 (January to September)
_WITHOUT_WORDS = re.compile(rf"{_YEAR}[.年]([1-9]{_TO}1?\d)")
# 「“十三五”时期」 (in the thirteenth five years' plan, from 2016 to 2020)
_PLAN = re.compile(r"[“\"]?(十?)([一二三四五六七八九])五[”\"]?(?:规划|计划)?(?:时期|期间)")
_JOINED = re.compile(rf"{_YEAR}(?:/?(0[1-9]|1[0-2])|/([1-9]))")
_TOLD = r"(?:值|数|累计|实际|完成)?"
_THIS = re.compile(rf"(?:[本当今]年度?|[本当]期|报告期|自年初){_TOLD}")
_YEAR_BEFORE = re.compile(rf"(?:(?:上年|去年|上一年)(?:度|同期)?|同期){_TOLD}")
_SAME_SPAN = re.compile(rf"(?:上年|去年|上一年)?同期{_TOLD}")
_SPAN_BEFORE = re.compile(rf"(?:上期|上一期|上一?报告期){_TOLD}")
_TWO_YEARS_BEFORE = re.compile(rf"前年度?(?:同期)?{_TOLD}")
_THIS_MONTH = re.compile(rf"[本当]月份?{_TOLD}")
_TO_MONTH = re.compile(
    r"(?:自?年初至[本当今]?月?[止底末]?|[本当]月[止末底]|[本今当]年)?累计(?:数|值|完成|实际)?"
    r"|自年初|[1一][-—–至][本当]月(?:累计)?(?:数|值|完成)?"
)
# 「累计值」 (up to the month that the row names)
_SO_FAR = re.compile(r"(?:自?年初至今|[本今当]年)?累计[值数]?")
# Of another period, which only the publisher knows.
_OPEN = re.compile(rf"(?:基期|基年|对比期|比较期|前期){_TOLD}")
# The last days of years, as a sheet stores them.
_YEAR_ENDS = {
    str(day): str(year)
    for year in range(1990, 2060)
    for day in [(year - 1900 + 1) * 365 + (year - 1900) // 4 + 1]
}


@lru_cache(maxsize=8192)
def iso(text: str, base: str = "") -> str:
    """Return a period as ISO 8601 text, empty where the text is none.

    Parameters
    ----------
    text
        A cell or a heading.
    base
        The period of the table, for texts that name no year of their own (1-11月, 上年).

    Examples
    --------
    >>> iso("2023年1—11月"), iso("2024年前三季度"), iso("2023Q1"), iso("2016-2020年")
    ('2023-01/2023-11', '2024-01/2024-09', '2023-01/2023-03', '2016/2020')
    >>> iso("2023/11"), iso("2023/1"), iso("202311"), iso("2024.1-9"), iso("2024(1-6月)")
    ('2023-11', '2023-01', '2023-11', '2024-01/2024-09', '2024-01/2024-06')
    >>> iso("“十三五”时期"), iso("九五期间"), iso("十五时期")
    ('2016/2020', '1996/2000', '')
    >>> iso("2023.0"), iso("2023年末"), iso("1-11月", "2023"), iso("1-11月"), iso("R&D")
    ('2023', '2023', '2023-01/2023-11', '', '')
    """
    plain = fold(unmarked(text)) if len(text) < 60 else ""
    plain = plain[1:-1] if plain[:1] == "(" and plain[-1:] == ")" else plain
    if not plain:
        return ""
    if match := _WHOLE.fullmatch(plain) or _DATE.fullmatch(plain):
        return match[1]
    if YEAR.match(plain) and periods.is_period(plain):
        return periods.shortest(plain)
    if (match := _RANGE.fullmatch(plain)) and match[1] < match[2]:
        return f"{match[1]}/{match[2]}"
    if match := _PLAN.fullmatch(plain):
        return _of_plan(10 * bool(match[1]) + "一二三四五六七八九".index(match[2]) + 1)
    if match := _JOINED.fullmatch(plain):
        return f"{match[1]}-{match[2] or f'0{match[3]}'}"
    if (match := _IN_YEAR.fullmatch(plain)) and (found := _part(match[1], match[2].strip("()"))):
        return found
    if match := _WITHOUT_WORDS.fullmatch(plain):
        return _part(match[1], f"{match[2]}月")
    return _relative(plain, base)


def _of_plan(number: int) -> str:
    """Return the years of a five years' plan from the sixth on; those before had gaps."""
    first = 1981 + 5 * (number - 6)
    return f"{first}/{first + 4}" if number > 5 else ""


def _part(year: str, words: str) -> str:
    """Return the part of a year that some words name, as ISO text."""
    first, last = _PARTS.get(words, (0, 0))
    if match := _MONTHS.fullmatch(words):
        last = int(match[2])
        first = int(match[1] or last)
    elif match := _QUARTER.fullmatch(words):
        last = 3 * _QUARTERS[match[1] or match[2]]
        first = last - 2
    elif match := _QUARTERS_TO.fullmatch(words):
        first, last = 1, 3 * _QUARTERS[match[1]]
    if not 1 <= first <= last <= periods.YEAR:
        return ""
    return periods.text(int(year) * periods.YEAR + first - 1, last - first + 1)


def _relative(plain: str, base: str) -> str:
    """Return the period that a text without a year names within or beside the table's."""
    if not base:
        return ""
    month = periods.A_MONTH.fullmatch(base)
    if (month or periods.MONTHS_SO_FAR.fullmatch(base)) and _TO_MONTH.fullmatch(plain):
        return _part(base[:4], f"1-{int(base[-2:])}月")
    if "累计" in plain and month:
        # 去年累计 (last year, to date) beside a month is of the months so far.
        base = f"{base[:4]}-01/{base}"
    if _THIS.fullmatch(plain):
        return base
    year = periods.A_YEAR.fullmatch(base)
    if _YEAR_BEFORE.fullmatch(plain) or (year and _SPAN_BEFORE.fullmatch(plain)):
        return periods.earlier(base)
    if _TWO_YEARS_BEFORE.fullmatch(plain):
        return periods.earlier(periods.earlier(base))
    if periods.A_MONTH.fullmatch(base) and _THIS_MONTH.fullmatch(plain):
        return base
    return _part(base[:4], plain) if "/" not in base or base[:4] == base[8:12] else ""


_BASE = ("基数", "基期", "基期值", "基期数", "基准值")
# 「比上年末增长」 「较年初」 (on the end of the year before)
_SINCE_ITS_END = re.compile(r"([比较])(?:[上去]年年?[末底]|年初)")
_COUNTED = {"月份": "月", "季度": "季度"}


def counted(cell: str, over: str) -> str:
    """Return a month or a quarter that a column counts, in the words of a period.

    Examples
    --------
    >>> counted("9", "月份"), counted("4", "季度"), counted("9", "年份")
    ('9月', '4季度', '9')
    """
    whole = cell.isdecimal() and len(cell) < 3
    return cell + _COUNTED.get(fold(over[:20]), "") if whole else cell


def partial(text: str) -> bool:
    """Tell whether a text is a period but for its year.

    Examples
    --------
    >>> partial("1-11月"), partial("上年"), partial("2023年"), partial("完成")
    (True, True, False, False)
    """
    if iso(text):
        return False
    plain = fold(text[:20])
    return bool(
        iso(text, "2000")
        or _OPEN.fullmatch(plain)
        or _THIS_MONTH.fullmatch(plain)
        or _SO_FAR.fullmatch(plain)
    )


def of_same_span(text: str) -> bool:
    """Tell whether a text means the same span of the year before: 上年同期, 去年同期."""
    return bool(_SAME_SPAN.fullmatch(fold(text[:20])))


@lru_cache(maxsize=1024)
def day(text: str) -> str:
    """Return the year whose last day a number is, as sheets count days; else nothing.

    Examples
    --------
    >>> day("45291"), day("45290")
    ('2023', '')
    """
    return _YEAR_ENDS.get(text.removesuffix(".0"), "")


def over_year_before(name: str, period: str) -> str:
    """Return a name that compares a year with the one before as one that says last year.

    Examples
    --------
    >>> over_year_before("比2022年增长", "2023"), over_year_before("比2020年增长", "2023")
    ('比上年增长', '比2020年增长')
    >>> over_year_before("比上年末增长", "2023"), over_year_before("比上年末增长", "2023-06")
    ('比上年增长', '比上年末增长')
    """
    if len(period) != 4 or not period.isdecimal():
        return name
    name = _SINCE_ITS_END.sub(r"\1上年", name)
    for word in "比为":
        before, found, behind = name.partition(f"{word}{int(period) - 1}")
        if found and not behind[:1].isdecimal():
            return f"{before}{word}上年{behind.removeprefix('年')}"
    return name


def uncumulated(name: str, period: str) -> str:
    """Return a name without the word that only says that a period of months is added up.

    So does one that says that others are held against it: 2020年基数 (the base, of 2020).

    Examples
    --------
    >>> uncumulated("累计", "2023-01/2023-11"), uncumulated("累计", "2023-11")
    ('', '累计')
    """
    alone = name in _BASE or (name == "累计" and "/" in period)
    return "" if alone else name
