"""The lines that tell how a table would be read: what each block, column and total is taken for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.model.registry import Registry
from kejidata.model.terms import Lang
from kejidata.model.totals import is_total
from kejidata.tables import reading
from kejidata.tables.figures import Reader
from kejidata.tables.given import Given
from kejidata.tables.labels import Labels
from kejidata.tables.layout.blocks import Block, Layout
from kejidata.tables.layout.column import Column
from kejidata.tables.meaning import unnamed
from kejidata.tables.meaning.units_text import split
from kejidata.tables.parse_row import Rules
from kejidata.tables.source.grid import Line
from kejidata.tables.source.sheets import unseen
from kejidata.wording.language import word
from kejidata.wording.messages import translated
from kejidata.wording.phrases import text

_SHOWN = 12


def preview_lines(
    place: Path,
    known: Registry,
    sheet: str | int | None,
    arguments: Mapping[str, str],
    lang: Lang,
) -> list[str]:
    """Return the lines on a file: its blocks, what is outside of them, and what would be read."""
    decided = reading.decided_of(place, sheet)
    found = reading.chosen(place, sheet, decided)
    rules = Rules.of(known, own=True)
    refusal, read = "", []
    try:
        done = reading.read(place, known, Given.of(arguments), own=True, sheet=sheet)
    except KejidataError as error:
        refusal = str(error)
        told = translated(refusal, lang).splitlines()
        read += [text(lang, "preview.refused"), *(f"  {line}" for line in told)]
        notes = unseen(found.grid)
    else:
        notes = done.notes
        read.append(text(lang, "preview.count", n=len(done.observations), unread=done.unread))
    lines = [translated(found.grid.place, lang)]
    for number, block in enumerate(found.blocks, 1):
        given = reading.completed(arguments, decided)
        lines += _Told(block, Labels(rules), given, lang, refusal).lines(number)
    read[:0] = [text(lang, "preview.note", text=translated(note, lang)) for note in notes]
    return [*lines, *_outside(found, lang), *read]


@dataclass(frozen=True)
class _Told:
    """One block, and what is told of it in a language; `refusal` is why the file is refused."""

    block: Block
    labels: Labels
    given: Given
    lang: Lang
    refusal: str

    def said(self, key: str, **slots: str | int) -> str:
        return text(self.lang, f"preview.{key}", **slots)

    def lines(self, number: int) -> Iterator[str]:
        """Yield the lines on the block."""
        block = self.block
        first, last = block.rows[0].number, block.rows[-1].number
        yield self.said(
            "block", number=number, top=block.top.number, n=len(block.rows), first=first, last=last
        )
        yield from self._stated()
        try:
            reader = Reader(block, self.labels, self.given)
        except KejidataError as error:
            if str(error) == self.refusal:
                # It is told once, below all blocks.
                return
            for told in translated(str(error), self.lang).splitlines():
                yield "  " + self.said("doubt", text=told.strip())
            return
        figures = {column.at: column for column in reader.columns}
        for at in block.columns:
            told = self._column(figures[at], reader) if at in figures else self._role(at)
            yield f"  {block.grid.letters(at)}  {told}"
        yield from self._totals(reader)
        for line in block.skipped[:_SHOWN]:
            yield "  " + self.said("skipped", line=_line(line, self.lang))

    def _stated(self) -> Iterator[str]:
        """Yield what is stated of the whole block."""
        stated = self.block.stated
        for what, said in (
            ("unit", ", ".join(stated.units)), ("indicator", stated.indicator),
            ("region", stated.region), ("period", stated.period),
        ):  # fmt: skip
            if said:
                yield "  " + self.said("whole", what=self.said(what), text=said)

    def _role(self, at: int) -> str:
        """Return what a column that holds no figures is taken for."""
        role = self.block.keys.get(at, "") or "unread"
        return self.said("note_column" if role == "note" else role)

    def _column(self, column: Column, reader: Reader) -> str:
        """Return what a column of figures is taken for."""
        over = column.heading
        names = over.names or (split(reader.named)[0],)
        if over.measure in unnamed.NAMED:
            names, over = (
                unnamed.named(names, over.measure, over.among),
                over._replace(measure="value"),
            )
        named = self._named(names, reader)
        measure = over.measure and word(self.lang, "measure", over.measure)
        measure = "" if over.measure == "value" else measure
        said = [column.region, named, measure, over.period or reader.base, over.unit]
        told = ", ".join(filter(None, said)) or self.said("figures")
        return f"{' '.join(column.text.split())}: {told}"

    def _named(self, names: Sequence[str], reader: Reader) -> str:
        """Return the code of an indicator, or its name and that the registry does not know it."""
        name = "/".join(names)
        return reader.labels.known_indicator(names) or (name and self.said("own", name=name))

    def _totals(self, reader: Reader) -> Iterator[str]:
        """Yield the rows that are totals, and that a build asks of which region they are."""
        unnamed = False
        for line in self.block.rows:
            labels = [line.cells[at] for at in reader.stub.regions if at < len(line.cells)]
            if any(map(is_total, labels)):
                yield "  " + self.said("total", line=_line(line, self.lang))
                unnamed |= not any(map(self.labels.known_region, labels))
        if unnamed and not self.given.region:
            yield "  " + self.said("doubt", text=self.said("whose_total"))


def _outside(found: Layout, lang: Lang) -> Iterator[str]:
    """Yield the lines that belong to no block, and what is hidden."""
    for line in found.outside[:_SHOWN]:
        yield text(lang, "preview.outside", line=_line(line, lang))
    if len(found.outside) > _SHOWN:
        yield text(lang, "preview.more", n=len(found.outside) - _SHOWN)
    if found.grid.hidden:
        yield text(lang, "preview.hidden", n=found.grid.hidden)


def _line(line: Line, lang: Lang) -> str:
    cells = ", ".join(" ".join(cell.split()) for cell in line.cells if cell)
    return text(lang, "preview.line", number=line.number, text=cells[:80])
