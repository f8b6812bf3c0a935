"""Which figure at the left a column belongs to: the whole of a part, the one named last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kejidata.model import totals
from kejidata.model.labels import fold
from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.column import Column
from kejidata.tables.meaning import words
from kejidata.tables.meaning.heading import Heading
from kejidata.tables.meaning.marks import is_part
from kejidata.tables.meaning.wholes import as_part, completes

LEANING = ("rank", "growth_rate", "change", "completion_ratio", "share", "rank_change")
"""Measures that are of the period of the figure beside them."""


def named_before(found: Sequence[Column]) -> tuple[str, ...]:
    """Return the names of the last figure that is no growth over other spans."""
    names = [column.heading.names for column in found]
    return next((one for one in reversed(names) if not words.over_other_span(one[-1:])), ())


def within(read: Heading, found: Sequence[Column], known: Mapping[str, str]) -> Heading:
    """Return a part (其中：女性) as one of the last figure at its left that is no part."""
    whole, read = _whole(found), read._replace(part=True)
    if not whole.names or not read.names:
        return read
    unit = read.unit or ("" if read.measure in LEANING else whole.unit)
    if fold("".join(read.names)) in known:
        return read._replace(names=as_part(read.names, known), unit=unit)
    return read._replace(names=(*whole.names, *read.names), unit=unit)


def outside_of_parts(
    read: Heading, found: Sequence[Column], block: Block, at: int
) -> Sequence[Column]:
    """Return the figures at the left that a measure without a name may belong to.

    Behind 成交额 over 合计 and 技术开发 (turnover: all, development) a measure at the height of
    成交额 is that of all, and of none of the parts.
    """
    path = block.paths[at]
    if not found or len(path) != 1 or read.names or not read.measure:
        return found
    group = block.paths[found[-1].at][:1]
    under = [c for c in found if block.paths[c.at][:1] == group != path]
    wholes = {_plain(c.heading.names) for c in under} - {()}
    parts = [c for c in under if _plain(c.heading.names)[:-1] in wholes]
    return [c for c in found if c not in parts]


def _plain(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names without a word for all of them at the end."""
    return names[:-1] if len(names) > 1 and totals.is_total(names[-1]) else names


def _whole(found: Sequence[Column]) -> Heading:
    """Return the last figure that is no part; an empty heading where there is none."""
    figures = (c.heading for c in reversed(found) if c.heading.measure not in LEANING)
    return next((one for one in figures if not one.part), Heading(""))


def belongs_to_part(
    read: Heading, found: Sequence[Column], path: Sequence[str], known: Mapping[str, str]
) -> bool:
    """Tell whether a column is a part of a figure before it.

    It says so (其中, 按来源分: by source), or it follows a part and only the name of the whole
    completes its own: 实用新型 behind 其中：发明 (utility models behind inventions).
    """
    marked = [is_part(text) or words.parts(text) for text in path]
    if marked[:1] == [True] or (any(marked) and len(read.names) == 1):
        return True
    before = next((c.heading for c in reversed(found) if c.heading.measure not in LEANING), None)
    if before is None or not before.part or read.measure or len(read.names) != 1:
        return False
    return completes(_whole(found).names, read.names[0], known)


def figures_before(found: Sequence[Column]) -> list[Column]:
    """Return the figures at the left that a measure may belong to: those since the last measure.

    Measures in a row (目标, 完成, 完成率) all belong to the figures before them.
    """
    group: list[Column] = []
    for column in reversed(found):
        measure = column.heading.measure
        if measure in LEANING:
            if group:
                break
            continue
        group.insert(0, column)
    if not group:
        return []
    last = group[-1].heading.names
    return [column for column in group if column.heading.names == last]


def leaves_out(found: Sequence[Column]) -> bool:
    """Tell whether a figure before the last one has no growth, which may stand behind the last."""
    *before, last = (column.heading for column in found)
    grown = {one.names for one in before if one.measure in ("growth_rate", "change")}
    return any(one.names not in grown | {last.names} for one in before if not one.measure)
