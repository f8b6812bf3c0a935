"""A cube of values, a cell for each region, indicator and period, and what its filled cells hold.

A cell without a row is NaN, one of a row without a value infinite, which no frame may hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from kejidata.panel.results import BLOCK, blocks, empty, spread

Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]
Columns = dict[str, Any]


@dataclass(frozen=True)
class Cube:
    """Values by cell, region by region, then indicator, then period."""

    values: Floats
    shape: tuple[int, int, int]

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many cells of each block have a row."""
        parts = list(blocks(len(self.values)))
        found = np.zeros(len(parts), dtype=np.int64)

        def count(number: int) -> None:
            held = self.values[parts[number]]
            found[number] = len(held) - np.count_nonzero(np.isnan(held))

        spread(count, range(len(parts)))
        return found

    def at(self, cells: Ints) -> Floats:
        """Return the value of each cell, NaN where it is empty or negative."""
        return _emptied(picked(self.values, cells))

    def rows(self) -> Columns:
        """Return region, indicator, period, value and number of the cells that have a row."""
        found = self._columns()
        found["cells"] = empty(len(found["value"]), np.int32)

        def number(at: npt.NDArray[np.int64], here: Columns) -> None:
            here["cells"][:] = at

        self._squeeze(found, number)
        return found

    def rows_beside(self, other: Cube, code: Ints) -> tuple[Columns, Floats]:
        """Return the same without the number, and the value in another period of another cube.

        That cube has the same shape; `code` is its period for each of ours, -1 for none.
        """
        found = self._columns()
        found["beside"] = empty(len(found["value"]), np.float64)
        # A cell that moves nowhere ends below zero.
        nowhere = np.iinfo(np.int64).min
        moves = np.where(code < 0, nowhere, code - np.arange(len(code), dtype=np.int64))

        def look(at: npt.NDArray[np.int64], here: Columns) -> None:
            if moves.any():
                at += moves.take(here["period"], mode="clip")
            here["beside"][:] = other.at(at)

        self._squeeze(found, look)
        return found, found.pop("beside")

    def _columns(self) -> Columns:
        """Return columns to fill; codes are in the smallest integers that hold them."""
        size = int(self.counts.sum())
        names = ("region", "indicator", "period")
        codes = zip(names, self.shape, strict=True)
        found: Columns = {name: empty(size, np.min_scalar_type(-length)) for name, length in codes}
        found["value"] = empty(size, np.float64)
        return found

    def _squeeze(
        self, found: Columns, more: Callable[[npt.NDArray[np.int64], Columns], None]
    ) -> None:
        """Fill columns block by block; `more` fills those that depend on where the cells are."""
        ends, (_, indicators, periods) = np.cumsum(self.counts), self.shape
        width = indicators * periods
        # Indicators and periods of one block after another, whatever cell it begins with.
        length = min(BLOCK, len(self.values)) + width
        period = np.resize(np.arange(periods, dtype=found["period"].dtype), length)
        series = np.repeat(np.arange(indicators, dtype=found["indicator"].dtype), periods)
        indicator = np.resize(series, length)

        def squeeze(number: int) -> None:
            start = number * BLOCK
            held = self.values[start : start + BLOCK]
            at = np.flatnonzero(~np.isnan(held))
            part = slice(ends[number] - len(at), ends[number])
            here = {name: column[part] for name, column in found.items()}
            held.take(at, out=here["value"], mode="clip")
            _emptied(here["value"])
            indicator[start % width :].take(at, out=here["indicator"], mode="clip")
            period[start % width :].take(at, out=here["period"], mode="clip")
            at += start
            here["region"][:] = at.astype(np.int32) // np.int32(width)
            more(at, here)

        spread(squeeze, range(len(ends)))


def _emptied(values: Floats) -> Floats:
    """Turn the infinities of a cube into the empty values that they stand for, in place."""
    odd = np.isinf(values)
    if odd.any():
        values[odd] = np.nan
    return values


def picked(values: Floats, at: Ints) -> Floats:
    """Return the values at these places, NaN where a place is negative."""
    if not len(values):
        return np.full(len(at), np.nan)
    found = values.take(at, mode="clip")
    if at.min(initial=0) < 0:
        found[at < 0] = np.nan
    return found
