"""The ranks that the known figures leave to a region, whatever a publication states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np

from kejidata.measures.interval import Computed
from kejidata.measures.known import Known, key_of, named
from kejidata.measures.ranking import REASONS, rankings
from kejidata.measures.recompute import Answers
from kejidata.model import periods, region_lookup, registry
from kejidata.panel.normalize import Checked, Row, records
from kejidata.panel.peers import members_in

Group = Mapping[str, Row]
"""The ranked regions of one indicator and period, by code."""


def ranks(known: Known, stated: Checked) -> Answers:
    """Return the answers to ranks: the places that the known members leave to each region."""
    values = known.frame()
    coded = cache(region_lookup.region_code)
    regions = {
        indicator: {label: coded(label) for label in labels}
        for indicator, labels in values.groupby("indicator")["region"].unique().items()
    }

    @cache
    def ranked(among: str) -> Mapping[tuple[str, str], Group]:
        groups: dict[tuple[str, str], dict[str, Row]] = {}
        for row in records(rankings(values, among or None)):
            region, indicator, period = key_of(row)
            groups.setdefault((indicator, period), {})[coded(region)] = row
        return groups

    def answer(stated: Row) -> tuple[float, float, float, str, str, str]:
        among = coded(stated["among"]) if stated["among"] else ""
        if among and not region_lookup.members_of(among):
            return *Computed(reason="no_value"), named(key_of(stated))
        region, indicator, period = key_of(stated)
        group = ranked(among).get((indicator, period), {})
        members = _members(region, among, regions.get(indicator, {}), period)
        members |= _of_parent(group, among or region_lookup.parent_of(region))
        filled = {code for code, row in group.items() if row["reason"] != "no_value"}
        absent = sorted(members - filled)
        needs = (named((_label(one, group), indicator, period)) for one in absent)
        known_ones = {code: row for code, row in group.items() if code in members}
        return *_places(stated, known_ones, bool(absent)), "; ".join(needs)

    found = map(answer, stated.records(np.arange(len(stated.rows))))
    columns = zip(*found, strict=True)
    types = (np.float64, np.float64, np.float64, object, object, object)
    return Answers(*(np.array(one, type) for one, type in zip(columns, types, strict=True)))


def _label(code: str, group: Group) -> str:
    """Return how a region of a group is written, its code where it is not in the group."""
    return str(group[code]["region"]) if code in group else code


def _places(stated: Row, group: Group, incomplete: bool) -> Computed:
    """Return the places that the known members of a group leave to a region."""
    row = group.get(region_lookup.region_code(stated["region"]))
    if row is None:
        return Computed(reason="no_value")
    missing = int(row["missing"])
    if row["reason"] == "no_peer":
        # Beside whoever has no figure a region alone may stand anywhere.
        row = {**row, "reason": "", "rank": 1, "best": 1, "worst": 1 + missing}
    if row["reason"]:
        return Computed(reason=str(row["reason"]))
    low, high = float(row["best"]), float(row["worst"])
    reasons = {*(one["reason"] for one in group.values()), *(["no_value"] if incomplete else [])}
    stands = stated["ranked"]
    if stands == stands and stands != row["ranked"] + missing:
        # The second of nine is no place among seven.
        low = high = float("nan")
        reasons |= {"definition_differs"}
    elif not missing:
        return Computed(float(row["rank"]), low, high, "both")
    reason = next(one for one in (*REASONS, "definition_differs") if one in reasons)
    return Computed(low=low, high=high, closed="both", reason=reason)


def _members(region: str, among: str, others: Mapping[str, str], period: str) -> set[str]:
    """Return the codes of a region's group: the members of its parent, or the unknown regions."""
    parent = among or region_lookup.parent_of(region)
    if parent:
        return {*members_in(parent, *periods.parse(period))}
    code = region_lookup.region_code(region)
    if registry.entry("regions", code):
        return {code}
    unknown = (label for label, one in others.items() if not registry.entry("regions", one))
    return {region, *unknown}


def _of_parent(codes: Iterable[str], parent: str) -> set[str]:
    """Return the regions of a parent among those with a figure, members in that year or not."""
    return {one for one in codes if parent and region_lookup.parent_of(one) == parent}
