"""Panels in a grid, a line in each: their columns, scales, lines and heads."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kejidata.figures import labels
from kejidata.figures.layout.page import Page, place_axes, set_text
from kejidata.figures.layout.style import BLUE, FAINT, FOCUS, INK, MUTED, ORANGE, RULE
from kejidata.figures.layout.text import cut, height_of, width_of
from kejidata.wording.numbers import Scale, number

PANELS = 32
"""Panels that fit a page."""
SMALLEST = 0.8
"""How small the heads may be set, of the small type, before a long name is cut."""
APART = 5.0
"""From this ratio of the largest panel to the smallest on each has a scale of its own."""
GAP = 0.14
"""Inches between panels, over the size of a slide."""
HEAD_GAP = 0.04
"""Inches at least between a name and the value beside it."""


def columns_of(panels: int, size: str) -> int:
    """Return the columns of a grid that fills the width."""
    if size == "column":
        return min(panels, 3 if panels > 6 else 2)
    rows = 1 if panels <= 4 else 2 if panels <= 12 else 3 if panels <= 18 else 4
    return max(-(-panels // rows), 3)


def draw_panels(
    page: Page,
    shown: pd.DataFrame,
    total: pd.DataFrame,
    lower: Collection[str],
    heads: Sequence[str],
    columns: int,
    scale: Scale,
    focus: str | None = None,
    bands: Sequence[pd.DataFrame] = (),
) -> None:
    """Draw the panels row by row, each with its last value in words, on one scale where they can.

    Two tables like `shown`, of the low and the high ends, give each line a pale band between them.

    The scale stands left of the first column, the first and the last period below the last panel
    of each column.
    """
    gap, foot = GAP * page.size.text / 11.5, height_of(1, page.size.small)
    across, apart = labels.positions(shown.columns), far_apart(shown, total)
    ends = _scale(pd.concat([shown, total, *bands]))
    ticks = [] if apart else [t for t in MaxNLocator(2).tick_values(*ends) if 0 < abs(t) < ends[1]]
    told = [number(tick * scale.factor, page.lang) for tick in (0.0, *ticks)]
    side = max(width_of(one, page.size.small) for one in told) * bool(ticks)
    side += 0.05 * bool(ticks)
    width = (page.width - side - gap * (columns - 1)) / columns
    height = (page.height - foot) / -(-len(shown) // columns)
    margin = (across[-1] - across[0]) * 0.04 or 1.0
    points, two = _head_size(page, [str(code) for code in shown.index], heads, width)
    head = foot * (1 + two) + gap * 0.7
    for n, (code, line) in enumerate(shown.iterrows()):
        left = page.left + side + (n % columns) * (width + gap)
        top = page.top - (n // columns) * height
        bottom = top - height + gap * 0.6
        axes = place_axes(page, left, bottom, width, height - head)
        axes.set_xlim(across[0] - margin, across[-1] + margin)
        within = [band.iloc[n] for band in bands]
        axes.set_ylim(*_scale(pd.concat([line, *within], axis=1)) if apart else ends)
        axes.hlines(ticks, *axes.get_xlim(), color=RULE, linewidth=0.5)
        colour = ORANGE if code in lower else FOCUS if code == focus else BLUE
        _lines(axes, line.set_axis(across), total, within, colour, page.size.text)
        _head(page, str(code), heads[n], (left, top, width), points, code == focus)
        if n % columns == 0 and ticks:
            axes.set_yticks([0.0, *ticks], told, fontsize=_smallest(page))
        if n + columns >= len(shown):
            _set_periods(page, list(shown.columns), left, bottom, width)


def _set_periods(page: Page, periods: Sequence[object], left: float, y: float, wide: float) -> None:
    """Set the first and the last period below a panel; the last alone where both have no room."""
    points = _smallest(page)
    first, last = (labels.tick(period, page.lang) for period in (periods[0], periods[-1]))
    last = cut(last, wide, points)
    if len(periods) > 1 and width_of(f"{first} {last}", points) < wide:
        set_text(page, left, y - 0.02, first, points, color=MUTED, va="top")
    set_text(page, left + wide, y - 0.02, last, points, color=MUTED, va="top", ha="right")


def far_apart(shown: pd.DataFrame, total: pd.DataFrame) -> bool:
    """Tell whether one scale would press the small ones flat; a total keeps the scale common."""
    tops = shown.abs().max(axis=1)
    return total.empty and bool(tops.max() > APART * tops.min())


def _scale(lines: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of a scale from zero that holds some lines."""
    numbers = lines.to_numpy(dtype=float)
    low, high = min(0.0, float(np.nanmin(numbers))), max(0.0, float(np.nanmax(numbers)))
    room = (high - low) * 0.08 or 1.0
    return low - (room if low < 0 else 0.0), high + room


def _lines(
    axes: Axes,
    line: pd.Series[float],
    total: pd.DataFrame,
    within: Sequence[pd.Series[float]],
    colour: str,
    points: float,
) -> None:
    """Draw zero, the totals, the band if there is one, and the line with a dot at its end."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.axhline(0, color=RULE, linewidth=0.8)
    for _, other in total.iterrows():
        axes.plot(line.index, other, color=FAINT, linewidth=points * 0.08)
    if within:
        low, high = (band.to_numpy() for band in within)
        axes.fill_between(line.index, low, high, color=colour, alpha=0.25, linewidth=0)
    known = line.dropna()
    axes.plot(known.index, known, color=colour, linewidth=points * 0.14)
    axes.plot(known.index[-1:], known.iloc[-1:], "o", color=colour, markersize=points * 0.3)


def _head_size(
    page: Page, codes: Sequence[str], values: Sequence[str], width: float
) -> tuple[float, bool]:
    """Return the size of type at which every name stands beside its value, not below a limit.

    And whether a name and its value need a line each at that limit.
    """
    needed = max(
        width_of(labels.region(code, page.lang), 1) + width_of(value, 1)
        for code, value in zip(codes, values, strict=True)
    )
    fitting = (width - HEAD_GAP) / needed
    return max(min(page.size.small, fitting), _smallest(page)), fitting < _smallest(page)


def _smallest(page: Page) -> float:
    """Return the points that scale and periods have, and heads at least."""
    return max(page.size.small * SMALLEST, page.size.least)


def _head(
    page: Page,
    code: str,
    value: str,
    place: tuple[float, float, float],
    points: float,
    strong: bool,
) -> None:
    """Set the name of a panel on its left and the last value on its right, bold in focus.

    A value that has no room beside its name stands below it.
    """
    (left, top, width), weight = place, "bold" if strong else "normal"
    beside = width_of(labels.region(code, page.lang) + value, points) + HEAD_GAP <= width
    name = cut(labels.region(code, page.lang), width, points)
    set_text(page, left, top, name, points, color=INK, va="top", weight=weight)
    y = top if beside else top - height_of(1, points)
    set_text(page, left + width, y, value, points, color=INK, va="top", ha="right", weight=weight)
