"""Expenditure against intensity: how much is spent, and how much of the product that is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from kejidata.errors import KejidataError
from kejidata.figures import words as w
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Page, Words, chart_page, place_axes, set_text
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.point_labels import Box, nearest, place_labels
from kejidata.figures.layout.row_chart import BASELINE
from kejidata.figures.layout.style import BLUE, FAINT, INK, MUTED, ORANGE, size_of, styled
from kejidata.figures.layout.text import Weight, height_of, width_of
from kejidata.figures.select import observations, only
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang

SPENDING = ("rd_expenditure", "rd_intensity")
"""Codes of the registry: what is spent, and its share of the product."""

PASSES = 6
"""Pages tried at most until the note on missing names and the names agree."""


@styled()
def spending_intensity(
    obs: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    pair: tuple[str, str] = SPENDING,
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
        Tidy observations: region, indicator, period, value; optional measure, unit, source.
    lang
        zh or en.
    size
        slide or column.
    pair
        Codes of the amount across and of the share upwards.
    period
        The period; by default the last in which regions have both.
    focus
        Code of a region to set apart.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.

    Raises
    ------
    KejidataError
        Columns missing, no region with both in one period, unknown language, size or region.
    """
    frame = observations(obs, lang)
    frame = frame[(frame["measure"] == "value") & frame["indicator"].isin(pair)]
    table = frame.pivot(index=["period", "region"], columns="indicator", values="value")
    table = table.reindex(columns=list(pair)).dropna().reset_index()
    if (table["region"] == w.NATION).all():
        raise KejidataError(
            "no region has both indicators in one period",
            rows=list(pair),
            remedy="name the codes of your own indicators in the argument pair",
        )
    last = table["period"][table["region"] != w.NATION].max()
    table = only(table, "period", str(period) if period is not None else last)
    frame = frame[frame["period"] == table["period"].iloc[0]]
    if focus is not None:
        only(table, "region", focus)
    whole = table[table["region"] == w.NATION]
    nation = float(whole[pair[1]].iloc[0]) if len(whole) else None
    table = table[table["region"] != w.NATION].reset_index(drop=True)
    # Which names find no room shows only once they are placed, and a note on them takes room too.
    nameless: list[str] = []
    for _ in range(PASSES):
        said = Words(
            _title(table, pair, nation, focus, lang),
            _subtitle(pair, table, lang),
            _notes(nameless, lang),
            source_line(frame, sources, lang),
        )
        page = chart_page(said, size_of(size), lang, 3.0)
        units = [_unit(frame, code) for code in pair]
        noted, nameless = nameless, _draw(page, table, pair, units, nation, focus)
        if nameless == noted:
            break
    return page.figure


def _unit(frame: pd.DataFrame, code: str) -> str:
    """Return the unit of an indicator: that of the frame, else that of the registry."""
    if "unit" not in frame:
        return w.unit_of(code)
    return text_of(frame["unit"][frame["indicator"] == code].iloc[-1])


def _draw(
    page: Page,
    table: pd.DataFrame,
    pair: tuple[str, str],
    units: Sequence[str],
    nation: float | None,
    focus: str | None,
) -> list[str]:
    """Draw points, the nation's line and the names; return the names that found no room."""
    (across, across_unit), (up, up_unit) = (
        w.scale_of(unit, page.lang, table[code]) for code, unit in zip(pair, units, strict=True)
    )
    places = pd.DataFrame({"x": table[pair[0]] * across, "y": table[pair[1]] * up})
    axes = _axes(page, places)
    _axis_titles(page, axes, pair, (across_unit, up_unit))
    marked = table["region"] == focus
    size = (page.size.text * 0.55) ** 2
    axes.scatter(places["x"], places["y"], s=size, c=[ORANGE if m else BLUE for m in marked])
    taken = []
    if nation is not None:
        taken.append(_nation(page, axes, nation * up, w.amount(nation, units[1], page.lang)))
    return _names(page, axes, table["region"], places, marked, taken)


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
        axis.set_major_formatter(FuncFormatter(lambda value, _: w.number(value, page.lang)))
    return axes


