"""Competition ranks of sorted groups, and the ranks that rounding allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Ranks = npt.NDArray[np.int32]

NOISE = 1e-12
"""Numbers closer than this share of their size differ by float noise only."""


NONE = np.iinfo(np.int32).min


class Places(NamedTuple):
    """Rank and places gained by row, best and worst rank unless they are the rank itself.

    0 where there is no rank, `NONE` where there is no shift.
    """

    rank: Ranks
    shift: Ranks
    best: Ranks | None
    worst: Ranks | None


@dataclass(frozen=True)
class Runs:
    """Sorted rows of whole groups: where each group starts, and which rows start a run of equals.

    `new` marks the rows whose key no row before them in their group has.
    """

    starts: Ints
    sizes: Ints
    new: Flags

    @property
    def rank(self) -> npt.NDArray[np.int32]:
        """1-2-2-4: one more than there are better ones."""
        return (ahead(self, np.ones(len(self.new), dtype=np.int32)) + 1).astype(np.int32)

    @property
    def ties(self) -> Ints:
        """How many rows of the group have the same key, the row itself among them."""
        lengths = np.diff(np.flatnonzero(self.new), append=len(self.new))
        return np.repeat(lengths, lengths)


def runs_of(keys: Floats, sizes: Ints) -> Runs:
    """Return runs of equal keys within groups of these sizes; noise apart is equal."""
    starts = np.cumsum(sizes) - sizes
    new = news(keys)
    new[starts] = True
    return Runs(starts, sizes, new)


def news(keys: Floats) -> Flags:
    """Mark the keys of sorted lines that are larger than the one before, by more than noise."""
    new = np.ones(keys.shape, dtype=bool)
    noise = np.abs(keys[..., 1:])
    noise *= NOISE
    with np.errstate(invalid="ignore"):
        np.greater(keys[..., 1:] - keys[..., :-1], noise, out=new[..., 1:])
    return new


def ahead(runs: Runs, weights: Ints) -> Ints:
    """Return for each row the summed weights of the better ones of its group."""
    total = passed(runs.new, weights)
    total -= np.repeat(total[runs.starts], runs.sizes)
    return total


def passed(new: Flags, weights: Ints) -> Ints:
    """Return the summed weights before the run of equals that each number of a line is in.

    Weights are not negative, so that their sums rise along a line.
    """
    total: Ints = np.cumsum(weights, axis=-1, dtype=weights.dtype)
    total -= weights
    flat, equal = total.reshape(-1), np.flatnonzero(~new)
    begins = np.diff(equal, prepend=-1) > 1
    first = np.maximum.accumulate(np.where(begins, equal - 1, 0))
    flat[equal] = flat[first]
    return total


def allowed(runs: Runs, keys: Floats, half: Floats) -> tuple[Ints, Ints]:
    """Return the best and the worst rank that the rounding intervals allow.

    Best is one more than there are others that are better for certain, worst one more than
    there are others that may be better. An interval ends before its upper limit, so two
    neighbours on one grid are told apart, and two equal figures are not unless they are exact.
    """
    best = runs.rank
    worst = best + np.where(half > 0, runs.ties - 1, 0)
    if not len(keys):
        return best, worst
    narrow = np.minimum.reduceat(half, runs.starts)
    mixed = np.repeat(narrow != np.maximum.reduceat(half, runs.starts), runs.sizes)
    if not mixed.any():
        return best, worst
    group = np.repeat(np.arange(len(runs.sizes)), runs.sizes)[mixed]
    best[mixed], worst[mixed] = _between_steps(keys[mixed], half[mixed], group)
    return best, worst


def _between_steps(keys: Floats, half: Floats, group: Ints) -> tuple[Ints, Ints]:
    """Return best and worst ranks in groups that mix rounding steps."""
    low, high = keys - half, keys + half
    noise = NOISE * np.maximum(np.abs(low), np.abs(high))
    exact = half == 0
    # Who is exact may tie with the end of an interval; who is rounded may not.
    below = np.nextafter([low - noise, high - noise], -np.inf)
    surely = _count_up_to(high, np.where(exact, below[0], low + noise), group)
    maybe = _count_up_to(low, below[1], group) - ~exact
    return 1 + surely, 1 + maybe


def _count_up_to(numbers: Floats, limits: Floats, group: Ints) -> Ints:
    """Return how many numbers of the same group are no larger than each limit."""
    size = len(numbers)
    both = np.concatenate([numbers, limits])
    is_limit = np.repeat([False, True], size)
    order = np.lexsort((is_limit, both, np.concatenate([group, group])))
    passed = np.cumsum(~is_limit[order])
    count = np.empty(2 * size, dtype=np.int64)
    count[order] = passed
    return count[size:] - np.searchsorted(group, group)
