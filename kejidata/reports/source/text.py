"""A report's text from its file: one decoded string, on which all offsets count."""

from __future__ import annotations

import re
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.decode import OLD_OFFICE, decode
from kejidata.files.endings import REPORTS
from kejidata.files.refusals import explained, given_path
from kejidata.reports.source.limits import LARGEST, most_characters, too_long
from kejidata.reports.source.page import html_text
from kejidata.reports.source.pdf import pdf_text
from kejidata.reports.source.word import docx_text

_SAVE_AS = "open it in Word or WPS and save it as .docx without a password"
# 「\ud800」 half of a pair, which no file can hold.
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_text(path: str | Path) -> str:
    """Return the text of a report, without a byte-order mark and otherwise as it stands.

    Parameters
    ----------
    path
        A .txt or .md file in UTF-8, UTF-16 or GB 18030 (GBK), an .html page, a .docx, or a .pdf
        with a text layer (needs the extra `kejidata[pdf]`).

    Raises
    ------
    KejidataError
        The file is missing, empty, too large, damaged, encrypted, scanned, in an encoding that is
        none of these, or of a kind that is not read; or it holds more than 200,000
        characters and five for each byte of the file, or twice as many elements, which only a
        document made to harm does.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "report.txt"
    >>> file.write_text("申报高企221家。", "gb18030")
    9
    >>> read_text(file)
    '申报高企221家。'
    """
    place = given_path(path)
    with explained(place):
        data = _bytes(place)
    text = without_surrogates(_text_of(data, place))
    if len(text) > most_characters(len(data)):
        raise too_long(len(data), str(path))
    if not text.strip():
        raise KejidataError(
            "the file holds no text", where=str(path), remedy="give the file with the report in it"
        )
    return text


def without_surrogates(text: str) -> str:
    r"""Return a text with U+FFFD for what no file can hold, every character at its place.

    Examples
    --------
    >>> without_surrogates("107\ud800家") == "107\ufffd家"
    True
    """
    return _SURROGATE.sub("\ufffd", text)


def _text_of(data: bytes, path: Path) -> str:
    """Return the text of the bytes of a file, by its suffix."""
    name, suffix = str(path), path.suffix.lower()
    if suffix == ".docx":
        if data.startswith(OLD_OFFICE):
            raise KejidataError(
                "the .docx is encrypted, or an old .doc by another name",
                where=name,
                remedy=_SAVE_AS,
            )
        return docx_text(data, name)
    if suffix == ".pdf":
        return pdf_text(data, name)
    if suffix in (".html", ".htm"):
        return html_text(data, name, decode)
    return decode(data, name)


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file; a pipe or a device is not opened, for it may never end."""
    wrong = _wrong(path, path.suffix.lower())
    data = b"" if wrong else path.read_bytes()
    if not (wrong or data.strip()):
        wrong = "the file is empty", "give the file with the report in it"
    if wrong:
        raise KejidataError(wrong[0], where=str(path), remedy=wrong[1])
    return data


def _wrong(path: Path, suffix: str) -> tuple[str, str] | None:
    """Return why a file is not opened, and what to do then."""
    if path.is_dir():
        return "this is a folder, not a report", "give one file in it"
    if suffix == ".doc":
        return "an old .doc is not read", _SAVE_AS
    if suffix not in REPORTS:
        kind = suffix or path.name
        return f"a file of the kind {kind!r} is not read", "give one of " + " ".join(REPORTS)
    if not path.exists():
        return "there is no such file", "check its name and its folder"
    if not path.is_file():
        return "this is a device or a pipe, not a file", "save the report as a file first"
    if (size := path.stat().st_size) > LARGEST:
        most = f"give a part of at most {LARGEST / 1e6:.0f} MB"
        return f"the file is too large for a report: {size / 1e6:.0f} MB", most
    return None
