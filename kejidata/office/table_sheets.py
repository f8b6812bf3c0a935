"""Sheets of observations: a row for each region or for each figure, and one of the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from kejidata.model import region_lookup, registry, terms
from kejidata.model.labels import fold
from kejidata.model.units import MAGNITUDES
from kejidata.office import wide_table
from kejidata.office.wide_table import LANG, said
from kejidata.tables.meaning.codes import CODES
from kejidata.wording.language import word

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHOWN = (
    *("region", "indicator", "period", "measure", "value", "unit", "bound", "among", "status"),
    *("vintage", "source", "quote"),
)
_ALWAYS = ("region", "indicator", "period", "measure", "value", "unit", "vintage")
_WIDTHS = {"indicator": 36, "quote": 48, "region": 16, "period": 18}
_MISSING = "…"
_SILENT = ("", "exact")
"""What a column says that says nothing."""


def fill_wide(sheet: Worksheet, frame: pd.DataFrame) -> None:
    """Fill a sheet with a row for each region and period, a column for each figure."""
    rows = [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
    named = [(row, _words(row), _amount(row)) for row in rows]
    keys = list(dict.fromkeys((words["region"], str(row["period"])) for row, words, _ in named))
    heads = list(dict.fromkeys(wide_table.heading(row, words) for row, words, _ in named))
    for line, texts in enumerate(wide_table.header(heads), 1):
        put(sheet, line, texts)
    for line, key in enumerate(keys, 3):
        put(sheet, line, list(key))
    for row, words, amount in named:
        line = keys.index((words["region"], str(row["period"]))) + 3
        column = heads.index(wide_table.heading(row, words)) + 3
        _put_amount(sheet, line, column, amount)
    for left, right in wide_table.groups(heads):
        sheet.merge_cells(None, 1, left, 1, right)
    _dress(sheet, ["region", "period"] + ["figure"] * len(heads), "C3")


def fill_long(sheet: Worksheet, frame: pd.DataFrame) -> None:
    """Fill a sheet with a row for each figure."""
    silent = {name for name in _SHOWN if frame[name].astype(str).isin(_SILENT).all()}
    shown = [name for name in _SHOWN if name in _ALWAYS or name not in silent]
    put(sheet, 1, [word(LANG, "column", name) for name in shown])
    for number, row in enumerate(frame.to_dict("records"), 2):
        _put_row(sheet, number, {str(k): v for k, v in row.items()}, shown)
    _dress(sheet, shown, "A2")


def put(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    """Put texts into a row; what begins like a formula stays text."""
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column)
        cell.value = text
        cell.data_type = "s"


def _put_row(
    sheet: Worksheet, number: int, row: Mapping[str, object], shown: Sequence[str]
) -> None:
    """Put one observation into a row, its value as a number in its published decimals."""
    amount = _amount(row)
    texts = {name: str(row[name]) for name in shown} | _words(row) | {"unit": amount[2]}
    put(sheet, number, [texts[name] for name in shown])
    _put_amount(sheet, number, shown.index("value") + 1, amount)


def _put_amount(
    sheet: Worksheet, row: int, column: int, amount: tuple[Decimal | None, int, str]
) -> None:
    """Put a number in its published decimals, or the mark for a missing one."""
    value, places, unit = amount
    cell = sheet.cell(row, column)
    if value is None:
        cell.value = _MISSING
    else:
        # As its digits, which the library would round where it is given a number.
        cell.value = str(value)
        cell.data_type = "n"
    # A bare 0.02 under a heading in percent would look like a fraction, for 2 %.
    sign = '"%"' if unit == terms.PERCENT and value and abs(value) < 1 else ""
    cell.number_format = (f"0.{'0' * places}" if places else "0") + sign


def _words(row: Mapping[str, object]) -> dict[str, str]:
    """Return what a reader calls the codes of a row, where the name leads back to the code."""
    known = registry.current()
    found = {}
    for column, table in (("region", "regions"), ("indicator", "indicators"), ("among", "regions")):
        code = str(row[column])
        name = registry.entry(table, code).get("name_zh", "")
        back = known.indicator_codes.get(fold(name)) if column == "indicator" else ""
        leads = name and (
            back == code if column == "indicator" else region_lookup.means(name, code)
        )
        found[column] = name if leads else code
    for column, words in CODES.items():
        by_code = {code: word for word, code in words.items()}
        found[column] = by_code.get(str(row[column]), "" if column == "bound" else str(row[column]))
    return found


def _amount(row: Mapping[str, object]) -> tuple[Decimal | None, int, str]:
    """Return a value, its decimal places and its unit; coarser than ones, it is told in 万."""
    value, step, unit = float(str(row["value"])), float(str(row["step"])), str(row["unit"])
    unit = wide_table.points(unit)
    if value != value:
        return None, 0, unit
    exact = Decimal(repr(value))
    exponent = Decimal(repr(step)).normalize().adjusted() if step else exact.as_tuple().exponent
    power = int(exponent)
    for name, more in MAGNITUDES.items() if power > 0 else ():
        if more >= power:
            return exact.scaleb(-more), more - power, name + unit
    return exact, max(-power, 0), unit


def _dress(sheet: Worksheet, shown: Sequence[str], first: str) -> None:
    """Freeze what stands above and left of the first figure, and give the columns their widths."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = first
    for row in range(1, int(first[1:])):
        for column in range(1, len(shown) + 1):
            sheet.cell(row, column).font = Font(name="Calibri", size=11, bold=True)
    for column, name in enumerate(shown, 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 12)


def put_sources(sheet: Worksheet, sources: Sequence[str]) -> None:
    """Name each source of the table with publisher and address."""
    for number, row in enumerate(_sources(sources), 1):
        put(sheet, number, row)
    sheet.column_dimensions["B"].width = 60


def _sources(sources: Sequence[str]) -> Iterator[list[str]]:
    columns = ("title", "publisher", "published", "url")
    yield list(map(said, ("id", *columns)))
    for source in sources:
        known = registry.entry("sources", source)
        yield [source, *(known.get(name, "") for name in columns)]
