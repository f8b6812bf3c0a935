"""The titles of a sheet's tables, against what the analyst gives for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kejidata.errors import KejidataError
from kejidata.tables.given import TITLE, Given
from kejidata.tables.layout.blocks import Block, Layout
from kejidata.tables.meaning import periods_text
from kejidata.tables.meaning.words import CHINESE

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
    if "period" in given.used and given.period != TITLE and len(dated) > 1:
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
    """Return what a title says of another year than the one that the analyst gives.

    Where the period is taken from the titles it is told which.
    """
    if "period" not in given.used:
        return []
    if given.period == TITLE:
        told = {titled(block)[0]: period_of(block) for block in found.blocks}
        return [
            f"the period is that of the title {title[:60]!r}: {period}"
            for title, period in told.items()
            if period
        ]
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


# The name of a yearbook, whose year is not that of its figures; 「2024年3月发布」 (published in).
_OTHER_YEAR = re.compile(
    r"《[^《》]{0,30}(?:年鉴|yearbook)[^《》]{0,20}》(?:[(（](?:19|20)\d\d年?[)）])?"
    r"|(?:19|20)\d\d年?[\d月日]{0,6}(?:发布|公布|印发|出版|更新|修订|版)",
    re.IGNORECASE,
)
_IN_ENGLISH = re.compile(
    r"yearbook|quarter|half|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
"""What is no period that is read, or the name of a yearbook."""
_DATE = re.compile(r"(?<![\d.])(?:19|20)\d\d")
# 「9月30日」 「2022年、2023年」 「2022年以来」 (since): more than the period before it.
_GOES_ON = re.compile(
    r"\s*(?:[\d/.]|[-—–―~～至到和及与、比]\s*\d|第?[一二三四](?:季|、)|[上下]半|初|[以之][来前后]|[起前后])"
)
# 「2022、2023年」
_AND_YEAR = re.compile(r"\s*[-—–―~～至到和及与、比/]\s*(?:19|20)\d\d年")
# 「注：2023年为快报数」 (note: those of 2023 are preliminary)
_REMARK = re.compile(r"[\s(（]*(?:(?:注\d*|说明|备注)[:：]|(?:资料|数据)?来源)")
_LONGEST = 14
"""Characters of a period: 2023年第一季度至第三季度 has as many."""


def of_block(given: Given, block: Block) -> Given:
    """Return what is given for one table, the period that its title states where that is said."""
    if given.period != TITLE:
        return given
    return replace(given, period=period_of(block), of_title=True)


def period_of(block: Block) -> str:
    """Return the period that the title of a table states, empty where it is not one of one year."""
    titles = [text[:200] for text in titled(block) if not _REMARK.match(text)]
    told = {period for text in titles for period in _stated(text)}
    return told.pop() if len(told) == 1 else ""


def _stated(title: str) -> Iterator[str]:
    """Yield the periods that a title states; an empty one where it may be another.

    Examples
    --------
    >>> list(_stated("2023年1-9月各市情况")), list(_stated("R&D by Region (2022)"))
    (['2023-01/2023-09'], ['2022'])
    >>> list(_stated("《云南统计年鉴2024》2023年各州市情况")), list(_stated("云南统计年鉴2024年"))
    (['2023'], [''])
    >>> list(_stated("2021-2023年各市")), list(_stated("截至2023年9月30日")), list(_stated("表1"))
    ([''], [''], [])
    """
    plain = _OTHER_YEAR.sub(" ", title)
    english = not CHINESE.search(plain)
    unsure = _YEARBOOK in plain or bool(_IN_ENGLISH.search(plain))
    end = 0
    for match in _DATE.finditer(plain):
        if match.start() < end:
            continue
        start, end = match.span()
        ends = range(min(len(plain), start + _LONGEST), end, -1)
        end = next((at for at in ends if periods_text.iso(plain[start:at])), end)
        bare = plain[start:end].isdecimal()
        bracketed = plain[start - 1 : start] in ("(", "（") and plain[end : end + 1] in (")", "）")
        if bare and not (english or bracketed or plain.strip() == plain[start:end]):
            if _AND_YEAR.match(plain, end):
                yield ""
            continue
        period = periods_text.iso(plain[start:end])
        other = _GOES_ON.match(plain[end:]) or {*_DATE.findall(period)} != {period[:4]}
        yield "" if unsure or other else period
