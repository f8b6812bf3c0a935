"""Growth over regions and years: a coloured cell for each number, a mark for each refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from kejidata.figures import words as w
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Page, Words, measured_page, place_axes
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.style import (
    BAND,
    DIVERGING,
    INK,
    MUTED,
    PAPER,
    ink_on,
    size_of,
    styled,
)
from kejidata.figures.layout.text import LEADING, POINTS, cut, height_of, width_of
from kejidata.figures.select import checked, only, unique
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang
from kejidata.panel.intervals import supported
from kejidata.wording import labels

_COLUMNS = ("region", "indicator", "period", "growth", "unit", "reason")
MARKS = "abcdefgh"
BLOCK = 16
"""Rows from which on a slide parts the table into two blocks."""


@styled()
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
        Result of `kejidata.growth_rates`: region, indicator, period, growth, unit, reason.
    lang
        zh or en.
    size
        slide or column.
    indicator
        Code of the indicator; needed where the frame holds several.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.

    Raises
    ------
    KejidataError
        Columns missing, no rows, several indicators, unknown language or size.
    """
    frame = only(
        checked(growth, _COLUMNS, "the result of growth_rates", lang), "indicator", indicator
    )
    frame = unique(frame)
    frame["reason"] = frame["reason"].map(text_of)
    measures = size_of(size)
    values = frame.pivot(index="region", columns="period", values="growth")
    half = _half(frame)
    reasons = frame.pivot(index="region", columns="period", values="reason").fillna("no_value")
    empty = [period for period in values.columns if values[period].isna().all()]
    if len(empty) < len(values.columns):
        values = values.drop(columns=empty)
    else:
        empty = []
    values = values.sort_values(values.columns[-1], ascending=False, kind="stable")
    totals = w.totals(values.index)
    values = values.loc[sorted(values.index, key=lambda code: code not in totals)]
    refused = reasons.reindex_like(values).where(values.isna())
    codes = [code for code in dict.fromkeys(refused.to_numpy().ravel()) if text_of(code)]
    marks = {str(code): MARKS[n] for n, code in enumerate(sorted(codes))}
    said = Words(
        _title(
            frame, values.drop(index=totals) if len(totals) < len(values) else values, half, lang
        ),
        _subtitle(frame, lang),
        _notes(empty, marks, refused, lang),
        source_line(frame, sources, lang),
    )
    blocks = 2 if measures.name == "slide" and len(values) > BLOCK else 1
    line = height_of(1, measures.small) * 1.05
    opened, free = measured_page(said, measures, lang)
    rows = -(-len(values) // blocks) + 1
    page = opened(min(free, rows * 0.42) if measures.name == "slide" else line * rows)
    _draw(page, values, half, refused, marks, blocks, lang)
    return page.figure


def _half(frame: pd.DataFrame) -> pd.DataFrame:
    """Return half of each interval, regions x periods; empty where the frame has none."""
    width = frame["high"] - frame["low"] if {"low", "high"} <= set(frame) else np.nan
    return frame.assign(half=width / 2).pivot(index="region", columns="period", values="half")


def _draw(
    page: Page,
    values: pd.DataFrame,
    half: pd.DataFrame,
    refused: pd.DataFrame,
    marks: Mapping[str, str],
    blocks: int,
    lang: Lang,
) -> None:
    """Draw the table in blocks side by side, one colour scale for all."""
    known = np.abs(values.to_numpy(dtype=float).ravel())
    known = known[np.isfinite(known)]
    reach = float(np.quantile(known, 0.95)) if known.any() else 1.0
    colours = LinearSegmentedColormap.from_list("growth", DIVERGING)
    totals = w.totals(values.index)
    rows, gap = -(-len(values) // blocks), 0.3
    width = (page.width - gap * (blocks - 1)) / blocks
    for block in range(blocks):
        part = values.iloc[block * rows : (block + 1) * rows]
        points = min(page.size.text - 1, _tallest(page, rows))
        table = Table(part, half.reindex_like(part), width, points, lang, totals)
        height = page.height * (len(part) + 1) / (rows + 1)
        left = page.left + block * (width + gap) + table.side
        axes = place_axes(page, left, page.top - height, width - table.side, height)
        _set_cells(axes, table, reach, colours)
        _set_marks(axes, refused.loc[part.index], marks, table.points)
        _set_names(axes, table)


def _tallest(page: Page, rows: int) -> float:
    """Return the type size in points that rows of this page leave room for."""
    return page.height / (rows + 1) * POINTS / LEADING


class Table(NamedTuple):
    """One block: numbers, half of their intervals, width in inches, type, which rows are totals."""

    values: pd.DataFrame
    half: pd.DataFrame
    width: float
    points: float
    lang: Lang
    totals: Sequence[str]

    @property
    def side(self) -> float:
        """Inches for the names."""
        names = [w.region(code, self.lang) for code in self.values.index]
        return min(
            max(width_of(name, self.points, "bold") for name in names) + 0.1, self.width * 0.4
        )

    @property
    def decimals(self) -> int:
        """One decimal where the cells leave room for it, two for points."""
        room = (self.width - self.side) / len(self.values.columns)
        cells = self.values.to_numpy(dtype=float).ravel()
        numbers = [float(cell) for cell in cells if np.isfinite(cell)]
        most = 2 if max(map(abs, numbers), default=0.0) < 2 else 1
        for decimals in range(most, 0, -1):
            told = [w.number(v, self.lang, decimals) for v in numbers]
            if max((width_of(text, self.points) for text in told), default=0.0) < room * 0.92:
                return decimals
        return 0


def _set_names(axes: Axes, table: Table) -> None:
    """Set the names of the rows on the left edge and the periods above the columns."""
    points, lang = table.points, table.lang
    scale = len(table.values.columns) / (table.width - table.side)
    for y, code in enumerate(table.values.index):
        name = cut(w.region(code, lang), table.side - 0.04, points)
        weight = "bold" if code in table.totals else "normal"
        axes.text(-table.side * scale, y + 0.5, name, va="center", fontsize=points, weight=weight)
    told = [w.period(period, "en") for period in table.values.columns]
    every = 1 + int(max(width_of(text, points) for text in told) * 1.1 * scale)
    for x in range(len(told) - 1, -1, -every):
        axes.text(x + 0.5, -0.5, told[x], ha="center", va="center", fontsize=points, color=MUTED)


def _set_cells(axes: Axes, table: Table, reach: float, colours: LinearSegmentedColormap) -> None:
    """Draw the cells that hold a number, each on its colour, and leave room for the periods."""
    values, half = table.values.to_numpy(dtype=float), table.half.to_numpy(dtype=float)
    told = np.full(values.shape, "", dtype=object)
    for at in np.argwhere(np.isfinite(values)):
        cell, slack = values[tuple(at)], half[tuple(at)]
        told[tuple(at)] = w.computed(cell, cell - slack, cell + slack, table.lang, table.decimals)
    sns.heatmap(
        table.values.astype(float),
        annot=told,
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
    for text, fill in zip(axes.texts, np.asarray(mesh.get_facecolor())[shown], strict=True):
        text.set_color(ink_on(fill))
    axes.set_ylim(len(table.values), -1)
    axes.set_axis_off()


def _set_marks(axes: Axes, refused: pd.DataFrame, marks: Mapping[str, str], points: float) -> None:
    """Draw the refused cells grey, each with the letter of its reason."""
    for y, reasons in enumerate(refused.to_numpy()):
        for x, code in enumerate(reasons):
            if mark := marks.get(text_of(code), ""):
                axes.add_patch(Rectangle((x, y), 1, 1, facecolor=BAND, edgecolor=PAPER))
                middle = (x + 0.5, y + 0.5)
                axes.text(*middle, mark, ha="center", va="center", fontsize=points, color=INK)


def _title(frame: pd.DataFrame, values: pd.DataFrame, half: pd.DataFrame, lang: Lang) -> str:
    """Return how many regions grew in the last period, and which grew fastest."""
    name = w.indicator(frame["indicator"].iloc[0], lang)
    last = values.columns[-1]
    when, column = w.period(last, lang), values[last].dropna()
    if column.empty:
        return f"{name}的增长均无法计算" if lang == "zh" else f"{name}: no growth can be computed"
    unit = text_of(frame["unit"].mode().get(0))
    points = unit == "个百分点"
    up, best = int((column > 0).sum()), str(column.idxmax())
    high, slack = float(column.max()), float(half[last][best])
    places = supported(high - slack, high + slack, 2 if points else 1)
    most = w.amount(high, unit, lang, places or 0)
    where, count = w.region(best, lang), w.count_of(up, len(values), lang)
    if lang == "zh":
        verb = "提高" if points else "增长"
        return f"{when}{name}：{count}{verb}，{where}最快（{most}）"
    verb = "rose" if points else "grew"
    return f"{name} {verb} in {count} in {when}, fastest in {where} ({most})"


def _subtitle(frame: pd.DataFrame, lang: Lang) -> str:
    unit = w.scale_of(text_of(frame["unit"].mode().get(0)), lang)[1]
    if lang == "zh":
        return f"比上期增长（{unit}）；蓝色为增长，橙色为下降，按最后一期由高到低排列"
    return (
        f"Growth on the period before ({unit}); blue: growth, orange: decline; by the last period"
    )


def _notes(
    empty: Sequence[str], marks: Mapping[str, str], refused: pd.DataFrame, lang: Lang
) -> list[str]:
    """Return what the marks mean, how often each stands, and the periods left out."""
    count = refused.stack().value_counts()
    told = [
        w.aside(f"{mark} {labels.reason(code, lang)}", str(int(count[code])), lang)
        for code, mark in marks.items()
    ]
    notes = [("；" if lang == "zh" else "; ").join(told)] if told else []
    if empty:
        when = w.listing([w.period(period, lang) for period in empty], lang)
        notes.append(
            f"{when}均无法计算，未列出" if lang == "zh" else f"No growth in {when}: left out"
        )
    return notes
