"""Old Excel workbooks (.xls): each sheet as its cells show it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kejidata.tables.source.grid import Area, Grid, Line, Unreadable
from kejidata.tables.source.number_format import Render, renderer
from kejidata.tables.source.visible import Sheet, visible

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as Page

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!"}
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def sheets(data: bytes, path: Path) -> list[Grid]:
    """Return the sheets of a workbook, in its order.

    Raises
    ------
    Exception
        The workbook is encrypted or damaged; xlrd has many errors for that.
    """
    import xlrd

    with xlrd.open_workbook(
        file_contents=data, formatting_info=True, logfile=io.StringIO()
    ) as book:
        return [
            replace(_grid(page, book, path), shown=page.visibility == 0) for page in book.sheets()
        ]


def _grid(page: Page, book: Book, path: Path) -> Grid:
    formats: dict[int, Render] = {}
    lines = []
    for number in range(page.nrows):
        kinds, values = page.row_types(number), page.row_values(number)
        styles = [page.cell_xf_index(number, column) for column in range(len(kinds))]
        cells = [
            _shown(kind, value, style, book, formats)
            for kind, value, style in zip(kinds, values, styles, strict=True)
        ]
        if any(cells):
            lines.append(Line(number + 1, number + 1, cells))
    merged = [
        Area(top + 1, bottom, left, right - 1) for top, bottom, left, right in page.merged_cells
    ]
    sized_rows, sized_columns = page.rowinfo_map.items(), page.colinfo_map.items()
    # What has no height or no width is not seen either.
    rows = {at + 1 for at, row in sized_rows if row.hidden or row.height == 0}
    columns = {at for at, column in sized_columns if column.hidden or column.width == 0}
    return visible(Sheet(path, page.name, lines, merged, rows, columns))


def _shown(kind: int, value: Any, style: int, book: Book, formats: dict[int, Render]) -> str:
    """Return what one cell shows."""
    if kind in (_NUMBER, _DATE):
        if style not in formats:
            known = book.format_map.get(book.xf_list[style].format_key)
            formats[style] = renderer(known.format_str if known else "General", book.datemode == 1)
        return formats[style](value)
    if kind == _TEXT:
        return str(value).strip()
    if kind == _ERROR:
        return Unreadable(_ERRORS.get(value, "#N/A"))
    return ("FALSE", "TRUE")[bool(value)] if kind == _BOOLEAN else ""
