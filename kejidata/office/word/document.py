"""The report as a Word document: title, contents, chapters, sources, and the origins as notes."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from kejidata.display.table_output import Table
from kejidata.office.blocks import (
    Block,
    FigureBlock,
    Heading,
    Kind,
    Lines,
    Paragraph,
    Report,
    Run,
    TableBlock,
    origin_words,
)
from kejidata.office.package import FIRST_YEAR, fixed, title
from kejidata.office.word.fields import (
    Entry,
    add_bookmark,
    add_contents,
    add_field,
    update_on_opening,
)
from kejidata.office.word.notes import Notes
from kejidata.office.word.pictures import add_picture
from kejidata.office.word.styles import BODY, CODE, ITEM, SOURCE, dress
from kejidata.office.word.tables import add_table
from kejidata.publish.shown_text import shown
from kejidata.wording.language import language
from kejidata.wording.phrases import marks, text
from kejidata.wording.sources import address

NO_BREAK = "\u00a0"
"""A space at which no line is broken."""
_DEEPEST = 3
"""Levels of headings that have a look of their own."""
_IN_CONTENTS = 2


def word_document(report: Report) -> bytes:
    """Return the report as a .docx, the same bytes on every run.

    Raises
    ------
    KejidataError
        A table is wider than Word can show.
    """
    return _Writer(report).written()


class _Writer:
    """A document on its way, with its notes and its headings so far."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.document = docx.Document()
        # Looked up once each: the library goes through all styles for every paragraph.
        self._style_id = cache(self.document.part.get_style_id)
        self.notes = Notes()
        self.entries: list[Entry] = []

    def written(self) -> bytes:
        """Write everything and return the bytes."""
        lang = self.report.lang
        dress(self.document, lang)
        self._say("Title", self.report.title)
        self._say("Subtitle", self.report.date)
        self._say("TOC Heading", text(lang, "page.contents"))
        contents = self._say("Normal", "")
        for block in self.report.blocks():
            self._add(block)
        self._add_sources()
        add_contents(self.entries, contents)
        self.notes.attach(self.document)
        return self._saved()

    def _say(self, style: str, words: str) -> WordParagraph:
        """Append a paragraph of words."""
        made = self.document.add_paragraph(shown(words))
        made._p.style = self._style_id(style, WD_STYLE_TYPE.PARAGRAPH)
        return made

    def _add(self, block: Block) -> None:
        """Append a block."""
        match block:
            case Heading():
                self._add_heading(block)
            case Paragraph():
                self._add_paragraph(block)
            case Lines():
                self._say(CODE, block.text)
            case TableBlock():
                self._add_caption("table", block.number, block.title, below=True)
                add_table(self.document, block.table)
                self._add_notes(block.table)
                self._add_source(block.table.source)
            case FigureBlock():
                add_picture(self.document, block)
                self._add_caption("figure", block.number, block.title, below=bool(block.source))
                self._add_source(block.source)

    def _add_heading(self, heading: Heading) -> None:
        """Append a heading; those of the first two levels stand in the contents."""
        made = self._say(f"Heading {min(heading.level, _DEEPEST)}", heading.text)
        if heading.level <= _IN_CONTENTS and heading.text:
            number = len(self.entries) + 1
            entry = Entry(heading.level, shown(heading.text), f"_Toc{number:06d}")
            add_bookmark(made, entry.bookmark, number)
            self.entries.append(entry)

    def _add_paragraph(self, paragraph: Paragraph) -> None:
        """Append a paragraph, a note behind each number with an origin."""
        made = self._say(ITEM if paragraph.mark else BODY, "")
        if paragraph.mark:
            made.paragraph_format.left_indent = Cm(1)
            made.paragraph_format.first_line_indent = -Cm(0.6)
            made.add_run(f"{paragraph.mark} ")
        for run in paragraph.runs:
            # A number stays in one line with its currency and its scale: CNY 4.06 billion.
            said = shown(run.text).replace(" ", NO_BREAK) if run.origin else shown(run.text)
            added = made.add_run(said)
            added.bold = run.strong or None
            if run.origin:
                origin = origin_words(run.origin, self.report.lang, self.report.sources)
                self.notes.refer(made, shown(run.text), shown(origin))

    def _add_caption(self, kind: Kind, number: int, title: str, *, below: bool) -> None:
        """Append a caption, whose number Word counts, on one page with what stands below it."""
        lang = self.report.lang
        name = text(lang, f"office.{kind}")
        before, after = text(lang, "office.label", kind=name, n="|").split("|")
        made = self._say("Caption", before)
        add_field(made, rf"SEQ {name} \* ARABIC", str(number))
        made.add_run(shown(f"{after}  {title}"))
        made.paragraph_format.keep_with_next = below

    def _add_notes(self, table: Table) -> None:
        """Append the reasons of a table's gaps."""
        lang, notes = self.report.lang, table.notes()
        if not notes:
            return
        made, parted = self._say(SOURCE, ""), "— "
        for reason, mark in notes.items():
            made.add_run(parted)
            made.add_run(mark).font.superscript = True
            made.add_run(shown(f" {reason}"))
            parted = marks(lang, "clause")[0]
        made.add_run(language(lang).words["list.stop"])
        made.paragraph_format.keep_with_next = bool(table.source)

    def _add_source(self, line: str) -> None:
        """Append a source line, if there is one."""
        if line:
            self._say(SOURCE, line)

    def _add_sources(self) -> None:
        """Append the list of sources, their addresses as text, and what stands above the notes.

        The notes themselves follow the last paragraph.
        """
        lang, sources = self.report.lang, self.report.sources.values()
        self._add_heading(Heading(1, text(lang, "footnote.sources")))
        for number, source in enumerate(sources, start=1):
            words = f"{source.title}  {address(source.url, lang)}"
            self._add_paragraph(Paragraph([Run(words)], f"{number}."))
        if self.notes.told:
            self._add_heading(Heading(2, text(lang, "page.origins")))
            self._say(BODY, text(lang, "office.notes"))

    def _saved(self) -> bytes:
        """Return the bytes, with the data's year in the place of the clock's."""
        core, lang = self.document.core_properties, self.report.lang
        core.title, core.language = title(self.report.title), language(lang).style.html
        core.author = core.last_modified_by = core.comments = ""
        core.created = core.modified = datetime(int(self.report.year or FIRST_YEAR), 1, 1)
        core.revision = 1
        self._number_pages()
        update_on_opening(self.document)
        page = BytesIO()
        self.document.save(page)
        return fixed(page.getvalue(), self.report.year)

    def _number_pages(self) -> None:
        """Give each page but the first its number, at its foot."""
        foot = self.document.sections[0].footer.paragraphs[0]
        foot.style = "Footer"
        foot.add_run("— ")
        add_field(foot, "PAGE", "1")
        foot.add_run(" —")
