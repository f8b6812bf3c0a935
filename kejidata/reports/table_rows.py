"""The figures of tables inside a report as rows of its draft, read by the rules of tables."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from kejidata.errors import KejidataError
from kejidata.model import registry
from kejidata.model.observations import Observation
from kejidata.model.registry import Registry
from kejidata.model.terms import PERCENT
from kejidata.model.units import convert
from kejidata.reports.grammar.confidence import COSTS
from kejidata.reports.source.stacked import stacked_in
from kejidata.reports.source.table_text import Cell, TextTable, tables_in
from kejidata.tables.amounts import Amounts
from kejidata.tables.figure import Figure
from kejidata.tables.figures import Reader
from kejidata.tables.given import Given
from kejidata.tables.labels import Labels
from kejidata.tables.layout.blocks import layout
from kejidata.tables.layout.lines import is_figure
from kejidata.tables.meaning.numbers_text import number
from kejidata.tables.meaning.qualified import qualified
from kejidata.tables.meaning.scales import TIMES
from kejidata.tables.parse_row import Rules
from kejidata.tables.source.grid import Grid, Line

Row = dict[str, Any]
_HERE = "(the report's own place)"
"""The region of a table that names none: the draft leaves it open."""
# 「2024年」 a year in the line above a table.
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_QUOTED = 120
"""Characters of a table's line that a quote holds at most."""


@dataclass
class Tables:
    """The tables of a text: rows of the draft, where those stand, and what was not read.

    `unread` has the tables that were not read, and why.
    """

    rows: list[Row] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    unread: list[tuple[TextTable, str]] = field(default_factory=list)

    def holds(self, at: int) -> bool:
        """Tell whether an offset lies in a table that was read."""
        before = bisect_right(self.spans, (at, math.inf)) - 1
        return before >= 0 and at < self.spans[before][1]

    def left_out(self, starts: Sequence[int]) -> list[tuple[int, int, str]]:
        """Return the line of each table that was not read, how many of its numbers, and why.

        `starts` are where figures of the draft begin, sorted: those were read as text is.
        """
        counts = [
            (
                table.rows[0][0],
                sum(
                    bisect_left(starts, cell.start)
                    == bisect_left(starts, cell.start + len(cell.text))
                    for cell in table.numbers
                ),
                why,
            )
            for table, why in self.unread
        ]
        return [one for one in counts if one[1]]


def tables_of(text: str, year: str) -> Tables:
    """Return what the tables of a report state; one that cannot be read says why.

    A table that tells no year is of that of the report, which is empty where nobody knows.
    """
    found = Tables()
    met: set[tuple[tuple[str, ...], ...]] = set()
    for table in sorted((*tables_in(text), *stacked_in(text))):
        if table.content in met:
            found.spans.append((table.start, table.end))
            continue
        met.add(table.content)
        try:
            rows = _rows(table, year)
        except KejidataError as error:
            found.unread.append((table, str(error).partition("\n")[0]))
            continue
        found.rows += rows
        found.spans.append((table.start, table.end))
    return found


def _rows(table: TextTable, year: str) -> list[Row]:
    """Return the figures of a table as rows of a draft.

    Raises
    ------
    KejidataError
        It is no table of figures, or does not state what a figure needs.
    """
    if len({len(cells) for _, cells in table.rows}) > 1:
        raise KejidataError(
            "its lines have not the same number of cells, as where cells are merged",
            where=f"line {table.rows[0][0]}",
        )
    said = _YEAR.findall("".join(text for _, text in table.above))
    period = said[-1] if said else year
    read = _first_read(table, period)
    cells = dict(table.rows)
    return [
        _row(figure, one, cells[figure.line.number])
        for figure, one in read
        if one.value is not None
    ]


def _first_read(table: TextTable, period: str) -> list[tuple[Figure, Observation]]:
    """Return the figures of a table as it is, or without the columns of words behind them.

    Its regions are named, or all of it is of the report's own place.

    Raises
    ------
    KejidataError
        It can be read in no way; why it cannot be as it is.
    """
    figures = (at for _, row in table.rows for at, one in enumerate(row) if is_figure(one.text))
    width = 1 + max(figures, default=0)
    failed: KejidataError | None = None
    for columns in dict.fromkeys((len(table.rows[0][1]), width)):
        for region in ("", _HERE):
            try:
                return _read(_grid(table, columns), Given(region, period=period))
            except KejidataError as error:
                failed = error if region and not failed else failed
    assert failed is not None
    raise failed


