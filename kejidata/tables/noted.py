"""What the notes around a table say of its figures: that those of a year are provisional."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kejidata.tables.layout.blocks import Layout
from kejidata.tables.layout.lines import filled
from kejidata.tables.meaning.codes import STATUS

# 「①2023年为初步核算数」 (those of 2023 are preliminary): of all figures of a year or of several.
_OF_YEARS = re.compile(
    r"(?:(?:注|说明|备注)\d?[:：]?\s?)?(?:(?:[①-⑳*＊]|[(（]?\d{1,2}[.、．)）])\s?)?(?:本表|表中|其中)?"
    r"(?P<years>(?:19|20)\d\d年(?:[、和及与](?:19|20)\d\d年)*)度?的?"
    r"(?:各项|全部|统计)?(?:数据|数字|数|指标)?(?:均|都|全)?(?:为|系|是)(?P<status>[一-鿿]{1,6})"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLAUSE = re.compile("[；;。\n]")
_SAID = tuple(word for word in STATUS if len(word) > 2)
"""Words of a status that stand for nothing else in a note."""


def note_statuses(found: Layout) -> list[str]:
    """Give the blocks of a sheet the status that notes say of a year; return what is not clear.

    A note that names more than a year (an indicator, a region), or that may be of another table
    of the sheet, is not clear.
    """
    statuses: dict[str, str] = {}
    doubts = []
    one_table = len({one.top.number for one in found.blocks}) == 1
    for clause in _clauses(found):
        match = _OF_YEARS.fullmatch(clause)
        status = STATUS.get(match["status"].removesuffix("据"), "") if match else ""
        if match and status and one_table:
            statuses |= dict.fromkeys(_YEAR.findall(match["years"]), status)
        elif any(word in clause for word in _SAID):
            doubts.append(
                f"a note says so of some figures, and not clearly of which rows: {clause[:60]};"
                " if it matters, give them a column 数据状态 (status)"
            )
    for block in found.blocks:
        block.noted = statuses
    return doubts


def _clauses(found: Layout) -> Iterator[str]:
    """Yield the clauses of lines of one cell, which notes are."""
    for line in [*found.outside, *(line for one in found.blocks for line in one.skipped)]:
        if len(at := filled(line.cells)) == 1:
            yield from filter(None, map(str.strip, _CLAUSE.split(line.cells[at[0]][:500])))


def status_in(statuses: dict[str, str], period: str) -> str:
    """Return the status of a period's figures, empty for those over several years."""
    first, _, last = period.partition("/")
    return "" if last and last[:4] != first[:4] else statuses.get(first[:4], "")
