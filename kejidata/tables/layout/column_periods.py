"""Of which period a measure is that stands beside figures of several."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kejidata.errors import KejidataError
from kejidata.model import periods
from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.column import Column
from kejidata.tables.layout.whole_and_parts import LEANING
from kejidata.tables.meaning import heading, periods_text
from kejidata.tables.meaning.heading import Heading


def period_beside(
    read: Heading,
    group: Sequence[Column],
    found: Sequence[Column],
    block: Block,
    at: int,
    base: str,
) -> str:
    """Return the period of the figures that a measure stands beside: of a growth the latest.

    Of others beside figures of several it is the table's own, where that is one of these. A target
    has none of theirs: it is the year's. A growth behind 上年同期 (the year before) is that of the
    year which it compares.
    """
    if read.measure == "target":
        return ""
    figures = [column for column in group if column.heading.measure != "target"]
    told = list(dict.fromkeys(beside.heading.period for beside in figures))
    rises = read.measure in ("growth_rate", "change")
    compared = _year_after(figures[-1].heading, found, base) if figures else ""
    relative = bool(figures) and heading.of_same_span(block.paths[figures[-1].at], ())
    if compared and rises and relative:
        return compared
    if len(told) <= 1 and not compared:
        return told[0] if told else ""
    latest = _latest(told)
    beside = figures[-1].heading.period == latest or (relative and compared == latest)
    if len(told) > 1 and latest and (rises or (read.measure == "completion_ratio" and beside)):
        return latest
    if read.measure == "completion_ratio":
        if beside_all := _spanning(told, figures[-1].heading.period):
            return beside_all
        done = [c.heading.period for c in group if c.heading.measure == "done"]
        if len(done) == 1:
            return done[0]
    if base in told:
        return base
    raise KejidataError(
        f"the column {read.text[:60]!r} does not say of which period it is",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy="head it with its year, or give period= if it is that of all such columns",
    )


def under_a_period(
    read: Heading,
    found: Sequence[Column],
    block: Block,
    known: Container[str],
    base: str,
    at: int,
) -> Heading:
    """Return a heading under a period that its figures part, such as 2024年9月 over 当月 and 累计.

    A measure of theirs then has the period of the figures beside it, and 上年同期 (the span a year
    before) is a year before the last of these.
    """
    *outer, inner = block.paths[at] or [""]
    group = [c.heading for c in found if block.paths[c.at][:-1] == outer] if outer else []
    told = [one.period for one in group if one.measure not in LEANING]
    if not told or {*told} == {heading.read(outer, known, base).period}:
        return read
    alone = heading.read([inner], known)
    if periods_text.of_same_span(alone.period) and periods.is_period(told[-1]):
        return read._replace(period=periods.earlier(told[-1]))
    leans = read.measure in LEANING and not alone.period
    return read._replace(period="") if leans else read


def year_so_far(found: Sequence[Column]) -> str:
    """Return the year over which some figures add up that stand beside those of single months."""
    told = {column.heading.period for column in found}
    spans = {periods.parse(one) for one in told if periods.is_period(one)}
    years = {str(one // periods.YEAR) for one, months in spans if periods.year_begun(one, months)}
    parts = any(months == 1 for _, months in spans)
    return years.pop() if len(years) == 1 and parts else ""


def _spanning(told: Sequence[str], last: str) -> str:
    """Return the last of some periods where it has all the others within, as 1-3月 has 3月."""
    if not all(map(periods.is_period, told)):
        return ""
    start, months = periods.parse(last)
    spans = map(periods.parse, told)
    return last if all(start <= one and one + n <= start + months for one, n in spans) else ""


def _latest(told: Sequence[str]) -> str:
    """Return the one of some periods that ends last, empty where two do or one is not known."""
    # 本期 (this span) and 上年同期 (a year before) are those of the period that the row names,
    # whichever that is.
    spans = [periods_text.iso(one, "2000") if periods_text.partial(one) else one for one in told]
    if not all(map(periods.is_period, spans)):
        return ""
    ends = [sum(periods.parse(period)) for period in spans]
    return told[ends.index(max(ends))] if ends.count(max(ends)) == 1 else ""


def _year_after(beside: Heading, found: Sequence[Column], base: str) -> str:
    """Return the year after that of a figure, where one has it whose growth no column tells yet."""
    same = [column.heading for column in found if column.heading.names == beside.names]
    grown = {one.period for one in same if one.measure in ("growth_rate", "change")}
    told = [one.period for one in same if one.measure in ("", "done", "value")]
    dated = [period or base for period in told if period not in grown]
    before = beside.period or base
    later = [
        period
        for period in dated
        if periods.is_period(before) and periods.is_period(period)
        if periods.earlier(period) == before
    ]
    return later[0] if later else ""
