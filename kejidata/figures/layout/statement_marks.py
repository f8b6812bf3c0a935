"""What the figures give for statements, as distances from what is stated in its rounding steps."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from kejidata.figures import labels
from kejidata.figures.layout.style import BAND, BLUE, FAINT, MUTED, ORANGE
from kejidata.model.terms import PERCENT, POINTS, Lang
from kejidata.wording.numbers import number

COLOURS = {"contradicted": ORANGE, "open": MUTED}
"""Colour of what is computed by the verdict; confirmed is blue."""
LINEAR = 5.0
"""Steps that a linear scale shows; what lies farther makes it logarithmic beyond one step."""


def steps_of(frame: pd.DataFrame, told: labels.Told) -> dict[tuple[Hashable, ...], float]:
    """Return the step in which each kind of statement is given, as its digits show it.

    A whole number that is no rate is exact: its step is one, and its rounding nothing.
    """
    steps: dict[tuple[Hashable, ...], float] = {}
    for key, group in frame.groupby(["indicator", "measure"], sort=False):
        shown = (told.digits(row, "stated") for row in group.to_dict("records"))
        steps[key] = 10.0 ** -labels.decimals_of(shown)
    return steps


def set_scale(
    axes: Axes, drawn: pd.DataFrame, steps: Mapping[tuple[Hashable, ...], float], lang: Lang
) -> None:
    """Set the scale that all rows share, about what is stated at zero."""
    if drawn.empty:
        return
    ends = [end for row in drawn.to_dict("records") for end in _ends(row, steps)]
    reach = max(1.0, *map(abs, ends))
    if reach > LINEAR:
        axes.set_xscale("symlog", linthresh=1.0)
        far = 10.0 ** (len(str(int(reach))) - 1)
        axes.xaxis.set_major_locator(FixedLocator([-far, 0.0, far]))
    else:
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang)))
    axes.set_xlim(-reach * 1.15, reach * 1.15)
    if reach > LINEAR:
        # Long numbers at the ends of the scale stand inside of it, not over the edge of the page.
        first, *_, last = axes.xaxis.get_majorticklabels()
        first.set_horizontalalignment("left")
        last.set_horizontalalignment("right")


def draw_computed(
    axes: Axes,
    y: float,
    tall: float,
    line: Sequence[Mapping[Hashable, Any]],
    steps: Mapping[tuple[Hashable, ...], float],
    told: labels.Told,
) -> None:
    """Draw what the figures give for the statements of one row: its interval and its middle."""
    half = 0.5 if _rounded(line, told) else 0.0
    axes.barh(y, 2 * half, left=-half, height=2 * tall, color=BAND)
    axes.vlines(0, y - tall, y + tall, color=FAINT, linewidth=0.8)
    for n, row in enumerate(line):
        colour = COLOURS.get(row["verdict"], BLUE)
        low, high = _ends(row, steps)
        # Several of one row stand a little apart, so that each is seen.
        at = y + (n - (len(line) - 1) / 2) * tall * 1.6 / len(line)
        axes.plot([low, high], [at, at], color=colour, linewidth=1.2 / len(line) ** 0.5)
        axes.plot([(low + high) / 2], [at], "o", color=colour, markersize=4 if n else 4.5)


def _ends(
    row: Mapping[Hashable, Any], steps: Mapping[tuple[Hashable, ...], float]
) -> tuple[float, float]:
    """Return how far the ends of what is computed lie from what is stated, in steps."""
    step = steps[row["indicator"], row["measure"]]
    return (row["low"] - row["stated"]) / step, (row["high"] - row["stated"]) / step


def _rounded(line: Sequence[Mapping[Hashable, Any]], told: labels.Told) -> bool:
    """Tell whether the statements of a row are rounded numbers."""
    decimals = labels.decimals_of(told.digits(row, "stated") for row in line)
    return decimals > 0 or line[0]["unit"] in (PERCENT, POINTS)
