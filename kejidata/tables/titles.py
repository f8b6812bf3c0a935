"""The titles of a sheet's tables, against what the analyst gives for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.errors import KejidataError
from kejidata.tables.given import Given
from kejidata.tables.layout.blocks import Block, Layout

# 「2022年各市R&D经费」 (R&D expenditure by city in 2022)
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_YEARBOOK = "年鉴"
"""What is named by another year than that of its figures."""
# 「2018-2022年」 and 「2018年至2022年」 (from 2018 to 2022)
_RANGE = re.compile(r"\d{4}年?[-—–~～至到]\d{4}")


def refuse_alike(found: Layout, given: Given) -> None:
    """Refuse an indicator or a period for several tables of a sheet whose titles tell them apart.

    Raises
    ------
    KejidataError
        An argument would say the same of tables whose titles say something else of each.
    """
    if len(found.blocks) < 2:
        return
    titles = list(dict.fromkeys(text for block in found.blocks for text in block.titles))
    if given.indicator and len(titles) > 1:
        raise _alike("indicator", titles, found)
    dated = {year for block in found.blocks if (year := year_of(block))}
    if "period" in given.used and len(dated) > 1:
        raise _alike("period", titles, found)


def _alike(name: str, titles: Sequence[str], found: Layout) -> KejidataError:
    return KejidataError(
        f"the argument {name} would name several tables of the sheet alike",
        where=found.grid.place,
        rows=[repr(title[:100]) for title in titles],
        remedy="keep one of them with block = 1 (or 2, 3) in NAME.table.toml, or head their"
        " columns with what their titles say",
    )


def doubts(found: Layout, given: Given) -> list[str]:
    """Return what a title says of another year than the one that the analyst gives."""
    if "period" not in given.used:
        return []
    ends = given.period[:4], given.period[5:9]
    return [
        f"the title above the table says {year}; the figures are taken as those of {given.period}"
        if found.blocks[0].titles
        else f"the name of the sheet says {year}; the figures are taken as those of {given.period}"
        for year in dict.fromkeys(map(year_of, found.blocks))
        if year and not (year in ends or "/" in given.period)
    ]


def titled(block: Block) -> Sequence[str]:
    """Return the titles of a table; the name of its sheet where it has none."""
    return block.titles or [block.grid.name]


def year_of(block: Block) -> str:
    """Return the one year that the title of a table names, empty where it names none or several.

    Where a sheet has no title its name is one.
    """
    titles = [text[:100] for text in titled(block) if _YEARBOOK not in text]
    told = {year for text in titles for year in _YEAR.findall(text)}
    several = len(told) > 1 or any(map(_RANGE.search, titles))
    return told.pop() if told and not several else ""
