"""Read the figures of a text: sentence by sentence, each in the light of what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from kejidata.reports.cells import told_cells
from kejidata.reports.doubts import settle
from kejidata.reports.figures import FIGURES, LOOK, MOST, Figure, is_joined, lead_of
from kejidata.reports.headings import Outline, announces, heading, level, title_of, topic
from kejidata.reports.layout import Flat, flatten
from kejidata.reports.measures import classify, is_told, lists_goals, strives
from kejidata.reports.names import name_figures
from kejidata.reports.owners import Context
from kejidata.reports.periods import (
    Calendar,
    calendar_of,
    period_of,
    sets_period,
    span_period,
    unstamped,
)
from kejidata.reports.phrases import shorten
from kejidata.reports.places import owner, place
from kejidata.reports.sieve import sifted
from kejidata.reports.tokens import Token, tokens
from kejidata.reports.traditional import own_script

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。!?;|]+")
_CLAUSE_END = re.compile(r"[,，。;:、(!?|\n]")
_COUNTER = re.compile(
    r"(?:阅读|浏览|点击|访问|评论|转发|点赞|下载|字号|来源|页码|电话|邮编)(?:次数|量|数)?:?$"
)
_ITEM = re.compile(r"[一二三四五六七八九十]是|\([一二三四五六七八九十\d]+\)|其[一二三四五六]")
_YEAR_SO_FAR = re.compile(r"(?:目前|全年)[^,，]*$")


@dataclass(slots=True)
class State:
    """What holds from one paragraph to the next."""

    calendar: Calendar
    outline: Outline
    section: str
    period: str
    title: str
    cells: list[tuple[int, int, bool]]
    region: str = ""
    wanted: bool = False
    names: Context = field(default_factory=Context)
    figures: list[Figure] = field(default_factory=list)


def figures_of(text: str) -> tuple[Flat, list[Figure]]:
    """Return the text without its layout, and its figures in order.

    Parameters
    ----------
    text
        The decoded report.
    """
    flat = flatten(text)
    found = list(tokens(flat.folded))
    title = title_of(flat.folded)
    calendar = calendar_of(title, flat.folded)
    state = State(
        calendar,
        Outline(announces(title) is True),
        calendar.default,
        calendar.default,
        title,
        told_cells(flat.folded),
    )
    found = sifted(found, flat.folded)
    starts = [token.start for token in found]
    for match in _PARAGRAPH.finditer(flat.folded):
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        _paragraph(state, flat.folded, match.span(), found[first:last])
    own_script(flat.plain, state.figures)
    return flat, state.figures


def _paragraph(state: State, folded: str, span: tuple[int, int], found: Sequence[Token]) -> None:
    start, end = span
    text = folded[start : min(end, start + 200)]
    state.region = owner(text)
    state.names.people = state.names.firms = ""
    title = heading(text) if end - start <= 200 or level(text) else ""
    if title and (level(text) or len(text) <= 40):
        state.outline.enter(level(text) or (1 if announces(title) is not None else 3), title)
        state.section = _section_period(state, unstamped(title))
        state.names = Context(shorten(topic(title)) if level(text) != 1 else "")
    period = state.period if not title else state.section
    at = 0
    for sentence in _SENTENCE.finditer(folded, start, end):
        here = []
        while at < len(found) and found[at].start < sentence.end():
            here.append(found[at])
            at += 1
        opening = folded[sentence.start() : min(sentence.end(), sentence.start() + 30)]
        if _ITEM.match(opening):
            period = state.section if "-" in period else period
            state.names = Context()
        if level(opening) != 1:
            state.names.topic = shorten(topic(opening)) or state.names.topic
        period = _sentence(state, folded, sentence.span(), here, period)
        if folded[sentence.end() : sentence.end() + 1] == "。":
            state.names.close()
            # What the report tells of an earlier year ends with its sentence.
            period = state.section if _past(state, period) else period
    state.period = state.section if state.calendar.titled else period


def _wanted(state: State, planned: bool, period: str) -> str:
    """Return the year planned for what a report of the past wants, where the title tells it."""
    plan = state.calendar.plan_year
    current = planned and plan and period == str(state.calendar.year)
    return str(plan) if current else period


def _past(state: State, period: str) -> bool:
    year = state.calendar.year
    return (
        state.calendar.titled
        and year is not None
        and period[:4].isdigit()
        and int(period[:4]) < year
    )


def _section_period(state: State, title: str) -> str:
    """Return the period that a heading sets, or the report's where it sets none."""
    if title in state.title:
        return state.calendar.default
    if state.outline.planned:
        years = re.findall(r"(?:19|20)\d\d", title)
        if years:
            return str(years[-1])
        if state.section and announces(title) is None:
            return state.section
        year = state.calendar.plan_year
        return str(year) if year else state.section
    years = re.findall(r"(?:19|20)\d\d", title)
    return str(years[0]) if years else state.calendar.default


