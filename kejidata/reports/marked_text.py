"""A draft in Jupyter: each figure marked in its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

import pandas as pd

from kejidata.model.terms import Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.intake import require
from kejidata.wording import labels

AROUND = 60
"""Characters shown on either side of a figure."""
_COLUMNS = ("value", "unit", "measure", "bound", "period", "indicator", "code", "reason")
_MARK = "background:#ffe08a;color:#000;padding:0 2px;border-radius:2px"
_DOUBT = "border-left:3px solid #c0392b"
_LEFT = "text-align:left"
_RIGHT = "text-align:right"
_SENTENCE = f"{_LEFT};min-width:16em;max-width:30em;white-space:normal"
_SHORT = frozenset(("value", "unit", "measure", "bound", "period"))
"""Columns that no line break helps."""
_WORDS = {"measure": labels.measure, "bound": labels.bound, "reason": labels.doubts}
# 「。」 a full stop.
_SENTENCE_END = re.compile(r"[。！？!?；;|]|\n\s*\n")


@dataclass(frozen=True)
class Highlight:
    """A table that Jupyter shows: the sentence with the figure marked, and its reading."""

    html: str
    figures: int

    def __repr__(self) -> str:
        """Return how many figures are marked."""
        return f"Highlight({self.figures} figures)"

    def _repr_html_(self) -> str:
        return self.html


@any_frame
def highlight(frame: pd.DataFrame, text: str, lang: Lang = "zh") -> Highlight:
    """Return a draft as a table for Jupyter, each figure marked in its sentence.

    Parameters
    ----------
    frame
        A draft or a part of it, as `kejidata.read_report` gives it.
    text
        The text of the same report, as `kejidata.reports.read_text` gives it.
    lang
        A language, such as zh or en: headings and words.

    Examples
    --------
    >>> from kejidata.reports import draft_of
    >>> text = "申报高企221家。"
    >>> "221家</mark>" in highlight(draft_of(text), text).html
    True
    """
    require(frame, "argument frame", ("start", "end"))
    names = ["", *(name for name in _COLUMNS if name in frame.columns)]
    head = "".join(_cell("th", name and labels.column(name, lang), name) for name in names)
    body = "".join(_row(row, text, names[1:], lang) for row in frame.to_dict("records"))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return Highlight(table, len(frame))


def _row(row: dict[object, object], text: str, names: list[str], lang: Lang) -> str:
    start, end = int(str(row["start"])), int(str(row["end"]))
    left, right = _around(text, start, end)
    sentence = (
        f'{escape(left)}<mark style="{_MARK}">{escape(text[start:end])}</mark>{escape(right)}'
    )
    style = f"{_SENTENCE};{_DOUBT}" if row.get("reason") else _SENTENCE
    cells = "".join(_cell("td", _shown(row[name], name, lang), name) for name in names)
    return f'<tr><td style="{style}">{sentence}</td>{cells}</tr>'


def _cell(tag: str, content: str, column: str) -> str:
    """Return a cell: numbers stand right, words left, wherever the table is shown."""
    kind = ' class="short"' if column in _SHORT else ""
    style = _RIGHT if column == "value" else _LEFT
    return f'<{tag}{kind} style="{style}">{escape(content)}</{tag}>'


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a figure in its sentence, shortened."""
    before = text[max(start - AROUND, 0) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    after = text[end : end + AROUND]
    stop = _SENTENCE_END.search(after)
    return before[ends[-1] if ends else 0 :], after[: stop.end()] if stop else after


def _shown(value: object, column: str, lang: Lang) -> str:
    if column in _WORDS:
        return _WORDS[column](str(value), lang)
    return f"{value:.15g}" if isinstance(value, float) else str(value)
