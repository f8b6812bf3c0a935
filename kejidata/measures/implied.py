"""What a stated growth or completion says of the figure that it leaves out."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from kejidata.measures.claims import other_prices
from kejidata.measures.growth_formula import Ends, ratios
from kejidata.model import registry
from kejidata.model.terms import PERCENT, POINTS, by_points
from kejidata.panel import cells, closed, intervals
from kejidata.panel.arrays import Flags, Floats, Ints, taken
from kejidata.panel.intake import Rows
from kejidata.panel.sources import Figures

Number = tuple[Floats, Floats]
"""A number and half of its rounding step by row, NaN where nothing is stated."""


class Stated(NamedTuple):
    """What is stated of each row, half of its rounding step, and whose statement it is."""

    number: Floats
    room: Floats
    source: Figures | None


def _stated(rows: Rows, every: Rows, measure: str, unit: str, *, newest: bool) -> Stated | None:
    """Return what is stated of each row in a unit, the newest or the first publication of it."""
    table = cells.build(every.of_measure(measure))
    if not len(table.rows):
        return None
    if not newest:
        table = table.first()
    at = table.find(cells.cells_of(rows))
    statements = table.rows
    number = taken(statements.value, at)
    if statements.inexact is not None:
        number[statements.inexact[at]] = np.nan
    if statements.unit is not None:
        fits = np.array([*(name == unit for name in statements.units), True])
        number[~fits[statements.unit[at]]] = np.nan
    room = np.zeros(len(rows)) if statements.step is None else statements.step[at] / 2
    return Stated(number, room, statements.sourced(np.where(np.isnan(number), -1, at)))


def _own(rows: Rows, kinds: list[str]) -> Number:
    """Return values and half-widths, NaN where the value is a bound."""
    step = intervals.steps_of(rows, kinds)
    value = rows.value if rows.inexact is None else np.where(rows.inexact, np.nan, rows.value)
    return value, np.zeros(len(rows)) if step is None else step / 2


def add_implied_base(
    out: dict[str, Any], rows: Rows, every: Rows, kinds: list[str]
) -> list[Figures | None]:
    """Add to growth what is stated of it and the base that this implies, with its interval.

    Base = value / (1 + rate / 100), the inverse of growth; for a share value - change, in the unit
    of the value. A rate at constant prices implies no base of values at those of their year. Whose
    statements they are comes back, nothing where there are none.
    """
    rate = _stated(rows, every, "growth_rate", PERCENT, newest=False)
    change = _stated(rows, every, "change", POINTS, newest=False)
    if rate is None and change is None:
        return []
    value, half = _own(rows, kinds)
    share = np.array([by_points(kind) for kind in kinds], dtype=bool)[rows.indicator]
    found, held = np.full((3, len(rows)), np.nan), np.zeros(len(rows), dtype=np.int8)
    stated = np.full(len(rows), np.nan)
    if rate is not None:
        like = ~share & ~_at_other_prices(rows)
        found[:, like] = _over(value, half, ratios(rate.number, rate.room))[:, like]
        ends = value - half, value + half
        held[like] = closed.of_quotient(*ends, half == 0, rate.room == 0)[like]
        stated[~share] = rate.number[~share]
    if change is not None:
        middle, room = intervals.minus(value, change.number), half + change.room
        found[:, share] = np.stack([middle, middle - room, middle + room])[:, share]
        held[share] = closed.of_difference(half == 0, change.room == 0)[share]
        stated[share] = change.number[share]
    out["stated_growth"] = stated
    _add(out, "base", found, held)
    return [_chosen(share, change, rate)]


def _at_other_prices(rows: Rows) -> Flags:
    """Return of which rows growth is stated at other prices than their values are at."""
    known = registry.entries("indicators")
    prices = [known.get(one, {}).get("price_basis", "") for one in rows.indicators.texts]
    other = [other_prices("growth_rate", basis, "") for basis in prices]
    return np.array(other, dtype=bool)[rows.indicator]


def _chosen(share: Flags, change: Stated | None, rate: Stated | None) -> Figures | None:
    """Return whose changes of shares and whose rates of others were stated."""
    found = None
    for one, of in ((rate, ~share), (change, share)):
        if one is not None and one.source is not None:
            # All statements of a frame name their sources by one list.
            own = np.where(of, one.source.code, -1)
            found = Figures(
                own if found is None else np.where(of, own, found.code), one.source.names
            )
    return found


def add_implied_target(
    out: dict[str, Any], rows: Rows, every: Rows, kinds: list[str], less: Flags
) -> list[Figures | None]:
    """Add to completion what is stated of it and the target that this implies, with intervals.

    Target = value / completion x 100; value x completion / 100 where `less` marks a row of which
    less is better. Whose statements they are comes back, nothing where there are none.
    """
    stated = _stated(rows, every, "completion_ratio", PERCENT, newest=True)
    if stated is None:
        return []
    value, half = _own(rows, kinds)
    number, room = stated.number, stated.room
    out["stated_completion"] = number
    out["stated_completion_low"] = intervals.minus(number, room)
    out["stated_completion_high"] = intervals.minus(number, -room)
    held = closed.codes(np.full(len(rows), True), room == 0)
    held[np.isnan(number)] = 0
    out["stated_completion_closed"] = closed.column(held)
    number = np.where(number - room > 0, number, np.nan)
    parts = number / 100, (number - room) / 100, (number + room) / 100
    # Of a limit the completion is target / value: the target is a product.
    found = np.where(less, _times(value, half, parts), _over(value, half, parts))
    ends = value - half, value + half, half == 0, room == 0
    held = np.where(less, closed.of_product(*ends), closed.of_quotient(*ends))
    _add(out, "target", found, held)
    return [stated.source]


def _over(value: Floats, half: Floats, whole: Ends) -> Floats:
    """Return value / whole and its extremes, where every end of the whole is above zero."""
    corners = [v / w for v in (value - half, value + half) for w in whole[1:]]
    return np.stack([value / whole[0], np.minimum.reduce(corners), np.maximum.reduce(corners)])


def _times(value: Floats, half: Floats, part: Ends) -> Floats:
    """Return value x part and its extremes."""
    corners = [v * p for v in (value - half, value + half) for p in part[1:]]
    return np.stack([value * part[0], np.minimum.reduce(corners), np.maximum.reduce(corners)])


def _add(out: dict[str, Any], name: str, found: Floats, held: Ints) -> None:
    columns = (f"implied_{name}", "implied_low", "implied_high")
    for column, numbers in zip(columns, found, strict=True):
        out[column] = intervals.significant(numbers, intervals.SETTLED)
    out["implied_closed"] = closed.column(np.where(np.isnan(found[0]), 0, held))
