"""Lines from rank to rank: the axes, the lines, and ranks and names at both of their ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes

from kejidata.figures import labels
from kejidata.figures.layout.page import Page, place_axes
from kejidata.figures.layout.style import MUTED
from kejidata.figures.layout.text import height_of, width_of
from kejidata.measures.rank_moves import Ranges
from kejidata.model.terms import Lang


def rank_axes(
    page: Page, shown: pd.DataFrame, names: Mapping[str, str], ranges: Ranges, lang: Lang
) -> Axes:
    """Return axes with the periods below and room for the names on both sides."""
    points = page.size.text
    wide = not all(rank.settled for rank in ranges.values())
    side = (
        max(
            width_of(f"00–00  {name}" if wide else f"00  {name}", points, "bold")
            for name in names.values()
        )
        + points / 72
    )
    below = height_of(1, page.size.small) + 0.06
    axes = place_axes(
        page, page.left + side, page.bottom + below, page.width - 2 * side, page.height - below
    )
    last, across = len(shown.columns) - 1, labels.positions(shown.columns)
    span = across[-1] - across[0]
    axes.set_xlim(across[0] - 0.02 * (span or 50), across[-1] + 0.02 * (span or 50))
    axes.set_ylim(shown.max().max() + 0.6, 0.4)
    axes.set_yticks([])
    nearest = min((b - a for a, b in pairwise(across)), default=1.0)
    room = (page.width - 2 * side) * nearest / (span or 1.0)
    told = [labels.period(period, lang) for period in shown.columns]
    every = 1 + int(max(width_of(text, page.size.small) for text in told) * 1.15 / room)
    ticks = list(range(last, -1, -every))
    axes.set_xticks([across[tick] for tick in ticks], [told[tick] for tick in ticks])
    return axes


def draw_line(axes: Axes, ranks: pd.Series, colour: str, strong: bool, points: float) -> None:
    """Draw the line of one region, with a dot at each rank."""
    axes.plot(
        labels.positions(ranks.index),
        ranks.to_numpy(dtype=float),
        "o-",
        color=colour,
        linewidth=points * (0.26 if strong else 0.13),
        markersize=points * (0.62 if strong else 0.42),
        alpha=1.0 if strong else 0.75,
        clip_on=False,
    )


def set_ends(
    page: Page,
    axes: Axes,
    shown: pd.DataFrame,
    names: Mapping[str, str],
    ranges: Ranges,
    colours: Mapping[str, str],
    side: str,
) -> None:
    """Set rank and name at one end of the lines, shared ranks one below the other."""
    column = shown.iloc[:, 0 if side == "left" else -1].dropna().sort_values(kind="stable")
    if column.empty:
        return
    tall = abs(axes.get_ylim()[0] - axes.get_ylim()[1])
    inches = axes.get_position().height * page.full[1]
    line = height_of(1, page.size.text) * 0.92 * tall / inches
    lowest = axes.get_ylim()[0] - line / 2
    places = apart([float(rank) for rank in column], line, lowest)
    period = shown.columns[0 if side == "left" else -1]
    x = labels.positions([period])[0]
    for code, y in zip(column.index, places, strict=True):
        key = str(code)
        said = labels.ranks(ranges[key, period], page.lang, "label")
        axes.annotate(
            "  ".join([names[key], said] if side == "left" else [said, names[key]]),
            (x, y),
            xytext=(-page.size.text * 0.7 if side == "left" else page.size.text * 0.7, 0),
            textcoords="offset points",
            ha="right" if side == "left" else "left",
            va="center",
            fontsize=page.size.text,
            color=colours.get(key, MUTED),
            weight="bold" if key in colours else "normal",
        )


def apart(places: Sequence[float], gap: float, lowest: float) -> list[float]:
    """Return ordered places moved apart to a gap, none beyond the lowest.

    Examples
    --------
    >>> apart([1.0, 1.0, 3.0], 0.5, 9.0)
    [1.0, 1.5, 3.0]
    """
    out: list[float] = []
    for place in places:
        out.append(max(place, out[-1] + gap) if out else place)
    for back in range(len(out) - 1, -1, -1):
        most = lowest if back == len(out) - 1 else out[back + 1] - gap
        out[back] = min(out[back], most)
    return out
