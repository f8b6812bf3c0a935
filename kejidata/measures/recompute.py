"""What the published figures say of stated numbers, by the measures of the package.

Each function takes the figures known when statements were made, and the statements, and gives the
`Answers` to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kejidata.measures.claims import other_prices
from kejidata.measures.common_unit import agree, in_unit
from kejidata.measures.completion import completion_columns
from kejidata.measures.derived import derive, parts_of
from kejidata.measures.growth import growth_columns
from kejidata.measures.known import Key, Known, keys_of, named
from kejidata.model import periods, registry, terms
from kejidata.panel import metadata
from kejidata.panel.arrays import Floats, Ints
from kejidata.panel.cells import cells_of
from kejidata.panel.normalize import Checked

ABSENT = ("no_value", "no_base", "no_target", "period_mismatch")
"""Reasons for having nothing to compare units with."""
Words = npt.NDArray[np.object_]
Needs = Callable[[int], list[str]]
"""What had not been published of that which a statement is held against, by the statement."""


class Answers(NamedTuple):
    """What follows from the figures: numbers with intervals, or why not and what is missing.

    `closed` tells which ends the interval holds. A rank may have an interval and a reason: members
    that are not known leave room, and no certainty.
    """

    computed: Floats
    low: Floats
    high: Floats
    closed: Words
    reason: Words
    needs: Words


Check = Callable[[Known, Checked], Answers]


def growth_rates(known: Known, stated: Checked) -> Answers:
    """Return the answers to growth rates, which are those of an amount, a count or an index."""
    found = growth_columns(known.values.rows, [*known.kinds], 1)[1]
    own = known.values.find(cells_of(stated.rows))
    unit = _at(found["unit"], own, "")
    return _answers(stated, (found, "growth"), own, unit, _figure_and_base(known, stated))


def changes(known: Known, stated: Checked) -> Answers:
    """Return the answers to changes: of a share in 个百分点, else in the indicator's unit."""
    # The change of an amount is the plain difference that the growth of a share is.
    found = growth_columns(known.values.rows, ["share"] * len(known.kinds), 1)[1]
    own = known.values.find(cells_of(stated.rows))
    units, code = metadata.units_of_rows(known.values.rows)
    points = [terms.by_points(kind) for kind in stated.column("kind")]
    unit = np.where(points, terms.POINTS, _at(np.array(units, dtype=object)[code], own, ""))
    return _answers(stated, (found, "growth"), own, unit, _figure_and_base(known, stated))


def completion_ratios(known: Known, stated: Checked) -> Answers:
    """Return the answers to completions, held against the targets that the measure takes."""
    kinds, directions = [*known.kinds], [*known.every.directions]
    values, targets = known.values.rows, known.targets
    found = completion_columns(values, targets.rows, kinds, directions)[1]
    axis, cells = stated.rows.periods, cells_of(stated.rows)
    year = axis.find([periods.year_begun(*pair) for pair in axis.pairs()])
    aim, of_year = targets.find(cells), targets.find(cells_of(stated.rows, year))
    goal = _at(targets.rows.value, np.where(aim < 0, of_year, aim), np.nan)
    absent, keys = ~known.has(cells), _keys(stated, axis.pairs())

    def needs(row: int) -> list[str]:
        wanted = zip((absent[row], np.isnan(goal[row])), ((), ("target",)), strict=True)
        return [named((*keys[row], *more)) for lacking, more in wanted if lacking]

    unit = np.full(len(cells), terms.PERCENT, dtype=object)
    return _answers(stated, (found, "completion"), known.values.find(cells), unit, needs)


def derived(known: Known, stated: Checked) -> Answers:
    """Return the answers to figures that the registry derives by a formula."""
    catalog, labels = registry.entries("indicators"), known.labels()
    values = known.frame()
    found, published = derive(values), {*keys_of(values.dropna(subset="value"))}
    place = {key: row for row, key in enumerate(keys_of(found))}
    keys = _keys(stated, stated.rows.periods.pairs())

    def needs(row: int) -> list[str]:
        region, indicator, period = keys[row]
        parts = parts_of(catalog[indicator]["formula"], region)
        wanted = [(labels.get(one, one), part, period) for one, part in parts]
        return [named(key) for key in wanted if key not in published]

    unit = np.array([catalog[indicator]["unit"] for _, indicator, _ in keys], dtype=object)
    own = np.array([place.get(key, -1) for key in keys])
    return _answers(stated, (found, "value"), own, unit, needs)


def _figure_and_base(known: Known, stated: Checked) -> Needs:
    """Return which of a figure and that of a year earlier had not been published."""
    axis = stated.rows.periods
    has = [
        known.has(cells_of(stated.rows, axis.find(one))) for one in (axis.pairs(), axis.bases(1))
    ]
    keys = [_keys(stated, one) for one in (axis.pairs(), axis.bases(1))]

    def needs(row: int) -> list[str]:
        return [named(key[row]) for key, known in zip(keys, has, strict=True) if not known[row]]

    return needs


def _keys(stated: Checked, pairs: Sequence[tuple[int, int]]) -> list[Key]:
    """Return region and indicator of each statement, and what stands for its period in a list."""
    texts = np.array([periods.text(*pair) for pair in pairs], dtype=object)
    columns = stated.column("region"), stated.column("indicator"), texts[stated.rows.period]
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _answers(
    stated: Checked, found: tuple[Any, str], own: Ints, unit: Words, needs: Needs
) -> Answers:
    """Return what a measure computed, in the units of statements, or what it would have needed.

    Units are compared before the figures are judged: a rate of a share in percent is refused
    whatever the share is.

    `found` has the columns of a measure and the name of the one that is stated, `own` the row of
    each statement among them, -1 for none, `unit` the units that they are in.
    """
    columns, name = found
    reason, wanted = _at(columns["reason"], own, "no_value"), stated.column("unit")
    absent = np.isin(reason, ABSENT)
    claims = zip(*map(stated.column, ("measure", "price_basis", "quote")), strict=True)
    others = np.array([other_prices(*claim) for claim in claims], dtype=bool)
    unlike = ~np.array([agree(*pair) for pair in zip(unit, wanted, strict=True)], dtype=bool)
    refused = ["definition_differs", "unit_mismatch"]
    reason = np.select([absent, others, unlike], [reason, *refused], reason)
    computed, low, high = (_at(columns[one], own, np.nan) for one in (name, "low", "high"))
    moved = np.flatnonzero((unit != wanted) & (reason == ""))
    for column in (computed, low, high):
        column[reason != ""] = np.nan
        column[moved] = [in_unit(float(column[row]), unit[row], wanted[row]) for row in moved]
    told = np.full(len(own), "", dtype=object)
    # Where the periods differ, no figure of the same period would be the one that is missing.
    for row in np.flatnonzero(absent & (reason != "period_mismatch")).tolist():
        told[row] = "; ".join(needs(row))
    return Answers(computed, low, high, _at(columns["closed"], own, ""), reason, told)


def _at(column: Any, at: Ints, none: Any) -> Any:
    """Return the cells of a column at these places, none of a negative one."""
    dtype = np.float64 if isinstance(none, float) else object
    return np.append(np.asarray(column, dtype=dtype), none)[at]
