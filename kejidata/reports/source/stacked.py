"""Tables whose cells stand one below the other, as a table pasted into plain text leaves them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kejidata.reports.source.table_text import Cell, TextTable
from kejidata.tables.layout.lines import is_figure

# 「指标名称」 the name of the indicator, 「序号」 the number: how the header of a table begins; in
# longer words the same may be its title.
_FIRST = re.compile(
    "(序号|编号|指标|项目|名称|内容|类别|地区|区域|[省市县区]$|区县|企业|行业)(?:名称)?"
)
# 「投入，」 a mark that parts clauses, but for the one in 1,384: a line that is no cell.
_CLAUSES = re.compile(r"[。；;|｜\t，]|(?<!\d),")
# 「一、投入」 what heads some rows of a table, and is no cell of them.
_HEADS = re.compile("(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])")
_LONGEST = 30
"""Characters of a cell at most."""
_WIDTHS = range(3, 13)
"""Cells of a row."""


class _Line(NamedTuple):
    number: int
    cell: Cell
    figure: bool


def stacked_in(text: str) -> Iterator[TextTable]:
    r"""Yield the tables of a text whose cells stand on a line each.

    A header of as many cells as each row has stands above two rows at least, which have their
    figures in the same places.

    Examples
    --------
    >>> table = "指标\n单位\n今年目标\n研发投入\n亿元\n45\n高企\n家\n320\n"
    >>> [len(found.rows) for found in stacked_in(table)]
    [3]
    """
    run: list[_Line] = []
    at = 0
    for number, whole in enumerate(text.split("\n"), 1):
        said = whole.strip()
        if said and (len(said) > _LONGEST or _CLAUSES.search(said)):
            yield from _tables(run) if run else ()
            run = []
        elif said and not _HEADS.match(said):
            cell = Cell(said, at + whole.index(said))
            run.append(_Line(number, cell, is_figure(said)))
        at += len(whole) + 1
    yield from _tables(run)


def _tables(run: Sequence[_Line]) -> Iterator[TextTable]:
    """Yield the tables of lines that may all be cells."""
    figures = [at for at, line in enumerate(run) if line.figure]
    end = 0
    for first in figures:
        if first < end or not (found := _best(run, first, end)):
            continue
        starts, width = found
        head, end = starts[0] - width, starts[-1] + width
        spans = [(at, at + width) for at in (head, *starts)]
        after = next((at for at in figures if end <= at < end + width), 0)
        if after and not _best(run, after, end):
            # A row that lacks a cell: which one it is nobody knows, and all that follows is moved.
            spans, end = [*spans, (end, figures[-1] + 1)], figures[-1] + 1
        rows = [(run[at].number, [line.cell for line in run[at:to]]) for at, to in spans]
        above = [(line.number, line.cell.text) for line in run[max(head - 2, 0) : head]]
        last = run[end - 1].cell
        yield TextTable(rows[0][1][0].start, last.start + len(last.text), above, rows)


def _best(run: Sequence[_Line], first: int, least: int) -> tuple[list[int], int] | None:
    """Return where the rows of the table begin whose first figure is this, and how wide it is."""
    found = []
    for width in _WIDTHS:
        for start in range(max(first - width + 1, width + least), first + 1):
            title = run[start - width].cell.text
            if (named := _FIRST.search(title)) and len(starts := _rows(run, start, width)) > 1:
                found.append((len(starts) * width, named[0] == title, -width, starts))
    if not found:
        return None
    *_, width, starts = max(found)
    return starts, -width


def _rows(run: Sequence[_Line], start: int, width: int) -> list[int]:
    """Return where the rows of a table begin whose first does here; none that has no header."""
    mask = [line.figure for line in run[start : start + width]]
    # Only the number of a row may stand before what it is about.
    if any(line.figure for line in run[start - width : start]) or all(mask[:2]):
        return []
    rows: list[int] = []
    for at in range(start, len(run) - width + 1, width):
        numbered = run[at].cell.text == str(len(rows) + 1)
        if [line.figure for line in run[at : at + width]] != mask or mask[0] > numbered:
            break
        rows.append(at)
    return rows
