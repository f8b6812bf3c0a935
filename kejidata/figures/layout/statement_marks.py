"""A statement on the interval computed for it, each in a scale of its own."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from kejidata.figures import labels
from kejidata.figures.layout.style import BLUE, ORANGE, PALE, PEACH
from kejidata.model.terms import PERCENT, POINTS


def half_steps(frame: pd.DataFrame) -> dict[tuple[Hashable, ...], float]:
    """Return half the step in which each kind of statement is given, as its decimals show it."""
    steps: dict[tuple[Hashable, ...], float] = {}
    for key, group in frame.groupby(["indicator", "measure"], sort=False):
        decimals = labels.decimals_of(group["stated"], 4)
        rounded = decimals > 0 or group["unit"].isin((PERCENT, POINTS)).all()
        steps[key] = 0.5 * 10.0**-decimals if rounded else 0.0
    return steps


def draw_statement(
    axes: Axes, y: float, tall: float, row: Mapping[Hashable, Any], half: float
) -> None:
    """Draw the interval, the statement and its rounding, the interval's middle in the middle."""
    middle = (row["low"] + row["high"]) / 2
    reach = max(abs(row["stated"] - middle) + half, (row["high"] - row["low"]) / 2) or 1.0

    def place(value: float) -> float:
        return float(0.5 + (value - middle) / reach * 0.45)

    wrong = row["verdict"] == "contradicted"
    width = max(place(row["high"]) - place(row["low"]), 0.012)
    pale, strong = (PEACH, ORANGE) if wrong else (PALE, BLUE)
    axes.barh(y, width, left=0.5 - width / 2, height=2 * tall, color=pale)
    ends = [place(row["stated"] - half), place(row["stated"] + half)]
    axes.plot(ends, [y, y], color=strong, linewidth=1.2)
    axes.plot([place(row["stated"])], [y], "o", color=strong, markersize=5)
