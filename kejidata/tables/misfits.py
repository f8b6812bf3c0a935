"""Refusals of blocks whose columns or rows do not fit each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kejidata.errors import KejidataError
from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.column import Column
from kejidata.tables.source.grid import Line


def no_figures(block: Block) -> KejidataError:
    """Return the error for a block without a column of figures."""
    return KejidataError(
        "the table does not state value: it has no column of figures",
        where=f"{block.grid.place}, line {block.top.number}",
        rows=["headings " + block.header],
        remedy="head a column 数值 (value), or with an indicator or a year",
    )


def some_regions(block: Block, others: Sequence[str]) -> KejidataError:
    """Return the error for columns without a region beside others that have one."""
    return KejidataError(
        "some columns name their region and others do not",
        where=f"{block.grid.place}, line {block.top.number}",
        rows=[repr(text[:100]) for text in others],
        remedy="head these columns with their region too, or take them out",
    )


def refuse_unknown(block: Block, found: Sequence[Column]) -> None:
    """Refuse columns beside one of values that are no measure of them."""
    if "value" not in block.keys.values():
        return
    unknown = [c.text for c in found if block.keys.get(c.at) != "value" and c.heading.names]
    if unknown:
        raise KejidataError(
            "the table has columns that are not known",
            where=f"{block.grid.place}, line {block.top.number}",
            rows=[repr(text[:100]) for text in unknown],
            remedy="drop them, or name them region, indicator, period, value, unit, measure, bound,"
            " among, status, vintage, source, quote or note",
        )


def refuse_ragged(block: Block, line: Line) -> None:
    """Refuse a row of a text file that has not the cells of its header: a comma went astray."""
    width = len(block.paths)
    if line.width < width or (line.width > width and any(line.cells[width:])):
        raise KejidataError(
            f"the row has {line.width} cells where the header has {width} columns",
            where=f"{block.grid.place}, line {line.number}",
            rows=[",".join(line.cells)[:200]],
            remedy="quote cells that hold a comma, and give every column a heading",
        )


def refuse_shared(block: Block, found: Sequence[Column]) -> None:
    """Refuse a figure merged over several rows, or over columns of other headings.

    The file stores it as that of the first alone, and nobody knows of which it is.
    """
    headed = {column.at: column.text for column in found}
    lines = {line.row: line for line in block.rows} if block.grid.merged else {}
    for area in block.grid.merged:
        rows = [row for row in range(area.top, area.bottom + 1) if row in lines]
        over = {headed[at] for at in range(area.left, area.right + 1) if at in headed}
        shared = area.top in lines and (len(rows) > 1 or len(over) > 1)
        if not shared or area.left not in headed:
            continue
        text = lines[area.top].cells[area.left]
        if re.search(r"\d", text):
            raise KejidataError(
                "a figure is merged over several cells",
                where=block.grid.where(lines[area.top], area.left, headed[area.left]),
                rows=[repr(text[:100])],
                remedy="unmerge it: write the figure where it belongs, and - in the other cells",
            )
