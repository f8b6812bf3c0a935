"""The stub of a block: the columns that name its rows, and what each row says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kejidata.errors import KejidataError
from kejidata.model import totals
from kejidata.tables.labels import Labels
from kejidata.tables.layout.blocks import Block
from kejidata.tables.meaning import heading, periods_text
from kejidata.tables.meaning.marks import unmarked
from kejidata.tables.meaning.units_text import unit_of
from kejidata.tables.source.grid import Line

CODE = re.compile(r"\d{6}(?:0{6})?(?:\.0+)?")
"""The code of a division, of six or twelve digits, as text or as a number of a spreadsheet."""


class Row(NamedTuple):
    """What a row says of itself: region as a code, the rest as written."""

    region: str
    indicator: str
    period: str
    unit: str
    extras: Mapping[str, str]
    groups: tuple[str, ...] = ()
    kind: str = ""


@dataclass
class Stub:
    """The key columns of a block; `regions` has the finest first."""

    block: Block
    labels: Labels
    regions: Sequence[int] = ()
    codes: Sequence[int] = ()
    indicator: int | None = None
    periods: Sequence[int] = ()
    unit: int | None = None
    serial: int | None = None
    extras: Mapping[str, int] = field(default_factory=dict)
    groups: Sequence[int] = ()
    kind: int | None = None
    above: dict[int, str] = field(default_factory=dict)

    def row(self, line: Line) -> Row:
        """Return what a row says of itself; an empty cell of a merged column has the text above.

        Raises
        ------
        KejidataError
            A region or a period is unknown, or code and name are those of two regions.
        """
        cells = self._filled(line)
        period = ""
        for at in self.periods:
            period = heading.joined(period, self._period(cells[at], line, at))
        *groups, indicator = self._names(cells)
        return Row(
            self._region(cells, line),
            indicator,
            period,
            "" if self.unit is None else unit_of(cells[self.unit]) or cells[self.unit],
            {name: cells[at] for name, at in self.extras.items()},
            tuple(groups),
            "" if self.kind is None else cells[self.kind],
        )

    def _names(self, cells: Sequence[str]) -> list[str]:
        """Return the groups of a row and its indicator, which is the finest that it names."""
        if self.indicator is None:
            return [""]
        return [cells[at] for at in (*self.groups, self.indicator) if cells[at]] or [""]

    def _filled(self, line: Line) -> list[str]:
        """Return the cells of a row, its empty keys filled from above where another key is not."""
        cells = line.cells
        stub = [*self.regions, *self.periods, *self.groups]
        stub += [at for at in (self.indicator, self.kind) if at is not None]
        keyed = stub if self.unit is None else [*stub, self.unit]
        if all(at < len(cells) and cells[at] for at in keyed):
            self.above = {at: cells[at] for at in keyed}
            return cells
        cells = cells + [""] * (len(self.block.paths) - len(cells))
        first = next((at for at in sorted(stub) if cells[at]), len(cells))
        for at in keyed:
            # Only what stands left of a filled key was merged; a finer key may well be empty.
            left = at in stub and at < first < len(cells)
            if not cells[at] and (left or self._merged(line, at)):
                cells = [*cells[:at], self.above.get(at, ""), *cells[at + 1 :]]
        self.above |= {at: cells[at] for at in keyed if cells[at]}
        return cells

    def _merged(self, line: Line, at: int) -> bool:
        return any(a.top < line.row <= a.bottom and a.left == at for a in self.block.grid.merged)

    def _period(self, cell: str, line: Line, at: int) -> str:
        if not cell:
            return ""
        cell = periods_text.counted(cell, "".join(self.block.paths[at]))
        period = periods_text.iso(cell) or periods_text.day(cell)
        if period or periods_text.partial(cell):
            return period or cell
        raise KejidataError(
            "the period is not an ISO 8601 year, month or interval of either",
            where=self.block.grid.where(line, at, "period"),
            rows=[repr(cell[:100])],
            remedy="write 2020, 2020-06, 2020-01/2020-11 or 2016/2020",
        )

    def _region(self, cells: Sequence[str], line: Line) -> str:
        """Return the finest region that a row names; a total of the finer is the coarser one."""
        if not self.regions:
            return ""
        if self.serial is not None and not cells[self.regions[0]]:
            # 合计 (total) is often merged over the number of the row and its region.
            total = cells[self.serial]
            if totals.is_total(unmarked(total)):
                return self.labels.region(
                    total, lambda: self.block.grid.where(line, self.serial or 0, "region")
                )
        held = [at for at in self.regions if cells[at]]
        while len(held) > 1 and totals.sums_up(unmarked(cells[held[0]])):
            held = held[1:]
        if not held:
            raise KejidataError(
                "the row does not name its region",
                where=self.block.grid.where(line, self.regions[0], "region"),
                rows=[", ".join(filter(None, cells))[:200]],
                remedy="write the region into the row, or drop the row",
            )
        at = held[0]
        outer = cells[held[1]] if len(held) > 1 else ""
        place = self.block.grid.where
        found = self.labels.region(cells[at], lambda: place(line, at, "region"), outer)
        for code_at in self.codes:
            self._check_code(cells[code_at], found, line, code_at)
        return found

    def _check_code(self, cell: str, region: str, line: Line, at: int) -> None:
        """Refuse a row whose code is that of another region than its name."""
        code = self.labels.known_region(cell.split(".")[0]) if CODE.fullmatch(cell) else ""
        if code and CODE.fullmatch(region) and code != region:
            raise KejidataError(
                "code and name of the row are those of two regions",
                where=self.block.grid.where(line, at, "region"),
                rows=[f"{cell} is {code}, the name is {region}"],
                remedy="correct the wrong one",
            )
