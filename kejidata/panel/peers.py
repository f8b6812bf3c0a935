"""Who is ranked with whom: the members of a region, as the registry knows them."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from kejidata.errors import SHOWN, KejidataError
from kejidata.model import registry
from kejidata.model.totals import is_total
from kejidata.panel.arrays import Ints
from kejidata.panel.axes import Axis, registry_code
from kejidata.panel.intake import COLUMNS, Rows

LABELS = ("code", "short_zh", "name_zh", "name_en")


def codes(regions: Axis) -> list[str]:
    """Return the registry's code of each label of an axis, empty where unknown."""
    known = registry.entries("regions")
    return [name if name in known else "" for name in regions.names]


def members_of(label: str) -> list[str]:
    """Return the codes of the regions whose parent this one is, given by code, name or alias.

    Raises
    ------
    KejidataError
        For a region that the registry does not have, or has no members of.
    """
    table = registry.current().regions
    code = registry_code(label) if isinstance(label, str) else ""
    members = table.loc[table["parent"] == code, "code"].tolist()
    if code and members:
        return members
    parents = sorted(set(table["parent"]) - {""})
    close = difflib.get_close_matches(str(label), parents, n=SHOWN, cutoff=0.5) or parents[:SHOWN]
    raise KejidataError(
        f"no region {label!r} with members is in the registry",
        where="argument among",
        rows=[f"{one} {_name(table, one)}" for one in close],
        remedy="give the region whose members are to be ranked",
    )


def _name(table: pd.DataFrame, code: str) -> str:
    return str(table.loc[table["code"] == code, "name_en"].iloc[0])


def groups(regions: Axis) -> Ints:
    """Return the number of each region's group: one for each parent, one for the unknown.

    What is called a total (全市, whole city) is none of the regions that it is the total of.
    """
    names = [
        f"in {registry.parent_of(code)}" if code else f"total {name}" if is_total(name) else ""
        for code, name in zip(codes(regions), regions.names, strict=True)
    ]
    place = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([place[name] for name in names], dtype=np.int32)


def among(rows: Rows, label: str) -> Rows:
    """Return the rows of one region's members."""
    inside = set(members_of(label))
    chosen = np.array([code in inside for code in codes(rows.regions)], dtype=bool)
    return rows.take(np.flatnonzero(chosen[rows.region]))


def complete(rows: Rows) -> Rows:
    """Return rows with an empty one for each member that a group of known regions misses.

    A group is the members of one parent in one indicator and period, where any has a row.
    """
    used = np.bincount(rows.region, minlength=len(rows.regions)) > 0
    present = [code for code, row in zip(codes(rows.regions), used, strict=True) if code and row]
    for parent in sorted({registry.parent_of(code) for code in present} - {""}):
        rows = _with_members(rows, members_of(parent))
    return rows


def _with_members(rows: Rows, members: list[str]) -> Rows:
    """Return rows with the members that a group of this parent misses, without values."""
    place = _place(rows.regions)
    absent = [code for code in members if code not in place]
    if absent:
        present = [rows.regions.texts[place[code]] for code in members if code in place]
        rows = _with_labels(rows, _written_like(present, absent), absent)
        place = _place(rows.regions)
    inside = np.array([place[code] for code in members], dtype=np.int32)
    own = np.flatnonzero(np.isin(rows.region, inside))
    width = len(rows.periods)
    cells = rows.indicator[own].astype(np.int64) * width + rows.period[own]
    wanted = np.unique(cells)
    has = np.zeros((len(rows.regions), len(wanted)), dtype=bool)
    has[rows.region[own], np.searchsorted(wanted, cells)] = True
    member, group = np.nonzero(~has[inside])
    return _with_empty(rows, inside[member], wanted[group] // width, wanted[group] % width)


def _place(regions: Axis) -> dict[str, int]:
    """Return the code on the axis of each region's name, that of its first label."""
    return {name: code for code, name in reversed(list(enumerate(regions.names)))}


def _with_labels(rows: Rows, labels: list[str], codes: list[str]) -> Rows:
    """Return rows whose region axis holds the labels of further regions too."""
    old = rows.regions
    names = [*old.names, *codes]
    if old.dtype is not None:
        longer = [*old.labels, *labels]
        dtype = pd.CategoricalDtype(longer, old.dtype.ordered)
        return replace(rows, regions=Axis(longer, names, dtype))
    order = sorted(range(len(names)), key=[*old.labels, *labels].__getitem__)
    axis = Axis([[*old.labels, *labels][n] for n in order], [names[n] for n in order])
    place = np.argsort(order).astype(np.int32)
    label = None if rows.label is None else place[rows.label]
    region = axis.place(axis)[place[rows.region]]
    return replace(rows, regions=axis, region=region, label=label)


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
    added = {
        "region": region,
        "indicator": indicator,
        "period": period,
        "value": np.full(extra, np.nan),
        "label": region,
        "unit": np.full(extra, -1, dtype=np.int32),
    }
    longer: dict[str, Any] = {
        name: np.concatenate([column, added.get(name, np.zeros(extra, column.dtype))])
        for name in COLUMNS
        if name != "position" and (column := getattr(rows, name)) is not None
    }
    return replace(rows, position=None, **longer)
