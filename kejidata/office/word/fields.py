"""Fields of Word: what it counts itself, with what it gives when the file is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""How each part of a document begins."""


class Entry(NamedTuple):
    """A line of the contents: the level of its heading, its words, the bookmark there."""

    level: int
    text: str
    bookmark: str


def element(kind: str, **attributes: str) -> BaseOxmlElement:
    """Return an element of the namespace w with attributes of it."""
    made = OxmlElement(f"w:{kind}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_field(paragraph: Paragraph, instruction: str, result: str) -> None:
    """Append a field: what Word is to count, and what is shown until it does."""
    _begin(paragraph, instruction)
    paragraph.add_run(result)
    _mark(paragraph, "end")


def _begin(paragraph: Paragraph, instruction: str) -> None:
    """Append the beginning of a field, up to its result."""
    _mark(paragraph, "begin")
    said = element("instrText")
    said.text = f" {instruction} "
    said.set(qn("xml:space"), "preserve")
    paragraph.add_run()._r.append(said)
    _mark(paragraph, "separate")


def _mark(paragraph: Paragraph, kind: str) -> None:
    """Append a mark that parts a field."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType=kind))


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark around the words of a paragraph."""
    start = element("bookmarkStart", id=str(number), name=name)
    first = paragraph._p.r_lst[0]
    first.addprevious(start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def add_contents(entries: Sequence[Entry], before: Paragraph) -> None:
    """Put a contents field before a paragraph, filled but for the pages, which only Word knows.

    Parameters
    ----------
    entries
        Headings of level 1 and 2, for which the document has the styles toc 1 and toc 2.
    before
        The paragraph before which the contents stand.
    """
    for at, entry in enumerate(entries):
        line = before.insert_paragraph_before(style=f"toc {entry.level}")
        if at == 0:
            _begin(line, r'TOC \o "1-2" \h \z \u')
        run = line.add_run(entry.text)._r
        link = element("hyperlink", anchor=entry.bookmark, history="1")
        run.addprevious(link)
        link.append(run)
        if at == len(entries) - 1:
            _mark(line, "end")


def update_on_opening(document: Document) -> None:
    """Let Word count its fields when the document is opened: pages are known nowhere else."""
    compat = document.settings.element.find(qn("w:compat"))
    assert compat is not None
    compat.addprevious(element("updateFields", val="true"))
