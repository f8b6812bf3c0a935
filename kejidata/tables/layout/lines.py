"""What a line of a sheet is: a statement about the table, a note, headings, or a row of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from kejidata.model.labels import fold
from kejidata.model.terms import KEYS
from kejidata.tables.meaning import column_words, periods_text
from kejidata.tables.meaning.marks import begins_a_word, is_missing
from kejidata.tables.meaning.numbers_text import number
from kejidata.tables.meaning.units_text import title_and_units, units_of_line
from kejidata.tables.source.grid import Unreadable

_NOTE = re.compile(
    r"\s*(?:注\s*[:：\d]|[(（]?注[)）]?[:：]|说明[:：]|备注[:：]|(?:资料|数据)?来源[:：]|(?:资料|数据)来源|本表|续\s*表|附[:：]|附?表\s*\d"
    r"|[(（]?续[)）]?$|[①-⑳][^\d]|[*＊]\s*[^\d]|notes?\s*[:：]|source|数据库[:：]|填报|填表|制表|审核|审批|单位负责人|统计负责人|联系人|联系电话|联系方式|报出日期)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"[\s(（]*(?:注|说明|备注|(?:资料|数据)?来源|本表|[*＊①-⑳])")
_NUMBERING = frozenset(("甲", "乙", "丙", "丁", "A", "B", "C", "栏次", "栏目", "行次", "序号"))
_YEAR_LIKE = re.compile(r"\D?(?:(?:19|20|１９|２０)\d\d(?:\d\d)?|[345]\d{4})(?:\.0+)?\D{0,4}")
_STATED = re.compile(r"(指标|指标名称|地区|时间|时期|年份|数据库)[:：](.*)", re.DOTALL)


@dataclass(frozen=True)
class Stated:
    """What lines around a table state about all of it."""

    units: tuple[str, ...] = ()
    indicator: str = ""
    region: str = ""
    period: str = ""

    def over(self, before: Stated) -> Stated:
        """Return what is stated, completed by what was stated before."""
        return Stated(
            *(new or old for new, old in zip(astuple(self), astuple(before), strict=True))
        )


def filled(cells: Sequence[str]) -> list[int]:
    """Return the places of the cells that hold anything."""
    return [at for at, cell in enumerate(cells) if cell]


def is_figure(cell: str) -> bool:
    """Tell whether a cell is a figure or a mark for a missing one; a year is neither.

    Examples
    --------
    >>> is_figure("1,384.0"), is_figure("…"), is_figure("2023"), is_figure("2023年"), is_figure("")
    (True, True, False, False, False)
    """
    if not cell:
        return False
    if isinstance(cell, Unreadable):
        return True
    if begins_a_word(cell):
        return False
    return (number(cell) is not None and not _is_year(cell)) or is_missing(cell)


def _is_year(cell: str) -> bool:
    # Only what looks like a year is looked up: a look-up is kept, and cells of figures are many.
    if not _YEAR_LIKE.fullmatch(cell):
        return False
    return bool(periods_text.iso(cell) or periods_text.day(cell))


def has_figures(cells: Sequence[str]) -> bool:
    """Tell whether any cell is a figure."""
    return any(map(is_figure, cells))


def is_note(cells: Sequence[str]) -> bool:
    """Tell whether a line is a note, a source, a title of a continued table."""
    first = next(filter(None, cells), "")
    return bool(_NOTE.match(first[:40]))


def statement(cells: Sequence[str], so_far: Stated) -> Stated | None:
    """Return what is stated with a line such as 单位：亿元 (unit) added; None where it is none."""
    told: tuple[str, ...] = ()
    found, any_found = so_far, False
    texts = [cell for cell in cells if cell]
    if len(texts) > 4 or sum(map(_is_year, texts)) > 1:
        # 单位：亿元 in the corner beside years is a line of headings.
        return None
    headed = len(texts) > 1 and bool({*KEYS} & {*roles(texts).values()})
    for text in texts:
        remark = headed or _REMARK.match(text)
        units = units_of_line(text) or (not remark and title_and_units(text)[1]) or None
        match = _STATED.fullmatch(text[:200])
        if units is not None:
            # Two units in one line are those of two tables side by side, or of which none is sure.
            told = (*told, *(unit for unit in units if unit not in told))
            found, any_found = replace(found, units=told), True
        elif match:
            found, any_found = _with(found, match[1], match[2].strip()), True
        elif len(texts) == 1 and periods_text.iso(text) and not text.isdigit():
            found, any_found = replace(found, period=text), True
    return found if any_found else None


def _with(found: Stated, what: str, text: str) -> Stated:
    if what.startswith("指标"):
        return replace(found, indicator=text)
    if what == "地区":
        return replace(found, region=text)
    return replace(found, period=text) if periods_text.iso(text) else found


def roles(cells: Sequence[str]) -> dict[int, str]:
    """Return what the columns under these headings hold, where the headings are known words."""
    return {
        at: role for at, cell in enumerate(cells) if cell and (role := column_words.column(cell))
    }


def same(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether two lines say the same, apart from spaces."""
    left, right = ([cell for cell in cells if cell] for cells in (one, two))
    # Cell by cell, so that a row of figures is told from a header by its first.
    return len(left) == len(right) and all(
        a == b or fold(a) == fold(b) for a, b in zip(left, right, strict=True)
    )


def numbers_columns(cells: Sequence[str]) -> bool:
    """Tell whether a line only numbers the columns: 甲 1 2 3."""
    texts = [cell.strip("()（）") for cell in cells if cell]
    digits = [text for text in texts if text.isdecimal()]
    marks = set(texts) - set(digits)
    if len(digits) < 3 - bool(marks) or not _NUMBERING.issuperset(marks):
        return False
    start = int(digits[0][:2])
    return start < 3 and digits == [str(n) for n in range(start, start + len(digits))]
