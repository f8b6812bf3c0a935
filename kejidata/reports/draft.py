"""The draft as a frame: one row per figure, in the order of the text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from kejidata.reports.grammar.confidence import confidence
from kejidata.reports.grammar.figure import Figure
from kejidata.reports.naming.codes import indicator_code
from kejidata.reports.reader import figures_of
from kejidata.reports.source.flatten import Flat

COLUMNS = [
    "start",
    "end",
    "surface",
    "value",
    "unit",
    "measure",
    "bound",
    "period",
    "indicator",
    "code",
    "region",
    "among",
    "value_to",
    "quote",
    "confidence",
    "reason",
]
BATCH = 200
"""Figures that are kept as objects before they become cells: many would burden the collector."""
ROWS = 50_000
"""Rows that are kept as cells before they become a frame, which needs less memory."""
QUOTED = 60
"""Characters on either side of a figure that a quote holds at most."""
_TO_LAST_MARK = re.compile(r".*[,，。;；、：:|]", re.DOTALL)
_TO_MARK = re.compile(r"[^,，。;；、：:|]*")
_NUMBERS = ("value", "value_to", "confidence")
_TYPES = {
    name: "int64" if name in ("start", "end") else "float64" if name in _NUMBERS else "str"
    for name in COLUMNS
}


def draft_of(text: str, watch: Callable[[float], object] | None = None) -> pd.DataFrame:
    """Return the figures of a text as a draft frame; see `kejidata.read_report`.

    Parameters
    ----------
    text
        The decoded report.
    watch
        Is told the part of the text that is read, 0 to 1, paragraph by paragraph.

    Examples
    --------
    >>> draft = draft_of("2020年，技术合同成交额26.82亿元。")
    >>> draft[["surface", "value", "period"]].values.tolist()
    [['26.82亿元', 26.82, '2020']]
    """
    flat, paragraphs = figures_of(text)
    frames: list[pd.DataFrame] = []
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    batch: list[Figure] = []
    for end, figures in paragraphs:
        batch += figures
        if len(batch) >= BATCH:
            _extend(columns, flat.plain, batch)
            batch = []
        if len(columns["start"]) >= ROWS:
            frames.append(_frame(text, flat, columns))
        if watch:
            watch(end / len(flat.plain))
    _extend(columns, flat.plain, batch)
    frames.append(_frame(text, flat, columns))
    return pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]


def _extend(columns: dict[str, list[Any]], plain: str, figures: list[Figure]) -> None:
    """Add the cells of figures to their columns; start and end are those in the flat text."""
    tokens = [figure.token for figure in figures]
    names = [figure.indicator for figure in figures]
    cells: dict[str, list[Any]] = {
        "start": [token.start for token in tokens],
        "end": [token.end for token in tokens],
        "value": [figure.token.value * figure.sign for figure in figures],
        "unit": [token.unit for token in tokens],
        "measure": [figure.measure for figure in figures],
        "bound": [figure.bound for figure in figures],
        "period": [figure.period for figure in figures],
        "indicator": names,
        "code": [indicator_code(name) for name in names],
        "region": [figure.region for figure in figures],
        "among": [figure.among for figure in figures],
        "value_to": [_upper(figure) for figure in figures],
        "quote": [_quote(plain, figure) for figure in figures],
        "confidence": [confidence(figure) for figure in figures],
        "reason": ["|".join(figure.doubts) for figure in figures],
    }
    for name, found in cells.items():
        columns[name] += found


def _frame(text: str, flat: Flat, columns: dict[str, list[Any]]) -> pd.DataFrame:
    """Return the rows of the columns, with offsets in the text, and empty the columns."""
    starts = flat.origins_of(columns["start"])
    ends = flat.origins_of([end - 1 for end in columns["end"]]) + 1
    spans = zip(starts.tolist(), ends.tolist(), strict=True)
    surfaces = [text[start:end] for start, end in spans]
    placed = {**columns, "start": starts, "end": ends, "surface": surfaces}
    frame = pd.DataFrame(placed, columns=COLUMNS).astype(_TYPES)
    for cells in columns.values():
        cells.clear()
    return frame


def _upper(figure: Figure) -> float:
    upper = figure.token.value_to
    return math.nan if upper is None else upper * figure.sign


def _quote(plain: str, figure: Figure) -> str:
    """Return the clause that holds the figure, without the report's layout."""
    token, (start, end) = figure.token, figure.sentence
    first = max(start, token.start - QUOTED)
    before = _TO_LAST_MARK.match(plain, first, token.start)
    after = _TO_MARK.match(plain, token.end, min(end, token.end + QUOTED))
    return plain[before.end() if before else first : after.end() if after else token.end]
