"""Growth over regions and years: a coloured cell for each number, a mark for each refusal."""

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

from kejidata.figures import changes, extremes, labels
from kejidata.figures.labels import chronological
from kejidata.figures.layout.page import Captions, Page, measured_page, place_axes
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.style import (
    BAND,
    DIVERGING,
    INK,
    MUTED,
    PAPER,
    ink_on,
    size_of,
)
from kejidata.figures.layout.text import LEADING, cut, height_of, width_of
from kejidata.figures.layout.text import POINTS as TYPE_POINTS
from kejidata.figures.select import checked, only, totals, unique
from kejidata.model.terms import POINTS, Lang
from kejidata.panel.intervals import supported
from kejidata.panel.measured import text_of
from kejidata.wording import numbers
from kejidata.wording.labels import reason, sign
from kejidata.wording.phrases import joined, text
from kejidata.wording.sources import source_line

_COLUMNS = ("region", "indicator", "period", "growth", "unit", "reason")
SECTION = "figure_growth_heatmap"
MARKS = "abcdefghijklmnopqrstuvwxyz"
BLOCK = 16
"""Rows from which on a slide parts the table into two blocks."""


@chart
def growth_heatmap(
    growth: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    indicator: str | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return growth as a table of coloured cells, regions x periods, fastest of the last on top.

    Blue is growth, orange decline, in percent or percentage points. A refused cell is grey and has
    a letter, explained below. Periods refused for every region are left out and named. A total
    stands above its members, in bold.

    Parameters
    ----------
    growth
        Result of `kejidata.growth_rates`: region, indicator, period, growth, unit, reason;
        low and high where rounding leaves an interval.
    lang
        A language: zh or en.
    size
        slide or column.
    indicator
        Code of the indicator; needed where the frame holds several.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.

    Raises
    ------
    KejidataError
        Columns missing, several indicators, unknown language or size.
    """
    measures = size_of(size)
    frame = checked(growth, _COLUMNS, "the result of growth_rates", lang)
    frame = unique(only(frame, "indicator", indicator))
    frame["reason"] = frame["reason"].map(text_of)
    rates = _rates(frame)
    reasons = frame.pivot(index="region", columns="period", values="reason").fillna("no_value")
    refused = reasons.reindex_like(rates.values).where(rates.values.isna())
    codes = [code for code in dict.fromkeys(refused.to_numpy().ravel()) if text_of(code)]
    marks = {str(code): MARKS[n] for n, code in enumerate(sorted(codes))}
    left_out = sorted(set(frame["period"]) - set(rates.values.columns))
    captions = Captions(
        _title(frame, rates, lang),
        _subtitle(frame, lang),
        _notes(left_out, marks, refused, lang),
        source_line(frame, sources, lang),
    )
    blocks = 2 if measures.name == "slide" and len(rates.values) > BLOCK else 1
    line = height_of(1, measures.small) * 1.05
    opened, free = measured_page(captions, measures, lang)
    rows = -(-len(rates.values) // blocks) + 1
    page = opened(min(free, rows * 0.42) if measures.name == "slide" else line * rows)
    _draw(page, rates, refused, marks, blocks, lang)
    return page.figure


class Rates(NamedTuple):
    """Growth and the ends of its interval, regions x periods, and which regions are totals."""

    values: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    unit: str
    totals: Sequence[str]

    def take(self, codes: Sequence[str]) -> Rates:
        """Return the rows of some regions."""
        values, low, high = (table.loc[list(codes)] for table in (self.values, self.low, self.high))
        return Rates(values, low, high, self.unit, self.totals)


def _rates(frame: pd.DataFrame) -> Rates:
    """Return growth as tables, totals on top, then by the last period; without empty periods."""
    for end in ("low", "high"):
        ends = frame[end] if end in frame else frame["growth"]
        frame[end] = ends.fillna(frame["growth"])
    values, low, high = (
        frame.pivot(index="region", columns="period", values=name)[chronological(frame["period"])]
        for name in ("growth", "low", "high")
    )
    if values.notna().any(axis=None):
        values = values.dropna(axis=1, how="all")
    values = values.sort_values(values.columns[-1], ascending=False, kind="stable")
    above = totals(values.index)
    values = values.loc[sorted(values.index, key=lambda code: code not in above)]
    unit = text_of(frame["unit"].mode().get(0))
    return Rates(values, low.reindex_like(values), high.reindex_like(values), unit, above)


def _draw(
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
    return page.height / (rows + 1) * TYPE_POINTS / LEADING


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


def _title(frame: pd.DataFrame, rates: Rates, lang: Lang) -> str:
    """Return how many regions grew in the last period, which fastest, and what is not known."""
    name = labels.indicator(frame["indicator"].iloc[0], lang)
    members = [code for code in rates.values.index if code not in rates.totals]
    last = rates.values.columns[-1]
    when = labels.period(last, lang)
    column = rates.values.loc[members or rates.values.index, last]
    known = column.index[column.notna()]
    if known.empty:
        return text(lang, f"{SECTION}.title.none", name=name, when=when)
    low, high = rates.low.loc[known, last], rates.high.loc[known, last]
    found = changes.balance(low, high, len(column) - len(known))
    down = found.fell == found.known
    verb = ("fell" if down else "rose") + ("_points" if rates.unit == POINTS else "")
    parts = changes.told(found, SECTION, verb, lang, name=name, when=when)
    if down or found.rose:
        end = extremes.highest(low, high)
        best = end.members[0]
        value = numbers.computed(column[best], low[best], high[best], rates.unit, lang, short=True)
        most: extremes.Superlative = "slowest" if down else "fastest"
        parts.insert(1, extremes.told(end, most, "region", labels.region, value, lang))
    return joined(parts, lang, "part")


def _subtitle(frame: pd.DataFrame, lang: Lang) -> str:
    unit = numbers.scale_of(text_of(frame["unit"].mode().get(0)), lang).unit
    return text(lang, f"{SECTION}.subtitle", unit=unit)


def _notes(
    left_out: Sequence[str], marks: Mapping[str, str], refused: pd.DataFrame, lang: Lang
) -> list[str]:
    """Return what the marks mean, how often each stands, and the periods left out."""
    count = refused.stack().value_counts()
    said = [
        text(lang, f"{SECTION}.mark", mark=mark, reason=reason(code, lang), n=int(count[code]))
        for code, mark in marks.items()
    ]
    notes = [joined(said, lang, "clause")] * bool(said)
    when = labels.period_list(left_out, lang)
    return notes + [text(lang, f"{SECTION}.left_out", when=when)] * bool(left_out)
