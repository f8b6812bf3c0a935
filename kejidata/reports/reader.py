"""Read the figures of a text: sentence by sentence, each in the light of what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kejidata.reports.cells import told_cells
from kejidata.reports.doubts import settle
from kejidata.reports.figures import FIGURES, LOOK, Figure, is_joined, lead_of
from kejidata.reports.headings import Outline, announces, heading, level, title_of, topic
from kejidata.reports.layout import Flat, flatten
from kejidata.reports.measures import classify
from kejidata.reports.names import name_figures
from kejidata.reports.owners import Context
from kejidata.reports.periods import calendar_of, newest_year, unstamped
from kejidata.reports.phrases import shorten
from kejidata.reports.places import owner, place
from kejidata.reports.reach import Now, date_clause, date_stock, date_target, summed, time_figure
from kejidata.reports.sieve import sifted
from kejidata.reports.state import (
    State,
    in_plan,
    is_past,
    section_period,
)
from kejidata.reports.tokens import Token, tokens
from kejidata.reports.traditional import own_script

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。!?;|]+")
_COUNTER = re.compile(
    r"(?:阅读|浏览|点击|访问|评论|转发|点赞|下载|字号|来源|页码|电话|邮编)(?:次数|量|数)?:?$"
)
_ITEM = re.compile(r"[一二三四五六七八九十]是|\([一二三四五六七八九十\d]+\)|其[一二三四五六]")
_ITEMISED = frozenset("一二三四五六七八九十(其")


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
    state.names.open()
    state.until = ""
    title = heading(text) if end - start <= 200 or level(text) else ""
    if title and (level(text) or len(text) <= 40):
        rank = level(text) or (1 if announces(title) is not None else 3)
        state.outline.enter(rank, title, is_past(state, newest_year(title)))
        state.section = section_period(state, unstamped(title))
        about = shorten(topic(title)) if level(text) != 1 else ""
        state.names = Context(about, heading=about)
    period = state.period if not title else state.section
    at = 0
    for sentence in _SENTENCE.finditer(folded, start, end):
        here = []
        while at < len(found) and found[at].start < sentence.end():
            here.append(found[at])
            at += 1
        opening = folded[sentence.start() : min(sentence.end(), sentence.start() + 30)]
        if opening[:1] in _ITEMISED and _ITEM.match(opening):
            period = state.section if "-" in period else period
            state.names = Context()
        if level(opening) != 1:
            state.names.topic = shorten(topic(opening)) or state.names.topic
        period = _sentence(state, folded, sentence.span(), here, period)
        if folded[sentence.end() : sentence.end() + 1] == "。":
            state.names.close()
            state.until = ""
            # What the report tells of an earlier year ends with its sentence.
            period = state.section if is_past(state, period) else period
    state.period = state.section if state.calendar.titled else period


def _sentence(
    state: State, folded: str, span: tuple[int, int], here: Sequence[Token], period: str
) -> str:
    """Read one sentence and return the period that holds after it."""
    # Part of a year that an earlier sentence speaks of may or may not hold for this one.
    planned = in_plan(state, folded, span[0])
    now = Now(span, period, planned, period != state.section, until=state.until)
    figures: list[Figure] = []
    pending: list[Token] = []
    start = span[0]
    for token in here:
        if token.kind in FIGURES:
            last = figures[-1] if figures else None
            figure = _figure(folded, start, token, pending, span[1], last)
            if figure is None:
                continue
            time_figure(state, now, folded, figure)
            classify(figure, figures)
            date_target(state, figure)
            figures.append(figure)
            start, pending = token.end, []
            continue
        pending.append(token)
        if token.kind == "date":
            date_clause(state, now, folded, token, start)
        elif token.kind == "span" and not now.planned:
            now.local = summed(folded, token, span[0], now.period) or now.local
    state.wanted, state.until = now.planned, now.until
    _finish(state, figures)
    return now.period


def _finish(state: State, figures: list[Figure]) -> None:
    """Name and place the figures of a sentence, and keep those that state a number."""
    name_figures(figures, state.names)
    for figure in figures:
        date_stock(figure)
        place(figure, state.region)
        settle(figure)
    state.figures += [figure for figure in figures if figure.token.kind != "masked"]


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
