"""Years of two digits in a line of headings (23年, 24年), where the line makes them sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kejidata.tables.layout.lines import is_figure
from kejidata.tables.source.grid import Grid, Line

_ALONE = re.compile(r"[’'‘]?(\d\d)年(?:度|末|底)?")
# 「24年比23年增长」, not 「12年间」 (for twelve years)
_WITHIN = re.compile(r"(?<![\d.])[’'‘]?(\d\d)(?=年(?![前内以来间均]))")
_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|$)")
_CENTURY = 100
_LAST = 2049
"""The last year that two digits alone may mean."""


def written_out(grid: Grid) -> Grid:
    """Return a sheet whose headings have years of four digits, where two are sure to mean them."""
    lines = [_line(line) if line.holds("年") else line for line in grid.lines]
    return replace(grid, lines=lines)


def _line(line: Line) -> Line:
    cells = line.cells
    short = [int(match[1]) for cell in cells if (match := _ALONE.fullmatch(cell))]
    others = (cell for cell in cells if not _ALONE.fullmatch(cell))
    if not short or any(map(is_figure, others)):
        return line
    full = [int(year) for cell in cells for year in _FULL.findall(cell)]
    if not (full or _follow(short)):
        return line
    last = max(full, default=_LAST - _CENTURY // 2) + _CENTURY // 2
    return Line(line.number, line.row, [_full(cell, last) for cell in cells])


def _follow(years: Sequence[int]) -> bool:
    """Tell whether years follow each other, up or down: no spans in years do."""
    steps = {(two - one) % _CENTURY for one, two in pairwise(years)}
    return steps in ({1}, {_CENTURY - 1})


def _full(cell: str, last: int) -> str:
    """Return a heading with its years of two digits as the latest up to `last` that end in them."""
    return _WITHIN.sub(lambda found: str(last - (last - int(found[1])) % _CENTURY), cell)
