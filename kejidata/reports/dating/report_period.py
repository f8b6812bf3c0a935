"""The time that a report as a whole is about: its title, its date stamp, its first years."""

from __future__ import annotations

import re

from kejidata.reports.dating.dates import AS_OF, PLAN_YEARS, STAMP, Calendar, period_of
from kejidata.reports.dating.outline import announces
from kejidata.reports.dating.titled_years import (
    MEETS,
    TITLED,
    headed_years,
    only_part,
    part_of_year,
    so_far,
    unstamped,
)

# 「2020年」 in 2020, 「关于2020年」 about it: a year the text tells, and holds nothing against.
_STATED = re.compile(
    r"(?<![比较由从是为\d])(?<!(?<!关)于)((?:19|20)\d\d)年(?![^,，。:\n]{0,12}(?:会议|大会))"
)
# 「到」 by (a year), and no 截至 (as of).
_BY = re.compile("(?<!截)[到至]$(?<!截[至止]到)")
# 「去年」 last year, and not what is compared with.
_NEAR_YEAR = re.compile("(?<![比较与同和为于])[去今]年(?!同|[底末])")
# 「[2020]17号」 no. 17 of 2020: the number of a document.
_NUMBER = re.compile(r"[\[(](?:19|20)\d\d[\])](?:第?\d{1,6}号)|(?:文|索引)号:?[\w\[\]/-]{0,200}")
# 「2018年科技会议」 a meeting of 2018.
_MEETING = re.compile(rf"((?:19|20)\d\d){MEETS}")
# 「讯1月27日从省厅获悉」 news of 27 January, learned from the department.
_DATELINE = re.compile(
    r"(?:讯|电|记者)\D{0,8}?(\d{1,2})月\d{1,2}日[^。]{0,14}(?:获悉|消息|了解|发布)"
)
# 「2013年度科技工作进行了全面谋划」 the work of 2013 was planned: the year of the goals.
_PLANNED = re.compile(
    r"(20\d\d)年度?(?:[^,，。;\d]{0,12}(?:谋划|计划|打算|部署)|工作(?:安排|重点|思路))"
)
# 「年度总结及2031年度计划」 review of the year, and plan for 2031.
_AND_PLAN = re.compile(
    r"(?<!\d年)(?<!\d年度)(?:工作)?(?:总结|回顾|[完成工作]{2}情况)(?:以?及|和|与|暨)((?:19|20)\d\d)年"
    r"度?[^\n]{0,12}(?:计划|思路|打算|安排|要点|重点|目标)"
)
# 「2030年,」 in 2030: a paragraph that opens with a year.
_OPENS = re.compile(r"^(?:截[至止]到?)?((?:19|20)\d\d)年(?!\d{1,2}月\d{1,2}日)", re.M)
# 「1-11月」 January to November, 「前9月」 the first nine months: the last month told of.
_LAST_MONTH = re.compile(r"(?:前|\d{1,2}月?[-~—至到])(\d{1,2})个?月")
# 「五年来」 over five years, 「全年」 in the whole year: what is told once a year is over.
_SUMMED = re.compile("[两三四五]年来|全年(?!度?(?:任务|目标|计划))")
# 「今年是“十二五”开局之年」 this is the year that begins a five-year plan.
_PLAN_TURN = re.compile("今年是[^,，。]{0,6}?(十[一二三四五六]五)[^,，。]{0,8}?(开局|收官|最后一)")
# 「《2019年统计公报》」 a title within the text.
_QUOTED = re.compile("《[^《》]{1,80}》")
# 「|2020年|」 a row of a table.
_ROW = re.compile(r"^[^\n|]*\|[^\n]*", re.M)
# 「[2020]」 the year of a document's number.
_DOCUMENT_YEAR = re.compile(r"\[((?:19|20)\d\d)\]")
# 「2024-2026年」 2024 to 2026: the years that a plan goes over.
_OVER_YEARS = re.compile(r"((?:19|20)\d\d)年?[-~—至到]{1,3}(?:19|20)\d\d年")
DATED, NUMBERED = "its date", "the number of a document"
"""What tells when a report was written."""
_EARLY = 4
"""The last month whose news are still of the year before."""
_OPENING = 4000
"""Characters that tell the year of a report without a title."""


