"""Competition ranks of sorted groups, and the ranks that rounding allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NOISE = 1e-12
"""Numbers closer than this share of their size differ by float noise only."""


@dataclass(frozen=True)
class Runs:
    """Sorted rows of whole groups: where each group starts, and each run of equal keys.

    `edges` are the starts of the runs, None where no two keys are equal.
    """

    starts: Ints
    sizes: Ints
    edges: Ints | None
    length: int

    @property
    def lengths(self) -> Ints:
        """How many rows have the same key, by run."""
        if self.edges is None:
            return np.ones(self.length, dtype=np.int64)
        return np.diff(self.edges, append=self.length)

    @property
    def rank(self) -> npt.NDArray[np.int32]:
        """1-2-2-4: one more than there are better ones."""
        return (ahead(self, np.ones(self.length, dtype=np.int32)) + 1).astype(np.int32)

    @property
    def ties(self) -> Ints:
        """How many rows of the group have the same key, the row itself among them."""
        return np.repeat(self.lengths, self.lengths)


def runs_of(keys: Floats, sizes: Ints) -> Runs:
    """Return runs of equal keys within groups of these sizes; noise apart is equal."""
    starts = np.cumsum(sizes) - sizes
    new = np.ones(len(keys), dtype=bool)
    noise = np.abs(keys[1:])
    noise *= NOISE
    np.greater(keys[1:] - keys[:-1], noise, out=new[1:])
    new[starts] = True
    return Runs(starts, sizes, None if new.all() else np.flatnonzero(new), len(keys))


def ahead(runs: Runs, weights: Ints) -> Ints:
    """Return for each row the summed weights of the better ones of its group."""
    total = np.cumsum(weights, dtype=weights.dtype)
    total -= weights
    if runs.edges is not None:
        total = np.repeat(total[runs.edges], runs.lengths)
    total -= np.repeat(total[runs.starts], runs.sizes)
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
