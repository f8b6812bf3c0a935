"""Ranks of scores, and how far they move: by bounds on every pair, or by trying every case.

A region is surely better than another where the least that its score can be ahead is above zero,
and may be better where the most is. Both ends of such a lead are sums over the indicators, so
that what is common to two regions, such as the scale, moves them together. Rows are regions in
their groups, and only those of one group are ranked with each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from kejidata.measures.index_figures import Figures
from kejidata.measures.normalisation import Scaled
from kejidata.panel.arrays import Flags, Floats, Ints
from kejidata.panel.ranks import count_below

PAIRS = 1 << 12
"""Pairs of regions that are looked at together: their indicators stay in the cache."""


DECIMALS = 10
"""Scores are told apart to ten decimals: beyond them sums of floats hold noise, not figures."""


class Range(NamedTuple):
    """The best and the worst rank of each region; 0 where no case gives it a rank."""

    best: Ints
    worst: Ints


class Leads(NamedTuple):
    """The least that region i may be ahead of j: front_i - back_j - sum of |one_i - other_j|.

    `low_open` and `high_open` mark regions whose figures do not hold the end that makes the score
    lowest or highest.
    """

    front: Floats
    back: Floats
    one: Floats
    other: Floats
    low_open: Flags
    high_open: Flags


def rounded(scores: Floats) -> Floats:
    """Return scores to ten decimals: beyond them floats hold noise, which would part equals."""
    found: Floats = np.round(scores, DECIMALS)
    return found


def by_rounding(scaled: Scaled, parts: Floats, rounding: Flags, figures: Figures) -> Range:
    """Return the ranks that the publisher's rounding allows.

    Parameters
    ----------
    scaled
        The figures; in the arithmetic mean as they are, in the geometric mean their logarithms.
    parts
        The part of each indicator in the index, by region and indicator.
    rounding
        Whether a figure is rounded, by region and indicator.
    figures
        The groups, and the indicators of which less is better: their figures hold the end that is
        the higher score.
    """
    offset, scale = scaled.offset, scaled.scale
    middle, half = (1 / scale.low + 1 / scale.high) / 2, (1 / scale.low - 1 / scale.high) / 2
    centre, room = (offset.low + offset.high) / 2, (offset.high - offset.low) / 2
    low, high = (weighted(parts, end - centre) for end in (scaled.y.low, scaled.y.high))
    open_scale = (half > 0).any(axis=0)
    one, other = ((end * half)[:, open_scale] for end in (low, high))
    if (parts != parts[:1]).any():
        # Regions with gaps weigh the rest otherwise, so that the offset is not common to all.
        shift = (parts * room * (middle + half))[:, (room > 0).any(axis=0)]
        one, other = np.hstack([one, shift]), np.hstack([other, shift])
    weighs, less = rounding & (parts > 0), figures.less
    low_open, high_open = (np.asarray((weighs & way).any(axis=1)) for way in (less, ~less))
    front, back = ((end * middle).sum(axis=1) for end in (low, high))
    return of_leads(Leads(front, back, one, other, low_open, high_open), figures.group)


def by_weights(
    normalised: Floats, parts: Floats, pattern: Ints, moved: float, group: Ints
) -> Range:
    """Return the ranks where the part of each indicator moves by a share of itself either way.

    Regions of one pattern weigh their indicators alike and are compared weight by weight; those of
    two by the intervals that moved weights leave their scores.
    """
    points = weighted(parts, normalised)
    score, move = points.sum(axis=1), points * moved
    room = np.abs(weighted(parts, normalised - score[:, None])).sum(axis=1) * moved / (1 - moved)
    alike, held = group * (pattern.max(initial=0) + 1) + pattern, np.zeros(len(score), dtype=bool)
    best, worst = of_leads(Leads(score, score, move, move, held, held), alike)
    ends = rounded(np.stack([score - room, score + room]))
    # How many have their lowest score above the highest of a region, or their highest above its
    # lowest: in the group, less those of the same pattern.
    above = [count_below(-ends, -ends[::-1], one) for one in (group, alike)]
    surely, maybe = above[0] - above[1]
    return Range(best + surely, worst + maybe)


def of_cases(scores: Floats, group: Ints) -> Range:
    """Return the best and worst rank in several cases, a line each; NaN for no score in one.

    Ranks are 1-2-2-4, the highest first.

    Examples
    --------
    >>> of_cases(np.array([[2.0, 3.0, 2.0], [1.0, np.nan, 4.0]]), np.zeros(3, dtype=int)).worst
    array([2, 1, 2])
    """
    negated = rounded(-scores)
    rank, without = 1 + count_below(negated, negated, group), np.isnan(scores)
    best = np.where(without, len(group) + 1, rank).min(axis=0)
    worst = np.where(without, 0, rank).max(axis=0)
    return Range(np.where(worst > 0, best, 0), worst)


def weighted(parts: Floats, numbers: Floats) -> Floats:
    """Return parts times numbers, zero where there is no number."""
    found: Floats = np.multiply(parts, numbers, out=np.zeros(parts.shape), where=parts > 0)
    return found


def of_leads(leads: Leads, group: Ints) -> Range:
    """Return the ranks that the leads of every pair of a group allow."""
    size = len(leads.front)
    told = (leads.one != 0).any(axis=0) | (leads.other != 0).any(axis=0)
    leads = leads._replace(one=leads.one[:, told], other=leads.other[:, told])
    surely, maybe = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    order, groups = np.lexsort((leads.back, group)), np.sort(group)
    centre = np.sort(leads.other, axis=0)[size // 2 : size // 2 + 1]
    spare, most = (np.abs(side - centre).sum(axis=1) for side in (leads.one, leads.other))
    least = 10.0**-DECIMALS
    far = leads.front - spare - most.max(initial=0) - least
    # In the order of the others' scores: those far below, those in doubt, those above.
    below = count_below(np.stack([leads.back] * 2), np.stack([far, leads.front + least]), group)
    start, end = below + np.searchsorted(groups, group)
    last = np.searchsorted(groups, group, side="right")
    # A region is not among the others, though its own interval reaches above its lower end.
    maybe += last - end - (leads.back >= leads.front + least)
    ahead = np.cumsum(np.bincount(start, minlength=size + 1)[::-1])[::-1][1:]
    surely[order] = ahead - (size - last[order])
    for region, at in _pairs(start, end):
        other = order[at]
        lead = rounded(
            leads.front[region]
            - leads.back[other]
            - np.abs(leads.one[region] - leads.other[other]).sum(axis=1)
        )
        touching = (lead == 0) & (leads.low_open[region] | leads.high_open[other])
        apart = region != other
        np.add.at(surely, other[((lead > 0) | touching) & apart], 1)
        np.add.at(maybe, region[(lead < 0) & apart], 1)
    return Range(1 + surely, 1 + maybe)


def _pairs(start: Ints, end: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield each region with every place from its start to its end, some regions at a time."""
    counts = np.maximum(end - start, 0)
    chunk = np.cumsum(counts) // PAIRS
    for number in np.unique(chunk):
        some = np.flatnonzero(chunk == number)
        many = counts[some]
        inside = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        yield np.repeat(some, many), np.repeat(start[some], many) + inside