def _axis_titles(page: Page, axes: Axes, pair: tuple[str, str], units: tuple[str, str]) -> None:
    """Set the title of the axis across at its right end, of the one upwards above it."""
    across, up = (
        w.aside(w.indicator(code, page.lang), unit, page.lang)
        for code, unit in zip(pair, units, strict=True)
    )
    axes.set_xlabel(across, fontsize=page.size.small, loc="right", labelpad=2)
    set_text(page, page.left, page.top, up, page.size.small, color=MUTED, va="top")


def _nation(page: Page, axes: Axes, level: float, said: str) -> Box:
    """Draw the nation's line with its name at the right end; return the place it takes."""
    axes.axhline(level, color=MUTED, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)
    text = f"{w.region(w.NATION, page.lang)} {said}"
    points = page.size.small
    _, _, right, _ = _area(page, axes)
    y = _inches(page, axes, axes.get_xlim()[1], level)[1]
    box = Box(right - width_of(text, points), y + 0.02, right, y + 0.02 + height_of(1, points))
    set_text(page, right, y + 0.03, text, points, color=MUTED, ha="right", va="bottom")
    return box


def _names(
    page: Page,
    axes: Axes,
    codes: pd.Series[str],
    places: pd.DataFrame,
    marked: pd.Series[bool],
    taken: Sequence[Box],
) -> list[str]:
    """Set the names that find room, the focused and outermost first; return those that do not."""
    points = page.size.small
    order = pd.DataFrame({"marked": marked, "far": places.rank().max(axis=1)})
    order = order.sort_values(["marked", "far"], ascending=False, kind="stable")
    ordered = places.loc[order.index].to_numpy(dtype=float)
    dots = [_inches(page, axes, float(x), float(y)) for x, y in ordered]
    names = [w.region(codes[n], page.lang) for n in order.index]
    weights: list[Weight] = ["bold" if marked[n] else "normal" for n in order.index]
    sizes = [
        (width_of(name, points, weight) + 0.02, points / 72 * 1.05)
        for name, weight in zip(names, weights, strict=True)
    ]
    radius = page.size.text * 0.55 / 144 + 0.01
    boxes = place_labels(dots, sizes, _area(page, axes), radius, taken)
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


def _title(
    table: pd.DataFrame,
    pair: tuple[str, str],
    nation: float | None,
    focus: str | None,
    lang: Lang,
) -> str:
    """Return how many regions lie above the nation, or who leads where no nation is given."""
    name, when = w.indicator(pair[1], lang), w.period(table["period"].iloc[0], lang)
    if nation is None:
        best = table.nlargest(1, pair[1])
        where = w.region(best["region"].iloc[0], lang)
        level = w.amount(float(best[pair[1]].iloc[0]), w.unit_of(pair[1]), lang)
        if lang == "zh":
            return f"{when}{name}：{where}最高，为{level}"
        return f"{name} in {when} is highest in {where}, {level}"
    above = table["region"][table[pair[1]] > nation]
    level = w.amount(nation, w.unit_of(pair[1]), lang)
    if lang == "zh":
        said = f"{when}{w.count_of(len(above), len(table), lang)}的{name}高于全国（{level}）"
        return said + (f"，{w.region(focus, lang)}在内" if focus in set(above) else "")
    count = w.count_of(len(above), len(table), lang)
    said = f"The nation's {name} of {level} in {when} is exceeded by {count}"
    return said + (f", {w.region(focus, lang)} among them" if focus in set(above) else "")


def _subtitle(pair: tuple[str, str], table: pd.DataFrame, lang: Lang) -> str:
    across, up = (w.indicator(code, lang) for code in pair)
    if lang == "zh":
        return f"每点为一个地区，横轴为{across}，纵轴为{up}"
    return f"{up} against {across}, one point for each region"


def _notes(nameless: Sequence[str], lang: Lang) -> list[str]:
    """Return whose points have no name for want of room."""
    if not nameless:
        return []
    names = w.listing(nameless, lang, 12)
    return [f"图中未标名：{names}" if lang == "zh" else f"Points without a name: {names}"]
