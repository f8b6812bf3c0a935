"""Tables of the document: ruled above and below, the head on every page, reasons for gaps."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from math import fsum

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Pt
from docx.table import _Cell, _Row

from kejidata.display.cells import Cell
from kejidata.display.table_output import Column, Table
from kejidata.errors import KejidataError
from kejidata.office.word.fields import element
from kejidata.office.word.styles import CELL, TEXT_WIDTH
from kejidata.publish.shown_text import shown

MOST = 63
"""Columns that Word can show."""
_DIGIT, _MARGINS = Pt(4.6), 3
"""The width of a digit in a cell, and the digits that its margins and a mark take the place of."""
_BROAD = dict.fromkeys("ABCDEGHKLNOPQRTUVXYZw&", 1.5) | dict.fromkeys("mMW%", 2)
"""Signs that are wider than a digit, in digits."""
_WORD = 16
"""Digits at most that a word is granted before it may break."""
_CHARACTERS = 4
"""Chinese characters that a line of a cell holds at least; longer words break between any two."""
# A millimetre on either side, in twentieths of a point.
_NARROW = (
    f"<w:tblCellMar {nsdecls('w')}>"
    '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
)
_RULE = '<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def add_table(document: Document, table: Table) -> None:
    """Append a table.

    Raises
    ------
    KejidataError
        It has more columns than Word can show.
    """
    if len(table.columns) > MOST:
        raise KejidataError(
            f"a table has more than {MOST} columns, which is all that Word shows",
            rows=[f"it has {len(table.columns)}"],
            remedy="show fewer columns in the notebook",
        )
    rows = table.rows()
    made = document.add_table(len(rows) + 1, len(table.columns))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    # Word wants its properties in the order of their schema.
    made._tbl.tblPr.find(qn("w:tblLayout")).addprevious(_ruled("tblBorders", top=12, bottom=12))
    made._tbl.tblPr.find(qn("w:tblLook")).addprevious(parse_xml(_NARROW))
    widths = _widths(table.columns)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    # Looked up once: the library goes through all styles for each paragraph.
    style, notes = document.styles[CELL].style_id, table.notes()
    head = [Cell(column.header) for column in table.columns]
    for row, cells in zip(made.rows, [head, *rows], strict=True):
        _fill(row, cells, table.columns, widths, notes, style)
    _make_head(made.rows[0])
    for row in (made.rows[0], *list(made.rows)[-2:]):
        # The head stays with the first figures, the last ones with their notes.
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True


def _fill(
    row: _Row,
    cells: Sequence[Cell],
    columns: Sequence[Column],
    widths: Sequence[Length],
    notes: dict[str, str],
    style: str,
) -> None:
    """Fill a row, which stays on one page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))
    for place, cell, column, width in zip(row.cells, cells, columns, widths, strict=True):
        place.width = width
        paragraph = place.paragraphs[0]
        paragraph._p.style = style
        if column.numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(shown(cell.text))
        if cell.reason:
            paragraph.add_run(notes[cell.reason]).font.superscript = True


def _make_head(row: _Row) -> None:
    """Let a row stand above the table on every page, bold, with a line below it."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))
    for cell in row.cells:
        _rule_below(cell)
        for run in cell.paragraphs[0].runs:
            run.font.bold = True


def _rule_below(cell: _Cell) -> None:
    cell._tc.get_or_add_tcPr().append(_ruled("tcBorders", bottom=6))


def _ruled(kind: str, **sides: int) -> object:
    """Return borders, each in eighths of a point."""
    rules = "".join(_RULE.format(side=side, eighths=width) for side, width in sides.items())
    return parse_xml(f"<w:{kind} {nsdecls('w')}>{rules}</w:{kind}>")


def _widths(columns: Sequence[Column]) -> list[Length]:
    """Return the widths of columns, which fill the text's: each its least, the rest as needed."""
    texts = [[column.header, *(cell.text for cell in column.cells)] for column in columns]
    wanted = [max(map(_width, column)) for column in texts]
    least = [_least(column) for column in columns]
    spare = max(TEXT_WIDTH / _DIGIT - sum(least), 0) / max(sum(wanted) - sum(least), 1)
    widths = [low + spare * (whole - low) for low, whole in zip(least, wanted, strict=True)]
    return [Length(int(TEXT_WIDTH * width / fsum(widths))) for width in widths]


def _least(column: Column) -> float:
    """Return how wide a column is at least: no number breaks, and no word of the head or a cell."""
    width = _width if column.numeric else _width_of_words
    return max([_width_of_words(column.header), *(width(cell.text) for cell in column.cells)])


def _width_of_words(text: str) -> float:
    """Return how wide a cell has to be for its longest word, or for as much as may not break."""
    return max((min(_width(word), _most(word)) for word in text.split()), default=_MARGINS)


def _most(word: str) -> float:
    """Return how wide a word is at most before it may break."""
    return 2 * _CHARACTERS + _MARGINS if all(map(_is_wide, word)) else _WORD


def _width(text: str) -> float:
    """Return how many digits wide a cell is; a Chinese character takes the place of two."""
    return fsum(2 if _is_wide(sign) else _BROAD.get(sign, 1) for sign in text) + _MARGINS


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
