"""Observations: one row for one stated figure, and the shipped ones as a frame."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import nan
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from kejidata import project
from kejidata.errors import KejidataError
from kejidata.files.csv_table import Row, Table, read_csv, write_csv
from kejidata.files.folders import standing
from kejidata.model import periods, reads, registry, terms
from kejidata.model.selection import Wanted, chosen, selection
from kejidata.model.units import parse_decimal


class Observation(NamedTuple):
    """One stated figure, exact to the digit; `value` is None where nothing was published."""

    region: str
    indicator: str
    period: str
    measure: str
    value: Decimal | None
    unit: str
    step: Decimal
    bound: str
    among: str
    status: str
    vintage: int
    source: str
    quote: str

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """What no two observations share."""
        return self.region, self.indicator, self.period, self.measure, self.vintage


COLUMNS = Observation._fields
DTYPES = dict.fromkeys(COLUMNS, "str") | {"value": "float64", "step": "float64", "vintage": "int64"}


def _float(cell: str) -> float:
    """Return the float nearest to a numeral; unlike `float`, no inf, nan or 1_000."""
    return float(parse_decimal(cell)[0])


def _year(cell: str) -> int:
    """Return a year; unlike `int`, no sign, no 2_020 and no number beyond a column's."""
    if not (len(cell) == 4 and cell.isdecimal()):
        raise ValueError(cell)
    return int(cell)


_NUMBERS: Mapping[str, Callable[[str], float | int]] = {
    "value": _float,
    "step": _float,
    "vintage": _year,
}


def frame(rows: Iterable[Observation]) -> pd.DataFrame:
    """Return observations as a frame, numbers as floats and an unpublished value as NaN."""
    held = list(rows)
    made = {name: column(name, [row[at] for row in held]) for at, name in enumerate(COLUMNS)}
    return pd.DataFrame(made, columns=COLUMNS, copy=False)


def column(name: str, cells: Sequence[Any]) -> pd.Series:
    """Return one column; what was not published is no number."""
    if name not in _NUMBERS:
        return pd.Series(cells, dtype=DTYPES[name])
    numbers = array("d", (nan if cell is None else cell for cell in cells))
    return pd.Series(numbers, dtype=DTYPES[name])


def to_csv(rows: Iterable[Observation]) -> bytes:
    """Return observations as CSV bytes, sorted by key, every number in its published digits."""
    return write_csv(COLUMNS, (_text(row) for row in sorted(rows, key=lambda row: row.key)))


def _text(row: Observation) -> list[str]:
    """Return the cells of one row; decimals without an exponent."""
    return [
        f"{cell:f}" if isinstance(cell, Decimal) else "" if cell is None else str(cell)
        for cell in row
    ]


def load(
    path: str | Path | None = None,
    *,
    indicators: Wanted = None,
    regions: Wanted = None,
    sources: Wanted = None,
) -> pd.DataFrame:
    """Return the observations, one row for one stated figure, values in the registry's units.

    Parameters
    ----------
    path
        A folder of processed data or its observations.csv; without it that of the project in
        force.
    indicators, regions, sources
        A code or a name, or several (sources by code alone): only rows of these, no row for an
        empty list, all rows where None. `kejidata report` runs a notebook again only where rows
        that it loaded have changed.

    Returns
    -------
    DataFrame
        region, indicator, period, measure, value, unit, step, bound, among, status, vintage,
        source, quote; text columns hold no NaN, value and step are floats, vintage is int64.
        No two rows share region, indicator, period, measure and vintage.

    Raises
    ------
    KejidataError
        No path is given outside any project; the file is missing, its columns are others, a cell
        is not what its column holds, or two rows have one key. An indicator, a region or a source
        is asked for that neither the registry nor an observation has; one without rows gives none.

    Examples
    --------
    >>> obs = load(regions="320682", indicators="tech_contract_value")
    >>> obs.loc[obs["period"] == "2020", ["measure", "value", "unit"]]
    ... # doctest: +NORMALIZE_WHITESPACE
                  measure   value unit
    ...  completion_ratio  121.90    %
    ...             value   26.82   亿元
    """
    registry.forget()
    wanted = selection(indicators, regions, sources)
    if path is None:
        reads.note(wanted)
        held = _of_registry(registry.current(), project.current_project().processed / reads.FILE)
    else:
        place = standing(Path(path))
        held = _read_all(place / reads.FILE if place.is_dir() else place)
    return chosen(held, wanted)


def in_force() -> pd.DataFrame | None:
    """Return the observations of the project in force; None outside any, or before any was built.

    Unlike `load` it leaves the registry, and what was read beside it, as they were read, and does
    not note what is read: that is up to whoever takes rows of it.
    """
    found = project.current()
    path = found and found.processed / reads.FILE
    return _of_registry(registry.current(), path) if path and path.is_file() else None


@lru_cache(maxsize=1)
def _of_registry(_: registry.Registry, path: Path) -> pd.DataFrame:
    """Return the observations that were read beside a registry; do not change them."""
    with reads.accounted():
        return _read_all(path)


def _read_all(path: Path) -> pd.DataFrame:
    table = read_csv(path)
    if table.header != COLUMNS:
        raise KejidataError(
            "the columns are not those of the observations",
            where=table.path.name,
            rows=["found " + ",".join(table.header)[:200], "needed " + ",".join(COLUMNS)],
            remedy="read a table of your own with kejidata.read_table",
        )
    _check(table)
    numbers = {name: [_read(table, row, name) for row in table.rows] for name in _NUMBERS}
    texts = {name: [row.cells[name] for row in table.rows] for name in COLUMNS}
    return pd.DataFrame(texts | numbers).astype(DTYPES)


def load_example() -> pd.DataFrame:
    """Return the observations of the shipped example, Rugao's, as `load` gives those of a project.

    Outside any project the registry, sentences and figures speak of the example from then on.

    Examples
    --------
    >>> load_example().equals(load())
    True
    """
    return load(project.use_example().processed)


def _read(table: Table, row: Row, column: str) -> float | int:
    """Return the number in a cell, read to the nearest float."""
    cell = row.cells[column]
    try:
        return _NUMBERS[column](cell)
    except ValueError:
        raise _refused(table, row, column, "a cell of the observations is not a number") from None


_FILLED = ("region", "indicator", "unit", "source")
KEY = ("region", "indicator", "period", "measure", "vintage")


def _check(table: Table) -> None:
    """Refuse an empty or unknown cell, a period that is none, and a second row for one figure."""
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        cells = row.cells
        for column in _FILLED:
            if not cells[column]:
                raise _refused(table, row, column, "a cell of the observations is empty")
        for column, known in terms.WORDED.items():
            if cells[column] not in known and (column, cells[column]) != ("status", ""):
                raise _refused(table, row, column, "a word of the observations is not known")
        if not periods.is_period(cells["period"]):
            raise _refused(table, row, "period", "a period of the observations is none")
        first = seen.setdefault(tuple(cells[name] for name in KEY), row.line)
        if first != row.line:
            raise _refused(table, row, "indicator", f"the figure stands in line {first} too")


def _refused(table: Table, row: Row, column: str, what: str) -> KejidataError:
    return KejidataError(
        what,
        where=table.where(row, column),
        rows=[repr(row.cells[column])],
        remedy="build the data again; the processed files are not edited by hand",
    )
