"""Text out of Word and PDF files; what is damaged or made to harm is refused."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any
from xml.parsers import expat

from kejidata.errors import KejidataError
from kejidata.reports.source.footnotes import is_mark
from kejidata.reports.source.limits import (
    ELEMENTS,
    PAGE_MARKUP,
    columns,
    most_characters,
    too_long,
)

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

DEEPEST = 1000
"""Elements within each other; a document has some dozens."""
CHUNK = 1 << 20
"""Bytes that are unpacked at a time."""
MARKUP = 100
"""Bytes of XML for each character that a Word document may hold."""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑"}
_TWICE = frozenset(("moveFrom", "Fallback"))
"""What stands elsewhere, too: text where it was before a move, a text box for older programmes."""
_UNSAID = frozenset(("vanish", "strike", "dstrike"))
"""Properties of text that is hidden or struck out."""
_OFF = frozenset(("0", "false", "off"))
"""Values by which a property says that it does not hold."""


class _Forbidden(Exception):
    """The XML declares entities or nests without end, which no Word document does."""


def docx_text(data: bytes, name: str) -> str:
    """Return the text of a Word document, a paragraph a line and a table's cells parted by |.

    Foot- and endnotes follow at the end; text that is hidden or struck out, what is stored twice,
    and the raised number of a note (not that of m²) are left out.

    Parameters
    ----------
    data
        The bytes of the .docx.
    name
        The file, for the message.

    Raises
    ------
    KejidataError
        The file is no Word document, damaged, encrypted, or unpacks to more than a document holds.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            notes = [part for part in _PARTS[1:] if part in archive.namelist()]
            return "".join(_part(archive, part, len(data), name) for part in (_PARTS[0], *notes))
    except (KejidataError, MemoryError):
        raise
    except (expat.ExpatError, _Forbidden, ValueError):
        raise _refused("the .docx holds no well-formed document", name) from None
    except Exception:  # packed data is damaged in more ways than its libraries name
        raise _refused("the .docx is damaged or encrypted", name) from None


def _part(archive: zipfile.ZipFile, part: str, size: int, name: str) -> str:
    """Return the text of a part of a Word document."""
    with archive.open(part) as file:
        return _word_text(file, size, name)


def _refused(what: str, name: str) -> KejidataError:
    return KejidataError(
        what, where=name, remedy="open it in Word or WPS and save it as .docx without a password"
    )


def _word_text(part: IO[bytes], size: int, name: str) -> str:
    """Return the text of document.xml; no entity is resolved, because none may be declared."""
    word = _Word()
    most, unpacked = most_characters(size), 0
    while chunk := part.read(CHUNK):
        unpacked += len(chunk)
        word.parser.Parse(chunk, False)
        if max(word.characters, word.elements / ELEMENTS, unpacked / MARKUP) > most:
            raise too_long(size, name)
    word.parser.Parse(b"", True)
    return "".join(word.pieces)


