"""Digits before any language: how many a number is told in, so that all languages agree."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from kejidata.errors import KejidataError
from kejidata.model.registry import decimals_of
from kejidata.model.terms import PERCENT, POINTS
from kejidata.model.units import SMALL, WIDE, round_half_up

PLACES = {PERCENT: 1, POINTS: 2}
"""Most decimals of a computed rate: it is read, not calculated with; 1 for any other unit."""
FINEST = 4
"""Most decimals of a rate that would else read zero; one still nearer to zero is less than that."""
EXACT = 1e-9
"""What float arithmetic adds to a number without an interval."""
_DOUBLE = Context(prec=12)


def decimals_of_step(step: float) -> int:
    """Return the decimal places of a rounding step.

    Examples
    --------
    >>> decimals_of_step(0.01), decimals_of_step(10)
    (2, 0)
    """
    exponent = Decimal(repr(step)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def published(value: float, step: float | None = None, most: int | None = None) -> Decimal:
    """Return a published value with the digits that its rounding step gives it.

    Parameters
    ----------
    value
        A finite number.
    step
        The publisher's rounding step; zero or missing for a number taken as exact, which keeps its
        digits, twelve at most.
    most
        The decimals that the registry tells an indicator in. Where it has some, four published
        digits are kept, and of what is less than one: a county's 3.27, the nation's 36326.8.

    Examples
    --------
    >>> published(26.8, 0.01), published(0.1 + 0.2), published(0.00006)
    (Decimal('26.80'), Decimal('0.3'), Decimal('0.00006'))
    >>> published(3057.28123456, 1e-8, most=2), published(0.70342417, 1e-8, most=2)
    (Decimal('3057.28'), Decimal('0.7034'))
    >>> published(3.27, 0.01, most=1), published(36326.81, 0.01, most=1)
    (Decimal('3.27'), Decimal('36326.8'))
    """
    if not math.isfinite(value):
        raise KejidataError(
            "a number that is to be told is missing", where="the frame", remedy="measure it again"
        )
    if step and math.isfinite(step):
        known = round_half_up(value, decimals_of_step(step))
    else:
        short = Decimal(repr(float(value))).normalize(_DOUBLE)
        known = round_half_up(short, max(0, -int(short.as_tuple().exponent)))
    if most is None:
        return known
    if known and ((step and most) or abs(known) < 1):
        most = max(most, SMALL - 1 - known.adjusted())
    return round_half_up(known, most) if -int(known.as_tuple().exponent) > most else known


def told(key: tuple[str, str, str, str], value: float, step: float) -> Decimal:
    """Return a published value with its digits, at most those that its indicator is told in.

    Parameters
    ----------
    key
        Region, indicator, period and measure: a rate has the digits of its step alone.
    value, step
        As in `published`.

    Examples
    --------
    >>> told(("000000", "rd_expenditure", "2024", "value"), 36326.81, 0.01)
    Decimal('36326.8')
    """
    return published(value, step, decimals_of(key[1]) if key[3] in {"value", "target"} else None)


def decimals(
    value: float, low: float, high: float, unit: str, most: int | None = None
) -> int | None:
    """Return the decimals that a computed number is told in, None where its interval is told.

    Parameters
    ----------
    value, low, high
        The number and its interval, in `unit`; NaN ends for none.
    unit
        A unit as the registry writes it.
    most
        The most decimals; by default 1, for percentage points 2. A number that would then read
        zero takes as many as it needs, if its interval supports them; a rate at most four, in which
        it may still read zero: `limit_of` says what to tell instead.

    Examples
    --------
    >>> decimals(66.7, 42.9, 100.0, "%"), decimals(4.26, 4.25, 4.27, "%")
    (None, 1)
    >>> decimals(25.0, 25.0, 25.0, "%"), decimals(0.0004, 0.0004, 0.0004, "%")
    (0, 4)
    """
    found = supported(low, high, PLACES.get(unit, 1) if most is None else most)
    if found is None:
        return None
    while low == high and found and abs(value - round(value, found - 1)) < EXACT:
        found -= 1
    if value and not round_half_up(value, found):
        finer = leading(value)
        if unit in PLACES and finer > FINEST and _near_zero(low, high):
            return FINEST
        return finer if supported(low, high, finer) == finer else None
    return found


def _near_zero(low: float, high: float) -> bool:
    """Tell whether a rate in this interval, of one sign, reads zero whatever it is."""
    return not max(abs(low), abs(high)) >= 10.0**-FINEST and not low < 0 < high


def limit_of(value: float, places: int) -> Decimal | None:
    """Return what a number that reads zero in so many places lies below (above, if negative).

    None for a number that does not, and for zero.

    Examples
    --------
    >>> limit_of(1e-12, 4), limit_of(-1e-12, 4), limit_of(0.3, 1)
    (Decimal('0.0001'), Decimal('-0.0001'), None)
    """
    if not value or round_half_up(value, places):
        return None
    return Decimal(1).scaleb(-places).copy_sign(Decimal(repr(float(value))))


def supported(low: float, high: float, cap: int) -> int | None:
    """Return the decimal places that an interval supports, at most `cap`; None when not even ones.

    A place is supported when the true number is within one unit of it on either side.

    Examples
    --------
    >>> supported(15.9344, 15.9430, 4), supported(90.0, 140.0, 1)
    (2, None)
    """
    half = (high - low) / 2
    if not math.isfinite(half) or half <= 0:
        return cap
    return next((d for d in range(cap, -1, -1) if half <= 10.0**-d * (1 + 1e-9)), None)


def in_whole_tens(value: float, low: float, high: float) -> Decimal:
    """Return a number of whose ones its interval is not sure, to the tens, hundreds that it is.

    Examples
    --------
    >>> in_whole_tens(426_666_666_667.0, 426_166_666_667.0, 427_166_666_667.0)
    Decimal('4.27E+11')
    """
    place = max(1, math.ceil(math.log10((high - low) / 2)))
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(place), ROUND_HALF_UP, WIDE)


def leading(value: float) -> int:
    """Return the decimal place of the first digit of a number, at least 0.

    Examples
    --------
    >>> leading(0.0004), leading(12.5)
    (4, 0)
    """
    return max(0, -Decimal(repr(float(value))).adjusted())


def ends_of(low: float, high: float, unit: str) -> list[Decimal]:
    """Return the ends of an open interval in the digits they are told in.

    That is one place, or as many as keep an end that is not zero from reading so. Those of a rate
    are four at most: an end that is still nearer to zero is moved outwards.

    Examples
    --------
    >>> ends_of(42.857, 100.0, "%"), ends_of(0.004, 0.1, "%")
    ([Decimal('42.9'), Decimal('100.0')], [Decimal('0.004'), Decimal('0.100')])
    >>> ends_of(-1e-12, 2e-12, "%")
    [Decimal('-0.0001'), Decimal('0.0001')]
    """
    most = max(1, *(leading(end) for end in (low, high) if end))
    if unit in PLACES and most > FINEST:
        ways = zip((low, high), (ROUND_FLOOR, ROUND_CEILING), strict=True)
        finest = Decimal(1).scaleb(-FINEST)
        return [Decimal(repr(float(end))).quantize(finest, way, WIDE) for end, way in ways]
    return [round_half_up(end, most) for end in (low, high)]
