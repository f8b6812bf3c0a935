"""Which row stands against which: the same series in another period, as published by then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from kejidata.model import periods
from kejidata.panel import cells, intervals, metadata
from kejidata.panel.arrays import Flags, Floats, Ints, taken
from kejidata.panel.axes import Axis
from kejidata.panel.intake import Rows


@dataclass(frozen=True)
class Matches:
    """Rows in the order of the result, and where in `partners` the partner of each is, or -1.

    `mismatched` marks rows whose partner is missing, though another period that shares months
    with the one looked for has a value.
    """

    rows: Rows
    partners: Rows
    at: Ints
    mismatched: Flags

    @cached_property
    def value(self) -> Floats:
        """The value of each partner, NaN for none."""
        return taken(self.partners.value, self.at)


def with_base(values: Rows, span: int) -> Matches:
    """Return first-published rows with the same period `span` years earlier.

    The base is the newest one published no later than the row itself.
    """
    table = cells.build(values)
    rows, axis = table.first().rows, values.periods
    bases = axis.bases(span)

    def base(code: Ints, chosen: Rows = rows) -> Ints:
        return table.as_of(cells.cells_of(chosen, code), chosen.vintage)

    at = base(axis.find(bases))
    others = axis.overlapping(bases, of_another_length=True)
    return Matches(rows, table.rows, at, _mismatched(rows, at, table.rows, others, base))


def with_two_bases(values: Rows) -> tuple[Matches, Matches]:
    """Return each value with its base of a year earlier, and that base with its own.

    Both are the newest published no later than the value; a row without a base has none before.
    """
    table = cells.build(values)
    now = with_base(values, 1)
    axis = values.periods
    has = now.at >= 0
    bases = table.rows.take(np.where(has, now.at, 0))
    at = table.as_of(cells.cells_of(bases, axis.find(axis.bases(1))), now.rows.vintage)
    none = np.zeros(len(now.rows), dtype=bool)
    return now, Matches(bases, table.rows, np.where(has, at, -1), none)


def with_target(values: Rows, targets: Rows) -> Matches:
    """Return newest rows with the target of their period, else of the year that they begin."""
    rows = cells.build(values).newest().rows
    table = cells.build(_on_axes_of(values, targets), "targets").newest()
    axis, wanted = table.rows.periods, values.periods.pairs()

    def target(code: Ints, chosen: Rows = rows) -> Ints:
        return table.find(cells.cells_of(chosen, code, len(axis)))

    at = target(axis.find(wanted))
    year = axis.find([periods.year_begun(*pair) for pair in wanted])
    lacking = np.flatnonzero(at < 0)
    at[lacking] = target(year, rows.take(lacking))
    others = axis.overlapping(wanted)
    return Matches(rows, table.rows, at, _mismatched(rows, at, table.rows, others, target))


def _mismatched(
    rows: Rows,
    at: Ints,
    partners: Rows,
    others: Sequence[Sequence[int]],
    partner: Callable[[Ints, Rows], Ints],
) -> Flags:
    """Mark rows without a partner whose series has a value in one of the other periods."""
    found = np.zeros(len(rows), dtype=bool)
    for turn in range(max(map(len, others), default=0)):
        lacking = np.flatnonzero((at < 0) & ~found)
        code = np.array([codes[turn] if turn < len(codes) else -1 for codes in others])
        other = partner(code, rows.take(lacking))
        found[lacking] = ~np.isnan(taken(partners.value, other))
    return found


def in_other_units(found: Matches) -> Flags | None:
    """Mark rows whose partner is in another unit; one that is not known is such a unit.

    An index on the period before is in another unit in each.
    """
    moving = metadata.moving_bases(found.rows)
    units = metadata.unit_codes(found.rows, found.partners)
    if units is None or not len(found.partners):
        return moving
    mismatched: Flags = units[0] != units[1][found.at]
    return mismatched if moving is None else mismatched | moving


def in_units_of_rows(found: Matches) -> tuple[Floats, Flags | None]:
    """Return each partner's value in the unit of its row, and mark those that do not convert."""
    bases = metadata.unit_codes(found.rows, found.partners, convertible=True)
    if bases is None or not len(found.partners):
        return found.value, None
    other: Flags = bases[0] != bases[1][found.at]
    unit, its_unit = metadata.magnitudes(found.rows), metadata.magnitudes(found.partners)[found.at]
    moved = (unit != its_unit) & ~other & ~np.isnan(found.rows.value)
    value = found.value.copy()
    value[moved] = intervals.significant(value[moved] * its_unit[moved] / unit[moved])
    return value, other


def _on_axes_of(values: Rows, targets: Rows) -> Rows:
    """Return targets with the region and indicator codes of the values; the others drop out."""
    if targets.regions is values.regions:
        return targets
    found = replace(
        targets,
        regions=values.regions,
        indicators=values.indicators,
        region=_translated(values.regions, targets.regions, targets.region),
        indicator=_translated(values.indicators, targets.indicators, targets.indicator),
        label=None,
    )
    known = (found.region >= 0) & (found.indicator >= 0)
    return found if known.all() else found.take(np.flatnonzero(known))


def _translated(axis: Axis, other: Axis, codes: Ints) -> Ints:
    """Return codes of one axis as codes of another, -1 where it has none."""
    place = axis.place(other)
    return place[codes] if len(place) else codes
