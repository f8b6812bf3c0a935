"""One observation of a figure, and the key under which all of its publications are found."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kejidata.model import periods
from kejidata.model.regions import code_of
from kejidata.model.registry import Registry, current, unit_of
from kejidata.model.terms import STATED_UNITS
from kejidata.wording.figures_told import Key


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
    return key_by(key, current())


@lru_cache(maxsize=65536)
def key_by(key: Key, known: Registry) -> Key:
    """Return the key by the registry in force, whose look-ups take time."""
    region, indicator, period, measure = key
    iso = periods.shortest(period) if periods.is_period(period) else period
    return code_of(known, region) or region, indicator, iso, measure


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
