"""The ranks that the known figures leave to a region, whatever a publication states."""

from __future__ import annotations

from functools import cache

import pandas as pd

from kejidata.measures.known import Known, key_of, named
from kejidata.measures.ranking import rankings
from kejidata.measures.recompute import Answer, Check
from kejidata.model import registry
from kejidata.panel.normalize import Row, code_of

UNRANKED = ("no_value", "unit_mismatch", "not_exact")
"""Why a member of a group has no rank, in the order in which the reasons are given."""


def rank_check(known: Known) -> Check:
    """Return the check of a stated rank: the places that the known members leave to a region."""
    values = known.frame[known.frame["measure"] == "value"]

    @cache
    def groups(indicator: str, among: str) -> dict[str, pd.DataFrame]:
        rows = values[values["indicator"] == indicator]
        return {str(key): one for key, one in rankings(rows, among or None).groupby("period")}

    def check(stated: Row) -> Answer:
        among = _parent(stated["among"])
        if stated["among"] and not among:
            return Answer(reason="no_value", needs=(named(key_of(stated)),))
        table = groups(stated["indicator"], among).get(stated["period"])
        if table is None:
            return Answer(reason="no_value", needs=_nobody_known(stated, among))
        own = table[table["region"] == stated["region"]]
        if len(own) and not among:
            table = table[table["region"].isin(_rivals(stated["region"], table["region"]))]
        return _places(stated, table, own)

    return check


def _places(stated: Row, table: pd.DataFrame, own: pd.DataFrame) -> Answer:
    """Return the places that a group leaves to a region, and the members that are not known."""
    region, indicator, period = key = key_of(stated)
    absent = table.loc[table["reason"] == "no_value", "region"].astype(str)
    needs = tuple(named((one, indicator, period)) for one in absent)
    if own.empty:
        return Answer(reason="no_value", needs=needs or (named(key),))
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
    reasons = {*table["reason"], *(["no_value"] if missing > len(absent) else [])}
    reason = next(one for one in UNRANKED if one in reasons)
    return Answer(low=low, high=high + missing, reason=reason, needs=needs)


def _nobody_known(stated: Row, among: str) -> tuple[str, ...]:
    """Return the figures of all members of a group of which none is known."""
    region, indicator, period = key_of(stated)
    parents = registry.regions().set_index("code")["parent"]
    parent = among or parents.get(code_of(region), "")
    members = sorted(parents.index[parents == parent]) if parent else [region]
    return tuple(named((member, indicator, period)) for member in members)


def _rivals(region: str, others: pd.Series[str]) -> list[str]:
    """Return the regions that are ranked with one: members of its parent, or the unknown ones."""
    parents = registry.regions().set_index("code")["parent"]
    codes = {one: code_of(one) for one in others}
    parent = parents.get(codes[region])
    return [one for one, code in codes.items() if parents.get(code) == parent]


def _parent(label: str) -> str:
    """Return the code of a region that has members, empty for any other label."""
    code = code_of(label)
    return code if label and (registry.regions()["parent"] == code).any() else ""
