"""Bytes to text: every encoding that Chinese tables and reports are saved in."""

from __future__ import annotations

import codecs
import unicodedata

from kejidata.errors import KejidataError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of old Office programs begin, and new ones that are encrypted."""
ARCHIVES = {
    b"PK\x03\x04": "an Excel workbook (.xlsx) or another archive",
    OLD_OFFICE[:4]: "an old Excel workbook (.xls)",
    b"%PDF": "a PDF",
}
"""What a file is that begins with such bytes and is no text."""
_OTHERS = {
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), "a picture"),
    **dict.fromkeys((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08"), "a packed archive"),
    **dict.fromkeys((b"MZ\x90", b"\x7fELF"), "a program"),
}


ITSELF = (
    "bring the workbook, CSV or text itself: unpack an archive, ask the publisher for the table of"
    " a picture, or type its figures into a sheet"
)
"""What to do about a file that holds figures in no form that is read."""


def decode(data: bytes, name: str) -> str:
    """Return the text of bytes in UTF-8, UTF-16, UTF-32 or GB 18030, without a byte-order mark.

    Parameters
    ----------
    data
        The bytes of a text file.
    name
        The file, for the message.

    Raises
    ------
    KejidataError
        The bytes are none of these encodings, or hold zero bytes.

    Examples
    --------
    >>> decode("认定107家".encode("gbk"), "a.txt")  # 107 (firms) certified
    '认定107家'
    """
    other = next((what for start, what in _OTHERS.items() if data.startswith(start)), "")
    if other:
        raise KejidataError(
            f"the file is {other}, whose figures cannot be read",
            where=name,
            remedy=ITSELF,
        )
    encoding = encoding_of(data)
    if not encoding:
        raise KejidataError(
            "the file is not text in an encoding that is read: UTF-8, UTF-16, UTF-32, GB 18030",
            where=name,
            remedy="save it as UTF-8",
        )
    text = data.decode(encoding)
    _refuse_zeros(text, name)
    # A second mark is left by programs that put files together.
    return text.removeprefix("\ufeff")


def encoding_of(data: bytes) -> str:
    """Return the encoding in which bytes are text; empty where they are none.

    Examples
    --------
    >>> encoding_of("地区".encode("gbk")), encoding_of("地区".encode()), encoding_of(b"%PDF-1.7")
    ('gb18030', 'utf-8', '')
    """
    if data.startswith((*ARCHIVES, *_OTHERS)):
        return ""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked[:1] or _unmarked(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # A zero byte amid text that is told byte by byte is damage to it, and no other encoding.
        # Bytes that are valid UTF-8 by chance are rare; control characters are the caller's matter.
        wide = encoding.startswith(("utf-16", "utf-32"))
        if encoding == "utf-8" or _is_text(text if wide else text.replace("\0", "")):
            return encoding
    return ""


def _refuse_zeros(text: str, name: str) -> None:
    before, zero, _ = text.partition("\0")
    if zero:
        line = before.count("\n") + 1
        raise KejidataError(
            "the file holds zero bytes, as no text does",
            where=f"{name}, line {line}",
            remedy="open it in an editor, look for what is lost there, and save it as UTF-8",
        )


def _unmarked(data: bytes) -> tuple[str, ...]:
    """Return the encodings to try: half of the bytes of Western UTF-16 are zero."""
    # The zero byte of a comma or a digit comes first in one order and second in the other.
    even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
    wide = ("utf-16-be", "utf-16-le") if even > odd else ("utf-16-le", "utf-16-be")
    # A stray zero byte makes no UTF-16, but a quarter of all its characters does.
    if max(even, odd) * 8 >= len(data[:4000]):
        return wide
    return ("utf-8", "gb18030", *wide)


def _is_text(text: str) -> bool:
    """Tell whether a decoding gave text: what it must not give is unassigned or control."""
    sample = text[:_SAMPLE]
    strange = sum(unicodedata.category(c) in ("Cn", "Co", "Cs", "Cc") for c in sample)
    breaks = sum(sample.count(c) for c in "\n\r\t\x0c\x0b")
    return (strange - breaks) * 50 <= len(sample)
