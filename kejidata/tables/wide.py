"""Wide tables: a row for each region, a column for each year or indicator, or for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.csv_table import Record, Row, Table
from kejidata.tables.headings import column, is_period


def lengthen(records: Sequence[Record], start: int, path: Path) -> Table:
    """Return one row for each figure of a wide table.

    Parameters
    ----------
    records, start
        The rows of the file and the place of the header. Columns with the name of a column of the
        observations (地区, 年份, 指标, 单位) hold for the whole row; every other column holds
        figures and states in its heading a year, an indicator, or both in two lines. A line under
        the header without a region belongs to it, and a heading of an upper line holds for the
        empty cells at its right, as merged cells are saved.
    path
        The file, for messages.

    Raises
    ------
    KejidataError
        A figure has no heading, or a row does not fit the header.
    """
    line, header = records[start]
    region = [column(cell) for cell in header].index("region")
    end = start + 1
    while end < len(records) and not "".join(records[end][1][region : region + 1]):
        end += 1
    titles = _titles([cells for _, cells in records[start:end]])
    columns = [_column(parts, f"{path.name}, line {line}") for parts in titles]
    rows = [row for record in records[end:] for row in _rows(record, columns, path)]
    return Table(path, tuple(header), rows)


def _titles(lines: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the headings over each column, merged cells of the upper lines spread."""
    width = max(map(len, lines))
    padded = [[*cells, *[""] * (width - len(cells))] for cells in lines]
    spread = [_spread(cells) for cells in padded[:-1]] + [padded[-1]]
    return [list(dict.fromkeys(filter(None, parts))) for parts in zip(*spread, strict=True)]


def _spread(cells: Sequence[str]) -> list[str]:
    """Return a line with each empty cell filled from its left; key columns are not spread."""
    found: list[str] = []
    for cell in cells:
        left = found[-1] if found and not column(found[-1]) else ""
        found.append(cell or left)
    return found


def _column(parts: Sequence[str], where: str) -> dict[str, str]:
    """Return what a column is: a key of its row, or the indicator and period of its figures."""
    keys = {name for part in parts if (name := column(part))}
    if len(keys) == len(parts) == 1:
        return {"key": keys.pop()}
    stated = {"heading": " ".join(parts)}
    for part in parts:
        name = "period" if is_period(part) else "indicator"
        if name in stated:
            raise KejidataError(
                f"the heading states two of {name}",
                where=where,
                rows=[repr(stated["heading"][:100])],
                remedy="head each column with an indicator, a year, or one of each in two lines",
            )
        stated[name] = part
    return stated


def _rows(record: Record, columns: Sequence[Mapping[str, str]], path: Path) -> list[Row]:
    """Return the rows of one region; a line that states no figure is a note or a heading."""
    line, cells = record
    if not any(cells[1:]):
        return []
    if len(cells) < len(columns) or any(cells[len(columns) :]):
        raise KejidataError(
            f"the row has {len(cells)} cells where the header has {len(columns)} columns",
            where=f"{path.name}, line {line}",
            rows=[",".join(cells)[:200]],
            remedy="quote cells that hold a comma, and give every column a heading",
        )
    pairs = list(zip(columns, cells, strict=False))
    keys = {what["key"]: cell for what, cell in pairs if "key" in what}
    figures = [(what, cell) for what, cell in pairs if "key" not in what]
    return [_row(line, keys, what, cell, path) for what, cell in figures if cell or what["heading"]]


def _row(line: int, keys: Mapping[str, str], what: Mapping[str, str], cell: str, path: Path) -> Row:
    """Return one figure with the keys of its row and of its column."""
    stated = {name: text for name, text in what.items() if name != "heading"}
    if not what["heading"] or keys.keys() & stated:
        raise KejidataError(
            "a figure has no heading, or its row and its heading state the same thing",
            where=f"{path.name}, line {line}",
            rows=[" ".join(filter(None, [repr(cell[:100]), "under", what["heading"]]))],
            remedy="head the column with what its row does not say: a year or an indicator",
        )
    return Row(line, {**keys, **stated, "value": cell}, what["heading"])
