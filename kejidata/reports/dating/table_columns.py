"""Tables in a report: which cells tell what is wanted, and which what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

# 「年度目标」 the year's goal: a column of what is wanted.
_WANTED = re.compile("任务|目标|计划数|指标值")
# 「完成情况」 what was done.
_DONE = re.compile("完成|进展|实际|落实|成效")
# 「指标|目标」 a line.
_LINE = re.compile(r"[^\n]+")
# 「指标」 a cell.
_CELL = re.compile(r"[^|]+")

Span = tuple[int, int]


def goal_cells(folded: str) -> list[tuple[int, int, bool]]:
    r"""Return the cells under a header of goals (wanted) or of what was done (not), in order.

    In a text as `source.flatten` folds it | parts a table's cells, each row on a line or each cell.

    Examples
    --------
    >>> goal_cells("指标|年度目标|完成情况\n高企|20家|25家")
    [(16, 19, True), (20, 23, False)]
    """
    found: list[tuple[int, int, bool]] = []
    if "|" in folded:
        for header, cells in _tables(folded):
            kinds = [_kind(folded[start:end]) for start, end in header]
            for number, (start, end) in enumerate(cells):
                wanted = kinds[number % len(kinds)]
                if wanted is not None:
                    found.append((start, end, wanted))
    return found


def _kind(header: str) -> bool | None:
    """Tell whether a column holds goals (yes), what was done (no), or neither."""
    if _DONE.search(header):
        return False
    return True if _WANTED.search(header) else None


def _tables(folded: str) -> Iterator[tuple[list[Span], list[Span]]]:
    """Yield the header and the other cells of each table."""
    rows: list[list[Span]] = []
    loose: list[Span] = []
    after_bar = False
    for match in _LINE.finditer(folded):
        line = match[0]
        if line == "|":
            after_bar = True
            continue
        if "|" in line:
            rows.append([cell.span() for cell in _CELL.finditer(folded, *match.span())])
            continue
        yield from _rows(rows)
        rows = []
        if not after_bar:
            yield from _numbered(folded, loose)
            loose = []
        loose.append(match.span())
        after_bar = False
    yield from _rows(rows)
    yield from _numbered(folded, loose)


def _rows(rows: list[list[Span]]) -> Iterator[tuple[list[Span], list[Span]]]:
    """Yield a table that has a row on each line; rows of another width are not of it."""
    if len(rows) > 1:
        yield rows[0], [cell for row in rows[1:] if len(row) == len(rows[0]) for cell in row]


def _numbered(folded: str, cells: list[Span]) -> Iterator[tuple[list[Span], list[Span]]]:
    """Yield a table that has a cell on each line: its header ends before the cell 1."""
    texts = [folded[start:end] for start, end in cells[:12]]
    if len(cells) > 3 and "1" in texts[2:]:
        width = texts.index("1", 2)
        yield cells[:width], cells[width:]
