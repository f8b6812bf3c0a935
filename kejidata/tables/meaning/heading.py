"""One column's headings, from the top line down: its names, period, unit and measure."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from kejidata.model import periods
from kejidata.model.labels import fold
from kejidata.model.terms import PERCENT
from kejidata.model.units import LAST_YEAR
from kejidata.tables.meaning import periods_text, unnamed, words
from kejidata.tables.meaning.heading_cell import pieces
from kejidata.tables.meaning.marks import bare, unmarked
from kejidata.tables.meaning.qualified import dated
from kejidata.tables.meaning.units_text import one_unit, split, unit_of

RATES = ("rank", "growth_rate", "completion_ratio", "share", "rank_change")
"""Measures whose unit is never that of the figure beside which they stand."""

PACE = "=100"
"""The unit of 发展速度 (speed of development), which does not say that the year before is 100."""


class Heading(NamedTuple):
    """What the headings over one column state; empty where they do not.

    `among` are the members that a rank is among, or the whole of a share (全省: the province);
    `part` where the figures are parts of those before them, `status` where they are provisional.
    """

    text: str
    names: tuple[str, ...] = ()
    period: str = ""
    unit: str = ""
    measure: str = ""
    among: str = ""
    sure_rate: bool = False
    part: bool = False
    status: str = ""


_TO = r"[-—–―~～至到]{1,2}"
_SPAN = rf"(?:19|20)\d\d年?{_TO}(?:19|20)\d\d年?"
_PERIOD_BEFORE = re.compile(
    r"((?:(?:19|20)\d\d年?度?)?(?:第?[一二三四]季度|前三季度|上半年|下半年|\d{1,2}月?[-－—–~～至到]\d{1,2}月份?|(?<=年)\d{1,2}月份?)"
    rf"|{_SPAN}|(?:19|20)\d\d年(?:度|末|底)?(?!{_TO}\d)|(?:19|20)\d\d(?=[^\d年])(?!{_TO}\d))(.+)"
)
_RELATIVE_BEFORE = re.compile(
    r"((?:上年|去年)(?:同期)?|[本前今]年|[本当上基]期|报告期|[本当]月(?!止|末|底|累计)"
    r"|(?:自?年初至?[本当]?月?|[本当]月止?|[1一][-—–至][本当]月)?累计)(.+)"
)
_YEAR_BEHIND = re.compile(
    r"(.+?)(?<![\d比较与同自至到、~—–-])((?:上年|去年)同期|(?:19|20)\d\d年[度末底]?)[值数]?"
)
_PERIOD_BEHIND = re.compile(r"(.+?)[(（]((?:19|20)\d\d[^()（）]{0,12})[)）]")
_TARGET_ONLY = re.compile(r".*(?:任务|计划)数?")


def read(parts: Sequence[str], known: Container[str], base: str = "") -> Heading:
    """Return what the headings over a column state.

    Parameters
    ----------
    parts
        The cells over the column, from the top line down.
    known
        The folded names of the registry: what is known whole is not taken apart.
    base
        The period of the table, for headings that name no year.

    Examples
    --------
    >>> read(["R&D经费(亿元)", "2023年"], ())[1:4]
    (('R&D经费',), '2023', '亿元')
    >>> read(["1-11月完成"], (), "2023")[2:5]
    ('2023-01/2023-11', '', 'done')
    """
    found = Heading(" ".join(" ".join(part.split()) for part in parts))
    for cell in unnamed.ranked_together(tuple(dict.fromkeys(parts))):
        units: list[str] = []
        for part in pieces(cell):
            found = _with(found, part, known, base)
            units += filter(None, (unit_of(part) or split(part)[1],))
        if len(units) > 1:
            found = found._replace(unit=one_unit(units))
    return found


def _with(found: Heading, part: str, known: Container[str], base: str) -> Heading:
    """Return what is stated when one part more is read."""
    if unit := unit_of(part):
        return found._replace(unit=unit)
    told, unit = split(part)
    # 累计, 上年同期 (to date, the span a year before) are those of the period above them.
    base = found.period if periods.is_period(found.period) else base
    if period := _period(part, base) or _period(told, base):
        return found._replace(period=joined(found.period, period), unit=unit or found.unit)
    year, status = dated(told)
    if status and (not year or _period(year, base)):
        period = joined(found.period, _period(year, base))
        return found._replace(period=period, unit=unit or found.unit, status=status)
    whole = unmarked(part)
    name, unit = split(whole)
    name = whole if fold(whole) in known else name
    found = found._replace(unit=unit or found.unit)
    if fold(name) not in known:
        name, period = _dated(name, known, base)
        found = found._replace(period=joined(found.period, period))
    return _named(found, name, bool(unit), known)


def _period(text: str, base: str) -> str:
    """Return a period as ISO text, or as written where it lacks a year and the table has none."""
    return periods_text.iso(text, base) or (text if periods_text.partial(text) else "")


def of_same_span(parts: Sequence[str], known: Container[str]) -> bool:
    """Tell whether headings name the span of the figure beside them, a year before: 上年同期.

    Examples
    --------
    >>> of_same_span(["上年同期(亿元)"], ()), of_same_span(["上年"], ())
    (True, False)
    """
    return periods_text.of_same_span(read(parts, known).period)


def joined(outer: str, inner: str) -> str:
    """Return the period of two texts: a part of a year takes the year of the other.

    Examples
    --------
    >>> joined("2023", "1-11月"), joined("1-11月", "2023"), joined("2023", "")
    ('2023-01/2023-11', '2023-01/2023-11', '2023')
    """
    if inner and outer and not (periods.is_period(inner) or periods.is_period(outer)):
        # 9月 over 上年同期 (September, a year before) is neither; over 本期 (this) it is itself.
        told = [one for one in (outer, inner) if periods_text.iso(one, "2000") != "2000"]
        return "".join(dict.fromkeys(told)) or inner
    for part, whole in ((inner, outer), (outer, inner)):
        if part and whole and periods_text.partial(part):
            return periods_text.iso(part, whole) or inner
    return inner or outer


def _dated(name: str, known: Container[str], base: str) -> tuple[str, str]:
    """Return a name without the period before or behind it, and that period."""
    if (match := _PERIOD_BEFORE.fullmatch(name)) and (found := _period(match[1], base)):
        told = periods_text.over_year_before(match[2].strip(), found)
        return periods_text.uncumulated(told, found), found
    match = _RELATIVE_BEFORE.fullmatch(name)
    named = match and (words.measure_word(match[2]) or fold(match[2]) in known)
    if match and named and (found := _period(match[1], base)):
        return match[2], found
    for behind in (_YEAR_BEHIND, _PERIOD_BEHIND):
        if (match := behind.fullmatch(name)) and (found := _period(match[2], base)):
            return match[1].strip(), found
    return name, ""


def _named(found: Heading, name: str, own_unit: bool, known: Container[str]) -> Heading:
    """Return what is stated with a name, or a measure, added."""
    label = bare(name)
    if found.names and words.parts(label):
        # 按执行部门分 (by sector) over 企业 (firms) says no more than that these are parts.
        return found
    paced = words.paced(label, found.unit) if fold(label) not in known else None
    if paced is not None and found.unit in ("", PERCENT, LAST_YEAR):
        told = (*found.names, paced) if paced else found.names
        unit = found.unit if found.unit == LAST_YEAR else PACE
        return found._replace(names=told, measure="growth_rate", unit=unit)
    if measure := words.measure_word(label) if fold(label) not in known else "":
        return _measured(found, measure, name, own_unit)
    if fold(label) not in known:
        base, measure = words.measured(label)
        if measure == "target" and _TARGET_ONLY.fullmatch(label) and fold(base) not in known:
            measure = ""
        if measure:
            *outer, last = found.names or ("",)
            # 增速位次 (rank by growth) under a figure ranks the growth of that figure.
            names = (*outer, last + base) if unnamed.ranks_growth((base,), measure) else None
            found = found._replace(names=names or (*found.names, base))
            return _measured(found, measure, name, own_unit)
    return found._replace(names=(*found.names, label)) if label else found


def _measured(found: Heading, measure: str, name: str, own_unit: bool) -> Heading:
    """Return what is stated with a measure; a unit above it may be that of the figure alone."""
    if measure == "value" and found.measure:
        # 目标 over 数值 and 完成率 (a target over its value and its completion ratio).
        return found
    kept = found.unit if own_unit or measure not in RATES else ""
    if measure == "done" and own_unit and kept == PERCENT and words.OF_AIM.match(name):
        measure = "completion_ratio"
    if measure == "change" and not own_unit and kept == "%":
        # What two percentages differ by is in percentage points.
        kept = "个百分点"
    told = {"rank": words.rank_range, "share": words.share_whole}.get(measure)
    among = told(name) if told else ""
    sure = bool(words.SURE_RATES.fullmatch(fold(name)))
    return found._replace(measure=measure, unit=kept, among=among, sure_rate=sure)
