"""CSV files as people save them: any usual encoding in, one line per row out, and back to bytes."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.decode import ARCHIVES, decode

Record = tuple[int, list[str]]
_PARTING = ",\t;"
_LOOKED_AT = 200
"""Lines that tell what parts the cells of a file."""
_RUN = tuple("=+-@＝＋－＠\t\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True)
class Row:
    """One row of a table: the line of the file it begins on and its cells by column.

    `heading` names the column of the file where the row was made of one cell of a wide table.
    """

    line: int
    cells: dict[str, str]
    heading: str = ""


@dataclass(frozen=True)
class Table:
    """A file's header and rows."""

    path: Path
    header: tuple[str, ...]
    rows: list[Row]

    def where(self, row: Row, column: str) -> str:
        """Return the place of a cell as an error names it."""
        named = column if column == "region" else row.heading[:100] or column
        return f"{self.path.name}, line {row.line}, column {named}"


def read_csv(path: Path) -> Table:
    """Return the table in a CSV file, every cell as text without outer white space.

    Parameters
    ----------
    path
        UTF-8 with or without a byte order mark, GB18030 (GBK, GB2312) or UTF-16; cells parted by
        commas, tabs or semicolons. Empty rows and nameless empty columns are left out.

    Raises
    ------
    KejidataError
        The file is missing, empty, no text, or a row does not fit the header.
    """
    return as_table(path, read_records(path))


def read_records(path: Path) -> list[Record]:
    """Return the line number and the cells of every row of a CSV file that holds anything.

    Raises
    ------
    KejidataError
        The file is missing, empty or no CSV text.
    """
    return list(each_record(path))


def each_record(path: Path) -> Iterator[Record]:
    """Yield what `read_records` returns, each as it is read: a large file is not held in cells."""
    held = False
    for line, cells in _records(_text(read_whole(path), path.name), path.name):
        if any(cells):
            held = True
            yield line, cells
    if not held:
        raise KejidataError("the file holds no table", where=path.name, remedy="fill it or drop it")


def as_table(path: Path, records: Sequence[Record]) -> Table:
    """Return records as a table; the first of them is the header.

    Raises
    ------
    KejidataError
        Two columns share a name, or a row does not fit the header.
    """
    header = _header(records[0], path.name)
    rows = [row_of(line, cells, header, path.name) for line, cells in records[1:]]
    return Table(path, header, rows)


def _text(data: bytes, name: str) -> str:
    """Return the text of a CSV file; refuse what only bears its ending."""
    archive = next((what for start, what in ARCHIVES.items() if data.startswith(start)), None)
    if archive:
        raise KejidataError(
            f"the file is {archive}, not CSV", where=name, remedy="save the sheet as CSV UTF-8"
        )
    text = decode(data, name)
    if text.lstrip().startswith("<"):
        raise KejidataError(
            "the file is a web page or XML, not CSV",
            where=name,
            remedy="open it in a spreadsheet and save the sheet as CSV UTF-8",
        )
    return text


def _records(text: str, name: str) -> Iterator[Record]:
    """Yield the line number and the cells of each record."""
    page = io.StringIO(text, newline="")
    parting = _parting([*islice(page, _LOOKED_AT)])
    page.seek(0)
    reader = csv.reader(page, delimiter=parting, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise KejidataError(
            "the row cannot be read as CSV",
            where=f"{name}, line {line}",
            rows=[str(error)],
            remedy="look for a quotation mark that is not closed or not doubled",
        ) from None


def _parting(lines: Sequence[str]) -> str:
    r"""Return what parts the cells: what most lines have, as a title has marks of its own.

    Examples
    --------
    >>> _parting(["Spending, 2021-2023\n", "region\t2021\n", "a\t1\n"])
    '\t'
    """
    first = next((line for line in lines if set(line) & set(_PARTING)), "")
    return max(_PARTING, key=lambda mark: (sum(mark in line for line in lines), first.count(mark)))


def _header(record: Record, name: str) -> tuple[str, ...]:
    """Return the column names; nameless columns keep an empty name, doubled names are refused."""
    line, cells = record
    named = [cell for cell in cells if cell]
    doubled = sorted({cell for cell in named if named.count(cell) > 1})
    if doubled:
        raise KejidataError(
            "two columns have the same name",
            where=f"{name}, line {line}",
            rows=doubled,
            remedy="rename or drop one of them",
        )
    return tuple(cells)


def row_of(line: int, cells: list[str], header: Sequence[str], name: str) -> Row:
    """Return one row of a file by column name.

    Raises
    ------
    KejidataError
        A cell stands in no column, or one is missing.
    """
    surplus = any(cells[len(header) :]) or any(
        cell for cell, column in zip(cells, header, strict=False) if not column
    )
    if surplus or len(cells) < len(header):
        raise KejidataError(
            f"the row has {len(cells)} cells where the header has {len(header)} columns",
            where=f"{name}, line {line}",
            rows=[",".join(cells)[:200]],
            remedy="quote cells that hold a comma, end a short row with commas, name every column",
        )
    return Row(line, {column: cell for column, cell in zip(header, cells, strict=False) if column})


def formulas(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the cells that a spreadsheet would run, each with its column; numbers are none.

    Examples
    --------
    >>> formulas(["value", "quote"], [["-5", "=1+1"]])
    ["column quote: '=1+1'"]
    """
    return [
        f"column {name}: {str(cell)[:100]!r}"
        for row in rows
        for name, cell in zip(header, row, strict=True)
        if str(cell).startswith(_RUN) and not _NUMBER.fullmatch(str(cell))
    ]


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    r"""Return a CSV file as bytes: UTF-8, one line feed a line, quotes only where needed.

    Examples
    --------
    >>> write_csv(["a", "b"], [[1, "x,y"]])
    b'a,b\n1,"x,y"\n'
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return page.getvalue().encode("utf-8")


def spreadsheet_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    r"""Return a CSV file as bytes with a byte-order mark.

    Without it Excel takes Chinese for the code page of the machine.

    Examples
    --------
    >>> spreadsheet_csv(["a"], [[1]])
    b'\xef\xbb\xbfa\n1\n'
    """
    return codecs.BOM_UTF8 + write_csv(header, rows)
