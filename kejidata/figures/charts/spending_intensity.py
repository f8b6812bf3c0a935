"""Expenditure against intensity: how much is spent, and how much of the product that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from kejidata.figures import defaults, extremes, labels
from kejidata.figures.layout.page import Captions, Page, chart_page, place_axes, set_text
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.point_labels import Box, nearest, place_labels
from kejidata.figures.layout.row_chart import BASELINE
from kejidata.figures.layout.style import BLUE, FAINT, INK, MUTED, ORANGE, size_of
from kejidata.figures.layout.text import Weight, cut, height_of, width_of
from kejidata.figures.select import (
    NATION,
    Values,
    focused,
    observations,
    one_period,
    totals,
    values,
)
from kejidata.model.terms import Lang
from kejidata.wording import numbers
from kejidata.wording.phrases import aside, count_of, joined, listing, text
from kejidata.wording.sources import source_line

SECTION = "figure_spending_intensity"
PASSES = 6
"""Pages tried at most until the note on missing names and the names agree."""
LONGEST = 0.3
"""What a name may take at most, of the width of the body."""


@chart
def spending_intensity(
    obs: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    pair: tuple[str, str] | None = None,
    period: str | None = None,
    focus: str | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a point for each region: expenditure across, intensity upwards, its name beside it.

    A dashed line marks the nation's intensity where the frame holds it. Expenditure is on a
    logarithmic scale where it spans more than a factor of thirty.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; optional measure, unit, step,
        bound, vintage, source.
    lang
        A language: zh or en.
    size
        slide or column.
    pair
        Codes of the amount across and of the share upwards; by default those that the project
        follows.
    period
        The period; by default the last in which regions have both.
    focus
        A region, by code or name, to set apart.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.

    Raises
    ------
    KejidataError
        Columns missing, unknown language, size or region; several units for one indicator.
    """
    measures = size_of(size)
    frame = observations(obs, lang)
    pair = pair or defaults.spending()
    points = _points(values(frame[frame["indicator"].isin(pair)]), pair, period, lang)
    focus = focused(points.table.reset_index(), focus)
    frame = frame[frame["indicator"].isin(pair) & (frame["period"] == points.period)]
    # Which names find no room shows only once they are placed, and a note on them takes room too.
    nameless: list[str] = []
    for _ in range(PASSES):
        captions = Captions(
            _title(points, focus, lang),
            _subtitle(points, lang),
            _notes(points, nameless, lang),
            source_line(frame, sources, lang),
        )
        page = chart_page(captions, measures, lang, 3.0)
        noted, nameless = nameless, _draw(page, points, focus)
        if nameless == noted:
            break
    return page.figure


class Points(NamedTuple):
    """The regions with both numbers in one period, and the nation's share where it is known.

    The table holds, by region, `across`, `up` and the ends `low` and `high` of the latter.
    """

    pair: tuple[str, str]
    period: str
    units: tuple[str, str]
    table: pd.DataFrame
    nation: pd.DataFrame
    bounds: int


def _points(published: Values, pair: tuple[str, str], period: str | None, lang: Lang) -> Points:
    """Return the points of one period: the one asked for, else the last in which regions have both.

    Raises
    ------
    KejidataError
        One of the two is in several units.
    NothingToDraw
        No region has both.
    """
    across, up = (published.rows[published.rows["indicator"] == code] for code in pair)
    keys = ["region", "period"]
    both = across[[*keys, "value"]].merge(up[[*keys, "value", "low", "high"]], on=keys)
    both = both.set_axis([*keys, "across", "up", "low", "high"], axis=1)
    members = both[~both["region"].isin(totals(both["region"]))]
    if (members["region"] == NATION).all():
        raise NothingToDraw(text(lang, "nothing.both"))
    members = one_period(members[members["region"] != NATION], period)
    when = str(members["period"].iloc[0])
    nation = both[(both["region"] == NATION) & (both["period"] == when)]
    units = tuple(Values(rows, 0).unit for rows in (across, up))
    table = members.set_index("region").sort_index()
    return Points(pair, when, (units[0], units[1]), table, nation, published.bounds)


