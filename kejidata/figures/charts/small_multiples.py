"""Small multiples: one indicator over the years, a panel for each region."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from kejidata.errors import KejidataError
from kejidata.figures import words as w
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Page, Words, measured_page, place_axes, set_text
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.style import BLUE, FAINT, INK, ORANGE, RULE, size_of, styled
from kejidata.figures.layout.text import cut, height_of, width_of
from kejidata.figures.select import limit, observations, only
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang

PANELS = {"slide": 32, "column": 32}
"""Panels that fit a size."""
SMALLEST = 0.8
"""How small the heads may be set, of the small type, before a long name is cut."""
APART = 5.0
"""From this ratio of the largest panel to the smallest on each has a scale of its own."""
GAP = 0.14
"""Inches between panels, over the size of a slide."""


@styled()
def small_multiples(
    obs: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    indicator: str | None = None,
    top: int | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a panel for each region with the indicator over the periods, highest last value first.

    The panels of a row share one scale from zero, unless they lie so far apart that each needs its
    own; orange lines end lower than they began. A total
    of the regions in the frame, such as the nation, is the grey line in every panel.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; optional measure, unit, source.
    lang
        zh or en.
    size
        slide or column.
    indicator
        Code of the indicator; needed where the frame holds several.
    top
        Panels to show; the rest is counted in a note. By default as many as fit the size.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.

    Raises
    ------
    KejidataError
        Columns missing, no values, several indicators, unknown language or size.
    """
    frame = only(observations(obs, lang), "indicator", indicator)
    frame = frame[(frame["measure"] == "value") & frame["value"].notna()]
    if frame.empty:
        raise KejidataError("the frame holds no value to draw", remedy="pass rows of measure value")
    measures = size_of(size)
    factor, unit = w.scale_of(_unit(frame), lang, frame["value"])
    table = frame.pivot(index="region", columns="period", values="value").sort_index(axis=1)
    whole = table.loc[w.totals(table.index)].head(1)
    table = table.drop(index=w.totals(table.index)) if len(whole) < len(table) else table
    table = table.loc[_last(table).sort_values(ascending=False, kind="stable").index]
    shown = table.head(limit(top, PANELS[measures.name]))
    columns = _columns(len(shown), measures.name)
    rows = -(-len(shown) // columns)
    said = Words(
        _title(table, frame, lang),
        _subtitle(table, whole, frame, unit, lang),
        _notes(len(table) - len(shown), lang),
        source_line(frame, sources, lang),
    )
    opened, free = measured_page(said, measures, lang)
    page = opened(min(free, rows * 1.5) if measures.name == "slide" else rows * 0.52)
    values = [w.scaled(last, factor, lang, w.decimals_of(_last(shown), 2)) for last in _last(shown)]
    _draw(page, shown, whole, values, columns)
    return page.figure


def _unit(frame: pd.DataFrame) -> str:
    """Return the unit of the frame, else that of the registry."""
    if "unit" in frame:
        return text_of(frame["unit"].iloc[-1])
    return w.unit_of(frame["indicator"].iloc[0])


def _last(table: pd.DataFrame) -> pd.Series[float]:
    """Return the last known value of each region."""
    return table.ffill(axis=1).iloc[:, -1]


def _first(table: pd.DataFrame) -> pd.Series[float]:
    """Return the first known value of each region."""
    return table.bfill(axis=1).iloc[:, 0]


def _columns(panels: int, size: str) -> int:
    """Return the columns of a grid that fills the width."""
    if size == "column":
        return min(panels, 4 if panels > 6 else 2)
    rows = 1 if panels <= 4 else 2 if panels <= 12 else 3 if panels <= 18 else 4
    return max(-(-panels // rows), 3)


def _draw(
    page: Page, shown: pd.DataFrame, whole: pd.DataFrame, values: Sequence[str], columns: int
) -> None:
    """Draw the panels row by row, each with its last value in words."""
    gap = GAP * page.size.text / 11.5
    width = (page.width - gap * (columns - 1)) / columns
    height = page.height / -(-len(shown) // columns)
    head = height_of(1, page.size.small)
    across, apart = w.places_of(shown.columns), _far_apart(shown, whole)
    margin = (across[-1] - across[0]) * 0.04 or 1.0
    points = _head_size(page, [str(code) for code in shown.index], values, width)
    for n, (code, line) in enumerate(shown.iterrows()):
        left = page.left + (n % columns) * (width + gap)
        top = page.top - (n // columns) * height
        axes = place_axes(page, left, top - height + gap * 0.6, width, height - head - gap * 0.7)
        axes.set_xlim(across[0] - margin, across[-1] + margin)
        row = shown.iloc[n // columns * columns :][:columns]
        axes.set_ylim(*_scale(line.to_frame() if apart else pd.concat([row, whole])))
        axes.set_xticks([])
        axes.set_yticks([])
        axes.axhline(0, color=RULE, linewidth=0.8)
        for _, other in whole.iterrows():
            axes.plot(across, other, color=FAINT, linewidth=page.size.text * 0.08)
        _line(axes, line.set_axis(across), page.size.text)
        _head(page, str(code), values[n], left, top, width, points)


def _far_apart(shown: pd.DataFrame, whole: pd.DataFrame) -> bool:
    """Tell whether one scale would press the small ones flat; a total keeps the scale common."""
    tops = shown.abs().max(axis=1)
    return whole.empty and bool(tops.max() > APART * tops.min())


def _scale(lines: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of a scale from zero that holds some lines."""
    numbers = lines.to_numpy(dtype=float)
    low, high = min(0.0, float(np.nanmin(numbers))), max(0.0, float(np.nanmax(numbers)))
    room = (high - low) * 0.08 or 1.0
    return low - (room if low < 0 else 0.0), high + room


def _line(axes: Axes, line: pd.Series[float], points: float) -> None:
    """Draw the line of one region through the values there are, with a dot at its end."""
    known = line.dropna()
    colour = ORANGE if known.iloc[-1] < known.iloc[0] else BLUE
    axes.plot(known.index, known, color=colour, linewidth=points * 0.14)
    axes.plot(known.index[-1:], known.iloc[-1:], "o", color=colour, markersize=points * 0.3)


def _head_size(page: Page, codes: Sequence[str], values: Sequence[str], width: float) -> float:
    """Return the size of type at which every name stands beside its value, not below a limit."""
    needed = max(
        width_of(w.region(code, page.lang), 1) + width_of(value, 1)
        for code, value in zip(codes, values, strict=True)
    )
    return max(min(page.size.small, (width - 0.06) / needed), page.size.small * SMALLEST)


def _head(
    page: Page, code: str, value: str, left: float, top: float, width: float, points: float
) -> None:
    """Set the name of a panel on its left and the last value on its right."""
    name = cut(w.region(code, page.lang), width - width_of(value, points) - 0.05, points)
    set_text(page, left, top, name, points, color=INK, va="top")
    set_text(page, left + width, top, value, points, color=INK, va="top", ha="right")


def _title(table: pd.DataFrame, frame: pd.DataFrame, lang: Lang) -> str:
    """Return how many regions ended higher than they began, and which is highest."""
    name = w.indicator(frame["indicator"].iloc[0], lang)
    table = table.dropna(axis=1, how="all")
    first, last = _first(table), _last(table)
    up, best = int((last > first).sum()), last.index[0]
    where, count = w.region(best, lang), w.count_of(up, len(table), lang)
    level = w.amount(float(last[best]), _unit(frame), lang)
    since, until = (w.period(table.columns[end], lang) for end in (0, -1))
    if table.shape[1] == 1:
        if lang == "zh":
            return f"{until}{name}：{where}最高，为{level}"
        return f"{name} in {until} is highest in {where}, {level}"
    if lang == "zh":
        return f"{name}：{count}{until}高于{since}，{where}最高（{level}）"
    said = f"{name} is higher in {until} than in {since} in {count}"
    return f"{said}, highest in {where} ({level})"


def _subtitle(
    table: pd.DataFrame, whole: pd.DataFrame, frame: pd.DataFrame, unit: str, lang: Lang
) -> str:
    name = w.aside(w.indicator(frame["indicator"].iloc[0], lang), unit, lang)
    grey = "".join(w.region(code, lang) for code in whole.index)
    apart = _far_apart(table, whole)
    if lang == "zh":
        scale = "各图纵轴均从零起，高低各自为准" if apart else "同行共用纵轴"
        said = f"{name}，数字为末期值，{scale}；橙色为末期低于首期"
        return said + (f"，灰线为{grey}" if grey else "")
    scale = "each on its own scale from zero" if apart else "one scale a row"
    said = f"{name}; last value; {scale}; orange: lower at the end"
    return said + (f"; grey: {grey}" if grey else "")


def _notes(hidden: int, lang: Lang) -> list[str]:
    if hidden <= 0:
        return []
    return [f"另有{hidden}个地区未列出" if lang == "zh" else f"{hidden} more regions are not shown"]
