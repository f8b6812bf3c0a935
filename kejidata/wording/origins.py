"""Where a number comes from: what the observations say of it, found by its key."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.model import periods
from kejidata.model.region_lookup import parent_of, region_code
from kejidata.model.registry import Registry, current, unit_of
from kejidata.model.terms import BOUNDS, MEASURES, STATED_UNITS
from kejidata.panel import columns, intake, intervals, metadata
from kejidata.panel.arrays import Ints
from kejidata.panel.measured import text_of

Key = tuple[str, str, str, str]
"""region, indicator, period and measure of an observation"""


class Origin(NamedTuple):
    """What one observation says of a figure; `room` is how far rounding lets it be off."""

    value: float
    unit: str
    step: float
    bound: str
    source: str
    quote: str
    room: float = 0.0


Origins = Mapping[Key, Sequence[Origin]]
"""The observations of each key (of `same_figure`), oldest vintage first."""


def same_figure(key: Key) -> Key:
    """Return the key that all labels of one region and all forms of one period share.

    Examples
    --------
    >>> same_figure(("苏州", "x", "2020-01/2020-12", "value"))
    ('320500', 'x', '2020', 'value')
    """
    return _same_figure(key, current())


@lru_cache(maxsize=65536)
def _same_figure(key: Key, _: Registry) -> Key:
    """Return the key by the registry in force, whose look-ups take time."""
    region, indicator, period, measure = key
    iso = periods.shortest(period) if periods.is_period(period) else period
    return region_code(region), indicator, iso, measure


def index(observations: pd.DataFrame | None, frame: pd.DataFrame) -> Origins:
    """Return the observations by (region, indicator, period, measure), oldest vintage first.

    Parameters
    ----------
    observations
        Tidy observations as the measures take them; None for none.
    frame
        What is to be told: only its regions and indicators (and related ones) are kept.

    Raises
    ------
    KejidataError
        The observations are none that a measure takes.
    """
    found: dict[Key, list[Origin]] = {}
    if observations is None:
        return found
    parents = {parent_of(str(label)) for label in frame["region"].unique()}
    within = parents.pop() if len(parents) == 1 else ""
    rows = intake.read(observations, "observations", within)
    kept = _relevant(rows, frame)
    order = kept if rows.vintage is None else kept[np.argsort(rows.vintage[kept], kind="stable")]
    told = _told(rows, observations)
    regions, indicators = rows.regions.names, [text_of(c) for c in rows.indicators.texts]
    whens = [text_of(label) for label in rows.periods.labels]
    steps = np.zeros(len(rows)) if rows.step is None else rows.step
    rounded = intervals.steps_of(rows, metadata.kinds(rows, observations))
    rooms = np.zeros(len(rows)) if rounded is None else rounded / 2
    for at in order.tolist():
        measure, unit, bound, source, quote = (texts[at] for texts in told)
        key = (regions[rows.region[at]], indicators[rows.indicator[at]], whens[rows.period[at]])
        step, room = float(steps[at]), float(rooms[at])
        origin = Origin(float(rows.value[at]), unit, step, bound, source, quote, room)
        found.setdefault(same_figure((*key, measure)), []).append(origin)
    return found


def _relevant(rows: intake.Rows, frame: pd.DataFrame) -> npt.NDArray[np.intp]:
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
    for name in ("source", "quote"):
        if name in observations:
            codes, words = columns.texts(observations[name], f"observations, column {name}")
            coded.append((codes, [*words, ""]))
        else:
            coded.append((None, [""]))
    same = np.zeros(len(rows), dtype=np.int8)
    return [
        np.array([*map(text_of, words)], dtype=object)[same if codes is None else codes]
        for codes, words in coded
    ]


def find(origins: Origins, key: Key, number: float = math.nan) -> Origin:
    """Return what is known of a figure: the one with this value, else the newest with any.

    Where no observation tells the unit, the registry does.
    """
    told = origins.get(same_figure(key), ())
    told = [origin for origin in told if origin.value == origin.value] or told
    same = [origin for origin in told if origin.value == number]
    unit = STATED_UNITS.get(key[3])
    unit = unit_of(key[1]) if unit is None else unit
    if not told:
        return Origin(number, unit, 0.0, "exact", "", "")
    origin = (same or told)[-1]
    return origin if origin.unit else origin._replace(unit=unit)