def _draw(page: Page, points: Points, focus: str | None) -> list[str]:
    """Draw points, the nation's line and the names; return the names that found no room."""
    table = points.table
    scales = [
        numbers.scale_of(unit, page.lang, table[name])
        for unit, name in zip(points.units, ("across", "up"), strict=True)
    ]
    factors = [scale.factor for scale in scales]
    places = pd.DataFrame({"x": table["across"] * factors[0], "y": table["up"] * factors[1]})
    axes = _axes(page, places)
    _axis_titles(page, axes, points.pair, [scale.unit for scale in scales])
    marked = pd.Series(table.index == focus, index=table.index)
    size = (page.size.text * 0.55) ** 2
    axes.scatter(places["x"], places["y"], s=size, c=[ORANGE if m else BLUE for m in marked])
    occupied = []
    for level in points.nation["up"]:
        said = labels.amount(level, points.units[1], page.lang)
        occupied.append(_nation(page, axes, level * factors[1], said))
    return _names(page, axes, pd.Series(table.index, index=table.index), places, marked, occupied)


def _axes(page: Page, places: pd.DataFrame) -> Axes:
    """Return axes with round ticks, logarithmic across where the amounts span far."""
    points = page.size.small
    side = width_of("00.0", points) + 0.08
    below, above = height_of(2, points) + 0.06, height_of(1, points) + 0.06
    height = page.height - below - above
    axes = place_axes(page, page.left + side, page.bottom + below, page.width - side, height)
    low, high = places["x"].min(), places["x"].max()
    if low > 0 and high / low > 30:
        axes.set_xscale("log")
        axes.set_xlim(low / 1.6, high * 2.4)
        axes.xaxis.set_major_locator(LogLocator(10, subs=(1.0, 3.0)))
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        margin = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
        axes.set_xlim(low - margin, high + margin)
        axes.xaxis.set_major_locator(MaxNLocator(5))
    bottom, top = min(0.0, places["y"].min()), max(places["y"].max(), 0.0)
    axes.set_ylim(bottom * 1.1, top * 1.1 or 1.0)
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.grid(axis="y")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: numbers.number(value, page.lang)))
    return axes


def _axis_titles(page: Page, axes: Axes, pair: tuple[str, str], units: Sequence[str]) -> None:
    """Set the title of the axis across at its right end, of the one upwards above it."""
    across, up = (
        cut(aside(labels.indicator(code, page.lang), unit, page.lang), page.width, page.size.small)
        for code, unit in zip(pair, units, strict=True)
    )
    axes.set_xlabel(across, fontsize=page.size.small, loc="right", labelpad=2)
    set_text(page, page.left, page.top, up, page.size.small, color=MUTED, va="top")


def _nation(page: Page, axes: Axes, level: float, said: str) -> Box:
    """Draw the nation's line with its name at the right end; return the place it takes."""
    axes.axhline(level, color=MUTED, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)
    label = joined([labels.region(NATION, page.lang), said], page.lang, "label")
    points = page.size.small
    _, _, right, _ = _area(page, axes)
    y = _inches(page, axes, axes.get_xlim()[1], level)[1]
    box = Box(right - width_of(label, points), y + 0.02, right, y + 0.02 + height_of(1, points))
    set_text(page, right, y + 0.03, label, points, color=MUTED, ha="right", va="bottom")
    return box


