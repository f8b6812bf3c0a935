"""Intake of any tidy frame: checks, plain numbers, and integer codes of its keys.

Every measure starts here, so a frame of an analyst's own meets the same checks and the same
messages whichever measure it goes to. The caller's frame is never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.model.terms import BOUNDS, KEYS, MEASURES
from kejidata.panel import columns
from kejidata.panel.axes import Axis, key_axis
from kejidata.panel.period_axis import PeriodAxis, period_axis

Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """The rows of a tidy frame as codes and numbers; a column the frame lacks is None.

    `region`, `indicator` and `period` are codes into the axes of the plural names, `step` is the
    rounding step, `inexact` marks bounds and about-figures, `unit` and `measure` are codes into
    `units` and `MEASURES`.
    """

    regions: Axis
    indicators: Axis
    periods: PeriodAxis
    region: Ints
    indicator: Ints
    period: Ints
    value: Floats
    step: Floats | None = None
    inexact: npt.NDArray[np.bool_] | None = None
    vintage: Ints | None = None
    unit: Ints | None = None
    units: Sequence[str] = ()
    measure: Ints | None = None
    position: Ints | None = None

    def __len__(self) -> int:
        return len(self.value)

    @property
    def bare(self) -> bool:
        """Tell whether the rows hold no more than key and value."""
        optional = (self.step, self.inexact, self.vintage, self.unit, self.measure)
        return all(column is None for column in optional)

    def take(self, at: npt.NDArray[Any]) -> Rows:
        """Return the rows at these positions, or those of a boolean mask."""
        names = ("region", "indicator", "period", "value", "step", "inexact", "vintage")
        picked: dict[str, Any] = {
            name: _pick(getattr(self, name), at) for name in (*names, "unit", "measure", "position")
        }
        if self.position is None:
            picked["position"] = np.flatnonzero(at) if at.dtype == bool else at
        return replace(self, **picked)

    def of_measure(self, measure: str) -> Rows:
        """Return the rows of one measure; without a measure column all rows are values."""
        if self.measure is None:
            return self if measure == "value" else self.take(np.zeros(len(self), dtype=bool))
        chosen = self.measure == MEASURES.index(measure)
        return self if chosen.all() else self.take(chosen)

    def describe(self, at: Ints) -> list[str]:
        """Return one text for each row, with its position in the frame, for error messages."""
        where = at if self.position is None else self.position[at]
        return [
            f"row {where[n]}: region={self.regions.labels[self.region[row]]!r}, "
            f"indicator={self.indicators.labels[self.indicator[row]]!r}, "
            f"period={self.periods.labels[self.period[row]]!r}, value={self.value[row]:.12g}"
            for n, row in enumerate(at)
        ]


def _pick(column: npt.NDArray[Any] | None, at: npt.NDArray[Any]) -> npt.NDArray[Any] | None:
    return None if column is None else column[at]


def read(frame: pd.DataFrame, where: str = "obs") -> Rows:
    """Return the checked rows of a tidy frame.

    Parameters
    ----------
    frame
        Columns region, indicator, period and value; measure, unit, step, bound and vintage
        where the figures need them. Rows in any order, any index.
    where
        What to call the frame in a message.

    Raises
    ------
    KejidataError
        For a missing column, a missing key, text or an infinity as a value, and words that the
        columns measure and bound do not know. Rows are counted from 0.
    """
    _require(frame, where)
    region, regions = key_axis(frame["region"], f"{where}, column region")
    indicator, indicators = key_axis(frame["indicator"], f"{where}, column indicator")
    period, axis = period_axis(frame["period"], f"{where}, column period")
    rows = Rows(regions, indicators, axis, region, indicator, period, _values(frame, where))
    return replace(rows, **_optional(frame, where))


def _require(frame: pd.DataFrame, where: str) -> None:
    if not isinstance(frame, pd.DataFrame):
        raise KejidataError(
            f"a pandas DataFrame is needed, not {type(frame).__name__}", where=where
        )
    names = [str(name) for name in frame.columns]
    absent = [name for name in (*KEYS, "value") if name not in names]
    if absent:
        raise KejidataError(
            f"the frame has no column {', '.join(absent)}",
            where=where,
            rows=[f"its columns are: {', '.join(names) or 'none'}"],
            remedy="rename the columns, or bring an index back with reset_index()",
        )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise KejidataError(f"the frame has two columns named {', '.join(twice)}", where=where)


def _values(frame: pd.DataFrame, where: str) -> Floats:
    return columns.numbers(frame["value"], f"{where}, column value")


def _optional(frame: pd.DataFrame, where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "step" in frame:
        found["step"] = columns.steps(frame["step"], f"{where}, column step")
    if "bound" in frame:
        code = columns.words(frame["bound"], BOUNDS, f"{where}, column bound", empty=0)
        found["inexact"] = code > 0
    if "vintage" in frame:
        found["vintage"] = columns.whole_numbers(frame["vintage"], f"{where}, column vintage")
    if "unit" in frame:
        found["unit"], found["units"] = columns.texts(frame["unit"], f"{where}, column unit")
    if "measure" in frame:
        found["measure"] = columns.words(frame["measure"], MEASURES, f"{where}, column measure")
    return found
