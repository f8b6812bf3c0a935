"""Indicators brought to one scale: (y - offset) / scale, with the intervals of all three.

y is the figure, turned so that more is better. Offset and scale are those of all regions of a group
and may be as open as the figures that they come from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from kejidata.measures.index_structure import Leaf
from kejidata.panel import ranks
from kejidata.panel.arrays import Flags, Floats, Ints


class Span(NamedTuple):
    """Numbers with the ends of their intervals."""

    low: Floats
    value: Floats
    high: Floats

    def turned(self, turn: Callable[[Floats], Floats]) -> Span:
        """Return the numbers under a function that falls: the ends change places."""
        return Span(turn(self.high), turn(self.value), turn(self.low))

    def under(self, rise: Callable[[Floats], Floats]) -> Span:
        """Return the numbers under a function that rises."""
        return Span(rise(self.low), rise(self.value), rise(self.high))


class Figures(NamedTuple):
    """The figures of a group of regions: a row a region, a column an indicator, NaN for none."""

    span: Span
    step: Floats
    leaves: Sequence[Leaf]

    @property
    def less(self) -> Flags:
        """Mark the indicators of which less is better."""
        return np.array([leaf.direction < 0 for leaf in self.leaves], dtype=bool)

    def take(self, at: Ints) -> Figures:
        """Return some of the regions."""
        return self._replace(span=self.span.under(lambda ends: ends[at]), step=self.step[at])

    def limits(self, name: str) -> Floats:
        """Return target, minimum or maximum of each indicator, NaN for none."""
        return np.array([getattr(leaf, name) for leaf in self.leaves], dtype=np.float64)


class Scaled(NamedTuple):
    """Figures on one scale: `y` by region and indicator, offset and scale by indicator."""

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
        return self._replace(y=self.y.under(lambda ends: ends[at]))

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
    known = (~np.isnan(figures.span.value)).sum(axis=0)
    cut = np.floor(known * share + 1e-9).astype(np.int64)
    if not cut.any():
        return figures

    def clipped(values: Floats) -> Floats:
        order, at = np.sort(values, axis=0), np.arange(values.shape[1])
        found: Floats = np.clip(values, order[cut, at], order[np.maximum(known - 1 - cut, cut), at])
        return found

    return figures._replace(span=figures.span.under(clipped))


def _signed(figures: Figures) -> Span:
    """Return figures with those of which less is better below zero."""
    sign = np.where(figures.less, -1.0, 1.0)
    low, value, high = (end * sign for end in figures.span)
    less = figures.less
    return Span(np.where(less, high, low), value, np.where(less, low, high))


def min_max(figures: Figures) -> Scaled:
    """Return (x - minimum) / (maximum - minimum) x 100, of the group or the structure."""
    y = _signed(figures)
    floor, top = y.under(_lowest), y.under(_highest)
    low, high = figures.limits("minimum"), figures.limits("maximum")
    low, high = np.where(figures.less, -high, low), np.where(figures.less, -low, high)
    floor, top = (_given(limit, own) for limit, own in ((low, floor), (high, top)))
    scale = Span(top.low - floor.high, top.value - floor.value, top.high - floor.low)
    return Scaled(y, floor, scale.under(lambda ends: ends / 100))


def _given(limit: Floats, own: Span) -> Span:
    """Return the limits that the structure has, else those of the group."""
    return own.under(lambda ends: np.where(np.isnan(limit), ends, limit))


def _lowest(values: Floats) -> Floats:
    found: Floats = np.fmin.reduce(values, axis=0)
    return found


def _highest(values: Floats) -> Floats:
    found: Floats = np.fmax.reduce(values, axis=0)
    return found


def z_score(figures: Figures) -> Scaled:
    """Return (x - mean) / standard deviation of the group, by n - 1."""
    y = _signed(figures)
    known = np.maximum((~np.isnan(y.value)).sum(axis=0), 1)
    mean = y.under(lambda ends: np.asarray(np.nansum(ends, axis=0) / known))
    freedom = np.maximum(known - 1, 1)
    deviation = np.sqrt(np.nansum((y.value - mean.value) ** 2, axis=0) / freedom)
    # A standard deviation is a distance: moving the figures by less than h moves it by less than
    # the norm of h.
    half = np.fmax(y.high - y.value, y.value - y.low)
    room = np.sqrt(np.nansum(half**2, axis=0) / freedom)
    # Two figures that surely lie apart by d leave a deviation of d / sqrt(2 (n - 1)) at least.
    apart = (_highest(y.low) - _lowest(y.high)) / np.sqrt(2 * freedom)
    return Scaled(y, mean, Span(np.fmax(deviation - room, apart), deviation, deviation + room))


def of_target(figures: Figures) -> Scaled:
    """Return x / target x 100, and target / x x 100 where less is better."""
    target = figures.limits("target")
    return _quotients(figures, _same(target))


def to_best(figures: Figures) -> Scaled:
    """Return x / best of the group x 100, and best / x x 100 where less is better."""
    best = figures.span.under(lambda ends: np.where(figures.less, _lowest(ends), _highest(ends)))
    return _quotients(figures, best)


def _quotients(figures: Figures, reference: Span) -> Scaled:
    """Return x / reference x 100; where less is better reference / x x 100, by 1 / x."""
    less, span = figures.less, figures.span
    with np.errstate(divide="ignore", invalid="ignore"):
        over, under = span.turned(np.reciprocal), reference.turned(np.reciprocal)
    y = Span(*(np.where(less, *pair) for pair in zip(over, span, strict=True)))
    scale = Span(*(np.where(less, *pair) / 100 for pair in zip(under, reference, strict=True)))
    # Of a divisor that may be zero there is no quotient.
    positive = ~less | np.all((span.low > 0) | np.isnan(span.low), axis=0)
    floor = np.where(positive & (reference.low > 0), scale.low, np.nan)
    return Scaled(y, _same(np.zeros_like(scale.value)), scale._replace(low=floor))


def by_rank(figures: Figures) -> Scaled:
    """Return (n - rank) / (n - 1) x 100, by the competition rank among n regions."""
    # The ranks of the figures as published, and those that rounding allows, in one go.
    span, less = figures.span, np.tile(figures.less, 2)[:, None]
    low, high = (np.vstack([span.value.T, end.T]) for end in (span.low, span.high))
    (rank, best), (_, worst) = (np.split(ends, 2) for ends in ranks.between(low, high, less))
    gone = np.isnan(figures.span.value)
    y = Span(*(np.where(gone, np.nan, -1.0 * one.T) for one in (worst, rank, best)))
    size = (~gone).sum(axis=0).astype(float)
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


def on_scale(figures: Figures, method: str) -> Scaled | None:
    """Return figures on one scale; None where one of the indicators has none for certain.

    Nothing is divided by what may be zero: figures that need not differ, or a best that need not be
    above zero.
    """
    scaled = METHODS[method](figures)
    used = ~np.isnan(figures.span.value).all(axis=0)
    if not (scaled.scale.low[used] > 0).all():
        return None
    # An indicator without a figure has no scale, and is none to divide by.
    offset = scaled.offset.under(lambda ends: np.where(used, ends, 0.0))
    return Scaled(scaled.y, offset, scaled.scale.under(lambda ends: np.where(used, ends, 1.0)))
