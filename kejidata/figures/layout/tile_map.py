"""A tile map of the provinces: where each tile lies, its colour, its words and the key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from kejidata.figures import labels
from kejidata.figures.layout.page import Page, place_axes
from kejidata.figures.layout.style import BAND, DIVERGING, FOCUS, MUTED, SEQUENCE, ink_on
from kejidata.figures.layout.text import cut, width_of, wrapped
from kejidata.wording.phrases import aside, text

# The country as a grid: each province by the first two digits of its code, north above.
GRID = (
    ".. .. .. .. .. .. .. 23",
    ".. .. .. .. 15 11 .. 22",
    ".. .. .. 64 14 13 12 21",
    "65 63 62 61 41 37 32 ..",
    ".. 54 51 50 42 34 33 31",
    ".. .. 53 52 43 36 35 ..",
    ".. .. .. .. 45 44 .. ..",
    ".. .. .. .. .. 46 .. ..",
)
PLACES: Mapping[str, tuple[int, int]] = {
    f"{code}0000": (x, y)
    for y, row in enumerate(GRID)
    for x, code in enumerate(row.split())
    if code != ".."
}
"""Column from the west and row from the north of each province, by its code."""
WIDE, TALL = 8, len(GRID)
BASES = ((0.32, 0.7), (0.33, 0.8), (0.38, 0.87))
"""Where in a tile the middle of a name of one, two or three lines stands, and of the value."""
SYLLABLE = re.compile(r"[aeiou]+(?:ng|n|r)?(?![aeiou])")
"""A syllable of a name in Latin letters, from its vowel on."""


def parts(known: pd.Series[float], level: float | None) -> bool:
    """Tell whether a level parts the classes: it lies among values of one sign."""
    one_sign = not known.min() < 0 < known.max()
    return level is not None and one_sign and bool(known.min() < level < known.max())


def _classes(known: pd.Series[float], level: float | None) -> tuple[list[float], Sequence[str]]:
    """Return the limits between five classes and their colours, light to dark or about zero.

    A level that lies among the values is itself a limit: three classes lie below it, two above.
    """
    if known.min() < 0 < known.max():
        reach = float(known.abs().quantile(0.9))
        return [-reach / 2, -1e-12, 1e-12, reach / 2], DIVERGING
    if level is None or not parts(known, level):
        limits = np.quantile(known, (0.2, 0.4, 0.6, 0.8), method="higher")
        return [float(limit) for limit in limits], SEQUENCE
    below, above = known[known <= level], known[known > level]
    thirds = np.quantile(below, (1 / 3, 2 / 3), method="higher")
    half = np.quantile(above, 0.5, method="higher")
    return [*map(float, thirds), float(np.nextafter(level, np.inf)), float(half)], SEQUENCE


def draw_tiles(
    page: Page,
    known: pd.Series[float],
    said: Mapping[str, str],
    level: float | None = None,
    focus: str | None = None,
) -> None:
    """Draw a tile for each province, coloured by its value, and the key.

    Parameters
    ----------
    page
        The page; its body is the map.
    known
        Values by province.
    said
        What stands in a tile, by province; of a bound too, which is no value.
    level
        The value of the whole, which parts the classes.
    focus
        A province whose tile has a frame.
    """
    axes = place_axes(page, page.left, page.bottom, page.width, page.height)
    axes.set_xlim(0, WIDE)
    axes.set_ylim(TALL, 0)
    axes.set_axis_off()
    limits, colours = _classes(known, level)
    for code, at in PLACES.items():
        if code in known.index:
            fill = colours[int(np.searchsorted(limits, known[code], side="right"))]
            _tile(page, axes, at, code, said[code], fill)
        else:
            empty = text(page.lang, "figure_province_tiles.empty")
            _tile(page, axes, at, code, said.get(code, empty), BAND)
    if focus:
        corner = (PLACES[focus][0] + 0.02, PLACES[focus][1] + 0.03)
        axes.add_patch(
            Rectangle(corner, 0.96, 0.94, fill=False, edgecolor=FOCUS, linewidth=page.size.text / 6)
        )
    _key(page, axes, known, limits, colours, said)


def _tile(page: Page, axes: Axes, at: tuple[int, int], code: str, text: str, fill: str) -> None:
    """Draw one tile with the name above and the value below."""
    x, y = at
    points = page.size.text if page.size.name == "slide" else page.size.least
    axes.add_patch(Rectangle((x + 0.02, y + 0.03), 0.96, 0.94, facecolor=fill, edgecolor="none"))
    ink = ink_on(to_rgb(fill))
    room, least = page.width / WIDE * 0.94, page.size.least
    name, fitted = _fitted(labels.region(code, page.lang), room, points, least)
    above, below = BASES[name.count("\n")]
    for told, where, type_size, weight in (
        (name, above, fitted, "normal"),
        (text, below, max(points * 0.94, least), "bold"),
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


def _fitted(name: str, room: float, points: float, least: float) -> tuple[str, float]:
    """Return a name that fits a tile, in two lines or smaller type where it must be."""
    share = room * 0.98 / width_of(name, points)
    small = max(points * 0.7, least)
    if share < 0.85 and " " in name:
        widest = max(width_of(word, points) for word in name.split())
        fitted = max(points * min(0.9, room * 0.98 / widest), small)
        if max(width_of(word, fitted) for word in name.split()) > room:
            return _in_words(name, room, fitted), fitted
        return wrapped(name, room, fitted, most=2), fitted
    fitted = max(points * min(1.0, share), small)
    if width_of(name, fitted) > room and " " not in name:
        return _in_words(name, room, fitted), fitted
    return cut(name, room, fitted), fitted


def _in_words(name: str, room: float, points: float) -> str:
    """Return a name in a line a word, long words parted where that gives no more than three."""
    words = name.split(" ", 1)
    lines = "\n".join(_parted(word, room, points) for word in words)
    return (
        lines if lines.count("\n") < len(BASES) else "\n".join(cut(w, room, points) for w in words)
    )


def _parted(name: str, room: float, points: float) -> str:
    """Return a word, a long one in lines that end between syllables, cut where one does not fit."""
    if width_of(name, points) <= room:
        return name
    ends = [found.end() for found in SYLLABLE.finditer(name)]
    for end in reversed(ends[:-1]):
        if width_of(f"{name[:end]}-", points) <= room:
            return f"{name[:end]}-\n{_parted(name[end:], room, points)}"
    return cut(name, room, points)


def _key(
    page: Page,
    axes: Axes,
    known: pd.Series[float],
    limits: Sequence[float],
    colours: Sequence[str],
    said: Mapping[str, str],
) -> None:
    """Draw the classes with their ranges where the north-west of the map is empty."""
    codes = np.searchsorted(limits, known, side="right")
    for n, colour in enumerate(colours):
        members = known[codes == n]
        if members.empty:
            continue
        low, high = (said[str(end)] for end in (members.idxmin(), members.idxmax()))
        reach = text(page.lang, "list.range", low=low, high=high) if low != high else low
        y = 0.12 + 0.34 * n
        axes.add_patch(Rectangle((0.02, y), 0.3, 0.26, facecolor=colour, edgecolor="none"))
        axes.text(
            0.42,
            y + 0.13,
            aside(reach, str(len(members)), page.lang),
            va="center",
            fontsize=page.size.small,
            color=MUTED,
        )
