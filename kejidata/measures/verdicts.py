"""Verdicts on stated numbers, all at once: what each states against what the figures allow."""

from __future__ import annotations

import numpy as np

from kejidata.measures.exact_columns import decimals
from kejidata.measures.exact_spans import Spans, spans
from kejidata.panel.arrays import Flags, Floats, Words
from kejidata.panel.normalize import Checked

STEPS = 2
"""As many of its own rounding steps a change may lie from what is stated, where both figures behind
it are published in the same steps: half a step each, one for the statement's own grid."""


def verdicts(stated: Checked, found: tuple[Floats, Floats, Words], reason: Words) -> Words:
    """Return contradicted, not_checkable, confirmed or open for each statement.

    Parameters
    ----------
    stated
        Statements: measure, value, step, bound and closed.
    found
        The low and the high end of what the figures allow, empty where nothing could be computed,
        and which of the ends are held.
    reason
        Why it is not certain what the figures allow, empty where it is.
    """
    up, down, claimed = _claimed(stated)
    unknown = np.isnan(found[0]) | np.isnan(found[1])
    span = _span(*found)
    apart = (_beats(claimed, span) & ~down) | (_beats(span, claimed) & ~up)
    # The room on either side is half of this. A bound has no step: the figures say no more than it.
    room = claimed.high.minus(claimed.low).times(STEPS * 2 - 1)
    under = span.low.minus(claimed.low).times(2).plus(room).sign() < 0
    over = claimed.high.minus(span.high).times(2).plus(room).sign() < 0
    near = ~(under & ~down) & ~(over & ~up)
    return np.select(
        [~unknown & apart, unknown | (reason != ""), near],
        np.array(["contradicted", "not_checkable", "confirmed"], dtype=object)[:, np.newaxis],
        default=np.array("open", dtype=object),
    )


def _claimed(stated: Checked) -> tuple[Flags, Flags, Spans]:
    """Mark what has no upper and what no lower end, and return what each statement allows else.

    To be among the first ten is a rank up to 10. Of a bound both ends are its number. Of what is
    rounded both are held, since nobody knows which way its publisher rounds a half: exactly 6.25 %
    is 6.2 by GB/T 8170 (halves go to the even digit) and 6.3 in a spreadsheet.
    """
    measure, bound = stated.column("measure"), stated.column("bound")
    more, less = bound == "at_least", bound == "at_most"
    rank = measure == "rank"
    ((_, claimed),) = spans((stated.rows.value, steps_of(stated)))
    claimed = claimed._replace(high_held=np.ones_like(claimed.low_held))
    return np.where(rank, less, more), np.where(rank, more, less), claimed


def steps_of(stated: Checked) -> Floats:
    """Return the rounding step of each statement, 0 for one that is exact or a bound."""
    bounded = np.isin(stated.column("bound"), ["at_least", "at_most"])
    rounded = (stated.column("closed") == "left") & ~bounded
    return np.where(rounded, stated.column("step"), 0.0)


def _span(low: Floats, high: Floats, closed: Words) -> Spans:
    """Return what the figures allow; both ends of what has no width are held."""
    least, most = decimals(low, high)
    wide = most.minus(least).sign() > 0
    left, right = ((closed == "both") | (closed == end) | ~wide for end in ("left", "right"))
    return Spans(least, most, left, right)


def _beats(one: Spans, other: Spans) -> Flags:
    """Mark intervals of which every number lies above every number of the other."""
    gap = one.low.minus(other.high).sign()
    found: Flags = (gap > 0) | ((gap == 0) & ~(one.low_held & other.high_held))
    return found
