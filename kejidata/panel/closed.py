"""Which ends an interval holds: a figure that is rounded holds its lower end and not its upper one.

An end of what is derived is held where all the ends that give it are.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from kejidata.model.terms import CLOSED
from kejidata.panel import results
from kejidata.panel.arrays import Flags, Floats, Ints

EXACT = CLOSED.index("both") + 1
"""The code of an interval that holds both ends; 0 is that of no interval."""


def codes(low_held: Flags, high_held: Flags) -> Ints:
    """Return the code of each interval from whether it holds its low and its high end.

    Examples
    --------
    >>> codes(np.array([True, True, False]), np.array([True, False, True])).tolist()
    [1, 2, 3]
    """
    codes: Ints = (~low_held).astype(np.int8)
    codes *= 2
    codes += ~high_held
    codes += EXACT
    return codes


def of_quotient(low: Floats, high: Floats, exact: Flags, divisor_exact: Flags) -> Ints:
    """Return the codes of quotients by a divisor that is above zero.

    The low end is the lower end of the dividend over the upper end of the divisor, the high end
    the upper one over the lower; below zero the divisor is taken the other way round, and nothing
    over any divisor is nothing.

    Parameters
    ----------
    low, high
        The ends of the dividend.
    exact, divisor_exact
        Whether dividend and divisor are exact.

    Examples
    --------
    >>> of_quotient(*np.array([[4.5], [5.5]]), np.array([False]), np.array([True])).tolist()
    [2]
    """
    return codes(divisor_exact | (low <= 0), exact & (divisor_exact | (high >= 0)))


def of_product(low: Floats, high: Floats, exact: Flags, factor_exact: Flags) -> Ints:
    """Return the codes of products with a factor that is above zero, as `of_quotient` does.

    Examples
    --------
    >>> of_product(*np.array([[-5.5], [-4.5]]), np.array([True]), np.array([False])).tolist()
    [3]
    """
    return codes(factor_exact | (low >= 0), exact & (factor_exact | (high <= 0)))


def of_difference(exact: Flags, other_exact: Flags) -> Ints:
    """Return the codes of differences: what is taken away gives its upper end to the low one."""
    return codes(other_exact, exact)


def column(found: Ints) -> Any:
    """Return the column of a result, empty text where there is no interval."""
    return results.words_column(found, ["", *CLOSED])
