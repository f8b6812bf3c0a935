"""Statistical tables as published to tidy observations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from kejidata import registry, rows
from kejidata.csvfile import Record, Row, Table, as_table, read_records
from kejidata.errors import KejidataError
from kejidata.observations import COLUMNS, Observation, frame
from kejidata.registry import Registry, fold

HEADINGS: Mapping[str, str] = {name: name for name in COLUMNS if name != "step"} | {
    **dict.fromkeys(("地区", "区域", "省份", "城市", "area"), "region"),
    **dict.fromkeys(("指标", "指标名称"), "indicator"),
    **dict.fromkeys(("年份", "年度", "年", "时期", "year"), "period"),
    **dict.fromkeys(("数值", "指标值"), "value"),
    **dict.fromkeys(("单位", "计量单位"), "unit"),
    "类别": "measure",
    "限定": "bound",
    "数据状态": "status",
    "发布年份": "vintage",
    "来源": "source",
    "原文": "quote",
    **dict.fromkeys(("statement", "note", "备注"), "note"),
}
NEEDED = ("region", "indicator", "period", "value")
_IN_BRACKETS = re.compile(r"(.+?)[(（]([^()（）]+)[)）]")
# A published sheet may carry a title and a line with the unit above its header.
_ABOVE = 5


def read_table(path: str | Path, *, own: bool = False) -> pd.DataFrame:
    r"""Return a long table as tidy observations, amounts in the registry's units.

    Parameters
    ----------
    path
        A CSV file with the columns region, indicator, year (or period) and value, in English or
        Chinese (地区, 指标, 年份, 数值); unit, measure, bound, status, vintage, source, among and
        quote are optional. A unit may stand in a heading or a label: 数值(亿元), R&D经费(万元).
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
    return frame(observations(Path(path), registry.shipped(), own=own))


def observations(path: Path, known: Registry, *, own: bool = False) -> list[Observation]:
    """Return the observations of a long table, in its order; see `read_table`."""
    table = _renamed(read_records(path), path)
    rules = rows.Rules.of(known, own)
    found = [_observation(table, row, rules) for row in table.rows]
    _refuse_duplicates(table, found)
    return found


def _renamed(records: Sequence[Record], path: Path) -> Table:
    """Return the table with the columns of the observations; a unit in a heading is its own."""
    start = next((n for n, (_, cells) in enumerate(records[:_ABOVE]) if _is_header(cells)), 0)
    header, unit = _headings(records[start][1], path.name, records[start][0])
    table = as_table(path, [(records[start][0], header), *records[start + 1 :]])
    missing = [name for name in NEEDED if name not in table.header]
    if missing:
        raise KejidataError(
            "the table lacks " + ", ".join(missing),
            where=f"{path.name}, line {records[start][0]}",
            rows=["found " + ", ".join(filter(None, records[start][1]))[:200]],
            remedy="name the columns region, indicator, year, value or 地区, 指标, 年份, 数值",
        )
    if not unit:
        return table
    return Table(path, table.header, [Row(r.line, {"unit": unit, **r.cells}) for r in table.rows])


def _is_header(cells: Sequence[str]) -> bool:
    """Tell whether a row names at least two of the needed columns."""
    return len({HEADINGS.get(_split(cell)[0], "") for cell in cells} & set(NEEDED)) > 1


def _split(heading: str) -> tuple[str, str]:
    """Return a heading folded, and the unit that stands in brackets behind it."""
    match = _IN_BRACKETS.fullmatch(fold(heading))
    return (match[1], match[2]) if match else (fold(heading), "")


def _headings(cells: Sequence[str], name: str, line: int) -> tuple[list[str], str]:
    """Return the columns that the headings mean, and the unit of the value's heading."""
    parts = [_split(cell) for cell in cells]
    unknown = [
        cell for cell, (word, _) in zip(cells, parts, strict=True) if cell and word not in HEADINGS
    ]
    if unknown:
        raise KejidataError(
            "the table has columns that are not known",
            where=f"{name}, line {line}",
            rows=[repr(cell) for cell in unknown],
            remedy="drop them, or name them " + ", ".join(sorted(set(HEADINGS.values()))),
        )
    columns = [HEADINGS.get(word, "") for word, _ in parts]
    units = [unit for (_, unit), column in zip(parts, columns, strict=True) if column == "value"]
    return columns, "".join(units)


def _observation(table: Table, row: Row, rules: rows.Rules) -> Observation:
    """Return the observation of a row, the unit taken out of its label where it stands there."""
    cells = dict(row.cells)
    label = cells["indicator"]
    match = _IN_BRACKETS.fullmatch(label)
    if match and fold(label) not in rules.indicators and "unit" not in cells:
        cells["indicator"], cells["unit"] = match[1], match[2]
    return rows.observation(cells, lambda column: table.where(row, column), rules)


def _refuse_duplicates(table: Table, found: Sequence[Observation]) -> None:
    """Refuse two rows for one figure, showing both."""
    first: dict[object, int] = {}
    doubled = []
    for row, item in zip(table.rows, found, strict=True):
        line = first.setdefault(item.key, row.line)
        if line != row.line:
            what = " ".join(map(str, item.key))
            doubled.append(f"lines {line} and {row.line}: {what} = {item.value}")
    if doubled:
        raise KejidataError(
            "the table states a figure twice",
            where=table.path.name,
            rows=doubled,
            remedy="keep one row for each region, indicator, period, measure and vintage",
        )
