"""Read the figures of a text: sentence by sentence, each in the light of what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kejidata.reports.dating.dates import Calendar, newest_year
from kejidata.reports.dating.outline import (
    Outline,
    announces,
    heading,
    level,
    plan_begins,
    theme_of,
    title_of,
    topic,
)
from kejidata.reports.dating.report_period import calendar_of, headed
from kejidata.reports.dating.rows import date_each, date_moves
from kejidata.reports.dating.scope import Now, date_clause, time_figure, time_span
from kejidata.reports.dating.settle import date_stock, settle
from kejidata.reports.dating.state import (
    State,
    ends_with_sentence,
    in_plan,
    is_past,
    section_period,
)
from kejidata.reports.dating.table_columns import goal_cells
from kejidata.reports.dating.titled_years import headed_year, told_year, unstamped
from kejidata.reports.grammar.ahead import looks_ahead
from kejidata.reports.grammar.classify import classify
from kejidata.reports.grammar.confidence import assess, assess_names
from kejidata.reports.grammar.figure import FIGURES, LOOK, Figure, is_joined, lead_of
from kejidata.reports.grammar.filter import filtered
from kejidata.reports.grammar.token import Token
from kejidata.reports.grammar.tokens import tokens
from kejidata.reports.lexicon.alternatives import one_of
from kejidata.reports.naming.coding import code_figures
from kejidata.reports.naming.context import Context
from kejidata.reports.naming.names import entitled, name_figures
from kejidata.reports.naming.regions import give_to_zones, locate, region_of
from kejidata.reports.naming.trim import shorten
from kejidata.reports.source.flatten import Flat, flatten
from kejidata.reports.source.traditional import script_of

# 「一段」 a paragraph.
_PARAGRAPH = re.compile(r"[^\n]+")
# 「一句」 a sentence.
_SENTENCE = re.compile("[^。!?;|]+")
# 「阅读量:」 times read: what a page counts of itself.
_COUNTER = re.compile(
    one_of("阅读 浏览 点击 访问 评论 转发 点赞 下载 字号 来源 页码 电话 邮编")
    + "(?:次数|量|数)?:?$"
)
_COUNTED = 6
"""Characters of the longest such word."""
# 「按行业划分,」 by industry: the whole told before is parted anew.
_BY_GROUP = re.compile(r"(?:分|按|从)[^,，。:;\d]{1,14}(?:划分|分|看|来看|分布|统计)[,，。:]")
# 「增长」 any word: a line without one is a number in a column, a rule, a page number.
_WORD = re.compile("[一-鿿A-Za-z]")
# 「一是」 first: an item of a list.
_ITEM = re.compile(r"[一二三四五六七八九十]是|\([一二三四五六七八九十\d]{1,9}\)|其[一二三四五六]")
_IDLE = frozenset(("bare", "skip", "span"))
"""Kinds of token that state no figure by themselves."""
_HEADING = 24
"""Characters of the longest heading that a paragraph goes on behind."""
_BEGINNING = 200
"""Characters of a paragraph that tell what it opens."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text without its layout, its own time, and its figures in order, paragraph by paragraph.

    Each paragraph comes with the offset of its end in the flat text. Nothing of it is kept, so
    that a long text needs little memory.
    """

    flat: Flat
    calendar: Calendar
    paragraphs: Iterator[tuple[int, list[Figure]]]


def figures_of(text: str, year: int | None = None) -> Reading:
    """Return the figures of a text; `year` is the one it is about, where that is told."""
    flat = flatten(text)
    title = title_of(flat.folded)
    calendar = calendar_of(title, flat.folded, told_year(year))
    return Reading(flat, calendar, _figures(flat.plain, flat.folded, title, calendar))


def _figures(
    plain: str, folded: str, title: str, calendar: Calendar
) -> Iterator[tuple[int, list[Figure]]]:
    outline = Outline(announces(title) is True)
    cells = goal_cells(folded)
    default = calendar.default
    about = theme_of(title), plan_begins(title)
    state = State(calendar, outline, default, default, title, cells, *about)
    script = script_of(plain)
    for match in _PARAGRAPH.finditer(folded):
        figures = _paragraph(state, folded, match.span())
        for figure in figures if script else ():
            figure.indicator = figure.indicator.translate(script)
        yield match.end(), figures


def _paragraph(state: State, folded: str, span: tuple[int, int]) -> list[Figure]:
    start, end = span
    found = filtered(list(tokens(folded, start, end)), folded, span)
    beginning = folded[start : min(end, start + _BEGINNING)]
    wordless = _WORD.search(beginning) is None
    if wordless and all(token.kind in _IDLE for token in found):
        return []
    period = _open(state, beginning, wordless, end - start)
    figures: list[Figure] = []
    at = 0
    for sentence in _SENTENCE.finditer(folded, start, end):
        here = []
        while at < len(found) and found[at].start < sentence.end():
            here.append(found[at])
            at += 1
        period = _begin(state, sentence[0][:30], period)
        if here:
            period = _sentence(state, folded, sentence.span(), here, period, figures)
        else:
            state.wanted = in_plan(state, folded, sentence.start())
        if folded[sentence.end() : sentence.end() + 1] == "。":
            state.names.close()
            state.until, state.years, state.move = "", (), ()
            period = state.section if ends_with_sentence(state, period) else period
    # The year that a plan aims at holds for the whole of it.
    aims = state.outline.planned and period[:4] > state.section[:4]
    state.period = state.section if state.calendar.titled and not aims else period
    return figures


def _begin(state: State, opening: str, period: str) -> str:
    """Begin a sentence that opens so, and return the period that holds in it."""
    if opening.startswith("全年") and is_past(state, period) and state.calendar.titled:
        period = state.section
    if _ITEM.match(opening):
        period = state.section if "-" in period else period
        state.names = Context()
    about = topic(opening)
    if about and level(opening) != 1:
        state.names.topic = shorten(about)
    return period


def _open(state: State, text: str, wordless: bool, length: int) -> str:
    """Open a paragraph that begins so, and return the period that holds in it."""
    state.region = region_of(text)
    state.names.open(bool(_BY_GROUP.match(text)))
    state.ahead = looks_ahead(text) or _heads_plan(text)
    state.until, state.years, state.move = "", (), ()
    rank = level(text)
    title = heading(text, rank) if not wordless and (length <= _BEGINNING or rank) else ""
    if title and (rank or len(text) <= 40):
        _enter(state, title, rank)
    return state.section if title else state.period


def _heads_plan(text: str) -> bool:
    """Tell whether a paragraph opens with the heading of a plan: 2024年工作打算:(1) (plans)."""
    head, colon, _ = text[:_HEADING].partition(":")
    return bool(colon and newest_year(head) and announces(head))


def _enter(state: State, title: str, rank: int | None) -> None:
    """Enter the section that a heading opens."""
    depth = rank or (1 if announces(title) is not None else 3)
    plain = unstamped(title)
    part = headed(plain, state.calendar) or headed_year(plain)
    state.outline.enter(depth, title, is_past(state, newest_year(title)), part)
    state.section = section_period(state, plain)
    about = shorten(topic(title)) if rank != 1 else ""
    state.names = Context(about, heading=about)


def _sentence(
    state: State,
    folded: str,
    span: tuple[int, int],
    here: Sequence[Token],
    period: str,
    so_far: list[Figure],
) -> str:
    """Read one sentence, add its figures to `so_far`, and return the period that holds after it."""
    # Part of a year that an earlier sentence speaks of may or may not hold for this one.
    planned = in_plan(state, folded, span[0])
    now = Now(span, period, planned, period != state.section)
    now.until, now.years = state.until, state.years
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
            settle(state, figure, figures)
            figures.append(figure)
            start, pending = token.end, []
            continue
        pending.append(token)
        if token.kind == "date":
            date_clause(state, now, folded, token, start)
        elif token.kind == "span":
            time_span(state, now, folded, token)
    state.wanted, state.until, state.years = now.planned, now.until, now.years
    _finish(state, figures)
    # A masked one lent its name and states no number.
    so_far += [figure for figure in figures if figure.token.kind != "masked"]
    return now.period


def _finish(state: State, figures: list[Figure]) -> None:
    """Name and date the figures of a sentence, and note what it leaves open."""
    date_each(figures)
    state.move = date_moves(figures, state.move)
    told = state.names.recent
    name_figures(figures, state.names)
    if state.theme:
        entitled(figures, state.theme)
    for figure in figures:
        date_stock(figure)
        locate(figure, state.region)
        assess(figure)
    code_figures(figures, state.names)
    give_to_zones(figures)
    assess_names(figures, told, state.names.doubts)


def _figure(
    folded: str,
    start: int,
    token: Token,
    pending: Sequence[Token],
    end: int,
    last: Figure | None,
) -> Figure | None:
    """Return the figure that a token states, or nothing where a page counts itself."""
    lead = lead_of(folded, start, token, pending)
    if _COUNTER.search(lead, max(len(lead) - _COUNTED, 0)):
        return None
    tail = folded[token.end : min(token.end + LOOK, end)]
    return Figure(token, lead, tail, is_joined(lead, tail, token, last.token if last else None))
