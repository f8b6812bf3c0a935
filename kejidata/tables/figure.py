"""One figure of a table: its cell, and what row and column state of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.column import Column
from kejidata.tables.source.grid import Line


class Head(NamedTuple):
    """What row and column state of a figure, names and unit as written."""

    block: Block
    names: tuple[str, ...]
    period: str
    measure: str
    unit: str
    sure_rate: bool
    among: str


class Figure(NamedTuple):
    """One cell, the text that it shows, with all that the table states of it; region is a code."""

    line: Line
    column: Column
    text: str
    region: str
    head: Head
    extras: Mapping[str, str]

    def where(self, role: str = "") -> str:
        """Return the place of the figure, or of the key in its row that has a role."""
        block, keys = self.head.block, self.head.block.keys
        at = next((at for at, held in keys.items() if held == role), self.column.at)
        named = "value" if keys.get(self.column.at) == "value" else self.column.text
        return block.grid.where(self.line, at, role or named)
