"""What row and column state of the figure where they meet: its names, period, measure and unit."""

from __future__ import annotations

import re

from kejidata.errors import KejidataError
from kejidata.model import periods, terms
from kejidata.tables.figure import Head
from kejidata.tables.given import Given, kept
from kejidata.tables.layout import unclear
from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.column import Column
from kejidata.tables.layout.stubs import Row, Stub
from kejidata.tables.meaning import heading, unnamed
from kejidata.tables.meaning.heading import RATES, Heading
from kejidata.tables.meaning.scales import FRACTION
from kejidata.tables.meaning.units_text import SEVERAL
from kejidata.tables.source.grid import Line
from kejidata.tables.titles import titled, year_of

# 「技术合同成交额（累计）」 (technology contracts to date), not 「累计增长」 (growth to date)
_TO_DATE = re.compile(r"累计(?!增|同比|完成|数)")
_IN_MONTH = re.compile(r"[当本单]月")
_MONTH = re.compile(r"\d{4}-\d\d")


class Heads:
    """What heads the figures of one block."""

    def __init__(self, block: Block, stub: Stub, base: str, given: Given) -> None:
        self.block = block
        self.stub = stub
        self.base = base
        self.given = given
        titles = " ".join(block.titles)[:200]
        self.to_date = bool(_TO_DATE.search(titles)) and not _IN_MONTH.search(titles)

    def of(self, line: Line, column: Column, row: Row, said: Heading) -> Head:
        """Return what row and column state of the figure where they meet.

        Raises
        ------
        KejidataError
            Both state the same thing, or neither states it.
        """
        over = column.heading
        twice = (over.names and said.names) or (over.measure and said.measure)
        if twice:
            raise self.clash(line, column)
        measure, names = over.measure or said.measure, over.names or said.names
        own = over.unit or ("" if over.measure in RATES else said.unit)
        unit = self._unit(line, column, row, own)
        among = over.among or said.among
        if measure in unnamed.NAMED:
            names = unnamed.named(names, measure, among)
            unit = unit or self._own_unit(column, measure)
            measure, among = "value", ""
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
            among,
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
        over = column.heading
        if SEVERAL in own:
            raise KejidataError(
                "the heading states two units",
                where=self.block.grid.where(line, column.at, column.text),
                rows=sorted(map(repr, own.split(SEVERAL))),
                remedy="keep the right one",
            )
        rises = over.measure == "change" and over.unit in (terms.PERCENT, terms.POINTS)
        if not row.unit or over.measure in RATES or rises:
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
            raise self.clash(line, column)
        period = heading.joined(row.period, over)
        if self.base and (not period or _lacks_year(period)):
            if self.base == self.given.period:
                self.given.take("period")
            whole = not period
            period = heading.joined(self.base, period)
            if whole and measure == "target" and periods.year_begun(*periods.parse(period)):
                period = period[:4]
        if not period or _lacks_year(period):
            raise self._undated(line, column)
        alone = _IN_MONTH.search(column.text + row.indicator)
        if self.to_date and not alone and _MONTH.fullmatch(period) and not period.endswith("-01"):
            return f"{period[:4]}-01/{period}"
        return period

    def _undated(self, line: Line, column: Column) -> KejidataError:
        """Return the error for a figure whose period lacks its year, or is stated nowhere."""
        year = year_of(self.block)
        title = titled(self.block)[0][:100]
        told = [f"title {title!r}"] if title and (year or self.given.of_title) else []
        given = "give period=, or head the columns with years or a column 年份 (year)"
        if self.given.of_title:
            given = (
                "the title does not name one period, or only that of a yearbook: give period= for"
                " this table"
            )
        elif year:
            given = (
                f"give period={year} if that is the year of the figures (period=title if the titles"
                " of these tables state theirs), or head the columns with years or a column 年份"
                " (year)"
            )
        return KejidataError(
            "the table does not state period",
            where=self.block.grid.where(line, column.at, column.text),
            rows=["headings " + self.block.header, *told],
            remedy="head it with its year, or give a month as period= for 本月 (this month)"
            if self.base
            else given + kept("period", "" if self.given.of_title else year),
        )

    def _waits_for_a_year(self, column: Column) -> bool:
        """Tell whether a heading is a period where the year, or the month, of the table is told."""
        path = self.block.paths[column.at]
        if periods.is_period(column.heading.period):
            return False
        told = [heading.read(path, (), base) for base in ("2000", "2000-09")]
        return any(one.period and not one.names for one in told)

    def clash(self, line: Line, column: Column) -> KejidataError:
        """Return the error for a figure that row and column both head, or neither."""
        cell = line.cells[column.at]
        if not self.base and self._waits_for_a_year(column):
            return self._undated(line, column)
        return KejidataError(
            "a figure has no heading, or its row and its heading state the same thing",
            where=self.block.grid.where(line, column.at, column.text),
            rows=[" ".join(filter(None, [repr(cell[:100]), "under", column.text]))],
            remedy="head a column of words 备注 (note), or take it out"
            if cell and not re.search(r"\d", cell)
            else "head the column with what its row does not say: a year or an indicator",
        )


def _lacks_year(period: str) -> bool:
    return not periods.is_period(period)
