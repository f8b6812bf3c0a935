"""How a table would be read, to look at: blocks, headings, units, totals, what stays unread."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kejidata.errors import KejidataError, printable
from kejidata.model import registry
from kejidata.model.totals import is_total
from kejidata.tables import decisions, reading
from kejidata.tables.figures import Reader
from kejidata.tables.given import Given
from kejidata.tables.labels import Labels
from kejidata.tables.layout.blocks import Block, Layout
from kejidata.tables.layout.columns import Column
from kejidata.tables.parse_row import Rules
from kejidata.tables.source.grid import Line

_SHOWN = 12


@dataclass(frozen=True)
class Preview:
    """What a table says and how it would be read; Jupyter shows it, `print` prints it."""

    text: str

    def __str__(self) -> str:
        """Return the lines to print."""
        return self.text

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.text)}</pre>"


def preview(place: Path, arguments: Mapping[str, str], sheet: str | int | None = None) -> Preview:
    """Return how a table would be read; see `preview_table`."""
    decided = decisions.of(place)
    found = reading.chosen(place, sheet, decided)
    rules = Rules.of(registry.current(), own=True)
    lines = [found.grid.place]
    for number, block in enumerate(found.blocks, 1):
        lines += _block(number, block, Labels(rules), reading.completed(arguments, decided))
    lines += _outside(found)
    try:
        read = reading.read(place, registry.current(), Given.of(arguments), own=True, sheet=sheet)
    except KejidataError as error:
        lines += ["refused:", *(f"  {line}" for line in str(error).splitlines())]
    else:
        lines += [f"note: {note}" for note in read.notes]
        one = len(read.observations) == 1
        count = f"{len(read.observations)} figure{' is' if one else 's are'} read"
        lines.append(f"{count}, {read.unread} are not")
    return Preview("\n".join(map(printable, lines)))


def _block(number: int, block: Block, labels: Labels, given: Given) -> Iterator[str]:
    """Yield the lines on one block."""
    rows = len(block.rows)
    yield (
        f"block {number}: header in line {block.top.number}, {rows} row{'s' * (rows != 1)} in lines"
        f" {block.rows[0].number} to {block.rows[-1].number}"
    )
    stated = block.stated
    for what, text in (
        ("unit", "、".join(stated.units)), ("indicator", stated.indicator),
        ("region", stated.region), ("period", stated.period),
    ):  # fmt: skip
        if text:
            yield f"  {what} of the whole table: {text}"
    try:
        reader = Reader(block, labels, given)
    except KejidataError as error:
        yield from (f"  doubt: {line.strip()}" for line in str(error).splitlines())
        return
    figures = {column.at: column for column in reader.columns}
    for at in block.columns:
        role = block.keys.get(at, "")
        text = _column(figures[at], reader) if at in figures else role or "not read"
        yield f"  {block.grid.letters(at)}  {text}"
    yield from _totals(block, reader)
    yield from (f"  skipped: {_line(line)}" for line in block.skipped[:_SHOWN])


def _column(column: Column, reader: Reader) -> str:
    """Return what a column of figures is taken for."""
    over = column.heading
    code = reader.labels.known_indicator(over.names) if over.names else ""
    own = "/".join(over.names) + " (not in the registry)" if over.names else ""
    named = code or own or reader.named
    said = [column.region, named, over.measure, over.period or reader.base, over.unit]
    return f"{' '.join(column.text.split())}: {', '.join(filter(None, said)) or 'figures'}"


def _totals(block: Block, reader: Reader) -> Iterator[str]:
    """Yield the rows that are totals."""
    for line in block.rows:
        labels = [line.cells[at] for at in reader.stub.regions if at < len(line.cells)]
        if any(map(is_total, labels)):
            yield f"  total: {_line(line)}"


def _outside(found: Layout) -> Iterator[str]:
    """Yield the lines that belong to no block, and what is hidden."""
    for line in found.outside[:_SHOWN]:
        yield f"outside the tables: {_line(line)}"
    if len(found.outside) > _SHOWN:
        yield f"outside the tables: {len(found.outside) - _SHOWN} lines more"
    if found.grid.hidden:
        yield f"hidden rows and columns hold {found.grid.hidden} numbers, which are not read"


def _line(line: Line) -> str:
    text = ", ".join(" ".join(cell.split()) for cell in line.cells if cell)
    return f"line {line.number}, {text[:80]}"
