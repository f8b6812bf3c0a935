"""The formula of growth and all that follows from it: no other module computes it or spells it out.

Growth is (value - base) / base x 100, in percent; of a share it is value - base, in 个百分点
(percentage points). `_growth`, its inverse `relative`, `_GROWTH` and `_RELATIVE`, which say the two
to readers, are the definition; everything else here is made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from kejidata.panel import closed, intervals
from kejidata.panel.arrays import Flags, Floats, Ints

Ends = tuple[Floats, Floats, Floats]
"""A number and the low and the high end of its interval, by row."""

_GROWTH = "({ratio} - 1) * 100"
"""Growth of a ratio of value to base, as readers see it; in_words turns names into words."""
_RELATIVE = "{growth} / 100"
"""Its inverse: the change in parts of the base."""


def _growth(change: Floats, base: Floats, *, in_parts: bool = False) -> Floats:
    """Return the growth of a base by a change, in percent; both may be whole numbers of parts."""
    percent = intervals.percent_of_parts if in_parts else intervals.percent
    return percent(change, base)


def relative(growth: Floats) -> Floats:
    """Return the change that a growth is, in parts of the base: 1.5 for a rise by 150 %.

    Examples
    --------
    >>> relative(np.array([150.0, -20.0])).tolist()
    [1.5, -0.2]
    """
    return growth / 100


def ratio(growth: Floats) -> Floats:
    """Return value / base behind a growth, the noise of floats removed.

    Examples
    --------
    >>> ratio(np.array([150.0, -99.99])).tolist()
    [2.5, 0.0001]
    """
    return intervals.minus(relative(growth), np.full(growth.shape, -1.0))


DOUBLED = float(_growth(np.ones(1), np.ones(1))[0])
"""The growth of what is twice its base."""


def rate(value: Floats, base: Floats) -> Floats:
    """Return growth in percent.

    Examples
    --------
    >>> rate(np.array([100.0, 1000000000000.02]), np.array([80.0, 1000000000000.0])).tolist()
    [25.0, 2e-12]
    """
    parts = intervals.in_parts(value, base)
    if parts is None:
        return _growth(difference(value, base), base)
    return _growth(_of_parts(*parts), parts[1], in_parts=True)


def difference(value: Floats, base: Floats, room: Floats | float = 0.0) -> Floats:
    """Return value - base + room, as exact as the decimals that they stand for.

    Examples
    --------
    >>> difference(np.array([2.40]), np.array([2.24]), 0.01).tolist()
    [0.17]
    """
    change = intervals.minus(value, base)
    return intervals.minus(change, np.negative(room)) if np.any(room) else change


def rates(value: Floats, base: Floats, half: Floats, base_half: Floats) -> Ends:
    """Return growth in percent, and its ends where value and base are off by up to half a step.

    Examples
    --------
    >>> [n.tolist() for n in rates(*(np.array([n]) for n in (120.0, 100.0, 0.0, 0.5)))]
    [[20.0], [19.402985074626866], [20.603015075376884]]
    """
    parts = intervals.in_parts(value, base, half, base_half)
    if parts is None:
        pairs = _extremes(difference, value, base, half, base_half)
    else:
        pairs = _extremes(_of_parts, *parts)
    middle, low, high = (_growth(*pair, in_parts=parts is not None) for pair in pairs)
    return middle, low, high


def annual_rate(value: Floats, base: Floats, years: Floats | float) -> Floats:
    """Return the compound annual rate from a base to a value so many years later, in percent.

    Examples
    --------
    >>> annual_rate(np.array([121.0, 0.0]), np.array([100.0, 100.0]), 2).tolist()
    [10.0, -100.0]
    """
    return _annual(difference(value, base), base, years)


def annual_rates(
    value: Floats, base: Floats, half: Floats, base_half: Floats, years: Floats | float
) -> Ends:
    """Return the compound annual rate in percent, and its ends, as `rates` does."""
    pairs = _extremes(difference, value, base, half, base_half)
    middle, low, high = (_annual(*pair, years) for pair in pairs)
    return middle, low, high


def _annual(change: Floats, base: Floats, years: Floats | float) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.expm1(np.log1p(change / base) / years)
    return _growth(intervals.significant(root, intervals.SETTLED), np.ones(1))


def _of_parts(value: Floats, base: Floats, room: Floats | float = 0.0) -> Floats:
    """Return the difference of whole numbers, which needs no rounding."""
    return value - base + room


def _extremes(
    difference: Callable[..., Floats], value: Floats, base: Floats, half: Floats, base_half: Floats
) -> Iterator[tuple[Floats, Floats]]:
    """Yield the published change and base, then those of the lowest and of the highest growth."""
    yield difference(value, base), base
    for side in (-1, 1):
        end = side * half
        # What is below zero is furthest from it on the smallest base.
        moved = np.where(value + end >= 0, -side, side) * base_half
        # Room is added to the change: beside it a large number has no digits left for it.
        yield difference(value, base, end - moved), difference(base, -moved)


def differences(value: Floats, base: Floats, half: Floats, base_half: Floats) -> Ends:
    """Return the growth of a share, in points, and its ends, as `rates` does."""
    room = half + base_half
    return (
        difference(value, base),
        difference(value, base, np.negative(room)),
        difference(value, base, room),
    )


def ends_held(value: Floats, half: Floats, base_half: Floats, points: Flags | None = None) -> Ints:
    """Return which ends the intervals of growth hold, as codes of `panel.closed`.

    Parameters
    ----------
    value, half, base_half
        Values, and by how much they and their bases may be off.
    points
        Marks the rows whose growth is a difference; without it none is.

    Examples
    --------
    >>> ends_held(*np.array([[120.0], [0.5], [0.0]])).tolist()
    [2]
    """
    exact, base_exact = half == 0, base_half == 0
    found = closed.of_quotient(value - half, value + half, exact, base_exact)
    if points is None:
        return found
    return np.where(points, closed.of_difference(exact, base_exact), found)


def ratios(growth: Floats, room: Floats) -> Ends:
    """Return value / base behind a growth that is off by up to `room`, and its ends.

    Base = value / (1 + growth / 100). NaN where the value may be zero or less of any base.
    """
    low, high = ratio(intervals.minus(growth, room)), ratio(intervals.minus(growth, -room))
    possible: Flags = low > 0
    middle, low, high = (np.where(possible, one, np.nan) for one in (ratio(growth), low, high))
    return middle, low, high


def growth_formula(value: str = "value", base: str = "base_value", *, points: bool = False) -> str:
    """Return the formula of growth over the names of value and base, of a share in points.

    Examples
    --------
    >>> growth_formula(), growth_formula("target", "last_value", points=True)
    ('(value / base_value - 1) * 100', 'target - last_value')
    """
    return f"{value} - {base}" if points else _GROWTH.format(ratio=f"{value} / {base}")


def annual_formula(value: str = "value", base: str = "base_value") -> str:
    """Return the formula of the compound annual rate over the names of value and base.

    Examples
    --------
    >>> annual_formula()
    '((value / base_value) ** (1 / years) - 1) * 100'
    """
    return _GROWTH.format(ratio=f"({value} / {base}) ** (1 / years)")


def base_formula(*, points: bool) -> str:
    """Return the formula of the base that a stated growth rate, or change of a share, implies."""
    return "value - change" if points else f"value / (1 + {relative_formula('growth_rate')})"


def relative_formula(growth: str) -> str:
    """Return the formula of the change in parts of the base, over that of growth."""
    return _RELATIVE.format(growth=growth)
