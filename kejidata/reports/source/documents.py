"""Text out of Word, PDF and web pages; what is damaged or made to harm is refused."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from kejidata.errors import KejidataError
from kejidata.reports.source.limits import most_characters, too_long

if TYPE_CHECKING:
    from pypdf import PdfReader

DEEPEST = 1000
"""Elements within each other; a document has some dozens."""
CHUNK = 1 << 20
"""Bytes that are unpacked at a time."""
MARKUP = 100
"""Bytes of XML for each character that a Word document may hold."""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol"),
        *("p", "pre", "section", "table", "tbody", "thead", "title", "tr", "ul"),
    )
)
_SILENT = frozenset(("script", "style", "noscript", "template", "head"))
# A page says in which encoding it is.
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_-]{2,20})", re.I
)
_DECLARED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
"""Encodings that a page's word is taken for; others are tried out on its bytes."""


class _Forbidden(Exception):
    """The XML declares entities or nests without end, which no Word document does."""


def docx_text(data: bytes, name: str) -> str:
    """Return the text of a Word document, a paragraph a line and a table's cells parted by |.

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
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            archive.open("word/document.xml") as part,
        ):
            return _word_text(part, len(data), name)
    except KejidataError:
        raise
    except (expat.ExpatError, _Forbidden, ValueError):
        raise _refused("the .docx holds no well-formed document", name) from None
    except Exception:  # packed data is damaged in more ways than its libraries name
        raise _refused("the .docx is damaged or encrypted", name) from None


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
        if word.characters > most or unpacked > MARKUP * most:
            raise too_long(size, name)
    word.parser.Parse(b"", True)
    return "".join(word.pieces)


class _Word:
    """What a parser of document.xml has met: the pieces of text, and the elements it is inside."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.characters = 0
        self._inside: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._forbid
        self.parser.StartDoctypeDeclHandler = self._forbid

    def _add(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.characters += len(piece)

    def _start(self, tag: str, _: dict[str, str]) -> None:
        self._inside.append(_local(tag))
        if len(self._inside) > DEEPEST:
            raise _Forbidden
        self._add({"tab": "\t", "br": "\n", "cr": "\n"}.get(self._inside[-1], ""))

    def _end(self, tag: str) -> None:
        self._inside.pop()
        in_cell = "tc" in self._inside
        self._add({"p": "" if in_cell else "\n", "tc": "|", "tr": "\n"}.get(_local(tag), ""))

    def _text(self, data: str) -> None:
        if self._inside and self._inside[-1] == "t":
            self._add(data)

    def _forbid(self, *_: object) -> None:
        raise _Forbidden


def _local(tag: str) -> str:
    """Return a Word element's name; elements of other vocabularies have none."""
    space, _, local = tag.rpartition(" ")
    return local if space in (_WORD, _STRICT) else ""


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
    except KejidataError:
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
    for page in reader.pages:
        pages.append(page.extract_text())
        left -= len(pages[-1])
        if left < 0:
            raise too_long(size, name)
    return "\n".join(pages)


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


class _Page(HTMLParser):
    """The visible text of a page: blocks on their own lines, cells parted by |."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "body":
            self._silent.clear()
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag in ("td", "th"):
            self.pieces.append("|")
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))


def html_text(data: bytes, name: str, decode: Callable[[bytes, str], str]) -> str:
    """Return the visible text of a web page.

    Parameters
    ----------
    data
        The bytes of the page.
    name
        The file, for the message.
    decode
        Turns bytes into text where the page does not declare its encoding, or declares a wrong one.
    """
    declared = _CHARSET.search(data[:4000])
    encoding = _DECLARED.get(declared[1].decode("ascii").lower()) if declared else None
    try:
        source = data.decode(encoding) if encoding else decode(data, name)
    except UnicodeDecodeError:
        source = decode(data, name)
    page = _Page()
    page.feed(source)
    page.close()
    return "".join(page.pieces)