def calendar_of(head: str, folded: str, told: int | None = None) -> Calendar:
    """Read the report's own time from its title lines, its headings, its date, or its first year.

    `told` is the year that it is about, where its analyst tells it.
    """
    head = _NUMBER.sub("", head)
    part = part_of_year(unstamped(head)) if head else only_part(folded[:_OPENING])
    part = so_far(part, folded[:_OPENING])
    titled = [int(y) for y in TITLED.findall(unstamped(head))]
    reviewed, planned = headed_years(folded)
    calendar = (
        _of_title(head, part, titled, folded, reviewed)
        or _of_headings(folded, reviewed, planned)
        or _of_text(folded)
    )
    if told is not None:
        calendar = _as_told(calendar, told, folded)
    if part and calendar.default:
        calendar.default = period_of(part, calendar, calendar.default[:4])
    calendar.against = _against(calendar, titled, reviewed, folded)
    return calendar


def _as_told(read: Calendar, told: int, folded: str) -> Calendar:
    """Return the calendar of a report whose year is told, and is not the one that it seems.

    去年 (last year) is the year before the report was written, 今年 (this year) in a report that
    speaks of it first is the year that it is about.
    """
    written = read.published or read.year or told
    dated = read.why in (DATED, NUMBERED)
    about = read.default[:4] == str(told) or read.titled or dated or _near_is_last(folded)
    written = written if written > told and about else told
    ahead = (read.plan_year, read.year if read.titled else None)
    plan = next((year for year in ahead if year and year > told), None)
    return Calendar(told, True, plan, str(told), written, "it was told")


def _near_is_last(folded: str, *span: int) -> bool:
    """Tell whether the first year that a text speaks of by its distance is the last one."""
    near = _NEAR_YEAR.search(folded, *span)
    return near is not None and near[0] == "去年"


def _of_title(
    head: str, part: str, titled: list[int], folded: str, reviewed: list[int]
) -> Calendar | None:
    """Return the calendar of a title with a year; a yearbook tells the one before."""
    both = _AND_PLAN.search(head)
    if both and len(titled) <= 1:
        # 203x年总结及2031年计划 (review of 203x and plan for 2031): a year after the review.
        plan = int(both[1])
        return Calendar(plan - 1, True, plan, str(plan - 1), None, "the title plans the year after")
    if not titled:
        return None
    yearbook = "年鉴" in head
    year = titled[0] - yearbook
    if announces(head) is None and (reviewed[:1] == [year - 1] or _is_given(head, year, folded)):
        # 2031年政府工作报告 (a report given in 2031) looks back on the year that its heading names,
        # or on the one before the congress that heard it in the first months.
        return Calendar(year - 1, True, year, str(year - 1), year, "a heading looks back on it")
    one = yearbook or _OVER_YEARS.search(head)
    plan_year = None if one else next((y for y in titled if y > year), None)
    published = year + 1 if not part and plan_year is None and _news_of(folded) else year
    return Calendar(year, True, plan_year, str(year), published, "the title names it")


def _is_given(head: str, year: int, folded: str) -> bool:
    """Tell whether a report bears the year in whose first months a congress heard it."""
    stamp = STAMP.search(folded[:400]) if "工作报告" in head else None
    return stamp is not None and int(stamp[1] or stamp[6]) == year and _is_early(stamp)


def _of_headings(folded: str, reviewed: list[int], planned: list[int]) -> Calendar | None:
    """Return the calendar of a report whose headings name its years: 2030年工作回顾."""
    if not reviewed:
        return None
    year = reviewed[0]
    plan = next((y for y in planned if y > year), None)
    written = year + _near_is_last(folded)
    return Calendar(year, True, plan, str(year), written, "a heading looks back on it")


