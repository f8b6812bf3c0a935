"""Statistical tables as published to tidy observations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.files.csv_table import Record, Row, Table, as_table, read_records
from kejidata.model import registry
from kejidata.model.observations import Observation, frame
from kejidata.model.registry import Registry, fold
from kejidata.tables import headings, parse_row
from kejidata.tables.wide import lengthen

NEEDED = ("region", "indicator", "period", "value")
_UNITS = ("unit", "unit of the value", "unit above")


def read_table(
    path: str | Path, *, indicator: str = "", period: str | int = "", own: bool = False
) -> pd.DataFrame:
    r"""Return a statistical table as tidy observations, amounts in the registry's units.

    Parameters
    ----------
    path
        A CSV file. Long: columns region, indicator, year (or period) and value, in English or
        Chinese (地区, 指标, 年份, 数值); unit, measure, bound, status, vintage, source, among and
        quote are optional. Wide: a row for each region (and year), under headings of years or
        indicators, or of both in two lines. A unit may stand in a heading or a label, as in
        数值(亿元) and R&D经费(万元), or above the table, as in 单位：亿元.
    indicator, period
        What the table does not state itself.
    own
        Keep regions, indicators and sources that the registry does not know, as written, instead
        of refusing them.

    Returns
    -------
    DataFrame
        The columns of `load`. A cell such as - or … is a row whose value is NaN. Without a
        vintage or a known source a figure counts as published in the year its period ends.

    Raises
    ------
    KejidataError
        The file is no CSV text, a column is missing or unknown, a label, unit, period or value
        cannot be read, or two rows state the same figure; file, line, column and cell are named.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "own.csv"
    >>> _ = file.write_text("地区,指标,年份,数值(万元)\n如皋,R&D经费,2020,\"261,000\"\n")
    >>> read_table(file)[["region", "indicator", "value", "unit", "step"]]
       region       indicator  value unit    step
    0  320682  rd_expenditure   26.1   亿元  0.0001
    """
    given = {"indicator": indicator, "period": str(period)}
    return frame(observations(Path(path), registry.current(), given, own=own))


def observations(
    path: Path, known: Registry, given: Mapping[str, str] = MappingProxyType({}), own: bool = False
) -> list[Observation]:
    """Return the observations of a table, in its order; see `read_table`."""
    records = read_records(path)
    start = headings.header_at(records)
    wide = headings.is_wide(records[start][1])
    table = lengthen(records, start, path) if wide else _long(records, start, path)
    common = {name: text for name, text in given.items() if text}
    if above := headings.unit_above(records, start):
        common["unit above"] = above
    rules = parse_row.Rules.of(known, own)
    found = [_observation(table, row, common, rules) for row in table.rows]
    _refuse_duplicates(table, found)
    return found


def _long(records: Sequence[Record], start: int, path: Path) -> Table:
    """Return a long table with the columns of the observations."""
    line, cells = records[start]
    columns = [headings.column(cell) for cell in cells]
    unknown = [cell for cell, name in zip(cells, columns, strict=True) if cell and not name]
    if unknown:
        raise KejidataError(
            "the table has columns that are not known",
            where=f"{path.name}, line {line}",
            rows=[repr(cell[:100]) for cell in unknown],
            remedy="drop them, or name them " + ", ".join(dict.fromkeys(headings.COLUMNS.values())),
        )
    table = as_table(path, [(line, columns), *records[start + 1 :]])
    units = [headings.split(cell)[1] for cell in cells if headings.column(cell) == "value"]
    if not any(units):
        return table
    unit = {"unit of the value": units[0]}
    return Table(path, table.header, [Row(row.line, row.cells | unit) for row in table.rows])


def _observation(
    table: Table, row: Row, common: Mapping[str, str], rules: parse_row.Rules
) -> Observation:
    """Return the observation of a row; what the table states for all its rows goes last."""
    cells = {**common, **row.cells}
    where = partial(table.where, row)
    missing = [name for name in NEEDED if name not in cells]
    if missing:
        raise KejidataError(
            "the table does not state " + ", ".join(missing),
            where=f"{table.path.name}, line {row.line}",
            rows=["columns " + ", ".join(filter(None, table.header))[:200]],
            remedy="name the columns region, indicator, year, value or 地区, 指标, 年份, 数值",
        )
    label, unit = _label(cells, rules)
    stated = {text for text in (unit, *(cells.pop(name, "") for name in _UNITS[:2])) if text}
    if len(stated) > 1:
        raise KejidataError(
            "the row states two units",
            where=where("unit"),
            rows=sorted(map(repr, stated)),
            remedy="keep the right one",
        )
    if stated or "unit" in row.cells or "unit above" in cells:
        cells["unit"] = stated.pop() if stated else cells.pop("unit above", "")
    return parse_row.observation(cells | {"indicator": label}, where, rules)


def _label(cells: Mapping[str, str], rules: parse_row.Rules) -> tuple[str, str]:
    """Return the indicator's label and the unit in brackets behind it, where that is a unit.

    Brackets may belong to the name: a name of the registry is taken whole, and so is a name of the
    analyst's own whose unit stands elsewhere.
    """
    label = cells["indicator"]
    base, unit = headings.split(label)
    whole = fold(label) in rules.indicators
    elsewhere = any(cells.get(name) for name in _UNITS)
    if whole or (elsewhere and fold(base) not in rules.indicators):
        return label, ""
    return base, unit


def _refuse_duplicates(table: Table, found: Sequence[Observation]) -> None:
    """Refuse two rows for one figure, showing both."""
    first: dict[object, Row] = {}
    doubled = []
    for row, item in zip(table.rows, found, strict=True):
        other = first.setdefault(item.key, row)
        if other is not row:
            what = " ".join(map(str, item.key))
            doubled.append(f"lines {other.line} and {row.line}: {what} = {item.value}")
    if doubled:
        raise KejidataError(
            "the table states a figure twice",
            where=table.path.name,
            rows=doubled,
            remedy="keep one row for each region, indicator, period, measure and vintage",
        )
