"""A sheet to observations: what stands where, what it means, which amounts it states."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import numpy as np

from kejidata.errors import KejidataError
from kejidata.files.refusals import enough_memory
from kejidata.model.places import all_names
from kejidata.model.registry import Registry
from kejidata.tables import decisions, sums, titles
from kejidata.tables.amounts import Amounts
from kejidata.tables.decisions import Decisions
from kejidata.tables.figures import Reader
from kejidata.tables.given import NAMES, Given
from kejidata.tables.labels import Labels
from kejidata.tables.layout.blocks import Layout, layout
from kejidata.tables.noted import note_statuses
from kejidata.tables.observed import Observed
from kejidata.tables.parse_row import Rules
from kejidata.tables.source.grid import Grid
from kejidata.tables.source.sheets import sheets, unseen


@dataclass
class Reading:
    """A sheet as read: its observations, what was taken how, how much was not read."""

    observations: Observed
    notes: list[str] = field(default_factory=list)
    unread: int = 0


def read(
    path: Path, known: Registry, given: Given, *, own: bool = False, sheet: str | int | None = None
) -> Reading:
    """Return a table as read, with what was taken how; see `read_table`."""
    with enough_memory(path), _uncollected():
        return _read(path, Rules.of(known, own), given, sheet)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of circles from walking the cells of a sheet again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def chosen(path: Path, sheet: str | int | None, decided: Decisions | None) -> Layout:
    """Return the layout of the sheet that is read, with what was decided about it applied."""
    if sheet is None and decided is not None:
        sheet = decided.sheet
    found = choose(sheets(path), path, sheet)
    if decided is not None:
        decisions.apply(decided, found)
    return found


def decided_of(path: Path, sheet: str | int | None) -> Decisions | None:
    """Return what was decided about the sheet that is read, None where nothing was.

    Where several sheets are, one has to be asked for.
    """
    every = decisions.every(path)
    if sheet is None:
        return every[0] if len(every) == 1 else None
    names = [grid.name for grid in sheets(path)] if every else []
    wanted = [sheet, *(names[sheet - 1 : sheet] if isinstance(sheet, int) else ())]
    wanted += [number for number, name in enumerate(names, 1) if name == sheet]
    return next((one for one in every if one.sheet is None or one.sheet in wanted), None)


def read_decided(path: Path, known: Registry) -> Iterator[Reading]:
    """Yield each sheet of a table about which something was decided, else the one that it has.

    A table that names no source is one, named by its file, as a report is.
    """
    for sheet in [one.sheet for one in decisions.every(path)] or [None]:
        yield read(path, known, Given(source=path.stem), sheet=sheet)


def completed(given: Mapping[str, str], decided: Decisions | None) -> Given:
    """Return arguments, those that are not given taken from what was decided."""
    return Given.of({name: given.get(name, "") or getattr(decided, name, "") for name in NAMES})


def _read(path: Path, rules: Rules, given: Given, sheet: str | int | None) -> Reading:
    decided = decided_of(path, sheet)
    found = chosen(path, sheet, decided)
    if decided is not None:
        file_source, given = given.source, completed(given.texts(), decided)
        given.source = decided.source or file_source
    labels = Labels(rules)
    if given.region:
        given.region = labels.region(given.region, lambda: "argument region")
        labels.whole = given.region
    said = note_statuses(found)
    amounts = Amounts(labels, given)
    figures = chain.from_iterable(Reader(one, labels, given).figures() for one in found.blocks)
    items = amounts.observations(figures)
    titles.refuse_alike(found, given)
    if labels.used_whole:
        given.take("region")
    given.refuse_idle(found.grid.place)
    notes = [*titles.doubts(found, given), *amounts.notes, *unseen(found.grid), *said]
    unread = found.figures_outside + found.grid.hidden
    # The cells are let go before their figures are compared: a large sheet is not held twice.
    del found, amounts
    _refuse_duplicates(path, items)
    if total := sums.found(items, rules.kinds):
        if total.sure:
            items.regions[:] = sums.renamed(items.regions, total.region)
        notes.append(total.note)
    return Reading(items, notes, unread)


def names_sources(path: Path) -> bool:
    """Tell whether a table has a column that says where its rows come from."""
    read = [one.sheet for one in decisions.every(path)] or [None]
    blocks = (one for sheet in read for one in choose(sheets(path), path, sheet).blocks)
    return any("source" in block.keys.values() for block in blocks)


def choose(grids: Sequence[Grid], path: Path, sheet: str | int | None) -> Layout:
    """Return the layout of the one sheet that is read.

    Raises
    ------
    KejidataError
        There is no such sheet, none with a table, or several.
    """
    if sheet is not None:
        layouts = [layout(_named(grids, path, sheet))]
    else:
        layouts = [layout(grid) for grid in grids if grid.lines]
    held = [one for one in layouts if one.blocks]
    if len(held) == 1:
        return held[0]
    if held:
        raise KejidataError(
            "several sheets of the workbook hold tables",
            where=path.name,
            rows=[one.grid.name for one in held],
            remedy=f"say which one: sheet={held[0].grid.name!r}; for a build, of each that is"
            " wanted: kejidata tables FILE --sheet NAME --keep",
        )
    raise _no_table(layouts, path)


def _named(grids: Sequence[Grid], path: Path, sheet: str | int) -> Grid:
    """Return a sheet by name or by number from 1."""
    for number, grid in enumerate(grids, 1):
        if sheet in (grid.name, number):
            return grid
    raise KejidataError(
        f"the file has no sheet {sheet!r}",
        where=path.name,
        rows=[f"{number} {grid.name}" for number, grid in enumerate(grids, 1)],
        remedy="give one of these; hidden sheets are not read",
    )


def _no_table(layouts: Sequence[Layout], path: Path) -> KejidataError:
    """Return the error for a file in which no header was found, with its first lines."""
    rows = [
        f"line {line.number}: " + ", ".join(filter(None, line.cells))[:150]
        for one in layouts
        for line in one.grid.lines
    ]
    return KejidataError(
        "the file holds no table: no header with rows of figures under it is known",
        where=path.name,
        rows=rows,
        remedy="head the columns 地区 (region), 指标 (indicator), 年份 (year) or with indicators",
    )


def _refuse_duplicates(path: Path, items: Observed) -> None:
    """Refuse two cells for one figure, showing both; what one row says twice is kept once."""
    keys: dict[object, int] = {}
    places: dict[str, int] = {}
    over = [
        keys.setdefault((head.indicator, head.period, head.measure, head.vintage), len(keys))
        for head in items.heads
    ]
    stated = np.fromiter(
        (
            over[under] * len(items) + places.setdefault(region, len(places))
            for region, under in zip(items.regions, items.under, strict=True)
        ),
        np.int64,
        len(items),
    )
    stated.sort()
    if (stated[1:] != stated[:-1]).all():
        return
    first: dict[object, int] = {}
    again = [at for at, item in enumerate(items) if first.setdefault(item.key, at) != at]
    if all(_alike(items, first[items[at].key], at) for at in again):
        # In January the figure of the month is that of the months so far.
        items.leave_out(again)
        return
    beside = all(items.lines[first[items[at].key]] == items.lines[at] for at in again)
    raise KejidataError(
        "the table states a figure twice",
        where=path.name,
        rows=[
            *_renamed({items.regions[at] for at in again}),
            *(_twice(items, first[items[at].key], at) for at in again),
        ],
        remedy='keep one of the columns: a meaning of "" in NAME.table.toml leaves the other out'
        if beside
        else "keep one row for each region, indicator, period, measure and vintage",
    )


def _alike(items: Observed, one: int, two: int) -> bool:
    """Tell whether one row says the same of a figure twice: value, unit and step."""
    return items.lines[one] == items.lines[two] and items[one] == items[two]


def _twice(items: Observed, first: int, again: int) -> str:
    """Return where a figure stands twice, by lines, and by columns where these tell them apart."""
    one, two = items.lines[first], items.lines[again]
    left, right = (items.headings[items.under[at]][:40] for at in (first, again))
    place = f"lines {one} and {two}" if one != two else f"line {one}"
    columns = f", columns {left} and {right}" if left != right else ""
    item = items[again]
    return f"{place}{columns}: {' '.join(map(str, item.key))} = {item.value}"


def _renamed(codes: Iterable[str]) -> Iterator[str]:
    """Yield the names of places that had several: rows of 海门市 and 海门区 are of one place."""
    for code in sorted(codes):
        names = all_names(code)
        if len(names) > 1:
            yield f"{', '.join(names)} are one place: {code}"
