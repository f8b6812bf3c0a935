"""Which row stands against which: the same series in another period, as published by then."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from kejidata import panel, periods, results, vintages
from kejidata.frames import Rows

Ints = npt.NDArray[np.integer]
NOWHERE = np.iinfo(np.int32).min


@dataclass(frozen=True)
class Pairing:
    """Rows in the order of the result, and where in `pool` the partner of each one is, or -1.

    `mismatched` marks rows whose partner is missing, though another period that shares months
    with the one looked for has a value.
    """

    rows: Rows
    pool: Rows
    partner: Ints
    mismatched: npt.NDArray[np.bool_] | None


def with_base(values: Rows, span: int) -> Pairing:
    """Return first-published rows paired with the same period `span` years earlier.

    The partner is the newest one published no later than the row itself.
    """
    axis = values.periods
    table = panel.build(vintages.first(values))
    bases = axis.bases(span)
    pool, cells = table.rows, None
    if vintages.several(values):
        pool, cells = vintages.by_vintage(values)

    def look_up(code: Ints) -> Ints:
        vintage = table.rows.vintage
        if cells is not None and vintage is not None:
            return vintages.as_of(pool, cells, moved(table, code), vintage)
        found = same_series(table, code)
        if vintage is not None and len(vintage):
            found[results.gathered(vintage, found) > vintage] = -1
        return found

    base = look_up(axis.find(bases))
    mismatched = None
    for code in alternatives(axis.overlapping(bases)):
        found = look_up(code)
        other = (base < 0) & (found >= 0) & ~np.isnan(pool.value[found])
        mismatched = other if mismatched is None else mismatched | other
    return Pairing(table.rows, pool, base, mismatched)


def same_series(table: panel.Panel, code: Ints) -> npt.NDArray[np.int32]:
    """Return for each row the row of its series with its period exchanged for another, or -1."""
    found = np.empty(len(table.rows), dtype=np.int32)

    def look_up(block: slice) -> None:
        found[block] = table.find(moved(table, code, block))

    results.spread(look_up, results.blocks(len(found)))
    return found


def moved(table: panel.Panel, code: Ints, part: slice = slice(None)) -> Ints:
    """Return each row's cell with its period exchanged for another, negative for none."""
    move = np.where(code < 0, NOWHERE, code - np.arange(len(code))).astype(table.cells.dtype)
    cells: Ints = table.cells[part] + move[table.rows.period[part]]
    return cells


def alternatives(overlapping: list[list[int]]) -> list[Ints]:
    """Return period codes to try in turn: the first other period of each, the second, ..."""
    depth = max(map(len, overlapping), default=0)
    return [
        np.array([codes[n] if n < len(codes) else -1 for codes in overlapping])
        for n in range(depth)
    ]


def with_target(values: Rows, targets: Rows) -> Pairing:
    """Return newest rows paired with the target of their period, else of the year around it."""
    table = panel.build(vintages.newest(values))
    aims = panel.build(vintages.newest(_on_axes_of(values, targets), "targets"), "targets")
    series = table.cells // max(len(table.rows.periods), 1)
    axis, wanted = aims.rows.periods, table.rows.periods.pairs()

    def look_up(code: Ints) -> Ints:
        aimed = code[table.rows.period]
        cells = series.astype(aims.cells.dtype) * len(axis) + aimed
        return aims.find(np.where(aimed < 0, -1, cells))

    at = look_up(axis.find(wanted))
    around = axis.find([periods.year_of(*pair) for pair in wanted])
    if not np.array_equal(around, axis.find(wanted)):
        at = np.where(at < 0, look_up(around), at)
    mismatched = None
    for code in alternatives(axis.overlapping(wanted)):
        other = (at < 0) & (look_up(code) >= 0)
        mismatched = other if mismatched is None else mismatched | other
    return Pairing(table.rows, aims.rows, at, mismatched)


def _on_axes_of(values: Rows, targets: Rows) -> Rows:
    """Return targets with the region and indicator codes of the values; the others drop out."""
    if targets.regions is values.regions:
        return targets
    region = values.regions.place(targets.regions)[targets.region]
    indicator = values.indicators.place(targets.indicators)[targets.indicator]
    known = (region >= 0) & (indicator >= 0)
    found = replace(
        targets,
        regions=values.regions,
        indicators=values.indicators,
        region=region,
        indicator=indicator,
    )
    return found if known.all() else found.take(known)