def _grid(table: TextTable, columns: int) -> Grid:
    above = [Line(number, number, [text]) for number, text in table.above]
    texts = _headed([[cell.text for cell in cells[:columns]] for _, cells in table.rows])
    rows = [Line(row[0], row[0], cells) for row, cells in zip(table.rows, texts, strict=True)]
    return Grid(Path("the report"), "", [*above, *rows])


def _headed(rows: list[list[str]]) -> list[list[str]]:
    """Return rows whose headings are given to every column that a merged cell spans.

    What stands over a blank was merged downwards, else what stands left of it was merged across;
    a row of one cell heads those below it.
    """
    ends = (at for at, row in enumerate(rows) if any(map(is_figure, row[1:])) or _heads(at, row))
    head = next(ends, 0)
    filled = [list(row) for row in rows]
    for at, row in enumerate(rows[:head]):
        for column, cell in enumerate(row):
            over = rows[at - 1][column] if at else ""
            filled[at][column] = cell or over or (filled[at][column - 1] if column else "")
    return filled


def _heads(at: int, row: list[str]) -> bool:
    """Tell whether a row below the first has but its first cell: 一、投入 (input)."""
    return at > 0 and bool(row[0]) and not any(row[1:])


@lru_cache(maxsize=2)
def _rules(known: Registry) -> Rules:
    """Return the rules of a registry, made once for all tables."""
    return Rules.of(known, own=True)


def _read(grid: Grid, given: Given) -> list[tuple[Figure, Observation]]:
    """Return the figures of a grid, each with its observation."""
    found = layout(grid)
    if not found.blocks:
        raise KejidataError("no header with rows of figures under it is known", where=grid.place)
    labels = Labels(_rules(registry.current()), given.region)
    figures = [
        figure for block in found.blocks for figure in Reader(block, labels, given).figures()
    ]
    items = Amounts(labels, given).observations(figures)
    return list(zip(figures, items, strict=True))


def _row(figure: Figure, one: Observation, cells: Sequence[Cell]) -> Row:
    """Return a figure of a table as a row of the draft: number and unit as written."""
    cell = cells[figure.column.at]
    value, unit = _written(figure, one)
    known = bool(registry.entry("indicators", one.indicator))
    reasons = ["uncoded"] * (not known)
    return {
        "start": cell.start,
        "end": cell.start + len(cell.text),
        "surface": cell.text,
        "value": float(value),
        "unit": unit,
        "measure": one.measure,
        "bound": one.bound,
        "period": one.period,
        "indicator": "/".join(figure.head.names),
        "code": one.indicator if known else "",
        "region": "" if one.region == _HERE else one.region,
        "among": one.among,
        "value_to": math.nan,
        "quote": "|".join(other.text for other in cells)[:_QUOTED],
        "confidence": round(1 - math.fsum(COSTS[reason] for reason in reasons), 2),
        "reason": "|".join(reasons),
    }


def _written(figure: Figure, one: Observation) -> tuple[Decimal, str]:
    """Return number and unit as the table writes them, which give the observation's amount."""
    found = number(figure.text) or number(qualified(figure.text)[0])
    block = figure.head.block
    units = (found.unit if found else "", figure.head.unit, *block.stated.units, one.unit)
    for unit in filter(None, units):
        if found and _amount(found.value, unit, one.unit) == one.value:
            return found.value, unit
    raise KejidataError(
        "a figure is not given as it is counted",
        where=figure.where(),
        rows=[repr(figure.text[:100])],
    )


def _amount(value: Decimal, unit: str, target: str) -> Decimal | None:
    """Return a number in another unit, None where the unit is of another kind."""
    if (unit, target) == (TIMES, PERCENT):
        return 100 * value
    try:
        return convert(value, unit, target)
    except KejidataError:
        return None
