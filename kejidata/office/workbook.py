"""The numbers of the report as a workbook: a sheet for each table and for each chart's data.

A sheet more leads to them, one says where each number of text and tables comes from, one names the
sources. No cell is a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from kejidata.display.table import table
from kejidata.display.table_output import Table
from kejidata.model.terms import Lang
from kejidata.office.blocks import (
    FigureBlock,
    Heading,
    Paragraph,
    Report,
    TableBlock,
    label,
    origin_words,
)
from kejidata.office.package import FIRST_YEAR, fixed
from kejidata.office.saved_workbook import saved
from kejidata.office.sheet_page import (
    LINE,
    break_lines,
    keep_within,
    lines_of,
    set_page,
    widen,
)
from kejidata.publish.shown_text import shown
from kejidata.wording.language import language
from kejidata.wording.numbers import read
from kejidata.wording.phrases import text
from kejidata.wording.sources import address

_HEAD = 3
"""The row of the headings, below the title."""
# Without a name the bold would be of another family than the text.
_BOLD = Font(name="Calibri", size=11, bold=True)
_AT_LEFT = Alignment(horizontal="left", vertical="top")
# A unit in the next column does not touch the number.
_AT_RIGHT = Alignment(horizontal="right", vertical="top", indent=1)
_HEAD_AT_LEFT = Alignment(horizontal="left", vertical="bottom", wrap_text=True)
_HEAD_AT_RIGHT = Alignment(horizontal="right", vertical="bottom", indent=1, wrap_text=True)


def workbook(report: Report) -> bytes:
    """Return the tables, the charts' data and the origins as an .xlsx, the same on every run."""
    book = Workbook()
    contents = book.active
    contents.title = text(report.lang, "page.contents")
    listed = []
    for name, title, one in _tables(report):
        _fill(book.create_sheet(name), title, one)
        listed.append((name, title))
    _list_sheets(contents, report, listed)
    told = chain(_of_text(report), _of_tables(report))
    _list_origins(book.create_sheet(text(report.lang, "page.origins")[:31]), report.lang, told)
    _list_sources(book.create_sheet(text(report.lang, "footnote.sources")), report)
    return _saved(book, report)


def _tables(report: Report) -> Iterator[tuple[str, str, Table]]:
    """Yield name of sheet, title and cells of each table and of each chart that has data."""
    for block in report.blocks():
        if isinstance(block, TableBlock):
            yield label("table", block.number, report.lang), block.title, block.table
        elif isinstance(block, FigureBlock) and block.data is not None:
            shown = table(block.data, report.lang)
            drawn = Table(shown.columns, shown.caption, block.source, report.lang)
            yield label("figure", block.number, report.lang), block.title, drawn


def _fill(sheet: Worksheet, title: str, one: Table) -> None:
    """Fill a sheet with a table: title, headings, cells, reasons of gaps, source line."""
    _put(sheet, 1, [title], bold=True)
    _put(sheet, _HEAD, [column.header for column in one.columns], bold=True)
    notes = one.notes()
    for at, column in enumerate(one.columns, start=1):
        sheet.cell(_HEAD, at).alignment = _HEAD_AT_RIGHT if column.numeric else _HEAD_AT_LEFT
        for row, cell in enumerate(column.cells, start=_HEAD + 1):
            words = f"{cell.text} {notes[cell.reason]}" if cell.reason else cell.text
            _put_cell(sheet, row, at, words, one.lang if column.numeric else "")
    below = [f"{mark}  {reason}" for reason, mark in notes.items()] + [one.source]
    for words in filter(None, below):
        _put(sheet, sheet.max_row + 1, [words])
    set_page(sheet, _HEAD)
    heads = [lines_of(column.header) for column in one.columns]
    sheet.row_dimensions[_HEAD].height = LINE * max(map(len, heads), default=1)
    for at, (column, lines) in enumerate(zip(one.columns, heads, strict=True), start=1):
        widen(sheet, at, [*lines, *(cell.text for cell in column.cells)])
    for row in (
        1,
        *range(_HEAD + 1 + len(one.columns[0].cells if one.columns else []), sheet.max_row + 1),
    ):
        keep_within(sheet, row, len(one.columns))


