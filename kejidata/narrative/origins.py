"""Where a number comes from: what the observations say of it, found by its key."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from kejidata import frames
from kejidata.narrative.registered import unit_of

Key = tuple[str, str, str, str]
"""region, indicator, period and measure of an observation"""


class Origin(NamedTuple):
    """What one observation says of a figure."""

    value: float
    unit: str
    step: float
    bound: str
    source: str
    quote: str


DEFAULTS = {"measure": "value", "unit": "", "bound": "exact", "source": "", "quote": ""}
Origins = Mapping[Key, Sequence[Origin]]
"""The observations of each key, oldest vintage first."""


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
    frames.read(observations, "observations")
    rows = _relevant(observations, frame)
    if "vintage" in rows:
        rows = rows.sort_values("vintage", kind="stable")
    texts = [_texts(rows, c) for c in ("region", "indicator", "period", "measure")]
    texts += [_texts(rows, c) for c in ("unit", "bound", "source", "quote")]
    steps = rows["step"].astype(float).tolist() if "step" in rows else [0.0] * len(rows)
    numbers = rows["value"].astype(float).tolist()
    for r, i, p, m, unit, bound, source, quote, step, number in zip(
        *texts, steps, numbers, strict=True
    ):
        found.setdefault((r, i, p, m), []).append(Origin(number, unit, step, bound, source, quote))
    return found


def _relevant(rows: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the observations of the regions and indicators that a frame speaks of."""
    codes = {
        str(code) for name in ("indicator", "related") if name in frame for code in frame[name]
    }
    kept = rows["indicator"].astype(str).isin(codes)
    kept &= rows["region"].astype(str).isin(set(frame["region"].astype(str)))
    return rows[kept]


def _texts(rows: pd.DataFrame, column: str) -> list[str]:
    """Return a column as texts, its default where the frame has none."""
    if column not in rows:
        return [DEFAULTS[column]] * len(rows)
    texts: list[str] = (
        rows[column].astype(object).where(rows[column].notna(), "").astype(str).tolist()
    )
    return texts


def find(origins: Origins, key: Key, number: float = math.nan) -> Origin:
    """Return what is known of a figure: the observation with this value, else the newest.

    Where no observation tells the unit, the registry does.
    """
    told = origins.get(key, ())
    same = [origin for origin in told if origin.value == number]
    unit = {"growth_rate": "%", "completion_ratio": "%", "rank": "位"}.get(key[3])
    unit = unit_of(key[1]) if unit is None else unit
    if not told:
        return Origin(number, unit, 0.0, "exact", "", "")
    origin = (same or told)[-1]
    return origin if origin.unit else origin._replace(unit=unit)
