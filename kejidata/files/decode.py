"""Bytes to text: every encoding that Chinese tables and reports are saved in."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from kejidata.errors import KejidataError

ENCODINGS = ("utf-8", "gb18030")
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ARCHIVES = {
    b"PK\x03\x04": "an Excel workbook (.xlsx) or another archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls)",
    b"%PDF": "a PDF",
}


def decode(data: bytes, name: str) -> str:
    """Return the text of a file saved in any of the usual encodings of Chinese text.

    Raises
    ------
    KejidataError
        The bytes are not text.

    Examples
    --------
    >>> decode("地区,数值".encode("gbk"), "a.csv")
    '地区,数值'
    """
    archive = next((what for start, what in _ARCHIVES.items() if data.startswith(start)), None)
    if archive:
        raise KejidataError(
            f"the file is {archive}, not CSV", where=name, remedy="save the sheet as CSV UTF-8"
        )
    encoding = encoding_of(data)
    if encoding:
        text = data.decode(encoding)
        _refuse_page(text, name)
        # A second mark is left by programs that put files together.
        return text.removeprefix("\ufeff")
    raise KejidataError(
        "the file is not text in UTF-8, UTF-16 or GB18030",
        where=name,
        remedy="save it as CSV UTF-8",
    )


def encoding_of(data: bytes) -> str:
    """Return the first usual encoding in which the bytes are text; empty where they are none.

    Examples
    --------
    >>> encoding_of("地区".encode("gbk")), encoding_of("地区".encode()), encoding_of(b"%PDF-1.7")
    ('gb18030', 'utf-8', '')
    """
    if any(map(data.startswith, _ARCHIVES)):
        return ""
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return encoding
    return ""


def _refuse_page(text: str, name: str) -> None:
    """Refuse what sites offer as a sheet and is a web page."""
    if text.lstrip().startswith("<"):
        raise KejidataError(
            "the file is a web page or XML, not CSV",
            where=name,
            remedy="open it in a spreadsheet and save the sheet as CSV UTF-8",
        )


def _candidates(data: bytes) -> Sequence[str]:
    """Return the encodings to try: what a byte order mark says, or what zero bytes betray."""
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return (encoding,)
    if b"\0" in data:
        # The zero byte of a comma or a digit comes first in one order and second in the other.
        return ("utf-16-be",) if data[::2].count(0) > data[1::2].count(0) else ("utf-16-le",)
    return ENCODINGS
