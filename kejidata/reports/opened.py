"""What the beginning of a paragraph or a sentence opens: a section, a region, a plan, a period."""

from __future__ import annotations

import re

from kejidata.reports.dating.dates import PLAN_YEARS, newest_year
from kejidata.reports.dating.outline import announces, heading, is_key_work, level, topic
from kejidata.reports.dating.state import State, is_past, section_period
from kejidata.reports.dating.titled_years import headed, headed_year, unstamped
from kejidata.reports.grammar.ahead import AHEAD
from kejidata.reports.naming.codes import region_code
from kejidata.reports.naming.context import Context
from kejidata.reports.naming.sites import introduced
from kejidata.reports.naming.trim import shorten

# 「如皋市:」 a city: whose figures a paragraph tells.
_OWNER = re.compile("([一-鿿]{2,7}(?:省|市|区|县|州|盟|旗)):")
# 「按行业划分,」 by industry: the whole told before is parted anew.
_BY_GROUP = re.compile(r"(?:分|按|从)[^,，。:;\d]{1,14}(?:划分|分|看|来看|分布|统计)[,，。:]")
_NUMBERED = frozenset("(一二三四五六七八九十其")
"""How a sentence begins that is an item of a list, where it is with no digit."""
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
    if not (opening[0] in _NUMBERED or opening[0].isdigit() or "方面" in opening):
        return period
    if _ITEM.match(opening):
        # 一季度增长5%。一是…。二是…: the quarter told before the items is that of each of them.
        state.overview = state.overview or period
        period = state.overview if "-" in period else period
        state.names = Context()
    about = topic(opening)
    if about and level(opening) != 1:
        state.names.topic = shorten(about)
    return period


def open_paragraph(state: State, text: str, wordless: bool, span: tuple[int, int]) -> str:
    """Open a paragraph that begins so, and return the period that holds in it."""
    start, length = span[0], span[1] - span[0]
    owner = _OWNER.match(text)
    state.region = region_code(owner[1]) if owner else ""
    state.names.open(bool(_BY_GROUP.match(text)))
    item = bool(_ITEM.match(text))
    state.heads = _heads_plan(text) or (state.heads and item)
    state.ahead = state.heads or bool(AHEAD.match(text))
    state.until, state.years, state.move = "", (), ()
    state.over = ""
    state.overview = ""
    rank = level(text)
    told = not wordless and "|" not in text and (length <= _BEGINNING or rank)
    title = heading(text, rank) if told else ""
    if title and (rank or len(text) <= 40):
        _enter(state, title, rank, start)
    if item:
        state.overview = state.section
    if not title:
        state.names.site = introduced(text)
    return state.section if title else state.period


def _heads_plan(text: str) -> bool:
    """Tell whether a paragraph opens with the heading of a plan: 2024年工作打算:(1) (plans)."""
    head, colon, _ = text[:_HEADING].partition(":")
    if not colon:
        return False
    timed = newest_year(head) or any(plan in head for plan in PLAN_YEARS)
    return bool(timed and announces(head))


def _enter(state: State, title: str, rank: int | None, start: int) -> None:
    """Enter the section that a heading opens."""
    depth = rank or (1 if announces(title) is not None else 3)
    plain = unstamped(title)
    part = headed(plain, state.calendar)
    year = newest_year(title)
    done = start < state.plan_starts and not year and is_key_work(title)
    state.outline.enter(depth, title, done or is_past(state, year), part or headed_year(plain))
    state.section = section_period(state, plain, part)
    about = shorten(topic(title)) if rank != 1 else ""
    state.names = Context(about, heading=about)
