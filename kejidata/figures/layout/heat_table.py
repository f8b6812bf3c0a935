"""A table of coloured cells, regions x periods: its type, its colours, its names and marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from kejidata.figures import labels
from kejidata.figures.layout.heat_cells import FINEST, Rates
from kejidata.figures.layout.page import Page, place_axes, set_text
from kejidata.figures.layout.row_chart import BASELINE
from kejidata.figures.layout.style import BAND, DIVERGING, INK, MUTED, PAPER, Size, ink_on
from kejidata.figures.layout.text import LEADING, POINTS, cut, height_of, width_of
from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up
from kejidata.panel.measured import text_of
from kejidata.wording import numbers
from kejidata.wording.labels import sign
from kejidata.wording.precision import supported


def draw_table(
    page: Page,
    rates: Rates,
    refused: pd.DataFrame,
    marks: Mapping[str, str],
    blocks: int,
    lowest: tuple[str, str] | None,
    lang: Lang,
) -> None:
    """Draw the table in blocks side by side, one colour scale for all, and its key below.

    The cell of the region and period in `lowest` has a frame.
    """
    known = np.abs(rates.known)
    reach = float(np.quantile(known, 0.95)) if known.any() else 1.0
    colours = LinearSegmentedColormap.from_list("growth", DIVERGING)
    rows, gap, foot = -(-len(rates.values) // blocks), 0.3, key_height(page.size)
    tall = page.height - foot
    width = (page.width - gap * (blocks - 1)) / blocks
    for block in range(blocks):
        part = rates.take(list(rates.values.index[block * rows : (block + 1) * rows]))
        points = min(page.size.text - 1, tall / (rows + 1) * POINTS / LEADING)
        points = max(points, page.size.least)
        table = Table(part, width, points, lang, rates.places(_room(rates, width, points, lang)))
        height = tall * (len(part.values) + 1) / (rows + 1)
        left = page.left + block * (width + gap) + table.side
        axes = place_axes(page, left, page.top - height, width - table.side, height)
        _set_cells(axes, table, reach, colours)
        _set_marks(axes, refused.loc[part.values.index], marks, table.points)
        _set_names(axes, table)
        if lowest and lowest[0] in part.values.index:
            _set_frame(axes, part.values, *lowest)
    if known.any():
        _set_key(page, reach, colours, rates, lang)


def key_height(size: Size) -> float:
    """Return the inches that the key takes below the table."""
    return height_of(1, size.small) + 0.12


def _set_frame(axes: Axes, values: pd.DataFrame, code: str, period: str) -> None:
    """Draw a frame about one cell."""
    corner = values.columns.get_loc(period), values.index.get_loc(code)
    frame = Rectangle(corner, 1, 1, fill=False, edgecolor=INK, linewidth=1.6)  # type: ignore[arg-type]
    frame.set_clip_on(False)
    axes.add_patch(frame)


def _set_key(
    page: Page, reach: float, colours: LinearSegmentedColormap, rates: Rates, lang: Lang
) -> None:
    """Draw what the colours mean: a strip between ends beyond which all cells have one colour."""
    points, tall, wide = page.size.small, page.size.small / 72 * 0.8, page.width * 0.2
    ends = [_end(one, rates, lang) for one in (-reach, reach)]
    left = page.left + width_of(ends[0], points) + 0.06
    axes = place_axes(page, left, page.bottom + 0.02, wide, tall)
    axes.imshow(np.linspace(0, 1, 101)[None, :], aspect="auto", cmap=colours)
    axes.set_axis_off()
    middle = page.bottom + 0.02 + tall / 2 - BASELINE * points / 72
    set_text(page, page.left, middle, ends[0], points, color=MUTED)
    set_text(page, left + wide + 0.06, middle, ends[1], points, color=MUTED)


def _end(value: float, rates: Rates, lang: Lang) -> str:
    """Return an end of the key, with the sign of growth or decline, and of what goes beyond it."""
    said = numbers.amount(round_half_up(value, 0), rates.unit, lang)
    if value < 0:
        return sign("at_most", "value", lang) * bool((rates.known < value).any()) + said
    return sign("at_least", "value", lang) * bool((rates.known > value).any()) + f"+{said}"


def _room(rates: Rates, width: float, points: float, lang: Lang) -> int:
    """Return the decimals that the cells have room for."""
    codes = [labels.region(code, lang) for code in rates.values.index]
    side = min(max(width_of(code, points, "bold") for code in codes) + 0.1, width * 0.4)
    room = (width - side) / len(rates.values.columns)
    for decimals in range(rates.finest, 0, -1):
        said = [numbers.number(v, lang, decimals) for v in rates.known.tolist()]
        if max((width_of(text, points) for text in said), default=0.0) < room * 0.92:
            return decimals
    return 0


class Table(NamedTuple):
    """One block of the table: its numbers, width in inches, type in points."""

    rates: Rates
    width: float
    points: float
    lang: Lang
    places: int

    @property
    def side(self) -> float:
        """Inches for the names."""
        names = [labels.region(code, self.lang) for code in self.rates.values.index]
        widest = max(width_of(name, self.points, "bold") for name in names)
        return min(widest + 0.1, self.width * 0.4)

    @property
    def cells(self) -> npt.NDArray[Any]:
        """Each number in words."""
        tables = (self.rates.values, self.rates.low, self.rates.high)
        values, low, high = (table.to_numpy(dtype=float) for table in tables)
        said = np.full(values.shape, "", dtype=object)
        for at in zip(*np.nonzero(np.isfinite(values)), strict=True):
            said[at] = self._cell(*(float(table[at]) for table in (values, low, high)))
        return said

    def _cell(self, value: float, low: float, high: float) -> str:
        """Return a number in the decimals of all; what surely is not zero never reads so."""
        if supported(low, high, 0) is None:
            return sign("about", "value", self.lang) + numbers.number(value, self.lang, 0)
        if low <= 0 <= high:
            return numbers.number(value, self.lang, self.places)
        own = numbers.decimals(value, low, high, self.rates.unit, self.places)
        if own is None:  # It would read zero, and no digit of it is sure.
            places = min(numbers.leading(value), FINEST)
            return sign("about", "value", self.lang) + numbers.number(value, self.lang, places)
        places = min(max(own, self.places), FINEST)
        return numbers.rounded(value, places, self.lang, numbers.Scale(""))


def _set_names(axes: Axes, table: Table) -> None:
    """Set the names of the rows on the left edge and the periods above the columns."""
    points, lang, values = table.points, table.lang, table.rates.values
    scale = len(values.columns) / (table.width - table.side)
    for y, code in enumerate(values.index):
        name = cut(labels.region(code, lang), table.side - 0.04, points)
        weight = "bold" if code in (*table.rates.totals, table.rates.focus) else "normal"
        axes.text(-table.side * scale, y + 0.5, name, va="center", fontsize=points, weight=weight)
    said = [labels.tick(period, lang) for period in values.columns]
    every = 1 + int(max(width_of(text, points) for text in said) * 1.1 * scale)
    for x in range(len(said) - 1, -1, -every):
        axes.text(x + 0.5, -0.5, said[x], ha="center", va="center", fontsize=points, color=MUTED)


@contextmanager
def _undrawn(axes: Axes) -> Iterator[None]:
    """Let seaborn draw nothing: it draws the whole page to turn labels that are not there."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    own = figure.canvas
    FigureCanvasBase(figure)
    try:
        yield
    finally:
        figure.set_canvas(own)


