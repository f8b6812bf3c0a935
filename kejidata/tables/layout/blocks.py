"""The blocks of a sheet: each one header, its rows, and what is stated around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kejidata.tables.layout import header as headers
from kejidata.tables.layout import lines, short_years
from kejidata.tables.layout.header import Header
from kejidata.tables.layout.lines import Stated
from kejidata.tables.meaning.units_text import title_and_units, units_of_line
from kejidata.tables.meaning.words import CHINESE
from kejidata.tables.source.grid import Grid, Line

_ALL = slice(None)
STUBS = ("region", "indicator", "kind")
"""Columns that name what a row tells of."""


@dataclass
class Block:
    """One table of a sheet.

    `paths` are the headings over each column from the top down, `keys` what the columns hold whose
    headings are known words, `titles` the texts in the line above them, `rows` the lines with
    figures, `skipped` those without, `noted` the status that notes give the figures of a year,
    `texts` the cells of columns while it is found out what these hold.
    """

    grid: Grid
    top: Line
    paths: Sequence[Sequence[str]]
    keys: dict[int, str]
    stated: Stated
    titles: Sequence[str] = ()
    rows: list[Line] = field(default_factory=list)
    skipped: list[Line] = field(default_factory=list)
    columns: range = range(0)
    noted: dict[str, str] = field(default_factory=dict)
    texts: dict[int, list[str]] = field(default_factory=dict, init=False, compare=False)

    @property
    def header(self) -> str:
        """The headings, as a message shows them."""
        return ", ".join(" ".join("/".join(path).split()) for path in self.paths if path)[:200]


@dataclass
class Layout:
    """The blocks of a sheet, and the lines that stand outside them."""

    grid: Grid
    blocks: list[Block] = field(default_factory=list)
    outside: list[Line] = field(default_factory=list)

    @property
    def figures_outside(self) -> int:
        """How many figures stand in no block."""
        return sum(lines.is_figure(cell) for line in self.outside for cell in line.cells if cell)


def layout(grid: Grid) -> Layout:
    """Return the tables of a sheet.

    A header that comes again (a continued table) begins no new block; a statement of another unit
    between rows does.
    """
    grid = short_years.written_out(grid)
    found, since, at = Layout(grid), Stated(), 0
    block: Block | None = None
    while at < len(grid.lines):
        line = grid.lines[at]
        if (said := lines.statement(line.cells, since)) and not _is_row(block, line):
            since, at = said, at + 1
            if block:
                # The rows that follow are stated otherwise than those before.
                block = _continued(block, said.over(block.stated))
        elif block and _comes_again(block, line) and not _begins_anew(found, block, at):
            at += 1
        elif (header := headers.find(grid, at)) and _begins(header, block, line):
            before = block.stated if block and _is_continued(found, line) else Stated()
            block = _block(grid, header, since.over(before))
            found.blocks.append(block)
            since, at = Stated(), header.end
        else:
            _take(found, block, line)
            at += 1
        if block and block.rows and block not in found.blocks:
            found.blocks.append(block)
    titles: Sequence[str] = ()
    for one in found.blocks:
        # A block that goes on under another unit keeps its title, and so does a continued table.
        top = grid.lines.index(one.top)
        goes_on = any(
            "续" in "".join(line.cells)[:40] for line in grid.lines[max(0, top - 2) : top]
        )
        titles = one.titles = _titles(grid, top) or (titles if goes_on else ())
    found.blocks = [part for one in found.blocks if _is_table(one) for part in _side_by_side(one)]
    return found


def _begins_anew(found: Layout, block: Block, at: int) -> bool:
    """Tell whether a header that comes again has a title of its own, and is another table's."""
    under = [*found.blocks, block]
    rows = any(one.rows for one in under if one.top is block.top)
    return rows and len(_titles(block.grid, at)) == 1


def _titles(grid: Grid, at: int, columns: slice = _ALL) -> list[str]:
    """Return the texts in the line above a header; none where they are no titles of tables."""
    for upper in range(at - 1, max(-1, at - 3), -1):
        cells = grid.lines[upper].cells[columns]
        held = [cell for cell in cells if cell]
        titled = [title for title, units in map(title_and_units, held) if units]
        if titled or lines.statement(cells, lines.Stated()) is None:
            if lines.has_figures(held) or any("续" in text for text in held):
                return []
            return _untranslated(grid, upper, columns) or titled or held
    return []


def _untranslated(grid: Grid, at: int, columns: slice) -> list[str]:
    """Return the Chinese title over a line that is its translation; none where it is no such."""
    texts = [[cell for cell in line.cells[columns] if cell] for line in grid.lines[at - 1 : at + 1]]
    if len(texts) < 2 or lines.has_figures(texts[0]) or lines.is_note(texts[0]):
        return []
    chinese = [bool(CHINESE.search("".join(held))) for held in texts]
    return texts[0] if chinese == [True, False] else []


