"""Read the figures of a text: sentence by sentence, each in the light of what stands before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kejidata.model.labels import simplified_forms
from kejidata.reports.dating.dates import Calendar, period_of
from kejidata.reports.dating.outline import (
    Outline,
    announces,
    plan_of,
    plan_starts,
    theme_of,
    title_of,
)
from kejidata.reports.dating.report_period import calendar_of
from kejidata.reports.dating.rows import date_each, date_moves, is_told_behind
from kejidata.reports.dating.scope import Now, date_clause, time_figure, time_span
from kejidata.reports.dating.settle import date_stock, settle
from kejidata.reports.dating.state import State, ends_with_sentence, in_plan
from kejidata.reports.dating.table_columns import goal_cells
from kejidata.reports.dating.titled_years import told_year
from kejidata.reports.grammar.classify import classify
from kejidata.reports.grammar.confidence import assess, assess_names, assess_periods
from kejidata.reports.grammar.figure import (
    FIGURES,
    LOOK,
    Figure,
    is_joined,
    lead_of,
    starts_move,
)
from kejidata.reports.grammar.filter import filtered
from kejidata.reports.grammar.token import Token
from kejidata.reports.grammar.tokens import tokens
from kejidata.reports.lexicon.alternatives import pattern, remembered
from kejidata.reports.naming.coding import code_figures
from kejidata.reports.naming.names import entitled, name_figures
from kejidata.reports.naming.regions import give_to_zones, locate
from kejidata.reports.opened import _BEGINNING, begin, open_paragraph
from kejidata.reports.source.flatten import Flat, flatten

# 「一段」 a paragraph.
_PARAGRAPH = re.compile(r"[^\n]+")
# 「一句」 a sentence.
_SENTENCE = re.compile("[^。!?;|①-⑳]+")
# 「阅读量:」 times read: what a page counts of itself.
_COUNTER = pattern(
    "( 阅读 浏览 点击 访问 评论 转发 点赞 下载 字号 来源 页码 电话 邮编 )(?:次数|量|数)?:?$"
)
_counts_itself = remembered(_COUNTER.search)
_COUNTED = 6
"""Characters of the longest such word."""
# 「增长」 any word: a line without one is a number in a column, a rule, a page number.
_WORD = re.compile("[一-鿿A-Za-z]")
_IDLE = frozenset(("bare", "skip", "span"))
"""Kinds of token that state no figure by themselves."""
_SAMPLE = 1_000_000
"""Characters that tell which script a report is set in."""
_TELLING = "億個業術與"
"""Common traditional characters (100 million, a piece, trade, art, and): one stands in a report."""


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
    about = theme_of(title), plan_of(title), plan_starts(folded, calendar.year)
    state = State(calendar, outline, default, default, title, cells, *about)
    script = _script_of(plain)
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
    period = opened = open_paragraph(state, beginning, wordless, span)
    figures: list[Figure] = []
    at = 0
    for sentence in _SENTENCE.finditer(folded, start, end):
        here = []
        while at < len(found) and found[at].start < sentence.end():
            here.append(found[at])
            at += 1
        period = begin(state, sentence[0][:30], period)
        if here:
            period = _sentence(state, folded, sentence.span(), here, period, figures)
        else:
            state.wanted = in_plan(state, folded, sentence.start())
        if folded[sentence.end() : sentence.end() + 1] == "。":
            state.names.close()
            state.until, state.years, state.move = "", (), ()
            period = state.section if ends_with_sentence(state, period) else period
    assess_periods(figures)
    if figures and period[:4] < figures[0].period[:4]:
        # A look back at an earlier year, in the end of a paragraph, ends with it.
        period = opened
    # The year that a plan aims at holds for the whole of it.
    aims = state.outline.planned and period[:4] > state.section[:4]
    state.period = state.section if state.calendar.titled and not aims else period
    return figures


def _sentence(
    state: State,
    folded: str,
    span: tuple[int, int],
    here: Sequence[Token],
    period: str,
    so_far: list[Figure],
) -> str:
    """Read one sentence, add its figures to `so_far`, and return the period that holds after it."""
    now = Now(span, period, in_plan(state, folded, span[0]))
    now.until, now.years, now.over = state.until, state.years, state.over
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
        if figures and is_told_behind(folded, figures[-1].token, token):
            figures[-1].period = period_of(folded[token.start : token.end], state.calendar, "")
        elif token.kind == "date":
            date_clause(state, now, folded, token, start)
        elif token.kind == "span":
            time_span(state, now, folded, token)
    state.wanted, state.until, state.years = now.planned, now.until, now.years
    # 过去五年,我们坚持创新。企业突破2000家 (the past five years. Firms): told before any figure,
    # a span of years is that of the paragraph.
    state.over = now.over if state.over or not figures else ""
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
    give_to_zones(figures, state.names.site)
    assess_names(figures, told, state.names.doubts)


def _figure(
    folded: str, start: int, token: Token, pending: Sequence[Token], end: int, last: Figure | None
) -> Figure | None:
    """Return the figure that a token states, or nothing where a page counts itself."""
    lead = lead_of(folded, start, token, pending)
    if _counts_itself(lead[-_COUNTED:]):
        return None
    if last is not None and lead.endswith("为") and starts_move(last):
        # 由12%上升为15% (from 12 to 15 %) goes to it as 上升到 does; 增长为15% alone is a rate.
        lead = f"{lead[:-1]}到"
    tail = folded[token.end : min(token.end + LOOK, end)]
    return Figure(token, lead, tail, is_joined(lead, tail, token, last.token if last else None))


def _script_of(plain: str) -> dict[int, str]:
    """Return the translation of names back to traditional characters, empty where none are used."""
    if not any(one in plain for one in _TELLING):
        return {}
    counts = Counter(plain[:_SAMPLE])
    return {ord(new): old for old, new in simplified_forms().items() if counts[old] > counts[new]}