def _of_text(folded: str) -> Calendar:
    """Return the calendar of a report without a title, by its date stamp or its first year."""
    text = folded[:_OPENING]
    stamps = STAMP.finditer(folded[:400])
    stamp = next((one for one in stamps if not AS_OF.search(folded, 0, one.start())), None)
    opening = _ROW.sub("", _QUOTED.sub("", text))
    stated = _stated(opening) or _stated(text)
    last = _near_is_last(folded, 0, 600)
    # Where no date does, the newest document's number tells the year.
    numbered = max(map(int, _DOCUMENT_YEAR.findall(text)), default=None)
    found = int(stamp[1] or stamp[6]) if stamp else numbered
    why = DATED if stamp else NUMBERED
    if found is None:
        found, why = _told_year(stated, last, opening)
    if found is None:
        return Calendar(None, False, None, "")
    about, more = _about(found, stamp, stated, last, text)
    planned = _PLANNED.search(folded, 0, 400)
    plan_year = int(planned[1]) if planned and int(planned[1]) > found else None
    return Calendar(found, False, plan_year, str(about), None, more or why)


def _stated(text: str) -> list[int]:
    """Return the years that a text tells; those by which it wants something only without others."""
    found = [*_STATED.finditer(text)]
    told = [one for one in found if not _BY.search(text, max(one.start() - 4, 0), one.start())]
    return [int(one[1]) for one in told or found]


def _about(
    found: int, stamp: re.Match[str] | None, stated: list[int], last: bool, text: str
) -> tuple[int, str]:
    """Return the year that a report written in the year `found` is about, and why."""
    near = [year for year in stated if found - year in (0, 1)]
    if near and _is_early(stamp):
        # News of the first months tells of the year before.
        return near[0], "the first year that the text states"
    opens = _OPENS.search(text)
    if stamp and opens and int(opens[1]) == found - 1 and "今年" not in text:
        return found - 1, "a paragraph opens with it"
    if stamp and not near and not last and "今年" not in text and _tells_later(stamp, text):
        return found - 1, "it was over when the report was dated"
    return found - last, "去年 (last year) is spoken of first" if last else ""


def _tells_later(stamp: re.Match[str], text: str) -> bool:
    """Tell whether a text dated in a year tells of what that year had not yet brought.

    Its months lie ahead of the date, or it sums up years in the first month of the next.
    """
    month = int(stamp[2] or stamp[5])
    months = [int(m) for m in _LAST_MONTH.findall(text)]
    return any(month <= m <= 12 for m in months) or (month == 1 and bool(_SUMMED.search(text)))


def _against(calendar: Calendar, titled: list[int], reviewed: list[int], folded: str) -> str:
    """Return what speaks against the year that was taken; empty where nothing does."""
    year = int(calendar.default[:4] or 0)
    stamp = STAMP.search(folded[:400])
    said = {
        "the title": titled[:1],
        "a heading": reviewed[:1],
        "its date": [int(stamp[1] or stamp[6])] if stamp else [],
        "the first year in the text": _stated(_ROW.sub("", folded[:_OPENING]))[:1],
    }
    return next((f"{who} says {y[0]}" for who, y in said.items() if y and y[0] != year), "")


def _is_early(stamp: re.Match[str] | None) -> bool:
    """Tell whether a date stamp is of the first months of a year."""
    return stamp is not None and int(stamp[2] or stamp[5]) <= _EARLY


def _told_year(stated: list[int], last: bool, opening: str) -> tuple[int | None, str]:
    """Return the year that a text without a date is written in, and why.

    Where only a meeting's name tells a year, the news are of that year.
    """
    if stated:
        return stated[0] + last, "the first year that the text states"
    if met := _MEETING.search(opening):
        return int(met[1]), "the name of a meeting"
    plan = _PLAN_TURN.search(opening)
    if plan:
        first = PLAN_YEARS[plan[1]]
        return first + 4 * (plan[2] != "开局"), "the five-year plan that it begins or ends"
    return None, ""


def _news_of(folded: str) -> bool:
    """Tell whether a text opens as news of the first months: 讯 1月27日 (news of 27 January)."""
    line = _DATELINE.search(folded[:300])
    return line is not None and int(line[1]) <= _EARLY
