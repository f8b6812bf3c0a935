"""What the published figures say of a stated number, by the measures of the package.

Each function takes the figures known when the statement was made and gives one that answers a
statement with an `Answer`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import nan
from typing import NamedTuple

import pandas as pd

from kejidata.measures.claims import other_prices
from kejidata.measures.common_unit import agree, in_unit
from kejidata.measures.completion import completion_ratios
from kejidata.measures.derived import derive, parts_of
from kejidata.measures.growth import growth_rates
from kejidata.measures.known import Key, Known, base_of, key_of, keys_of, named, year_of
from kejidata.model import region_lookup, registry, terms
from kejidata.panel.normalize import Row, records

TOLD = ("low", "high", "closed", "unit", "reason")
"""What a measure tells beside the number itself."""
ABSENT = ("no_value", "no_base", "no_target", "period_mismatch")
"""Reasons for having nothing to compare units with."""


class Answer(NamedTuple):
    """What follows from the figures: a number with its interval, or why not and what is missing.

    `closed` tells which ends the interval holds. A rank may have an interval and a reason: members
    that are not known leave room, and no certainty.
    """

    computed: float = nan
    low: float = nan
    high: float = nan
    closed: str = "both"
    reason: str = ""
    needs: tuple[str, ...] = ()


Check = Callable[[Row], Answer]


def growth_check(known: Known) -> Check:
    """Return the check of a stated growth rate, which is that of an amount, a count or an index."""
    found = _by_key(growth_rates(known.frame), "growth")

    def check(stated: Row) -> Answer:
        key, base = key_of(stated), base_of(stated)
        row = found.get(key)
        unit = "" if row is None else str(row["unit"])
        return _answer(stated, row, unit, _absent(known, key, base))

    return check


def change_check(known: Known) -> Check:
    """Return the check of a stated change: of a share in 个百分点, else in the indicator's unit."""
    # The change of an amount is the plain difference that the growth of a share is.
    found = _by_key(growth_rates(known.frame, kind="share"), "growth")

    def check(stated: Row) -> Answer:
        key, base = key_of(stated), base_of(stated)
        points = terms.by_points(stated["kind"])
        unit = terms.POINTS if points else known.units.get(key, "")
        return _answer(stated, found.get(key), unit, _absent(known, key, base))

    return check


def completion_check(known: Known) -> Check:
    """Return the check of a stated completion, held against the target that the measure takes."""
    found = _by_key(completion_ratios(known.frame), "completion")

    def check(stated: Row) -> Answer:
        key, year = key_of(stated), year_of(stated)
        aim = known.targets.get(key, known.targets.get(year, nan))
        needs = [*_absent(known, key), *([(*key, "target")] if aim != aim else [])]
        return _answer(stated, found.get(key), terms.PERCENT, needs)

    return check


def derived_check(known: Known) -> Check:
    """Return the check of a stated figure that the registry derives by a formula."""
    catalog = registry.entries("indicators")
    found = _by_key(derive(known.frame[known.frame["measure"] == "value"]), "value")
    labels = {region_lookup.region_code(label): label for label in known.frame["region"].unique()}

    def check(stated: Row) -> Answer:
        region, indicator, period = key = key_of(stated)
        parts = [
            (labels.get(one, one), part, period)
            for one, part in parts_of(catalog[indicator]["formula"], region)
        ]
        absent = _absent(known, *parts)
        return _answer(stated, found.get(key), catalog[indicator]["unit"], absent)

    return check


def _answer(stated: Row, found: Row | None, unit: str, needs: Sequence[tuple[str, ...]]) -> Answer:
    """Return what a measure computed, in the unit of the statement, or what it would have needed.

    Units are compared before the figures are judged: a rate of a share in percent is refused
    whatever the share is.
    """
    reason = "no_value" if found is None else str(found["reason"])
    if reason in ABSENT:
        # Where the periods differ, no figure of the same period would be the one that is missing.
        names = () if reason == "period_mismatch" else tuple(map(named, needs))
        return Answer(reason=reason, needs=names)
    if other_prices(stated):
        return Answer(reason="definition_differs")
    if not agree(unit, stated["unit"]):
        return Answer(reason="unit_mismatch")
    if found is None or reason:
        return Answer(reason=reason)
    computed, low, high = (
        in_unit(float(found[name]), unit, stated["unit"]) for name in ("computed", "low", "high")
    )
    return Answer(computed, low, high, str(found["closed"]))


def _absent(known: Known, *keys: Key) -> list[Key]:
    """Return the figures that had not been published."""
    return [key for key in keys if key not in known.units]


def _by_key(frame: pd.DataFrame, column: str) -> dict[Key, Row]:
    """Return what a measure computed of each figure."""
    told = frame[[column, *(name for name in TOLD if name in frame)]]
    rows = records(told.set_axis(["computed", *told.columns[1:]], axis=1))
    return dict(zip(keys_of(frame), rows, strict=True))
