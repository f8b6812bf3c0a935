"""Text out of Word documents; what is damaged or made to harm is refused."""

from __future__ import annotations

import io
import zipfile
from typing import IO
from xml.parsers import expat

from kejidata.errors import KejidataError
from kejidata.reports.source.footnotes import is_mark
from kejidata.reports.source.limits import ELEMENTS, columns, most_characters, too_long

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
_STYLES = "word/styles.xml"
_PARTS = (_STYLES, "word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
"""The parts that are read, in order: styles hold no text, and say which hide theirs."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑"}
_TWICE = frozenset(("moveFrom", "Fallback"))
"""What stands elsewhere, too: text where it was before a move, a text box for older programmes."""
_UNSAID = frozenset(("vanish", "strike", "dstrike"))
"""Properties of text that is hidden or struck out."""
_AS = {"rStyle": "vanish"}
"""What a style stands for, where it is one of those that hide their text."""
_OFF = frozenset(("0", "false", "off"))
"""Values by which a property says that it does not hold."""


class _Forbidden(Exception):
    """The XML declares entities or nests without end, which no Word document does."""


def docx_text(data: bytes, name: str) -> str:
    """Return the text of a Word document, a paragraph a line and a table's cells parted by |.

    Foot- and endnotes follow at the end; text that is hidden or struck out, what is stored twice,
    and the raised number of a note (not that of m²) are left out.

    Raises
    ------
    KejidataError
        The file is no Word document, damaged, encrypted, or unpacks to more than a document holds.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = {*archive.namelist(), "word/document.xml"}
            hiding: set[str] = set()
            parts = [part for part in _PARTS if part in held]
            return "".join(_part(archive, part, hiding, len(data), name) for part in parts)
    except (KejidataError, MemoryError):
        raise
    except (expat.ExpatError, _Forbidden, ValueError):
        raise _refused("the .docx holds no well-formed document", name) from None
    except Exception:  # packed data is damaged in more ways than its libraries name
        raise _refused("the .docx is damaged or encrypted", name) from None


def _part(archive: zipfile.ZipFile, part: str, hiding: set[str], size: int, name: str) -> str:
    """Return the text of a part of a Word document; `hiding` are the styles that hide theirs."""
    with archive.open(part) as file:
        return _word_text(file, hiding, size, name)


def _refused(what: str, name: str) -> KejidataError:
    return KejidataError(
        what, where=name, remedy="open it in Word or WPS and save it as .docx without a password"
    )


def _word_text(part: IO[bytes], hiding: set[str], size: int, name: str) -> str:
    """Return the text of a part; no entity is resolved, because none may be declared."""
    word = _Word(hiding)
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

    def __init__(self, hiding: set[str]) -> None:
        self.pieces: list[str] = []
        self.characters = 0
        self.elements = 0
        self._inside: list[str] = []
        self._twice = 0
        self._columns = 1
        # The styles that hide text, the one that is being told, and whether the paragraph has one.
        self._hiding = hiding
        self._style = ""
        self._hides: dict[str, bool] = {}
        self._bases: dict[str, str] = {}
        self._paragraph = self._raised = False
        self._unsaid: set[str] = set()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._forbid
        self.parser.StartDoctypeDeclHandler = self._forbid

    def _add(self, piece: str) -> None:
        if piece and not (self._twice or self._unsaid):
            self.pieces.append(piece)
            self.characters += len(piece)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        local = _local(tag)
        self._inside.append(local)
        if len(self._inside) > DEEPEST:
            raise _Forbidden
        self._twice += local in _TWICE
        if local == "style":
            self._style = next((v for k, v in attributes.items() if k.endswith(" styleId")), "")
        self._mind(local, set(attributes.values()))
        if local == "gridSpan":
            self._columns = columns(next(iter(attributes.values()), ""))
        if local in _SIGNS:
            self._add(_SIGNS[local])

    def _mind(self, local: str, values: set[str]) -> None:
        """Note what hides or raises text: a property of a run, or a style that it names."""
        within = self._inside[-3:-1]
        # The mark of a paragraph may be hidden, too: that hides no text.
        if within == ["r", "rPr"]:
            if local in _UNSAID or (local == "rStyle" and values & self._hiding):
                (self._unsaid.discard if values & _OFF else self._unsaid.add)(_AS.get(local, local))
            self._raised |= local == "vertAlign" and "superscript" in values
        elif local == "r" and self._paragraph:
            self._unsaid.add("vanish")
        elif within == ["p", "pPr"] and local == "pStyle":
            self._paragraph = bool(values & self._hiding)
        elif within == ["style", "rPr"] and local == "vanish":
            self._hides[self._style] = not values & _OFF
        elif within[1:] == ["style"] and local == "basedOn":
            self._bases[self._style] = next(iter(values), "")

    def _settle_styles(self) -> None:
        """Let what is based on a style that hides its text hide its own, wherever that stands."""
        for style in self._bases:
            chain, at = [], style
            while at in self._bases and at not in self._hides:
                # What is based on itself hides nothing.
                self._hides[at] = False
                chain.append(at)
                at = self._bases[at]
            self._hides |= dict.fromkeys(chain, self._hides.get(at, False))
        self._hiding |= {style for style, hides in self._hides.items() if hides}

    def _end(self, tag: str) -> None:
        local = self._inside.pop()
        self._twice -= local in _TWICE
        if local == "r":
            self._raised = False
            self._unsaid.clear()
        elif local == "p":
            self._paragraph = False
        elif local == "styles":
            self._settle_styles()
        if local == "tr" or (local == "p" and "tc" not in self._inside):
            self._add("\n")
        elif local == "tc":
            self._add("|" * self._columns)
            self._columns = 1

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
