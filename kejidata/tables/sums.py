"""A row that is the sum of the others, whatever its name: a total, and no place among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import prod
from typing import NamedTuple

from kejidata.model.observations import Observation
from kejidata.model.region_lookup import parent_of
from kejidata.model.terms import KINDS
from kejidata.model.totals import is_total, summed
from kejidata.tables.meaning.rounding import UNLIKELY
from kejidata.tables.meaning.scales import SOLE
from kejidata.tables.observed import Observed


@dataclass
class Column:
    """What is added up of one indicator, period and vintage: figures, their sum, their steps.

    `ends` has the figures of the regions that may be the total; what is counted whole has no step.
    """

    count: int = 0
    sum: Decimal = Decimal(0)
    steps: Decimal = Decimal(0)
    ends: dict[str, Decimal] = field(default_factory=dict)

    @property
    def open_by(self) -> Decimal:
        """By how much a sum may differ from its parts when all of them are rounded."""
        return self.steps / 2


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


def found(observations: Observed, known: Mapping[str, str]) -> Sum | None:
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
    regions = list(dict.fromkeys(observations.regions))
    parents = set(map(parent_of, regions))
    if len(regions) < 3 or any(is_total(one) or one in parents for one in regions):
        # A table has one total, and this one says so.
        return None
    tried = [one for one in dict.fromkeys((regions[0], regions[-1])) if not one.isdecimal()]
    columns = _columns(observations, known, tried) if tried else ()
    whole = [column for column in columns if column.count == len(regions)]
    for region in tried if whole else ():
        if all(_is_sum(region, column) for column in whole):
            enough = len(whole) > 1 or len(regions) > 3
            chance = len(tried) * prod(_chance(region, column) for column in whole)
            return Sum(region, enough and chance < UNLIKELY)
    return None


def _columns(
    observations: Observed, known: Mapping[str, str], tried: Sequence[str]
) -> Iterable[Column]:
    """Return the columns that add up, by indicator, period, unit and vintage."""
    found: defaultdict[tuple[str, str, str, int], Column] = defaultdict(Column)
    heads = [
        (found[head.indicator, head.period, head.unit, head.vintage], _step(head))
        if _adds_up(head, known)
        else None
        for head in observations.heads
    ]
    held = zip(observations.regions, observations.under, strict=True)
    for at, (region, under) in enumerate(held):
        if (over := heads[under]) is None or (exact := observations.exact(at)) is None:
            continue
        column, step = over
        column.count += 1
        column.sum += exact
        if step:
            column.steps += step
        if region in tried:
            column.ends[region] = exact
    return found.values()


def _step(head: Observation) -> Decimal:
    """Return by how much a figure is rounded: what is counted whole is not."""
    return head.step if head.unit not in SOLE or head.step > 1 else Decimal(0)


def _adds_up(head: Observation, known: Mapping[str, str]) -> bool:
    """Tell whether figures under these headings are amounts or counts, no shares and quotients."""
    unit = head.unit
    return (
        head.measure == "value"
        and unit not in ("%", "")
        and "/" not in unit
        and KINDS[known.get(head.indicator, "amount")].gathers
    )


def _is_sum(region: str, column: Column) -> bool:
    """Tell whether a region is the sum of the others in a column that has all of them."""
    value = column.ends[region]
    return value > 0 and abs(2 * value - column.sum) <= column.open_by


def _chance(region: str, column: Column) -> float:
    """Return how likely a figure of this size is within rounding of a sum that it is not."""
    return min(1.0, float((2 * column.open_by or 1) / column.ends[region]))


def renamed(regions: Sequence[str], region: str) -> list[str]:
    """Return regions in which the name of one says that it is the total."""
    name = summed(region)
    return [name if one == region else one for one in regions]
