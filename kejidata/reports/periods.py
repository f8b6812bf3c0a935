"""The period that a figure is of: from its clause, its paragraph, its heading, its title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejidata.errors import KejidataError
from kejidata.numerals import DIGITS, parse_number

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"((?:19|20)\d\d)年?[-~—–至到]+((?:19|20)\d\d)")
_STAMP = re.compile(
    r"((?:19|20)\d\d)[-./年](\d{1,2})[-./月](\d{1,2})|(\d{1,2})[-./](\d{1,2})[-./]((?:19|20)\d\d)"
)
_MONTHS = re.compile(r"(?:前(\d{1,2})个?月|(\d{1,2})月?[-~—–至到]+(\d{1,2})月)")
_MONTH = re.compile(r"(\d{1,2})月(份?)(\d{1,2}日)?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PLAN_YEARS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_TITLED = re.compile(r"((?:19|20)\d\d)(?!\d)(?!年[^,，。:\n]{0,12}(?:会议|大会|座谈会|工作会))")
_STATED = re.compile(r"(?<![比较由从是于为\d])((?:19|20)\d\d)年(?![^,，。:\n]{0,12}(?:会议|大会))")
_PART_YEAR = re.compile(
    r"(上半年|\d{1,2}月?[-~—至到]+\d{1,2}月|前三季度|[一二三四]季度|前\d+个月|\d{1,2}月)"
    r"(?!份?工作计划|\d|[-~—至到])"
)
_UNTIL = re.compile(r"截[至止]到?(\d{1,2})月")
_RELATIVE = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "明": 1}
_COMPARING = re.compile(
    r"(?:比|较|与|同|和|是|为|相当于|对比|相比|超|于|根据|依据|按照|获得?|荣获|申报|为)$"
)
_NEAR_YEAR = re.compile("[去今]年")
_SPELLED_MONTH = re.compile(r"[一二三四五六七八九十]+(?=月)")
_NUMBER = re.compile(r"[\[(](?:19|20)\d\d[\])](?:第?\d{1,6}号)")
_ISO_YEAR = re.compile(r"(?<!\d)\d{4}")
_MEETING = re.compile(r"((?:19|20)\d\d)年[^,，。:\n]{0,12}(?:会议|大会|座谈会|工作会)")
_PLAN_TIME = re.compile(r"[”’\"]?(?:期间|时期|以来|五年)")
_SINCE = re.compile(r"(?:“[^”]*”)?以来")
_LATE = re.compile("[中上下]旬|底")
_OF_NUMBER = re.compile(r"的(?:约|近|超)?[\d第一二三四五六七八九十]")
_REACHING = re.compile(
    r"(?:下达|拨付|到|至|截[至止]到?|在|自|全[国省市区县]|我[省市区县局]|预计|力争|计划|确保|新增"
    r"|其中|今年|争取|[日社报]电|讯)$"
)
_QUARTER = re.compile(r"(前|第)?([一二三四1-4])个?季度")
_EARLY = 4
_SPAN_OF = re.compile(
    r"(?:近|过去|连续)?([两二三四五六七八九十]|\d)年(?:来|间|累计|共|新增|净增|多来)?$"
)


@dataclass(slots=True)
class Calendar:
    """What the report tells of its own time.

    `year` is the year that it is about, `titled` whether its title says so, `plan_year` the year it
    plans, `default` the period of a figure that has none of its own.
    """

    year: int | None
    titled: bool
    plan_year: int | None
    default: str

    def relative(self, word: str) -> int | None:
        """Return the year that 今年 or 去年 speaks of."""
        return None if self.year is None else self.year + _RELATIVE[word]


def unstamped(text: str) -> str:
    """Return the text without date stamps."""
    return _STAMP.sub("", text)


def year_before(period: str) -> str:
    """Return the period a year earlier: 2020-01/2020-06 of 2021-01/2021-06.

    Examples
    --------
    >>> year_before("2021-01/2021-06")
    '2020-01/2020-06'
    """
    return _ISO_YEAR.sub(lambda match: str(int(match[0]) - 1), period)


def newest_year(text: str) -> str:
    """Return the newest year that a text names, empty where it names none."""
    return max(_YEAR.findall(text), default="")


def calendar_of(head: str, folded: str) -> Calendar:
    """Read the report's own time from its title lines, its date stamp, or its first year.

    Parameters
    ----------
    head
        The title lines, folded.
    folded
        The whole folded text.
    """
    head = _NUMBER.sub("", head)
    titled = [int(y) for y in _TITLED.findall(unstamped(head))]
    if titled:
        yearbook = "年鉴" in head
        year = titled[0] - yearbook
        plan = None if yearbook else next((y for y in titled if y > year), None)
        half = _PART_YEAR.search(unstamped(head))
        calendar = Calendar(year, True, plan, str(year))
        until = _UNTIL.search(head)
        if half or until:
            part = f"1-{until[1]}月" if until else half[1] if half else ""
            calendar.default = period_of(part, calendar, str(year))
        return calendar
    stamp = _STAMP.search(folded[:400])
    opening = re.sub(r"《[^《》]{1,80}》", "", folded[:4000])
    stated = [int(y) for y in _STATED.findall(opening) or _STATED.findall(folded[:4000])]
    last = _NEAR_YEAR.findall(folded, 0, 600)[:1] == ["去年"]
    published = int(stamp[1] or stamp[6]) if stamp else _numbered(folded[:4000])
    met = [int(y) for y in _MEETING.findall(opening)]
    # Where only a meeting's name tells a year, the news are of that year.
    found = published or (stated[0] + last if stated else met[0] if met else None)
    default = "" if found is None else str(found - last)
    early = stamp is not None and int(stamp[2] or stamp[5]) <= _EARLY
    if early and found and stated and found - stated[0] in (0, 1):
        # News of the first months tells of the year before.
        default = str(stated[0])
    return Calendar(found, False, None, default)


def _numbered(folded: str) -> int | None:
    """Return the newest year among document numbers, where nothing else tells the year."""
    years = [int(y) for y in re.findall(r"\[((?:19|20)\d\d)\]", folded)]
    return max(years, default=None)


def period_of(date: str, calendar: Calendar, current: str) -> str:
    """Return the ISO 8601 period of a date as written, or empty where its year is not known.

    Parameters
    ----------
    date
        A date token, such as 2020年, 1-11月, 上半年, 去年.
    calendar
        The report's own time.
    current
        The period in force, whose year a bare month takes.
    """
    if date.startswith(("二零", "一九")):
        digits = "".join(str(DIGITS[c]) for c in date[:4])
        date = digits + _SPELLED_MONTH.sub(lambda m: f"{parse_number(m[0]):.0f}", date[4:])
    both = _YEARS.search(date)
    if both:
        return f"{both[1]}/{both[2]}"
    if date in _PLAN_YEARS:
        return f"{_PLAN_YEARS[date]}/{_PLAN_YEARS[date] + 4}"
    stated = _YEAR.match(date)
    if stated:
        year: int | None = int(stated[0])
    elif date[0] in _RELATIVE and date[1:2] == "年":
        year = calendar.relative(date[0])
    else:
        year = int(current[:4]) if current else calendar.year
    if year is None:
        return ""
    return _within(date[4:] if stated else date, year)


def _within(date: str, year: int) -> str:
    months = _MONTHS.search(date)
    if months:
        first, last = (1, int(months[1])) if months[1] else (int(months[2]), int(months[3]))
        return f"{year}-{first:02}/{year}-{last:02}" if 1 <= first <= last <= 12 else str(year)
    if "上半年" in date or date == "半年":
        return f"{year}-01/{year}-06"
    if "下半年" in date:
        return f"{year}-07/{year}-12"
    quarter = _QUARTER.search(date)
    if quarter:
        last = _QUARTERS[quarter[2]] * 3
        return f"{year}-{1 if quarter[1] == '前' else last - 2:02}/{year}-{last:02}"
    month = _MONTH.search(date)
    if month and 1 <= int(month[1]) <= 12 and not month[3]:
        return f"{year}-{int(month[1]):02}"
    return str(year)


def sets_period(date: str, before: str, after: str) -> str:
    """Tell how far a date reaches: "clause" on from here, "next" for the next figure, or "none".

    Parameters
    ----------
    date
        The date as written.
    before, after
        The clause before the date and the text after it.
    """
    if before.endswith("(") and after.startswith((")", "年)")):
        return "none"
    before = before.rstrip('“‘"')
    if date in _PLAN_YEARS and not _PLAN_TIME.match(after):
        return "none"
    if _COMPARING.search(before) or after.startswith(("相比", "同期", "底相比", "末相比")):
        return "none"
    if before.endswith(("由", "从")) or _OF_NUMBER.match(after):
        return "next"
    if date.endswith("日") or (date.endswith("月") and _LATE.match(after)):
        return "none"
    if _STAMP.match(date) or ":" in date or _SINCE.match(after):
        return "none"
    return "clause" if len(before) <= 4 or _REACHING.search(before) else "none"


def span_period(span: str, before: str, after: str, current: str) -> str:
    """Return the interval to the current year where 三年累计 or 五年来 speaks of one."""
    match = _SPAN_OF.match(span)
    summed = after.startswith(("来", "间", "累计", "共", "新增", "净增", "平均"))
    if not match or not summed or not _YEAR.fullmatch(current[:4]):
        return ""
    if "连续" in before or "每" in before or before.endswith("第"):
        return ""
    try:
        years = int(parse_number(match[1]))
    except KejidataError:
        return ""
    return f"{int(current[:4]) - years + 1}/{current[:4]}"
