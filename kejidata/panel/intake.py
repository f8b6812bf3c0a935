"""Intake of any tidy frame: checks, plain numbers, and integer codes of its keys.

Every measure starts here, so a frame of an analyst's own meets the same checks and the same
messages whichever measure it goes to. The caller's frame is never changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.model.terms import BOUNDS, KEYS, MEASURES
from kejidata.panel import columns, sources
from kejidata.panel.arrays import Flags, Floats, Ints, picked
from kejidata.panel.axes import Axis, indicator_axis, region_axis
from kejidata.panel.period_axis import PeriodAxis, period_axis


@dataclass(frozen=True)
class Rows:
    """The rows of a tidy frame as codes and numbers; a column the frame lacks is None.

    `region`, `indicator` and `period` are codes into the axes of the plural names, `label` is the
    code of the region's label where one region has several; `step` is the rounding step; `bound`,
    `unit`, `measure` and `source` are codes into `BOUNDS`, `units`, `MEASURES` and `source_names`;
    `position` is the row of the frame.
    """

    regions: Axis
    indicators: Axis
    periods: PeriodAxis
    region: Ints
    indicator: Ints
    period: Ints
    value: Floats
    label: Ints | None = None
    step: Floats | None = None
    bound: Ints | None = None
    vintage: Ints | None = None
    unit: Ints | None = None
    units: Sequence[str] = ()
    measure: Ints | None = None
    position: Ints | None = None
    source: Ints | None = None
    source_names: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.value)

    @property
    def inexact(self) -> Flags | None:
        """Mark bounds and about-figures."""
        return None if self.bound is None else self.bound != BOUNDS.index("exact")

    def take(self, at: Ints, *keys: Ints) -> Rows:
        """Return the rows at these positions, whose keys may be known already."""
        given = dict(zip(KEYS, keys, strict=False))
        names = [n for n in COLUMNS if n not in given and getattr(self, n) is not None]
        found: dict[str, Any] = {name: picked(at, getattr(self, name)) for name in names}
        return replace(self, **{"position": at, **found, **given})

    def of_measure(self, measure: str) -> Rows:
        """Return the rows of one measure; without a measure column all rows are values."""
        if self.measure is None:
            return self if measure == "value" else self.take(np.zeros(0, dtype=np.int64))
        chosen = self.measure == MEASURES.index(measure)
        if measure == "value" and chosen.all():
            return replace(self, measure=None)
        return self if chosen.all() else self.take(np.flatnonzero(chosen))

    def keys(self) -> dict[str, Any]:
        """Return region, indicator and period as the columns of a result, in the form given."""
        return {
            "region": self.regions.column(self.region if self.label is None else self.label),
            "indicator": self.indicators.column(self.indicator),
            "period": self.periods.column(self.period),
        }

    def sourced(self, at: Ints | None = None) -> sources.Figures | None:
        """Return the source of each row, or of the rows at some places, none of a negative one."""
        if self.source is None:
            return None
        if at is None:
            return sources.Figures(self.source, self.source_names)
        code = picked(at, self.source) if len(self) else np.zeros(len(at), np.int8)
        code[at < 0] = -1
        return sources.Figures(code, self.source_names)

    def describe(self, at: Ints) -> list[str]:
        """Return one text for each row, with its position in the frame, for error messages."""
        where = at if self.position is None else self.position[at]
        label = self.region if self.label is None else self.label
        return [
            f"row {where[n]}: region={self.regions.labels[label[row]]!r}, "
            f"indicator={self.indicators.labels[self.indicator[row]]!r}, "
            f"period={self.periods.labels[self.period[row]]!r}, value={self.value[row]:.12g}"
            for n, row in enumerate(at)
        ]


COLUMNS = (
    *("region", "indicator", "period", "value", "label", "step", "bound", "vintage", "unit"),
    *("measure", "position", "source"),
)
"""The fields of `Rows` that hold a number for each row."""


def read(frame: pd.DataFrame, where: str = "obs", within: str = "") -> Rows:
    """Return the checked rows of a tidy frame.

    Parameters
    ----------
    frame
        Columns region, indicator, period and value; measure, unit, step, bound and vintage
        where the figures need them. Rows in any order, any index.
    where
        What to call the frame in a message.
    within
        The region that decides between several of one name.

    Raises
    ------
    KejidataError
        For a missing column, a missing key, text or an infinity as a value, words that the
        columns measure and bound do not know, and index numbers beside their levels. Rows are
        counted from 0.
    """
    require(frame, where)
    region, regions, label = region_axis(frame["region"], f"{where}, column region", within)
    indicator, indicators = indicator_axis(frame["indicator"], f"{where}, column indicator")
    period, axis = period_axis(frame["period"], f"{where}, column period")
    level = _level(frame, where)
    value = columns.numbers(frame[level], f"{where}, column {level}")
    rows = Rows(regions, indicators, axis, region, indicator, period, value, label)
    return replace(rows, **_optional(frame, where))


def require(frame: pd.DataFrame, where: str, needed: Sequence[str] = (*KEYS, "value")) -> None:
    """Refuse what is no frame of pandas, lacks a column that is needed, or has one twice."""
    if not isinstance(frame, pd.DataFrame):
        raise KejidataError(
            f"a pandas DataFrame is needed, not {type(frame).__name__}", where=where
        )
    names = [str(name) for name in frame.columns]
    absent = [name for name in needed if name not in names]
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


def _level(frame: pd.DataFrame, where: str) -> str:
    """Return the column that holds the level: of amounts at constant prices these, with their step.

    Index numbers are in no unit of their indicator, so that their levels are what is measured.
    """
    if {"index_number", "base_value"} <= set(frame.columns):
        raise KejidataError(
            "the frame is one of index numbers, which have no unit of their indicator",
            where=where,
            remedy="measure the figures that they were made of",
        )
    return "real" if {"real", "deflator"} <= set(frame.columns) else "value"


def _optional(frame: pd.DataFrame, where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "step" in frame:
        found["step"] = columns.steps(frame["step"], f"{where}, column step")
    if "bound" in frame:
        found["bound"] = columns.words(frame["bound"], BOUNDS, f"{where}, column bound", empty=0)
    if "vintage" in frame:
        found["vintage"] = columns.whole_numbers(frame["vintage"], f"{where}, column vintage")
    if "unit" in frame:
        found["unit"], found["units"] = columns.texts(frame["unit"], f"{where}, column unit")
    if "measure" in frame:
        found["measure"] = columns.words(frame["measure"], MEASURES, f"{where}, column measure")
    if "source" in frame:
        found["source"], found["source_names"] = sources.read(
            frame["source"], f"{where}, column source"
        )
    return found
