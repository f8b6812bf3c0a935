"""Which columns of a block name its rows: by their headings, else by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import lt

from kejidata.errors import KejidataError
from kejidata.model import totals
from kejidata.tables.labels import Labels
from kejidata.tables.layout import lines
from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.stubs import CODE, Stub
from kejidata.tables.meaning import column_words, periods_text
from kejidata.tables.meaning.marks import bare, begins_a_word, unmarked
from kejidata.tables.meaning.units_text import split, unit_of
from kejidata.tables.meaning.words import CHINESE

EXTRAS = ("measure", "bound", "among", "status", "vintage", "source", "quote")
"""Columns that say more of a row than its key."""
_REGION_LIKE = re.compile(r".{0,8}(?:地区|区域|省份|城市|[省市县区州])(?:名称?|别)?")


def stub_of(block: Block, labels: Labels) -> Stub:
    """Return the stub of a block; what its columns hold is completed in `block.keys`.

    Raises
    ------
    KejidataError
        The first column has no known heading, or two columns of regions cannot be told apart.
    """
    _drop_numbers(block)
    _infer(block, labels)
    _group(block)
    places = {
        role: [at for at, r in sorted(block.keys.items()) if r == role]
        for role in {*block.keys.values()}
    }
    regions = _ordered(block, places.get("region", []))
    one = {role: at[0] for role, at in places.items()}
    block.texts.clear()
    return Stub(
        block,
        labels,
        regions,
        places.get("code", ()) if regions else (),
        one.get("indicator"),
        places.get("period", ()),
        one.get("unit"),
        one.get("serial"),
        {name: one[name] for name in EXTRAS if name in one},
        places.get("group", ()),
        None if "indicator" in one else one.get("kind"),
    )


def _column(block: Block, at: int) -> list[str]:
    """Return the cells of a column that hold anything, unpacked once for one stub."""
    if at not in block.texts:
        rows = (line.cells for line in block.rows)
        block.texts[at] = [cells[at] for cells in rows if at < len(cells) and cells[at]]
    return block.texts[at]


def _drop_numbers(block: Block) -> None:
    """Take columns of numbers from the keys, whatever their heading; codes name regions."""
    for at, role in list(block.keys.items()):
        cells = _column(block, at)
        if role == "period" and _heads_periods(block, at, cells):
            del block.keys[at]
            continue
        coded = role == "code" and "region" in block.keys.values()
        # 报告期 (the period reported) heads periods, or the figures of this one.
        told = role in ("region", "indicator", "kind", "unit", "code") or (
            role == "period" and periods_text.partial(split("".join(block.paths[at]))[0])
        )
        if not told or not cells or coded:
            continue
        codes = sum(bool(CODE.fullmatch(cell)) for cell in cells)
        figures = sum(map(lines.is_figure, cells)) - codes
        if figures * 2 > len(cells):
            del block.keys[at]
        elif role == "code" and "region" not in block.keys.values() and codes * 2 > len(cells):
            block.keys[at] = "region"
        if role == "code" and "indicator" in block.keys.values() and _rises(cells):
            # 代码 (code) counts the lines of a statistical form.
            block.keys[at] = "serial"


def _rises(cells: Sequence[str]) -> bool:
    """Tell whether cells are whole numbers of up to three digits, each larger than the last."""
    numbers = [int(cell) for cell in cells if cell.isdecimal() and len(cell) < 4]
    return len(numbers) == len(cells) > 1 and all(map(lt, numbers, numbers[1:]))


def _extend(block: Block) -> None:
    """Take words beside the indicators, under no heading of their own, as units or as parts."""
    named = [at for at, role in block.keys.items() if role == "indicator"]
    at, beside = max(named, default=0), max(named, default=0) + 1
    if not named or beside not in block.columns or beside in block.keys:
        return
    cells = _column(block, beside)
    if block.paths[beside] in ([], block.paths[at]) and all(map(begins_a_word, cells)) and cells:
        units = "unit" not in block.keys.values() and all(map(unit_of, cells))
        block.keys[beside] = "unit" if units else "indicator"


def _heads_periods(block: Block, at: int, cells: Sequence[str]) -> bool:
    """Tell whether 年份 (year) in the corner tells of the headings beside it, not of the rows."""
    beside = [split(path[-1])[0] for n, path in enumerate(block.paths) if path and n != at]
    across = bool(beside) and all(map(_is_period, beside))
    return across and bool(cells) and not any(map(_is_period, cells))


def _is_period(text: str) -> bool:
    return bool(periods_text.iso(text) or periods_text.partial(text) or periods_text.day(text))


def _group(block: Block) -> None:
    """Take what stands before the finest column of indicators as groups of them: 类别 (kind)."""
    _extend(block)
    named = [at for at, role in block.keys.items() if role == "indicator"]
    for at in block.columns[: block.columns.index(max(named))] if named else ():
        role, cells = block.keys.get(at), _column(block, at)
        coded = role == "measure" and all(map(column_words.is_measure, cells))
        told = any(map(begins_a_word, cells))
        if role == "indicator" or (told and not coded and role in (None, "measure", "kind")):
            block.keys[at] = "group"


def _numbers_rows(block: Block, at: int) -> bool:
    """Tell whether a column without a heading counts the rows from 1."""
    cells = _column(block, at)
    return not block.paths[at] and len(cells) > 1 and cells == [
        str(n) for n in range(1, len(cells) + 1)
    ]  # fmt: skip


def _infer(block: Block, labels: Labels) -> None:
    """Find out what an unnamed first column holds, by its cells."""
    if len(block.columns) and _numbers_rows(block, block.columns[0]):
        block.keys[block.columns[0]] = "serial"
    first = next((at for at in block.columns if block.keys.get(at) != "serial"), None)
    if first is None:
        return
    role = block.keys.get(first)
    if role == "region" and _names_codes(block, first, labels):
        block.keys |= {first: "code", first + 1: "region"}
        return
    if role == "unit" and "region" not in block.keys.values():
        if not any(map(unit_of, _column(block, first))):
            block.keys[first] = "region"
        return
    cells = _column(block, first)
    if role or not cells or sum(map(lines.is_figure, cells)) * 2 > len(cells):
        return
    block.keys[first] = _role_of(block, first, cells, labels)


def _names_codes(block: Block, at: int, labels: Labels) -> bool:
    """Tell whether the column beside one of codes names their places, whatever its heading."""
    beside = at + 1
    if not all(map(CODE.fullmatch, _column(block, at))) or block.keys.get(beside):
        return False
    cells = _column(block, beside) if beside in block.columns else []
    return bool(cells) and all(labels.known_region(bare(unmarked(cell))) for cell in cells)


def _role_of(block: Block, at: int, cells: Sequence[str], labels: Labels) -> str:
    """Return what a first column without a known heading holds.

    Raises
    ------
    KejidataError
        Neither its heading nor its cells tell.
    """
    roles = set(block.keys.values())
    plain = [bare(unmarked(cell)) for cell in cells]
    if all(periods_text.iso(cell) for cell in cells):
        return "period"
    text = "".join("".join(block.paths[at]).split())
    headed = column_words.column(text)
    if headed == "unit" and not any(map(unit_of, cells)) and "region" not in roles:
        # A unit of administration.
        return "region"
    known = labels.rules.indicators
    regions = sum(bool(labels.known_region(p)) or totals.is_total(p) for p in plain)
    names = sum(bool(labels.known_indicator([split(p)[0]])) or bool(split(p)[1]) for p in plain)
    like = names <= regions and bool(_REGION_LIKE.fullmatch(text))
    if "region" not in roles and (regions > names or like):
        return "region"
    if "indicator" in roles:
        return "group"
    # 月份 (month) in the corner tells of the headings beside it: rows without a region are figures.
    corner = headed == "period" and not regions
    if (names > regions or headed == "indicator" or corner) and known:
        return "indicator"
    raise KejidataError(
        f"the first column, {text[:60]!r}, is not known: regions, indicators or years",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy="head it 地区 (region), 指标 (indicator) or 年份 (year)",
    )


def _ordered(block: Block, places: Sequence[int]) -> Sequence[int]:
    """Return the columns of regions from the finest; one in English beside another is a name.

    Raises
    ------
    KejidataError
        Nothing tells which of two is the finer.
    """
    chinese = [at for at in places if any(map(CHINESE.search, _column(block, at)))]
    if len(places) > 1 and chinese:
        places = chinese + [at for at in places if at not in chinese and _is_coded(block, at)]
    if len(places) < 2:
        return places
    fine = {at: column_words.coarseness("".join(block.paths[at])) for at in places}
    if len(set(fine.values())) == len(places) and 0 not in fine.values():
        return sorted(places, key=lambda at: -fine[at])
    many = {at: len(set(_column(block, at))) for at in places}
    if len(set(many.values())) == len(places) and _nested(
        block, sorted(places, key=many.__getitem__)
    ):
        return sorted(places, key=lambda at: -many[at])
    raise KejidataError(
        "the table has two columns of regions",
        where=block.grid.where(block.top, places[1]),
        rows=["headings " + block.header],
        remedy="head them 省份, 城市, 县区 (province, city, county), or drop one",
    )


def _is_coded(block: Block, at: int) -> bool:
    return all(map(CODE.fullmatch, _column(block, at)))


def _nested(block: Block, places: Sequence[int]) -> bool:
    """Tell whether each label of a finer column stands beside one label of the coarser."""
    coarse, fine = places[0], places[-1]
    pairs = {
        (line.cells[fine], line.cells[coarse])
        for line in block.rows
        if max(fine, coarse) < len(line.cells)
    }
    return len(pairs) == len({label for label, _ in pairs})
