"""Tables in a report's text: lines of cells parted by bars, tabs or blanks, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kejidata.tables.layout.lines import is_figure
from kejidata.tables.meaning.marks import is_missing

# 「32.45|」 the bar that ends a cell.
_BARRED = re.compile("[|｜]")
# 「亿元 32.45」 (100 million yuan) cells between blanks, but for the one that a PDF sets into a
# year: 2023 年.
_BLANKED = re.compile(r"(?:19|20)\d\d 年[^\s\u3000]*|[^\s\u3000]+")
# 「亿元，32.45」 cells between commas, which only wide ones part where there are any.
_WIDE, _COMMAED = re.compile("[^，]+"), re.compile("[^,]+")
_PARTED = {"bars": _BARRED, "blanks": _BLANKED, "wide": _WIDE, "commas": _COMMAED}
# 「。」 what ends a clause: a line with it is prose.
_STOP = re.compile("[。；;：:]")
# 「| --- | :-: |」 the rule under a header.
_RULE = re.compile(r"[\s|:+=─━-]+")
_TITLE = 60
"""Characters of a line above a table that may speak of all of it."""
_WIDEST = 200
"""Cells of a line that may be one of a table; prose with more blanks is none."""


class Cell(NamedTuple):
    """What a cell holds, and where it begins in the text."""

    text: str
    start: int


class TextTable(NamedTuple):
    """A table in a text: its offsets, the lines above it, and its rows by number of the line."""

    start: int
    end: int
    above: list[tuple[int, str]]
    rows: list[tuple[int, list[Cell]]]

    @property
    def figures(self) -> int:
        """How many cells hold a number."""
        return len(self.numbers)

    @property
    def numbers(self) -> list[Cell]:
        """The cells that hold a number, which is no year."""
        cells = (cell for _, row in self.rows for cell in row)
        return [cell for cell in cells if is_figure(cell.text) and not is_missing(cell.text)]

    @property
    def content(self) -> tuple[tuple[str, ...], ...]:
        """What the cells hold: a page that holds a table twice has it once."""
        return tuple(tuple(cell.text for cell in row) for _, row in self.rows)


class _Source(NamedTuple):
    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tables_in(text: str) -> Iterator[TextTable]:
    r"""Yield the tables of a text, each with the two lines that stand above it.

    A table has lines between bars, or three at least whose blanks or commas part as many cells;
    two are enough where all cells but the first hold numbers, as under a header of merged cells.

    Examples
    --------
    >>> [table.figures for table in tables_in("|指标|2023年|\\n|---|---|\\n|产值(亿元)|32.4|")]
    [1]
    """
    run: list[_Source] = []
    above: list[tuple[int, str]] = []
    kind = ""
    for line in _lines(text):
        now = _kind(line)
        if now != kind:
            yield from _table(run, above, kind) if kind else ()
            above = _around(run) if run and (not kind or "commas" in kind) else []
            run, kind = [], now
        run.append(line)
        if not kind:
            del run[:-2]
    yield from _table(run, above, kind) if kind else ()


def _lines(text: str) -> Iterator[_Source]:
    """Yield the lines of a text that hold anything."""
    at = 0
    for number, whole in enumerate(text.split("\n"), 1):
        if whole.strip():
            yield _Source(number, at, whole)
        at += len(whole) + 1


def _kind(line: _Source) -> str:
    """Return what parts the cells of a line, and into how many where that tells a table."""
    barred = "|" in line.text or "｜" in line.text
    blanks = _BLANKED.findall(line.text) if " 年" in line.text else line.text.split()
    width = len(_cells(line, _BARRED) if barred else blanks)
    if width == 1 and len(line.text) <= _WIDEST and not _STOP.search(line.text):
        wide = "，" in line.text
        commas = len((_WIDE if wide else _COMMAED).findall(line.text))
        return "" if commas < 3 else f"{commas} {'wide ' * wide}commas"
    return "" if not 1 < width <= _WIDEST else "bars" if barred else f"{width} blanks"


def _cells(line: _Source, pattern: re.Pattern[str]) -> list[Cell]:
    """Return the cells of a line; between bars one may be empty."""
    if pattern is not _BARRED:
        return [Cell(one[0], line.start + one.start()) for one in pattern.finditer(line.text)]
    outer = line.text.strip()
    first = line.text.index(outer) + (outer[:1] in "|｜")
    last = line.text.index(outer) + len(outer) - (outer[-1:] in "|｜")
    cells, at = [], first
    for part in _BARRED.split(line.text[first:last]):
        plain = part.strip()
        cells.append(Cell(plain, line.start + at + (part.index(plain) if plain else 0)))
        at += len(part) + 1
    return cells


def _around(run: list[_Source]) -> list[tuple[int, str]]:
    """Return the lines above a table that may speak of it: a title, 单位：亿元 (unit)."""
    near = [(line.number, line.text.strip()) for line in run[-2:]]
    return [(number, said) for number, said in near if len(said) <= _TITLE]


def _ruled(rows: list[tuple[_Source, list[Cell]]]) -> list[tuple[_Source, list[Cell]]]:
    """Return rows with the empty first cell of those that begin with a bar, where not all do."""
    bars = [line.text.lstrip()[:1] in "|｜" for line, _ in rows]
    if all(bars):
        return rows
    return [
        (line, [Cell("", line.start), *cells] if bar else cells)
        for bar, (line, cells) in zip(bars, rows, strict=True)
    ]


def _table(run: list[_Source], above: list[tuple[int, str]], kind: str) -> Iterator[TextTable]:
    """Yield the tables that lines of one kind are; a header that comes again begins another."""
    barred = kind == "bars"
    least = 1 if barred else 2
    lines = [line for line in run if not _RULE.fullmatch(line.text)] if run[least - 1 :] else []
    if len(lines) < least:
        return
    parted = next(how for word, how in _PARTED.items() if word in kind)
    rows = _ruled([(line, _cells(line, parted)) for line in lines])
    texts = [[cell.text for cell in cells] for _, cells in rows]
    few = not barred and len(rows) == 2
    if few and not all(len(row) > 2 and all(map(is_figure, row[1:])) for row in texts):
        return
    starts = [at for at, one in enumerate(texts) if one == texts[0]]
    for start, end in pairwise([*starts, len(rows)]):
        part = [(line.number, cells) for line, cells in rows[start:end]]
        table = TextTable(rows[start][0].start, rows[end - 1][0].end, above, part)
        if table.figures >= least:
            yield table
