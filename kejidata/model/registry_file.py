"""The registry as files: read whole, checked, every label found again by its folded form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.files.csv_table import Table, read_csv
from kejidata.model import periods
from kejidata.model.labels import fold
from kejidata.model.terms import KINDS, LEVELS

COLUMNS: Mapping[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "indicators": "code name_zh name_en theme unit kind direction decimals"
        " definition aliases breaks formula related related_note",
        "themes": "code name_zh name_en",
        "regions": "code name_zh short_zh name_en level parent aliases",
        "sources": "id title title_en publisher publisher_en published url note",
    }.items()
}
INTEGERS = {"direction", "decimals", "published"}
CHOICES = {
    "kind": KINDS,
    "direction": ("1", "-1"),
    "level": LEVELS,
}
# Which column must name a key of which table.
POINTERS = {
    ("indicators", "theme"): "themes",
    ("indicators", "related"): "indicators",
    ("regions", "parent"): "regions",
}
_LABELS = ("code", "name_zh", "short_zh", "name_en")


@dataclass(frozen=True, eq=False)
class Registry:
    """The four tables, and the code of every indicator and region by each folded label."""

    indicators: pd.DataFrame
    themes: pd.DataFrame
    regions: pd.DataFrame
    sources: pd.DataFrame
    indicator_codes: Mapping[str, str]
    region_codes: Mapping[str, str]


def read(folder: Path) -> Registry:
    """Return the registry of a folder, checked.

    Parameters
    ----------
    folder
        Holds indicators.csv, themes.csv, regions.csv and sources.csv.

    Raises
    ------
    KejidataError
        A file or a column is missing, a key is double, a cell is outside its choices, a code points
        nowhere, or one label means two things.
    """
    tables = {name: read_csv(folder / f"{name}.csv") for name in COLUMNS}
    for name, table in tables.items():
        _check(name, table)
    for (name, column), target in POINTERS.items():
        _check_pointer(tables[name], column, tables[target])
    return Registry(
        **{name: _frame(table) for name, table in tables.items()},
        indicator_codes=_labels(tables["indicators"]),
        region_codes=_labels(tables["regions"]),
    )


def _check(name: str, table: Table) -> None:
    """Refuse a table of the registry that breaks its own rules."""
    if table.header != COLUMNS[name]:
        raise KejidataError(
            "the columns are not those of the registry",
            where=table.path.name,
            rows=["found " + ",".join(table.header), "needed " + ",".join(COLUMNS[name])],
            remedy="name the columns as needed, in this order",
        )
    seen: set[str] = set()
    for row in table.rows:
        key = row.cells[table.header[0]]
        if key in seen or not key:
            raise _refused(table, row.line, table.header[0], key, "give every row its own key")
        seen.add(key)
        for column, value in row.cells.items():
            _check_cell(table, row.line, column, value)


def _check_cell(table: Table, line: int, column: str, value: str) -> None:
    """Refuse a cell outside its choices."""
    choices = CHOICES.get(column)
    if choices and value not in choices:
        raise _refused(table, line, column, value, "write one of " + ", ".join(choices))
    if column in INTEGERS and not re.fullmatch(r"-?\d{1,4}", value):
        raise _refused(table, line, column, value, "write a whole number")
    if column == "breaks":
        for item in filter(None, value.split("|")):
            period, _, what = item.partition(":")
            if not (what and periods.is_period(period)):
                raise _refused(
                    table, line, column, item, "write PERIOD:what changed, ISO 8601 first"
                )


def _check_pointer(table: Table, column: str, target: Table) -> None:
    """Refuse a cell that names a key which its table does not have."""
    known = {row.cells[target.header[0]] for row in target.rows} | {""}
    for row in table.rows:
        if row.cells[column] not in known:
            remedy = f"add it to {target.path.name} or correct it"
            raise _refused(table, row.line, column, row.cells[column], remedy)


def _refused(table: Table, line: int, column: str, value: str, remedy: str) -> KejidataError:
    return KejidataError(
        "the registry does not allow this cell",
        where=f"{table.path.name}, line {line}, column {column}",
        rows=[repr(value)],
        remedy=remedy,
    )


def _labels(table: Table) -> dict[str, str]:
    """Return the code by code, name and alias; one label for two codes is refused."""
    found: dict[str, str] = {}
    for row in table.rows:
        code = row.cells["code"]
        for label in _labels_of(row.cells):
            if found.setdefault(fold(label), code) != code:
                remedy = f"it also means {found[fold(label)]}; keep it with one of them"
                raise _refused(table, row.line, "aliases", label, remedy)
    return found


def _labels_of(cells: Mapping[str, str]) -> Iterator[str]:
    """Yield every label of one row."""
    for column in _LABELS:
        if cells.get(column):
            yield cells[column]
    yield from filter(None, cells["aliases"].split("|"))


def _frame(table: Table) -> pd.DataFrame:
    """Return a table as a frame: text columns without gaps, whole numbers as int64."""
    columns = {name: [row.cells[name] for row in table.rows] for name in table.header}
    frame = pd.DataFrame(columns, dtype="str")
    return frame.astype({name: "int64" for name in table.header if name in INTEGERS})
