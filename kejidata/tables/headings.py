"""The headings of statistical tables: which column is which, in which unit, on which line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kejidata.files.csv_table import Record
from kejidata.model import periods
from kejidata.model.registry import fold

COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("region", "area", "地区", "区域", "省份", "城市", "县市区"), "region"),
    **dict.fromkeys(("indicator", "指标", "指标名称"), "indicator"),
    **dict.fromkeys(("period", "year", "年份", "年度", "年", "时期"), "period"),
    **dict.fromkeys(("value", "数值", "指标值"), "value"),
    **dict.fromkeys(("unit", "单位", "计量单位"), "unit"),
    **dict.fromkeys(("measure", "类别"), "measure"),
    **dict.fromkeys(("bound", "限定"), "bound"),
    **dict.fromkeys(("among", "排名范围"), "among"),
    **dict.fromkeys(("status", "数据状态"), "status"),
    **dict.fromkeys(("vintage", "发布年份"), "vintage"),
    **dict.fromkeys(("source", "来源"), "source"),
    **dict.fromkeys(("quote", "原文"), "quote"),
    **dict.fromkeys(("note", "statement", "备注"), "note"),
}
CODES: Mapping[str, Mapping[str, str]] = {
    "measure": {
        "数值": "value",
        "目标": "target",
        "增长率": "growth_rate",
        "完成率": "completion_ratio",
        "位次": "rank",
        "增减": "change",
    },
    "bound": {"以上": "at_least", "以下": "at_most", "约": "about"},
    "status": {
        "估计数": "estimate",
        "初步数": "provisional",
        "修订数": "revised",
        "转引数": "secondary",
    },
}
"""Chinese words of cells, and the codes that they mean."""
_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]$")
_UNIT_LINE = re.compile(r"单位:(.+)")
# A sheet may carry a title and a line with its unit above the header.
_ABOVE = 5
# Asterisks, daggers, circled and raised digits, and bracketed notes after a cell.
_FOOTNOTE = re.compile(
    r"(?:[*＊※†‡§#①-⑳¹²³⁴-⁹]|\s{0,3}(?:[\[［【]注?\d{0,2}[\]］】]|[(（]注\d{0,2}[)）])){1,40}$"
)
_MARKS = 40


def split(heading: str) -> tuple[str, str]:
    """Return a heading or label without the unit in brackets behind it, and that unit.

    Examples
    --------
    >>> split("R&D经费(亿元)"), split("数值")
    (('R&D经费', '亿元'), ('数值', ''))
    """
    whole = heading.strip()
    match = _IN_BRACKETS.search(whole)
    base = whole[: match.start()].rstrip() if match else ""
    return (base, match[1].strip()) if match and base else (whole, "")


def unmarked(cell: str) -> str:
    """Return a cell without the footnote marks at its end, of which there are never many.

    Examples
    --------
    >>> unmarked("26.82*"), unmarked("2020年①"), unmarked("261,000（注1）")
    ('26.82', '2020年', '261,000')
    """
    return cell[:-_MARKS] + _FOOTNOTE.sub("", cell[-_MARKS:]).rstrip()


def period(cell: str) -> str:
    """Return a period as ISO 8601 writes it, where a cell or a heading holds one.

    Examples
    --------
    >>> period("2020年"), period("２０２０年度*")
    ('2020', '2020')
    """
    return fold(unmarked(cell)).removesuffix("度").removesuffix("年")


def column(heading: str) -> str:
    """Return the column of the observations that a heading means, empty for none of them."""
    return COLUMNS.get(fold(split(heading)[0]), "")


def header_at(records: Sequence[Record]) -> int:
    """Return the place of the header: the first line with a region and something else.

    Without one the first line is the header, whatever it says.
    """
    for place, (_, cells) in enumerate(records[:_ABOVE]):
        named = [cell for cell in cells if cell]
        if len(named) > 1 and "region" in map(column, named):
            return place
    return 0


def is_wide(cells: Sequence[str]) -> bool:
    """Tell whether a header has a region, no column for the value, and headings of its own."""
    columns = [column(cell) for cell in cells]
    return "region" in columns and "value" not in columns and "" in columns


def unit_above(records: Sequence[Record], start: int) -> str:
    """Return the unit that a line above the header states (单位：亿元), empty without one."""
    cells = [fold(cell) for _, row in records[:start] for cell in row]
    found = {match[1] for cell in cells if (match := _UNIT_LINE.fullmatch(cell))}
    return found.pop() if len(found) == 1 else ""


def is_period(heading: str) -> bool:
    """Tell whether a heading is a year or another period.

    Examples
    --------
    >>> is_period("2020年"), is_period("2020-01/2020-11"), is_period("R&D经费")
    (True, True, False)
    """
    return periods.is_period(period(heading))
