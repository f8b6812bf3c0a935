"""Office files whose bytes repeat: parts in their order, no clock, no name of a program's user."""

from __future__ import annotations

import io
import re
import zipfile

from kejidata.publish.shown_text import shown

FIRST_YEAR = 1980
"""The first that a zip archive can name; it stands where the data has no date."""
_CORE = "docProps/core.xml"
_RELATIONS, _THUMBNAIL = "_rels/.rels", "docProps/thumbnail.jpeg"
_TO_THUMBNAIL = re.compile(r"<Relationship [^<>]*thumbnail[^<>]*/>")
_CHANGED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")


def fixed(data: bytes, year: str) -> bytes:
    """Return an office file with the same bytes on every run, without its template's thumbnail.

    Parameters
    ----------
    data
        The file as its library wrote it.
    year
        The year of the data, which stands for the time of the last change; empty for 1980.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in given.namelist():
            if name == _THUMBNAIL:
                continue
            part = given.read(name)
            if name == _CORE:
                said = rf"\g<1>{year or FIRST_YEAR}-01-01T00:00:00Z"
                part = _CHANGED.sub(said, part.decode("utf-8")).encode()
            if name == _RELATIONS:
                part = _TO_THUMBNAIL.sub("", part.decode("utf-8")).encode()
            entry = zipfile.ZipInfo(name, (FIRST_YEAR, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            # Which system writes a file is not part of what it says.
            entry.create_system = 3
            written.writestr(entry, part)
    return made.getvalue()


def title(words: str) -> str:
    """Return a title as the properties of a file hold it: 255 characters at most."""
    held = 255
    return shown(words)[:held]
