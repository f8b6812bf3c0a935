"""A row that is the sum of the others, whatever its name: a total, and no place among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kejidata.model.observations import Observation
from kejidata.model.registry import parent_of
from kejidata.model.totals import is_total, summed

_CHANCE = 0.004
"""How likely a row may be the sum of the others by chance, to be taken for their total."""

Figures = Mapping[str, tuple[Decimal, Decimal]]
"""Value and step by region, of one indicator and period."""


def total_of(observations: Sequence[Observation], known: Mapping[str, str]) -> str:
    """Return the region whose figures are the sums of all others' within rounding; else nothing.

    Only the first or the last row can be it, under a name that the registry does not know and that
    does not say total; shares and quotients add up to nothing, and few digits may agree by chance.

    Parameters
    ----------
    observations
        Those of one table, in its order.
    known
        The kinds of the registry by indicator.
    """
    regions = list(dict.fromkeys(one.region for one in observations))
    parents = set(map(parent_of, regions))
    if len(regions) < 3 or any(is_total(one) or one in parents for one in regions):
        # A table has one total, and this one says so.
        return ""
    columns = _columns(observations, known)
    for region in {regions[0]: None, regions[-1]: None}:
        if not region.isdecimal() and _is_sum(region, len(regions), columns):
            return region
    return ""


def _columns(observations: Iterable[Observation], known: Mapping[str, str]) -> list[Figures]:
    """Return the figures that add up, by indicator, period and unit."""
    found: dict[tuple[str, str, str], dict[str, tuple[Decimal, Decimal]]] = {}
    for one in observations:
        adds = known.get(one.indicator, "amount") in ("amount", "count")
        if one.measure != "value" or not adds or "/" in one.unit or one.unit in ("%", ""):
            continue
        if one.value is not None:
            column = found.setdefault((one.indicator, one.period, one.unit), {})
            column[one.region] = one.value, one.step
    return list(found.values())


def _is_sum(region: str, count: int, columns: Sequence[Figures]) -> bool:
    """Tell whether a region is the sum of the others in every column that has all of them."""
    chance, whole = 1.0, [column for column in columns if len(column) == count]
    for column in whole:
        value, _ = column[region]
        others = [figure for name, figure in column.items() if name != region]
        open_by = sum((step for _, step in column.values()), Decimal(0)) / 2
        if value <= 0 or abs(value - sum(other for other, _ in others)) > open_by:
            return False
        chance *= min(1.0, float(2 * open_by / value))
    return bool(whole) and chance < _CHANCE


def renamed(observations: Sequence[Observation], region: str) -> list[Observation]:
    """Return observations in which the name of a region says that it is the total."""
    name = summed(region)
    return [one._replace(region=name) if one.region == region else one for one in observations]
