"""What a publisher's rounding leaves open, without float noise at any size.

A published figure is a decimal of at most 15 significant digits, which a float tells from every
other such decimal. So a number made here is rounded to the decimal that it stands for, and equal
decimals are equal floats: ends and ties are compared as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from kejidata.model.common_unit import DIGITS
from kejidata.model.terms import MEASURES
from kejidata.panel import metadata
from kejidata.panel.arrays import Flags, Floats, Ints, by_block, few_told_apart
from kejidata.panel.intake import Rows

SETTLED = 12
"""Digits that a root or a product of floats is sure of."""
FINE, SHORT = 10.0**4, 9e9
"""Decimals up to here, of so many parts of one, times a hundred are whole numbers in a float."""

MOST, SPARE = SHORT * FINE / 4, 18
"""What decimals are below in parts, and the bits that an integer has free beside one of them."""


def steps_of(rows: Rows, kinds: Sequence[str]) -> Floats | None:
    """Return the rounding step of each figure, 0 for one that is exact; None when all are.

    Exact is a target, which was set and not measured, a count of whole things published in ones,
    and what has no step.
    """
    if rows.step is None:
        return None
    exact = metadata.counted_in_ones(rows, kinds)
    if rows.measure is not None:
        exact = exact | (rows.measure == MEASURES.index("target"))
    steps = np.where(exact, 0.0, rows.step) if exact.any() else rows.step
    return steps if steps.any() else None


def ends(value: Floats, step: Floats) -> tuple[Floats, Floats]:
    """Return the interval of each published value: its lower end is held, its upper end is not.

    Examples
    --------
    >>> ends(np.array([1e12, 2.4]), np.array([0.01, 0.1]))[0].tolist()
    [999999999999.995, 2.35]
    """
    scale, half = _grid(step, halves=True)
    middle = np.rint(value * scale)
    on_grid = middle / scale == value
    low, high = (middle - half) / scale, (middle + half) / scale
    if not on_grid.all():
        off = ~on_grid & ~np.isnan(value)
        room = step[off] / 2
        low[off] = significant(value[off] - room)
        high[off] = significant(value[off] + room)
    return low, high


def on_grid(value: Floats, step: Floats) -> tuple[Floats, Flags]:
    """Return values as multiples of their steps, and mark those that lie between two of these.

    A step may be wider than the grid of its value: 1.7 that is open by 0.1 either way. Such values,
    told by a thousandth of the step, and those without a step keep their 15 significant digits.

    Examples
    --------
    >>> value, off = on_grid(np.array([2.4000001, 1.7, 0.1 + 0.2]), np.array([0.1, 0.2, 0.0]))
    >>> value.tolist(), off.tolist()
    ([2.4, 1.7, 0.3], [False, True, False])
    """
    scale, whole = _grid(step)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        steps = value / step
        found: Floats = np.rint(steps) * whole / scale
        off = (np.rint(steps * 1000) % 1000 != 0) & (step > 0) & ~np.isnan(value)
    other = np.flatnonzero(off | (step == 0))
    found[other] = decimal(value[other])
    return found, off


def _grid(step: Floats, *, halves: bool = False) -> tuple[Floats, Floats]:
    """Return power of ten and whole number whose quotient is each step, or half of it."""
    place, found = few_told_apart(step)
    written = [Decimal(repr(float(one))) / (2 if halves else 1) for one in found]
    scales = [10.0 ** max(0, -_exponent(one)) for one in written]
    wholes = [float(one.scaleb(max(0, -_exponent(one)))) for one in written]
    if len(found) == 1:
        return np.array(scales), np.array(wholes)
    return np.array(scales).take(place), np.array(wholes).take(place)


def _exponent(number: Decimal) -> int:
    """Return the power of ten of the last digit of a number."""
    return int(number.normalize().as_tuple().exponent)


def decimal(value: Floats) -> Floats:
    """Return numbers to 15 significant digits, those that a publisher can have typed.

    A whole number of hundredths, as most published figures are, needs no look at its size.
    """

    def work(part: slice) -> list[Flags]:
        some = value[part]
        return [(np.round(some, 2) == some) & (np.abs(some) < 1e13) | np.isnan(some)]

    clean = by_block(work, len(value))[0]
    return value if clean.all() else np.where(clean, value, significant(value))


def significant(number: Floats, digits: int = DIGITS) -> Floats:
    """Return numbers rounded to significant digits, to remove float noise at any scale.

    Examples
    --------
    >>> significant(np.array([0.1 + 0.2, 1e9 / 3]), 12).tolist()
    [0.3, 333333333.333]
    """
    return _rounded(number, digits - 1 - _magnitude(number))


def minus(one: Floats, other: Floats) -> Floats:
    """Return the difference of published decimals, which has no more decimals than they have.

    Examples
    --------
    >>> minus(np.array([2.40, 12345678901.25]), np.array([2.24, 12345678901.23])).tolist()
    [0.16, 0.02]
    """
    larger = np.fmax(np.abs(one), np.abs(other))
    found: Floats = np.rint((one - other) * FINE) / FINE
    short = (np.rint(one * FINE) / FINE == one) & (np.rint(other * FINE) / FINE == other)
    long = np.flatnonzero(~(short & (larger < SHORT)) & ~np.isnan(found))
    if len(long):
        found[long] = _rounded((one - other)[long], DIGITS - 1 - _magnitude(larger[long]))
    return found


def _magnitude(number: Floats) -> Ints:
    """Return the power of ten of the first digit of each number, 0 for zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.floor(np.log10(np.abs(number)))
        found -= np.abs(number) < 10.0**found  # the logarithm of 99...9 rounds up
    found[~np.isfinite(found)] = 0
    return found.astype(np.int64)