def _names(
    page: Page,
    axes: Axes,
    codes: pd.Series[str],
    places: pd.DataFrame,
    marked: pd.Series[bool],
    occupied: Sequence[Box],
) -> list[str]:
    """Set the names that find room, the focused and outermost first; return those that do not."""
    points = page.size.small
    order = pd.DataFrame({"marked": marked, "far": places.rank().max(axis=1)})
    order = order.sort_values(["marked", "far"], ascending=False, kind="stable")
    ordered = places.loc[order.index].to_numpy(dtype=float)
    dots = [_inches(page, axes, float(x), float(y)) for x, y in ordered]
    longest = page.width * LONGEST
    names = [cut(labels.region(codes[n], page.lang), longest, points) for n in order.index]
    weights: list[Weight] = ["bold" if marked[n] else "normal" for n in order.index]
    sizes = [
        (width_of(name, points, weight) + 0.02, points / 72 * 1.05)
        for name, weight in zip(names, weights, strict=True)
    ]
    radius = page.size.text * 0.55 / 144 + 0.01
    boxes = place_labels(dots, sizes, _area(page, axes), radius, occupied)
    for name, weight, box, dot in zip(names, weights, boxes, dots, strict=True):
        if box:
            _leader(page, dot, box)
            colour = ORANGE if weight == "bold" else INK
            y = (box.bottom + box.top) / 2 - BASELINE * points / 72
            set_text(page, box.left + 0.01, y, name, points, color=colour, weight=weight)
    return [name for name, box in zip(names, boxes, strict=True) if box is None]


def _leader(page: Page, dot: tuple[float, float], box: Box) -> None:
    """Draw a hairline from a point to a name that stands away from it."""
    x, y = nearest(box, *dot)
    far = math.hypot(x - dot[0], y - dot[1])
    if far > page.size.text / 72 * 0.7:
        share = page.size.text * 0.3 / 72 / far  # from the edge of the point, not from its middle
        start = (dot[0] + (x - dot[0]) * share, dot[1] + (y - dot[1]) * share)
        place = page.figure.dpi_scale_trans
        line = Line2D([start[0], x], [start[1], y], color=FAINT, linewidth=0.6, transform=place)
        page.figure.add_artist(line)


def _inches(page: Page, axes: Axes, x: float, y: float) -> tuple[float, float]:
    """Return the place of a point of the axes on the page."""
    across, up = axes.transData.transform((x, y)) / page.figure.dpi
    return float(across), float(up)


def _area(page: Page, axes: Axes) -> Box:
    """Return where the axes lie on the page."""
    wide, tall = page.figure.get_size_inches()
    found = axes.get_position()
    return Box(found.x0 * wide, found.y0 * tall, found.x1 * wide, found.y1 * tall)


def _title(points: Points, focus: str | None, lang: Lang) -> str:
    """Return how many regions lie above the nation, or who is highest where it is not given."""
    table = points.table
    slots = {
        "name": labels.indicator(points.pair[1], lang),
        "when": labels.period(points.period, lang),
    }
    if points.nation.empty:
        found = extremes.highest(table["low"], table["high"])
        value = labels.amount(float(table["up"][found.members[0]]), points.units[1], lang)
        said = extremes.told(found, "highest", "region", labels.region, value, lang)
        return text(lang, f"{SECTION}.title.highest", said=said, **slots)
    low, high = (float(points.nation[end].iloc[0]) for end in ("low", "high"))
    above = table["low"] >= high if low < high else table["low"] > low
    unsure = (table["high"] > low) & ~above
    parts = [
        text(
            lang,
            f"{SECTION}.above",
            count=count_of(int(above.sum()), len(table), lang),
            level=labels.amount(float(points.nation["up"].iloc[0]), points.units[1], lang),
            **slots,
        )
    ]
    inside = focus is not None and bool(above[focus])
    parts += [text(lang, f"{SECTION}.focus", where=labels.region(focus, lang))] * inside
    parts += [text(lang, "figure.open", n=int(unsure.sum()))] * bool(unsure.any())
    return joined(parts, lang, "part")


def _subtitle(points: Points, lang: Lang) -> str:
    across, up = (labels.indicator(code, lang) for code in points.pair)
    return text(lang, f"{SECTION}.subtitle", across=across, up=up)


def _notes(points: Points, nameless: Sequence[str], lang: Lang) -> list[str]:
    """Return whose points have no name for want of room, and how many figures are bounds."""
    notes = [text(lang, f"{SECTION}.nameless", items=listing(nameless, lang, 12))] * bool(nameless)
    return notes + [text(lang, "figure.bounds", n=points.bounds)] * bool(points.bounds)
