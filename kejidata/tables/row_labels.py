"""What the labels of rows name: a part, or a measure alone, is completed by the rows above it."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Sequence

from kejidata.model.labels import fold
from kejidata.tables.layout.blocks import Block
from kejidata.tables.meaning import heading, unnamed, words
from kejidata.tables.meaning.heading import Heading
from kejidata.tables.meaning.marks import bare, is_part, level
from kejidata.tables.source.grid import Line


class RowLabels:
    """The labels of a block's rows, in their order.

    `last` is what the row before named, `whole` the last that was no part (其中), `top` the last
    that is no part by its number either, `above` what stands at each level of a numbered list.
    """

    def __init__(self, block: Block, known: Container[str], base: str) -> None:
        self.known = known
        self.base = base
        self.last = self.whole = self.top = Heading("")
        self.above: dict[int, Heading] = {}
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
        if is_part(label) and self.whole.names and not self._is_known(found.names):
            names, unit = (*self.whole.names, *found.names), found.unit or self.whole.unit
            found = found._replace(names=names, unit=unit)
        elif not is_part(label):
            found = self.whole = self._numbered(label, found)
        self.last = found
        return found

    def _numbered(self, label: str, found: Heading) -> Heading:
        """Return a label as a part of the one above it whose number stands higher: 一、, （一）."""
        depth = level(label)
        above = [self.above[one] for one in sorted(self.above) if one < depth]
        if above and above[-1].names and found.names and not self._is_known(found.names):
            found = found._replace(names=(*above[-1].names, *found.names))
        elif found.names:
            self.top = found
        self.above = {one: held for one, held in self.above.items() if 0 < one < depth}
        if depth:
            self.above[depth] = found
        return found

    def pass_headings(self, line: Line) -> None:
        """Leave the labels above the lines without figures that stand before a row.

        What follows 按来源分 (by source) is parts of the figure before it.
        """
        while self._headings and self._headings[0].number < line.number:
            label = next(filter(None, self._headings.popleft().cells))
            self._numbered(label, Heading(""))
            if level(label) and words.parts(bare(label)):
                self.above[level(label)] = self.top

    def _is_known(self, names: Sequence[str]) -> bool:
        return len(names) == 1 and fold(names[0]) in self.known
