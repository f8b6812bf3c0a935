"""The rows of a draft as text, in whatever state a reviewer's spreadsheet gave them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.files.csv_table import Record, as_table, read_records, row_of
from kejidata.files.refusals import given_path
from kejidata.reports.returned import unspoilt

NEEDED = (
    *("surface", "value", "unit", "measure", "bound", "period", "indicator", "code"),
    *("region", "among", "value_to", "quote"),
)
Cells = dict[str, str]


def rows_of(draft: pd.DataFrame | Path | str) -> list[tuple[str, Cells, str]]:
    """Return where each row of a draft stands, its cells as the draft had them, and why none fit.

    Its CSV may be in UTF-8, GBK or UTF-16, its columns in any order, with others between them.
    Dates that were months, zeros and marks that a spreadsheet added or dropped are put right where
    one reading is left, and so are empty cells that it left out at the end of a row.

    Raises
    ------
    KejidataError
        A column of a draft is missing, or the file is no CSV text.
    """
    if isinstance(draft, pd.DataFrame):
        check_columns(draft.columns, NEEDED, "the frame")
        return list(_of_frame(draft))
    path = given_path(draft)
    records = read_records(path)
    # The line sep=; tells a spreadsheet what parts cells.
    head, *others = records[records[0][1][0] == "sep=" :] or records
    header = as_table(path, [head]).header
    check_columns(header, NEEDED, path.name)
    return [_of_record(one, header, path.name) for one in others]


def _of_record(record: Record, header: Sequence[str], name: str) -> tuple[str, Cells, str]:
    """Return a row of a file; one with more cells than columns has what is the matter with it."""
    line, cells = record
    full = cells + [""] * (len(header) - len(cells))
    try:
        row, misfit = row_of(line, full, header, name).cells, ""
    except KejidataError as error:
        row, misfit = dict(zip(header, full, strict=False)), str(error)
    return f"{name}, line {line}", unspoilt(row), misfit


def check_columns(header: Iterable[str], needed: Iterable[str], where: str) -> None:
    """Refuse a table that lacks a column of a draft.

    Raises
    ------
    KejidataError
        It does; its missing columns are named.
    """
    present = {*header}
    if missing := [f"missing {name}" for name in needed if name not in present]:
        raise KejidataError(
            "the table is no draft",
            where=where,
            rows=missing,
            remedy="give the columns their names back",
        )


def _of_frame(draft: pd.DataFrame) -> Iterator[tuple[str, Cells, str]]:
    """Yield the rows of a frame, each named by its characters in the report where it has them."""
    names = [name for name in (*NEEDED, "start", "end") if name in draft]
    columns = [[_text(cell) for cell in draft[name]] for name in names]
    for number, cells in enumerate(zip(*columns, strict=True), start=1):
        row = unspoilt(dict(zip(names, cells, strict=True)))
        yield _place(row, number), row, ""


def _place(row: Mapping[str, str], number: int) -> str:
    if row.get("start") and row.get("end"):
        return f"the report, characters {row['start']} to {row['end']}"
    return f"row {number} of the draft"


def _text(cell: object) -> str:
    """Return a cell as text: empty for a gap, 2023 for 2023.0, 0.1 for 0.1."""
    if cell is None or cell != cell or cell is pd.NaT:
        return ""
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell).strip()
