"""Observations as origins need them: the words of each row, and how far rounding lets it be off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.model.region_lookup import region_code
from kejidata.model.terms import BOUNDS, MEASURES
from kejidata.panel import columns, intake, intervals, metadata
from kejidata.panel.arrays import Floats, Ints
from kejidata.panel.by_cells import by_cells
from kejidata.panel.measured import text_of


class Read(NamedTuple):
    """Observations as read: their rows, the words of each, and how far each may be off."""

    rows: intake.Rows
    told: Sequence[npt.NDArray[Any]]
    steps: Floats
    rooms: Floats


@by_cells
def read(observations: pd.DataFrame, within: str) -> Read:
    """Return observations as read, as long as their cells stay; codes of labels in a region."""
    rows = intake.read(observations, "observations", within)
    steps = np.zeros(len(rows)) if rows.step is None else rows.step
    rounded = intervals.steps_of(rows, metadata.kinds(rows, observations))
    rooms = np.zeros(len(rows)) if rounded is None else rounded / 2
    return Read(rows, _told(rows, observations), steps, rooms)


def relevant(rows: intake.Rows, frame: pd.DataFrame) -> npt.NDArray[np.intp]:
    """Return the places of the observations of regions and indicators that a frame speaks of."""
    columns_of = ("indicator", "related", "part")
    codes = {str(code) for name in columns_of if name in frame for code in frame[name]}
    named = {region_code(str(label)) for label in frame["region"].unique()}
    indicators = np.array([text_of(code) in codes for code in rows.indicators.texts], dtype=bool)
    regions = np.array([code in named for code in rows.regions.names], dtype=bool)
    return np.flatnonzero(indicators[rows.indicator] & regions[rows.region])


def _told(rows: intake.Rows, observations: pd.DataFrame) -> list[npt.NDArray[Any]]:
    """Return measure, unit, bound, source and quote of each row as texts that can be shown."""
    coded: list[tuple[Ints | None, Sequence[str]]] = [
        (rows.measure, MEASURES),
        (rows.unit, [*rows.units, ""]),
        (rows.bound, BOUNDS),
    ]
    coded.append((rows.source, rows.source_names or [""]))
    if "quote" in observations:
        codes, words = columns.texts(observations["quote"], "observations, column quote")
        coded.append((codes, [*words, ""]))
    else:
        coded.append((None, [""]))
    same = np.zeros(len(rows), dtype=np.int8)
    return [
        np.array([*map(text_of, words)], dtype=object)[same if codes is None else codes]
        for codes, words in coded
    ]