def _set_cells(axes: Axes, table: Table, reach: float, colours: LinearSegmentedColormap) -> None:
    """Draw the cells that hold a number, each on its colour, and leave room for the periods."""
    values = table.rates.values.astype(float)
    with _undrawn(axes):
        sns.heatmap(
            values,
            annot=table.cells,
            fmt="",
            vmin=-reach,
            vmax=reach,
            cmap=colours,
            cbar=False,
            xticklabels=False,
            yticklabels=False,
            linewidths=1.0,
            linecolor=PAPER,
            annot_kws={"size": table.points},
            ax=axes,
        )
    mesh = axes.collections[0]
    shown = ~np.ma.getmaskarray(np.ma.asarray(mesh.get_array())).ravel()
    for cell, fill in zip(axes.texts, np.asarray(mesh.get_facecolor())[shown], strict=True):
        cell.set_color(ink_on(fill))
    axes.set_ylim(len(values), -1)
    axes.set_axis_off()


def _set_marks(axes: Axes, refused: pd.DataFrame, marks: Mapping[str, str], points: float) -> None:
    """Draw the refused cells grey, each with the letter of its reason."""
    for y, reasons in enumerate(refused.to_numpy()):
        for x, code in enumerate(reasons):
            if mark := marks.get(text_of(code), ""):
                axes.add_patch(Rectangle((x, y), 1, 1, facecolor=BAND, edgecolor=PAPER))
                middle = (x + 0.5, y + 0.5)
                axes.text(*middle, mark, ha="center", va="center", fontsize=points, color=INK)
