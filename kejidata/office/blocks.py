"""What a report is made of, whatever file it goes into: chapters of blocks, and their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from kejidata.display.table_output import Table
from kejidata.model.terms import Lang
from kejidata.publish.page.footnotes import Source
from kejidata.publish.stored_picture import Png
from kejidata.wording.origin_lines import OriginText, Part
from kejidata.wording.phrases import joined, text


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph; a number of a narrative has its origin."""

    text: str
    origin: OriginText | None = None
    strong: bool = False
    code: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 begins a chapter."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text, or an item of a list, whose mark stands before it."""

    runs: Sequence[Run]
    mark: str = ""

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Lines:
    """Text whose lines stay as they are: code, and what a cell printed."""

    text: str


@dataclass(frozen=True)
class TableBlock:
    """A table with its number in the report and its title."""

    number: int
    title: str
    table: Table


@dataclass(frozen=True)
class FigureBlock:
    """A picture with its number in the report.

    Parameters
    ----------
    title
        The finding.
    source
        The source line; empty where none is known.
    alt
        What it shows, in words, for those who cannot see it.
    picture
        The PNG.
    head, foot
        The shares of its height, from above and below, that repeat title and source line.
    data
        The rows drawn; None where they are not known.
    """

    number: int
    title: str
    source: str
    alt: str
    picture: Png
    head: float = 0.0
    foot: float = 0.0
    data: pd.DataFrame | None = None


Block = Heading | Paragraph | Lines | TableBlock | FigureBlock
Kind = Literal["table", "figure"]


@dataclass(frozen=True)
class Report:
    """The report in one language: what it is called, how old its data is, chapters and sources."""

    lang: Lang
    title: str
    year: str
    chapters: Sequence[Sequence[Block]]
    sources: Mapping[str, Source] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of all chapters."""
        for chapter in self.chapters:
            yield from chapter

    @property
    def date(self) -> str:
        """The date of the data in words: the year of its newest source; empty where none has one.

        The day on which a file is made is not told: the same data gives the same file.
        """
        return text(self.lang, "office.date", year=self.year) if self.year else ""


def label(kind: Kind, number: int, lang: Lang) -> str:
    """Return what a table or a picture is called.

    Examples
    --------
    >>> label("table", 3, "zh"), label("figure", 1, "en")
    ('表3', 'Figure 1')
    """
    return text(lang, "office.label", kind=text(lang, f"office.{kind}"), n=number)


def origin_words(origin: OriginText, lang: Lang, sources: Mapping[str, Source]) -> str:
    """Return all that is known about where a number comes from, in one line.

    Examples
    --------
    >>> origin_words(OriginText("5%", "x / y", ("up 5%",), ("our survey",)), "en", {})
    'Formula: x ÷ y; Wording: “up 5%”; Source: our survey'
    """
    shown: dict[Part, Callable[[str], str]] = {
        "formula": str,
        "quote": lambda words: text(lang, "office.quote", words=words),
        "source": lambda name: sources[name].title if name in sources else name,
    }
    parts = [
        text(
            lang,
            "list.titled",
            title=text(lang, f"footnote.{part}"),
            text=joined(map(shown[part], said), lang, "phrase"),
        )
        for part, said in origin.grouped(lang)
    ]
    return joined(parts, lang, "clause")
