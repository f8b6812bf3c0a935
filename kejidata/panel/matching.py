"""Which row stands against which: the same series in another period, as published by then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from kejidata.model import periods
from kejidata.panel import cells as panel
from kejidata.panel import cube, results, vintages
from kejidata.panel.axes import Axis
from kejidata.panel.intake import Rows

Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pairing:
    """Rows in the order of the result, and the value of each one's partner, NaN for none.

    `mismatched` marks rows whose partner is missing, though another period that shares months
    with the one looked for has a value. `spare` are arrays that may be written to.
    """

    rows: Rows
    pool: Rows
    value: Floats
    mismatched: npt.NDArray[np.bool_] | None
    look_up: Callable[[], Ints]
    spare: list[Floats] = field(default_factory=list)

    @cached_property
    def partner(self) -> Ints:
        """Where in `pool` each one's partner is, or -1; rows that are bare seldom ask."""
        return self.look_up()


def with_base(values: Rows, span: int) -> Pairing:
    """Return first-published rows paired with the same period `span` years earlier.

    The partner is the newest one published no later than the row itself.
    """
    axis = values.periods
    table = panel.build(vintages.first(values))
    bases = axis.bases(span)
    code, others = axis.find(bases), alternatives(axis.overlapping(bases))
    if values.bare and not others:
        rows, value = table.beside(table, code)
        again = partial(found_in, table, rows, code)
        return Pairing(rows, table.given, value, None, again, _cubes(table))
    pool, look_up = _published(values, table)
    base = look_up(code)
    mismatched = None
    for found in map(look_up, others):
        near = (base < 0) & (found >= 0) & ~np.isnan(pool.value[found])
        mismatched = near if mismatched is None else mismatched | near
    value = cube.picked(pool.value, base)
    return Pairing(table.rows, pool, value, mismatched, lambda: base)


def _published(values: Rows, table: panel.Panel) -> tuple[Rows, Callable[[Ints], Ints]]:
    """Return the rows to look for a base in, and a function that finds one published by then."""
    vintage = table.rows.vintage
    if vintage is not None and vintages.several(values):
        pool, cells = vintages.by_vintage(values)
        rows, width = table.rows, len(values.periods)
        return pool, lambda code: vintages.as_of(
            pool, cells, panel.exchanged(rows, code, width), vintage
        )

    def by_then(code: Ints) -> Ints:
        found = found_in(table, table.rows, code)
        if vintage is not None and table.given.vintage is not None:
            found[results.gathered(table.given.vintage, found) > vintage] = -1
        return found

    return table.given, by_then


def found_in(other: panel.Panel, rows: Rows, code: Ints) -> Ints:
    """Return for each row the given row of its series in a period of another panel, or -1."""
    other.prepare()
    width = other.shape[2]
    return results.mapped(
        lambda part: other.find(panel.exchanged(rows, code, width, part)),
        len(rows),
        np.dtype(np.int32),
    )


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
    axis, wanted = aims.given.periods, values.periods.pairs()
    own, around = axis.find(wanted), axis.find([periods.year_of(*pair) for pair in wanted])
    others = alternatives(axis.overlapping(wanted))
    if values.bare and targets.bare and not others and np.array_equal(own, around):
        rows, value = table.beside(aims, own)
        again = partial(found_in, aims, rows, own)
        return Pairing(rows, aims.given, value, None, again, _cubes(table, aims))
    at = found_in(aims, table.rows, own)
    if not np.array_equal(own, around):
        at = np.where(at < 0, found_in(aims, table.rows, around), at)
    mismatched = None
    for code in others:
        near = (at < 0) & (found_in(aims, table.rows, code) >= 0)
        mismatched = near if mismatched is None else mismatched | near
    value = cube.picked(aims.given.value, at)
    return Pairing(table.rows, aims.given, value, mismatched, lambda: at)


def _cubes(*tables: panel.Panel) -> list[Floats]:
    """Return the cubes of panels, of which everything was read."""
    return [table.cube.values for table in tables if table.cube is not None]


def _on_axes_of(values: Rows, targets: Rows) -> Rows:
    """Return targets with the region and indicator codes of the values; the others drop out."""
    region = _translated(values.regions, targets.regions, targets.region)
    indicator = _translated(values.indicators, targets.indicators, targets.indicator)
    found = replace(
        targets,
        regions=values.regions,
        indicators=values.indicators,
        region=region,
        indicator=indicator,
    )
    if region is targets.region and indicator is targets.indicator:
        return found
    known = (region >= 0) & (indicator >= 0)
    return found if known.all() else found.take(known)


def _translated(axis: Axis, other: Axis, codes: Ints) -> Ints:
    """Return codes of one axis as codes of another, -1 where the label is new."""
    if other is axis:
        return codes
    place = axis.place(other)
    return codes if np.array_equal(place, np.arange(len(place))) else place[codes]
