"""Observations as a workbook that an office would circulate, and that reads back as the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.files.atomic import write_whole
from kejidata.files.refusals import given_path, system_explained
from kejidata.model.observations import COLUMNS, KEY
from kejidata.office import wide_table
from kejidata.office.table_sheets import fill_long, fill_wide, put, put_sources
from kejidata.office.wide_table import said
from kejidata.panel.any_frame import any_frame
from kejidata.panel.intake import require

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@any_frame
def write_table(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write observations as an Excel workbook and return its path.

    One sheet holds the table, its header frozen, its numbers in the decimals that were published;
    a missing value is …. Where each region has each figure and nothing more is said of them, a row
    is a region (and a period), and the headings name indicators, measures and units; else a row is
    a figure, with unit, source, status and quote in columns. A last sheet names the sources. No
    cell is a formula.

    Parameters
    ----------
    frame
        The columns of `load`, rows in any order; columns that say nothing (no bound, no status)
        are left out of the sheet.
    path
        The file, ending in .xlsx; it is replaced whole or left as it is.

    Raises
    ------
    KejidataError
        A column is missing, the name does not end in .xlsx, the file cannot be written, or it
        would not read back as the same: a label of one's own means something else in a table.

    Notes
    -----
    `read_table` with own=True gives the same observations again.

    Examples
    --------
    >>> import tempfile, kejidata
    >>> rows = kejidata.load().head(3)
    >>> file = write_table(rows, Path(tempfile.mkdtemp()) / "table.xlsx")
    >>> kejidata.read_table(file)["value"].tolist() == rows["value"].tolist()
    True
    """
    place = given_path(path)
    if place.suffix.casefold() != ".xlsx":
        raise KejidataError(
            "a table is written as an Excel workbook",
            where=str(place),
            remedy="give a name that ends in .xlsx",
        )
    require(frame, "argument frame", COLUMNS)
    write_whole(place, _checked(frame, place.name))
    return place


def _checked(frame: pd.DataFrame, name: str) -> bytes:
    """Return a workbook that reads back as the same observations, by figures where it can."""
    ways = [fill_wide, fill_long] if wide_table.fits(frame) else [fill_long]
    why = ""
    for way in ways:
        data = _workbook(frame, way)
        why = _otherwise(data, frame)
        if not why:
            return data
    raise KejidataError(
        "the table would not read back as the same observations",
        where=name,
        rows=why.split("\n"),
        remedy="give regions and indicators of your own names that are no total, unit or period",
    )


def _otherwise(data: bytes, frame: pd.DataFrame) -> str:
    """Return how a workbook reads otherwise than what it was written from, empty where it does not.

    A reader's message says it where the workbook would be refused.
    """
    from kejidata.tables.read_table import read_table

    with (
        system_explained("the folder of temporary files"),
        tempfile.TemporaryDirectory() as folder,
    ):
        path = Path(folder) / "table.xlsx"
        path.write_bytes(data)
        try:
            found = read_table(path, own=True)
        except KejidataError as error:
            return str(error)
    one, two = (
        part[list(COLUMNS)].sort_values([*KEY], ignore_index=True) for part in (found, frame)
    )
    same = one.equals(two.astype(one.dtypes.to_dict()))
    return "" if same else "a label means something else in a table"


def _workbook(frame: pd.DataFrame, fill: Callable[[Worksheet, pd.DataFrame], None]) -> bytes:
    """Return the workbook as bytes."""
    import openpyxl

    from kejidata.office.saved_workbook import saved

    book = openpyxl.Workbook()
    book.active.title = said("data")
    fill(book.active, frame)
    if frame["value"].isna().any():
        put(book.active, book.active.max_row + 1, [said("note")])
    sources = [source for source in dict.fromkeys(frame["source"].astype(str)) if source]
    if sources:
        put_sources(book.create_sheet(said("source")), sources)
    return saved(book)
