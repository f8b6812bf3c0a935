"""Growth of regions over periods, as a table of cells: its numbers and their decimals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.measures.interval import Interval, intervals
from kejidata.wording.precision import supported

FINEST = 2
"""Decimals of a cell at most."""


class Rates(NamedTuple):
    """Growth and the ends of its interval, regions x periods, and which regions are totals."""

    values: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    closed: pd.DataFrame
    unit: str
    totals: Sequence[str]
    focus: str | None = None

    def take(self, codes: Sequence[str]) -> Rates:
        """Return the rows of some regions."""
        at = list(codes)
        low, high, closed = (table.loc[at] for table in (self.low, self.high, self.closed))
        return self._replace(values=self.values.loc[at], low=low, high=high, closed=closed)

    @property
    def known(self) -> npt.NDArray[np.float64]:
        """All numbers, in one row."""
        return self.values.stack().dropna().to_numpy(dtype=float)

    @property
    def finest(self) -> int:
        """The most decimals: one, two for small numbers."""
        return FINEST if max(np.abs(self.known), default=0.0) < 2 else 1

    def places(self, room: int) -> int:
        """Return the decimals of the cells.

        They are what the coarsest of the numbers supports that is sure to its ones, where there is
        room for as many; one that is not has a mark before it.
        """
        known = self.values.notna().to_numpy()
        ends = zip(self.low.to_numpy()[known], self.high.to_numpy()[known], strict=True)
        most = min(room, self.finest)
        found = (supported(float(low), float(high), most) for low, high in ends)
        return min((places for places in found if places is not None), default=most)

    def series(self, code: str) -> dict[str, Interval]:
        """Return the growth of a region in all periods in which it has one."""
        tables = {"growth": self.values, "low": self.low, "high": self.high, "closed": self.closed}
        columns = {name: table.loc[code] for name, table in tables.items()}
        return intervals(pd.DataFrame(columns).dropna(subset="growth"), "growth")

    def intervals(self, period: str, codes: Sequence[str]) -> dict[str, Interval]:
        """Return the growth of a period in some regions, of those that have one."""
        tables = {"growth": self.values, "low": self.low, "high": self.high, "closed": self.closed}
        columns = {name: table.loc[list(codes), period] for name, table in tables.items()}
        return intervals(pd.DataFrame(columns).dropna(subset="growth"), "growth")
