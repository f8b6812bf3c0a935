"""The part of a year that a heading names, or that a text without a title tells throughout."""

from __future__ import annotations

import re
from functools import lru_cache

from kejidata.reports.dating.dates import Calendar, period_of
from kejidata.reports.dating.titled_years import unstamped

# 「上半年」 first half, 「1-5月」 January to May: the part of a year that a heading names.
_PART_YEAR = re.compile(
    r"([上下]半年|半年(?=报|度|总结)|\d{1,2}月?[-~—至到]{1,9}\d{1,2}月|前三季度|[一二三四]季度"
    r"|前\d{1,9}个月|\d{1,2}月)(?!份?工作计划|\d|[-~—至到])"
)
# 「截至10月」 up to October.
_UNTIL = re.compile(r"截[至止]到?(\d{1,2})月")
# 「2023年,」 in 2023: a text that opens with a year is about the whole of it.
_WHOLE_YEAR = re.compile("年(?!以来)[^,，。:\n]{0,12}[,，。:\n]")
_OPENS_WITHIN = 60
"""Characters within which a text tells the part of a year that it is about."""


@lru_cache(maxsize=1024)
def part_of_year(head: str) -> str:
    """Return the part of a year that a heading speaks of; 截至10月 (to October) is 1-10月."""
    until, part = _UNTIL.search(head), _PART_YEAR.search(unstamped(head))
    if until:
        return f"1-{until[1]}月"
    return part[1] if part else ""


def only_part(text: str) -> str:
    """Return the part of a year that a text without a title opens with, where it tells no other."""
    parts = set(_PART_YEAR.findall(unstamped(text)))
    opens = _PART_YEAR.search(text, 0, _OPENS_WITHIN) if len(parts) == 1 else None
    return parts.pop() if opens and not _WHOLE_YEAR.search(text, 0, opens.start()) else ""


def headed(title: str, calendar: Calendar) -> str:
    """Return the period of a heading that names part of the year, empty where it names none."""
    part = part_of_year(title)
    return period_of(part, calendar, str(calendar.year)) if part and calendar.year else ""
