"""The sheets of a file, told by its content and not by the ending of its name."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.csv_table import each_record
from kejidata.files.decode import ITSELF, OLD_OFFICE, decode
from kejidata.tables.source import encrypted, ods, site_json, xls, xlsx
from kejidata.tables.source.archive import Broken, opened, part, refused
from kejidata.tables.source.grid import Grid, Line
from kejidata.tables.source.html_table import html_grid
from kejidata.tables.source.visible import numbers

_ZIP = b"PK\x03\x04"
_OF_DOCUMENTS = {
    *("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"),
    *("META-INF/manifest.xml", "content.xml"),
}
"""Parts of which a document of an office has one; without any, what is packed is no document."""
_LOCKED = ("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0").encode("latin-1")


def sheets(path: Path) -> list[Grid]:
    """Return the sheets of a file that are not hidden, each told of those; a text file is one.

    Parameters
    ----------
    path
        .xlsx, .xlsm, .xls, .ods; text parted by commas, tabs or semicolons (.csv, .tsv, .txt); the
        JSON answer of the national statistics site; a web page of one table, which systems export
        as .xls.

    Raises
    ------
    KejidataError
        The file is none of these, damaged, protected by a password, or unpacks to more than a
        table holds.
    """
    found = _every(read_whole(path), path)
    unseen = [(one.name, _numbers(one)) for one in found if not one.shown]
    if unseen and len(unseen) == len(found):
        raise refused(path.name, "all sheets of the workbook are hidden")
    return [replace(one, unseen=unseen) for one in found if one.shown] if unseen else found


def unseen(sheet: Grid) -> list[str]:
    """Return which sheets of its workbook are hidden and not read, with the numbers in each."""
    return [f"the hidden sheet {name} is not read; numbers in it: {n}" for name, n in sheet.unseen]


def _numbers(sheet: Grid) -> int:
    """Return how many numbers a sheet holds, those in hidden rows and columns too."""
    return sheet.hidden + sum(numbers(line.cells) for line in sheet.lines)


def _every(data: bytes, path: Path) -> list[Grid]:
    """Return the sheets of a file, the hidden ones too."""
    if data.startswith(_ZIP):
        return _guarded(data, path, _packed(data, path))
    if data.startswith(OLD_OFFICE[:4]):
        return _old(data, path)
    if data[:100].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return site_json.sheets(data, path)
    if data.startswith(b"%PDF"):
        raise KejidataError(
            "the file is a PDF and no table",
            where=path.name,
            remedy="let it be read as a report: kejidata draft FILE; or bring the workbook itself",
        )
    if data[:100].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        page = html_grid(decode(data, path.name), path)
        if page is not None:
            return [page]
    return [_text(path)]


def _packed(data: bytes, path: Path) -> Callable[[bytes, Path], list[Grid]]:
    """Return what reads a packed document: OpenDocument says so in a part of its own."""
    with opened(data, path.name, "Excel workbook") as archive:
        names = set(archive.namelist())
        if not names & _OF_DOCUMENTS:
            raise KejidataError(
                "the file is a packed archive, whose figures cannot be read",
                where=path.name,
                remedy=ITSELF,
            )
        # OpenDocument encrypts parts and says so in its manifest, or all of them as one package.
        secret = b"encryption-data" in part(archive, "META-INF/manifest.xml")
    if secret or "encrypted-package" in names:
        raise encrypted.locked(path.name)
    if "xl/workbook.bin" in names:
        raise refused(path.name, "the file is a binary Excel workbook (.xlsb), which is not read")
    return ods.sheets if "content.xml" in names else xlsx.sheets


def _guarded(data: bytes, path: Path, reader: Callable[[bytes, Path], list[Grid]]) -> list[Grid]:
    """Return the sheets that a reader finds; whatever damage it meets is one error."""
    try:
        return reader(data, path)
    except (KejidataError, MemoryError):
        raise
    except Broken as broken:
        raise refused(path.name, f"the workbook is not read: {broken}") from None
    except zipfile.BadZipFile:
        raise refused(path.name, "the workbook is damaged") from None
    except Exception:  # Damaged binary data fails in more ways than its libraries name.
        raise refused(path.name, "the workbook is damaged, or locked by a password") from None


def _old(data: bytes, path: Path) -> list[Grid]:
    """Return the sheets of an old workbook; of a locked one those of what is inside."""
    if _LOCKED in data[:1_000_000] or _LOCKED in data[-1_000_000:]:
        return _guarded(encrypted.unlocked(data, path.name), path, xlsx.sheets)
    try:
        return xls.sheets(data, path)
    except MemoryError:
        raise
    except Exception as error:
        if "encrypted" not in str(error):
            raise _no_workbook(path.name) from None
    return _guarded(encrypted.unlocked(data, path.name), path, xls.sheets)


def _no_workbook(name: str) -> KejidataError:
    if name.casefold().endswith(".et"):
        return refused(name, "the file is a sheet of WPS in its own format (.et)")
    return refused(name, "the file is no old Excel workbook that can be read")


def _text(path: Path) -> Grid:
    """Return a text file as a grid; its rows are counted as a spreadsheet would."""
    lines, inside = [], 0
    for number, cells in each_record(path):
        lines.append(Line(number, number - inside, cells))
        inside += sum(cell.count("\n") for cell in cells if "\n" in cell)
    return Grid(path, "", lines)
