"""Dates in a row (一季度、二季度: the first quarter, the second), and figures in turn for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kejidata.reports.dating.dates import YEAR, year_before
from kejidata.reports.grammar.figure import CONNECTORS, Figure, starts_move
from kejidata.reports.grammar.token import Token
from kejidata.reports.lexicon.nouns import IN_TURN

# 「2019年、」 2019 and, 「和全年」 and the year: what leads to a list of names, and is none.
_YEARS_LED = re.compile(r"(?:(?:19|20)\d\d年?度?[、和与及])+|[、和与及]全年")
# 「和全年」 and the whole year: the last of a list of its parts.
_AND_YEAR = re.compile("[、和与及]全年")
# 「甲、乙」 A, B: each figure is of one of them, and not of one of the years.
_LISTED = re.compile("[、和与及][^,，]{0,90}$")
_ROW = ("、", "和", "与", "及")
"""What parts dates in a row."""
# 「相比」 compared with: no row of dates.
_SET_AGAINST = re.compile("年?(?:相比|同期|[底末]相比)")
# 「2019年、」 2019 and: earlier years of a list, before its last.
_YEAR_LIST = re.compile(r"(?:(?:19|20)\d\d年?度?[、和与及]){1,9}$")


def is_told_behind(folded: str, figure: Token, date: Token) -> bool:
    """Tell whether a date dates the figure that it stands behind in brackets: 200家(2021年)."""
    opens = date.kind == "date" and date.start == figure.end + 1 and folded[figure.end] == "("
    return opens and folded[date.end : date.end + 1] == ")"


def goes_on(folded: str, last: int, token: Token) -> bool:
    """Tell whether a date goes on a row whose last date ends at `last`: 一季度、二季度."""
    return folded[last : token.start] in _ROW and not _SET_AGAINST.match(folded, token.end)


def in_row(
    stated: str, before: str, after: str, row: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    """Return the periods that a date ends a list of, and the time that they make together.

    `stated` is the period of the date, `row` those of the dates in the row that it ends; years
    without 年 (year) may stand before it, 和全年 (and the year) after it.
    """
    earlier = _YEAR_LIST.search(before)
    periods = _years(stated, earlier[0] if earlier else "")
    if len(row) > 1 and not periods:
        periods = (*row, stated[:4]) if _AND_YEAR.match(after) else row
    together = bool(periods) and (earlier is not None or len(row) > 1)
    return periods, _from_to(periods) if together else stated


def _from_to(periods: Sequence[str]) -> str:
    """Return the time from the first of several periods to the last, or that where none fits."""
    first, last = periods[0].partition("/")[0], periods[-1].rpartition("/")[2]
    return f"{first}/{last}" if len(first) == len(last) and first < last else periods[-1]


def _years(stated: str, earlier: str) -> tuple[str, ...]:
    """Return the years of a list (2019年、2020年) or of a range (2019年至2022年)."""
    if earlier:
        return (*YEAR.findall(earlier), stated) if YEAR.fullmatch(stated) else ()
    first, _, last = stated.partition("/")
    if not (YEAR.fullmatch(first) and YEAR.fullmatch(last)):
        return ()
    return tuple(str(year) for year in range(int(first), int(last) + 1))


def date_moves(figures: Sequence[Figure], ends: tuple[str, ...]) -> tuple[str, ...]:
    """Date a move without dates of its own as the one before it; return the dates of the last.

    经费由2017年的42亿元增至2022年的80亿元,企业从315家增至1042家: firms from 2017 to 2022, too.
    """
    for start, end in pairwise(figures):
        if not (starts_move(start) or start.lead.endswith(("由", "从"))):
            continue
        if start.period not in (end.period, year_before(end.period)):
            ends = start.period, end.period
        elif ends:
            start.period, end.period = ends
    return ends


def date_each(figures: Sequence[Figure]) -> None:
    """Date a list of figures that tells one for each of the years before it.

    2019年至2021年立项数分别为929项、969项、1125项: so many projects in each year, in turn.
    """
    for at, first in enumerate(figures):
        count = len(first.years)
        if count < 2:
            continue
        group = figures[at : at + count]
        joined = len(group) == count and all(figure.joined for figure in group[1:])
        ends = not any(figure.joined for figure in figures[at + count : at + count + 1])
        listed = _LISTED.search(_YEARS_LED.sub("", first.lead).lstrip(CONNECTORS))
        if joined and ends and not listed and IN_TURN.search(first.lead):
            for figure, year in zip(group, first.years, strict=True):
                figure.period = year
