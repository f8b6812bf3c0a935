"""What the labels of rows name: a part, or a measure alone, is completed by the rows above it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from kejidata.errors import KejidataError
from kejidata.model.labels import fold
from kejidata.tables.layout.blocks import Block
from kejidata.tables.meaning import heading, scopes, unnamed, words
from kejidata.tables.meaning.heading import Heading
from kejidata.tables.meaning.marks import bare, begins_a_list, is_part, level
from kejidata.tables.meaning.units_text import (
    counts,
    counts_by_name,
    is_money,
    is_money_by_name,
)
from kejidata.tables.meaning.wholes import as_part, completes
from kejidata.tables.parse_row import Rules
from kejidata.tables.source.grid import Line

TITLE = -9
"""The level of the scope that a title states: outside those of groups, which stand below 0."""


class RowLabels:
    """The labels of a block's rows, in their order.

    `last` is what the row before named, `whole` the last that was no part (其中), `top` the last
    that is no part by its number either, `above` what stands at each level of a numbered list, and
    `scopes` whose figures follow, by the level of the line without figures that says so: twice that
    of its number, and odd where it has none.
    """

    def __init__(self, block: Block, rules: Rules, base: str) -> None:
        self.block = block
        self.known = rules.indicators
        self.units = rules.units
        self.base = base
        self.last = self.whole = self.top = Heading("")
        self.above: dict[int, Heading] = {}
        self.scopes: dict[int, Heading] = {}
        self._opened = False
        self._among = False
        self._groups: tuple[str, ...] = ()
        self._read: dict[str, Heading] = {}
        self._headings = deque(block.skipped)

    def said(self, label: str) -> Heading:
        """Return what the label of a row states, completed by the labels above it."""
        found = self._read.get(label) or heading.read([label], self.known, self.base)
        self._read[label] = found
        if found.measure and not found.names:
            return found._replace(names=self.last.names)
        if self.last.names and unnamed.belongs_to_the_figure(found.names, self.known):
            named = unnamed.of_figure(self.last.names, found.names[0], found.unit)
            return found._replace(names=named)
        part = is_part(label) or self._among or self._follows_a_part(found)
        self._among = False
        if part and self.whole.names:
            alone = self._tells_all(found, self.whole)
            names = found.names
            names = as_part(names, self.known) if alone else (*self.whole.names, *names)
            found = found._replace(names=names, unit=found.unit or self.whole.unit)
        elif not part:
            found = self.whole = self._numbered(label, found)
        self.last = found._replace(part=part)
        return found

    def _follows_a_part(self, found: Heading) -> bool:
        """Tell whether a row behind a part is one: 实用新型 (utility models) behind 其中：发明."""
        alone = self.last.part and len(found.names) == 1
        return alone and completes(self.whole.names, found.names[0], self.known)

    def enter(self, groups: tuple[str, ...]) -> None:
        """Begin the rows of other groups, from the coarsest: what stood above goes on no more."""
        if groups == self._groups:
            return
        self._groups = groups
        self.last = self.whole = self.top = Heading("")
        self.above = {}
        self.scopes = {at: held for at, held in self.scopes.items() if at == TITLE}
        for at, label in enumerate(groups, TITLE + 1):
            if self._keep(label, at):
                # 数量 (number) under 高新技术企业 (high-tech enterprises) is that of them.
                self.last = Heading("", self.scopes[at].names)

    def _keep(self, label: str, at: int) -> bool:
        """Keep whose figures a label says that follow; tell whether it does, and is no theme."""
        name = "" if words.parts(bare(label)) else scopes.of_heading(label)
        if name:
            read = heading.read([label], self.known, self.base)
            self.scopes[at] = read._replace(names=(name,))
        return bool(name)

    def _numbered(self, label: str, found: Heading) -> Heading:
        """Return a label as a part of the one above it whose number stands higher: 一、, （一）."""
        depth = level(label)
        if depth:
            self._close(label, depth)
        above = [self.above[one] for one in sorted(self.above) if one < depth]
        if above and above[-1].names and found.names and not self._tells_all(found, above[-1]):
            found = found._replace(names=(*above[-1].names, *found.names))
        elif found.names:
            found = self.top = self._scoped(found)
        self.above = {one: held for one, held in self.above.items() if 0 < one < depth}
        if depth:
            self.above[depth] = found
        return found

    def _close(self, label: str, depth: int) -> None:
        """End the scopes that a number ends; a list that begins under one stands within it."""
        if self._opened and begins_a_list(label):
            last = max(self.scopes)
            outer = {at: held for at, held in self.scopes.items() if at < min(last, 2 * depth - 1)}
            self.scopes = {**outer, 2 * depth - 1: self.scopes[last]}
        else:
            self.scopes = {at: held for at, held in self.scopes.items() if at < 2 * depth}
        self._opened = False

    def _scoped(self, found: Heading) -> Heading:
        """Return a label with whose figures it states, by the lines without figures above it."""
        # What counts something itself heads no row that does too: its own figure is not there.
        held = [self.scopes[at] for at in sorted(self.scopes)]
        held = [one for one in held if not (one.unit and found.unit) or self._doubted(one, found)]
        for line in held:
            self._refuse_other_kind(line, found)
        if self._is_known(found.names):
            # 基础研究经费 under R&D经费 is known itself; under 企业 (firms) it is that of firms.
            held = [
                one for one in held if not self._is_known(one.names) or scopes.owner(one.names[0])
            ]
        names = scopes.joined([one.names[0] for one in held], found.names)
        unit = found.unit or next((one.unit for one in reversed(held) if one.unit), "")
        return found._replace(names=names, unit=unit)

    def _doubted(self, line: Heading, found: Heading) -> bool:
        """Refuse a row under a line that counts in the same unit, of which it may be a part."""
        if line.unit == found.unit and not self._is_known(found.names):
            raise _two_meanings(self.block, line, found)
        return False

    def _refuse_other_kind(self, line: Heading, found: Heading) -> None:
        """Refuse a count under a line known as a sum of money, or the other way: no part of it."""
        unit = self.units.get(self.known.get(fold(line.names[0]), ""), "")
        if not unit or self._is_known(found.names) or scopes.owner(line.names[0]):
            return
        said, name = found.unit, found.names[-1]
        count = counts(said) if said else counts_by_name(name)
        money = is_money(said) if said else is_money_by_name(name)
        if (is_money(unit) and count) or (counts(unit) and money):
            raise _two_meanings(self.block, line, found)

    def pass_headings(self, line: Line) -> None:
        """Leave the labels above the lines without figures that stand before a row.

        What follows 按来源分 (by source) is parts of the figure before it.
        """
        while self._headings and self._headings[0].number < line.number:
            label = next(filter(None, self._headings.popleft().cells))
            if self._pass(label):
                continue
            depth = level(label)
            self._numbered(label, Heading(""))
            if words.parts(bare(label)):
                self.above[depth] = self.top
            self._open(label, depth)

    def _pass(self, label: str) -> bool:
        """Leave the figure before a line without one; tell whether it only says 其中 (of which).

        A measure behind the line is none of a figure before it, but may be of what the line names.
        """
        name = bare(label).rstrip(":：")
        if not name:
            self._among = True
        elif not words.parts(name):
            named = scopes.of_heading(label)
            whole = bool(named) and not scopes.is_owner(named)
            read = heading.read([label], self.known, self.base) if whole else Heading("")
            self.last = self.whole = read
        return not name

    def _open(self, label: str, depth: int) -> None:
        """Keep whose figures stand under a line without figures, until one of its level follows."""
        at = 2 * depth
        if not depth:
            self.scopes = {
                one: held for one, held in self.scopes.items() if one < 0 or one % 2 == 0
            }
            at = 2 * max(self.above, default=0) + 1
        self._opened = self._keep(label, at) and not depth

    def _tells_all(self, found: Heading, whole: Heading) -> bool:
        """Tell whether a part is known by its own name, and is not that of the whole's owner."""
        if not self._is_known(found.names):
            return False
        owned = scopes.owner(whole.names[0]) and not scopes.owner(found.names[0])
        return not owned

    def _is_known(self, names: Sequence[str]) -> bool:
        return len(names) == 1 and fold(names[0]) in self.known


def _two_meanings(block: Block, line: Heading, row: Heading) -> KejidataError:
    """Return the error for a line that may head the rows under it or lack its own figure."""
    return KejidataError(
        "a line without a figure may be a heading of the next row or an indicator of its own",
        where=block.grid.place,
        rows=[repr(line.text[:100]), repr(row.text[:100])],
        remedy="write - where nothing was published; take the unit out of a heading",
    )
