"""The base registry: the indicators of all of China and their themes, under a project's own rows.

A project writes down what the base lacks, and of what the base has only the cells that it
overrides: an empty cell is the base's, aliases are added to those of the base. A region that is
written whole takes nothing; the names of the division lead to it all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import as_file, files

from kejidata.errors import KejidataError
from kejidata.files.csv_table import Row, Table, read_csv
from kejidata.model import divisions

TABLES = ("indicators", "themes")
"""Tables of the registry that the package ships a base of."""
MEANING = ("unit", "kind", "timing")
"""Cells that may differ from the base's only where the definition does."""

Cells = Mapping[str, str]


@cache
def base(name: str) -> Table | None:
    """Return a table of the base registry; None for a table that only projects have.

    Examples
    --------
    >>> table = base("themes")
    >>> table.rows[0].cells["code"], base("sources")
    ('rd_input', None)
    """
    if name not in TABLES:
        return None
    with as_file(files("kejidata") / "registry" / f"{name}.csv") as path:
        return read_csv(path)


@cache
def rows(name: str) -> Mapping[str, Cells]:
    """Return the rows of a base table by code, none for a table that has no base."""
    table = base(name)
    return {row.cells["code"]: row.cells for row in table.rows} if table else {}


def filled(name: str, table: Table) -> Table:
    """Return a project's table with the base's cells where its own are empty.

    Raises
    ------
    KejidataError
        A row takes another unit, kind or timing than the base's and no definition of its own, or a
        region without cells is no division.
    """
    found = [Row(row.line, _filled(name, table, row), row.heading) for row in table.rows]
    return Table(table.path, table.header, found)


def _filled(name: str, table: Table, row: Row) -> dict[str, str]:
    own = row.cells
    # A whole region, as built data has them, needs no look at the 7,000 divisions.
    known = None if name == "regions" and _is_whole(own) else _known(name, own[table.header[0]])
    if known is None:
        if name == "regions" and not own["level"]:
            raise _no_division(table, row)
        return own
    cells = {column: cell or known[column] for column, cell in own.items()}
    if "aliases" in cells:
        cells["aliases"] = "|".join(_united(known["aliases"], own["aliases"]))
    other = [one for one in MEANING if one in cells and cells[one] != known[one]]
    if other and cells["definition"] == known["definition"]:
        raise KejidataError(
            "the base registry has this code with another " + " and ".join(other),
            where=table.where(row, other[0]),
            rows=[f"{own['code']}: {cells[one]} here, {known[one]} there" for one in other],
            remedy="leave the cell empty, give the indicator a code of its own, or write the "
            "definition that goes with it",
        )
    return cells


def _no_division(table: Table, row: Row) -> KejidataError:
    return KejidataError(
        "no division has this code, and the row says nothing of a place of your own",
        where=table.where(row, "code"),
        rows=[repr(row.cells["code"])],
        remedy="correct the code, or fill the names, the level and the parent",
    )


def _is_whole(region: Cells) -> bool:
    """Tell whether a region has all cells that it needs; the nation alone has no parent."""
    named = all(region[column] for column in ("name_zh", "short_zh", "name_en"))
    return named and bool(region["parent"] or region["level"] == "nation")


def _known(name: str, code: str) -> Cells | None:
    """Return a row of the base or, of regions, of the divisions; None where it has none."""
    return cells_of(code) if name == "regions" else rows(name).get(code)


def has(name: str, code: str) -> bool:
    """Tell whether the base, or for regions the table of divisions, has a code."""
    return _known(name, code) is not None


def cells_of(code: str) -> Cells | None:
    """Return a division as a row of the registry, under its newest name; None for no division.

    Examples
    --------
    >>> (row := cells_of("320682")) and (row["name_zh"], row["parent"])
    ('如皋市', '320600')
    """
    spells = divisions.by_code().get(code)
    return spells[-1]._asdict() if spells else None


def _united(*lists: str) -> Iterator[str]:
    """Return the items of lists parted by ``|``, each once."""
    yield from dict.fromkeys(item for text in lists for item in text.split("|") if item)


def beneath(name: str, table: Table) -> list[Row]:
    """Return the rows of the base that a project's table does not have."""
    own = {row.cells[table.header[0]] for row in table.rows}
    below = base(name)
    return [row for row in below.rows if row.cells["code"] not in own] if below else []


def place_of(name: str) -> str:
    """Return how a message names the base's file.

    Examples
    --------
    >>> place_of("indicators")
    'kejidata/registry/indicators.csv'
    """
    return f"kejidata/registry/{name}.csv"
