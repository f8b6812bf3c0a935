"""The columns of a block: which name a row, which hold figures, and of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kejidata.model import periods, terms
from kejidata.tables.indicator_names import indicator_key
from kejidata.tables.layout import measured_parts, unclear
from kejidata.tables.layout.blocks import Block
from kejidata.tables.layout.column import Column
from kejidata.tables.layout.column_periods import period_beside, under_a_period, year_so_far
from kejidata.tables.layout.whole_and_parts import (
    LEANING,
    belongs_to_part,
    figures_before,
    leaves_out,
    named_before,
    outside_of_parts,
    within,
)
from kejidata.tables.meaning import heading, periods_text, unnamed, words
from kejidata.tables.meaning.heading import Heading


def figures(block: Block, known: Mapping[str, str], base: str, named_by_row: bool) -> list[Column]:
    """Return the columns of figures.

    Parameters
    ----------
    block
        A table of a sheet.
    known
        The folded names of the registry.
    base
        The period of the table, for headings that name no year.
    named_by_row
        Whether the row, or the analyst, names the indicator: a measure alone (位次) is then that of
        the row, else that of the figure beside it.

    Raises
    ------
    KejidataError
        A measure stands beside no figure, or beside several of which it may be.
    """
    found: list[Column] = []
    leading: list[Column] = []
    for at in block.columns:
        if at in block.keys and block.keys[at] != "value":
            continue
        read = _read(block, at, known, base, found, named_by_row)
        if block.keys.get(at) == "value":
            read = read._replace(names=(), measure="")
        if read.measure == "rank" and not (read.names or named_by_row or found):
            leading.append(Column(at, read))
            continue
        beside = outside_of_parts(read, found, block, at)
        read = _beside_others(read, beside, block, at, base, known, named_by_row)
        if found and read.measure in ("growth_rate", "change"):
            read = _of_percent(read, found[-1].heading, block, at)
        found.append(Column(at, read))
    found = [_of_the_only(column, found, block) for column in leading] + found
    return [_completed(column, found) for column in found]


def _beside_others(
    read: Heading,
    found: Sequence[Column],
    block: Block,
    at: int,
    base: str,
    known: Mapping[str, str],
    named_by_row: bool,
) -> Heading:
    """Return a heading with what it takes over from the figures at its left, if from any."""
    if read.measure and not read.names and not named_by_row:
        return _beside(read, found, block, at, base)
    follows = bool(found) and not named_by_row
    if follows and (word := unnamed.rise_of_growth(read.names)):
        names = unnamed.of_figure(named_before(found) or ("",), word, "")
        return read._replace(names=names, measure="change", unit=read.unit or terms.POINTS)
    if words.compares(read.names) and not read.measure:
        raise unclear.unsaid(read, block, at)
    if unnamed.measures_a_measure(read.names, read.measure):
        raise unclear.of_which(read, block, at)
    if follows and unnamed.belongs_to_the_figure(read.names, known):
        return _of_other(read, found, block, at, base)
    if follows and unnamed.ranks_growth(read.names, read.measure):
        named = named_before(found) or ("",)
        return read._replace(names=unnamed.of_figure(named, read.names[0], read.unit))
    if read.measure in LEANING and not read.period:
        return _of_the_named(read, found, block, at, base)
    if follows and words.over_other_span(read.names):
        return read._replace(names=(*named_before(found), *read.names))
    if follows and belongs_to_part(read, found, block.paths[at], known):
        return within(read, found, known)
    return read


def _read(
    block: Block,
    at: int,
    known: Mapping[str, str],
    base: str,
    found: Sequence[Column],
    named_by_row: bool,
) -> Heading:
    """Return what headings state, a period above them and parts under a measure considered."""
    told = [c.heading.period for c in found if c.heading.measure not in LEANING] or [""]
    path = [periods_text.over_year_before(text, told[-1]) for text in block.paths[at]]
    read = _stated(path, known, base, found, named_by_row)
    if found:
        read = under_a_period(read, found, block, known, base, at)
    if named_by_row and words.over_other_span(read.names) and read.names != ("累计",):
        raise unclear.of_other_span(read, block, at)
    if read.measure in LEANING and found and not named_by_row:
        return measured_parts.completed(read, found, known, block, at)
    return read


def _stated(
    path: Sequence[str],
    known: Mapping[str, str],
    base: str,
    found: Sequence[Column],
    named_by_row: bool,
) -> Heading:
    """Return what headings state; 上年同期 (the span a year before) is that of the last figure."""
    if not (found and heading.of_same_span(path, known)):
        return heading.read(path, known, base)
    told = [c.heading.period for c in found if c.heading.measure not in LEANING]
    spans = [one for one in told if periods.is_period(one) and one.startswith(base[:4])]
    read = heading.read(path, known, spans[-1] if spans else base)
    if read.names or read.measure or named_by_row:
        return read
    return read._replace(names=named_before(found), unit=read.unit or found[-1].heading.unit)


def _of_the_only(column: Column, found: Sequence[Column], block: Block) -> Column:
    """Return a rank that stands before all figures, as in a list, as that of the only one."""
    names = found[0].heading.names if len(found) == 1 else ()
    if not names or found[0].heading.measure:
        raise unclear.of_figures(column.heading, block, column.at)
    period = column.heading.period or found[0].heading.period
    return column._replace(heading=column.heading._replace(names=names, period=period))


def _beside(read: Heading, found: Sequence[Column], block: Block, at: int, base: str) -> Heading:
    """Return a measure without a name as that of the figures at its left."""
    group = figures_before(found)
    names = dict.fromkeys(column.heading.names for column in group)
    if len(names) != 1 or not next(iter(names)):
        raise unclear.of_which(read, block, at)
    last = found[-1].heading
    if read.measure == "rank" and last.measure in ("growth_rate", "change"):
        if last.measure == "change" or not _is_ranked(found, last.names):
            raise unclear.two_meanings(read, block, at)
        return read._replace(
            names=unnamed.of_figure(last.names, unnamed.GROWTH, ""), period=last.period
        )
    rises = read.measure in ("growth_rate", "change") and not (read.unit or read.sure_rate)
    if rises and last.measure == "rank":
        raise unclear.of_a_rank(read, block, at)
    period = read.period or period_beside(read, group, found, block, at, base)
    unit = read.unit
    if not unit and read.measure in ("done", "value", "target"):
        unit = last.unit
    if read.measure == "growth_rate" and last.unit == terms.PERCENT and leaves_out(found):
        # 增长(%) behind an amount and its share: a share rarely grows in percent.
        raise unclear.of_which(read, block, at)
    return read._replace(names=next(iter(names)), period=period, unit=unit)


def _is_ranked(found: Sequence[Column], names: tuple[str, ...]) -> bool:
    """Tell whether a figure has its rank already, so that one behind its growth ranks this."""
    return any(c.heading.measure == "rank" and c.heading.names == names for c in found)


def _ranks_the_growth(read: Heading, found: Sequence[Column]) -> bool:
    """Tell whether the second rank under one name stands behind the growth of the figure."""
    last = found[-1].heading
    same = last.names == read.names and last.measure == "growth_rate"
    return same and _is_ranked(found, read.names)


def _of_the_named(
    read: Heading, found: Sequence[Column], block: Block, at: int, base: str
) -> Heading:
    """Return a measure under a name as that of the figures under it; a second rank is of growth."""
    if found and read.measure == "rank" and _ranks_the_growth(read, found):
        names = unnamed.of_figure(read.names, unnamed.GROWTH, "")
        return read._replace(names=names, period=found[-1].heading.period)
    named = [c for c in found if c.heading.names == read.names]
    group = [c for c in figures_before(found) if c in named]
    group = group or [c for c in named if c.heading.measure not in LEANING]
    return read._replace(period=period_beside(read, group, found, block, at, base))


def _of_percent(read: Heading, beside: Heading, block: Block, at: int) -> Heading:
    """Return a rise beside a share or a figure in percent: what two of them differ by is in points.

    Raises
    ------
    KejidataError
        It may be in percent or in points, or of the share or of the figure.
    """
    share = beside.measure == "share"
    percent = (beside.unit or "".join(block.stated.units)) == terms.PERCENT
    if beside.names != read.names or not (share or (percent and beside.measure not in LEANING)):
        return read
    if share and read.unit == terms.POINTS:
        return read._replace(
            names=unnamed.named(read.names, "share", beside.among), measure="change"
        )
    if read.measure == "growth_rate" or read.unit not in ("", terms.PERCENT):
        return read
    if share or read.unit:
        raise unclear.in_points(read, block, at)
    return read._replace(unit=terms.POINTS)


def _of_other(read: Heading, found: Sequence[Column], block: Block, at: int, base: str) -> Heading:
    """Return a share or an index as one of the last figure: no figure is a share of itself."""
    named, word = named_before(found), read.names[0]
    itself = named and indicator_key(named[-1]) in indicator_key(word)
    if not named or itself or named[-1].startswith(word):
        raise unclear.of_which(read, block, at)
    group = [column for column in found if column.heading.names == named]
    rises = read._replace(measure="growth_rate") if word == unnamed.INDEX else read
    period = read.period or period_beside(rises, group, found, block, at, base)
    return read._replace(names=unnamed.of_figure(named, word, read.unit), period=period)


def _completed(column: Column, found: Sequence[Column]) -> Column:
    """Return a column with the words of observations for its measure."""
    read = column.heading
    if read.measure in ("done", "value"):
        return column._replace(heading=read._replace(measure="value"))
    if read.measure == "target" and not read.period:
        # Beside figures that add up over the year a target is the year's.
        return column._replace(heading=read._replace(period=year_so_far(found)))
    if read.measure == "completion_ratio" and not read.period:
        done = {
            c.heading.period
            for c in found
            if c.heading.names == read.names and c.heading.measure in ("done", "value")
        }
        period = done.pop() if len(done) == 1 else ""
        return column._replace(heading=read._replace(period=period))
    return column
