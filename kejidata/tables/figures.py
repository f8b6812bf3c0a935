"""The figures of a block: each cell with what its row and its column state of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kejidata.errors import KejidataError
from kejidata.model import periods, terms, totals
from kejidata.tables.figure import Figure, Head
from kejidata.tables.given import Given, kept
from kejidata.tables.labels import Labels
from kejidata.tables.layout import columns, unclear
from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.columns import Column
from kejidata.tables.layout.stub_columns import stub_of
from kejidata.tables.layout.stubs import Row
from kejidata.tables.meaning import heading, periods_text, scopes, unnamed
from kejidata.tables.meaning.heading import RATES, Heading
from kejidata.tables.meaning.marks import bare
from kejidata.tables.meaning.scales import FRACTION
from kejidata.tables.meaning.units_text import split
from kejidata.tables.row_labels import RowLabels
from kejidata.tables.source.grid import Line


class Reader:
    """What reads the figures of one block."""

    def __init__(self, block: Block, labels: Labels, given: Given) -> None:
        self.block = block
        self.labels = labels
        self.given = given
        self.known = labels.rules.indicators
        self.stub = stub_of(block, labels)
        self.base = periods_text.iso(block.stated.period) or given.period
        self.named = block.stated.indicator or self._given_indicator() or self._titled()
        self.scope = next(filter(None, map(scopes.of_title, block.titles)), "")
        self.columns = self._columns()
        if not self.columns:
            raise _no_figures(block)
        self.region = self._one_region()
        self.row_labels = RowLabels(block, self.known, self.base)
        if self.scope:
            self.row_labels.scopes[-1] = Heading("", (self.scope,))

    def _given_indicator(self) -> str:
        """Return the indicator that the analyst gives, where the rows do not name theirs."""
        if self.stub.indicator is not None:
            return ""
        return self.given.indicator

    def _titled(self) -> str:
        """Return the title of the table where it is an indicator, and neither columns nor rows are.

        Of several tables on a sheet each then says of what it is.
        """
        block, known = self.block, self.known
        paths = [path for at, path in enumerate(block.paths) if at not in block.keys]
        if self.stub.indicator is not None or "value" in block.keys.values():
            return ""
        if any(heading.read(path, known, self.base).names for path in paths):
            return ""
        titles = map(bare, block.titles)
        return next((one for one in titles if self.labels.known_indicator([split(one)[0]])), "")

    def _columns(self) -> list[Column]:
        """Return the columns of figures, those of a region told from those of an indicator."""
        by_row = bool(self.named) or self.stub.indicator is not None
        found = columns.figures(self.block, self.known, self.base, by_row)
        if self.base == self.given.period and self.base and self._leans_on(self.base):
            self.given.take("period")
        one_region = self.given.region or self.block.stated.region
        if not self.stub.regions and (not one_region or self._are_regions(found, by_row)):
            found = [self._regional(column, by_row) for column in found]
        if self.scope and not by_row:
            found = [self._scoped(column) for column in found]
        if self.named and self.named == self.given.indicator:
            if any(column.heading.names for column in found):
                # Nothing is taken: the argument is refused as one that changes nothing.
                self.named = ""
            else:
                self.given.take("indicator")
        return found

    def _leans_on(self, base: str) -> bool:
        """Tell whether headings name a period only with the help of the table's."""
        return any(
            heading.read(path, self.known, base) != heading.read(path, self.known)
            for path in self.block.paths
        )

    def _are_regions(self, found: Sequence[Column], by_row: bool) -> bool:
        """Tell whether every column is headed with a known region over what it holds.

        Where rows name the indicators, names over all columns are regions too, if one is a total.
        """
        names = [column.heading.names for column in found]
        if by_row and all(names) and any(totals.is_whole(one[-1]) for one in names):
            return True
        return all(len(one) > 1 and bool(self.labels.known_region(one[0])) for one in names)

    def _regional(self, column: Column, by_row: bool) -> Column:
        """Return a column as one of a region where its headings name one and not an indicator."""
        names = column.heading.names
        if len(names) > 1 and not by_row and self._is_place(names[0]):
            return column._replace(
                heading=column.heading._replace(names=names[1:]), region=names[0]
            )
        if names and (by_row or self.labels.known_region(names[-1])):
            return column._replace(
                heading=column.heading._replace(names=names[:-1]), region=names[-1]
            )
        return column

    def _scoped(self, column: Column) -> Column:
        """Return a column as one of those whose figures the title of the table says it holds."""
        names = column.heading.names and scopes.joined([self.scope], column.heading.names)
        return column._replace(heading=column.heading._replace(names=names))

    def _is_place(self, name: str) -> bool:
        return bool(self.labels.known_region(name)) or totals.is_total(name)

    def _one_region(self) -> str:
        """Return the region of all rows, where neither rows nor columns name theirs."""
        if self.stub.regions:
            return ""
        named = [column for column in self.columns if column.region]
        if named and len(named) < len(self.columns):
            raise _some_regions(self.block, [c.text for c in self.columns if not c.region])
        if named:
            return ""
        if stated := self.block.stated.region:
            return self.labels.region(stated, lambda: self.block.grid.place)
        if self.given.take("region"):
            return self.given.region
        raise KejidataError(
            "the table does not state region",
            where=self.block.grid.where(self.block.top, 0),
            rows=["headings " + self.block.header],
            remedy="give region= for a table about one place, or head its column 地区 (region)"
            + kept("region"),
        )

    def figures(self) -> Iterator[Figure]:
        """Yield the figures of the block, row by row."""
        _refuse_unknown(self.block, self.columns)
        fixed = heading.read([self.named], self.known, self.base) if self.named else None
        headed = [column for column in self.columns if column.text]
        heads: dict[tuple[object, ...], list[tuple[Column, Head]]] = {}
        for line, row in list(self._rows()):
            self._refuse_headless(line)
            self.row_labels.pass_headings(line)
            said = fixed or (self.row_labels.said(row.indicator) if row.indicator else Heading(""))
            key = said, row.period, row.unit
            if key not in heads:
                heads[key] = [(one, self._head(line, one, row, said)) for one in headed]
            for column, head in heads[key]:
                region = row.region or self._region(column)
                yield Figure(line, column, line.cells[column.at], region, head, row.extras)

    def _refuse_headless(self, line: Line) -> None:
        """Refuse a figure in a column without a heading; such a column may well be empty."""
        for column in self.columns:
            if not column.text and line.cells[column.at]:
                raise self._clash(line, column)

    def _rows(self) -> Iterator[tuple[Line, Row]]:
        """Yield the rows with what they say of themselves: an unknown label is told first."""
        for line in self.block.rows:
            _refuse_ragged(self.block, line)
            yield line, self.stub.row(line)

    def _region(self, column: Column) -> str:
        """Return the region of a column, or of the whole table."""
        if not column.region:
            return self.region
        block = self.block
        return self.labels.region(
            column.region, lambda: block.grid.where(block.top, column.at, "region")
        )

    def _head(self, line: Line, column: Column, row: Row, said: Heading) -> Head:
        """Return what row and column state of the figure where they meet.

        Raises
        ------
        KejidataError
            Both state the same thing, or neither states it.
        """
        over = column.heading
        twice = (over.names and said.names) or (over.measure and said.measure)
        if twice:
            raise self._clash(line, column)
        measure, names = over.measure or said.measure, over.names or said.names
        own = over.unit or ("" if over.measure in RATES else said.unit)
        unit = self._unit(line, column, row, own)
        if measure in unnamed.NAMED:
            names, unit = unnamed.named(names, measure), unit or self._own_unit(column, measure)
            measure = "value"
        if measure == "change" and unit == terms.PERCENT and not over.unit:
            # The row is in percent, and what two percentages differ by is in percentage points.
            unit = terms.POINTS
        return Head(
            self.block,
            names,
            self._period(line, column, row, measure),
            measure,
            unit,
            over.sure_rate or said.sure_rate,
            over.among or said.among,
        )

    def _own_unit(self, column: Column, measure: str) -> str:
        """Return the unit of a share or a change of rank: never that of the figures beside it."""
        if measure != "share":
            return terms.RANK
        over = self.block.stated.units
        if terms.PERCENT in over:
            return terms.PERCENT
        if over or self.given.unit not in ("", terms.PERCENT, FRACTION):
            raise unclear.of_unit(column.heading, self.block, column.at)
        return ""

    def _unit(self, line: Line, column: Column, row: Row, own: str) -> str:
        """Return the unit that column, label or row state."""
        if not row.unit or column.heading.measure in RATES:
            return own
        if own and own != row.unit:
            raise KejidataError(
                "the row states two units",
                where=self.block.grid.where(line, self.stub.unit or 0, "unit"),
                rows=sorted(map(repr, (own, row.unit))),
                remedy="keep the right one",
            )
        return row.unit

    def _period(self, line: Line, column: Column, row: Row, measure: str) -> str:
        """Return the period of a figure; a target without one of its own is the year's."""
        over = column.heading.period
        if over and row.period and not (_lacks_year(over) or _lacks_year(row.period)):
            raise self._clash(line, column)
        period = heading.joined(row.period, over)
        if self.base and (not period or _lacks_year(period)):
            if self.base == self.given.period:
                self.given.take("period")
            whole = not period
            period = heading.joined(self.base, period)
            if whole and measure == "target" and periods.year_begun(*periods.parse(period)):
                period = period[:4]
        if not period or _lacks_year(period):
            raise KejidataError(
                "the table does not state period",
                where=self.block.grid.where(line, column.at, column.text),
                rows=["headings " + self.block.header],
                remedy="head it with its year, or give a month as period= for 本月 (this month)"
                if self.base
                else "give period=, or head the columns with years or a column 年份 (year)"
                + kept("period"),
            )
        return period

    def _clash(self, line: Line, column: Column) -> KejidataError:
        cell = line.cells[column.at]
        return KejidataError(
            "a figure has no heading, or its row and its heading state the same thing",
            where=self.block.grid.where(line, column.at, column.text),
            rows=[" ".join(filter(None, [repr(cell[:100]), "under", column.text]))],
            remedy="head a column of words 备注 (note), or take it out"
            if cell and not re.search(r"\d", cell)
            else "head the column with what its row does not say: a year or an indicator",
        )


