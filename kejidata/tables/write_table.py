"""Observations as a workbook that an office would circulate, and that reads back as the same."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.files.atomic import write_whole
from kejidata.model import registry, terms
from kejidata.model.observations import COLUMNS
from kejidata.model.registry import fold
from kejidata.tables.meaning.words import CODES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADINGS = {
    "region": "地区", "indicator": "指标", "period": "时期", "measure": "类别", "value": "数值",
    "unit": "单位", "bound": "限定", "among": "排名范围", "status": "数据状态",
    "vintage": "发布年份", "source": "来源", "quote": "原文",
}  # fmt: skip
_ALWAYS = ("region", "indicator", "period", "measure", "value", "unit", "vintage")
_WIDTHS = {"indicator": 36, "quote": 48, "region": 16, "period": 18}
_MISSING = "…"
_STEPS = ((8, "亿"), (4, "万"), (3, "千"), (2, "百"), (1, "十"))


def write_table(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write observations as an Excel workbook and return its path.

    One sheet holds the table: regions, indicators and words in Chinese, numbers in the decimals
    that were published, units beside them, the header frozen; a missing value is …. A last sheet
    names the sources. No cell is a formula.

    Parameters
    ----------
    frame
        The columns of `load`, rows in any order, which is kept; columns that say nothing (no
        bound, no status) are left out of the sheet.
    path
        The file, ending in .xlsx; it is replaced whole or left as it is.

    Raises
    ------
    KejidataError
        A column is missing, the name does not end in .xlsx, or the file cannot be written.

    Notes
    -----
    `read_table` with own=True gives the same observations again.

    Examples
    --------
    >>> import tempfile, kejidata
    >>> rows = kejidata.load().head(3)
    >>> file = write_table(rows, Path(tempfile.mkdtemp()) / "table.xlsx")
    >>> kejidata.read_table(file)["value"].tolist() == rows["value"].tolist()
    True
    """
    place = Path(path)
    if place.suffix.casefold() != ".xlsx":
        raise KejidataError(
            "a table is written as an Excel workbook",
            where=str(place),
            remedy="give a name that ends in .xlsx",
        )
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise KejidataError(
            "the frame lacks columns of observations",
            where="argument frame",
            rows=missing,
            remedy="write what kejidata.load or kejidata.read_table gives",
        )
    write_whole(place, _workbook(frame))
    return place


def _workbook(frame: pd.DataFrame) -> bytes:
    """Return the workbook as bytes."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    shown = [name for name in _HEADINGS if name in _ALWAYS or frame[name].astype(str).any()]
    _put(sheet, 1, [_HEADINGS[name] for name in shown])
    for number, row in enumerate(frame.to_dict("records"), 2):
        _put_row(sheet, number, {str(k): v for k, v in row.items()}, shown)
    _dress(sheet, shown)
    sources = [source for source in dict.fromkeys(frame["source"].astype(str)) if source]
    if sources:
        _put_sources(book.create_sheet("来源"), sources)
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _put(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    """Put texts into a row; what begins like a formula stays text."""
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column)
        cell.value = text
        cell.data_type = "s"


def _put_row(
    sheet: Worksheet, number: int, row: Mapping[str, object], shown: Sequence[str]
) -> None:
    """Put one observation into a row, its value as a number in its published decimals."""
    value, places, unit = _amount(row)
    texts = {name: str(row[name]) for name in shown} | _words(row)
    texts |= {"unit": unit, "value": _MISSING}
    _put(sheet, number, [texts[name] for name in shown])
    if value is not None:
        cell = sheet.cell(number, shown.index("value") + 1)
        cell.value = float(value)
        cell.number_format = f"0.{'0' * places}" if places else "0"


def _words(row: Mapping[str, object]) -> dict[str, str]:
    """Return what a reader calls the codes of a row, where the name leads back to the code."""
    known = registry.current()
    found = {}
    for column, table in (("region", "regions"), ("indicator", "indicators"), ("among", "regions")):
        code = str(row[column])
        name = registry.entry(table, code).get("name_zh", "")
        back = known.indicator_codes.get(fold(name)) if column == "indicator" else ""
        leads = name and (back == code if column == "indicator" else registry.means(name, code))
        found[column] = name if leads else code
    for column, words in CODES.items():
        by_code = {code: word for word, code in words.items()}
        found[column] = by_code.get(str(row[column]), "" if column == "bound" else str(row[column]))
    return found


def _amount(row: Mapping[str, object]) -> tuple[Decimal | None, int, str]:
    """Return a value, its decimal places and its unit; coarser than ones, it is told in 万."""
    value, step, unit = float(str(row["value"])), float(str(row["step"])), str(row["unit"])
    unit = "百分点" if unit == terms.POINTS else unit
    if value != value:
        return None, 0, unit
    exact = Decimal(repr(value))
    exponent = Decimal(repr(step)).normalize().adjusted() if step else exact.as_tuple().exponent
    power = int(exponent)
    for more, word in _STEPS[::-1] if power > 0 else ():
        if more >= power:
            return exact.scaleb(-more), more - power, word + unit
    return exact, max(-power, 0), unit


def _dress(sheet: Worksheet, shown: Sequence[str]) -> None:
    """Freeze the header and give the columns their widths."""
    from openpyxl.styles import Font

    sheet.freeze_panes = "A2"
    for column, name in enumerate(shown, 1):
        cell = sheet.cell(1, column)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS.get(name, 12)


def _put_sources(sheet: Worksheet, sources: Sequence[str]) -> None:
    """Name each source of the table with publisher and address."""
    for number, row in enumerate(_sources(sources), 1):
        _put(sheet, number, row)
    sheet.column_dimensions["B"].width = 60


def _sources(sources: Sequence[str]) -> Iterator[list[str]]:
    yield ["编号", "标题", "发布者", "发布年", "网址"]
    columns = ("title", "publisher", "published", "url")
    for source in sources:
        known = registry.entry("sources", source)
        yield [source, *(known.get(name, "") for name in columns)]
