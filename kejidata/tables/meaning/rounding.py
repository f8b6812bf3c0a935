"""The rounding step of a column whose program dropped the zeros at the end of its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import comb, fsum

UNLIKELY = 0.01
"""What chance alone must not reach, for what a table shows to be taken for a rule of it."""


def decimals(written: Sequence[int], ends_in_zero: bool) -> int | None:
    """Return the decimal places of a whole column, None where each number has those it shows.

    A program that drops zeros leaves one number in ten a digit short, and none that ends in a
    zero. Where more are short than such chance explains, the numbers were published so.

    Parameters
    ----------
    written
        The digits behind the point of each number.
    ends_in_zero
        Whether a number has a zero there as its last digit.

    Examples
    --------
    >>> decimals([1, 2, 2], False), decimals([1, 2, 2], True), decimals([1, 1, 1, 1, 2], False)
    (2, None, None)
    """
    if ends_in_zero or len(set(written)) < 2:
        return None
    finest, count, total = max(written), Counter(written), len(written)
    short = sum(many for digits, many in count.items() if digits < finest)
    shorter = sum(many for digits, many in count.items() if digits < finest - 1)
    likely = _tail(total, short, 0.1) >= UNLIKELY and _tail(total, shorter, 0.01) >= UNLIKELY
    return finest if likely else None


def _tail(total: int, least: int, chance: float) -> float:
    """Return how likely so many or more of a number of independent chances come true."""
    if total > 1000:
        # Far from the mean a large number of chances does not stray.
        return 1.0 if least <= total * chance * 1.5 else 0.0
    below = fsum(comb(total, k) * chance**k * (1 - chance) ** (total - k) for k in range(least))
    return 1 - below
