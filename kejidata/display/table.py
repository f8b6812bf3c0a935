"""Frames as small HTML tables: aligned, sourced, with a reason in every gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape

import pandas as pd

from kejidata.display.cell_origins import origin
from kejidata.display.cells import Cell, align, digits, numeric, unit_of, word, words
from kejidata.errors import KejidataError
from kejidata.model.terms import KEYS, Lang
from kejidata.narrative.cards import holding, number
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.wording import labels
from kejidata.wording.language import language
from kejidata.wording.names import clean
from kejidata.wording.origins import Origins, find, index, same_figure
from kejidata.wording.phrases import aside, marks, text
from kejidata.wording.sources import cited, source_line

# Machinery and ends of intervals, which the digits shown already respect.
HIDDEN = {"low", "high", "implied_low", "implied_high", "step", "bound", "unit", "reason"}
HIDDEN |= {"source", "quote", "vintage", "direction", "needs", "ranked", "missing"}
HIDDEN |= {"related_unit", "change_low", "change_high", "change_rate_low", "change_rate_high"}
HIDDEN |= {"gap_low", "gap_high", "previous_low", "previous_high"}
HIDDEN |= {"closed"}
HIDDEN |= {f"stated_completion{end}" for end in ("", "_low", "_high")}
TABLE_MIME = "application/vnd.kejidata.table+json"
"""Under this type Jupyter stores the cells of a table beside its HTML."""
CAPTION = ("indicator", "period", "region")
"""What a caption names, in this order, where all rows share it."""
PLAIN = ("measure", "status", "among", "related")

_LINE = "1px solid rgba(128,128,128,.55)"
_TABLE = f"border-collapse:collapse;border-top:{_LINE};border-bottom:{_LINE};margin:.6em 0"
_HEAD = f"padding:.3em .8em;border-bottom:{_LINE};vertical-align:bottom;font-weight:600;"
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


@any_frame
def table(
    frame: pd.DataFrame,
    lang: Lang = "zh",
    *,
    columns: Sequence[str] | None = None,
    caption: str = "",
    observations: pd.DataFrame | None = None,
) -> Table:
    """Return a frame as a table to look at, numbers in the units that the headings name.

    Parameters
    ----------
    frame
        Observations or the result of a measure: region, indicator and period, and the columns to
        be shown. Rows are shown in their order.
    lang
        "zh" or "en": names, headings, reasons and notes.
    columns
        What to show, in this order; by default all but interval ends and machinery.
    caption
        A heading for the table.
    observations
        The observations behind a measured frame, for published digits, units and sources.

    Raises
    ------
    KejidataError
        A column asked for is not in the frame.

    Examples
    --------
    >>> frame = pd.DataFrame({"region": ["320682"], "indicator": ["tech_contract_value"],
    ...                       "period": ["2020"], "value": [26.82], "step": [0.01]})
    >>> print(table(frame, "en", columns=["region", "value"]))
    Region | Value (CNY 100 million)
    Rugao | 26.82
    """
    language(lang)
    rows = measured(frame)
    shown = _shown(rows, columns)
    origins = index(_told_by(rows) if observations is None else observations, rows)
    built: list[Column] = []
    told: list[list[str]] = []
    for name in shown:
        if numeric(name):
            built += _numbers(name, rows, origins, lang, told)
        else:
            built.append(Column(labels.column(name, lang), words(name, rows, lang), False))
    shared = [] if columns is not None else [n for n in CAPTION if n in rows and n not in shown]
    common = [word(name, rows[name].iloc[0], lang).text for name in shared]
    title = (" · " if caption and common else "").join([clean(caption, lang), " · ".join(common)])
    return Table(built, title, _source_line(rows, origins, lang), lang)


def _told_by(rows: pd.DataFrame) -> pd.DataFrame | None:
    """Return what a frame says of its own figures; beside a growth the unit is the growth's."""
    if "value" not in rows:
        return None
    return rows.drop(columns="unit", errors="ignore") if "growth" in rows else rows


def _shown(rows: pd.DataFrame, columns: Sequence[str] | None) -> list[str]:
    """Return the names of the columns to be shown."""
    if columns is None:
        shown = [str(name) for name in rows.columns if not _is_machinery(str(name))]
        return [name for name in shown if not _says_nothing(rows[name], len(rows))]
    absent = [name for name in columns if name not in rows.columns]
    if rows.empty:  # Which columns a measure gives may depend on what it finds.
        return [name for name in columns if name not in absent]
    if absent:
        raise KejidataError(
            f"the frame has no column {', '.join(absent)}",
            where="argument columns",
            rows=[f"its columns are: {', '.join(map(str, rows.columns))}"],
            remedy="ask for columns of the frame",
        )
    return list(columns)


def _is_machinery(name: str) -> bool:
    """Tell whether a column is for sentences and pictures, and shown to those who ask for it."""
    return name in HIDDEN or name.endswith("_closed")


def _says_nothing(column: pd.Series, rows: int) -> bool:
    """Return whether a column is the same everywhere and known from the caption, or empty."""
    if column.name in KEYS:
        return rows > 1 and column.nunique() == 1
    return column.name in PLAIN and bool(column.astype(str).isin(["", "value"]).all())


def _numbers(
    name: str, rows: pd.DataFrame, origins: Origins, lang: Lang, told: list[list[str]]
) -> list[Column]:
    """Return a column of numbers, and before it one of units where they differ between rows."""
    records = [row for _, row in rows.iterrows()]
    units = [unit_of(name, row, origins) for row in records]
    cells = align([_number(name, row, origins, lang) for row in records])
    header = labels.column(name, lang)
    known = list(dict.fromkeys(unit for unit in units if unit))
    if len(known) == 1:
        header = aside(header, labels.unit(known[0], lang), lang)
    if len(known) < 2 or units in told:
        return [Column(header, cells, True)]
    told.append(units)
    named = [Cell(labels.unit(unit, lang)) for unit in units]
    return [Column(header, cells, True), Column(labels.column("unit", lang), named, False)]


def _number(name: str, row: pd.Series, origins: Origins, lang: Lang) -> Cell:
    """Return the cell of a number with its origin, or with the reason for its absence."""
    cell = digits(name, row, origins, lang)
    if cell.reason:
        return cell
    found = origin(name, row, cell.text, origins, lang)
    return replace(cell, origin=found if found.known else None)


def _source_line(rows: pd.DataFrame, origins: Origins, lang: Lang) -> str:
    """Return where the figures of the rows come from."""
    if "source" in rows:
        return source_line(rows, None, lang)
    found = set()
    for _, row in rows.iterrows():
        for when in (row["period"], row.get("base_period"), row.get("last_period")):
            key = (row["region"], row["indicator"], str(when), "value")
            if same_figure(key) in origins:
                found.add(find(origins, key).source)
    return cited(sorted(found), lang)
