"""Moves in a ranking: places gained between two periods, as far as rounding tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kejidata.measures.certainty import highest, lowest
from kejidata.measures.interval import Interval

Ranges = Mapping[tuple[str, str], Interval]
"""The ranks that rounding allows, by region and period."""


class Move(NamedTuple):
    """The ranks that rounding allows a region in the first period and in the last."""

    first: Interval
    last: Interval

    @property
    def gained(self) -> Interval:
        """The places gained: a smaller rank is the better one.

        Examples
        --------
        >>> Move(Interval(5, 6), Interval(2, 3)).gained.ends
        (2.0, 4.0)
        """
        return Interval(self.first.low - self.last.high, self.first.high - self.last.low)

    @property
    def form(self) -> str:
        """Which words say it: rises, falls, stays, or open where rounding leaves it so."""
        forms = {"up": "rises", "down": "falls"}
        return forms.get(self.gained.way(), "stays" if self.gained.settled else "open")


def settled(found: Mapping[str, Move]) -> bool:
    """Return whether rounding leaves none of the moves open."""
    return all(move.first.settled and move.last.settled for move in found.values())


class Most(NamedTuple):
    """Who surely gained most places, and who surely lost most."""

    gained: list[str]
    lost: list[str]


def moves(ranges: Ranges, regions: Iterable[str], first: str, last: str) -> dict[str, Move]:
    """Return the move of each region that has a rank in the first period and in the last."""
    return {
        code: Move(ranges[code, first], ranges[code, last])
        for code in regions
        if first != last and {(code, first), (code, last)} <= ranges.keys()
    }


def most(found: Mapping[str, Move]) -> Most:
    """Return who surely gained and lost most places; nobody where rounding leaves it open.

    Examples
    --------
    >>> one, two = (Interval(rank, rank) for rank in (1, 2))
    >>> most({"a": Move(two, one), "b": Move(one, two)})
    Most(gained=['a'], lost=['b'])
    """
    if not found:
        return Most([], [])
    gains = {code: move.gained for code, move in found.items()}
    best, worst = highest(gains), lowest(gains)
    rose = best.sure and gains[best.members[0]].above(0)
    fell = worst.sure and gains[worst.members[0]].below(0)
    return Most(best.members if rose else [], worst.members if fell else [])


def none_gained(found: Mapping[str, Move]) -> bool:
    """Return whether surely nobody of those compared gained a place; False where none compare."""
    return bool(found) and all(move.gained.high <= 0 for move in found.values())
