"""Errors for columns of figures whose headings may mean several things, or none that is known."""

from __future__ import annotations

from kejidata.errors import KejidataError
from kejidata.tables.given import kept
from kejidata.tables.layout.blocks import Block
from kejidata.tables.meaning.heading import Heading


def in_points(read: Heading, block: Block, at: int) -> KejidataError:
    """Return the error for a rise of a share whose unit may be two."""
    return KejidataError(
        f"the column {read.text[:60]!r} may be in percent or in percentage points",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy="head it 比上年增长(%) (growth of the figure) or 比上年增减(个百分点) (change of the"
        " share)",
    )


def of_which(read: Heading, block: Block, at: int) -> KejidataError:
    """Return the error for a measure that does not say of which figure it is."""
    return KejidataError(
        f"the column {read.text[:60]!r} does not say of which figure it is",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy="head it with the indicator too, or give indicator=" + kept("indicator"),
    )


def two_meanings(read: Heading, block: Block, at: int) -> KejidataError:
    """Return the error for a rank behind a growth."""
    return KejidataError(
        f"the column {read.text[:60]!r} may rank the figures or their growth",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy="move it beside the figures that it ranks, or head it with their name",
    )


def unsaid(read: Heading, block: Block, at: int) -> KejidataError:
    """Return the error for a comparison by no known measure."""
    return KejidataError(
        f"the column {read.text[:60]!r} does not say which measure it is",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy="head it 比上年增长(%) (growth), 比上年增减 (change) or 位次 (rank), with its unit",
    )


def of_a_rank(read: Heading, block: Block, at: int) -> KejidataError:
    """Return the error for a rise behind a rank."""
    return KejidataError(
        f"the column {read.text[:60]!r} may tell of the figures or of their rank",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy="head it 比上年增长(%) (growth) or 位次变化 (change of rank)",
    )
