"""The observations of a project as they are stored: read, checked, and chosen from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd

from kejidata import project
from kejidata.errors import KejidataError
from kejidata.files.csv_table import Row, Table, read_csv
from kejidata.files.folders import standing
from kejidata.files.refusals import given_path
from kejidata.model import periods, reads, registry, terms
from kejidata.model.arguments import held_to_annotations
from kejidata.model.observations import COLUMNS, DTYPES, KEY
from kejidata.model.selection import Wanted, chosen, selection
from kejidata.model.units import parse_decimal


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


@held_to_annotations
def load(
    path: str | Path | None = None,
    *,
    indicators: Wanted = None,
    regions: Wanted = None,
    sources: Wanted = None,
    operands: bool = False,
) -> pd.DataFrame:
    """Return the observations, one row for one stated figure, values in the registry's units.

    Parameters
    ----------
    path
        A folder of processed data or its observations.csv; without it that of the project in
        force.
    indicators, regions, sources
        A code or a name, or several (sources by code alone): only rows of these, no row for an
        empty list, all rows where None. Of a report that is all that it states, also what another
        source says more finely. `kejidata report` runs a notebook again only where rows that it
        loaded have changed.
    operands
        Also the indicators that the formulas of the named ones are written in, without which
        their statements can be neither audited nor derived.

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
    wanted = selection(indicators, regions, sources, operands=operands)
    if path is None:
        reads.note(wanted)
        held, restated = _of_registry(registry.current(), project.current_project().processed)
    else:
        held, restated = _read_both(standing(given_path(path)))
    if wanted.sources is None or restated is None:
        return chosen(held, wanted)
    found = chosen(_together(held, restated), wanted)
    # Of two sources that are both wanted the one that says a figure more finely stands first.
    return found.drop_duplicates([*KEY]).sort_values([*KEY])


def in_force() -> pd.DataFrame | None:
    """Return all statements of the project in force; None outside any, or before any was built.

    Unlike `load` it has what a report restates beside the source that says it more finely, leaves
    the registry, and what was read beside it, as they were read, and does not note what is read:
    that is up to whoever takes rows of it.
    """
    found = project.current()
    if not (found and (found.processed / reads.FILE).is_file()):
        return None
    held, restated = _of_registry(registry.current(), found.processed)
    return held if restated is None else _together(held, restated)


def regions_with_a_value() -> list[str]:
    """Return the codes of the regions of which the project in force has a value, sorted."""
    registry.forget()
    reads.note_regions()
    held, _ = _of_registry(registry.current(), project.current_project().processed)
    return sorted(held.loc[held["measure"] == "value", "region"].unique())


def _together(held: pd.DataFrame, restated: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([held, restated], ignore_index=True)


@lru_cache(maxsize=1)
def _of_registry(_: registry.Registry, folder: Path) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return what was read beside a registry; do not change it."""
    with reads.accounted():
        return _read_both(folder)


def _read_both(place: Path) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return the observations of a folder or a file, and what is restated beside them, if any."""
    if not place.is_dir():
        return _read_all(place, KEY), None
    path = place / reads.RESTATED
    restated = _read_all(path, (*KEY, "source")) if path.is_file() else None
    return _read_all(place / reads.FILE, KEY), restated


def _read_all(path: Path, key: Sequence[str]) -> pd.DataFrame:
    table = read_csv(path)
    if table.header != COLUMNS:
        raise KejidataError(
            "the columns are not those of the observations",
            where=table.path.name,
            rows=["found " + ",".join(table.header)[:200], "needed " + ",".join(COLUMNS)],
            remedy="read a table of your own with kejidata.read_table",
        )
    _check(table, key)
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


def _check(table: Table, key: Sequence[str]) -> None:
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
        first = seen.setdefault(tuple(cells[name] for name in key), row.line)
        if first != row.line:
            raise _refused(table, row, "indicator", f"the figure stands in line {first} too")


def _refused(table: Table, row: Row, column: str, what: str) -> KejidataError:
    return KejidataError(
        what,
        where=table.where(row, column),
        rows=[repr(row.cells[column])],
        remedy="build the data again; the processed files are not edited by hand",
    )
