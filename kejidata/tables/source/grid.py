"""One sheet of cell texts, whatever the file: what each cell shows, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Shown(str):
    """A number whose digits a number format fixes, so that no zero at its end was dropped."""

    __slots__ = ()


class Unreadable(str):
    """What stands in place of a number that the file does not hold; the text says why."""

    __slots__ = ()


WIDEST = 20_000
"""Columns that a sheet has at most."""
_PARTING = "\0"
"""What stands in no cell of a text, a workbook or an XML part."""
_FIXED, _LOST = 1, 2
_KINDS: Mapping[type[str], int] = {str: 0, Shown: _FIXED, Unreadable: _LOST}


class Line:
    """One row that holds anything: its line in the file, its row in the sheet, its cells.

    Cells are packed into one text: apart, those of a large sheet take eight times the memory.
    """

    __slots__ = ("_kinds", "_packed", "number", "row", "width")

    def __init__(self, number: int, row: int, cells: Sequence[str]) -> None:
        packed = _PARTING.join(cells)
        if packed.count(_PARTING) >= len(cells):
            packed = _PARTING.join(cell.replace(_PARTING, "") for cell in cells)
        self.number = number
        self.row = row
        self.width = len(cells)
        self._packed = packed.encode("utf-8", "surrogatepass")
        kinds = bytes(map(_KINDS.__getitem__, map(type, cells)))
        self._kinds = kinds if any(kinds) else b""

    @property
    def cells(self) -> list[str]:
        """What each cell shows."""
        texts = self._packed.decode("utf-8", "surrogatepass").split(_PARTING)
        return self._typed(texts, _LOST, Unreadable) if _LOST in self._kinds else texts

    def holds(self, text: str) -> bool:
        """Tell whether a text stands in any cell, without unpacking them."""
        return text.encode() in self._packed

    @property
    def shown(self) -> list[str]:
        """The cells, numbers whose digits a format fixes as `Shown`."""
        return self._typed(self.cells, _FIXED, Shown)

    def _typed(self, texts: list[str], kind: int, made: type[str]) -> list[str]:
        return [
            made(text) if of == kind else text
            for text, of in zip(texts, self._kinds or bytes(len(texts)), strict=True)
        ]


class Area(NamedTuple):
    """A merged area: first and last row of the sheet, first and last column from 0."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class Grid:
    """A sheet.

    `lines` has the rows that hold anything; hidden rows and columns are left out of it, and
    `hidden` counts the numbers in them. `columns` are the places of the columns as the sheet
    counts them. A text file has no name of a sheet. `shown` tells that the sheet itself is not
    hidden, `unseen` which of its workbook are, with the numbers in each.
    """

    path: Path
    name: str
    lines: Sequence[Line]
    merged: Sequence[Area] = ()
    hidden: int = 0
    columns: Sequence[int] = field(default=())
    shown: bool = True
    unseen: Sequence[tuple[str, int]] = ()

    @property
    def place(self) -> str:
        """The file, and its sheet where it has several, as an error names them."""
        return f"{self.path.name}, sheet {self.name}" if self.name else self.path.name

    def where(self, line: Line, column: int, heading: str = "") -> str:
        """Return the place of a cell as a spreadsheet shows it, and its column's heading."""
        named = f", column {heading[:100]}" if heading else ""
        at = f"{self.letters(column)}{line.row}"
        if self.name:
            return f"{self.place}, cell {at}{named}"
        return f"cell {at} of {self.place}, line {line.number}{named}"

    def letters(self, column: int) -> str:
        """Return the letters by which a spreadsheet names a column, counted from 0."""
        number, text = (self.columns[column] if self.columns else column) + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            text = chr(65 + rest) + text
        return text
