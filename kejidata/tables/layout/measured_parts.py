"""Parts under a measure: 合计, 发明 (all, inventions) under 同比增长 are those of a figure."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kejidata.model import totals
from kejidata.model.labels import fold
from kejidata.tables.layout import unclear
from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.column import Column
from kejidata.tables.meaning.heading import Heading


def completed(
    read: Heading, found: Sequence[Column], known: Container[str], block: Block, at: int
) -> Heading:
    """Return a measure over the name of a part with the names of the figure that it is of.

    Raises
    ------
    KejidataError
        Several figures have a part of this name, or 合计 (all) stands under no figure.
    """
    figures = dict.fromkeys(column.heading.names for column in found)
    if len(read.names) != 1 or read.names in figures or fold(read.names[0]) in known:
        return read
    parts = [names for names in figures if len(names) > 1 and names[-1:] == read.names]
    if len(parts) == 1:
        return read._replace(names=parts[0])
    if parts or totals.is_whole(read.names[0]):
        raise unclear.of_which(read, block, at)
    return read
