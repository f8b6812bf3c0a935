"""What is sure of measured numbers: sentences and titles say no more than holds here.

Every result carries the ends of its intervals and which of them an interval holds; who is highest,
what rose and what is above a limit is decided here, once, for words and pictures alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

import pandas as pd

from kejidata.measures.formulas import is_of_limit
from kejidata.measures.interval import Interval, Way

SURE: tuple[Way, ...] = ("up", "down", "flat")
FULL = 100
"""A target is met at so many percent, and its time is over."""
Key = TypeVar("Key")


class Extreme(NamedTuple, Generic[Key]):
    """Who may be at one end of an order; `sure` where rounding leaves no doubt, ties included."""

    members: list[Key]
    sure: bool


def highest(known: Mapping[Key, Interval]) -> Extreme[Key]:
    """Return who may have the highest number; sure where it is one, or all are equal and exact.

    Examples
    --------
    >>> highest({"a": Interval(1.0, 2.0), "b": Interval(3.0, 4.0), "c": Interval(3.0, 3.0)})
    Extreme(members=['b', 'c'], sure=False)
    >>> highest({"a": Interval(3.0, 3.0), "b": Interval(3.0, 3.0)})
    Extreme(members=['a', 'b'], sure=True)
    """
    best = max(known.values(), key=lambda one: (one.low, not one.low_held))
    members = [name for name, one in known.items() if not best.beats(one)]
    equal = all(known[name].is_at(float(best.low)) for name in members)
    return Extreme(members, equal or len(members) == 1)


def lowest(known: Mapping[Key, Interval]) -> Extreme[Key]:
    """Return who may have the lowest number, as `highest` does."""
    return highest({name: one.negated() for name, one in known.items()})


def leaders(ranks: Mapping[Key, Interval]) -> Extreme[Key]:
    """Return who has rank 1 whatever the figures were; else all who may have it.

    Who may only draw level with one that is surely first leads nobody.

    Examples
    --------
    >>> leaders({"a": Interval(1, 1), "b": Interval(1, 2), "c": Interval(3, 3)})
    Extreme(members=['a'], sure=True)
    >>> leaders({"a": Interval(1, 2), "b": Interval(1, 2), "c": Interval(2, 3)})
    Extreme(members=['a', 'b'], sure=False)
    """
    first = [name for name, rank in ranks.items() if rank.low == 1]
    sure = [name for name in first if ranks[name].settled]
    return Extreme(sure or first, bool(sure) or len(first) == 1)


def are_alike(known: Iterable[Interval]) -> bool:
    """Return whether all intervals are one, so that neither end of the order is anybody's."""
    return len(set(known)) == 1


class Above(NamedTuple, Generic[Key]):
    """Who surely lies above something, and of whom rounding leaves it open."""

    sure: list[Key]
    open: list[Key]


def above(known: Mapping[Key, Interval], limit: Interval) -> Above[Key]:
    """Return who lies above what is itself an interval.

    Examples
    --------
    >>> above({"a": Interval(2, 3), "b": Interval(4, 5), "c": Interval(0, 1)}, Interval(2, 3))
    Above(sure=['b'], open=['a'])
    """
    sure = [name for name, one in known.items() if one.beats(limit)]
    may = [name for name, one in known.items() if one.may_beat(limit) and name not in sure]
    return Above(sure, may)


class Balance(NamedTuple):
    """How many surely rose, fell or stayed, how many rounding leaves open, how many are refused."""

    rose: int
    fell: int
    flat: int
    open: int
    refused: int

    @property
    def known(self) -> int:
        """How many have a number."""
        return self.rose + self.fell + self.flat + self.open


def balance(changes: Iterable[Interval], refused: int = 0) -> Balance:
    """Return how many changes surely went which way, with how many have no number.

    Examples
    --------
    >>> balance([Interval(1.0, 2.0), Interval(-0.1, 0.1), Interval(0.0, 0.0)], 3)
    Balance(rose=1, fell=0, flat=1, open=1, refused=3)
    """
    ways = [change.way() for change in changes]
    rose, fell, flat = (ways.count(way) for way in SURE)
    return Balance(rose, fell, flat, len(ways) - rose - fell - flat, refused)


def is_limit(row: Mapping[Any, Any] | pd.Series, bound: str) -> bool:
    """Return whether a completion was measured against a limit: then it is target / value.

    The bound of the target says so; else the column limit of a result; else the end that the
    completion holds, since what falls as the value rises has its upper end from the value's lower
    one, which alone is held; else the numbers.

    Examples
    --------
    >>> is_limit({"value": 80.0, "target": 100.0, "completion": 125.0}, "exact")
    True
    """
    if bound in ("at_most", "at_least"):
        return bound == "at_most"
    if row.get("limit") in (True, False):
        return bool(row["limit"])
    held = row.get("closed")
    if held in ("left", "right"):
        return bool(held == "right")
    return is_of_limit(*(float(row[name]) for name in ("value", "target", "completion")))


def progress(reached: Interval, elapsed: float, *, limit: bool = False, about: bool = False) -> str:
    """Return what is sure of a target, by what of it is reached and what of its time is gone, in %.

    reached; after its time missed, before its end late or on_time by the calendar, below where
    there is no calendar (`elapsed` is NaN); open where rounding leaves it so. A limit is kept until
    its time is over, and missed as soon as it is exceeded, whatever the calendar says. Nobody has
    missed a target told as `about`, or is late: open at the end of its time, below before it.

    Examples
    --------
    >>> progress(Interval(100, 110), 50), progress(Interval(40, 60), 50)
    ('reached', 'open')
    >>> progress(Interval(100, 110), 50, limit=True), progress(Interval(60, 60), 50, limit=True)
    ('kept', 'missed')
    """
    if reached.low >= FULL:
        return "kept" if limit and elapsed < FULL else "reached"
    if limit:
        return "missed" if reached.below(FULL) and not about else "open"
    if about:
        return "open" if elapsed >= FULL else "below"
    if math.isnan(elapsed) or elapsed >= FULL:
        below = "below" if math.isnan(elapsed) else "missed"
        return below if reached.below(FULL) else "open"
    return "late" if reached.below(elapsed) else "open" if reached.low < elapsed else "on_time"
