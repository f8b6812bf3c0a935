"""The figures of a block: each cell with what its row and its column state of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kejidata.errors import KejidataError
from kejidata.model import totals
from kejidata.model.labels import fold
from kejidata.tables import misfits, titles
from kejidata.tables.figure import Figure, Head
from kejidata.tables.given import Given, kept
from kejidata.tables.heads import Heads
from kejidata.tables.labels import Labels
from kejidata.tables.layout import columns
from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.column import Column
from kejidata.tables.layout.stub_columns import stub_of
from kejidata.tables.layout.stubs import Row
from kejidata.tables.meaning import heading, periods_text, scopes
from kejidata.tables.meaning.heading import RATES, Heading
from kejidata.tables.meaning.marks import bare
from kejidata.tables.meaning.units_text import split
from kejidata.tables.meaning.wholes import completes
from kejidata.tables.row_labels import TITLE, RowLabels
from kejidata.tables.source.grid import Line


class Reader:
    """What reads the figures of one block."""

    def __init__(self, block: Block, labels: Labels, given: Given) -> None:
        self.block = block
        self.labels = labels
        self.given = given = titles.of_block(given, block)
        self.known = labels.rules.indicators
        self.stub = stub_of(block, labels)
        self.base = periods_text.iso(block.stated.period) or given.period
        self.named = block.stated.indicator or self._given_indicator() or self._titled()
        self.scope = next(filter(None, map(scopes.of_title, block.titles)), "")
        self.columns = self._columns()
        if not self.columns:
            raise misfits.no_figures(block)
        self.region = self._one_region()
        self.heads = Heads(block, self.stub, self.base, given)
        self.row_labels = RowLabels(block, labels.rules, self.base)
        if self.scope and self.stub.kind is None:
            self.row_labels.scopes[TITLE] = Heading("", (self.scope,))

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
        paths = [block.paths[at] for at in block.columns if at not in block.keys]
        if self.stub.indicator is not None or "value" in block.keys.values():
            return ""
        if any(heading.read(path, known, self.base).names for path in paths):
            return ""
        told = [text for title in block.titles for text in (bare(title), scopes.told_by(title))]
        # R&D经费(亿元) may head the column of regions beside those of years.
        corner = [text for at in self.stub.regions for text in block.paths[at]]
        told += [text for text in corner if split(text)[1]]
        return next((one for one in told if self.labels.known_indicator([split(one)[0]])), "")

    def _columns(self) -> list[Column]:
        """Return the columns of figures, those of a region told from those of an indicator."""
        by_row = bool(self.named) or self.stub.indicator is not None
        found = columns.figures(self.block, self.known, self.base, by_row)
        if (
            self.base == self.given.period
            and self.base
            and self._leans_on(self.base, found, by_row)
        ):
            self.given.take("period")
        one_region = self.given.region or self.block.stated.region
        if not self.stub.regions and (not one_region or self._are_regions(found, by_row)):
            found = [self._regional(column, by_row) for column in found]
        if self.scope and not by_row:
            found = [self._scoped(column) for column in found]
        if self.named and self.named == self.given.indicator:
            if self.stub.regions and self._parts_of_the_given(found):
                self.given.take("indicator")
                self.named, found = "", [self._part(column) for column in found]
            elif any(column.heading.names for column in found):
                # Nothing is taken: the argument is refused as one that changes nothing.
                self.named = ""
            else:
                self.given.take("indicator")
        return found

    def _leans_on(self, base: str, found: Sequence[Column], by_row: bool) -> bool:
        """Tell whether headings name a period only with the help of the table's, or take it."""
        read = [heading.read(path, self.known) for path in self.block.paths]
        if [heading.read(path, self.known, base) for path in self.block.paths] != read:
            return True
        if not any(c.heading.period == base != read[c.at].period for c in found):
            return False
        try:
            return columns.figures(self.block, self.known, "", by_row) != found
        except KejidataError:  # A rank beside figures of several years is of none for sure.
            return True

    def _are_regions(self, found: Sequence[Column], by_row: bool) -> bool:
        """Tell whether every column is headed with a known region over what it holds.

        Where rows name the indicators, names over all columns are regions too, if one is a total.
        """
        names = [column.heading.names for column in found]
        if by_row and all(names) and any(totals.is_whole(one[-1]) for one in names):
            return not self._are_parts([one[-1] for one in names])
        return all(len(one) > 1 and bool(self.labels.known_region(one[0])) for one in names)

    def _are_parts(self, names: Sequence[str]) -> bool:
        """Tell whether one of some names is known as a part of the indicator that is given."""
        whole = split(self.given.indicator)[0]
        return bool(whole) and any(completes([whole], name, self.known) for name in names)

    def _parts_of_the_given(self, found: Sequence[Column]) -> bool:
        """Tell whether columns part the indicator that is given: 合计, 企业, 高校 (all, firms)."""
        names = [column.heading.names for column in found]
        plain = all(len(one) == 1 and fold(one[0]) not in self.known for one in names)
        return plain and any(totals.is_total(one[0]) for one in names)

    def _part(self, column: Column) -> Column:
        """Return a column as a part of the indicator that is given, or as all of it."""
        whole, over = heading.read([self.given.indicator], self.known), column.heading
        parts = tuple(name for name in over.names if not totals.is_total(name))
        own = over.unit or ("" if over.measure in RATES else whole.unit)
        return column._replace(heading=over._replace(names=(*whole.names, *parts), unit=own))

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
            raise misfits.some_regions(self.block, [c.text for c in self.columns if not c.region])
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
        misfits.refuse_unknown(self.block, self.columns)
        misfits.refuse_shared(self.block, self.columns)
        fixed = heading.read([self.named], self.known, self.base) if self.named else None
        headed = [column for column in self.columns if column.text]
        heads: dict[tuple[object, ...], list[tuple[Column, Head]]] = {}
        for line, row in list(self._rows()):
            self._refuse_headless(line)
            self.row_labels.pass_headings(line)
            said = fixed or self._said(row)
            parts = self._parts(row)
            key = said, row.period, row.unit, parts
            if key not in heads:
                stated = [(one, self.heads.of(line, one, row, said)) for one in headed]
                heads[key] = [
                    (one, head._replace(names=(*head.names, *parts))) for one, head in stated
                ]
            cells = line.shown
            for column, head in heads[key]:
                region, extras = row.region or self._region(column), row.extras
                if column.heading.status:
                    extras = {**extras, "status": extras.get("status") or column.heading.status}
                yield Figure(line, column, cells[column.at], region, head, extras)

    def _said(self, row: Row) -> Heading:
        """Return what the label of a row states, whose groups may say of whom it tells."""
        if not row.indicator:
            return Heading("")
        self.row_labels.enter(row.groups)
        return self.row_labels.said(row.indicator)

    def _parts(self, row: Row) -> tuple[str, ...]:
        """Return which part of its figures a row of kinds (行业: industry) holds; none for all."""
        said = self.row_labels.said(row.kind).names if row.kind else ()
        return tuple(name for name in said if not totals.is_total(name))

    def _refuse_headless(self, line: Line) -> None:
        """Refuse a figure in a column without a heading; such a column may well be empty."""
        for column in self.columns:
            if not column.text and line.cells[column.at]:
                raise self.heads.clash(line, column)

    def _rows(self) -> Iterator[tuple[Line, Row]]:
        """Yield the rows with what they say of themselves: an unknown label is told first."""
        for line in self.block.rows:
            misfits.refuse_ragged(self.block, line)
            yield line, self.stub.row(line)

    def _region(self, column: Column) -> str:
        """Return the region of a column, or of the whole table."""
        if not column.region:
            return self.region
        block = self.block
        return self.labels.region(
            column.region, lambda: block.grid.where(block.top, column.at, "region")
        )