def _sentence(
    state: State, folded: str, span: tuple[int, int], here: Sequence[Token], period: str
) -> str:
    """Read one sentence and return the period that holds after it."""
    figures: list[Figure] = []
    pending: list[Token] = []
    start, local, planned = span[0], "", _planned(state, folded, span[0])
    # Part of a year that an earlier sentence speaks of may or may not hold for this one.
    carried = period != state.section
    for token in here:
        if token.kind in FIGURES:
            last = figures[-1] if figures else None
            figure = _figure(folded, start, token, pending, span[1], last)
            if figure is None:
                continue
            planned = _still_planned(planned, folded, span[0], figure)
            if "-" in period and _YEAR_SO_FAR.search(figure.lead):
                period = period[:4]
            figure.planned, figure.sentence = planned, span
            if carried and not local and "-" in period:
                figure.doubts.append("period_carried")
            figure.period, local = local or _wanted(state, planned, period), ""
            if figure.period and figure.period[:4] < state.section[:4]:
                # A plan that speaks of the year before tells what was.
                figure.planned = False
            classify(figure, figures)
            figures.append(figure)
            start, pending = token.end, []
            continue
        pending.append(token)
        if token.kind == "date":
            reach, stated = _dated(state, folded, token, start, period)
            local = stated if reach == "next" else local
            if reach == "clause":
                period, carried = stated, False
        elif token.kind == "span" and not planned:
            local = _summed(folded, token, span[0], period) or local
    state.wanted = planned
    _finish(state, figures)
    return period


def _finish(state: State, figures: list[Figure]) -> None:
    """Name and place the figures of a sentence, and keep those that state a number."""
    name_figures(figures, state.names)
    for figure in figures:
        place(figure, state.region)
        settle(figure)
    state.figures += [figure for figure in figures if figure.token.kind != "masked"]


def _planned(state: State, folded: str, start: int) -> bool:
    """Tell whether a sentence begins in a plan: its section, its table column, its half before."""
    at = bisect_right(state.cells, (start, len(folded), True)) - 1
    if at >= 0 and state.cells[at][0] <= start < state.cells[at][1]:
        return state.cells[at][2]
    return state.outline.planned or (state.wanted and folded[start - 1] == ";")


def _still_planned(planned: bool, folded: str, start: int, figure: Figure) -> bool:
    """Tell whether a figure is wanted: the words before it announce so, or tell what is."""
    promise = folded[max(start, figure.token.start - MOST) : figure.token.start]
    announced = planned or strives(figure.lead) or (":" in promise and lists_goals(promise))
    return announced and not is_told(figure.lead)


def _summed(folded: str, token: Token, start: int, period: str) -> str:
    """Return the interval of a figure that sums up years."""
    before = folded[max(token.start - 4, start) : token.start]
    after = folded[token.end : token.end + 4]
    return span_period(folded[token.start : token.end], before, after, period)


def _figure(
    folded: str,
    start: int,
    token: Token,
    pending: Sequence[Token],
    end: int,
    last: Figure | None,
) -> Figure | None:
    lead = lead_of(folded, start, token, pending)
    if _COUNTER.search(lead):
        return None
    tail = folded[token.end : min(token.end + LOOK, end)]
    return Figure(
        token, lead, tail, is_joined(lead, tail, token, last.token if last else None), False
    )


def _dated(state: State, folded: str, token: Token, start: int, period: str) -> tuple[str, str]:
    """Return how far a date reaches, and its period."""
    date = folded[token.start : token.end]
    before = folded[max(start, token.start - 16) : token.start]
    if folded[token.start - 1 : token.start] == "(" and folded[token.end : token.end + 1] == ")":
        return "none", ""
    ends = [m.end() for m in _CLAUSE_END.finditer(before)]
    before = before[ends[-1] if ends else 0 :]
    stated = period_of(date, state.calendar, period)
    reach = sets_period(date, before, folded[token.end : token.end + 6]) if stated else "none"
    return reach, stated
