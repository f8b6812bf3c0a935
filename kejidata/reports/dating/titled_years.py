"""The years and parts of a year that titles and headings name, and the year that is told."""

from __future__ import annotations

import re

from kejidata.errors import KejidataError
from kejidata.reports.dating.dates import STAMP, Calendar, period_of
from kejidata.reports.dating.outline import announces, heading, level
from kejidata.reports.lexicon.alternatives import remembered
from kejidata.reports.lexicon.numbers import QUARTERS

# 「年某区第十届人民代表大会第四次会议」 the whole name of a congress, or of any meeting.
MEETS = "年?(?:[^,，。:\\n总计回]{0,40}(?:会议|大会|座谈会|工作会))"
# 「2020年工作总结」 review of 2020: a year that a title names, but not that of a meeting.
TITLED = re.compile(rf"((?:19|20)\d\d)(?!\d)(?!{MEETS})")
# 「2023」 a year that reports speak of.
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
# 「2030年工作回顾」 review of 2030: a short line that names a year, or the beginning of a longer.
_YEAR_LINE = re.compile(r"^(?=[^\n]{0,40}(?:19|20)\d\d)[^\n]{1,200}", re.M)


def unstamped(text: str) -> str:
    """Return the text without date stamps."""
    return STAMP.sub("", text)


def headed_years(folded: str) -> tuple[list[int], list[int]]:
    """Return the years of which headings tell what was done, and those that headings plan."""
    years: tuple[list[int], list[int]] = ([], [])
    for match in _YEAR_LINE.finditer(folded):
        title = unstamped(heading(match[0], level(match[0])))
        if year := headed_year(title):
            years[bool(announces(title))].append(int(year))
    return years


@remembered
def headed_year(title: str) -> str:
    """Return the year whose work a heading tells or plans; empty where it names none, or several.

    Examples
    --------
    >>> headed_year("一、2030年工作回顾"), headed_year("获2030年奖")
    ('2030', '')
    """
    found = TITLED.findall(title)
    return found[0] if len(found) == 1 and announces(title) is not None else ""


def told_year(year: object) -> int | None:
    """Return the year that an analyst tells, as a number or its text; None where none is told.

    Raises
    ------
    KejidataError
        It is no year from 1900 to 2099.

    Examples
    --------
    >>> told_year("2023"), told_year(2023.0), told_year(None)
    (2023, 2023, None)
    """
    if year is None:
        return None
    said = str(year).removesuffix(".0") if isinstance(year, float) else str(year)
    if isinstance(year, bool) or not _PLAIN_YEAR.fullmatch(said):
        raise KejidataError(
            "the year of the report is no year",
            where="year",
            rows=[repr(year)],
            remedy="give the year that the report is about, as 2023, or none",
        )
    return int(said)


# 「上半年」 first half, 「1-5月」 January to May: the part of a year that a heading names.
_PART_YEAR = re.compile(
    r"([上下]半年|半年(?=报|度|总结)|\d{1,2}月?[-~—至到]{1,9}\d{1,2}月"
    rf"|{QUARTERS}"
    r"|前\d{1,9}个月|\d{1,2}月)(?!份?工作计划|\d|[-~—至到])"
)
# 「截至10月」 up to October.
_UNTIL = re.compile(r"截[至止]到?(\d{1,2})月")
# 「2023年,」 in 2023: a text that opens with a year is about the whole of it.
_WHOLE_YEAR = re.compile("年(?!以来)[^,，。:\n]{0,12}[,，。:\n]")
# 「1-9月」 January to September, 「前三季度」 the first three quarters.
_TO_THE_END_OF = {
    part: re.compile(rf"(?<!\d)1月?[-~—至到]{{1,2}}{last}月|前{part}")
    for part, last in (("二季度", 6), ("三季度", 9), ("四季度", 12))
}
_OPENS_WITHIN = 60
"""Characters within which a text tells the part of a year that it is about."""


@remembered
def part_of_year(head: str) -> str:
    """Return the part of a year that a heading without stamps speaks of; 截至10月 is 1-10月."""
    if until := _UNTIL.search(head):
        return f"1-{until[1]}月"
    part = _PART_YEAR.search(head)
    return part[1] if part else ""


def only_part(text: str) -> str:
    """Return the part of a year that a text without a title opens with, where it tells no other."""
    parts = set(_PART_YEAR.findall(unstamped(text)))
    opens = _PART_YEAR.search(text, 0, _OPENS_WITHIN) if len(parts) == 1 else None
    return parts.pop() if opens and not _WHOLE_YEAR.search(text, 0, opens.start()) else ""


def so_far(part: str, text: str) -> str:
    """Return the months to the end of a quarter that a title names, where the text counts so.

    Examples
    --------
    >>> so_far("三季度", "1-9月,产值增长5%"), so_far("三季度", "三季度,产值增长5%")
    ('前三季度', '三季度')
    """
    counted = _TO_THE_END_OF[part].search(text) if part in _TO_THE_END_OF else None
    first = _PART_YEAR.search(text, 0, counted.start()) if counted else None
    # The title itself may open the text.
    return f"前{part}" if counted and (first is None or first[1] == part) else part


def headed(title: str, calendar: Calendar) -> str:
    """Return the period of a heading that names part of the year, empty where it names none."""
    part = part_of_year(title)
    return period_of(part, calendar, str(calendar.year)) if part and calendar.year else ""
