"""What a report has told so far, and what of it holds for the next paragraph or sentence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from kejidata.reports.dating.dates import YEAR, Calendar, year_before
from kejidata.reports.dating.outline import Outline, announces
from kejidata.reports.grammar.ahead import GOALS, strives
from kejidata.reports.grammar.figure import MOST, Figure
from kejidata.reports.naming.context import Context


@dataclass(slots=True)
class State:
    """What holds from one paragraph to the next."""

    calendar: Calendar
    outline: Outline
    section: str
    period: str
    title: str
    cells: list[tuple[int, int, bool]]
    theme: str = ""
    plan: str = ""
    plan_starts: int = 0
    region: str = ""
    wanted: bool = False
    ahead: bool = False
    heads: bool = False
    overview: str = ""
    until: str = ""
    over: str = ""
    years: tuple[str, ...] = ()
    move: tuple[str, ...] = ()
    names: Context = field(default_factory=Context)


def is_past(state: State, period: str) -> bool:
    """Tell whether a period lies before the year that the report is about."""
    year = state.calendar.year
    return (
        state.calendar.titled
        and year is not None
        and period[:4].isdigit()
        and int(period[:4]) < year
    )


def looks_back(state: State) -> bool:
    """Tell whether the report is a plan alone, which tells at length of a year gone by."""
    return state.calendar.plan_year is None and bool(announces(state.title))


def is_part(state: State, period: str) -> bool:
    """Tell whether a period is a part of the part of a year that the section tells of."""
    first, _, last = state.section.partition("/")
    begins, _, ends = period.partition("/")
    within = "-" in begins and first <= begins and (ends or begins) <= last
    return "-" in first and within and period != state.section


def is_whole(state: State, period: str) -> bool:
    """Tell whether a period is the whole year of which the section tells a part."""
    return "-" in state.section and period == state.section[:4]


def ends_with_sentence(state: State, period: str) -> bool:
    """Tell whether a period ends with its sentence: another year, or another part of this."""
    past = is_past(state, period) and not looks_back(state)
    planned = state.outline.planned or state.wanted or state.ahead
    later = state.calendar.titled and not planned and period[:4] > state.section[:4]
    return past or later or is_whole(state, period) or is_part(state, period)


def section_period(state: State, title: str, part: str) -> str:
    """Return the period that a heading sets, or the report's where it sets none.

    `part` is the part of a year that it names.
    """
    if title in state.title:
        return state.calendar.default
    years = YEAR.findall(title)
    if not years and part:
        return part
    if not years and "明年" in title and state.calendar.year:
        return str(state.calendar.relative("明"))
    if state.outline.planned:
        return str(years[-1]) if years else _planned_period(state, title)
    if years:
        return str(years[0])
    plans = announces(state.title) and state.calendar.plan_year is None and not state.cells
    if plans and announces(title) is False:
        # A plan that looks back looks at the year before it.
        return year_before(state.calendar.default)
    return state.outline.period or state.calendar.default


def _planned_period(state: State, title: str) -> str:
    """Return the period of a plan whose heading names no year."""
    if state.section and announces(title) is None:
        return state.section
    if state.outline.period > state.calendar.default:
        return state.outline.period
    if state.calendar.plan_year:
        return str(state.calendar.plan_year)
    return state.calendar.default if is_past(state, state.section) else state.section


def in_plan(state: State, folded: str, start: int) -> bool:
    """Tell whether a sentence begins in a plan: its section, its table column, its half before."""
    at = bisect_right(state.cells, (start, len(folded), True)) - 1 if state.cells else -1
    if at >= 0 and state.cells[at][0] <= start < state.cells[at][1]:
        return state.cells[at][2]
    goes_on = folded[start - 1] == ";" or folded.startswith("其中", start)
    return state.outline.planned or state.ahead or (state.wanted and goes_on)


def still_planned(planned: bool, folded: str, start: int, figure: Figure) -> bool:
    """Tell whether a figure is wanted: the words before it announce so, or tell what is."""
    first, end, lead = max(start, figure.token.start - MOST), figure.token.start, figure.lead
    listed = folded.find(":", first, end) >= 0 and GOALS.search(folded, first, end)
    if not (planned or listed or strives(lead)):
        return False
    # 已完成26件 (26 are done): what is, amid what is wanted.
    return not (figure.said.reported or "截至" in lead or "截止" in lead)
