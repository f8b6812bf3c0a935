"""A tile map of the provinces: a tile for each, roughly where it lies, coloured by value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from kejidata.errors import KejidataError
from kejidata.figures import words as w
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Page, Words, chart_page, place_axes
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.style import BAND, DIVERGING, MUTED, SEQUENCE, ink_on, size_of, styled
from kejidata.figures.layout.text import cut, width_of, wrapped
from kejidata.figures.select import checked, only, unique
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang
from kejidata.wording import labels

# The country as a grid: each province by the first two digits of its code, north above.
GRID = (
    ".. .. .. .. .. .. .. 23",
    ".. .. .. .. 15 11 .. 22",
    "65 62 64 61 14 13 12 21",
    "54 63 51 50 41 37 32 ..",
    ".. 53 52 43 42 34 33 31",
    ".. .. .. 45 44 36 35 ..",
    ".. .. .. .. 46 .. .. ..",
)
PLACES: Mapping[str, tuple[int, int]] = {
    f"{code}0000": (x, y)
    for y, row in enumerate(GRID)
    for x, code in enumerate(row.split())
    if code != ".."
}
"""Column from the west and row from the north of each province, by its code."""
WIDE, TALL = 8, len(GRID)


@styled()
def province_tiles(
    frame: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    value: str = "value",
    indicator: str | None = None,
    period: str | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a tile for each province with its name and value, the darker the higher.

    Five classes hold equal numbers of provinces. Where values have both signs, orange is below zero
    and blue above, each darker away from it. A province without a value stays grey.

    Parameters
    ----------
    frame
        Observations or measured rows: region (GB/T 2260), indicator, period and the value's column.
    lang
        zh or en.
    size
        slide or column.
    value
        The column to show: value, growth, rank and the like.
    indicator
        Code of the indicator; needed where the frame holds several.
    period
        The period; by default the last.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.

    Raises
    ------
    KejidataError
        Columns missing, no province with a value, several indicators, unknown language or size.
    """
    rows = checked(frame, ("region", "indicator", "period", value), "a measured frame", lang)
    if "measure" in rows:
        rows = rows[rows["measure"].isin(("", "value"))]
    rows = only(rows, "indicator", indicator)
    rows = only(rows, "period", str(period) if period is not None else rows["period"].max())
    versioned = [column for column in ("vintage",) if column in rows]
    rows = unique(rows, ["region", *versioned]).sort_values(["region", *versioned])
    rows = rows.drop_duplicates("region", keep="last").set_index("region")
    numbers = rows[value].astype(float).dropna()
    known = numbers[numbers.index.isin(PLACES)]
    if known.empty:
        raise KejidataError(
            "no row is a province with a value",
            where="column region",
            rows=[text_of(code) for code in rows.index],
            remedy="use the six-digit codes of provinces, such as 320000",
        )
    unit = _unit(rows, value)
    factor, shown_unit = w.scale_of(unit, lang, known)
    name = w.aside(w.indicator(rows["indicator"].iloc[0], lang), shown_unit, lang)
    page = chart_page(
        Words(
            _title(known, rows, unit, lang),
            name if value == "value" else f"{name} · {labels.column(value, lang)}",
            _notes(numbers, lang),
            source_line(rows, sources, lang),
        ),
        size_of(size),
        lang,
        2.9,
    )
    _draw(page, known, factor)
    return page.figure


def _unit(rows: pd.DataFrame, value: str) -> str:
    """Return the unit of the value: that of the frame, else of the registry, none for a rank."""
    if value in ("rank", "best", "worst", "shift"):
        return ""
    if "unit" in rows:
        return text_of(rows["unit"].iloc[0])
    if value in ("growth", "completion"):
        return "%"
    return w.unit_of(rows["indicator"].iloc[0])


def _classes(known: pd.Series[float]) -> tuple[list[float], Sequence[str]]:
    """Return the limits between five classes and their colours, light to dark or about zero."""
    if known.min() < 0 < known.max():
        reach = float(known.abs().quantile(0.9))
        return [-reach / 2, -1e-12, 1e-12, reach / 2], DIVERGING
    limits = np.quantile(known, (0.2, 0.4, 0.6, 0.8), method="higher")
    return [float(limit) for limit in limits], SEQUENCE


