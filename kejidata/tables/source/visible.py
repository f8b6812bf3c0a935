"""A sheet without its hidden rows and columns, the numbers in them counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from kejidata.tables.source.grid import Area, Grid, Line


class Sheet(NamedTuple):
    """A sheet as a workbook has it; rows are counted from 1, columns from 0."""

    path: Path
    name: str
    lines: Sequence[Line]
    merged: Sequence[Area]
    hidden_rows: Collection[int]
    hidden_columns: Collection[int]


def visible(sheet: Sheet) -> Grid:
    """Return what a reader of the sheet sees, all its rows of one length."""
    width = max((line.width for line in sheet.lines), default=0)
    kept = [column for column in range(width) if column not in sheet.hidden_columns]
    lines, hidden = [], 0
    for line in sheet.lines:
        if line.row in sheet.hidden_rows:
            hidden += numbers(line.cells)
            continue
        if line.width == len(kept) == width:
            lines.append(line)
            continue
        cells = line.shown + [""] * (width - line.width)
        if len(kept) < width:
            cells = _shown_over(cells, line.row, sheet)
            hidden += numbers(cells[column] for column in sheet.hidden_columns if column < width)
            cells = [cells[column] for column in kept]
        if any(cells):
            lines.append(Line(line.number, line.row, cells))
    merged = [area for area in map(_moved(kept, width), sheet.merged) if area.left <= area.right]
    return Grid(sheet.path, sheet.name, lines, merged, hidden, kept if len(kept) < width else ())


def _shown_over(cells: Sequence[str], row: int, sheet: Sheet) -> list[str]:
    """Return a row in which the text of a merged area stands in its first column that shows."""
    shown = list(cells)
    for area in sheet.merged:
        if area.top == row and area.left in sheet.hidden_columns and area.left < len(shown):
            inside = range(area.left, min(area.right, len(shown) - 1) + 1)
            first = next((at for at in inside if at not in sheet.hidden_columns), None)
            if first is not None:
                shown[first], shown[area.left] = shown[area.left], ""
    return shown


def numbers(cells: Iterable[str]) -> int:
    """Return how many of some cells begin with a digit."""
    return sum(cell[:1].isdigit() for cell in cells)


def _moved(kept: Sequence[int], width: int) -> Callable[[Area], Area]:
    place = {column: number for number, column in enumerate(kept)}

    def move(area: Area) -> Area:
        if len(kept) == width:
            return area
        inside = [place[c] for c in range(area.left, min(area.right, width) + 1) if c in place]
        left, right = (inside[0], inside[-1]) if inside else (1, 0)
        return Area(area.top, area.bottom, left, right)

    return move
