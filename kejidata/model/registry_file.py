"""The registry as files: a project's rows over the base's, checked, every label found again.

A project's rows go first; `registry_base` says what they take from the base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kejidata.errors import KejidataError
from kejidata.files.csv_table import Row, Table, read_csv
from kejidata.model import periods, registry_base
from kejidata.model.labels import fold
from kejidata.model.sentence_pattern import PATTERN, is_pattern
from kejidata.model.terms import KINDS, LEVELS, PRICE_BASES, TIMINGS

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Mapping[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "indicators": "code name_zh name_en theme unit kind direction decimals"
        " definition aliases breaks formula related related_note price_basis timing definition_zh"
        " definition_source pattern_zh pattern_en",
        "themes": "code name_zh name_en",
        "regions": "code name_zh short_zh name_en level parent aliases",
        "sources": "id title title_en publisher publisher_en published url note",
    }.items()
}
PATTERNS = ("pattern_zh", "pattern_en")
"""The last columns of indicators, which a registry may lack."""
INTEGERS = {"direction", "decimals", "published"}
CHOICES = {
    "kind": KINDS,
    "direction": ("1", "-1"),
    "level": LEVELS,
    "price_basis": PRICE_BASES,
    "timing": TIMINGS,
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
    """The four tables, and the code of every indicator and region by each folded label.

    Indicators and themes are the project's, then those of the base; regions and sources are the
    project's. `place` is the division that decides between several of one name.
    """

    indicators: pd.DataFrame
    themes: pd.DataFrame
    regions: pd.DataFrame
    sources: pd.DataFrame
    indicator_codes: Mapping[str, str]
    region_codes: Mapping[str, str]
    place: str = ""


def read(folder: Path) -> Registry:
    """Return the registry of a folder over the base, checked.

    Parameters
    ----------
    folder
        Holds indicators.csv, themes.csv, regions.csv and sources.csv.

    Raises
    ------
    KejidataError
        A file or a column is missing, a key is double, a cell is outside its choices, a code points
        nowhere, one label means two things, or a row differs from the base's in unit or kind and
        has no definition of its own.
    """
    return _registry({name: own(folder, name) for name in COLUMNS})


def base() -> Registry:
    """Return the registry of no project: indicators and themes of the base, no rows besides."""
    return _registry({name: Table(Path(f"{name}.csv"), COLUMNS[name], []) for name in COLUMNS})


def _registry(tables: Mapping[str, Table]) -> Registry:
    """Return the registry of a project's tables over the base."""
    for (name, column), target in POINTERS.items():
        _check_pointer(tables[name], column, tables[target], target)
    indicators, themes, regions, sources = (_frame(*one) for one in tables.items())
    return Registry(
        *(indicators, themes, regions, sources),
        indicator_codes=_labels("indicators", tables["indicators"]),
        region_codes=_region_labels(tables["regions"]),
    )


def own(folder: Path, name: str) -> Table:
    """Return a project's own rows of a table, empty cells filled from the base, checked."""
    table = _with_patterns(read_csv(folder / f"{name}.csv"))
    _check_header(name, table)
    table = registry_base.filled(name, table)
    _check(table)
    return table


def _with_patterns(table: Table) -> Table:
    """Return indicators that were written without the sentence patterns with empty ones."""
    if table.header + PATTERNS != COLUMNS["indicators"]:
        return table
    empty = dict.fromkeys(PATTERNS, "")
    rows = [Row(row.line, {**row.cells, **empty}, row.heading) for row in table.rows]
    return Table(table.path, table.header + PATTERNS, rows)


def _check_header(name: str, table: Table) -> None:
    """Refuse a table with other columns than the registry's."""
    if table.header != COLUMNS[name]:
        raise KejidataError(
            "the columns are not those of the registry",
            where=table.path.name,
            rows=["found " + ",".join(table.header), "needed " + ",".join(COLUMNS[name])],
            remedy="name the columns as needed, in this order",
        )