def _draw(page: Page, known: pd.Series[float], factor: float) -> None:
    """Draw the tiles and the key."""
    axes = place_axes(page, page.left, page.bottom, page.width, page.height)
    axes.set_xlim(0, WIDE)
    axes.set_ylim(TALL, 0)
    axes.set_axis_off()
    limits, colours = _classes(known)
    decimals = w.decimals_of(known, 2 if known.abs().max() < 100 else 0)

    def told(value: float) -> str:
        return w.scaled(value, factor, page.lang, decimals)

    for code, (x, y) in PLACES.items():
        if code in known.index:
            fill = colours[int(np.searchsorted(limits, known[code], side="right"))]
            _tile(page, axes, (x, y), code, told(known[code]), fill)
        else:
            _tile(page, axes, (x, y), code, "无数据" if page.lang == "zh" else "no data", BAND)
    _key(page, axes, known, limits, colours, told)


def _tile(page: Page, axes: Axes, at: tuple[int, int], code: str, text: str, fill: str) -> None:
    """Draw one tile with the name above and the value below."""
    x, y = at
    points = page.size.text if page.size.name == "slide" else page.size.small - 0.5
    axes.add_patch(Rectangle((x + 0.02, y + 0.03), 0.96, 0.94, facecolor=fill, edgecolor="none"))
    ink = ink_on(to_rgb(fill))
    name, fitted = _fitted(w.region(code, page.lang), page.width / WIDE * 0.94, points)
    for told, where, type_size, weight in (
        (name, 0.32, fitted, "normal"),
        (text, 0.76 if "\n" in name else 0.7, points * 0.94, "bold"),
    ):
        axes.text(
            x + 0.5,
            y + where,
            told,
            fontsize=type_size,
            weight=weight,
            linespacing=1.0,
            ha="center",
            va="center",
            color=ink,
        )


def _fitted(name: str, room: float, points: float) -> tuple[str, float]:
    """Return a name that fits a tile, in two lines or smaller type where it must be."""
    share = room * 0.98 / width_of(name, points)
    if share < 0.85 and " " in name:
        widest = max(width_of(word, points) for word in name.split())
        fitted = points * min(0.9, max(0.7, room * 0.98 / widest))
        return wrapped(name, room, fitted, most=2), fitted
    fitted = points * min(1.0, max(0.7, share))
    return cut(name, room, fitted), fitted


def _key(
    page: Page,
    axes: Axes,
    known: pd.Series[float],
    limits: Sequence[float],
    colours: Sequence[str],
    told: Callable[[float], str],
) -> None:
    """Draw the classes with their ranges where the north-west of the map is empty."""
    codes = np.searchsorted(limits, known, side="right")
    dash = "—" if page.lang == "zh" else "–"
    for n, colour in enumerate(colours):
        members = known[codes == n]
        if members.empty:
            continue
        ends = dict.fromkeys(told(float(end)) for end in (members.min(), members.max()))
        y = 0.12 + 0.34 * n
        axes.add_patch(Rectangle((0.02, y), 0.3, 0.26, facecolor=colour, edgecolor="none"))
        axes.text(
            0.42,
            y + 0.13,
            w.aside(dash.join(ends), str(len(members)), page.lang),
            va="center",
            fontsize=page.size.small,
            color=MUTED,
        )


def _title(known: pd.Series[float], rows: pd.DataFrame, unit: str, lang: Lang) -> str:
    """Return the highest and the lowest province."""
    name = w.indicator(rows["indicator"].iloc[0], lang)
    when = w.period(rows["period"].iloc[0], lang)
    places = w.decimals_of(known, 2)
    ordered = known.sort_values(kind="stable")
    worst, best = (
        w.aside(
            w.region(ordered.index[n], lang), w.amount(ordered.iloc[n], unit, lang, places), lang
        )
        for n in (0, -1)
    )
    if lang == "zh":
        return f"{when}{name}：{best}最高，{worst}最低"
    return f"{name} in {when}: highest in {best}, lowest in {worst}"


def _notes(numbers: pd.Series[float], lang: Lang) -> list[str]:
    """Return what the tiles are, and how many rows have no tile."""
    others = int((~numbers.index.isin([*PLACES, w.NATION])).sum())
    if lang == "zh":
        said = "方格只示意位置，不是地图；图例括号内为省份数；未包括香港、澳门和台湾"
        return [said + (f"；另有{others}个地区不在图中" if others else "")]
    said = "Tiles hint at places, no map; key: (provinces); without Hong Kong, Macao and Taiwan"
    return [said + (f"; {others} more regions have no tile" if others else "")]
