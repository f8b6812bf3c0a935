"""What rounding leaves sure: the words of a sentence hold over whole intervals, or say "may"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

Way = str
"""up, down or flat where that is sure; open_up and open_down where one end is zero; open."""
SURE: Sequence[Way] = ("up", "down", "flat")


class Span(NamedTuple):
    """The numbers that rounding leaves open, and whether each end is one of them."""

    low: float
    high: float
    low_held: bool = True
    high_held: bool = True

    def above(self, limit: float) -> bool:
        """Return whether every number lies above a limit.

        Examples
        --------
        >>> Span(0.0, 1.0).above(0), Span(0.0, 1.0, low_held=False).above(0)
        (False, True)
        """
        return self.low > limit or (self.low == limit and not self.low_held)

    def below(self, limit: float) -> bool:
        """Return whether every number lies below a limit."""
        return self.turned().above(-limit)

    def is_at(self, limit: float) -> bool:
        """Return whether there is one number, the limit."""
        return self.low == self.high == limit

    def beats(self, other: Span) -> bool:
        """Return whether every number lies above every number of another interval.

        Examples
        --------
        >>> Span(2.0, 3.0).beats(Span(1.0, 2.0)), Span(2.0, 3.0).beats(Span(1.0, 2.0, True, False))
        (False, True)
        """
        touching = self.low == other.high and not (self.low_held and other.high_held)
        return self.low > other.high or touching

    def turned(self) -> Span:
        """Return the interval with every number's sign turned round."""
        return Span(-self.high, -self.low, self.high_held, self.low_held)

    def way(self) -> Way:
        """Return which way a change went, as far as it is sure.

        Examples
        --------
        >>> Span(0.0, 0.0).way(), Span(-1.0, 2.0).way(), Span(0.0, 2.0).way()
        ('flat', 'open', 'open_up')
        """
        if self.is_at(0):
            return "flat"
        if self.above(0) or self.below(0):
            return "up" if self.above(0) else "down"
        return "open_up" if self.low >= 0 else "open_down" if self.high <= 0 else "open"


class Extreme(NamedTuple):
    """Who may have the highest number; sure where it is one, or all are equal without rounding."""

    members: list[int]
    sure: bool


def highest(spans: Sequence[Span]) -> Extreme:
    """Return the places of those that may be highest.

    Examples
    --------
    >>> highest([Span(1.0, 2.0), Span(3.0, 4.0), Span(3.0, 3.0)])
    Extreme(members=[1, 2], sure=False)
    >>> highest([Span(3.0, 3.0), Span(3.0, 3.0)])
    Extreme(members=[0, 1], sure=True)
    """
    best = max(spans, key=lambda span: (span.low, not span.low_held))
    members = [at for at, span in enumerate(spans) if not best.beats(span)]
    equal = all(spans[at].is_at(best.low) for at in members)
    return Extreme(members, equal or len(members) == 1)


def lowest(spans: Sequence[Span]) -> Extreme:
    """Return the places of those that may be lowest, as `highest` does."""
    return highest([span.turned() for span in spans])
