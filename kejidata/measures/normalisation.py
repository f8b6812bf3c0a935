"""Indicators brought to one scale: (y - offset) / scale, with the intervals of all three.

y is the figure, turned so that more is better. Offset and scale are those of all regions of a group
and may be as open as the figures that they come from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from kejidata.measures.index_figures import Figures, Span
from kejidata.panel import ranks
from kejidata.panel.arrays import Flags, Floats, Ints


class Scaled(NamedTuple):
    """Figures on one scale, by region and indicator; offset and scale are those of a group."""

    y: Span
    offset: Span
    scale: Span

    @property
    def value(self) -> Floats:
        """The normalised figures."""
        found: Floats = (self.y.value - self.offset.value) / self.scale.value
        return found

    @property
    def ends(self) -> tuple[Floats, Floats]:
        """The ends of the normalised figures, no nearer than rounding makes them."""
        return (
            _over(self.y.low - self.offset.high, self.scale, low=True),
            _over(self.y.high - self.offset.low, self.scale, low=False),
        )

    def take(self, at: Ints) -> Scaled:
        """Return some of the regions."""
        return Scaled(*(span.under(lambda ends: ends[at]) for span in self))

    def logarithms(self) -> Scaled:
        """Return the logarithms on a scale of 1; what is zero or less has none."""
        offset = self.offset
        with np.errstate(divide="ignore", invalid="ignore"):
            y = Span(
                np.log(self.y.low - offset.high),
                np.log(self.y.value - offset.value),
                np.log(self.y.high - offset.low),
            )
            return Scaled(y, self.scale.under(np.log), _same(np.ones_like(offset.value)))


def _over(number: Floats, scale: Span, *, low: bool) -> Floats:
    """Return the lowest or highest quotient by a scale above zero."""
    one, other = number / scale.low, number / scale.high
    return np.minimum(one, other) if low else np.maximum(one, other)


def winsorised(figures: Figures, share: float) -> Figures:
    """Return figures with a share of the regions at each end set to the next one's figure.

    Order statistics rise with every figure, so that ends go the same way as figures.
    """
    known, group = figures.count.astype(np.int64), figures.group
    cut = np.floor(known * share + 1e-9).astype(np.int64)
    if not cut.any():
        return figures
    least = np.searchsorted(group, group)[:, None] + cut
    most = np.maximum(least + known - 1 - 2 * cut, least)

    def clipped(values: Floats) -> Floats:
        order = np.lexsort((values.T, np.broadcast_to(group, values.T.shape))).T
        ends = (np.take_along_axis(order, place, axis=0) for place in (least, most))
        found: Floats = np.clip(values, *(np.take_along_axis(values, at, axis=0) for at in ends))
        return found

    return replace(figures, span=figures.span.under(clipped))


def _signed(figures: Figures) -> Span:
    """Return figures with those of which less is better below zero."""
    sign = np.where(figures.less, -1.0, 1.0)
    low, value, high = (end * sign for end in figures.span)
    less = figures.less
    return Span(np.where(less, high, low), value, np.where(less, low, high))


def min_max(figures: Figures) -> Scaled:
    """Return (x - minimum) / (maximum - minimum) x 100, of the group or the structure."""
    y = _signed(figures)
    floor, top = y.under(figures.lowest), y.under(figures.highest)
    low, high = figures.limits("minimum"), figures.limits("maximum")
    low, high = np.where(figures.less, -high, low), np.where(figures.less, -low, high)
    floor, top = (_given(limit, own) for limit, own in ((low, floor), (high, top)))
    scale = Span(top.low - floor.high, top.value - floor.value, top.high - floor.low)
    return Scaled(y, floor, scale.under(lambda ends: ends / 100))


def _given(limit: Floats, own: Span) -> Span:
    """Return the limits that the structure has, else those of the group."""
    return own.under(lambda ends: np.where(np.isnan(limit), ends, limit))


def z_score(figures: Figures) -> Scaled:
    """Return (x - mean) / standard deviation of the group, by n - 1."""
    y = _signed(figures)
    known = np.maximum(figures.count, 1)
    mean = y.under(lambda ends: figures.total(ends) / known)
    freedom = np.maximum(known - 1, 1)
    deviation = np.sqrt(figures.total((y.value - mean.value) ** 2) / freedom)
    # The mean of equals in floats need not be what they are.
    equal = figures.lowest(y.value) == figures.highest(y.value)
    deviation = np.where(equal, 0.0, deviation)
    # A standard deviation is a distance: moving the figures by less than h moves it by less than
    # the norm of h.
    half = np.fmax(y.high - y.value, y.value - y.low)
    room = np.sqrt(figures.total(half**2) / freedom)
    # Two figures that surely lie apart by d leave a deviation of d / sqrt(2 (n - 1)) at least.
    apart = (figures.highest(y.low) - figures.lowest(y.high)) / np.sqrt(2 * freedom)
    return Scaled(y, mean, Span(np.fmax(deviation - room, apart), deviation, deviation + room))


def of_target(figures: Figures) -> Scaled:
    """Return x / target x 100, and target / x x 100 where less is better."""
    target = np.broadcast_to(figures.limits("target"), figures.step.shape)
    return _quotients(figures, _same(target))


def to_best(figures: Figures) -> Scaled:
    """Return x / best of the group x 100, and best / x x 100 where less is better."""

    def best(ends: Floats) -> Floats:
        return np.where(figures.less, figures.lowest(ends), figures.highest(ends))

    return _quotients(figures, figures.span.under(best))


def _quotients(figures: Figures, reference: Span) -> Scaled:
    """Return x / reference x 100; where less is better reference / x x 100, by 1 / x."""
    less, span = figures.less, figures.span
    with np.errstate(divide="ignore", invalid="ignore"):
        over, under = span.turned(np.reciprocal), reference.turned(np.reciprocal)
    y = Span(*(np.where(less, *pair) for pair in zip(over, span, strict=True)))
    scale = Span(*(np.where(less, *pair) / 100 for pair in zip(under, reference, strict=True)))
    # Of a divisor that may be zero there is no quotient.
    positive = ~less | (figures.lowest(span.low) > 0)
    floor = np.where(positive & (reference.low > 0), scale.low, np.nan)
    return Scaled(y, _same(np.zeros_like(scale.value)), scale._replace(low=floor))


def by_rank(figures: Figures) -> Scaled:
    """Return (n - rank) / (n - 1) x 100, by the competition rank among n regions."""
    # The ranks of the figures as published, and those that rounding allows, in one go.
    span, less = figures.span, np.tile(figures.less, 2)[:, None]
    low, high = (np.vstack([span.value.T, end.T]) for end in (span.low, span.high))
    found = ranks.between(low, high, less, figures.group)
    (rank, best), (_, worst) = (np.split(ends, 2) for ends in found)
    y = Span(*(np.where(figures.known, -1.0 * one.T, np.nan) for one in (worst, rank, best)))
    size = figures.count
    scale = (size - 1) / 100
    return Scaled(y, _same(-size), _same(scale))


def _same(numbers: Floats) -> Span:
    return Span(numbers, numbers, numbers)


METHODS: Mapping[str, Callable[[Figures], Scaled]] = {
    "min_max": min_max,
    "z_score": z_score,
    "target": of_target,
    "rank": by_rank,
    "best": to_best,
}
"""The ways to bring indicators to one scale."""


def on_scale(figures: Figures, method: str) -> tuple[Scaled, Flags]:
    """Return figures on one scale, and mark the rows whose group has one for each indicator.

    Nothing is divided by what may be zero: figures that need not differ, or a best that need not be
    above zero.
    """
    scaled = METHODS[method](figures)
    # An indicator without a figure has no scale, and is none to divide by.
    used, fits = figures.count > 0, scaled.scale.low > 0
    offset = scaled.offset.under(lambda ends: np.where(used & fits, ends, 0.0))
    scale = scaled.scale.under(lambda ends: np.where(used & fits, ends, 1.0))
    return Scaled(scaled.y, offset, scale), np.asarray((fits | ~used).all(axis=1))