class _Word:
    """What a parser of a part has met: the pieces of text, and the elements it is inside."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.characters = 0
        self.elements = 0
        self._inside: list[str] = []
        self._twice = 0
        self._columns = 1
        self._hidden = self._raised = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._forbid
        self.parser.StartDoctypeDeclHandler = self._forbid

    def _add(self, piece: str) -> None:
        if piece and not (self._twice or self._hidden):
            self.pieces.append(piece)
            self.characters += len(piece)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        local = _local(tag)
        self._inside.append(local)
        if len(self._inside) > DEEPEST:
            raise _Forbidden
        self._twice += local in _TWICE
        # The mark of a paragraph may be hidden, too: that hides no text.
        if self._inside[-3:-1] == ["r", "rPr"]:
            self._hidden |= local in _UNSAID and not _OFF & set(attributes.values())
            self._raised |= local == "vertAlign" and "superscript" in attributes.values()
        if local == "gridSpan":
            self._columns = columns(next(iter(attributes.values()), ""))
        self._add(_SIGNS.get(local, ""))

    def _end(self, tag: str) -> None:
        local = self._inside.pop()
        self._twice -= local in _TWICE
        if local == "r":
            self._hidden = self._raised = False
        in_cell = "tc" in self._inside
        bars = "|" * self._columns
        self._add({"p": "" if in_cell else "\n", "tc": bars, "tr": "\n"}.get(local, ""))
        self._columns = 1 if local == "tc" else self._columns

    def _text(self, data: str) -> None:
        marks = self._raised and is_mark(data, "".join(self.pieces[-1:]))
        if self._inside and self._inside[-1] == "t" and not marks:
            self._add(data)

    def _forbid(self, *_: object) -> None:
        raise _Forbidden


def _local(tag: str) -> str:
    """Return a Word element's name; of other vocabularies, only text of formulas has one."""
    space, _, local = tag.rpartition(" ")
    read = space in (_WORD, _STRICT)
    read = read or (space in _MATHS and local == "t") or (space == _COMPATIBLE and local in _TWICE)
    return local if read else ""


def pdf_text(data: bytes, name: str) -> str:
    """Return the text layer of a PDF, page after page.

    Parameters
    ----------
    data
        The bytes of the .pdf.
    name
        The file, for the message.

    Raises
    ------
    KejidataError
        The extra is not installed, or the file is encrypted, damaged or a scan without text.
    """
    try:
        import pypdf
    except ModuleNotFoundError:
        raise KejidataError(
            "reading a PDF needs the extra that is not installed",
            where=name,
            remedy="pip install 'kejidata[pdf]', or save the report as .docx or .txt",
        ) from None
    try:
        with _quiet("pypdf"):
            text = _pages(pypdf.PdfReader(io.BytesIO(data)), len(data), name)
    except (KejidataError, MemoryError):
        raise
    except Exception as error:  # a damaged file fails in many ways, none of which the reader knows
        raise KejidataError(
            "the PDF is damaged or encrypted",
            where=name,
            rows=[" ".join(f"{type(error).__name__}: {error}".split())[:200]],
            remedy="open it, print it to a new PDF, or save it as .docx or .txt",
        ) from None
    if not text.strip():
        raise KejidataError(
            "the PDF holds pictures of pages and no text",
            where=name,
            remedy="run text recognition (OCR) on it first and give the text",
        )
    return text


def _pages(reader: PdfReader, size: int, name: str) -> str:
    """Return the text of all pages, one after the other."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise KejidataError(
            "the PDF is encrypted", where=name, remedy="save a copy without the password"
        )
    pages: list[str] = []
    left = most_characters(size)
    marks = PAGE_MARKUP * left
    for page in reader.pages:
        marks -= _marks(page)
        if marks >= 0:
            pages.append(page.extract_text())
            left -= len(pages[-1])
        if min(left, marks) < 0:
            raise too_long(size, name)
    return "\n".join(pages)


def _marks(page: PageObject) -> int:
    """Return how many bytes of marks a page holds, those of its forms once; at least one."""
    contents = page.get_contents()
    # An object without keys is empty, and has data all the same.
    found = 0 if contents is None else len(contents.get_data())
    seen = set[int]()
    open_: list[Mapping[str, Any]] = [page]
    while open_:
        for form in _below(_below(open_.pop(), "/Resources"), "/XObject").values():
            held = form.get_object()
            is_form = isinstance(held, Mapping) and held.get("/Subtype") == "/Form"
            if is_form and id(held) not in seen:
                seen.add(id(held))
                found += len(held.get_data()) if hasattr(held, "get_data") else 0
                open_.append(held)
    return found + 1


def _below(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the dictionary of that name in another of a PDF, empty where there is none."""
    found = holder.get(name)
    held = found.get_object() if found is not None else None
    return held if isinstance(held, Mapping) else {}


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a library from muttering about a damaged file: the error says it better."""
    log = logging.getLogger(name)
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)
