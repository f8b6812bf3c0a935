"""What was known when a statement was made: the newest figures published by its year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from kejidata.panel.arrays import Flags, Ints, taken
from kejidata.panel.cells import Table, newest
from kejidata.panel.normalize import KEYS, Checked, Row

Key = tuple[str, str, str]
"""Region, indicator and period."""


class Known(NamedTuple):
    """Figures that had been published by some year, the newest of each: values and targets.

    One that is empty counts only where nothing else is published of the figure.
    """

    every: Checked
    values: Table
    targets: Table

    @property
    def kinds(self) -> Sequence[str]:
        """The kind of each indicator."""
        return self.every.texts["kind"][1]

    def frame(self) -> pd.DataFrame:
        """Return the values as a frame, for measures that go row by row."""
        at = self.values.rows.position
        return self.every.table(np.zeros(0, dtype=np.int64) if at is None else at)

    def has(self, cells: Ints) -> Flags:
        """Mark cells of which there is a value."""
        return ~np.isnan(taken(self.values.rows.value, self.values.find(cells)))

    def labels(self) -> dict[str, str]:
        """Return how the figures write each region, by its code."""
        axis = self.values.source.regions
        used = {*self.values.rows.region.tolist(), *self.targets.rows.region.tolist()}
        return {axis.names[one]: axis.texts[one] for one in used}


def known_by(every: Checked, figures: Ints, year: int) -> Known:
    """Return the values and targets published no later than a year, of each the newest.

    Parameters
    ----------
    every
        Rows among which the figures are.
    figures
        Where values and targets are.
    year
        The year of publication of the statements that are held against them.
    """
    at = figures[every.column("vintage")[figures] <= year]
    # What is exact whatever its step, such as a count in ones, is so for every measure here.
    step = np.where(every.column("closed") == "left", every.column("step"), 0.0)
    rows = replace(every.rows, step=step, source=None, label=None).take(at)
    tables = (newest(rows.of_measure(name)) for name in ("value", "target"))
    return Known(every._replace(numbers={**every.numbers, "step": step}), *tables)


def keys_of(frame: pd.DataFrame) -> list[Key]:
    """Return which figure each row of a frame is about."""
    return list(zip(*(map(str, frame[name].tolist()) for name in KEYS), strict=True))


def key_of(row: Row) -> Key:
    """Return which figure a row is about."""
    return str(row["region"]), str(row["indicator"]), str(row["period"])


def named(key: tuple[str, ...]) -> str:
    """Return how `needs` names a figure."""
    return "/".join(key)
