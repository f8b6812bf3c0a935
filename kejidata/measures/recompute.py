"""What the published figures say of stated numbers, by the measures of the package.

Each function takes the figures known when statements were made, and the statements, and gives the
`Answers` to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress
from typing import Any, NamedTuple

import numpy as np

from kejidata.measures.claims import other_prices
from kejidata.measures.completion import completion_columns
from kejidata.measures.derived import derive, parts_of
from kejidata.measures.growth import REASONS, grown
from kejidata.measures.known import Key, Known, keys_of, named
from kejidata.model import periods, registry, terms
from kejidata.model.common_unit import agree, in_unit
from kejidata.panel import closed, metadata, results
from kejidata.panel.arrays import Floats, Ints, Words
from kejidata.panel.cells import cells_of
from kejidata.panel.matching import with_base
from kejidata.panel.normalize import Checked

ABSENT = ("no_value", "no_base", "no_target", "period_mismatch")
"""Reasons for having nothing to compare units with."""
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
    return _differing(known, stated, known.kinds, terms.PERCENT)


def changes(known: Known, stated: Checked) -> Answers:
    """Return the answers to changes: of a share in 个百分点, else in the indicator's unit."""
    units, code = metadata.units_of_rows(known.values.rows)
    own = _at(np.array(units, dtype=object)[code], known.values.find(cells_of(stated.rows)), "")
    # The change of an amount is the plain difference that the growth of a share is.
    return _differing(known, stated, ["share"] * len(known.kinds), own)


def completion_ratios(known: Known, stated: Checked) -> Answers:
    """Return the answers to completions, held against the targets that the measure takes."""
    kinds, directions = [*known.kinds], [*known.every.directions]
    values, targets = known.values.rows, known.targets
    found = completion_columns(values, targets.rows, kinds, directions)[1]
    axis, cells = stated.rows.periods, cells_of(stated.rows)
    year = axis.find([periods.year_begun(*pair) for pair in axis.pairs()])
    aim, of_year = targets.find(cells), targets.find(cells_of(stated.rows, year))
    goal = _at(targets.rows.value, np.where(aim < 0, of_year, aim), np.nan)
    lacking, keys = ~known.has(cells), _keys(stated, axis.pairs())

    def needs(row: int) -> list[str]:
        names = [named(keys[row]), named((*keys[row], "target"))]
        return [*compress(names, (lacking[row], np.isnan(goal[row])))]

    unit = np.full(len(cells), terms.PERCENT, dtype=object)
    columns = [found[name] for name in ("completion", "low", "high", "closed", "reason")]
    return _answers(stated, columns, known.values.find(cells), unit, needs)


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
    columns = [found[name] for name in ("value", "low", "high", "closed", "reason")]
    return _answers(stated, columns, own, unit, needs)


def _differing(known: Known, stated: Checked, kinds: Sequence[str], unit: Words | str) -> Answers:
    """Return what figures differ by from those of a year earlier, as kinds have it.

    It is in 个百分点 (points) of a share, in `unit` of all else.
    """
    values, axis = known.values, stated.rows.periods
    found = grown(with_base(values.rows, 1), [*kinds], 1)
    reason, held = results.reasons_column(found.reason, REASONS), closed.column(found.closed)
    pairs = axis.pairs(), axis.bases(1)
    at = [cells_of(stated.rows, axis.find(one)) for one in pairs]
    lacking, keys = [~known.has(one) for one in at], [_keys(stated, one) for one in pairs]

    def needs(row: int) -> list[str]:
        return [*compress([named(one[row]) for one in keys], [one[row] for one in lacking])]

    points = [terms.by_points(kind) for kind in stated.column("kind")]
    unit = np.where(points, terms.POINTS, unit)
    return _answers(stated, (*found[:3], held, reason), values.find(at[0]), unit, needs)


def _keys(stated: Checked, pairs: Sequence[tuple[int, int]]) -> list[Key]:
    """Return the series of each statement, and the period that a list has for its own."""
    texts = np.array([periods.text(*pair) for pair in pairs], dtype=object)
    columns = stated.column("region"), stated.column("indicator"), texts[stated.rows.period]
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _answers(
    stated: Checked, found: Sequence[Any], own: Ints, unit: Words, needs: Needs
) -> Answers:
    """Return what a measure computed, in the units of statements, or what it would have needed.

    Units are compared before the figures are judged: a rate of a share in percent is refused
    whatever the share is.

    `found` has the columns of a measure: numbers with their ends, which of these are held, and
    reasons; `own` the row of each statement among them, -1 for none.
    """
    *numbers, held, reason = found
    reason, wanted = _at(reason, own, "no_value"), stated.column("unit")
    absent = np.isin(reason, ABSENT)
    claims = zip(*map(stated.column, ("measure", "price_basis", "quote")), strict=True)
    others = np.array([claim[1] != "" and other_prices(*claim) for claim in claims], dtype=bool)
    unlike = ~np.array([agree(*pair) for pair in zip(unit, wanted, strict=True)], dtype=bool)
    refused = ["definition_differs", "unit_mismatch"]
    reason = np.select([absent, others, unlike], [reason, *refused], reason)
    computed, low, high = (_at(one, own, np.nan) for one in numbers)
    moved = np.flatnonzero((unit != wanted) & (reason == ""))
    for column in (computed, low, high):
        column[reason != ""] = np.nan
        column[moved] = [in_unit(float(column[row]), unit[row], wanted[row]) for row in moved]
    told = np.full(len(own), "", dtype=object)
    # Where the periods differ, no figure of the same period would be the one that is missing.
    for row in np.flatnonzero(absent & (reason != "period_mismatch")).tolist():
        told[row] = "; ".join(needs(row))
    return Answers(computed, low, high, _at(held, own, ""), reason, told)


def _at(column: Any, at: Ints, none: Any) -> Any:
    """Return the cells of a column at these places, none of a negative one."""
    dtype = np.float64 if isinstance(none, float) else object
    return np.append(np.asarray(column, dtype=dtype), none)[at]
