"""Numbers as they were typed, and the intervals that rounding leaves around them."""

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from itertools import product
from math import isnan
from typing import Any, NamedTuple


class Span(NamedTuple):
    """Whole numbers and fractions from `low` to `high`, with or without each end."""

    low: Fraction | None
    high: Fraction | None
    low_in: bool = True
    high_in: bool = True

    def holds(self, number: Fraction) -> bool:
        """Return whether the number is one of these."""
        above = self.low is None or number > self.low or (self.low_in and number == self.low)
        below = self.high is None or number < self.high or (self.high_in and number == self.high)
        return above and below


@cache
def exact(number: Any) -> Fraction | None:
    """Return a number as the decimal it was typed as, of 15 digits at most; None if it is empty.

    "A number is the decimal, of at most 15 significant digits, that it was typed as."
    """
    if number is None or isnan(float(number)):
        return None
    return Fraction(Decimal(format(float(number), ".15g")))


def closed(span: Span) -> str:
    """Return which ends are held, in the words of pandas' intervals."""
    words = {(1, 1): "both", (1, 0): "left", (0, 1): "right", (0, 0): "neither"}
    return words[span.low_in, span.high_in]


def rounded(value: Fraction, step: Fraction) -> Span:
    """Return what a value published with a step may be.

    "A value v published with step s lies in v - s/2 to v + s/2", and "holds its lower end and not
    its upper one"; a step of 0 is an exact number.
    """
    return Span(value - step / 2, value + step / 2, True, step == 0)


def combine(formula: Callable[..., Fraction], *spans: Span) -> Span:
    """Return what a formula gives over its arguments: it rises or falls in each, so ends do.

    An end of the result is held only where ends of the arguments that are held give it.
    """
    corners = [
        (formula(*(end for end, _ in ends)), all(held for _, held in ends))
        for ends in product(*([(s.low, s.low_in), (s.high, s.high_in)] for s in spans))
    ]
    low, high = min(n for n, _ in corners), max(n for n, _ in corners)
    return Span(low, high, (low, True) in corners, (high, True) in corners)


def meet(one: Span, other: Span) -> bool:
    """Return whether two intervals have a number in common."""
    lows = [end for end in (one.low, other.low) if end is not None]
    highs = [end for end in (one.high, other.high) if end is not None]
    if not lows or not highs or max(lows) < min(highs):
        return True
    touching = max(lows) == min(highs)
    return touching and one.holds(max(lows)) and other.holds(max(lows))


def root(ratio: Fraction, degree: Fraction) -> Fraction:
    """Return ratio ** (1 / degree) to forty digits: roots have no fraction."""
    if ratio == 0:
        return Fraction(0)
    with localcontext() as context:
        context.prec = 50
        number = Decimal(ratio.numerator) / Decimal(ratio.denominator)
        power = Decimal(degree.denominator) / Decimal(degree.numerator)
        return Fraction(number**power)
