"""Who is ranked with whom: the members of a region, as the registry knows them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from kejidata.errors import SHOWN, KejidataError
from kejidata.model import registry
from kejidata.panel.axes import Axis
from kejidata.panel.intake import Rows

Ints = npt.NDArray[np.integer]
Number = TypeVar("Number", bound=np.generic)
LABELS = ("code", "short_zh", "name_zh", "name_en")


def codes(regions: Axis) -> list[str]:
    """Return the registry's code of each region, by code, name or alias; empty where unknown.

    Raises
    ------
    KejidataError
        When two labels of the frame name the same region.
    """
    known = registry.current().region_codes
    labels = regions.texts
    found = [known.get(_folded(label), "") for label in labels]
    seen: dict[str, str] = {}
    for label, code in zip(labels, found, strict=True):
        if code and seen.setdefault(code, label) != label:
            raise KejidataError(
                "two labels name the same region",
                where="obs, column region",
                rows=[f"{seen[code]!r} and {label!r} are both {code}"],
                remedy="use one of them throughout",
            )
    return found


def _folded(label: str) -> str:
    # The common case of a million own codes, which folding in full would make the slowest step.
    plain = label.isascii() and label.isalnum()
    return label.lower() if plain else registry.fold(label)


def members_of(code: str) -> list[str]:
    """Return the codes of the regions whose parent this one is.

    Raises
    ------
    KejidataError
        For a code that the registry does not have, or has no members of.
    """
    table = registry.current().regions
    members = table.loc[table["parent"] == code, "code"].tolist()
    if code and members:
        return members
    parents = sorted(set(table["parent"]) - {""})
    close = difflib.get_close_matches(str(code), parents, n=SHOWN, cutoff=0.5) or parents[:SHOWN]
    raise KejidataError(
        f"no region {code!r} with members is in the registry",
        where="argument among",
        rows=[f"{one} {_name(table, one)}" for one in close],
        remedy="give the code of the region whose members are to be ranked",
    )


def _name(table: pd.DataFrame, code: str) -> str:
    return str(table.loc[table["code"] == code, "name_en"].iloc[0])


def groups(region_codes: Sequence[str]) -> npt.NDArray[np.int32]:
    """Return the number of each region's group: one for each parent, one for the unknown."""
    table = registry.current().regions
    parent = dict(zip(table["code"], table["parent"], strict=True))
    names = [f"in {parent[code]}" if code else "" for code in region_codes]
    place = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([place[name] for name in names], dtype=np.int32)


def among(rows: Rows, code: str) -> Rows:
    """Return the rows of one region's members."""
    inside = set(members_of(code))
    chosen = np.array([one in inside for one in codes(rows.regions)], dtype=bool)
    return rows.take(chosen[rows.region])


def complete(rows: Rows) -> tuple[Rows, list[str]]:
    """Return rows with an empty one for each member that a group of known regions misses.

    A group is the members of one parent in one indicator and period, where any has a row. The
    second result is the registry's code of each region, as `codes` gives it.
    """
    found = codes(rows.regions)
    if not any(found):
        return rows, found
    table = registry.current().regions
    parent = dict(zip(table["code"], table["parent"], strict=True))
    used = np.bincount(rows.region, minlength=len(found)) > 0
    parents = {parent[code] for code, row in zip(found, used, strict=True) if code and row}
    for one in sorted(parents - {""}):
        members = table.loc[table["parent"] == one, "code"].tolist()
        rows = _with_members(rows, members)
    return rows, codes(rows.regions)


def _with_members(rows: Rows, members: list[str]) -> Rows:
    """Return rows with the members that a group of this parent misses, without values."""
    place = {code: number for number, code in enumerate(codes(rows.regions)) if code}
    absent = [code for code in members if code not in place]
    if absent:
        present = [rows.regions.texts[place[code]] for code in members if code in place]
        rows = _with_labels(rows, _written_like(present, absent))
        place = {code: number for number, code in enumerate(codes(rows.regions)) if code}
    inside = np.array([place[code] for code in members], dtype=np.int32)
    own = np.flatnonzero(np.isin(rows.region, inside))
    width = len(rows.periods)
    cells = rows.indicator[own].astype(np.int64) * width + rows.period[own]
    wanted = np.unique(cells)
    at = np.searchsorted(wanted, cells)
    has = np.zeros((len(rows.regions), len(wanted)), dtype=bool)
    has[rows.region[own], at] = True
    member, group = np.nonzero(~has[inside])
    return _with_empty(rows, inside[member], wanted[group] // width, wanted[group] % width)


def _with_labels(rows: Rows, new: list[str]) -> Rows:
    """Return rows whose region axis holds new labels too."""
    old = rows.regions
    if old.dtype is not None:
        labels = [*old.labels, *new]
        return replace(rows, regions=Axis(labels, pd.CategoricalDtype(labels, old.dtype.ordered)))
    axis = Axis(sorted([*old.labels, *new]))
    return replace(rows, regions=axis, region=axis.place(old)[rows.region])


def _written_like(present: list[str], absent: list[str]) -> list[str]:
    """Return labels for regions, in the form that most labels of the frame have."""
    table = registry.current().regions
    fits = {column: table[column].isin(present).sum() for column in LABELS}
    form = max(LABELS, key=lambda column: fits[column])
    return table.set_index("code", drop=False).loc[absent, form].tolist()


def _with_empty(rows: Rows, region: Ints, indicator: Ints, period: Ints) -> Rows:
    """Return rows with rows without a value added, their optional columns at their defaults."""
    extra = len(region)
    if not extra:
        return rows
    return Rows(
        rows.regions,
        rows.indicators,
        rows.periods,
        np.concatenate([rows.region, region]),
        np.concatenate([rows.indicator, indicator]),
        np.concatenate([rows.period, period]),
        np.concatenate([rows.value, np.full(extra, np.nan)]),
        step=_longer(rows.step, extra, 0.0),
        inexact=_longer(rows.inexact, extra, False),
        unit=_longer(rows.unit, extra, -1),
        units=rows.units,
    )


def _longer(
    column: npt.NDArray[Number] | None, extra: int, default: float
) -> npt.NDArray[Number] | None:
    if column is None:
        return None
    return np.concatenate([column, np.full(extra, default, dtype=column.dtype)])
