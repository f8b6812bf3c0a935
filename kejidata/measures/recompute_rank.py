"""The ranks that the known figures leave to a region, whatever a publication states."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cache
from typing import Any

import pandas as pd

from kejidata.measures.known import Known, key_of, named
from kejidata.measures.ranking import rankings
from kejidata.measures.recompute import Answer, Check
from kejidata.model import periods, registry
from kejidata.panel.normalize import Row
from kejidata.panel.peers import members_in

UNRANKED = ("no_value", "unit_mismatch", "not_exact")
"""Why a member of a group has no rank, in the order in which the reasons are given."""


def rank_check(known: Known) -> Check:
    """Return the check of a stated rank: the places that the known members leave to a region."""
    values = known.frame[known.frame["measure"] == "value"]
    regions = values.groupby("indicator")["region"].unique().to_dict()

    @cache
    def ranked(among: str) -> tuple[pd.DataFrame, dict[Hashable, Any]]:
        table = rankings(values, among or None)
        return table, table.groupby(["indicator", "period"]).indices

    def check(stated: Row) -> Answer:
        among = _parent(stated["among"])
        if stated["among"] and not among:
            return Answer(reason="no_value", needs=(named(key_of(stated)),))
        region, indicator, period = key_of(stated)
        table, places = ranked(among)
        table = table.iloc[places.get((indicator, period), [])]
        table = table.set_axis(table["region"].map(registry.region_code), axis="index")
        members = _members(region, among, regions.get(indicator, ()), period)
        members |= _kin(table.index, among or registry.parent_of(region))
        return _places(stated, table[table.index.isin(members)], members)

    return check


def _places(stated: Row, table: pd.DataFrame, members: set[str]) -> Answer:
    """Return the places that a group leaves to a region, and the members that are not known.

    The table is that of the group, by code of the region.
    """
    region, indicator, period = key_of(stated)
    labels = table["region"].astype(str)
    absent = sorted(members.difference(table.index[table["reason"] != "no_value"]))
    needs = tuple(named((labels.get(one, one), indicator, period)) for one in absent)
    own = table[table.index == registry.region_code(region)]
    if own.empty:
        return Answer(reason="no_value", needs=needs)
    row = own.iloc[0]
    if row["reason"]:
        return Answer(reason=str(row["reason"]), needs=needs)
    low, high, missing = float(row["best"]), float(row["worst"]), int(row["missing"])
    stands = stated["ranked"]
    if stands == stands and stands != row["ranked"] + missing:
        # The second of nine is no place among seven.
        return Answer(reason="definition_differs")
    if not missing:
        return Answer(float(row["rank"]), low, high)
    reasons = {*table["reason"], *(["no_value"] if absent else [])}
    reason = next(one for one in UNRANKED if one in reasons)
    return Answer(low=low, high=high + missing, reason=reason, needs=needs)


def _members(region: str, among: str, others: Iterable[str], period: str) -> set[str]:
    """Return the codes of a region's group: the members of its parent, or the unknown regions."""
    parent = among or registry.parent_of(region)
    if parent:
        return {*members_in(parent, *periods.parse(period))}
    if _known(region):
        return {registry.region_code(region)}
    return {one for one in (region, *others) if not _known(one)}


def _kin(codes: Iterable[str], parent: str) -> set[str]:
    """Return the regions of a parent among those with a figure, members in that year or not."""
    return {one for one in codes if parent and registry.parent_of(one) == parent}


def _known(label: str) -> bool:
    """Tell whether a label is that of a region that the registry knows."""
    return bool(registry.entry("regions", registry.region_code(label)))


def _parent(label: str) -> str:
    """Return the code of a region that has members, empty for any other label."""
    code = registry.region_code(label)
    return code if label and registry.members_of(code) else ""
