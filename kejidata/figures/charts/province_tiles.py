"""A tile map of the provinces: a tile for each, roughly where it lies, coloured by value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from kejidata.figures import extremes, labels
from kejidata.figures.layout.page import Captions, Page, chart_page, place_axes
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.style import BAND, DIVERGING, MUTED, SEQUENCE, ink_on, size_of
from kejidata.figures.layout.text import cut, width_of, wrapped
from kejidata.figures.select import NATION, checked, one_period, only, unique, unit_of
from kejidata.model.terms import PERCENT, Lang
from kejidata.model.units import round_half_up
from kejidata.panel.measured import text_of
from kejidata.panel.normalize import plain
from kejidata.wording import numbers
from kejidata.wording.labels import column, sign
from kejidata.wording.phrases import aside, joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_province_tiles"
RANKS = ("rank", "best", "worst")
ENDS = {
    "growth": ("low", "high"),
    "completion": ("low", "high"),
    "rank": ("best", "worst"),
}
"""Columns that hold the interval of a measured number."""

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


@chart
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
    and blue above, each darker away from it. A province without a value, or with a bound only,
    stays grey.

    Parameters
    ----------
    frame
        Observations or measured rows: region (GB/T 2260), indicator, period and the value's column.
    lang
        A language: zh or en.
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
        Columns missing, several indicators, unknown language or size.
    """
    measures = size_of(size)
    rows = checked(frame, ("region", "indicator", "period", value), "a measured frame", lang)
    if "measure" in rows:
        rows = rows[rows["measure"].isin(("", "value"))]
    rows = _newest(one_period(only(rows, "indicator", indicator), period))
    tiles = _tiles(rows, value)
    if tiles.known.empty:
        raise NothingToDraw(text(lang, "nothing.provinces"))
    scale = numbers.scale_of(tiles.unit, lang, tiles.known["value"])
    name = aside(labels.indicator(rows["indicator"].iloc[0], lang), scale.unit, lang)
    if value != "value":
        name = text(lang, f"{SECTION}.subtitle.column", name=name, column=column(value, lang))
    captions = Captions(
        _title(tiles, rows, lang),
        name,
        _notes(tiles, lang),
        source_line(rows, sources, lang),
    )
    page = chart_page(captions, measures, lang, 2.9)
    _draw(page, tiles, scale)
    return page.figure


class Tiles(NamedTuple):
    """The column shown, provinces with `value`, `low` and `high`, bounds in words, the rest."""

    column: str
    unit: str
    known: pd.DataFrame
    bounds: Mapping[str, tuple[float, str]]
    others: int


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the newest vintage of each region."""
    versioned = ["region", *(["vintage"] if "vintage" in rows else [])]
    rows = unique(rows, versioned).sort_values(versioned)
    return rows.drop_duplicates("region", keep="last").reset_index(drop=True)


def _tiles(rows: pd.DataFrame, column: str) -> Tiles:
    """Return what the tiles show."""
    known = rows[rows[column].notna()]
    inexact = pd.Series(False, index=known.index)
    if column == "value" and "bound" in known:
        inexact = ~known["bound"].map(text_of).isin(("", "exact"))
    inside = known["region"].isin(PLACES)
    bounds = {
        row["region"]: (float(row[column]), text_of(row["bound"]))
        for row in known[inexact & inside].to_dict("records")
    }
    table = _with_ends(known[~inexact & inside], column)
    others = int((~known["region"].isin([*PLACES, NATION])).sum())
    return Tiles(column, _unit(rows, column), table, bounds, others)


def _with_ends(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the numbers by region, each with the interval that rounding leaves."""
    numbers = rows.set_index("region")[column].astype(float)
    if column == "value" and len(rows):
        published = plain(rows.drop(columns="measure", errors="ignore")).set_index("region")
        low, high = published["low"], published["high"]
    else:
        ends = [rows.get(end, rows[column]) for end in ENDS.get(column, (column, column))]
        low, high = (end.astype(float).set_axis(numbers.index) for end in ends)
        if column == "rank":
            high = high.where(low == high, high + 0.5)  # a range of ranks holds both its ends
    return pd.DataFrame({"value": numbers, "low": low, "high": high})


def _unit(rows: pd.DataFrame, value: str) -> str:
    """Return the unit of the value: that of the frame, else of the registry, none for a rank."""
    if value in (*RANKS, "shift"):
        return ""
    if value in ("growth", "completion") and "unit" not in rows:
        return PERCENT
    return unit_of(rows)


