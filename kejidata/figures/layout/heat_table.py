"""A table of coloured cells, regions x periods: its type, its colours, its names and marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from kejidata.figures import labels
from kejidata.figures.layout.page import Page, place_axes
from kejidata.figures.layout.style import BAND, DIVERGING, INK, MUTED, PAPER, ink_on
from kejidata.figures.layout.text import LEADING, POINTS, cut, width_of
from kejidata.measures.interval import Interval, intervals
from kejidata.model.terms import Lang
from kejidata.panel.intervals import supported
from kejidata.panel.measured import text_of
from kejidata.wording import numbers
from kejidata.wording.labels import sign


class Rates(NamedTuple):
    """Growth and the ends of its interval, regions x periods, and which regions are totals."""

    values: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    closed: pd.DataFrame
    unit: str
    totals: Sequence[str]

    def take(self, codes: Sequence[str]) -> Rates:
        """Return the rows of some regions."""
        at = list(codes)
        low, high, closed = (table.loc[at] for table in (self.low, self.high, self.closed))
        return self._replace(values=self.values.loc[at], low=low, high=high, closed=closed)

    def intervals(self, period: str, codes: Sequence[str]) -> dict[str, Interval]:
        """Return the growth of a period in some regions, of those that have one."""
        tables = {"growth": self.values, "low": self.low, "high": self.high, "closed": self.closed}
        columns = {name: table.loc[list(codes), period] for name, table in tables.items()}
        return intervals(pd.DataFrame(columns).dropna(subset="growth"), "growth")


def draw_table(
    page: Page,
    rates: Rates,
    refused: pd.DataFrame,
    marks: Mapping[str, str],
    blocks: int,
    lang: Lang,
) -> None:
    """Draw the table in blocks side by side, one colour scale for all."""
    known = np.abs(rates.values.to_numpy(dtype=float).ravel())
    known = known[np.isfinite(known)]
    reach = float(np.quantile(known, 0.95)) if known.any() else 1.0
    colours = LinearSegmentedColormap.from_list("growth", DIVERGING)
    rows, gap = -(-len(rates.values) // blocks), 0.3
    width = (page.width - gap * (blocks - 1)) / blocks
    for block in range(blocks):
        part = rates.take(list(rates.values.index[block * rows : (block + 1) * rows]))
        points = min(page.size.text - 1, _tallest(page, rows))
        table = Table(part, width, points, lang)
        height = page.height * (len(part.values) + 1) / (rows + 1)
        left = page.left + block * (width + gap) + table.side
        axes = place_axes(page, left, page.top - height, width - table.side, height)
        _set_cells(axes, table, reach, colours)
        _set_marks(axes, refused.loc[part.values.index], marks, table.points)
        _set_names(axes, table)


def _tallest(page: Page, rows: int) -> float:
    """Return the type size in points that rows of this page leave room for."""
    return page.height / (rows + 1) * POINTS / LEADING


class Table(NamedTuple):
    """One block of the table: its numbers, width in inches, type in points."""

    rates: Rates
    width: float
    points: float
    lang: Lang

    @property
    def side(self) -> float:
        """Inches for the names."""
        names = [labels.region(code, self.lang) for code in self.rates.values.index]
        widest = max(width_of(name, self.points, "bold") for name in names)
        return min(widest + 0.1, self.width * 0.4)

    @property
    def decimals(self) -> int:
        """One decimal where the cells leave room for it, two for small numbers."""
        room = (self.width - self.side) / len(self.rates.values.columns)
        cells = self.rates.values.to_numpy(dtype=float).ravel()
        known = [float(cell) for cell in cells if np.isfinite(cell)]
        most = 2 if max(map(abs, known), default=0.0) < 2 else 1
        for decimals in range(most, 0, -1):
            said = [numbers.number(v, self.lang, decimals) for v in known]
            if max((width_of(text, self.points) for text in said), default=0.0) < room * 0.92:
                return decimals
        return 0

    @property
    def cells(self) -> npt.NDArray[Any]:
        """Each number with the digits that its interval supports, else its ones behind ≈."""
        tables = (self.rates.values, self.rates.low, self.rates.high)
        values, low, high = (table.to_numpy(dtype=float) for table in tables)
        said = np.full(values.shape, "", dtype=object)
        decimals = self.decimals
        for at in zip(*np.nonzero(np.isfinite(values)), strict=True):
            places = supported(float(low[at]), float(high[at]), decimals)
            about = sign("about", "value", self.lang) if places is None else ""
            said[at] = about + numbers.number(float(values[at]), self.lang, places or 0)
        return said


def _set_names(axes: Axes, table: Table) -> None:
    """Set the names of the rows on the left edge and the periods above the columns."""
    points, lang, values = table.points, table.lang, table.rates.values
    scale = len(values.columns) / (table.width - table.side)
    for y, code in enumerate(values.index):
        name = cut(labels.region(code, lang), table.side - 0.04, points)
        weight = "bold" if code in table.rates.totals else "normal"
        axes.text(-table.side * scale, y + 0.5, name, va="center", fontsize=points, weight=weight)
    said = [labels.tick(period, lang) for period in values.columns]
    every = 1 + int(max(width_of(text, points) for text in said) * 1.1 * scale)
    for x in range(len(said) - 1, -1, -every):
        axes.text(x + 0.5, -0.5, said[x], ha="center", va="center", fontsize=points, color=MUTED)


def _set_cells(axes: Axes, table: Table, reach: float, colours: LinearSegmentedColormap) -> None:
    """Draw the cells that hold a number, each on its colour, and leave room for the periods."""
    values = table.rates.values.astype(float)
    sns.heatmap(
        values,
        annot=table.cells,
        fmt="",
        vmin=-reach,
        vmax=reach,
        cmap=colours,
        cbar=False,
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
