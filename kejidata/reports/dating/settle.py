"""Periods that follow from what a figure measures: a goal's, a stock's, a move's over years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.model.periods import A_YEAR, MONTHS_SO_FAR
from kejidata.reports.dating.dates import year_before
from kejidata.reports.dating.state import State
from kejidata.reports.grammar.figure import Figure, starts_move
from kejidata.reports.lexicon.alternatives import pattern

# 「新增企业」 added firms: what is done over time, and not counted at its end.
_FLOW = pattern("""
    ^ ( 新 净增 受理 提交 推荐 报送 落实 申[请报] 授权 认定 完成 实现 引进 签 登记 转化 投入 兑现
    发放 办理 培[训育] 举办 开展 组织 获 立项 入库 输出
    成交 )|(?:[额入值资出税润]|申请量?|授权量?|受理量?|登记数?|新增|成交量?)$
    """)
# 「年均增长」 grew a year on average.
AVERAGED = re.compile("年均|年平均|平均每年|年复合|平均(?=增)")
# 「累计达到」 reaches in all.
_SUMMED = re.compile("累计[^,，]{0,6}$")
# 「达到」 reaches: what is counted at the end of a span of years, and not summed over it.
_REACHES = re.compile(
    "(?:达到?|突破(?![^,，]{0,3}技术)|超过|[增升提降缩减扩发].{0,2}[到至]|[拥共现已]有|稳定在|保持在)[^,，]{0,4}$"
)
_OVER_YEARS = frozenset(("growth_rate", "change"))
_IS_LATER = frozenset(("value", "growth_rate", "change", "completion_ratio", "rank"))


def settle(state: State, figure: Figure, earlier: Sequence[Figure]) -> None:
    """Set the period of a classified figure as what it measures asks for.

    A move over several years has them all for its period; where the text does not tell from when
    it counts, it has none; `earlier` are the figures before it in its sentence. What is told of a
    year that is still to come is doubtful.
    """
    if figure.joined and figure.lead == ":":
        # 由上年的10:47:43调整为9:46:45 (from last year's to): the parts of a whole have one time.
        figure.period = earlier[-1].period
    wanted = figure.measure == "target" and not state.outline.planned
    if wanted and MONTHS_SO_FAR.fullmatch(figure.period):
        # 全年任务 (the year's task): of the whole year of which a part is reported.
        figure.period = figure.period[:4]
    if figure.span:
        _date_span(figure)
    if figure.measure in _OVER_YEARS:
        _date_move(figure, earlier)
    planned = figure.measure == "target" and "" < state.plan[:4] < figure.period[:4]
    if planned and (AVERAGED.search(figure.lead) or _SUMMED.search(figure.lead)):
        # A plan for 2021 to 2025 that wants so much a year on average, or in all, wants it of all.
        figure.period = f"{state.plan[:4]}/{figure.period[-4:]}"
    _mark_later(state, figure)


def date_stock(figure: Figure) -> None:
    """Give what is counted at the end of a month that month, and what was done the time to it."""
    if figure.until and not _FLOW.search(figure.indicator) and figure.measure != "target":
        figure.period = figure.until


def _date_span(figure: Figure) -> None:
    """Give a figure the span of years it is summed over, or the last of them where it is not."""
    if starts_move(figure):
        figure.period = year_before(figure.span[:4])
        return
    counts = figure.token.kind == "amount" and figure.measure in ("value", "target")
    summed = counts and not _REACHES.search(figure.lead)
    over = summed or figure.measure in _OVER_YEARS
    figure.period = figure.span if over else figure.span.rpartition("/")[2]


def _date_move(figure: Figure, earlier: Sequence[Figure]) -> None:
    """Give growth over several years all of them: 比2019年增长 (on 2019), 年均 (a year)."""
    first, last = figure.against, figure.period[:4]
    if first and last and int(first) < int(last) - 1:
        plain = A_YEAR.fullmatch(figure.period)
        figure.period = f"{first}/{last}" if plain else ""
    elif AVERAGED.search(figure.lead) and A_YEAR.fullmatch(figure.period):
        figure.period = _moved_over(earlier)
        if not figure.period:
            figure.reasons.append("averaged")


def _moved_over(earlier: Sequence[Figure]) -> str:
    """Return the years of the move told last: 由2015年的12亿元增长到2020年的41亿元 (from, to)."""
    if len(earlier) < 2 or not starts_move(earlier[-2]):
        return ""
    first, last = earlier[-2].period, earlier[-1].period
    years = A_YEAR.fullmatch(first) and A_YEAR.fullmatch(last)
    return f"{first}/{last}" if years and int(first) < int(last) - 1 else ""


def _mark_later(state: State, figure: Figure) -> None:
    """Note that a figure is told of a year later than the report's, which may be a goal."""
    calendar = state.calendar
    # A text without a title may begin with the first of the years that it tells of.
    ends = figure.period.rpartition("/")[2] if calendar.titled else figure.period
    if calendar.year and figure.measure in _IS_LATER and ends[:4] > str(calendar.year):
        figure.reasons.append("later_period")
