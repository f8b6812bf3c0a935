"""What amounts are divided by to be at other prices: products of a price index, year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from kejidata.measures.exact_columns import Exact
from kejidata.measures.exact_spans import Spans
from kejidata.measures.published import Figures
from kejidata.model.terms import REASONS
from kejidata.panel import sources
from kejidata.panel.arrays import Flags, Ints


class Prices(NamedTuple):
    """Index numbers on the year before, and the number of the reason why one is none, else 0.

    `places` is where that of a region and a year is among the figures.
    """

    figures: Figures
    reason: Ints
    places: Mapping[tuple[str, int], int]


class Deflators(NamedTuple):
    """Deflators over 100 by region and, within it, by year: number, interval and sources.

    `reason` is the number of the reason for having none, else 0.
    """

    reason: Ints
    number: Exact
    span: Spans
    told: sources.Figures | None


class _Products(NamedTuple):
    """Products along rows of index numbers over 100; `exact` marks those without rounding."""

    reason: Ints
    exact: Flags
    number: Exact
    low: Exact
    high: Exact


def deflators(prices: Prices, names: Sequence[str], years: range, base: int) -> Deflators:
    """Return the deflators of regions in each of some years: 1 in the base year.

    After it they are the products of the index numbers since, before it one by the product.
    """
    places = [prices.places.get((name, year), -1) for name in names for year in years]
    at = np.array(places, dtype=np.int64).reshape(len(names), len(years))
    first = years.index(base)
    back, ahead = at[:, first:0:-1], at[:, first + 1 :]
    before, after = _products(prices, back), _products(prices, ahead)
    # One by an interval has its ends the other way round.
    held = _joined(before.exact, True, ahead >= -1), _joined(back >= -1, True, after.exact)
    span = Spans(_either(before.high, after.low), _either(before.low, after.high), *held)
    reason = _joined(before.reason, 0, after.reason)
    cells = np.arange(at.size).reshape(at.shape)
    paths = (cells[:, :first][:, ::-1], back), (cells[:, first + 1 :], ahead)
    told = _told(prices.figures, paths, reason)
    return Deflators(reason, _either(before.number, after.number), span, told)


def _products(prices: Prices, at: Ints) -> _Products:
    """Return the products of the index numbers at the first places of each row, up to each."""
    none = np.iinfo(np.int8).max
    reason = np.where(at < 0, 1 + REASONS.index("no_value"), prices.reason[at])
    first = np.minimum.accumulate(np.where(reason > 0, reason, none), axis=1)
    found, exact = prices.figures, np.logical_and.accumulate(prices.figures.step[at] == 0, axis=1)
    numbers = (_product(one, at) for one in (found.exact, found.spans.low, found.spans.high))
    return _Products(np.where(first == none, 0, first), exact, *numbers)


def _product(one: Exact, at: Ints) -> Exact:
    """Return the products of numbers over 100."""
    above = np.multiply.accumulate(one.above[at], axis=1)
    below = np.multiply.accumulate(np.full(at.shape, 100 * one.below, dtype=object), axis=1)
    return Exact(above, below)


def _joined(before: Any, base: int, after: Any) -> Any:
    """Return what holds of the years before the base, last first, of the base and after it."""
    middle = np.full((len(before), 1), base, dtype=before.dtype)
    return np.concatenate([before[:, ::-1], middle, after], axis=1).reshape(-1)


def _either(before: Exact, after: Exact) -> Exact:
    """Return one by each product before the base year, and each after it as it is."""
    return Exact(_joined(before.below, 1, after.above), _joined(before.above, 1, after.below))


def _told(
    figures: Figures, paths: Sequence[tuple[Ints, Ints]], reason: Ints
) -> sources.Figures | None:
    """Return the sources of all index numbers on the way to each deflator."""
    known = figures.rows.sourced()
    if known is None:
        return None
    whose, code = [], []
    for cells, at in paths:
        last, each = np.tril_indices(at.shape[1])
        whose.append(cells[:, last].reshape(-1))
        code.append(known.code[at[:, each]].reshape(-1))
    found = sources.gathered(np.concatenate(whose), np.concatenate(code), known.names, len(reason))
    # The base year needs no figure, and what has no deflator has none.
    needed = np.zeros(len(reason), dtype=bool)
    needed[np.concatenate(whose)] = True
    return sources.Figures(np.where(needed & (reason == 0), found.code, -1), found.names)
