"""Notes at the end of the document, which python-docx does not know: a part of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from kejidata.office.word.fields import XML, element
from kejidata.office.word.styles import NOTE

_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
"""Notes that Word needs before any other: the lines above the notes."""


@dataclass
class Notes:
    """The notes of a document in their order: the words that a note explains, and what it says."""

    told: list[tuple[str, str]] = field(default_factory=list)

    def refer(self, paragraph: Paragraph, number: str, origin: str) -> None:
        """Append a reference to a new note, raised, in brackets: no digit looks like a power."""
        self.told.append((number, origin))
        for part in ("[", str(len(self.told)), "]"):
            run = paragraph.add_run("" if part.isdigit() else part)
            run.font.superscript = True
            if part.isdigit():
                run._r.append(element("endnoteReference", id=part))

    def attach(self, document: Document) -> None:
        """Add the part that holds the notes to a document, where they are numbered 1, 2, 3."""
        if not self.told:
            return
        style = document.styles[NOTE].style_id
        lines = "".join(
            f'<w:endnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
            "</w:endnote>"
            for number, kind in _SEPARATORS.items()
        )
        notes = "".join(_note(at, style, *words) for at, words in enumerate(self.told, start=1))
        part = Part(
            PackURI("/word/endnotes.xml"),
            CONTENT_TYPE.WML_ENDNOTES,
            f"{XML}<w:endnotes {nsdecls('w')}>{lines}{notes}</w:endnotes>".encode(),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)
        document.sections[0]._sectPr.insert_element_before(_numbered(), "w:type", "w:pgSz")
        settings = _numbered()
        for number in _SEPARATORS:
            settings.append(element("endnote", id=str(number)))
        compat = document.settings.element.find(qn("w:compat"))
        assert compat is not None
        compat.addprevious(settings)


def _numbered() -> BaseOxmlElement:
    """Return the properties of notes that are numbered 1, 2, 3."""
    properties = element("endnotePr")
    properties.append(element("numFmt", val="decimal"))
    return properties


def _note(number: int, style: str, words: str, origin: str) -> str:
    """Return a note: its number, the words that it explains, and their origin."""
    return (
        f'<w:endnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"<w:r><w:endnoteRef/></w:r>{_run('  ')}"
        f"{_run(words, '<w:b/>')}{_run('  ' + origin)}</w:p></w:endnote>"
    )


def _run(text: str, look: str = "") -> str:
    """Return a run of text."""
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