def _classes(known: pd.Series[float]) -> tuple[list[float], Sequence[str]]:
    """Return the limits between five classes and their colours, light to dark or about zero."""
    if known.min() < 0 < known.max():
        reach = float(known.abs().quantile(0.9))
        return [-reach / 2, -1e-12, 1e-12, reach / 2], DIVERGING
    limits = np.quantile(known, (0.2, 0.4, 0.6, 0.8), method="higher")
    return [float(limit) for limit in limits], SEQUENCE


def _draw(page: Page, tiles: Tiles, scale: numbers.Scale) -> None:
    """Draw the tiles and the key."""
    axes = place_axes(page, page.left, page.bottom, page.width, page.height)
    axes.set_xlim(0, WIDE)
    axes.set_ylim(TALL, 0)
    axes.set_axis_off()
    known = tiles.known["value"]
    limits, colours = _classes(known)
    decimals = labels.decimals_of(known, 2 if known.abs().max() < 100 else 0)

    def told(value: float) -> str:
        return scale.digits(round_half_up(value, decimals), page.lang)

    for code, at in PLACES.items():
        if code in known.index:
            fill = colours[int(np.searchsorted(limits, known[code], side="right"))]
            _tile(page, axes, at, code, told(known[code]), fill)
        elif code in tiles.bounds:
            value, bound = tiles.bounds[code]
            said = sign(bound, "value", page.lang) + told(value)
            _tile(page, axes, at, code, said, BAND)
        else:
            _tile(page, axes, at, code, text(page.lang, f"{SECTION}.empty"), BAND)
    _key(page, axes, known, limits, colours, told)


def _tile(page: Page, axes: Axes, at: tuple[int, int], code: str, text: str, fill: str) -> None:
    """Draw one tile with the name above and the value below."""
    x, y = at
    points = page.size.text if page.size.name == "slide" else page.size.small - 0.5
    axes.add_patch(Rectangle((x + 0.02, y + 0.03), 0.96, 0.94, facecolor=fill, edgecolor="none"))
    ink = ink_on(to_rgb(fill))
    name, fitted = _fitted(labels.region(code, page.lang), page.width / WIDE * 0.94, points)
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
    for n, colour in enumerate(colours):
        members = known[codes == n]
        if members.empty:
            continue
        ends = [told(float(end)) for end in (members.min(), members.max())]
        several = ends[0] != ends[1]
        said = text(page.lang, "list.range", low=ends[0], high=ends[1]) if several else ends[0]
        y = 0.12 + 0.34 * n
        axes.add_patch(Rectangle((0.02, y), 0.3, 0.26, facecolor=colour, edgecolor="none"))
        axes.text(
            0.42,
            y + 0.13,
            aside(said, str(len(members)), page.lang),
            va="center",
            fontsize=page.size.small,
            color=MUTED,
        )


def _title(tiles: Tiles, rows: pd.DataFrame, lang: Lang) -> str:
    """Return the highest and the lowest province, or the first and the last."""
    low, high = tiles.known["low"], tiles.known["high"]
    most: list[tuple[extremes.Superlative, extremes.Extreme]]
    if tiles.column in RANKS:
        most = [("first", extremes.lowest(low, high)), ("last", extremes.highest(low, high))]
    else:
        most = [("highest", extremes.highest(low, high)), ("lowest", extremes.lowest(low, high))]
    if low.nunique() == high.nunique() == 1:
        del most[1]
    said = [
        extremes.told(end, one, "region", labels.region, _said(tiles, end, lang), lang)
        for one, end in most
    ]
    return text(
        lang,
        f"{SECTION}.title",
        name=labels.indicator(rows["indicator"].iloc[0], lang),
        when=labels.period(rows["period"].iloc[0], lang),
        said=joined(said, lang, "part"),
    )


def _said(tiles: Tiles, end: extremes.Extreme, lang: Lang) -> str:
    """Return the value of the first member of an end, with the digits it has."""
    value, low, high = (
        float(tiles.known[column][end.members[0]]) for column in ("value", "low", "high")
    )
    if tiles.column in ("growth", "completion"):
        return numbers.computed(value, low, high, tiles.unit, lang, short=True)
    if tiles.column in RANKS:
        return numbers.ordinal(int(value), lang)
    return labels.amount(value, tiles.unit, lang, labels.decimals_of(tiles.known["value"]))


def _notes(tiles: Tiles, lang: Lang) -> list[str]:
    """Return what the tiles are, and which rows have no colour or no tile."""
    notes = [text(lang, f"{SECTION}.note")]
    notes += [text(lang, "figure.bounds", n=len(tiles.bounds))] * bool(tiles.bounds)
    notes += [text(lang, f"{SECTION}.others", n=tiles.others)] * bool(tiles.others)
    return [joined(notes, lang, "clause")]
