"""Places in a composite index, and how far choices and rounding move them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kejidata.figures import labels
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row import Row
from kejidata.figures.layout.row_chart import ROWS, blocks_of, row_blocks, share_scale
from kejidata.figures.layout.row_layout import RowLayout
from kejidata.figures.layout.style import BLUE, FOCUS, INK, RULE, Canvas, Size, size_of
from kejidata.figures.select import checked, focused, is_number, limit, one_group, one_period, only
from kejidata.measures.index_ranges import reach
from kejidata.measures.interval import Interval, intervals
from kejidata.model.terms import RESULTS, Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.panel.normalize import records
from kejidata.wording import numbers
from kejidata.wording.labels import reason
from kejidata.wording.phrases import joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_index_ranks"


@chart
@any_frame
def index_ranks(
    scores: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    indicator: str = "composite_index",
    period: str | None = None,
    focus: str | None = None,
    top: int | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a dot at the rank of each region in an index, on a bar of the ranks that it may have.

    The bar goes over all ranks under moved weights, with one indicator left out and under another
    normalisation; dark are those that published rounding allows.

    Parameters
    ----------
    scores
        Result of `kejidata.composite_index`.
    lang
        A language, such as zh or en.
    size
        slide or column.
    indicator
        The index, or a group of it.
    period
        The period; by default the last.
    focus
        A region, by code or name, to set in bold and to lead the title with; else who ranks first.
    top
        Rows to show; the rest is counted in a note. By default as many as fit the size.
    sources
        Ids of sources for the source line.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, unknown language, size, indicator or region.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": ["a", "b", "c"], "indicator": "x", "period": 2020,
    ...                     "value": [3.0, 2.0, 1.0]})
    >>> index_ranks(kejidata.composite_index(obs, ["x"]), "en").get_label().split(". ")[0]
    'Composite index in 2020: a ranks 1st of 3, whatever the choices tried'
    """
    measures = size_of(size, title, figure)
    needed = [name for name in RESULTS["composite_index"] if name != "shift"]
    frame = only(
        checked(scores, needed, "the result of composite_index", lang), "indicator", indicator
    )
    frame = one_period(frame, period)
    focus = focused(frame, focus)
    frame = one_group(frame, focus).sort_values(["rank", "region"], ignore_index=True)
    most = limit(top, ROWS)
    shown = frame[(frame.index < most) | (frame["region"] == focus)].reset_index(drop=True)
    name = labels.indicator(indicator, lang)
    said = _title(frame, name, focus, lang)
    hidden = len(frame) - len(shown)
    notes = [text(lang, "figure_ranking_dots.note.hidden", n=hidden)] if hidden else []
    open_ = not all(one.settled for one in intervals(shown.dropna(subset="rank"), "rank").values())
    keys = ["key", *["rounding"] * open_]
    captions = Captions(
        said,
        joined([text(lang, f"{SECTION}.{key}") for key in keys], lang, "clause"),
        notes,
        source_line(frame, sources, lang),
        frame,
    )
    rows = _rows(shown, focus, lang)
    axis = text(lang, f"{SECTION}.axis", name=labels.indicator_inside(indicator, lang))
    ranked = shown[shown["rank"].notna()]
    count = blocks_of(len(ranked), measures)
    page, blocks = row_blocks(rows, captions, measures, lang, axis, len(rows), blocks=count)
    for axes, layout, which in blocks:
        _draw(axes, layout, ranked.iloc[which].reset_index(drop=True), focus, measures)
    share_scale([axes for axes, _, _ in blocks])
    return page.figure


def _rows(shown: pd.DataFrame, focus: str | None, lang: Lang) -> list[Row]:
    """Return rank, name and score of each region, or why it has none."""
    rows = []
    for row in records(shown):
        ranked = is_number(row["rank"])
        score = _score(row, lang) if ranked else ""
        why = "" if ranked else reason(text_of(row["reason"]), lang)
        place = Interval(row["rank"], row["rank"])
        prefix = labels.ranks(place, lang, "label") if ranked else "–"
        name = labels.region(row["region"], lang)
        rows.append(Row(name, score, why, row["region"] == focus, prefix))
    return rows


def _score(row: Mapping[str, Any], lang: Lang) -> str:
    return numbers.computed(row["score"], row["low"], row["high"], "", lang, most=1)


def _title(frame: pd.DataFrame, name: str, focus: str | None, lang: Lang) -> str:
    """Return the rank of the region in focus, or of the first, over all choices."""
    when = labels.period(frame["period"].iloc[0], lang)
    ranked = frame[frame["rank"].notna()]
    own = ranked if focus is None else ranked[ranked["region"] == focus]
    if own.empty:
        return text(lang, "figure_ranking_dots.title.none", name=name, when=when)
    row = records(own)[0]
    found, where = Interval(*reach(row)), labels.region(row["region"], lang)
    size = len(ranked) + int(row["missing"])
    key = f"{SECTION}.{'alone' if found.settled else 'range'}"
    said = text(lang, key, where=where, rank=labels.ranks(found, lang), n=size)
    return text(lang, "figure_ranking_dots.title", name=name, when=when, said=said)


def _draw(
    axes: Axes, layout: RowLayout, ranked: pd.DataFrame, focus: str | None, size: Size
) -> None:
    """Draw bar, dark bar and dot of each region that has a rank."""
    for position, row in enumerate(records(ranked)):
        y = position + layout.track_at
        colour = FOCUS if row["region"] == focus else BLUE
        every = Interval(*reach(row))
        width = size.text * 0.6
        axes.hlines(y, *every.ends, color=RULE, linewidth=width, capstyle="round")
        axes.hlines(y, row["best"], row["worst"], color=INK, linewidth=1.2)
        axes.plot([row["rank"]], [y], "o", color=colour, markersize=width)
    if len(ranked):
        axes.set_xlim(left=0.5)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
