"""Text out of Word, PDF and web pages; what is damaged or made to harm is refused."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from xml.parsers import expat

from kejidata.errors import KejidataError

LARGEST_PART = 200_000_000
"""Bytes of a Word document's text when unpacked; more is a bomb."""
DEEPEST = 1000
"""Elements within each other; a document has some dozens."""
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
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)


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
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = archive.getinfo("word/document.xml")
            if part.file_size > LARGEST_PART:
                raise _refused("the .docx unpacks to more than a report can hold", name)
            with archive.open(part) as handle:
                xml = handle.read(LARGEST_PART + 1)
        if len(xml) > LARGEST_PART:
            raise _refused("the .docx unpacks to more than a report can hold", name)
        return _word_text(xml)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError, RuntimeError):
        raise _refused("the .docx is damaged or encrypted", name) from None
    except (expat.ExpatError, _Forbidden, ValueError) as error:
        if isinstance(error, KejidataError):
            raise
        raise _refused("the .docx holds no well-formed document", name) from None


def _refused(what: str, name: str) -> KejidataError:
    return KejidataError(
        what, where=name, remedy="open it in Word or WPS and save it as .docx without a password"
    )


def _word_text(xml: bytes) -> str:
    """Return the text of document.xml; no entity is resolved, because none may be declared."""
    pieces: list[str] = []
    inside: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        inside.append(_local(tag))
        if len(inside) > DEEPEST:
            raise _Forbidden
        pieces.append({"tab": "\t", "br": "\n", "cr": "\n"}.get(inside[-1], ""))

    def end(tag: str) -> None:
        inside.pop()
        closed = _local(tag)
        in_cell = "tc" in inside
        pieces.append({"p": "" if in_cell else "\n", "tc": "|", "tr": "\n"}.get(closed, ""))

    def text(data: str) -> None:
        if inside and inside[-1] == "t":
            pieces.append(data)

    def forbid(*_: object) -> None:
        raise _Forbidden

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = forbid
    parser.StartDoctypeDeclHandler = forbid
    parser.Parse(xml, True)
    return "".join(pieces)


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
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise KejidataError(
                    "the PDF is encrypted", where=name, remedy="save a copy without the password"
                )
            text = "\n".join(page.extract_text() for page in reader.pages)
    except KejidataError:
        raise
    except Exception as error:  # a damaged file fails in many ways, none of which the reader knows
        raise KejidataError(
            "the PDF is damaged or encrypted",
            where=name,
            rows=[f"{type(error).__name__}: {error}"[:200]],
            remedy="open it, print it to a new PDF, or save it as .docx or .txt",
        ) from None
    if not text.strip():
        raise KejidataError(
            "the PDF holds pictures of pages and no text",
            where=name,
            remedy="run text recognition (OCR) on it first and give the text",
        )
    # Characters that no font maps come out as lone surrogates, which no file can hold.
    return text.encode("utf-8", "replace").decode("utf-8")


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
    page = _Page()
    try:
        encoding = declared[1].decode("ascii") if declared else ""
        encoding = "gb18030" if encoding.lower() in ("gb2312", "gbk") else encoding
        source = data.decode(encoding) if encoding else decode(data, name)
    except (LookupError, UnicodeDecodeError):
        source = decode(data, name)
    page.feed(source)
    page.close()
    return "".join(page.pieces)
