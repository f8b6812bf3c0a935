"""A workbook as bytes, without the temporary files that openpyxl would write on the way."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


class _InMemory(ExcelWriter):  # type: ignore[misc]
    """A writer whose sheets never stand on a disk, which may be full or closed to writing."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """Add a sheet to the archive."""
        page = BytesIO()
        writer = WorksheetWriter(ws, page)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], page.getvalue())
        self.manifest.append(ws)


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook.

    Examples
    --------
    >>> import openpyxl
    >>> book = openpyxl.Workbook()
    >>> book.active["A1"] = 26.82
    >>> openpyxl.load_workbook(BytesIO(saved(book))).active["A1"].value
    26.82
    """
    page = BytesIO()
    _InMemory(book, ZipFile(page, "w", ZIP_DEFLATED, allowZip64=True)).save()
    return page.getvalue()
