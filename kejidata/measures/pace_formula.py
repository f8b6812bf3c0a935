"""What the pace from a base to the last actual leads to, and what that says of a target."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import NamedTuple

import numpy as np

from kejidata.measures.exact import INFINITY
from kejidata.measures.growth_formula import annual_rate
from kejidata.measures.interval import Interval
from kejidata.measures.interval_arithmetic import minus, plus, scaled
from kejidata.measures.targets import less_is_better
from kejidata.model import periods
from kejidata.panel.normalize import Row


class Way(NamedTuple):
    """Base, last actual and target, and the months from each to the next."""

    base: Row
    last: Row
    target: Row
    gone: int
    left: int


def by_difference(base: Interval, last: Interval, aim: Interval, way: Way) -> tuple[Interval, ...]:
    """Return growth needed, growth so far (a year) and what is expected of a share."""
    needed = scaled(minus(aim, last), Fraction(periods.YEAR, way.left))
    so_far = scaled(minus(last, base), Fraction(periods.YEAR, way.gone))
    ahead = Fraction(way.left, way.gone)
    return needed, so_far, minus(scaled(last, 1 + ahead), scaled(base, ahead))


def by_rate(base: Interval, last: Interval, aim: Interval, way: Way) -> tuple[Interval, ...]:
    """Return the same of what grows by a rate."""
    # The low and the high end of either rate in one call, which costs more than what it computes.
    ends = [
        (aim.low, last.high),
        (aim.high, last.low),
        (last.low, base.high),
        (last.high, base.low),
    ]
    above, below = np.array(ends, dtype=np.float64).T
    years = np.repeat([way.left, way.gone], 2) / periods.YEAR
    rates = annual_rate(above, below, years).tolist()
    times = way.left / way.gone
    expected = [_grown(float(now), float(then), times) for now, then in ends[2:]]
    return (
        _rising(aim, last, *rates[:2]),
        _rising(last, base, *rates[2:]),
        _rising(last, base, *expected),
    )


def _grown(now: float, then: float, times: float) -> float:
    """Return what a figure grows to at its pace, infinity where a float cannot hold it."""
    try:
        return float(now * (now / then) ** times)
    except OverflowError:
        return INFINITY


def _rising(value: Interval, base: Interval, low: float, high: float) -> Interval:
    """Return the interval between the ends of what rises with a value and falls with its base."""
    return Interval(low, high, value.low_held and base.high_held, value.high_held and base.low_held)


def verdict(base: Interval, last: Interval, aim: Interval, way: Way, points: bool) -> str:
    """Return what is sure of a target: reached, on_track, behind, or open.

    Nobody is behind an about-target: how far about goes is not known.
    """
    if less_is_better(way.target):
        met, lead = last.high <= aim.low, _lead(base, last, aim, way, points).negated()
    else:
        met, lead = last.low >= aim.low, _lead(base, last, aim, way, points)
    if met:
        return "reached"
    if lead.low >= 0:
        return "on_track"
    sure = lead.below(0) and way.target["bound"] != "about"
    return "behind" if sure else "open"


def _lead(base: Interval, last: Interval, aim: Interval, way: Way, points: bool) -> Interval:
    """Return an exact number of the sign of what is expected less the target.

    Of a rate: last ^ (gone + left) less target ^ gone x base ^ left, in whole numbers of years.
    """
    unit = gcd(way.gone, way.left)
    gone, left = way.gone // unit, way.left // unit
    if points:
        return minus(
            scaled(last, Fraction(gone + left)),
            plus(scaled(aim, Fraction(gone)), scaled(base, Fraction(left))),
        )
    against = _power(base, left)
    return minus(_power(last, gone + left), scaled(against, Fraction(aim.low) ** gone))


def _power(one: Interval, exponent: int) -> Interval:
    return one._replace(low=one.low**exponent, high=one.high**exponent)
