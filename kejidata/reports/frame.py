"""The draft as a frame: one row per figure, in the order of the text."""

from __future__ import annotations

import pandas as pd

from kejidata.reports.codes import indicator_code
from kejidata.reports.doubts import confidence
from kejidata.reports.figures import Figure
from kejidata.reports.layout import Flat
from kejidata.reports.reader import figures_of

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
QUOTED = 60
"""Characters on either side of a figure that a quote holds at most."""
_PARTS = dict.fromkeys(map(ord, ",，。;；、：:|"), "\0")
_NUMBERS = ("value", "value_to", "confidence")
_TYPES = {
    name: "int64" if name in ("start", "end") else "float64" if name in _NUMBERS else "str"
    for name in COLUMNS
}


def draft_of(text: str) -> pd.DataFrame:
    """Return the figures of a text as a draft frame; see `kejidata.read_report`.

    Examples
    --------
    >>> draft = draft_of("2020年，技术合同成交额26.82亿元。")
    >>> draft[["surface", "value", "period"]].values.tolist()
    [['26.82亿元', 26.82, '2020']]
    """
    flat, figures = figures_of(text)
    rows = [_row(text, flat, figure) for figure in figures]
    return pd.DataFrame(rows, columns=COLUMNS).astype(_TYPES)


def _row(text: str, flat: Flat, figure: Figure) -> tuple[object, ...]:
    token = figure.token
    start, end = flat.origin(token.start), flat.origin(token.end - 1) + 1
    upper = float("nan") if token.value_to is None else token.value_to * figure.sign
    return (
        start,
        end,
        text[start:end],
        token.value * figure.sign,
        token.unit,
        figure.measure,
        figure.bound,
        figure.period,
        figure.indicator,
        indicator_code(figure.indicator),
        figure.region,
        figure.among,
        upper,
        _quote(flat.plain, figure),
        confidence(figure),
        "|".join(figure.doubts),
    )


def _quote(plain: str, figure: Figure) -> str:
    """Return the clause that holds the figure, without the report's layout."""
    token, (start, end) = figure.token, figure.sentence
    before = plain[max(start, token.start - QUOTED) : token.start].translate(_PARTS)
    after = plain[token.end : min(end, token.end + QUOTED)].translate(_PARTS)
    begin = token.start - len(before.rpartition("\0")[2])
    return plain[begin : token.end + len(after.partition("\0")[0])]
