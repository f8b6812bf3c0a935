"""What is known of each indicator of a frame: kind, direction, unit, breaks in definition."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError, cell
from kejidata.model import periods, registry
from kejidata.model.terms import FLOW, KINDS, MEASURES, PERCENT, by_points
from kejidata.model.units import is_quotient, on_moving_base, split_unit
from kejidata.panel import columns
from kejidata.panel.arrays import Flags, Floats, Ints, occurring, picked, recoded
from kejidata.panel.intake import Rows


def kinds(rows: Rows, obs: pd.DataFrame, kind: str | None = None) -> list[str]:
    """Return the kind of each indicator: argument, column, registry, share for %, else amount.

    The registry's count or share is none where the figures are stated in another unit: what it
    counts in 人 (heads) and a frame has in 人年 (person-years) is an amount.

    Raises
    ------
    KejidataError
        For a kind that is none of KINDS, or two kinds of one indicator.
    """
    if kind is not None:
        return [_known(kind, tuple(KINDS), "kind")] * len(rows.indicators)
    own: dict[int, int] = {}
    if "kind" in obs:
        stated = columns.words(obs["kind"], [*KINDS], "obs, column kind", empty=len(KINDS))
        own = _of_each(rows, stated, len(KINDS), "kind")
    units = _stated_units(rows)
    found = []
    for code, label in enumerate(rows.indicators.names):
        given = units.get(code, set())
        default = _registered(label, given) or ("share" if given == {PERCENT} else "amount")
        found.append([*KINDS][own[code]] if code in own else default)
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
    known = registry.entries("indicators")
    return [
        own.get(code) or int(known.get(label, {}).get("direction", 1))
        for code, label in enumerate(rows.indicators.names)
    ]


def gathering(rows: Rows, kinds: Sequence[str]) -> Flags:
    """Mark indicators that add up over a year, so that a part can be held against the calendar.

    A share and an index never do, a stock by the registry does not; of your own an amount and a
    count do.
    """
    return np.array(
        [
            KINDS[kind].gathers and registry.timing_of(label) in ("", FLOW)
            for kind, label in zip(kinds, rows.indicators.names, strict=True)
        ],
        dtype=bool,
    )


def units(rows: Rows) -> list[str]:
    """Return the registry's unit of each indicator, empty where it is not known."""
    known = registry.entries("indicators")
    return [known.get(label, {}).get("unit", "") for label in rows.indicators.names]


def units_of_rows(rows: Rows) -> tuple[list[str], Ints]:
    """Return units, and the code of each row's: a row that states none is in the registry's."""
    names = sorted({*rows.units, *units(rows)})
    return names, _unit_codes(rows, {name: code for code, name in enumerate(names)})


def unit_codes(*parts: Rows) -> tuple[list[str], list[Ints]] | None:
    """Return a list of units, and for each part its rows' units as codes of it, -1 where unknown.

    A row without a unit is in the registry's unit. None where no row has a unit of its own.
    """
    if all(part.unit is None for part in parts):
        return None
    names = sorted({name for part in parts for name in (*part.units, *units(part))} - {""})
    place = {name: code for code, name in enumerate(names)}
    return names, [_unit_codes(part, place) for part in parts]


def conversions(names: Sequence[str]) -> tuple[Floats, Ints]:
    """Return the size of each unit, and a code that units share which convert.

    The last one is that of the unknown unit, which is of no size and converts to none.
    """
    split = [split_unit(name) for name in names]
    place = {base: code for code, (_, base) in enumerate(split)}
    sizes, bases = [float(size) for size, _ in split], [place[base] for _, base in split]
    return np.array([*sizes, np.nan]), np.array([*bases, -1])


def _unit_codes(rows: Rows, place: dict[str, int]) -> Ints:
    small = np.min_scalar_type(-len(place) - 1)
    default = np.array([place.get(name, -1) for name in units(rows)], dtype=small)
    if rows.unit is None:
        return picked(rows.indicator, default)
    table = np.array([place.get(name, -1) for name in rows.units], dtype=small)
    code = recoded(rows.unit, table)
    unstated = np.flatnonzero((code < 0) | (rows.unit < 0))
    if len(unstated):
        code = code.copy()
        code[unstated] = default[rows.indicator[unstated]]
    return code


def counted_in_ones(rows: Rows, kinds: Sequence[str]) -> Flags:
    """Mark counts of whole things of which a step leaves nothing open: 1 家, 0.0001 万件.

    (家: firms; 万件: ten thousand pieces.)
    """
    assert rows.step is not None
    counts = np.array([KINDS[kind].whole for kind in kinds], dtype=bool)[rows.indicator]
    return counts if not counts.any() else counts & (rows.step * magnitudes(rows) <= 1)