def _is_table(block: Block) -> bool:
    """Tell whether a block has rows, and names their keys or holds figures: a list has neither."""
    return bool(block.rows) and (
        bool(block.keys) or any(lines.has_figures(line.cells) for line in block.rows)
    )


def _block(grid: Grid, header: Header, stated: Stated) -> Block:
    paths = headers.paths(grid, header)
    corner = next((units for path in paths for text in path if (units := units_of_line(text))), ())
    stated = Stated(units=corner).over(stated)
    return Block(
        grid, grid.lines[header.top], paths, header.keys, stated, columns=range(len(paths))
    )


def _continued(block: Block, stated: Stated) -> Block:
    """Return an empty block under the same headings."""
    if not block.rows or stated == block.stated:
        block.stated = stated
        return block
    return replace(block, stated=stated, rows=[], skipped=[])


def _is_continued(found: Layout, line: Line) -> bool:
    """Tell whether the line before a header says that its table goes on (续表)."""
    last = found.outside[-1] if found.outside else None
    return bool(last and last.row == line.row - 1 and "续" in "".join(last.cells)[:40])


def _begins(header: Header, block: Block | None, line: Line) -> bool:
    """Tell whether a header begins a block; under one with key columns it must name some too."""
    return bool(header.keys) or block is None or (not block.keys and not _is_row(block, line))


def _is_row(block: Block | None, line: Line) -> bool:
    """Tell whether a line is a row of the block above it, whatever its words."""
    if block is None:
        return False
    if [block.keys.get(at) for at in lines.filled(line.cells)] == ["period"]:
        # The year of a region named above, without its figures, is no statement of a period.
        return len(block.keys) > 1
    if not lines.has_figures(line.cells):
        return False
    stub = [at for at, role in block.keys.items() if role in STUBS]
    return any(at < len(line.cells) and line.cells[at] for at in stub) and not lines.roles(
        [line.cells[at] for at in stub if at < len(line.cells)]
    )


def _comes_again(block: Block, line: Line) -> bool:
    """Tell whether a line repeats a line of the header, or numbers its columns."""
    cells = line.cells
    if not block.rows and lines.numbers_columns(cells):
        return True
    if not lines.same(cells, block.top.cells):
        return False
    texts = {cell for path in block.paths for cell in path}
    held = [cell for cell in cells if cell]
    return len(held) > 1 and all(cell in texts for cell in held)


def _take(found: Layout, block: Block | None, line: Line) -> None:
    """Put a line into the block, or beside it where it is a note or holds no figures."""
    cells = line.cells
    if block is None or lines.is_note(cells):
        found.outside.append(line)
    elif len(lines.filled(cells)) == 1 and len(block.paths) > 1:
        block.skipped.append(line)
    else:
        block.rows.append(line)


def _side_by_side(block: Block) -> list[Block]:
    """Return the parts of a block whose key column comes again after figures, as in newspapers."""
    stubs = [at for at, role in sorted(block.keys.items()) if role in STUBS]
    if len(stubs) < 2 or stubs[1] == stubs[0] + 1:
        return [block]
    first, second = stubs[0], stubs[1]
    figures = any(at not in block.keys for at in range(first + 1, second))
    if not figures or block.paths[first] != block.paths[second]:
        return [block]
    before = 0
    while before < first and block.paths[first - before - 1] == block.paths[second - before - 1]:
        # A rank or a number stands before the key of each part.
        before += 1
    starts = [at - before for at in stubs if block.paths[at] == block.paths[first]]
    ends = [*starts[1:], len(block.paths)]
    return [_slice(block, start, end) for start, end in zip(starts, ends, strict=True)]


def _slice(block: Block, start: int, end: int) -> Block:
    """Return the columns of a block from start to end, with the rows that fill them."""
    keys = {at: role for at, role in block.keys.items() if start <= at < end}
    rows = [line for line in block.rows if any(line.cells[start:end])]
    part = replace(block, keys=keys, rows=rows, columns=range(start, end))
    over = slice(start, end)
    at = block.grid.lines.index(block.top)
    if len(block.titles) > 1:
        part.titles = _titles(block.grid, at, over)
    if len(block.stated.units) > 1:
        part.stated = _stated_over(block.grid, at, over).over(block.stated)
    return part


def _stated_over(grid: Grid, at: int, columns: slice) -> Stated:
    """Return what the lines above a header state over some of its columns."""
    found = Stated()
    for line in reversed(grid.lines[max(0, at - 3) : at]):
        said = lines.statement(line.cells[columns], Stated())
        found = found.over(said) if said else found
    return found
