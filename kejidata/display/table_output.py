"""A table as Jupyter shows, prints and stores it: HTML with a mark for each reason, text, cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from kejidata.display.cells import Cell
from kejidata.files.media_types import TABLE_MIME
from kejidata.model.terms import Lang
from kejidata.narrative.cards import LINE, holding, number
from kejidata.wording.language import language
from kejidata.wording.phrases import marks, text

_TABLE = f"border-collapse:collapse;border-top:{LINE};border-bottom:{LINE};margin:.6em 0"
_HEAD = f"padding:.3em .8em;border-bottom:{LINE};vertical-align:bottom;font-weight:600;"
_CELL = "padding:.2em .8em;vertical-align:top;"
_RIGHT = "text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums"
_LEFT = "text-align:left;font-weight:400"
_NOTE = "font-size:.85em;opacity:.8;margin:.2em 0"
_CAPTION = "caption-side:top;text-align:left;font-weight:600;padding:.2em 0"


@dataclass(frozen=True)
class Column:
    """A column as shown: heading, cells, and whether it holds numbers."""

    header: str
    cells: Sequence[Cell]
    numeric: bool


@dataclass(frozen=True, repr=False)
class Table:
    """A table that Jupyter shows as HTML and that prints as plain text."""

    columns: Sequence[Column]
    caption: str
    source: str
    lang: Lang

    def __repr__(self) -> str:
        """Return language, size and headings."""
        rows = len(self.columns[0].cells) if self.columns else 0
        return f"Table({self.lang}, {rows} rows: {', '.join(c.header for c in self.columns)})"

    def __str__(self) -> str:
        """Return the cells as text, a line for each row."""
        lines = [[column.header for column in self.columns]]
        lines += [[cell.text.strip() for cell in row] for row in self.rows()]
        return "\n".join(" | ".join(line) for line in lines)

    def rows(self) -> list[tuple[Cell, ...]]:
        """Return the cells row by row."""
        return list(zip(*(column.cells for column in self.columns), strict=True))

    def notes(self) -> dict[str, str]:
        """Return the mark of each reason, in the order of appearance."""
        reasons = dict.fromkeys(cell.reason for row in self.rows() for cell in row if cell.reason)
        return {reason: _mark(at) for at, reason in enumerate(reasons)}

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        """Return the cells as well, so that other documents can show them as a table of theirs."""
        said = {"lang": self.lang, "caption": self.caption, "source": self.source}
        columns = [
            {
                "header": column.header,
                "numeric": column.numeric,
                "cells": [cell.text for cell in column.cells],
                "reasons": [cell.reason for cell in column.cells],
                "origins": [cell.origin and cell.origin.stored() for cell in column.cells],
            }
            for column in self.columns
        ]
        return {TABLE_MIME: {**said, "columns": columns}}

    def _repr_html_(self) -> str:
        shown = self.html(lambda cell: number(cell.text, cell.origin, self.lang))
        return holding(shown) if any(cell.origin for row in self.rows() for cell in row) else shown

    def html(self, linked: Callable[[Cell], str]) -> str:
        """Return the table as HTML; `linked` gives that of a number which has an origin."""
        if not self.rows():
            said = escape(text(self.lang, "nothing.table"))
            return f'<div lang="{language(self.lang).style.html}">{said}</div>'
        notes = self.notes()
        caption = f'<caption style="{_CAPTION}">{escape(self.caption)}</caption>'
        head = "".join(_head(column) for column in self.columns)
        body = "".join(f"<tr>{self._row(row, notes, linked)}</tr>" for row in self.rows())
        below = self._below(notes)
        return (
            f'<div lang="{language(self.lang).style.html}" style="overflow-x:auto">'
            f'<table style="{_TABLE}">{caption if self.caption else ""}'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}</div>"
        )

    def _row(
        self, row: tuple[Cell, ...], notes: dict[str, str], linked: Callable[[Cell], str]
    ) -> str:
        shown = []
        for at, (cell, column) in enumerate(zip(row, self.columns, strict=True)):
            tag = 'th scope="row"' if at == 0 else "td"
            style = _CELL + (_RIGHT if column.numeric else _LEFT)
            inside = linked(cell) if cell.origin else _inside(cell, notes)
            shown.append(f'<{tag} style="{style}">{inside}</{tag.split()[0]}>')
        return "".join(shown)

    def _below(self, notes: dict[str, str]) -> str:
        """Return the reasons and the source line."""
        told = [f"<sup>{mark}</sup> {escape(reason)}" for reason, mark in notes.items()]
        listed = marks(self.lang, "clause")[0].join(told)
        stop = language(self.lang).words["list.stop"]
        lines = [f"— {listed}{stop}" if told else "", escape(self.source)]
        return "".join(f'<p style="{_NOTE}">{line}</p>' for line in lines if line)


def _mark(at: int) -> str:
    """Return the letter of a note: a to z, then aa, ab."""
    head, tail = divmod(at, 26)
    return (chr(96 + head) if head else "") + chr(97 + tail)


def _head(column: Column) -> str:
    style = _HEAD + ("text-align:right" if column.numeric else "text-align:left")
    return f'<th scope="col" style="{style}">{escape(column.header)}</th>'


def _inside(cell: Cell, notes: dict[str, str]) -> str:
    if not cell.reason:
        return escape(cell.text)
    mark = notes[cell.reason]
    raised = f'<sup style="line-height:0">{mark}</sup>'
    return f'<span title="{escape(cell.reason)}">{escape(cell.text)}{raised}</span>'
