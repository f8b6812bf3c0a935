"""The time that a report as a whole is about: its title, its date stamp, its first years."""

from __future__ import annotations

import re
from functools import lru_cache

from kejidata.reports.dating.dates import AS_OF, STAMP, Calendar, period_of

_TITLED = re.compile(r"((?:19|20)\d\d)(?!\d)(?!年[^,，。:\n]{0,12}(?:会议|大会|座谈会|工作会))")
_STATED = re.compile(r"(?<![比较由从是于为\d])((?:19|20)\d\d)年(?![^,，。:\n]{0,12}(?:会议|大会))")
_PART_YEAR = re.compile(
    r"([上下]半年|半年(?=报|度|总结)|\d{1,2}月?[-~—至到]+\d{1,2}月|前三季度|[一二三四]季度|前\d+个月|\d{1,2}月)"
    r"(?!份?工作计划|\d|[-~—至到])"
)
_UNTIL = re.compile(r"截[至止]到?(\d{1,2})月")
_NEAR_YEAR = re.compile("(?<![比较与同和为于])[去今]年(?!同|[底末])")
_NUMBER = re.compile(r"[\[(](?:19|20)\d\d[\])](?:第?\d{1,6}号)|(?:文|索引)号:\S*")
_MEETING = re.compile(r"((?:19|20)\d\d)年[^,，。:\n]{0,12}(?:会议|大会|座谈会|工作会)")
_DATELINE = re.compile(
    r"(?:讯|电|记者)\D{0,8}?(\d{1,2})月\d{1,2}日[^。]{0,14}(?:获悉|消息|了解|发布)"
)
_DIGIT = re.compile(r"\d")
# 对2013年度科技工作进行了全面谋划: the year of the goals.
_PLANNED = re.compile(
    r"(20\d\d)年度?(?:[^,，。;\d]{0,12}(?:谋划|计划|打算|部署)|工作(?:安排|重点|思路))"
)
_EARLY = 4


def unstamped(text: str) -> str:
    """Return the text without date stamps."""
    return STAMP.sub("", text) if _DIGIT.search(text) else text


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
    part = _part_of_year(head)
    titled = [int(y) for y in _TITLED.findall(unstamped(head))]
    if titled:
        yearbook = "年鉴" in head
        year = titled[0] - yearbook
        plan = None if yearbook else next((y for y in titled if y > year), None)
        told = year + 1 if not part and plan is None and _news_of(folded) else year
        return _in_part(Calendar(year, True, plan, str(year), told), part)
    stamp = next(
        (m for m in STAMP.finditer(folded[:400]) if not AS_OF.search(m.string, 0, m.start())), None
    )
    opening = re.sub(r"《[^《》]{1,80}》", "", folded[:4000])
    stated = [int(y) for y in _STATED.findall(opening) or _STATED.findall(folded[:4000])]
    last = _NEAR_YEAR.findall(folded, 0, 600)[:1] == ["去年"]
    published = int(stamp[1] or stamp[6]) if stamp else _numbered(folded[:4000])
    met = [int(y) for y in _MEETING.findall(opening)]
    # Where only a meeting's name tells a year, the news are of that year.
    found = published or (stated[0] + last if stated else met[0] if met else None)
    default = "" if found is None else str(found - last)
    early = stamp is not None and int(stamp[2] or stamp[5]) <= _EARLY
    near = [year for year in stated if found and found - year in (0, 1)]
    if early and near:
        # News of the first months tells of the year before.
        default = str(near[0])
    planned = _PLANNED.search(folded, 0, 400)
    plan_year = int(planned[1]) if planned and found and int(planned[1]) > found else None
    return _in_part(Calendar(found, False, plan_year, default), part)


def _news_of(folded: str) -> bool:
    """Tell whether a text opens as news of the first months: 日报讯 1月27日从省厅获悉."""
    line = _DATELINE.search(folded[:300])
    return line is not None and int(line[1]) <= _EARLY


@lru_cache(maxsize=1024)
def _part_of_year(head: str) -> str:
    """Return the part of a year that a heading speaks of: 上半年, 1-5月; 截至10月 is 1-10月."""
    until, part = _UNTIL.search(head), _PART_YEAR.search(unstamped(head))
    if until:
        return f"1-{until[1]}月"
    return part[1] if part else ""


def _in_part(calendar: Calendar, part: str) -> Calendar:
    """Return the calendar of a report on part of a year."""
    if part and calendar.default:
        calendar.default = period_of(part, calendar, calendar.default[:4])
    return calendar


def headed(title: str, calendar: Calendar) -> str:
    """Return the period of a heading that names part of the year, empty where it names none."""
    part = _part_of_year(title)
    return period_of(part, calendar, str(calendar.year)) if part and calendar.year else ""


def _numbered(folded: str) -> int | None:
    """Return the newest year among document numbers, where nothing else tells the year."""
    years = [int(y) for y in re.findall(r"\[((?:19|20)\d\d)\]", folded)]
    return max(years, default=None)