def moving_bases(rows: Rows) -> Flags | None:
    """Mark rows that are index numbers on the period before, None where there is none."""
    own = np.array([*(on_moving_base(name) for name in rows.units), False])
    known = np.array([on_moving_base(name) for name in units(rows)], dtype=bool)
    if not own.any() and not known.any():
        return None
    default = known[rows.indicator]
    return default if rows.unit is None else np.where(rows.unit < 0, default, own[rows.unit])


def magnitudes(rows: Rows) -> Floats:
    """Return how many whole things the unit of each row is."""
    known = np.array([float(split_unit(name)[0]) for name in units(rows)])[rows.indicator]
    if rows.unit is None:
        return known
    stated = np.array([*(float(split_unit(name)[0]) for name in rows.units), 1.0])[rows.unit]
    return np.where(rows.unit < 0, known, stated)


def breaks(rows: Rows) -> dict[int, list[int]]:
    """Return for each indicator whose definition changed the first months of the changes."""
    found = {}
    for code, label in enumerate(rows.indicators.names):
        written = registry.entry("indicators", label).get("breaks", "")
        items = [item for item in written.split("|") if item]
        if items:
            found[code] = [periods.parse(item.partition(":")[0])[0] for item in items]
    return found


def _registered(label: str, given: AbstractSet[str]) -> str:
    """Return the registry's kind of an indicator, empty where it is none of the units stated."""
    kind = registry.kind_of(label)
    others = given - {split_unit(registry.unit_of(label))[1]}
    if kind and KINDS[kind].whole and not others <= _whole_units(registry.current()):
        return ""
    return "" if by_points(kind) and not all(map(is_quotient, others)) else kind


@lru_cache(maxsize=8)
def _whole_units(known: registry.Registry) -> frozenset[str]:
    """Return the units in which indicators of a registry are counted."""
    rows = zip(known.indicators["kind"], known.indicators["unit"], strict=True)
    return frozenset(split_unit(unit)[1] for kind, unit in rows if KINDS[kind].whole)


def _stated_units(rows: Rows) -> dict[int, set[str]]:
    """Return the units without their magnitudes in which figures of each indicator are stated.

    A stated growth is in percent whatever it is the growth of, so it says nothing here.
    """
    if rows.unit is None:
        return {}
    width = len(rows.units) + 1
    pairs = _pairs(rows, rows.unit, width)
    if rows.measure is not None and rows.measure.any():  # Not all of them are values.
        figures = np.array([measure in ("value", "target") for measure in MEASURES])
        pairs = np.where(figures[rows.measure], pairs, 0)
    found: dict[int, set[str]] = {}
    for pair in occurring(pairs, len(rows.indicators) * width).tolist():
        indicator, unit = divmod(pair, width)
        if unit:
            found.setdefault(indicator, set()).add(split_unit(rows.units[unit - 1])[1])
    return found


def _pairs(rows: Rows, codes: Ints, width: int) -> Ints:
    """Return one number for the indicator and a code from -1 of each row."""
    pairs = rows.indicator.astype(np.min_scalar_type(-len(rows.indicators) * width - 1))
    pairs *= width
    pairs += codes
    pairs += 1
    return pairs


def _of_each(rows: Rows, stated: Ints, nothing: int, name: str) -> dict[int, int]:
    """Return what the cells of a column say of each indicator that they say anything of."""
    # One number for both columns, so that the few pairs are found in one pass.
    width = int(stated.max(initial=0)) + 2
    pairs = _pairs(rows, stated, width)
    found = occurring(pairs, len(rows.indicators) * width)
    found = found[found % width != nothing + 1]
    twice = np.bincount(found // width, minlength=1) > 1
    if twice.any():
        at = np.sort([np.flatnonzero(pairs == pair)[0] for pair in found[twice[found // width]]])
        raise KejidataError(
            f"an indicator has two values of {name}",
            where=f"obs, column {name}",
            rows=rows.describe(at),
            remedy="give each indicator one",
        )
    return {
        indicator: said - 1 for indicator, said in (divmod(pair, width) for pair in found.tolist())
    }


def _known(value: Any, allowed: tuple[Any, ...], name: str) -> Any:
    if not isinstance(value, str | int | np.integer) or value not in allowed:
        raise KejidataError(
            f"{name} is {cell(value)}",
            where=f"argument {name}",
            remedy=f"use one of: {', '.join(map(str, allowed))}",
        )
    return value
