"""Frames as small HTML tables: aligned, sourced, with a reason in every gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from kejidata.display.cell_origins import origin
from kejidata.display.cells import (
    Cell,
    align,
    digits,
    heading,
    is_rate,
    numeric,
    places_of,
    unit_of,
    word,
    words,
)
from kejidata.display.table_output import Column, Table
from kejidata.errors import KejidataError
from kejidata.model.terms import KEYS, Lang
from kejidata.model.units import WIDE
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records
from kejidata.wording import labels
from kejidata.wording.language import language
from kejidata.wording.names import clean
from kejidata.wording.numbers import amount, read
from kejidata.wording.origins import Origins, index
from kejidata.wording.phrases import aside
from kejidata.wording.scaling import Scale, scale_of
from kejidata.wording.sources import source_line

# Machinery and ends of intervals, which the digits shown already respect.
HIDDEN = {"low", "high", "closed", "step", "bound", "unit", "reason", "growth_unit"}
HIDDEN |= {"source", "quote", "vintage", "direction", "needs", "ranked", "missing"}
HIDDEN |= {"related_unit", "stated_completion", "stated_growth"}
ENDS = ("_low", "_high", "_closed", "_reason")
"""How columns end that say something of another column, as its cells do."""
CAPTION = ("indicator", "period", "region")
"""What a caption names, in this order, where all rows share it."""
PLAIN = ("measure", "status", "among", "related")


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
        A language, such as zh or en: names, headings, reasons and notes.
    columns
        What to show, in this order; by default all but interval ends and machinery.
    caption
        A heading for the table.
    observations
        An analyst's own observations behind a measured frame, for published digits, units and
        words of sources; those of the project in force are found by the column source.

    Raises
    ------
    KejidataError
        A column asked for is not in the frame.

    Examples
    --------
    >>> frame = pd.DataFrame({"region": ["320682"], "indicator": ["tech_contract_value"],
    ...                       "period": ["2020"], "value": [26.82], "step": [0.01]})
    >>> print(table(frame, "en", columns=["region", "value"]))
    Region | Value (CNY billion)
    Rugao | 2.682
    """
    language(lang)
    rows = measured(frame)
    shown = _shown(rows, columns)
    origins = index(observations, rows)
    built: list[Column] = []
    told: list[list[str]] = []
    scales = _scales([name for name in shown if numeric(name)], rows, origins, lang)
    for name in shown:
        if numeric(name):
            built += _numbers(name, rows, origins, scales, told)
        else:
            cells = words(name, rows, lang)
            if name == "unit":
                cells = [Cell(scales.unit(str(unit))) if unit else Cell("") for unit in rows[name]]
            built.append(Column(labels.column(name, lang), cells, False))
    shared = [] if columns is not None else [n for n in CAPTION if n in rows and n not in shown]
    common = [word(name, rows[name].iloc[0], lang).text for name in shared]
    title = (" · " if caption and common else "").join([clean(caption, lang), " · ".join(common)])
    return Table(built, title, source_line(rows, None, lang), lang)


def _shown(rows: pd.DataFrame, columns: Sequence[str] | None) -> list[str]:
    """Return the names of the columns to be shown."""
    if columns is None:
        shown = [str(name) for name in rows.columns if not _is_machinery(str(name))]
        return [name for name in shown if not _says_nothing(rows[name], len(rows))]
    columns = [columns] if isinstance(columns, str) else columns
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
    return name in HIDDEN or name.endswith(ENDS)


def _says_nothing(column: pd.Series, rows: int) -> bool:
    """Return whether a column is the same everywhere and known from the caption, or empty."""
    if column.name in KEYS:
        return rows > 1 and column.nunique() == 1
    return column.name in PLAIN and bool(column.astype(str).isin(["", "value"]).all())


class Scales(NamedTuple):
    """In what a table tells each unit of its data, one scale a unit, its rows and their units."""

    rows: Sequence[Row]
    of: Mapping[str, Scale]
    units: Mapping[str, Sequence[str]]
    lang: Lang

    def unit(self, unit: str) -> str:
        """Return a unit of the data as the table says it."""
        return self.of[unit].unit if unit in self.of else labels.unit(unit, self.lang)


def _scales(names: Sequence[str], rows: pd.DataFrame, origins: Origins, lang: Lang) -> Scales:
    """Return the scales of a table: the numbers of all columns in one unit share theirs."""
    every = records(rows)
    units = {name: [unit_of(name, row, origins) for row in every] for name in names}
    values: dict[str, list[float]] = {}
    for name, own in units.items():
        for unit, row in zip(own, every, strict=True):
            values.setdefault(unit, []).append(float(row[name]) if pd.notna(row[name]) else 0.0)
    known = {unit: scale_of(unit, lang, found) for unit, found in values.items()}
    return Scales(every, known, units, lang)


def _numbers(
    name: str, rows: pd.DataFrame, origins: Origins, scales: Scales, told: list[list[str]]
) -> list[Column]:
    """Return a column of numbers, and before it one of units where they differ between rows."""
    units, lang = [*scales.units[name]], scales.lang
    pairs = [*zip(scales.rows, units, strict=True)]

    def told_with(least: int) -> list[Cell]:
        return [
            _number(name, row, origins, scales.of[unit], unit, lang, least) for row, unit in pairs
        ]

    found = told_with(0)
    # An exact 2 beside a rounded 2.0 reads as less sure.
    if is_rate(name) and (least := max(places_of(found, lang), default=0)):
        found = told_with(least)
    cells = align(found, lang)
    header = labels.column(heading(name, rows), lang)
    known = list(dict.fromkeys(unit for unit in units if unit))
    if len(known) == 1:
        header = aside(header, scales.unit(known[0]), lang)
    if len(known) < 2 or units in told:
        return [Column(header, cells, True)]
    told.append(units)
    named = [Cell(scales.unit(unit)) for unit in units]
    return [Column(header, cells, True), Column(labels.column("unit", lang), named, False)]


def _number(
    name: str, row: Row, origins: Origins, scale: Scale, unit: str, lang: Lang, least: int
) -> Cell:
    """Return the cell of a number with its origin, or with the reason for its absence."""
    cell = digits(name, row, origins, lang, scale, least)
    if cell.reason:
        return cell
    found = origin(name, row, cell.text, origins, lang, _in_words(cell.text, scale, unit, lang))
    return replace(cell, origin=found if found.known else None)


def _in_words(shown: str, scale: Scale, unit: str, lang: Lang) -> str:
    """Return the result of a calculation with its unit, where a table moved it from the data's."""
    number = read(shown, lang)
    if number is None or not scale.power:
        return ""
    return amount(number.scaleb(scale.power, WIDE), unit, lang)
