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


def of_figures(read: Heading, block: Block, at: int) -> KejidataError:
    """Return the error for a rank that stands before several figures."""
    return KejidataError(
        f"the column {read.text[:60]!r} does not say of which figure it is",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy="head it with the figure that it ranks, as in R&D经费位次 (rank by R&D expenditure)",
    )


def of_unit(read: Heading, block: Block, at: int) -> KejidataError:
    """Return the error for a share that stands under the unit of other figures."""
    return KejidataError(
        f"the column {read.text[:60]!r} is a share and does not say its unit",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy="head it 占比(%) (share in percent)",
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
        remedy="head it 比上年增长(%) (growth), 比上年增减 (change), 位次 (rank) or 完成率(%)"
        " (completion), with its unit",
    )


def of_a_rank(read: Heading, block: Block, at: int) -> KejidataError:
    """Return the error for a rise behind a rank."""
    return KejidataError(
        f"the column {read.text[:60]!r} may tell of the figures or of their rank",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy="head it 比上年增长(%) (growth) or 位次变化 (change of rank)",
    )


def of_other_span(read: Heading, block: Block, at: int) -> KejidataError:
    """Return the error for a growth over other spans than a year beside rows that name figures."""
    return KejidataError(
        f"the column {read.text[:60]!r} is a growth over another span than a year, which no measure"
        " of observations is",
        where=block.grid.where(block.top, at),
        rows=["headings " + block.header],
        remedy='leave it out with a meaning of "" in NAME.table.toml, and compute it from the'
        " figures with growth_rates (span= years)",
    )
