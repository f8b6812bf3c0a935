"""A published number behind a cell of a result: under which key it stands, in which digits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from kejidata.model.common_unit import agree, in_unit
from kejidata.wording.origins import Key, Origins, find, same_figure
from kejidata.wording.precision import told
from kejidata.wording.scaling import common

MEASURED = {"target": "target", "implied_target": "target", "change": "change", "gap": "change"}
"""The measure of the figure behind a number; a value where nothing else is said."""
PERIODS = {
    "implied_base": "base_period",
    "base_value": "base_period",
    "last_value": "last_period",
    "outcome": "outcome_period",
}


def key_of(column: str, row: Mapping[Any, Any]) -> Key:
    """Return the key of the observation behind a number.

    Examples
    --------
    >>> row = {"region": "320682", "indicator": "gdp", "period": "2021", "last_period": "2020"}
    >>> key_of("last_value", row)
    ('320682', 'gdp', '2020', 'value')
    """
    ends = PERIODS.get(column, "period")
    when = str(row[ends if ends in row else "period"])
    # What an indicator adds to an index has a value of its own, that of the part.
    part = "part" if column == "value" and "normalised" in row else "indicator"
    code = str(row["related" if column == "related_value" else part])
    own = str(row.get("measure", "") or "") if column in {"value", "stated"} else ""
    return str(row["region"]), code, when, own or MEASURED.get(column, "value")


def target_key(key: Key, row: Mapping[Any, Any] | pd.Series, origins: Origins) -> Key:
    """Return the key of the target that counts: of the period, else of the year around it."""
    year = (*key[:2], str(row["period"])[:4], "target")
    return key if same_figure(key) in origins or same_figure(year) not in origins else year


def digits_of(
    column: str, row: Mapping[Any, Any], origins: Origins, unit: str | None = None
) -> Decimal:
    """Return the published number in a cell with its digits, as `published_in` does."""
    key = key_of(column, row)
    if key[3] == "target":
        key = target_key(key, row, origins)
    return published_in(key, float(row[column]), origins, unit)


def published_in(key: Key, number: float, origins: Origins, unit: str | None = None) -> Decimal:
    """Return a published number in the digits of its publisher; all that show one ask here.

    Parameters
    ----------
    key
        Region, indicator, period and measure of the observation.
    number
        Its value, in `unit`.
    origins
        The observations by key.
    unit
        By default the one that the observations or the registry give.

    Examples
    --------
    >>> published_in(("000000", "rd_expenditure", "2024", "value"), 36326.81, {})
    Decimal('36326.8')
    """
    origin = find(origins, key, number)
    unit = unit or origin.unit
    # A statement without a unit has its step in the unit that its measure is in.
    known = origin.unit and agree(origin.unit, unit)
    step = in_unit(origin.step, origin.unit, unit) if known else origin.step
    return told(key, number, 0.0 if math.isnan(step) else step)


def alike(
    figures: Iterable[tuple[Key, float]], origins: Origins, unit: str | None = None
) -> Decimal | None:
    """Return the number in whose power of ten published numbers are told; None of several units.

    Parameters
    ----------
    figures
        Key and value of each, as in `published_in`.
    origins, unit
        As in `published_in`.
    """
    known = list(figures)
    if len({unit or find(origins, *one).unit for one in known}) > 1:
        return None
    return common(published_in(*one, origins, unit) for one in known)
