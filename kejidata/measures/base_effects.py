"""Growth that only regains what was lost the year before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.exact import exact
from kejidata.measures.growth import grown
from kejidata.measures.growth_formula import Ends, annual_rates, difference, ends_held
from kejidata.model import periods
from kejidata.model.terms import KEYS, by_points
from kejidata.panel import closed, intake, intervals, matching, metadata, results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Floats, Ints, taken
from kejidata.panel.matching import Matches
from kejidata.panel.partitions import by_indicator

Figure = tuple[Floats, Floats]
"""A published figure and half of its rounding step, by row."""


@by_indicator
@any_frame
def base_effects(obs: pd.DataFrame) -> pd.DataFrame:
    """Return the growth rates that follow a fall, and how much only makes it good, in percent.

    Where a value fell in the year before, part of its growth is recovery: of the increase on the
    base, the share that leads back to where it stood a year earlier still. From 128 to 115 to 148.4
    is growth of 29.0 %, of which (128 - 115) / (148.4 - 115) = 38.9 % is recovery; over the two
    years it is 7.7 % a year.

    Parameters
    ----------
    obs
        Tidy frame as `growth_rates` takes it: the value is the one first published, the other two
        figures are the newest published no later. Shares are left out: their growth is a
        difference.

    Returns
    -------
    DataFrame
        region, indicator, period, growth (%), previous (growth of the year before, %; where
        the interval is not below 0, rounding leaves open whether there was a fall), two_year
        (compound annual growth over the two years, %), recovery (% of the increase; above 100
        where the old level was not reached again), each with the interval that rounding leaves
        (_low, _high) and which of its ends it holds (_closed: both, left, right, neither). A growth
        that rounding leaves open, or that may come as near to nothing as one likes, is not in it:
        its recovery has no end. The most recovered come first.

    Raises
    ------
    KejidataError
        As `growth_rates`.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "220000", "indicator": "rd_expenditure",
    ...                     "period": [2017, 2018, 2019], "value": [128.0, 115.0, 148.4]})
    >>> base_effects(obs)[["growth", "two_year", "recovery"]].round(1).values.tolist()
    [[29.0, 7.7, 38.9]]
    """
    every = intake.read(obs)
    kinds = metadata.kinds(every, obs)
    now, before = matching.with_two_bases(every.of_measure("value"))
    growth, previous = grown(now, kinds, 1), grown(before, kinds, 1)
    share = np.array([by_points(kind) for kind in kinds], dtype=bool)[now.rows.indicator]
    # Where rounding leaves open whether there is growth at all, nothing was regained for sure.
    risen = (growth.reason == 0) & (growth.low > 0)
    fallen = (previous.reason == 0) & (previous.growth < 0)
    at = np.flatnonzero(risen & fallen & ~share)
    out: dict[str, Any] = dict(now.rows.take(at).keys())
    for name, found in (("growth", growth), ("previous", previous)):
        ends = found.growth[at], found.low[at], found.high[at]
        out |= _columns(name, ends, found.closed[at])
    value, base, old = _figures(now, before, kinds, at)
    two_year = annual_rates(value[0], old[0], value[1], old[1], _years(now, at))
    out |= _columns("two_year", two_year, ends_held(value[0], value[1], old[1]))
    out |= _columns("recovery", *_recovery(value, base, old))
    figures = now.rows.sourced(), now.partners.sourced(now.at), before.partners.sourced(before.at)
    out |= sources.column(*(one and one.take(at) for one in figures))
    table = results.frame(out)
    order = ["recovery", *KEYS]
    return table.sort_values(order, ascending=[False, True, True, True], ignore_index=True)


def reason_of_none(obs: pd.DataFrame) -> str:
    """Return why no rise is among the effects of a frame; empty where none follows a fall.

    Examples
    --------
    >>> two = pd.DataFrame({"region": "a", "indicator": "x", "period": [2019, 2020], "value": 1.0})
    >>> reason_of_none(two), reason_of_none(two.head(0))
    ('no_base', 'no_value')
    """
    now, before = matching.with_two_bases(intake.read(obs, "observations").of_measure("value"))
    known = ~np.isnan(now.rows.value)
    if not known.any():
        return "no_value"
    known &= ~(np.isnan(now.value) | np.isnan(before.value))
    return "" if known.any() else "no_base"


def _columns(name: str, found: Ends, held: Ints) -> dict[str, Any]:
    """Return the columns of a number: itself, its ends, and which of them are held."""
    ends = dict(zip((name, f"{name}_low", f"{name}_high"), found, strict=True))
    return {**ends, f"{name}_closed": closed.column(held)}


def _figures(now: Matches, before: Matches, kinds: list[str], at: Ints) -> list[Figure]:
    """Return value, base and the figure before it."""
    own, pool = (intervals.steps_of(rows, kinds) for rows in (now.rows, now.partners))
    zero = np.zeros(len(at))
    return [
        (now.rows.value[at], zero if own is None else own[at] / 2),
        (now.value[at], zero if pool is None else taken(pool, now.at[at]) / 2),
        (before.value[at], zero if pool is None else taken(pool, before.at[at]) / 2),
    ]


def _years(now: Matches, at: Ints) -> Floats:
    """Return how many years lie between each value and the figure before its base."""
    months = [periods.shift_months(months, 2) for months in now.rows.periods.months.tolist()]
    return np.array(months, dtype=np.float64)[now.rows.period[at]] / periods.YEAR


def _recovery(value: Figure, base: Figure, old: Figure) -> tuple[Ends, Ints]:
    """Return (old - base) / (value - base) in percent, its extremes, and which of them are held.

    In each of the three it only rises or only falls, so that the extremes lie at ends; which
    ends depends on the signs, so all eight are tried.
    """

    def part(of_value: int, of_base: int, of_old: int) -> Floats:
        room = of_base * base[1]
        lost = difference(old[0], base[0], of_old * old[1] - room)
        return intervals.percent(lost, difference(value[0], base[0], of_value * value[1] - room))

    every = list(product((-1, 1), repeat=3))
    corners = np.stack([part(*sides) for sides in every])
    # A corner is reached where no figure stands at its upper end, which is its own if exact.
    rooms = value[1], base[1], old[1]
    reached = np.stack(
        [
            np.all([(side < 0) | (room == 0) for side, room in zip(sides, rooms, strict=True)], 0)
            for sides in every
        ]
    )
    low, high = corners.min(axis=0), corners.max(axis=0)
    held = [((corners == end) & reached).any(axis=0) for end in (low, high)]
    # Where a corner that is not reached is the same float as one that is, exact numbers decide.
    alike = [((corners == end) & ~reached).any(axis=0) for end in (low, high)]
    for row in np.flatnonzero(held[0] & alike[0] | held[1] & alike[1]):
        held[0][row], held[1][row] = _held_exactly(
            [(n[row], r[row]) for n, r in (value, base, old)]
        )
    return (part(0, 0, 0), low, high), closed.codes(*held)


def _held_exactly(figures: Sequence[tuple[float, float]]) -> tuple[bool, bool]:
    """Return whether the low and the high end of a recovery are held, in exact numbers.

    The figures are value, base and the one before, each with half its step.
    """
    known = [(exact(number), exact(room)) for number, room in figures]
    corners = {}
    for sides in product((-1, 1), repeat=3):
        value, base, old = (n + side * room for side, (n, room) in zip(sides, known, strict=True))
        reached = all(side < 0 or not room for side, (_, room) in zip(sides, known, strict=True))
        corners[sides] = (old - base) / (value - base), reached
    ends = [pick(corner for corner, _ in corners.values()) for pick in (min, max)]
    low, high = ((end, True) in corners.values() for end in ends)
    return low, high
