"""What the figures give for statements, as distances from what is stated in its rounding steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from kejidata.figures import labels
from kejidata.figures.layout.style import BAND, BLUE, FAINT, MUTED, ORANGE
from kejidata.wording.scaling import power_of_ten

COLOURS = {"contradicted": ORANGE, "open": MUTED}
"""Colour of what is computed by the verdict; confirmed is blue."""
LINEAR = 5.0
"""Steps that a linear scale shows; what lies farther makes it logarithmic beyond one step."""


def set_scale(axes: Axes, drawn: pd.DataFrame, told: labels.Told) -> None:
    """Set the scale that all rows share, about what is stated at zero."""
    if drawn.empty:
        return
    ends = [end for row in drawn.to_dict("records") for end in _ends(row, told)]
    reach = max(1.0, *map(abs, ends))
    room = reach * 1.15
    if reach > LINEAR:
        room = reach**1.04 * 1.15  # On a scale of powers a dot's room is one of the exponent.
        axes.set_xscale("symlog", linthresh=1.0)
        far = 10.0 ** (len(str(int(reach))) - 1)
        axes.xaxis.set_major_locator(FixedLocator([-far, 0.0, far]))
    else:
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: power_of_ten(value, told.lang)))
    axes.set_xlim(-room, room)
    if reach > LINEAR:
        # Long numbers at the ends of the scale stand inside of it, not over the edge of the page.
        first, *_, last = axes.xaxis.get_majorticklabels()
        first.set_horizontalalignment("left")
        last.set_horizontalalignment("right")


def draw_computed(
    axes: Axes,
    y: float,
    tall: float,
    line: Sequence[Mapping[Any, Any]],
    told: labels.Told,
) -> None:
    """Draw what the figures give for the statements of one row: its interval and its middle."""
    half = 0.5 if any(row["step"] > 0 for row in line) else 0.0
    axes.barh(y, 2 * half, left=-half, height=2 * tall, color=BAND)
    axes.vlines(0, y - tall, y + tall, color=FAINT, linewidth=0.8)
    for n, row in enumerate(line):
        colour = COLOURS.get(row["verdict"], BLUE)
        low, high = _ends(row, told)
        # Several of one row stand a little apart, so that each is seen.
        at = y + (n - (len(line) - 1) / 2) * tall * 1.6 / len(line)
        axes.plot([low, high], [at, at], color=colour, linewidth=1.2 / len(line) ** 0.5)
        axes.plot([(low + high) / 2], [at], "o", color=colour, markersize=4 if n else 4.5)


def _ends(row: Mapping[Any, Any], told: labels.Told) -> tuple[float, float]:
    """Return how far the ends of what is computed lie from what is stated, in steps.

    What is exact has none: the last of its digits stands in.
    """
    step = row["step"] or 10.0 ** -labels.decimals_of([told.digits(row, "stated")])
    return (row["low"] - row["stated"]) / step, (row["high"] - row["stated"]) / step
