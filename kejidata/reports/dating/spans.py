"""Spans of years (过去五年: the five past), and the year that a figure is held against."""

from __future__ import annotations

import re

from kejidata.errors import KejidataError
from kejidata.model.numerals import parse_number
from kejidata.reports.dating.dates import YEAR, newest_year, plan_end
from kejidata.reports.lexicon.alternatives import remembered

# 「五年」 five years.
_YEARS = re.compile(r"([两二三四五六七八九十]|\d{1,2})年")
# 「过去」 past: the years up to now.
_PAST = re.compile("(?:过去|最近|近|这|此前|以往)的?$")
# 「未来」 to come: the years from now on.
_FUTURE = re.compile("(?:未来|今后|往后|接下来)的?$")
# 「规划」 a plan of (five years), 「内」 within: names and limits, which sum nothing up.
_NO_SUM = re.compile("规划|计划|行动|方案|内|前|后|期|以上|以内|一遇|[级制]")
_OVER = ("来", "间", "以来")
_SUMMED = ("累计", "共", "新增", "净增", "平均", "年均", "翻")
# 「较」 against: a year that something is held against.
_AGAINST = re.compile("(?:比|较|与|同|对比|相比|高于|低于|超过)“?$")
# 「与2020年相比,」 against 2020: what opens a sentence so is held against it as a whole.
_OPENS = re.compile("(?:[^,，。]{1,8}[,，])?(?:较|与|同|对比|相比)")
# 「底相比,」 compared with the end of (a year).
_COMPARED = re.compile("[底末]?(?:相比)?[,，]")
# 「基础上」 on the basis of (a year).
_ON = re.compile("的?基础上|为基[数期准]")

# 「累计登记」 registered so far: no longer in the month alone that was told.
IN_ALL = re.compile("(?:^|[,，。;])(?:今年以来|目前|已经?|共)?累计[^,，]{0,90}$")


def years_of(span: str) -> int:
    """Return how many years a span counts, 0 for what counts none: 五年 (five years) is 5."""
    match = _YEARS.match(span)
    if not match:
        return 0
    try:
        return int(parse_number(match[1]))
    except KejidataError:
        return 0


def past_span(span: str, before: str, after: str, last: str) -> tuple[str, bool]:
    """Return the interval to the year `last` of 五年来, 过去五年 (over five years).

    With it comes whether it holds for the sentence from here on, or for the next figure alone
    (三年累计: in three years). Empty for any other span of time.

    Examples
    --------
    >>> past_span("五年", "过去", ",全市", "2023")
    ('2019/2023', True)
    >>> past_span("三年", "", "累计", "2023")
    ('2021/2023', False)
    """
    years = years_of(span)
    summed = after.startswith(_SUMMED)
    told = summed or after.startswith(_OVER) or (_PAST.search(before) and not _NO_SUM.match(after))
    if not told or not years or not YEAR.fullmatch(last):
        return "", False
    if "连续" in before or "每" in before or before.endswith("第"):
        return "", False
    return f"{int(last) - years + 1}/{last}", not summed


def years_ago(span: str, before: str, after: str, last: str) -> str:
    """Return the year so many before `last` that a figure is held against, or nothing.

    Examples
    --------
    >>> years_ago("五年", "比", "前增长", "2023")  # 比五年前: on five years before
    '2018'
    """
    years = years_of(span)
    told = years and YEAR.fullmatch(last) and after.startswith("前") and _AGAINST.search(before)
    return str(int(last) - years) if told else ""


def future_span(span: str, before: str, after: str, first: int) -> str:
    """Return the interval from the year `first` on of 未来五年 (the five years to come).

    Examples
    --------
    >>> future_span("五年", "未来", ",力争", 2024)
    '2024/2028'
    """
    years = years_of(span) if _FUTURE.search(before) and not _NO_SUM.match(after) else 0
    return f"{first}/{first + years - 1}" if years else ""


def whole_plan(span: str, before: str, after: str, plan: str) -> str:
    """Return the years of a plan where a span counts as many: 三年突破100项 (in three years).

    Examples
    --------
    >>> whole_plan("三年", ",", "突破", "2022/2024"), whole_plan("两年", "", "", "2022/2024")
    ('2022/2024', '')
    """
    if not plan or before.endswith("连续") or _NO_SUM.match(after):
        return ""
    first, last = map(int, plan.split("/"))
    return plan if years_of(span) == last - first + 1 else ""


def opens_comparison(before: str, after: str) -> bool:
    """Tell whether a date and what stands before it open a sentence with a comparison.

    Examples
    --------
    >>> opens_comparison("与", "相比,高企"), opens_comparison("高企与", "相比,增加")
    (True, False)
    """
    return bool(_COMPARED.match(after) and _OPENS.fullmatch(before))


@remembered
def base_of(date: str, before: str, after: str) -> str:
    """Return the year that a date says a figure is held against: 比2019年 (on 2019), or nothing.

    Examples
    --------
    >>> base_of("2019年", "比", "增长"), base_of("十三五", "较", "末增长")
    ('2019', '2020')
    >>> base_of("2019年", "在", "基础上"), base_of("2019年", "在", "")
    ('2019', '')
    """
    on = _ON.match(after) and before.endswith(("在", "以"))
    return plan_end(date, after) or newest_year(date) if on or _AGAINST.search(before) else ""


def summed_up(month: str, section: str) -> tuple[str, str]:
    """Return the period of what a month told of is summed up to, and the month it is counted up to.

    5月登记20项,累计100项 (20 in May, 100 so far) is of the year's part up to May; in a report on
    the year, or on a longer part of it (`section`), it is of that.

    Examples
    --------
    >>> summed_up("2024-05", "2024-05"), summed_up("2024-05", "2024")
    (('2024-05', '2024-05'), ('2024', ''))
    """
    return (section, "") if section not in ("", month) else (month, month)