def _put(sheet: Worksheet, row: int, texts: Sequence[str], *, bold: bool = False) -> None:
    """Put texts into a row; what begins like a formula stays text."""
    for at, words in enumerate(texts, start=1):
        _put_cell(sheet, row, at, words)
        if bold:
            sheet.cell(row, at).font = _BOLD


def _put_cell(sheet: Worksheet, row: int, column: int, words: str, numbers: Lang = "") -> None:
    """Put a cell: a number in its digits where it is one of a language, else text."""
    cell = sheet.cell(row, column)
    number = read(words.strip(), numbers) if numbers else None
    if number is None:
        cell.value = shown(words.strip())
        cell.data_type = "s"
        cell.alignment = _AT_RIGHT if numbers else _AT_LEFT
        return
    places = max(-int(number.as_tuple().exponent), 0)
    grouped = "#,##0" if language(numbers).style.group else "0"
    # As its digits, which the library would round where it is given a number.
    cell.value = str(number)
    cell.data_type = "n"
    cell.alignment = _AT_RIGHT
    cell.number_format = f"{grouped}.{'0' * places}" if places else grouped


def _list_sheets(sheet: Worksheet, report: Report, listed: Sequence[tuple[str, str]]) -> None:
    """List the sheets, each name leading to its sheet."""
    _put(sheet, 1, [report.title], bold=True)
    _put(sheet, 2, [report.date])
    _put(sheet, 4, [text(report.lang, f"office.{key}") for key in ("sheet", "about")], bold=True)
    for row, (name, title) in enumerate(listed, start=5):
        _put(sheet, row, [name, title])
        place = f"A{row}"
        sheet[place].hyperlink = Hyperlink(ref=place, location=f"'{name}'!A1")
        sheet[place].style = "Hyperlink"
    widen(sheet, 1, [name for name, _ in listed] or [""])
    name_width = sheet.column_dimensions["A"].width
    break_lines(sheet, 5, (int(name_width), 80))
    set_page(sheet, 4)


def _list_origins(sheet: Worksheet, lang: Lang, told: Iterable[Sequence[str]]) -> None:
    """List each number with the place it stands in and where it comes from."""
    heads = [text(lang, f"office.{key}") for key in ("place", "number", "origin", "paragraph")]
    _put(sheet, 1, heads, bold=True)
    for row, cells in enumerate(told, start=2):
        _put(sheet, row, cells)
    set_page(sheet, 1)
    break_lines(sheet, 2, (28, 16, 60, 60))


def _of_text(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """Yield chapter, number, origin and paragraph of each number of the text."""
    for chapter in report.chapters:
        headings = [block.text for block in chapter if isinstance(block, Heading)]
        name = headings[0] if headings else ""
        for paragraph in (block for block in chapter if isinstance(block, Paragraph)):
            for run in paragraph.runs:
                if run.origin:
                    origin = origin_words(run.origin, report.lang, report.sources)
                    yield name, run.text, origin, paragraph.text


def _of_tables(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """Yield sheet and cell, number, origin and title of each number of the report's tables."""
    for block in report.blocks():
        if isinstance(block, TableBlock):
            sheet = label("table", block.number, report.lang)
            for at, column in enumerate(block.table.columns, start=1):
                for row, cell in enumerate(column.cells, start=_HEAD + 1):
                    if cell.origin:
                        place = f"{sheet} {get_column_letter(at)}{row}"
                        origin = origin_words(cell.origin, report.lang, report.sources)
                        yield place, cell.text.strip(), origin, block.title


def _list_sources(sheet: Worksheet, report: Report) -> None:
    """Name the sources with their addresses."""
    heads = [text(report.lang, "column.source"), text(report.lang, "office.address")]
    _put(sheet, 1, heads, bold=True)
    for row, source in enumerate(report.sources.values(), start=2):
        _put(sheet, row, [source.title, address(source.url, report.lang)])
    set_page(sheet, 1)
    break_lines(sheet, 2, (80, 80))


def _saved(book: Workbook, report: Report) -> bytes:
    """Return the bytes, with the data's year in the place of the clock's."""
    book.properties.title, book.properties.creator = shown(report.title), ""
    year = int(report.year or FIRST_YEAR)
    book.properties.created = book.properties.modified = datetime(year, 1, 1)
    return fixed(saved(book), report.year)
