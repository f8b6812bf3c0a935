"""How far a date reaches: to the next figure, to its clause and on, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejidata.model.periods import A_MONTH
from kejidata.reports.dating import dates, spans
from kejidata.reports.dating.rows import goes_on, in_row
from kejidata.reports.dating.state import State, looks_back, still_planned
from kejidata.reports.grammar.ahead import strives
from kejidata.reports.grammar.figure import Figure, starts_move
from kejidata.reports.grammar.token import Token

# 「，」 a comma ends a clause.
_CLAUSE_END = re.compile(r"[,，。;:、(!?|\n\]]")
# 「目前」 at present, 「全年」 in the whole year: no longer a part of it.
_YEAR_SO_FAR = re.compile("(?:目前|(?<!完成)全年(?!度?(?:任务|目标|计划|指标|考核)))[^,，]{0,90}$")
# 「目前已有」 at present there are.
_AT_PRESENT = re.compile("(?:^|[,，。;])(?:截至)?目前[^,，。;]{0,12}$")
# 「至」 up to.
_BY_END = re.compile(r"(?:^|[,，。;:\n])(?:至|到)$")
_UP_TO = frozenset("至到止")
"""How what leads to such a date ends."""
# 「月底」 the end of the month.
_END = re.compile("月?[底末]")
# 「同期为9」 in the same time it was 9.
_SAME_TIME = re.compile(r"同期(?:的|为|是|仅|只有|有)?(?:约|近)?\d")
# 「由全国」 from (the 6th place) in the country: where something rose from.
_LEAVES = re.compile("(?:由|从)(?:全[国省市区县]|[一-鿿]{2,4})?$")
# 「增至」 rose to.
_RISES_TO = re.compile("(?:增[加长]?|提[高升]|上?升|扩大|发展|下?降|减少?)[至到]了?")
# 「升至」 rises to: a rank that moved.
_GOES = re.compile("(?:大幅|快速)?[上提跃前晋进下后升降退滑]")
# 「,增长」 (by so much, and) grew by: the same move once more.
_ALSO_MOVED = re.compile(
    "[,，、(]?(?:增[长加幅]|涨幅|增速|降幅|上升|提[高升]|下降|减少)(?:了|为|约|近|达)?"
)
# 「完成」 done: behind a span of months it tells what was done in them.
_HAS_DONE = re.compile("份?(?:已|累计|实际){0,2}完成")
_MOST = 40
"""Dates of a row that are kept: a row that grew with every date would take time without end."""
# 「5日」 the 5th of a month.
_DAY = re.compile(r"\d{1,2}日$")


@dataclass(slots=True)
class Now:
    """What holds at a place within a sentence.

    `period` holds from here on, `local` for the next figure alone, `until` is the month that the
    sentence counts up to, `years` are the periods that it lists, `planned` tells that it speaks of
    a plan. `over` is the span of years that it sums up, `against` the year that the next figures
    are held against (`fresh`: told since the last; `compares`: the whole sentence is), `listed` the
    dates that stand in a row, the last of which ends at `date_end`; `outside` is the period before
    a bracket that is open, `first` the year from which a span of two years goes.
    """

    span: tuple[int, int]
    period: str
    planned: bool
    local: str = ""
    until: str = ""
    years: tuple[str, ...] = ()
    over: str = ""
    against: str = ""
    fresh: bool = False
    compares: bool = False
    listed: tuple[str, ...] = ()
    date_end: int = -1
    outside: str = ""
    first: str = ""


def time_figure(state: State, now: Now, folded: str, figure: Figure) -> None:
    """Set the period of a figure, and whether it is planned."""
    if now.outside and figure.lead.startswith(")") and "(" not in figure.lead:
        # 12亿元(2022年为9亿元),增长33%: the growth is of what stands before the bracket.
        now.period, now.outside = now.outside, ""
    now.planned = still_planned(now.planned, folded, now.span[0], figure)
    if now.period > state.calendar.default > "" and _AT_PRESENT.search(figure.lead):
        # 到2025年达到300家。目前200家 (300 by 2025; 200 now): what is, is of the report's time.
        now.period, now.planned = state.calendar.default, False
    if "-" in now.period and _YEAR_SO_FAR.search(figure.lead):
        now.period = now.period[:4]
    if A_MONTH.fullmatch(now.period) and spans.IN_ALL.search(figure.lead):
        now.period, now.until = spans.summed_up(now.period, state.section)
    if now.period[:4] < state.section[:4] and strives(figure.lead):
        # 去年达61%;下一步将新建5个 (last year 61 %; next, 5 new ones): what is wanted lies ahead.
        now.period = state.section
    figure.planned, figure.sentence = now.planned, now.span
    _date_figure(state, now, figure)
    kept = not now.against or figure.joined or now.fresh or now.compares
    if not (kept or _ALSO_MOVED.fullmatch(figure.lead)):
        now.against = ""
    figure.against, now.fresh = now.against, False
    now.local = ""
    told = max(state.section[:4], state.plan[:4], now.outside[:4])
    if "" < figure.period[:4] < told:
        # A plan that speaks of the years before it tells what was: 力争达500家(2023年312家).
        figure.planned = False


def _date_figure(state: State, now: Now, figure: Figure) -> None:
    """Give a figure the period of its own date, of the month so far, or of its sentence."""
    if now.local:
        figure.period = now.local
        return
    calendar = state.calendar
    # 十三五 (the 13th five-year plan) sums up its years as 五年来 (over five years) does.
    planned = now.period in dates.PLAN_SPANS and not now.first
    figure.span = now.over or now.period * planned
    figure.period = f"{now.until[:4]}-01/{now.until}" if now.until else now.period
    if now.planned and calendar.plan_year and now.period == str(calendar.year) and not now.until:
        # What a report of the past wants is of the year planned, where the title tells it.
        figure.period = str(calendar.plan_year)
    figure.until, figure.years = now.until, now.years
    if len(figure.years) > 1:
        # What rose in several years (由6590家增至2万家) has the first and the last of them.
        rises = _LEAVES.search(figure.lead) and _RISES_TO.match(figure.tail)
        if rises or _RISES_TO.fullmatch(figure.lead):
            figure.period, figure.years = figure.years[0 if rises else -1], ()
            return
    rose = figure.token.kind == "rank" and _LEAVES.search(figure.lead) and _GOES.match(figure.tail)
    if rose or starts_move(figure):
        # 由第6位升至第2位 (from 6th to 2nd), 由18亿元增加到20亿元: from where it was a year before,
        # or in the year that a span of years begins with (2015年至2020年).
        figure.period = now.first or dates.year_before(figure.period)


def date_clause(state: State, now: Now, folded: str, token: Token, start: int) -> None:
    """Note what a date tells of the figures behind it."""
    date = folded[token.start : token.end]
    before = folded[max(token.start - 4, 0) : token.start]
    if date == "当年" and now.years:
        # That of each of the years.
        return
    now.outside = now.outside or now.period * ("(" in before)
    same = date in ("去年", "上年") and _SAME_TIME.match(folded, token.end)
    if same and not before.endswith(("为", "是", "达", "于")):
        now.local = dates.year_before(now.period)
        return
    month = _month_until(state, now, folded, token)
    if month:
        now.until = month
        return
    ahead = date.startswith("明") or dates.is_ahead(state.calendar, before, date)
    now.planned = now.planned or ahead
    scope, stated = dated(state, folded, token, start, now.period)
    follows = goes_on(folded, now.date_end, token)
    if follows and stated:
        scope = "clause"
    now.listed, now.date_end = (*(now.listed[-_MOST:] if follows else ()), stated), token.end
    after = folded[token.end : token.end + 6]
    now.compares = spans.opens_comparison(folded[now.span[0] : token.start], after)
    base = "" if follows else spans.base_of(date, before, after) or stated * now.compares
    if scope == "next":
        now.local = stated
    elif base:
        now.against, now.fresh = base, True
    elif scope == "clause":
        _set_period(now, folded, token, stated)
        # A review of 2030 that goes on 2031年,投入增长6% (in 2031, up 6 %) says what is wanted.
        now.planned = now.planned or stated == str(state.calendar.plan_year)
        # 计划投资6亿元,1-8月完成2亿元 (6 planned, 2 done by August): what was done ends a plan.
        done = _HAS_DONE.match(after) and "-01/" in stated
        now.planned = now.planned and (state.outline.planned or not done)
    elif date.endswith("日") and not state.calendar.titled:
        # What happened on a day of a later year is followed by what that year brought.
        now.period = max(now.period, dates.newest_year(date), key=lambda period: period[:4])


def _month_until(state: State, now: Now, folded: str, token: Token) -> str:
    """Return the month that a date says the sentence counts up to: 截至10月 (up to October)."""
    before = folded[max(token.start - 4, 0) : token.start]
    if before[-1:] not in _UP_TO:
        return ""
    by_end = _BY_END.search(before) and _END.match(folded, token.end) and not now.planned
    if not by_end and not dates.AS_OF.search(before):
        return ""
    date = _DAY.sub("", folded[token.start : token.end])
    month = dates.period_of(date, state.calendar, now.period)
    # 截至三季度 (up to the third quarter): to its last month.
    month = month[-7:] if "季度" in date else month
    return month if len(month) == 7 and not month.endswith("-12") else ""


def _set_period(now: Now, folded: str, token: Token, stated: str) -> None:
    """Let a date, or the list of years that it ends, hold from here on."""
    before = folded[max(token.start - 24, now.span[0]) : token.start]
    after = folded[token.end : token.end + 3]
    years = dates.YEAR.findall(folded[token.start : token.end])
    now.first = years[0] if len(years) == 2 else ""
    now.years, stated = in_row(stated, before, after, now.listed)
    # 截至9月底,2024年登记 (up to the end of September, in 2024): the year of that month.
    now.until = now.until if now.until[:4] == stated else ""
    now.period, now.local, now.over = stated, "", ""


def time_span(state: State, now: Now, folded: str, token: Token) -> None:
    """Note what a span of years tells of the figures behind it: 过去五年 (the past five)."""
    span = folded[token.start : token.end]
    before = folded[max(token.start - 4, now.span[0]) : token.start]
    after = folded[token.end : token.end + 4]
    year = state.calendar.year
    # The years to come begin as the report sees it: with its plan's, or with the one after it.
    first = state.calendar.plan_year or (year or 0) + (not looks_back(state))
    ahead = spans.future_span(span, before, after, first) if year else ""
    if now.planned and not ahead:
        ahead = spans.whole_plan(span, before, after, state.plan)
    if ahead:
        now.over, now.planned = ahead, True
    elif not now.planned:
        last = now.period.rpartition("/")[2][:4]
        base = spans.years_ago(span, before, after, last)
        if base:
            now.against, now.fresh = base, True
            return
        period, holds = spans.past_span(span, before, after, last)
        now.over = period if holds else now.over
        now.local = now.local if holds or not period else period


def dated(state: State, folded: str, token: Token, start: int, period: str) -> tuple[str, str]:
    """Return how far a date reaches, and its period."""
    date = folded[token.start : token.end]
    before = folded[max(start, token.start - 16) : token.start]
    after = folded[token.end : token.end + 9]
    if before.endswith("(") and after.startswith(")"):
        return "none", ""
    before = _CLAUSE_END.split(before)[-1]
    stated = dates.since(date, after, state.calendar) or dates.plan_end(date, after)
    stated = stated or dates.period_of(date, state.calendar, period)
    return dates.sets_period(date, before, after) if stated else "none", stated
