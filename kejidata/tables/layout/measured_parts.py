"""Parts under a measure: 合计, 发明 (all, inventions) under 同比增长 are those of a figure."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kejidata.model import totals
from kejidata.model.labels import fold
from kejidata.tables.layout import unclear
from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.column import Column
from kejidata.tables.meaning.heading import Heading


def _is_under_one_with(block: Block, at: int, beside: int) -> bool:
    """Tell whether two columns stand under one heading."""
    outer = block.paths[at][:-1]
    return bool(outer) and block.paths[beside][:-1] == outer


def completed(
    read: Heading, found: Sequence[Column], known: Container[str], block: Block, at: int
) -> Heading:
    """Return a measure over the name of a part with the names of the figure that it is of.

    Raises
    ------
    KejidataError
        Several figures have a part of this name, or 合计 (all) stands under no figure.
    """
    last = found[-1].heading
    under_one = bool(read.names) and _is_under_one_with(block, at, found[-1].at)
    if under_one and last.names[:-1] == read.names:
        # Behind 总数 and 高企 (all, of which) 占比 is the share of these, a growth of either.
        if read.measure != "share":
            raise unclear.of_which(read, block, at)
        return read._replace(names=last.names)
    figures = dict.fromkeys(column.heading.names for column in found)
    if len(read.names) != 1 or read.names in figures or fold(read.names[0]) in known:
        return read
    parts = [names for names in figures if len(names) > 1 and names[-1:] == read.names]
    if len(parts) == 1:
        return read._replace(names=parts[0])
    if parts or totals.is_whole(read.names[0]):
        raise unclear.of_which(read, block, at)
    return read
