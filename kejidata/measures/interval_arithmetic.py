"""Sums, differences and quotients of intervals, exact, with the ends that they hold.

The numbers of one interval move without those of another, so each figure may stand only once in a
formula; an end is held where the ends that give it are. Ends are fractions and finite.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kejidata.measures.interval import Interval

PERCENT = Fraction(100)


def point(number: Fraction) -> Interval:
    """Return the interval of a number that nothing is open of."""
    return Interval(number, number)


def plus(one: Interval, other: Interval) -> Interval:
    """Return the interval of the sum.

    Examples
    --------
    >>> plus(Interval(1, 2, True, False), Interval(3, 3))
    Interval(low=4, high=5, low_held=True, high_held=False)
    """
    return Interval(
        one.low + other.low,
        one.high + other.high,
        one.low_held and other.low_held,
        one.high_held and other.high_held,
    )


def minus(one: Interval, other: Interval) -> Interval:
    """Return the interval of the difference.

    Examples
    --------
    >>> minus(Interval(1, 2, True, False), Interval(3, 4, True, False))
    Interval(low=-3, high=-1, low_held=False, high_held=False)
    """
    return plus(one, other.negated())


def total(several: Iterable[Interval]) -> Interval:
    """Return the interval of the sum of several."""
    found = point(Fraction(0))
    for one in several:
        found = plus(found, one)
    return found


def scaled(one: Interval, factor: Fraction) -> Interval:
    """Return the interval times an exact number above zero."""
    return one._replace(low=one.low * factor, high=one.high * factor)


def over(above: Interval, below: Interval) -> Interval:
    """Return the interval of the quotient by a divisor above zero.

    Examples
    --------
    >>> over(Interval(Fraction(-1), Fraction(2)), Interval(Fraction(4), Fraction(8), True, False))
    Interval(low=Fraction(-1, 4), high=Fraction(1, 2), low_held=True, high_held=True)
    """
    small, large = (below.low, below.low_held), (below.high, below.high_held)
    by_low, by_high = (large if above.low >= 0 else small), (small if above.high >= 0 else large)
    return Interval(
        above.low / by_low[0],
        above.high / by_high[0],
        above.low_held and (by_low[1] or above.low == 0),
        above.high_held and (by_high[1] or above.high == 0),
    )
