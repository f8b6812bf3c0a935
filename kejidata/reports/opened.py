"""What the beginning of a paragraph or a sentence opens: a section, a region, a plan, a period."""

from __future__ import annotations

import re

from kejidata.reports.dating.dates import PLAN_YEARS, newest_year
from kejidata.reports.dating.outline import announces, heading, level, topic
from kejidata.reports.dating.part_of_year import headed
from kejidata.reports.dating.state import State, is_past, section_period
from kejidata.reports.dating.titled_years import headed_year, unstamped
from kejidata.reports.grammar.ahead import looks_ahead
from kejidata.reports.naming.context import Context
from kejidata.reports.naming.regions import region_of
from kejidata.reports.naming.trim import shorten

# 「按行业划分,」 by industry: the whole told before is parted anew.
_BY_GROUP = re.compile(r"(?:分|按|从)[^,，。:;\d]{1,14}(?:划分|分|看|来看|分布|统计)[,，。:]")
# 「一是」 first: an item of a list.
_ITEM = re.compile(r"[一二三四五六七八九十]是|\([一二三四五六七八九十\d]{1,9}\)|其[一二三四五六]")
_HEADING = 24
"""Characters of the longest heading that a paragraph goes on behind."""
_BEGINNING = 200
"""Characters of a paragraph that tell what it opens."""


def begin(state: State, opening: str, period: str) -> str:
    """Begin a sentence that opens so, and return the period that holds in it."""
    if opening.startswith("全年") and is_past(state, period) and state.calendar.titled:
        period = state.section
    if _ITEM.match(opening):
        # 一季度增长5%。一是…。二是…: the quarter told before the items is that of each of them.
        state.overview = state.overview or period
        period = state.overview if "-" in period else period
        state.names = Context()
    about = topic(opening)
    if about and level(opening) != 1:
        state.names.topic = shorten(about)
    return period


def open_paragraph(state: State, text: str, wordless: bool, length: int) -> str:
    """Open a paragraph that begins so, and return the period that holds in it."""
    state.region = region_of(text)
    state.names.open(bool(_BY_GROUP.match(text)))
    item = bool(_ITEM.match(text))
    state.heads = _heads_plan(text) or (state.heads and item)
    state.ahead = looks_ahead(text) or state.heads
    state.until, state.years, state.move = "", (), ()
    state.overview = ""
    rank = level(text)
    title = heading(text, rank) if not wordless and (length <= _BEGINNING or rank) else ""
    if title and (rank or len(text) <= 40):
        _enter(state, title, rank)
    if item:
        state.overview = state.section
    return state.section if title else state.period


def _heads_plan(text: str) -> bool:
    """Tell whether a paragraph opens with the heading of a plan: 2024年工作打算:(1) (plans)."""
    head, colon, _ = text[:_HEADING].partition(":")
    if not colon:
        return False
    timed = newest_year(head) or any(plan in head for plan in PLAN_YEARS)
    return bool(timed and announces(head))


def _enter(state: State, title: str, rank: int | None) -> None:
    """Enter the section that a heading opens."""
    depth = rank or (1 if announces(title) is not None else 3)
    plain = unstamped(title)
    part = headed(plain, state.calendar) or headed_year(plain)
    state.outline.enter(depth, title, is_past(state, newest_year(title)), part)
    state.section = section_period(state, plain)
    about = shorten(topic(title)) if rank != 1 else ""
    state.names = Context(about, heading=about)
