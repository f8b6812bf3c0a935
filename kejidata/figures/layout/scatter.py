"""A scatter: axes with round ticks, a level line, and names beside their points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from kejidata.figures.layout.page import Page, place_axes, set_text
from kejidata.figures.layout.point_labels import Box, nearest, place_labels
from kejidata.figures.layout.row_chart import BASELINE
from kejidata.figures.layout.style import FAINT, INK, MUTED, ROUND
from kejidata.figures.layout.text import Weight, cut, height_of, width_of
from kejidata.wording import numbers

LONGEST = 0.3
"""What a name may take at most, of the width of the body."""


FAR = 30
"""From this ratio of the largest amount to the smallest on the scale is logarithmic."""
FARTHEST = 0.4
"""Inches that a name may stand from its point while another order of placing could do better."""
SIZES = (1.0, 0.9, 0.8)
"""Sizes of the names that are tried, of the small type, until all find room near their points."""


def spans_far(amounts: pd.Series[float]) -> bool:
    """Tell whether amounts lie so far apart that their scale is logarithmic."""
    return bool(amounts.min() > 0 and amounts.max() / amounts.min() > FAR)


def scatter_axes(page: Page, places: pd.DataFrame) -> Axes:
    """Return axes with round ticks, logarithmic across where the amounts span far."""
    points = page.size.small
    side = width_of("00.0", points) + 0.08
    below, above = height_of(2, points) + 0.06, height_of(1, points) + 0.06
    height = page.height - below - above
    axes = place_axes(page, page.left + side, page.bottom + below, page.width - side, height)
    low, high = places["x"].min(), places["x"].max()
    if spans_far(places["x"]):
        axes.set_xscale("log")
        axes.set_xlim(low / 1.6, high * 2.4)
        axes.xaxis.set_major_locator(LogLocator(10, subs=(1.0, 3.0)))
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        margin = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
        axes.set_xlim(low - margin, high + margin)
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=ROUND))
    bottom, top = min(0.0, places["y"].min()), max(places["y"].max(), 0.0)
    axes.set_ylim(bottom * 1.1, top * 1.1 or 1.0)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=ROUND))
    axes.grid(axis="y")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: numbers.number(value, page.lang)))
    return axes


def level_line(page: Page, axes: Axes, level: float, label: str) -> tuple[Box, Box]:
    """Draw a line across with its label at the right end; return the places that both take."""
    axes.axhline(level, color=MUTED, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)
    points = page.size.small
    left, _, right, _ = _area(page, axes)
    y = _inches(page, axes, axes.get_xlim()[1], level)[1]
    box = Box(right - width_of(label, points), y + 0.02, right, y + 0.02 + height_of(1, points))
    set_text(page, right, y + 0.03, label, points, color=MUTED, ha="right", va="bottom")
    return box, Box(left, y - 0.015, right, y + 0.015)


def name_points(
    page: Page,
    axes: Axes,
    names: pd.Series[str],
    places: pd.DataFrame,
    marked: pd.Series[bool],
    level: Sequence[tuple[Box, Box]],
) -> list[str]:
    """Set the names that find room, in the largest type that has most; return those that do not."""
    dots = [_inches(page, axes, float(x), float(y)) for x, y in places.to_numpy(dtype=float)]
    told = [cut(name, page.width * LONGEST, page.size.small) for name in names]
    weights: list[Weight] = ["bold" if one else "normal" for one in marked]
    radius = page.size.text * 0.55 / 144 + 0.01
    best: tuple[tuple[int, float], list[Box | None], float] | None = None
    for share, order in product(SIZES, _orders(places, marked)):
        points = max(page.size.small * share, page.size.least)
        sizes = [(width_of(told[n], points, weights[n]) + 0.02, points / 72 * 1.05) for n in order]
        taken, lines = [label for label, _ in level], [line for _, line in level]
        ordered = [dots[n] for n in order]
        found = place_labels(ordered, sizes, _area(page, axes), radius, taken, lines)
        boxes = [found[order.index(n)] for n in range(len(order))]
        far = max((_far(dot, box) for dot, box in zip(dots, boxes, strict=True) if box), default=0)
        rated = boxes.count(None), max(far, FARTHEST)
        if best is None or rated < best[0]:
            best = rated, boxes, points
        if rated == (0, FARTHEST):
            break
    _, boxes, points = best or (None, [], page.size.small)
    for name, weight, box, dot in zip(told, weights, boxes, dots, strict=True):
        if box:
            _leader(page, dot, box)
            y = (box.bottom + box.top) / 2 - BASELINE * points / 72
            set_text(page, box.left + 0.01, y, name, points, color=INK, weight=weight)
    return [name for name, box in zip(told, boxes, strict=True) if box is None]


def _far(dot: tuple[float, float], box: Box) -> float:
    """Return how far a name stands from its point, in inches."""
    x, y = nearest(box, *dot)
    return math.hypot(x - dot[0], y - dot[1])


def _orders(places: pd.DataFrame, marked: pd.Series[bool]) -> list[list[int]]:
    """Return orders in which names are placed: the focused first, then from an edge inwards."""
    ranks = places.rank()
    far = (ranks.max(axis=1), ranks["y"], -ranks["y"], ranks["x"], -ranks["x"])
    keys = [pd.DataFrame({"marked": marked, "far": one}) for one in far]
    sort = [key.sort_values(["marked", "far"], ascending=False, kind="stable") for key in keys]
    at = {code: n for n, code in enumerate(places.index)}
    return [[at[code] for code in one.index] for one in sort]


def _leader(page: Page, dot: tuple[float, float], box: Box) -> None:
    """Draw a hairline from a point to a name that stands away from it."""
    x, y = nearest(box, *dot)
    far = _far(dot, box)
    if far > page.size.text / 72 * 0.7:
        share = page.size.text * 0.3 / 72 / far  # from the edge of the point, not from its middle
        start = (dot[0] + (x - dot[0]) * share, dot[1] + (y - dot[1]) * share)
        place = page.inches
        line = Line2D([start[0], x], [start[1], y], color=FAINT, linewidth=0.6, transform=place)
        page.figure.add_artist(line)


def _inches(page: Page, axes: Axes, x: float, y: float) -> tuple[float, float]:
    """Return the place of a point of the axes on the page."""
    across, up = page.inches.inverted().transform(axes.transData.transform((x, y)))
    return float(across), float(up)


def _area(page: Page, axes: Axes) -> Box:
    """Return where the axes lie on the page."""
    wide, tall = page.full
    found = axes.get_position()
    return Box(found.x0 * wide, found.y0 * tall, found.x1 * wide, found.y1 * tall)
