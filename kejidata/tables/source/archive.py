"""Parts of a packed document (.xlsx, .ods): unpacked within bounds, XML without declarations."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from kejidata.errors import KejidataError

MOST_BYTES = 400_000_000
"""Of one part, unpacked; a sheet of a million cells has 50 million."""
FREE_BYTES = 20_000_000
"""Unpacked, whatever the packed size."""
RATIO = 300
"""Beyond that, unpacked bytes for each packed one; sheets have 5 to 50, bombs a thousand."""
MOST_CELLS = 2_000_000
"""Of one sheet; a table with more is no table for people."""
MOST_ELEMENTS = 8_000_000
"""Of one part; a cell has three."""

_PIECE = 1 << 16
"""Bytes of a part that are taken at once."""
_DECLARED = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


class Broken(Exception):
    """The document is damaged, or made to harm; the text says how."""


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one part, empty where the document has none of that name."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return b""
    most = min(MOST_BYTES, max(FREE_BYTES, RATIO * info.compress_size))
    if info.file_size > most:
        raise Broken(f"it unpacks to {info.file_size:,} bytes, as no table does")
    data = archive.read(info)
    # An entity may stand for a billion characters, or for another file: none is declared here.
    if any(mark in data for mark in _DECLARED):
        raise Broken("its XML declares entities, as no spreadsheet does")
    return data


def elements(data: bytes, *tags: str) -> Iterator[ElementTree.Element]:
    """Yield the elements with these local names as they end; each is emptied after its use."""
    parser: Any = ElementTree.XMLPullParser(("end",))
    wanted: dict[str, bool] = {}
    count = 0
    for start in range(0, len(data), _PIECE):
        parser.feed(data[start : start + _PIECE])
        for _, element in parser.read_events():
            tag = element.tag
            count += 1
            if tag not in wanted:
                wanted[tag] = local(tag) in tags
            if wanted[tag]:
                yield element
                element.clear()
        if count > MOST_ELEMENTS:
            raise Broken("it holds more than a table for people")
    parser.close()


def local(tag: str) -> str:
    """Return the name of a tag without its vocabulary."""
    return tag.rpartition("}")[2]


def opened(data: bytes, name: str, what: str) -> zipfile.ZipFile:
    """Return the archive in a file's bytes.

    Raises
    ------
    KejidataError
        The bytes are no archive.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise refused(name, f"the file is no {what} that can be opened: it is damaged") from None


def refused(name: str, what: str) -> KejidataError:
    """Return the error for a document that cannot be read."""
    return KejidataError(
        what,
        where=name,
        remedy="open it in Excel or WPS and save it anew as .xlsx, without a password",
    )
