"""Refusals of blocks whose columns or rows do not fit each other."""

from __future__ import annotations

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
