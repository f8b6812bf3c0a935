"""What the pace from a base to the last actual leads to, and what that says of a target."""

from __future__ import annotations

from collections.abc import Callable
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
    return (
        _rates(aim, last, way.left),
        _rates(last, base, way.gone),
        _corners(last, base, lambda now, then: _grown(now, then, way.left / way.gone)),
    )


def _grown(now: float, then: float, times: float) -> float:
    """Return what a figure grows to at its pace, infinity where a float cannot hold it."""
    try:
        return float(now * (now / then) ** times)
    except OverflowError:
        return INFINITY


def _rates(value: Interval, base: Interval, months: int) -> Interval:
    def rate(now: float, then: float) -> float:
        return float(annual_rate(np.array([now]), np.array([then]), months / periods.YEAR)[0])

    return _corners(value, base, rate)


def _corners(value: Interval, base: Interval, formula: Callable[[float, float], float]) -> Interval:
    """Return the interval of a formula that rises with the value and falls with the base."""
    return Interval(
        formula(float(value.low), float(base.high)),
        formula(float(value.high), float(base.low)),
        value.low_held and base.high_held,
        value.high_held and base.low_held,
    )


def verdict(base: Interval, last: Interval, aim: Interval, way: Way, points: bool) -> str:
    """Return what is sure of a target: reached, on_track, behind, or open.

    Of an about-target nothing is: nobody knows how far about goes.
    """
    if way.target["bound"] == "about":
        return "open"
    if less_is_better(way.target):
        met, lead = last.high <= aim.low, _lead(base, last, aim, way, points).negated()
    else:
        met, lead = last.low >= aim.low, _lead(base, last, aim, way, points)
    if met:
        return "reached"
    if lead.low >= 0:
        return "on_track"
    return "behind" if lead.below(0) else "open"


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
