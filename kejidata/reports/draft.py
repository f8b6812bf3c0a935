"""The draft as a frame: one row per figure, in the order of the text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.model.arguments import held_to_annotations
from kejidata.reports.contradictions import mark_contradictions
from kejidata.reports.dating.dates import Calendar
from kejidata.reports.grammar.confidence import confidence
from kejidata.reports.grammar.figure import Figure
from kejidata.reports.naming.codes import one_registry
from kejidata.reports.reader import figures_of
from kejidata.reports.source.flatten import Flat
from kejidata.reports.source.text import without_surrogates
from kejidata.reports.table_rows import Tables, tables_of

COLUMNS = [
    *("start", "end", "surface", "value", "unit", "measure", "bound", "period", "indicator"),
    *("code", "region", "among", "value_to", "quote", "confidence", "reason"),
]
ROWS = 50_000
"""Rows that are kept as objects before they become a frame, which needs less memory."""
QUOTED = 60
"""Characters on either side of a figure that a quote holds at most."""
LARGEST = 1_000_000
"""Figures of the largest draft; each takes about two kilobytes while it is made."""
# 「，」 a comma parts the clauses that a quote may be.
_MARK = re.compile("[,，。;；、：:|]")
# 「甲，乙，」 A, B, and: as far as the last of them.
_LAST_MARK = re.compile(f".{{0,{QUOTED}}}{_MARK.pattern}", re.S)
# 「按可比价格计算」 at comparable prices: on what basis the next clause counts.
_BASIS = re.compile(
    "(?:按|以|扣除|剔除)[^\\d]{1,12}(?:价格?|因素|汇率|口径)(?:来?计算|核算|计|看)?"
)
_BASIS_ENDS = frozenset("价格素率径算计看")
"""How such a clause ends."""
_READ = attrgetter(*COLUMNS[5:12])
_NUMBERS = ("value", "value_to", "confidence")
TYPES = {
    name: "int64" if name in ("start", "end") else "float64" if name in _NUMBERS else "str"
    for name in COLUMNS
}


@held_to_annotations
def draft_of(
    text: str, watch: Callable[[float], object] | None = None, year: int | None = None
) -> pd.DataFrame:
    """Return the figures of a text as a draft frame; see `kejidata.read_report`.

    Parameters
    ----------
    text
        The decoded report.
    watch
        Is told the part of the text that is read, 0 to 1, paragraph by paragraph.
    year
        The year that the report is about, where that is known.

    Raises
    ------
    KejidataError
        The text states more than a million figures.

    Examples
    --------
    >>> draft = draft_of("2020年，技术合同成交额26.82亿元。")
    >>> draft[["surface", "value", "period"]].values.tolist()
    [['26.82亿元', 26.82, '2020']]
    """
    with one_registry():
        return _draft_of(without_surrogates(text), watch, year)


def _draft_of(text: str, watch: Callable[[float], object] | None, year: int | None) -> pd.DataFrame:
    reading = figures_of(text, year)
    flat = reading.flat
    tables = tables_of(text, reading.calendar.default[:4])
    frames: list[pd.DataFrame] = []
    rows: list[tuple[Any, ...]] = []
    count = 0
    for end, figures in reading.paragraphs:
        rows += [_cells(flat.plain, figure) for figure in figures]
        count += len(figures)
        if count > LARGEST:
            raise KejidataError(
                f"the text states more than {LARGEST:,} figures, which no report does",
                where="the text",
                remedy="give a part of it",
            )
        if len(rows) >= ROWS:
            frames.append(_frame(text, flat, rows))
            rows = []
        if watch:
            watch(end / len(flat.plain))
    frames.append(_frame(text, flat, rows))
    draft = _joined(frames, tables)
    mark_contradictions(draft)
    unread = tables.left_out(draft["start"].tolist())
    counts = {"in_tables": sum(n for _, n, _ in unread), "unread_tables": unread}
    draft.attrs |= {"year": taken(reading.calendar), **counts}
    return draft


def _joined(frames: list[pd.DataFrame], tables: Tables) -> pd.DataFrame:
    """Return one draft of the figures of the text and of its tables, in the text's order."""
    draft = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    if not tables.spans:
        return draft
    inside = draft["start"].map(tables.holds).astype(bool)
    more = pd.DataFrame(tables.rows, columns=COLUMNS).astype(TYPES)
    return pd.concat([draft[~inside], more]).sort_values("start", ignore_index=True)


def taken(calendar: Calendar) -> str:
    """Return which year a report is read as, why, and what speaks against it, in a sentence."""
    if not calendar.default:
        return "no year: the text tells none; give the year of the report"
    against = f"; against it: {calendar.against}" if calendar.against else ""
    return f"year {calendar.default[:4]}: {calendar.why}{against}"


def _cells(plain: str, figure: Figure) -> tuple[Any, ...]:
    """Return the cells of a figure; start and end are those in the flat text."""
    token, sign, reasons = figure.token, figure.sign, "|".join(figure.reasons)
    read = (token.start, token.end, "", token.value * sign, token.unit, *_READ(figure))
    upper = math.nan if token.value_to is None else token.value_to * sign
    # A tuple of plain values, as a list of them would be looked through at every collection.
    return (*read, upper, _quote(plain, figure), confidence(reasons), reasons)


def _frame(text: str, flat: Flat, rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Return the rows as a frame, with offsets in the text."""
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
    columns: dict[str, Any] = dict(zip(COLUMNS, cells, strict=True))
    starts = flat.origins_of(columns["start"])
    ends = flat.origins_of([end - 1 for end in columns["end"]]) + 1
    spans = zip(starts.tolist(), ends.tolist(), strict=True)
    columns |= {"start": starts, "end": ends, "surface": [text[a:b] for a, b in spans]}
    # To give each column its type at once takes half as long as to change it later.
    typed = {name: pd.array(columns[name], dtype=TYPES[name]) for name in COLUMNS}
    return pd.DataFrame(typed, copy=False)


def _quote(plain: str, figure: Figure) -> str:
    """Return the clause that holds the figure, without the report's layout."""
    token, (start, end) = figure.token, figure.sentence
    first, last = max(start, token.start - QUOTED), min(end, token.end + QUOTED)
    mark = _LAST_MARK.match(plain, first, token.start)
    begin = mark.end() if mark else first
    if mark and plain[begin - 2] in _BASIS_ENDS:
        before = _LAST_MARK.match(plain, first, begin - 1)
        clause = before.end() if before else first
        begin = clause if _BASIS.fullmatch(plain, clause, begin - 1) else begin
    after = _MARK.search(plain, token.end, last)
    return plain[begin : after.start() if after else last]
