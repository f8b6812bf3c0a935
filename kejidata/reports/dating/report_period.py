"""The time that a report as a whole is about: its title, its date stamp, its first years."""

from __future__ import annotations

import re
from functools import lru_cache

from kejidata.reports.dating.dates import AS_OF, STAMP, Calendar, period_of

_MEETS = "年[^,，。:\\n]{0,12}(?:会议|大会|座谈会|工作会)"
# 「2020年工作总结」 review of 2020: a year that a title names, but not that of a meeting.
_TITLED = re.compile(rf"((?:19|20)\d\d)(?!\d)(?!{_MEETS})")
# 「2020年」 in 2020: a year that the text tells, and does not compare with.
_STATED = re.compile(r"(?<![比较由从是于为\d])((?:19|20)\d\d)年(?![^,，。:\n]{0,12}(?:会议|大会))")
# 「上半年」 first half, 「1-5月」 January to May: the part of a year that a heading names.
_PART_YEAR = re.compile(
    r"([上下]半年|半年(?=报|度|总结)|\d{1,2}月?[-~—至到]{1,9}\d{1,2}月|前三季度|[一二三四]季度"
    r"|前\d{1,9}个月|\d{1,2}月)(?!份?工作计划|\d|[-~—至到])"
)
# 「截至10月」 up to October.
_UNTIL = re.compile(r"截[至止]到?(\d{1,2})月")
# 「去年」 last year, and not what is compared with.
_NEAR_YEAR = re.compile("(?<![比较与同和为于])[去今]年(?!同|[底末])")
# 「[2020]17号」 no. 17 of 2020: the number of a document.
_NUMBER = re.compile(r"[\[(](?:19|20)\d\d[\])](?:第?\d{1,6}号)|(?:文|索引)号:\S{0,200}")
# 「2018年科技会议」 a meeting of 2018.
_MEETING = re.compile(rf"((?:19|20)\d\d){_MEETS}")
# 「讯1月27日从省厅获悉」 news of 27 January, learned from the department.
_DATELINE = re.compile(
    r"(?:讯|电|记者)\D{0,8}?(\d{1,2})月\d{1,2}日[^。]{0,14}(?:获悉|消息|了解|发布)"
)
# 「2013年度科技工作进行了全面谋划」 the work of 2013 was planned: the year of the goals.
_PLANNED = re.compile(
    r"(20\d\d)年度?(?:[^,，。;\d]{0,12}(?:谋划|计划|打算|部署)|工作(?:安排|重点|思路))"
)
# 「《2019年统计公报》」 a title within the text.
_QUOTED = re.compile("《[^《》]{1,80}》")
# 「[2020]」 the year of a document's number.
_DOCUMENT_YEAR = re.compile(r"\[((?:19|20)\d\d)\]")
_EARLY = 4
"""The last month whose news are still of the year before."""
_OPENING = 4000
"""Characters that tell the year of a report without a title."""


def unstamped(text: str) -> str:
    """Return the text without date stamps."""
    return STAMP.sub("", text)


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
    calendar = _of_title(head, part, titled, folded) if titled else _of_text(folded)
    if part and calendar.default:
        calendar.default = period_of(part, calendar, calendar.default[:4])
    return calendar


def _of_title(head: str, part: str, titled: list[int], folded: str) -> Calendar:
    """Return the calendar of a title with a year; a yearbook tells the one before."""
    yearbook = "年鉴" in head
    year = titled[0] - yearbook
    plan = None if yearbook else next((y for y in titled if y > year), None)
    published = year + 1 if not part and plan is None and _news_of(folded) else year
    return Calendar(year, True, plan, str(year), published)


def _of_text(folded: str) -> Calendar:
    """Return the calendar of a report without a title, by its date stamp or its first year."""
    text = folded[:_OPENING]
    stamps = STAMP.finditer(folded[:400])
    stamp = next((one for one in stamps if not AS_OF.search(folded, 0, one.start())), None)
    opening = _QUOTED.sub("", text)
    stated = [int(y) for y in _STATED.findall(opening) or _STATED.findall(text)]
    last = _NEAR_YEAR.findall(folded, 0, 600)[:1] == ["去年"]
    found = int(stamp[1] or stamp[6]) if stamp else _numbered(text)
    found = found or _told_year(stated, last, opening)
    if found is None:
        return Calendar(None, False, None, "")
    near = [year for year in stated if found - year in (0, 1)]
    # News of the first months tells of the year before.
    default = str(near[0] if near and _is_early(stamp) else found - last)
    planned = _PLANNED.search(folded, 0, 400)
    plan_year = int(planned[1]) if planned and int(planned[1]) > found else None
    return Calendar(found, False, plan_year, default)


def _is_early(stamp: re.Match[str] | None) -> bool:
    """Tell whether a date stamp is of the first months of a year."""
    return stamp is not None and int(stamp[2] or stamp[5]) <= _EARLY


def _told_year(stated: list[int], last: bool, opening: str) -> int | None:
    """Return the year that a text without a date is told in.

    Where only a meeting's name tells a year, the news are of that year.
    """
    if stated:
        return stated[0] + last
    met = _MEETING.search(opening)
    return int(met[1]) if met else None


def _news_of(folded: str) -> bool:
    """Tell whether a text opens as news of the first months: 讯 1月27日 (news of 27 January)."""
    line = _DATELINE.search(folded[:300])
    return line is not None and int(line[1]) <= _EARLY


@lru_cache(maxsize=1024)
def _part_of_year(head: str) -> str:
    """Return the part of a year that a heading speaks of; 截至10月 (to October) is 1-10月."""
    until, part = _UNTIL.search(head), _PART_YEAR.search(unstamped(head))
    if until:
        return f"1-{until[1]}月"
    return part[1] if part else ""


def headed(title: str, calendar: Calendar) -> str:
    """Return the period of a heading that names part of the year, empty where it names none."""
    part = _part_of_year(title)
    return period_of(part, calendar, str(calendar.year)) if part and calendar.year else ""


def _numbered(folded: str) -> int | None:
    """Return the newest year among document numbers, where nothing else tells the year."""
    years = [int(y) for y in _DOCUMENT_YEAR.findall(folded)]
    return max(years, default=None)
