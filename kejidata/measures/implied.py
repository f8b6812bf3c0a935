"""What a stated growth or completion says of the figure that it leaves out."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from kejidata.panel import cells, intervals, vintages
from kejidata.panel.intake import Rows
from kejidata.panel.intervals import Floats


def _stated(rows: Rows, every: Rows, measure: str) -> tuple[Floats, Floats] | None:
    """Return the stated number of each row and its half-width, NaN where none is stated."""
    stated = vintages.first(every.of_measure(measure))
    if not len(stated):
        return None
    table = cells.build(stated)
    at = table.find(cells.cells_of(rows))
    half = np.zeros(len(stated)) if stated.step is None else stated.step / 2
    number = stated.value[at]
    number[at < 0] = np.nan
    if stated.inexact is not None:
        number[stated.inexact[at]] = np.nan
    return number, half[at]


def _own(rows: Rows, kinds: list[str]) -> tuple[Floats, Floats]:
    """Return values and half-widths, NaN where the value is a bound."""
    half = intervals.half_of(rows, kinds)
    value = rows.value if rows.inexact is None else np.where(rows.inexact, np.nan, rows.value)
    return value, np.zeros(len(rows)) if half is None else half


def add_implied_base(out: dict[str, Any], rows: Rows, every: Rows, kinds: list[str]) -> None:
    """Add to growth the base that a stated growth rate or change implies, with its interval.

    Base = value / (1 + rate / 100); for a share value - change, in the unit of the value.
    """
    rate = _stated(rows, every, "growth_rate")
    change = _stated(rows, every, "change")
    if rate is None and change is None:
        return
    value, half = _own(rows, kinds)
    share = np.array([kind == "share" for kind in kinds], dtype=bool)[rows.indicator]
    found = np.full((3, len(rows)), np.nan)
    if rate is not None:
        implied = _over(value, half, 100 + rate[0], rate[1])
        found[:, ~share] = np.stack(implied)[:, ~share]
    if change is not None:
        middle, room = value - change[0], half + change[1]
        found[:, share] = np.stack([middle, middle - room, middle + room])[:, share]
    _add(out, "base", found)


def add_implied_target(
    out: dict[str, Any], rows: Rows, every: Rows, kinds: list[str], less: npt.NDArray[np.bool_]
) -> None:
    """Add to completion the target that a stated completion implies, with its interval.

    Target = value / completion x 100; value x completion / 100 where less is better.
    """
    stated = _stated(rows, every, "completion_ratio")
    if stated is None:
        return
    value, half = _own(rows, kinds)
    found = np.stack(_over(value, half, *stated))
    number, room = stated
    product = [value * number, (value - half) * (number - room), (value + half) * (number + room)]
    found = np.where(less[rows.indicator], np.stack(product) / 100, found)
    _add(out, "target", found)


def _over(value: Floats, half: Floats, percent: Floats, room: Floats) -> tuple[Floats, ...]:
    """Return value / percent x 100 and its extremes, NaN where the percentage may be zero."""
    percent = np.where(percent - room > 0, percent, np.nan)
    low, high = intervals.quotient(
        value - half, value + half, (percent - room) / 100, (percent + room) / 100
    )
    return value / percent * 100, low, high


def _add(out: dict[str, Any], name: str, found: Floats) -> None:
    for column, numbers in zip(
        (f"implied_{name}", "implied_low", "implied_high"), found, strict=True
    ):
        out[column] = intervals.significant(numbers)
