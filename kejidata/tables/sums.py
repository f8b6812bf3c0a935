"""A row that is the sum of the others, whatever its name: a total, and no place among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from math import prod
from typing import NamedTuple

from kejidata.model.observations import Observation
from kejidata.model.region_lookup import parent_of
from kejidata.model.totals import is_total, summed
from kejidata.tables.meaning.scales import SOLE

_UNLIKELY = 0.01
"""What chance alone must not reach, for a row to be taken for the total of the others."""

Figures = Mapping[str, tuple[Decimal, Decimal]]
"""Value and step by region, of one indicator and period; what is counted whole is not rounded."""


class Sum(NamedTuple):
    """A row that is the sum of the others, and whether it is surely their total."""

    region: str
    sure: bool

    @property
    def note(self) -> str:
        """What the result says of it."""
        said = f"{self.region}: its figures are the sums of the others"
        if self.sure:
            return f"{said}; it is taken for the total"
        return (
            f"{said}, which so few figures may be by chance; it is kept as one of them. If it is"
            " their total, say so in its name, as in 合计 (total)"
        )


def found(observations: Sequence[Observation], known: Mapping[str, str]) -> Sum | None:
    """Return the row whose figures are the sums of all others' within rounding, if there is one.

    Only the first or the last row can be it, under a name that the registry does not know and that
    does not say total; shares and quotients add up to nothing. It is surely the total where chance
    hardly explains the sums: a sum of two in one column never is sure, for of three places one may
    well be as large as the other two.

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
        return None
    columns = _columns(observations, known)
    whole = [column for column in columns if len(column) == len(regions)]
    tried = [one for one in dict.fromkeys((regions[0], regions[-1])) if not one.isdecimal()]
    for region in tried if whole else ():
        if all(_is_sum(region, column) for column in whole):
            enough = len(whole) > 1 or len(regions) > 3
            chance = len(tried) * prod(_chance(region, column) for column in whole)
            return Sum(region, enough and chance < _UNLIKELY)
    return None


def _columns(observations: Iterable[Observation], known: Mapping[str, str]) -> list[Figures]:
    """Return the figures that add up, by indicator, period and unit."""
    found: dict[tuple[str, str, str], dict[str, tuple[Decimal, Decimal]]] = {}
    for one in observations:
        adds = known.get(one.indicator, "amount") in ("amount", "count")
        if one.measure != "value" or not adds or "/" in one.unit or one.unit in ("%", ""):
            continue
        if one.value is not None:
            column = found.setdefault((one.indicator, one.period, one.unit), {})
            exact = one.unit in SOLE and one.step <= 1
            column[one.region] = one.value, Decimal(0) if exact else one.step
    return list(found.values())


def _open_by(column: Figures) -> Decimal:
    """Return by how much a sum may differ from its parts when all of them are rounded."""
    return sum((step for _, step in column.values()), Decimal(0)) / 2


def _is_sum(region: str, column: Figures) -> bool:
    """Tell whether a region is the sum of the others in a column that has all of them."""
    value, _ = column[region]
    others = sum((other for name, (other, _) in column.items() if name != region), Decimal(0))
    return value > 0 and abs(value - others) <= _open_by(column)


def _chance(region: str, column: Figures) -> float:
    """Return how likely a figure of this size is within rounding of a sum that it is not."""
    return min(1.0, float((2 * _open_by(column) or 1) / column[region][0]))


def renamed(observations: Sequence[Observation], region: str) -> list[Observation]:
    """Return observations in which the name of a region says that it is the total."""
    name = summed(region)
    return [one._replace(region=name) if one.region == region else one for one in observations]
