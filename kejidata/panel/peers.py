"""Who is ranked with whom: the members of a region, as the registry knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from kejidata.errors import SHOWN, KejidataError
from kejidata.model import periods, region_lookup, registry
from kejidata.model.divisions import NATION
from kejidata.model.totals import is_total
from kejidata.panel.arrays import Flags, Ints, marked
from kejidata.panel.axes import Axis
from kejidata.panel.intake import COLUMNS, Rows

LABELS = ("code", "short_zh", "name_zh", "name_en")


def codes(regions: Axis) -> list[str]:
    """Return the registry's code of each label of an axis, empty where unknown."""
    rows = registry.region_rows(regions.names)
    return [name if row else "" for name, row in zip(regions.names, rows, strict=True)]


def parent_given(label: object) -> str:
    """Return the code of a region with members, given by code, name or alias.

    Raises
    ------
    KejidataError
        For a label that is not known, or means several regions, or one without members.
    """
    code = region_lookup.region_code(label, where="argument among")
    if region_lookup.members_of(code):
        return code
    raise KejidataError(
        f"no region {label!r} with members is in the registry",
        where="argument among",
        rows=[f"{one} {registry.entry('regions', one)['name_en']}" for one in _close(str(label))],
        remedy="give the region whose members are to be ranked",
    )


def parent_of_group(among: str | None) -> str:
    """Return the region that decides between several of one name: the parent that is asked for."""
    return "" if among is None else parent_given(among)


def _close(label: str) -> list[str]:
    """Return the codes of provinces and of the nation most like a label."""
    import difflib  # Only a label that is not known asks for it.

    parents = [NATION, *region_lookup.members_of(NATION)]
    return difflib.get_close_matches(label, parents, n=SHOWN, cutoff=0.5) or parents[:SHOWN]


def members_in(parent: str, start: int, months: int) -> list[str]:
    """Return the codes of the members that a region has at the end of the year of a period."""
    return region_lookup.members_of(parent, periods.last_year(start, months))


def parents_of(codes: Iterable[str]) -> list[str]:
    """Return the codes of the regions that regions are members of, empty for none."""
    return [row.get("parent", "") for row in registry.region_rows(codes)]


def groups(regions: Axis) -> Ints:
    """Return the number of each region's group: one for each parent, one for the unknown.

    What is called a total (全市, whole city) is none of the regions that it is the total of.
    """
    found = zip(registry.region_rows(regions.names), regions.names, strict=True)
    names = [
        f"in {row['parent']}" if row else f"total {name}" if is_total(name) else ""
        for row, name in found
    ]
    place = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([place[name] for name in names], dtype=np.int32)


def places(regions: Axis) -> Ints:
    """Return the number of each region in its group, from 0."""
    group = groups(regions)
    order = np.argsort(group, kind="stable")
    found = np.empty(len(group), dtype=np.int32)
    found[order] = np.arange(len(group)) - np.searchsorted(group[order], group[order])
    return found


def have_parents(regions: Axis) -> Flags:
    """Mark the regions that are members of another."""
    return np.array([parent != "" for parent in parents_of(regions.names)], dtype=bool)


def among(rows: Rows, label: str) -> Rows:
    """Return the rows of one region's members, of whatever year."""
    parent = parent_given(label)
    chosen = np.array([one == parent for one in parents_of(rows.regions.names)], dtype=bool)
    return rows.take(np.flatnonzero(chosen[rows.region]))


def complete(rows: Rows) -> Rows:
    """Return rows with an empty one for each member that a group of known regions misses.

    A group is the members of one parent in one indicator and period, where any has a row; who is
    a member is that of the year in which the period ends.
    """
    used = marked(rows.region, len(rows.regions))
    present = [code for code, row in zip(codes(rows.regions), used, strict=True) if code and row]
    above = dict(zip(present, parents_of(present), strict=True))
    for parent in sorted({*above.values()} - {""}):
        alike: dict[tuple[str, ...], list[int]] = {}
        for period, pair in enumerate(rows.periods.pairs()):
            alike.setdefault(tuple(members_in(parent, *pair)), []).append(period)
        kin = {code for code, one in above.items() if one == parent}
        for members, chosen in alike.items():
            rows = _with_members(rows, list(members), kin, chosen)
    return rows


def _with_members(rows: Rows, members: list[str], kin: set[str], chosen: list[int]) -> Rows:
    """Return rows with the members that a group misses in some periods, without values.

    `kin` are the regions of the frame that are of the group; one that is no member any more keeps
    its row.
    """
    place = _place(rows.regions)
    absent = [code for code in members if code not in place]
    if absent:
        present = {code: rows.regions.texts[place[code]] for code in members if code in place}
        labels = _written_like(present, absent, {*rows.regions.texts})
        rows = _with_labels(rows, labels, absent)
        place = _place(rows.regions)
    inside = np.array([place[code] for code in members], dtype=np.int32)
    group = np.array([place[code] for code in kin], dtype=np.int32)
    own = np.flatnonzero(np.isin(rows.region, group) & np.isin(rows.period, chosen))
    width = len(rows.periods)
    cells = rows.indicator[own].astype(np.int64) * width + rows.period[own]
    wanted = np.unique(cells)
    has = np.zeros((len(rows.regions), len(wanted)), dtype=bool)
    has[rows.region[own], np.searchsorted(wanted, cells)] = True
    member, at = np.nonzero(~has[inside])
    return _with_empty(rows, inside[member], wanted[at] // width, wanted[at] % width)


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


def _written_like(present: Mapping[str, str], absent: list[str], taken: set[str]) -> list[str]:
    """Return labels for regions, in the form that most labels of the frame have.

    A name that another region bears gives way to the code.
    """
    named = [(registry.entry("regions", code), label) for code, label in present.items()]
    fits = {form: sum(row[form] == label for row, label in named) for form in LABELS}
    form = max(LABELS, key=lambda one: fits[one])
    labels = {code: registry.entry("regions", code)[form] for code in absent}
    return [
        label if label not in taken and region_lookup.means(label, code) else code
        for code, label in labels.items()
    ]


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
        "source": np.full(extra, len(rows.source_names) - 1, dtype=np.int32),
    }
    longer: dict[str, Any] = {
        name: np.concatenate([column, added.get(name, np.zeros(extra, column.dtype))])
        for name in COLUMNS
        if name != "position" and (column := getattr(rows, name)) is not None
    }
    return replace(rows, position=None, **longer)
