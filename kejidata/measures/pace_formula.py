"""What the pace from a base to the last actual leads to, and what that says of a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kejidata.measures.exact_columns import Exact, Whole
from kejidata.measures.exact_spans import Spans, point
from kejidata.measures.growth_formula import annual_rate
from kejidata.measures.published import Figures
from kejidata.measures.targets import ABOUT, AT_MOST, bounds, less_is_better
from kejidata.model import periods, terms
from kejidata.model.terms import PACES
from kejidata.panel import closed
from kejidata.panel.arrays import Flags, Floats, Ints

Ends = tuple[Floats, Floats, Ints]
"""Low and high ends of intervals, and codes of which of them are held."""


@dataclass(frozen=True)
class Way:
    """Bases, last actuals and targets in one unit, and the months from each to the next."""

    base: Figures
    last: Figures
    target: Figures
    gone: Ints
    left: Ints

    def take(self, at: Ints) -> Way:
        """Return the ways to some of the targets."""
        base, last, target = (one.take(at) for one in (self.base, self.last, self.target))
        return Way(base, last, target, self.gone[at], self.left[at])

    def months(self) -> tuple[Whole, Whole]:
        """Return months gone and left in whole numbers without a common divisor."""
        shared = np.gcd(self.gone, self.left)
        return (self.gone // shared).astype(object), (self.left // shared).astype(object)


class Pace(NamedTuple):
    """Growth needed and so far and what is expected, by target, and codes of the verdict.

    `numbers` are each with its low and its high end, `held` the codes of those that are held.
    """

    numbers: Floats
    held: Ints
    verdict: Ints


def measured(way: Way) -> Pace:
    """Return the pace of each target: of a share by differences, of all else by rates."""
    size = len(way.target)
    found = Pace(np.zeros((3, 3, size)), np.zeros((3, size), np.int8), np.zeros(size, np.int8))
    points = by_points(way.target)
    for formulas, lead, chosen in ((_differences, _linear, points), (_rates, _powers, ~points)):
        at = np.flatnonzero(chosen)
        part = way.take(at)
        base, last, aim = part.base, part.last, point(part.target.exact)
        middle = formulas(point(base.exact), point(last.exact), aim, part)
        spans = formulas(base.spans, last.spans, aim, part)
        for place, ((number, *_), (low, high, held)) in enumerate(zip(middle, spans, strict=True)):
            vast = np.isinf(number) | np.isinf(high)
            found.numbers[place][:, at] = np.where(vast, np.nan, [number, low, high])
            found.held[place, at] = np.where(vast, 0, held)
        found.verdict[at] = _verdicts(part, aim, lead(base.spans, last.spans, aim, *part.months()))
    return found


def by_points(figures: Figures) -> Flags:
    """Mark figures of what changes by differences, as a share does."""
    points = np.array([terms.by_points(kind) for kind in figures.kinds], dtype=bool)
    return points[figures.rows.indicator]


def _differences(base: Spans, last: Spans, aim: Spans, way: Way) -> list[Ends]:
    """Return growth needed, growth so far (a year) and what is expected of a share."""
    gone, left = way.gone.astype(object), way.left.astype(object)
    past, ahead = point(Exact(gone, 1)), point(Exact(left, 1))
    found = (
        aim.minus(last).times(periods.YEAR).over(ahead),
        last.minus(base).times(periods.YEAR).over(past),
        last.times(gone + left).minus(base.times(left)).over(past),
    )
    return [(one.low.floats(), one.high.floats(), one.closed()) for one in found]


def _rates(base: Spans, last: Spans, aim: Spans, way: Way) -> list[Ends]:
    """Return the same of what grows by a rate."""
    # What rises with a value and falls with its base is lowest between low and high end.
    gone, left, times = (
        np.tile(one, 2)
        for one in (way.gone / periods.YEAR, way.left / periods.YEAR, way.left / way.gone)
    )
    found = []
    for value, before, years in ((aim, last, left), (last, base, gone), (last, base, None)):
        now = np.append(value.low.floats(), value.high.floats())
        then = np.append(before.high.floats(), before.low.floats())
        grown = _grown(now, then, times) if years is None else annual_rate(now, then, years)
        low, high = np.split(grown, 2)
        held = value.low_held & before.high_held, value.high_held & before.low_held
        found.append((low, high, closed.codes(*held)))
    return found


def _grown(now: Floats, then: Floats, times: Floats) -> Floats:
    """Return what figures grow to at their pace, infinity where a float cannot hold it."""
    with np.errstate(over="ignore"):
        return np.asarray(now * (now / then) ** times)


def _linear(base: Spans, last: Spans, aim: Spans, gone: Whole, left: Whole) -> Spans:
    """Return exact numbers of the sign of what is expected of a share less the target."""
    return last.times(gone + left).minus(aim.times(gone).plus(base.times(left)))


def _powers(base: Spans, last: Spans, aim: Spans, gone: Whole, left: Whole) -> Spans:
    """Return the same of a rate: last ^ (gone + left) less target ^ gone x base ^ left."""
    against = base.power(left).over(point(Exact(np.ones(1, dtype=object), 1)).over(aim.power(gone)))
    return last.power(gone + left).minus(against)


def _verdicts(way: Way, aim: Spans, lead: Spans) -> Ints:
    """Return what is sure of targets, as codes of PACES.

    Nobody is behind an about-target: how far about goes is not known.
    """
    last, bound, less = way.last.spans, bounds(way.target), less_is_better(way.target)
    below, above = last.high.minus(aim.low).sign() <= 0, last.low.minus(aim.low).sign() >= 0
    lead = lead.negated().where(less, lead)
    kept = lead.low.sign() >= 0
    # A limit holds at the end of its period: until then its pace has to keep it too.
    reached = np.where(less, below, above) & (kept | (bound != AT_MOST))
    return np.select(
        [reached, kept, lead.below_zero() & (bound != ABOUT)],
        [PACES.index(one) for one in ("reached", "on_track", "behind")],
        PACES.index("open"),
    )
