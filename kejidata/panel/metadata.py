"""What is known of each indicator of a frame: kind, direction, unit, breaks in definition."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.errors import KejidataError, cell
from kejidata.model import periods, registry
from kejidata.model.terms import KINDS, MEASURES
from kejidata.panel import columns
from kejidata.panel.intake import Rows

PERCENT = "%"


def kinds(rows: Rows, obs: pd.DataFrame, kind: str | None = None) -> list[str]:
    """Return the kind of each indicator: argument, column, registry, share for %, else amount.

    Raises
    ------
    KejidataError
        For a kind that is not amount, count, share or index, or two kinds of one indicator.
    """
    if kind is not None:
        return [_known(kind, KINDS, "kind")] * len(rows.indicators)
    own: dict[int, int] = {}
    if "kind" in obs:
        places = columns.words(obs["kind"], KINDS, "obs, column kind", empty=len(KINDS))
        own = _of_each(rows, places, len(KINDS), "kind")
    known = _registered("kind")
    percent = _in_percent(rows)
    found = []
    for code, label in enumerate(rows.indicators.texts):
        default = known.get(label, "share" if percent[code] else "amount")
        found.append(KINDS[own[code]] if code in own else default)
    return found


def directions(rows: Rows, obs: pd.DataFrame, direction: int | None = None) -> list[int]:
    """Return 1 where more is better and -1 where less is: argument, column, registry, else 1.

    Raises
    ------
    KejidataError
        For a direction that is neither 1 nor -1, or two directions of one indicator.
    """
    if direction is not None:
        return [int(_known(direction, (1, -1), "direction"))] * len(rows.indicators)
    own: dict[int, int] = {}
    if "direction" in obs:
        signs = columns.signs(obs["direction"], "obs, column direction")
        own = _of_each(rows, signs, 0, "direction")
    known = _registered("direction")
    return [own.get(code, known.get(label, 1)) for code, label in enumerate(rows.indicators.texts)]


def units(rows: Rows) -> list[str]:
    """Return the registry's unit of each indicator, empty where it is not known."""
    known = _registered("unit")
    return [known.get(label, "") for label in rows.indicators.texts]


def unit_codes(*parts: Rows) -> list[npt.NDArray[np.int32]] | None:
    """Return for each part its rows' units as codes of one list, -1 where unknown.

    A row without a unit is in the registry's unit. None where no two units can meet.
    """
    names = sorted({name for part in parts for name in (*part.units, *units(part))} - {""})
    if len(names) < 2 or all(part.unit is None for part in parts):
        return None
    place = {name: code for code, name in enumerate(names)}
    return [_unit_codes(part, place) for part in parts]


def _unit_codes(rows: Rows, place: dict[str, int]) -> npt.NDArray[np.int32]:
    default = np.array([place.get(name, -1) for name in units(rows)], dtype=np.int32)
    default = default[rows.indicator]
    if rows.unit is None:
        return default
    table = np.array([*(place.get(name, -1) for name in rows.units), -1], dtype=np.int32)
    code = table[rows.unit]
    return np.where(code < 0, default, code)


def breaks(rows: Rows) -> dict[int, list[int]]:
    """Return for each indicator whose definition changed the first months of the changes."""
    written = _registered("breaks")
    found = {}
    for code, label in enumerate(rows.indicators.texts):
        items = [item for item in written.get(label, "").split("|") if item]
        if items:
            found[code] = [periods.parse(item.partition(":")[0])[0] for item in items]
    return found


def _registered(column: str) -> dict[str, Any]:
    table = registry.current().indicators
    return dict(zip(table["code"].tolist(), table[column].tolist(), strict=True))


def _in_percent(rows: Rows) -> npt.NDArray[np.bool_]:
    """Mark the indicators of which every value with a unit is in percent.

    A stated growth is in percent whatever it is the growth of, so it says nothing here.
    """
    size = len(rows.indicators)
    if rows.unit is None:
        return np.zeros(size, dtype=bool)
    figures = rows.unit >= 0
    if rows.measure is not None:
        figures &= np.isin(rows.measure, [MEASURES.index(name) for name in ("value", "target")])
    percent = np.array([*(name == PERCENT for name in rows.units), False])[rows.unit]
    some = np.bincount(rows.indicator[percent & figures], minlength=size) > 0
    other = np.bincount(rows.indicator[~percent & figures], minlength=size) > 0
    return some & ~other


def _of_each(rows: Rows, stated: npt.NDArray[np.int8], nothing: int, name: str) -> dict[int, int]:
    """Return what the cells of a column say of each indicator that they say anything of."""
    pairs = pd.DataFrame({"indicator": rows.indicator, "stated": stated}).drop_duplicates()
    pairs = pairs[pairs["stated"] != nothing]
    twice = pairs["indicator"].duplicated(keep=False)
    if twice.any():
        at = pairs.index[twice].to_numpy()
        raise KejidataError(
            f"an indicator has two values of {name}",
            where=f"obs, column {name}",
            rows=rows.describe(at),
            remedy="give each indicator one",
        )
    return dict(zip(pairs["indicator"].tolist(), pairs["stated"].tolist(), strict=True))


def _known(value: Any, allowed: tuple[Any, ...], name: str) -> Any:
    if not isinstance(value, str | int | np.integer) or value not in allowed:
        raise KejidataError(
            f"{name} is {cell(value)}",
            where=f"argument {name}",
            remedy=f"use one of: {', '.join(map(str, allowed))}",
        )
    return value
