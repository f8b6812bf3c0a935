"""The header of a table: which lines it has, and the headings over each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kejidata.tables.layout import lines
from kejidata.tables.meaning import periods_text
from kejidata.tables.meaning.units_text import unit_of, units_of_line
from kejidata.tables.meaning.words import CHINESE
from kejidata.tables.source.grid import Grid, Line

_TITLE = 7
"""Characters of a title: of a heading over names of rows there are fewer."""
# Words of a name, no abbreviation that a Chinese heading has too: Total, not PCT.
_ENGLISH = re.compile(r"[^\u4e00-\u9fff]*[a-z]{3}[^\u4e00-\u9fff]*")

KEYS = ("region", "indicator", "kind", "period", "unit", "code", "serial")
"""Columns that name a row."""


@dataclass(frozen=True)
class Header:
    """The lines of a header, and where the rows begin."""

    top: int
    end: int
    keys: dict[int, str]


def find(grid: Grid, start: int) -> Header | None:
    """Return the header that begins at a line, or None where the line is no heading.

    Its anchor is the first line that names a key column (地区, 年份, 指标), or the last line before
    figures where none does. Lines above it belong to it where they leave the key columns empty,
    lines below it too, where they hold no figures.
    """
    run = _run(grid.lines, start)
    if not run:
        return None
    anchor = next((at for at in run if _keys(grid.lines[at].cells)), run[-1])
    keys = _keys(grid.lines[anchor].cells)
    if anchor + 1 < len(grid.lines):
        over = _over_years(grid.lines[anchor].cells, grid.lines[anchor + 1].cells, keys)
        keys = {at: role for at, role in keys.items() if at not in over}
    top = anchor
    while top > run[0] and _heads(grid.lines[top - 1].cells, grid.lines[top].cells, keys):
        top -= 1
    if top != start or (not keys and len(lines.filled(grid.lines[anchor].cells)) < 2):
        return None
    end = anchor + 1
    while end < len(grid.lines) and _goes_on(grid.lines[end], keys, grid.lines[anchor]):
        end += 1
    keys = {
        at: role
        for at, role in keys.items()
        if role != "value" or not _is_group(at, grid.lines[anchor + 1 : end])
    }
    has_rows = any(lines.filled(line.cells) for line in grid.lines[end:])
    return Header(top, end, keys) if keys or has_rows else None


def _over_years(cells: Sequence[str], below: Sequence[str], keys: dict[int, str]) -> set[int]:
    """Return where 年份 (year) heads the years of the line below, and no column of rows."""
    over = {
        at
        for at, role in keys.items()
        if role == "period" and at < len(below) and periods_text.iso(below[at])
    }
    rest = [at for at in keys if at not in over and at < len(below)]
    alone = all(below[at] in ("", cells[at]) for at in rest) and not lines.has_figures(below)
    return over if alone else set()


def _is_group(at: int, below: Sequence[Line]) -> bool:
    """Tell whether a heading has others under it: 数值 (values) over indicators, not over units."""
    texts = (line.cells[at] for line in below if at < len(line.cells))
    return any(text and not unit_of(text) for text in texts)


def _run(all_lines: Sequence[Line], start: int) -> list[int]:
    """Return the lines from here on that hold headings and nothing else, without a gap."""
    run: list[int] = []
    for at in range(start, min(len(all_lines), start + 12)):
        cells = all_lines[at].cells
        gap = run and all_lines[at].row > all_lines[run[-1]].row + 1
        if gap or lines.has_figures(cells) or lines.is_note(cells):
            break
        if run and lines.statement(cells, lines.Stated()):
            break
        run.append(at)
        if _keys(cells):
            break
    return run


def _keys(cells: Sequence[str]) -> dict[int, str]:
    """Return the key columns that a line of headings names; a line of one cell names none."""
    if len(lines.filled(cells)) < 2:
        return {}
    found = lines.roles(cells)
    return found if set(found.values()) & {"region", "indicator", "period", "kind"} else {}


def _heads(cells: Sequence[str], below: Sequence[str], keys: dict[int, str]) -> bool:
    """Tell whether a line leaves the key columns of the header free for its own groups.

    Where no word of a key column is known the first is one, if it has a short heading and none
    below, or the same, where a merged cell was filled: a title is longer, or has a number.
    """
    first = [at for at in keys if keys[at] in KEYS] or [0]
    filled = lines.filled(cells)
    held = [cells[at] for at in first if at < len(cells) and cells[at]]
    if filled == [0] and keys and 0 not in first and below[0]:
        # A title over a table whose first column, of ranks, names no row.
        return False
    short = len(CHINESE.findall(cells[0])) < _TITLE and not re.search(r"\d", cells[0])
    corner = short and not keys and len(filled) > 1 and below[0] in ("", cells[0])
    return bool(filled) and (corner or all(units_of_line(cell) for cell in held))


def _goes_on(line: Line, keys: dict[int, str], anchor: Line) -> bool:
    """Tell whether a line belongs to the header above it."""
    cells = line.cells
    if lines.numbers_columns(cells):
        return True
    if lines.has_figures(cells) or lines.is_note(cells):
        return False
    stub = [at for at, role in keys.items() if role in KEYS] or [0]
    texts = {at: cells[at] for at in stub if at < len(cells) and cells[at]}
    if not texts:
        return any(cells) and not lines.statement(cells, lines.Stated())
    again = all(lines.roles([text]).get(0) == keys.get(at) for at, text in texts.items())
    others = [cell for at, cell in enumerate(cells) if cell and at not in stub]
    if again and keys and others and not lines.same(cells, anchor.cells):
        return True
    units = others and all(map(unit_of, others))
    return bool(units) and all(lines.roles([text]).get(0) == "unit" for text in texts.values())


def paths(grid: Grid, header: Header) -> list[list[str]]:
    """Return the headings over each column from the top line down, merged cells spread."""
    chosen = [
        line
        for line in grid.lines[header.top : header.end]
        if not lines.numbers_columns(line.cells)
    ]
    width = max(len(line.cells) for line in chosen)
    rows = [line.cells + [""] * (width - len(line.cells)) for line in chosen]
    outer = [0] * width
    found: list[list[str]] = [[] for _ in range(width)]
    for depth, line in enumerate(chosen):
        spread, outer = _spread(grid, line, rows, depth, outer, header.keys)
        if depth and _translates(rows[depth - 1], rows[depth]):
            continue
        for at, cell in enumerate(spread):
            if cell and cell not in found[at][-1:]:
                found[at].append(cell)
    return [_without_year(path) for path in found]


def _without_year(path: list[str]) -> list[str]:
    """Return headings without the word 年份 (year) over a year: it names nothing more."""
    said = [text for text in path if lines.roles([text]).get(0) != "period"]
    return said if any(map(periods_text.iso, said)) else path


def _translates(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether a line of headings has the English names of the Chinese ones above it."""
    pairs = [(over, cell) for over, cell in zip(above, cells, strict=True) if cell]
    second = [
        bool(CHINESE.search(over) and _ENGLISH.fullmatch(cell)) and not unit_of(cell)
        for over, cell in pairs
    ]
    return all(second)


def _spread(
    grid: Grid,
    line: Line,
    rows: Sequence[Sequence[str]],
    depth: int,
    outer: Sequence[int],
    keys: dict[int, str],
) -> tuple[list[str], list[int]]:
    """Return a line of headings spread over the columns that each holds for, and its groups.

    A merged cell holds for its area; another one for the empty cells at its right where a line
    below has headings, as far as the group above it goes. The key columns spread nothing.
    """
    cells = rows[depth]
    wide = {a.left: a.right for a in grid.merged if a.top <= line.row <= a.bottom}
    below = [any(row[at] for row in rows[depth + 1 :]) for at in range(len(cells))]
    spread, groups, at = list(cells), list(outer), 0
    while at < len(cells):
        right = at
        if cells[at] and at in wide:
            right = min(wide[at], len(cells) - 1)
        elif cells[at] and at not in keys:
            while (
                right + 1 < len(cells)
                and not cells[right + 1]
                and below[right + 1]
                and right + 1 not in keys
                and outer[right + 1] == outer[at]
            ):
                right += 1
        for inside in range(at, right + 1):
            spread[inside] = cells[at]
            groups[inside] = at if cells[at] else outer[inside]
        at = right + 1
    return spread, groups