def _check(table: Table) -> None:
    """Refuse a table of the registry that breaks its own rules."""
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
    if column.startswith("pattern_") and not is_pattern(value):
        raise _refused(table, line, column, value, PATTERN)
    if column == "breaks":
        for item in filter(None, value.split("|")):
            period, _, what = item.partition(":")
            if not (what and periods.is_period(period)):
                remedy = "write PERIOD:what changed, ISO 8601 first"
                raise _refused(table, line, column, item, remedy)


def _check_pointer(table: Table, column: str, target: Table, name: str) -> None:
    """Refuse a cell that names a key which its table does not have, nor the base."""
    known = {row.cells[target.header[0]] for row in target.rows} | {""}
    for row in table.rows:
        if row.cells[column] not in known and not registry_base.has(name, row.cells[column]):
            remedy = f"add it to {target.path.name} or correct it"
            raise _refused(table, row.line, column, row.cells[column], remedy)


def _refused(table: Table, line: int, column: str, value: str, remedy: str) -> KejidataError:
    where = f"{table.path.name}, line {line}, column {column}"
    return KejidataError(
        "the registry does not allow this cell", where=where, rows=[repr(value)], remedy=remedy
    )


def _labels(name: str, table: Table) -> dict[str, str]:
    """Return the code by code, name and alias; one label for two codes is refused.

    The names that the base gives an overridden row stay labels of it.
    """
    found: dict[str, str] = {}
    for row in table.rows:
        code = row.cells["code"]
        for column, label in _labels_of(row.cells):
            other = found.setdefault(fold(label), code)
            if other != code:
                remedy = f"it also means {other}; keep it with one of them"
                raise _refused(table, row.line, column, label, remedy)
    base = registry_base.base(name)
    for row in base.rows if base else ():
        for _, label in _labels_of(row.cells):
            other = found.setdefault(fold(label), row.cells["code"])
            if other != row.cells["code"]:
                raise _taken(name, table, label, other, row)
    return found


def _region_labels(table: Table) -> dict[str, str]:
    """Return the code by label of a project's regions.

    What several divisions of China bear is no label here: place and year decide it.
    """
    found: dict[str, str] = {}
    shared: set[str] = set()
    for row in table.rows:
        code = row.cells["code"]
        for column, label in _labels_of(row.cells):
            other = found.setdefault(fold(label), code)
            if other != code and not all(registry_base.cells_of(one) for one in (other, code)):
                remedy = f"it also means {other}; keep it with one of them"
                raise _refused(table, row.line, column, label, remedy)
            shared |= {fold(label)} if other != code else set()
    return {label: code for label, code in found.items() if label not in shared}


def _taken(name: str, table: Table, label: str, code: str, row: Row) -> KejidataError:
    """Return the refusal of a label that the base registry has for another code."""
    own = next(row for row in table.rows if row.cells["code"] == code)
    column = next(c for c, one in _labels_of(own.cells) if fold(one) == fold(label))
    taken = f"{registry_base.place_of(name)}, line {row.line}: {row.cells['code']}"
    remedy = f"drop the label, or use the code {row.cells['code']}, which the base has for it"
    return KejidataError(
        "the base registry has this label for another code",
        where=table.where(own, column),
        rows=[f"{label!r} means {code} here", taken],
        remedy=remedy,
    )


def _labels_of(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield every label of one row with its column."""
    for column in _LABELS:
        if cells.get(column):
            yield column, cells[column]
    yield from (("aliases", alias) for alias in cells["aliases"].split("|") if alias)


def _frame(name: str, table: Table) -> pd.DataFrame:
    """Return a table over its base as a frame: text columns without gaps, whole numbers int64."""
    # A report with nothing new asks for the names of the tables, and waits for no pandas.
    import pandas as pd

    rows = [*table.rows, *registry_base.beneath(name, table)]
    columns = {name: [row.cells[name] for row in rows] for name in table.header}
    frame = pd.DataFrame(columns, dtype="str")
    return frame.astype({name: "int64" for name in table.header if name in INTEGERS})
