"""What amounts are divided by to be at other prices, with its interval."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from kejidata.panel import sources


class Deflator(NamedTuple):
    """What amounts are divided by, with its ends, and the number of the reason for having none."""

    reason: int = 0
    source: str | None = None
    number: Fraction = Fraction(1)
    low: Fraction = Fraction(1)
    high: Fraction = Fraction(1)
    low_held: bool = True
    high_held: bool = True

    def times(self, link: Deflator) -> Deflator:
        """Return the product of two; the first reason of both is that of the product."""
        if self.reason or link.reason:
            return Deflator(min(filter(None, (self.reason, link.reason))))
        ends = self.number * link.number, self.low * link.low, self.high * link.high
        source = sources.together(filter(None, (self.source, link.source)))
        return Deflator(0, source, *ends, self.low_held, self.high_held and link.high_held)

    def turned(self) -> Deflator:
        """Return one by it."""
        ends = 1 / self.number, 1 / self.high, 1 / self.low
        return Deflator(self.reason, self.source, *ends, self.high_held, self.low_held)
