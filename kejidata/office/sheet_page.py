"""How a sheet of a workbook is seen and printed: widths, lines, one page across."""

from __future__ import annotations

import math
from collections.abc import Sequence

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

LINE = 15
"""The points that a line is high."""
_SHORT = 16
"""Characters of a heading that stays on one line."""
_NARROWEST, _WIDEST = 8, 48
"""Widths of columns, in characters."""
_WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True)


def set_page(sheet: Worksheet, head: int) -> None:
    """Let a sheet print as wide as A4 across, its headings on every page, and stay in view."""
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    fit_across(sheet)


def fit_across(sheet: Worksheet) -> None:
    """Let a sheet print as wide as A4 across."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def keep_within(sheet: Worksheet, row: int, columns: int) -> None:
    """Break a line that is wider than the table, which would print as small as it is long."""
    letters = map(get_column_letter, range(1, columns + 1))
    room = sum(sheet.column_dimensions[letter].width for letter in letters)
    cell = sheet.cell(row, 1)
    lines = _lines(cell, room)
    if lines > 1:
        sheet.merge_cells(None, row, 1, row, columns)
        cell.alignment = _WRAPPED
        sheet.row_dimensions[row].height = LINE * lines


def _lines(cell: Cell, room: float) -> int:
    """Return about how many lines of a width a cell needs, at least."""
    return math.ceil(1.1 * _places(str(cell.value or "")) / max(room, 1))


def break_lines(sheet: Worksheet, first: int, widths: Sequence[int]) -> None:
    """Give columns their widths, and what is longer more lines, from a row on."""
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for row in range(first, sheet.max_row + 1):
        cells = [sheet.cell(row, at) for at, _ in enumerate(widths, start=1)]
        for cell in cells:
            cell.alignment = _WRAPPED
        # Not every reader makes a row as high as its lines.
        lines = max(map(_lines, cells, widths))
        if lines > 1:
            sheet.row_dimensions[row].height = LINE * lines


def lines_of(heading: str) -> list[str]:
    """Return a short heading, or about what stands in each of the two lines of a long one."""
    breaks = [at for at, sign in enumerate(heading) if sign == " " or sign > "\u2e80"]
    if _places(heading) <= _SHORT or not breaks:
        return [heading]
    halfway = len(heading) // 2
    best = min(breaks, key=lambda at: abs(at - halfway))
    # Readers do not all break at the same place.
    return [f"{heading[:best]}  ", f"{heading[best:]}  "]


def widen(sheet: Worksheet, column: int, texts: Sequence[str]) -> None:
    """Give a column the width that its texts need."""
    width = min(max(*map(_places, texts), _NARROWEST - 2) + 2, _WIDEST)
    sheet.column_dimensions[get_column_letter(column)].width = width


def _places(words: str) -> int:
    """Return how wide a text is; a Chinese character takes two places."""
    return sum(1 + (sign > "\u2e80") for sign in words)
