"""Small multiples: one indicator over the years, a panel for each region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from kejidata.figures import changes, extremes, labels
from kejidata.figures.layout.page import Captions, Page, measured_page, place_axes, set_text
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.style import BLUE, FAINT, INK, ORANGE, RULE, size_of
from kejidata.figures.layout.text import cut, height_of, width_of
from kejidata.figures.select import (
    Values,
    like_periods,
    limit,
    observations,
    only,
    totals,
    values,
)
from kejidata.measures.growth import growth_rates
from kejidata.model import periods
from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up
from kejidata.wording import numbers
from kejidata.wording.phrases import aside, joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_small_multiples"
PANELS = 32
"""Panels that fit a page."""
SMALLEST = 0.8
"""How small the heads may be set, of the small type, before a long name is cut."""
APART = 5.0
"""From this ratio of the largest panel to the smallest on each has a scale of its own."""
GAP = 0.14
"""Inches between panels, over the size of a slide."""


@chart
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
    own; orange lines surely end lower than in the first period. A total of the regions in the
    frame, such as the nation, is the grey line in every panel. Bounds are no values, and periods
    of another length than most are left out; both are counted.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; optional measure, unit, step,
        bound, vintage, source.
    lang
        A language: zh or en.
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
        Columns missing, several indicators or units, unknown language or size.
    """
    measures = size_of(size)
    frame = only(observations(obs, lang), "indicator", indicator)
    published = values(frame)
    if published.rows.empty:
        raise NothingToDraw(text(lang, "nothing.values"))
    lines = _lines(published)
    scale = numbers.scale_of(published.unit, lang, published.rows["value"])
    shown = lines.table.head(limit(top, PANELS))
    columns = _columns(len(shown), measures.name)
    rows = -(-len(shown) // columns)
    captions = Captions(
        _title(lines, lang),
        _subtitle(lines, scale.unit, lang),
        _notes(lines, len(lines.table) - len(shown), lang),
        source_line(frame, sources, lang),
    )
    opened, free = measured_page(captions, measures, lang)
    page = opened(min(free, rows * 1.5) if measures.name == "slide" else rows * 0.52)
    _draw(page, shown, lines, _heads(shown, scale, lang), columns)
    return page.figure


class Lines(NamedTuple):
    """What is drawn: values regions x periods, totals, and the change from first to last."""

    table: pd.DataFrame
    total: pd.DataFrame
    rows: pd.DataFrame
    change: pd.DataFrame
    first: str
    bounds: int
    others: Sequence[str]

    @property
    def last(self) -> str:
        """The last period."""
        return str(self.table.columns[-1])

    @property
    def lower(self) -> set[str]:
        """The regions that surely ended lower than they began."""
        known = self.change.dropna(subset="growth")
        return set(known.index[changes.fell(known["low"], known["high"])])


def _lines(published: Values) -> Lines:
    """Return the values of periods of one length, highest last value first, totals apart."""
    above = totals(published.rows["region"].unique())
    inside = ~published.rows["region"].isin(above)
    kept = like_periods(published.rows["period"][inside])
    rows = published.rows[published.rows["period"].isin(kept)]
    table = rows.pivot(index="region", columns="period", values="value").reindex(columns=kept)
    members, total = table.drop(index=above, errors="ignore"), table.loc[table.index.isin(above)]
    last = members.ffill(axis=1).iloc[:, -1].sort_values(ascending=False, kind="stable")
    order = last.index[members.loc[last.index, kept[-1]].isna().to_numpy().argsort(kind="stable")]
    first, change = _change(rows, kept)
    others = sorted(set(published.rows["period"][inside]) - set(kept))
    change = change.reindex(order)
    return Lines(members.loc[order], total, rows, change, first, published.bounds, others)


def _change(rows: pd.DataFrame, kept: Sequence[str]) -> tuple[str, pd.DataFrame]:
    """Return the first period that is a like one of the last, and the growth since, by region."""
    start, _ = periods.parse(kept[-1])
    starts = [(periods.parse(period)[0], period) for period in kept]
    since = [(start - one, period) for one, period in starts if (start - one) % periods.YEAR == 0]
    apart, first = max(since)
    if not apart:
        return first, pd.DataFrame(columns=["growth", "low", "high", "reason"], dtype=float)
    ends = rows[rows["period"].isin((first, kept[-1]))]
    growth = growth_rates(ends, span=apart // periods.YEAR)
    return first, growth[growth["period"] == kept[-1]].set_index("region")


def _heads(shown: pd.DataFrame, scale: numbers.Scale, lang: Lang) -> list[str]:
    """Return the last value of each region, with its period where that is not the last one."""
    decimals = labels.decimals_of(shown.ffill(axis=1).iloc[:, -1])
    heads = []
    for _, line in shown.iterrows():
        known = line.dropna()
        said = scale.digits(round_half_up(float(known.iloc[-1]), decimals), lang)
        older = known.index[-1] != shown.columns[-1]
        heads.append(aside(said, labels.tick(known.index[-1], lang) if older else "", lang))
    return heads


def _columns(panels: int, size: str) -> int:
    """Return the columns of a grid that fills the width."""
    if size == "column":
        return min(panels, 4 if panels > 6 else 2)
    rows = 1 if panels <= 4 else 2 if panels <= 12 else 3 if panels <= 18 else 4
    return max(-(-panels // rows), 3)


def _draw(
    page: Page, shown: pd.DataFrame, lines: Lines, heads: Sequence[str], columns: int
) -> None:
    """Draw the panels row by row, each with its last value in words."""
    gap = GAP * page.size.text / 11.5
    width = (page.width - gap * (columns - 1)) / columns
    height = page.height / -(-len(shown) // columns)
    head = height_of(1, page.size.small)
    across, apart = labels.positions(shown.columns), _far_apart(shown, lines.total)
    lower = lines.lower
    margin = (across[-1] - across[0]) * 0.04 or 1.0
    points = _head_size(page, [str(code) for code in shown.index], heads, width)
    for n, (code, line) in enumerate(shown.iterrows()):
        left = page.left + (n % columns) * (width + gap)
        top = page.top - (n // columns) * height
        axes = place_axes(page, left, top - height + gap * 0.6, width, height - head - gap * 0.7)
        axes.set_xlim(across[0] - margin, across[-1] + margin)
        row = shown.iloc[n // columns * columns :][:columns]
        axes.set_ylim(*_scale(line.to_frame() if apart else pd.concat([row, lines.total])))
        axes.set_xticks([])
        axes.set_yticks([])
        axes.axhline(0, color=RULE, linewidth=0.8)
        for _, other in lines.total.iterrows():
            axes.plot(across, other, color=FAINT, linewidth=page.size.text * 0.08)
        _line(axes, line.set_axis(across), ORANGE if code in lower else BLUE, page.size.text)
        _head(page, str(code), heads[n], left, top, width, points)


def _far_apart(shown: pd.DataFrame, total: pd.DataFrame) -> bool:
    """Tell whether one scale would press the small ones flat; a total keeps the scale common."""
    tops = shown.abs().max(axis=1)
    return total.empty and bool(tops.max() > APART * tops.min())


def _scale(lines: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of a scale from zero that holds some lines."""
    numbers = lines.to_numpy(dtype=float)
    low, high = min(0.0, float(np.nanmin(numbers))), max(0.0, float(np.nanmax(numbers)))
    room = (high - low) * 0.08 or 1.0
    return low - (room if low < 0 else 0.0), high + room


def _line(axes: Axes, line: pd.Series[float], colour: str, points: float) -> None:
    """Draw the line of one region through the values there are, with a dot at its end."""
    known = line.dropna()
    axes.plot(known.index, known, color=colour, linewidth=points * 0.14)
    axes.plot(known.index[-1:], known.iloc[-1:], "o", color=colour, markersize=points * 0.3)


def _head_size(page: Page, codes: Sequence[str], values: Sequence[str], width: float) -> float:
    """Return the size of type at which every name stands beside its value, not below a limit."""
    needed = max(
        width_of(labels.region(code, page.lang), 1) + width_of(value, 1)
        for code, value in zip(codes, values, strict=True)
    )
    return max(min(page.size.small, (width - 0.06) / needed), page.size.small * SMALLEST)


def _head(
    page: Page, code: str, value: str, left: float, top: float, width: float, points: float
) -> None:
    """Set the name of a panel on its left and the last value on its right."""
    name = cut(labels.region(code, page.lang), width - width_of(value, points) - 0.05, points)
    set_text(page, left, top, name, points, color=INK, va="top")
    set_text(page, left + width, top, value, points, color=INK, va="top", ha="right")


def _title(lines: Lines, lang: Lang) -> str:
    """Return how many regions ended higher than they began, and which is highest at the end."""
    name = labels.indicator(lines.rows["indicator"].iloc[0], lang)
    since, until = labels.period(lines.first, lang), labels.period(lines.last, lang)
    known = lines.change.dropna(subset="growth")
    if lines.first == lines.last or known.empty:
        parts = [text(lang, f"{SECTION}.alone", name=name, until=until)]
    else:
        found = changes.balance(known["low"], known["high"], len(lines.change) - len(known))
        slots = {"name": name, "since": since, "until": until}
        parts = changes.told(found, SECTION, "rose", lang, **slots)
    return joined([parts[0], *_highest(lines, lang), *parts[1:]], lang, "part")


def _highest(lines: Lines, lang: Lang) -> list[str]:
    """Return which region is highest in the last period."""
    now = lines.rows[lines.rows["period"] == lines.last].set_index("region")
    now = now.loc[now.index.intersection(lines.table.index, sort=False)]
    if now.empty:
        return []
    found = extremes.highest(now["low"], now["high"])
    best = float(now["value"][found.members[0]])
    value = labels.amount(best, str(now["unit"].iloc[0]), lang)
    return [extremes.told(found, "highest", "region", labels.region, value, lang)]


def _subtitle(lines: Lines, unit: str, lang: Lang) -> str:
    name = labels.indicator(lines.rows["indicator"].iloc[0], lang)
    scale = "scale.own" if _far_apart(lines.table, lines.total) else "scale.row"
    parts = [aside(name, unit, lang), text(lang, f"{SECTION}.value")]
    parts += [text(lang, f"{SECTION}.{scale}")]
    since, until = labels.period(lines.first, lang), labels.period(lines.last, lang)
    parts += [text(lang, f"{SECTION}.lower", since=since, until=until)] * bool(lines.lower)
    parts += [
        text(lang, f"{SECTION}.total", name=labels.region(code, lang)) for code in lines.total.index
    ]
    return joined(parts, lang, "clause")


def _notes(lines: Lines, hidden: int, lang: Lang) -> list[str]:
    """Return what is not drawn: regions, periods of another length, bounds."""
    notes = [text(lang, "figure.hidden", n=hidden)] * (hidden > 0)
    when = labels.period_list(lines.others, lang)
    notes += [text(lang, "figure.other_length", when=when)] * bool(lines.others)
    return notes + [text(lang, "figure.bounds", n=lines.bounds)] * bool(lines.bounds)
