"""The period that a figure is of: from its clause, its paragraph, its heading, its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejidata.model.numerals import parse_number
from kejidata.reports.lexicon.alternatives import pattern, remembered

# 「2020」 a year.
YEAR = re.compile(r"(?:19|20)\d\d")
# 「截至」 up to.
AS_OF = re.compile("截[至止]到?$")
# 「2016—2020」 several years.
YEARS = re.compile(r"((?:19|20)\d\d)年?[-~—–至到]{1,9}((?:19|20)\d\d)")
# 「2021-02-05」 a day.
STAMP = re.compile(
    r"((?:19|20)\d\d)(?:[-./]|年(?=\d{1,2}月))(\d{1,2})[-./月](\d{1,2})"
    r"|(\d{1,2})[-./](\d{1,2})[-./]((?:19|20)\d\d)"
)
# 「前11个月」 the first eleven months, 「1-11月」 January to November.
_MONTHS = re.compile(r"(?:前(\d{1,2})个?月|(\d{1,2})月?[-~—–至到]{1,9}(\d{1,2})月)")
# 「11月」 November.
_MONTH = re.compile(r"(\d{1,2})月(份?)(\d{1,2}日)?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
PLAN_YEARS = {f"十{digit}五": 2001 + 5 * n for n, digit in enumerate("一二三四五六", start=1)}
PLAN_SPANS = frozenset(f"{first}/{first + 4}" for first in PLAN_YEARS.values())
_RELATIVE = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "明": 1}
# 「较」 against: the date is what is compared with, or names a programme.
_COMPARING = pattern("""
    ( 比 较 与 同 和 是 为 相当于 恢复[至到] 对比 相比 超 于 根据 依据 按照 获得? 荣获 申报 实施
    承担 印发 制定
    编制 )$
    """)
# 「十二月」 December.
_SPELLED_MONTH = re.compile("[一二三四五六七八九十]{1,9}(?=月)")
# 「2021」 the year of an ISO 8601 period.
_ISO_YEAR = re.compile(r"(?<!\d)\d{4}")
# 「期间」 during: a plan that tells a time.
_PLAN_TIME = re.compile('[”’"]?(?:期间|时期|以来|五年)')
# 「末」 at the end (of a plan): its last year.
_PLAN_END = re.compile('[”’"]?(?:期?末|末期|收官)')
# 「立项实施的」 (those) begun (then): tells when they began.
_DONE_THEN = re.compile(r"[^,，。;、\d]{2,8}的")
# 「“十三五”以来」 since a plan began.
_NAMED_SINCE = re.compile("“[^”]{0,90}”以来")
# 「中旬」 mid-month.
_LATE = re.compile("[中上下]旬|底")
# 「的约9」 of about 9: the date belongs to the next figure alone.
_OF_NUMBER = re.compile(r"度?的(?:约|近|超)?[\d第一二三四五六七八九十]")
# 「的3.2倍」 3.2 times (that of a year): what a multiple is of, and no time of it.
_TIMES_OF = re.compile(r"的(?:约|近|超)?[\d.]{1,5}倍")
# 「科技统计看」 seen from the statistics (of a year): the time of what follows.
_SEEN_FROM = re.compile("[^,，。;、]{0,8}来?看")
# 「第一批」 the first batch (of a year).
_BATCH = re.compile(r"第?[一二三四五六七八九十首\d]{1,2}批")
# 「到」 by: the date holds from here on.
_REACHING = pattern("""
    ( 下达 拨付 到 至 截[至止]到? 在 自 全[国省市区县] 我[省市区县局] 预计 力争 计划 确保 新增 其中
    今年 争取 [日社报]电 讯 )$
    """)
# 「一是」 first: the item that a date may open.
_ITEM = re.compile("^[一二三四五六七八九十]是")
# 「完成」 reached: what stands before the date is who did it, 高新区1-8月完成 (the zone reached).
_ACTS = re.compile("(?:累计|共|已){0,3}(?:完成|实现|新增|引进|申请|登记|获批|认定)")
# 「达到」 reaches: what was counted at the end of a year, 高企数2022年底达到 (firms reached).
_STANDS = re.compile("(?:已|共){0,2}(?:达到?|突破|超过?|增[至加]到?|有|拥有)")
_SUBJECT = 14
"""Characters of the longest subject that a date may stand behind."""
# 「前三季度」 the first three quarters, 「1-3季度」 the first to the third, 「二」 second, in rows.
_QUARTER = re.compile(
    "(?:(?P<all>前)|(?P<first>[一二三四1-4])(?:季度)?[-~—–至到]{1,3})?(?P<last>[一二三四1-4])个?季度"
    "|^第?(?P<bare>[一二三四])$"
)


@dataclass(slots=True)
class Calendar:
    """What the report tells of its own time.

    `year` is the year that it is about, `titled` whether its title says so, `plan_year` the year it
    plans, `default` the period of a figure that has none of its own; `published` is the year of its
    publication where that is another, which 去年 (last year) goes back from. `why` says what the
    year was taken from, `against` what speaks of another.
    """

    year: int | None
    titled: bool
    plan_year: int | None
    default: str
    published: int | None = None
    why: str = ""
    against: str = ""

    def relative(self, word: str) -> int | None:
        """Return the year that 今年 (this year) or 去年 (last year) speaks of."""
        now = self.published or self.year
        return None if now is None else now + _RELATIVE[word]


def year_before(period: str) -> str:
    """Return the period a year earlier: 2020-01/2020-06 of 2021-01/2021-06.

    Examples
    --------
    >>> year_before("2021-01/2021-06")
    '2020-01/2020-06'
    """
    return _ISO_YEAR.sub(lambda match: str(int(match[0]) - 1), period)


@remembered
def newest_year(text: str) -> str:
    """Return the newest year that a text names, empty where it names none."""
    return max(YEAR.findall(text), default="")


def period_of(date: str, calendar: Calendar, current: str) -> str:
    """Return the ISO 8601 period of a date as written, or empty where its year is not known.

    1-11月 (January to November) and 上半年 (first half) take the year of `current`, the period in
    force, 去年 (last year) that of the report's own time.
    """
    if "月" in date:
        date = _SPELLED_MONTH.sub(lambda match: f"{parse_number(match[0]):.0f}", date)
    both = YEARS.search(date)
    if both:
        return f"{both[1]}/{both[2]}"
    if date in PLAN_YEARS:
        return f"{PLAN_YEARS[date]}/{PLAN_YEARS[date] + 4}"
    stated = YEAR.match(date)
    if stated:
        year: int | None = int(stated[0])
    elif date[0] in _RELATIVE and date[1:2] == "年":
        year = calendar.relative(date[0])
    else:
        year = int(current[:4]) if current else calendar.year
    if year is None:
        return ""
    return _within(date[4:] if stated else date, year)


@remembered
def _within(date: str, year: int) -> str:
    months = _MONTHS.search(date)
    if months:
        first, last = (1, int(months[1])) if months[1] else (int(months[2]), int(months[3]))
        part = 1 <= first <= last <= 12 and last - first < 11
        return f"{year}-{first:02}/{year}-{last:02}" if part else str(year)
    if "上半年" in date or date == "半年":
        return f"{year}-01/{year}-06"
    if "下半年" in date:
        return f"{year}-07/{year}-12"
    quarter = _QUARTER.search(date)
    if quarter:
        ends = quarter["last"] or quarter["bare"]
        last = _QUARTERS[ends] * 3
        begins = 1 if quarter["all"] else _QUARTERS[quarter["first"] or ends] * 3 - 2
        return f"{year}-{begins:02}/{year}-{last:02}" if last - begins < 11 else str(year)
    month = _MONTH.search(date)
    if month and 1 <= int(month[1]) <= 12 and not month[3]:
        return f"{year}-{int(month[1]):02}"
    return str(year)


def plan_end(date: str, after: str) -> str:
    """Return the last year of a five-year plan where the words behind it speak of its end."""
    return str(PLAN_YEARS[date] + 4) if date in PLAN_YEARS and _PLAN_END.match(after) else ""


def since(date: str, after: str, calendar: Calendar) -> str:
    """Return the time from a date with 以来 (since) to the report's, empty for any other date.

    2008年以来 lasts to the report's year, 今年以来 (this year so far) to the end of the part of it
    that the report is about.
    """
    if date in PLAN_YEARS and after.lstrip("”’").startswith("以来") and calendar.year:
        # A plan that still runs is told of up to now.
        return f"{PLAN_YEARS[date]}/{min(PLAN_YEARS[date] + 4, calendar.year)}"
    whole = date if date.endswith("以来") else date + after[:2]
    first, last = whole[:4], calendar.default
    if whole == "今年以来":
        return last if last[:4] == str(calendar.year) and "-" in last else ""
    plain = whole.endswith(("年以来", "年至今")) and YEAR.fullmatch(first) and first < last[:4]
    return f"{first}/{last[:4]}" if plain else ""


@remembered
def sets_period(date: str, before: str, after: str) -> str:
    """Tell how far a date as written reaches, between the clause before it and the text after it.

    That is "clause", on from here, "next" for the next figure, or "none".
    """
    before = _ITEM.sub("", before.rstrip('“‘"'))
    if date in PLAN_YEARS and not _PLAN_TIME.match(after):
        ends = _PLAN_END.match(after) and not _COMPARING.search(before)
        return "clause" if ends else "none"
    of_number = _OF_NUMBER.match(after) and not _TIMES_OF.match(after)
    if of_number and before.endswith(("较", "比", "与")):
        # 较2020年的25.1% (against the 25.1 % of 2020): of that year, as what it is held against.
        return "next"
    if _names(before, after):
        return "none"
    if before.endswith(("距", "距离")):
        return "next"
    if before.endswith(("由", "从")):
        return "clause" if _SEEN_FROM.match(after) else "next"
    if _OF_NUMBER.match(after):
        return "next"
    if _is_day(date, after):
        return "none"
    says = _STANDS if date.endswith(("底", "末")) else _ACTS
    begins = len(before) <= _SUBJECT and says.match(after)
    return "clause" if begins or len(before) <= 4 or _REACHING.search(before) else "none"


def _names(before: str, after: str) -> bool:
    """Tell whether a date is compared with, or a part of a name, and no time of what follows."""
    if before.endswith("(") and after.startswith((")", "年)")):
        return True
    if before.endswith("对") and _DONE_THEN.match(after):
        return True
    if _COMPARING.search(before) or _TIMES_OF.match(after) or (before and _BATCH.match(after)):
        return True
    return after.startswith(("相比", "同期", "底相比", "末相比"))


def _is_day(date: str, after: str) -> bool:
    """Tell whether a date is a day or an hour, or of a name, which no figure is counted over."""
    if date.endswith("日") or (date.endswith("月") and _LATE.match(after)):
        return True
    return bool(STAMP.match(date) or ":" in date or _NAMED_SINCE.match(after))


def is_ahead(calendar: Calendar, before: str, date: str) -> bool:
    """Tell whether a date lies ahead of the report: 到2025年 (by 2025), 争取到年底 (by the end)."""
    if not before.endswith("到"):
        return False
    year, now = newest_year(date), calendar.year
    if year and now is not None and int(year) > now:
        return True
    # 争取到2018年专项3个 (won 3 programmes of 2018) tells of what was won.
    won = date.endswith("年") and int(year or 0) == now
    return before.endswith(("争取到", "力争到", "确保到", "计划到")) and not won