POWERS = 10.0 ** np.arange(23)
"""The powers of ten that a float holds exactly."""
REACHED = 2 * (len(POWERS) - 1)
"""So many places a float is moved by two of them."""


def _rounded(number: Floats, places: Ints) -> Floats:
    """Return numbers rounded to decimal places, those below 0 to tens, hundreds and so on."""
    with np.errstate(invalid="ignore", over="ignore"):
        whole = np.rint(_shifted(number, places))
        found = _shifted(whole, -places)
    far = np.flatnonzero((places > 22) & np.isfinite(whole))
    found[far] = [
        float(f"{one:.0f}e{-place}") for one, place in zip(whole[far], places[far], strict=True)
    ]
    # What is so small or large that no exact power reaches its digits stays as it is.
    return np.where((np.abs(places) > REACHED) | ~np.isfinite(found), number, found)


def _shifted(number: Floats, places: Ints) -> Floats:
    """Return numbers times a power of ten, in steps that floats hold exactly."""
    up, further = (POWERS[np.clip(places - less, 0, 22)] for less in (0, 22))
    down, deeper = (POWERS[np.clip(-places - less, 0, 22)] for less in (0, 22))
    found: Floats = number * up * further / down / deeper
    return found


def percent(part: Floats, whole: Floats) -> Floats:
    """Return part / whole x 100 of decimals, rounded once: to the float that is next to it.

    Equal quotients are one number and a larger one is never less, whatever figures they are of.

    Examples
    --------
    >>> percent(np.array([0.07, 3.0, 1.00000000000131]), np.array([1.0, 1e13, 1e4])).tolist()
    [7.0, 3e-11, 0.0100000000000131]
    """
    part, whole = np.broadcast_arrays(part, whole)
    above, below = np.rint(part * FINE), np.rint(whole * FINE)
    found = percent_of_parts(above, below)
    long = ~((above / FINE == part) & (below / FINE == whole))
    long |= np.fmax(np.abs(part), np.abs(whole)) > SHORT
    if long.any():
        at = np.flatnonzero(long & np.isfinite(part) & np.isfinite(whole) & (whole != 0))
        found[at] = _quotients(part[at], whole[at])
    return found


def percent_of_parts(part: Floats, whole: Floats) -> Floats:
    """Return the same of numbers in parts, as `in_parts` gives them and sums of four of them."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        found: Floats = part * 100
        found /= whole
    return found


def in_parts(*numbers: Floats) -> list[Floats] | None:
    """Return decimals as whole numbers of ten-thousandths, None where one is longer or too large.

    Sums of four of them are exact as floats, and a sum over `FINE` is the decimal again. The ends
    of 3.3 million growth rates took 0.28 s so, and 0.58 s with a rounding after each step.

    Examples
    --------
    >>> in_parts(np.array([0.07, np.nan]), np.array([3.0]))
    [array([700.,  nan]), array([30000.])]
    """
    parts = [np.rint(number * FINE) for number in numbers]
    for part, number in zip(parts, numbers, strict=True):
        # An empty number is neither.
        longer = np.abs(part / FINE - number) > 0
        if longer.any() or (np.abs(part) >= MOST).any():
            return None
    return parts


def _quotients(part: Floats, whole: Floats) -> list[float]:
    """Return the same of figures that are long, as the division of whole numbers rounds it."""
    (above, places), (below, other) = _digits(part), _digits(whole)
    shifts = (other - places + 2).tolist()
    return [
        one * 10**shift / two if shift >= 0 else one / (two * 10**-shift)
        for one, two, shift in zip(above, below, shifts, strict=True)
    ]


def _digits(number: Floats) -> tuple[list[int], Ints]:
    """Return numbers as fifteen digits, and the decimal places that these have."""
    places = DIGITS - 1 - _magnitude(number)
    far = np.abs(places) > REACHED
    near = np.where(far, 0.0, number)
    found = np.rint(_shifted(near, places)).astype(np.int64).tolist()
    for row in np.flatnonzero(far).tolist():
        digits, _, power = f"{number[row]:.{DIGITS - 1}e}".partition("e")
        found[row], places[row] = int(digits.replace(".", "")), DIGITS - 1 - int(power)
    return found, places