def _no_figures(block: Block) -> KejidataError:
    return KejidataError(
        "the table does not state value: it has no column of figures",
        where=f"{block.grid.place}, line {block.top.number}",
        rows=["headings " + block.header],
        remedy="head a column 数值 (value), or with an indicator or a year",
    )


def _some_regions(block: Block, others: Sequence[str]) -> KejidataError:
    return KejidataError(
        "some columns name their region and others do not",
        where=f"{block.grid.place}, line {block.top.number}",
        rows=[repr(text[:100]) for text in others],
        remedy="head these columns with their region too, or take them out",
    )


def _lacks_year(period: str) -> bool:
    return not periods.is_period(period)


def _refuse_unknown(block: Block, found: Sequence[Column]) -> None:
    """Refuse columns beside one of values that are no measure of them."""
    if "value" not in block.keys.values():
        return
    unknown = [c.text for c in found if block.keys.get(c.at) != "value" and c.heading.names]
    if unknown:
        raise KejidataError(
            "the table has columns that are not known",
            where=f"{block.grid.place}, line {block.top.number}",
            rows=[repr(text[:100]) for text in unknown],
            remedy="drop them, or name them region, indicator, period, value, unit, measure, bound,"
            " among, status, vintage, source, quote or note",
        )


def _refuse_ragged(block: Block, line: Line) -> None:
    """Refuse a row of a text file that has not the cells of its header: a comma went astray."""
    width = len(block.paths)
    if any(line.cells[width:]) or len(line.cells) < width:
        raise KejidataError(
            f"the row has {len(line.cells)} cells where the header has {width} columns",
            where=f"{block.grid.place}, line {line.number}",
            rows=[",".join(line.cells)[:200]],
            remedy="quote cells that hold a comma, and give every column a heading",
        )
