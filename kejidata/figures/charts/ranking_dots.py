"""Rankings: who stands where, and how sure the place is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kejidata.figures import labels
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row import Row
from kejidata.figures.layout.row_chart import ROWS, blocks_of, row_blocks, share_scale
from kejidata.figures.layout.row_layout import RowLayout
from kejidata.figures.layout.style import (
    BLUE,
    FOCUS,
    PAPER,
    ROUND,
    RULE,
    Canvas,
    Size,
    size_of,
)
from kejidata.figures.level import draw_level, level_of
from kejidata.figures.published import unit_of
from kejidata.figures.ranking_captions import notes, subtitle, title_of
from kejidata.figures.select import (
    checked,
    focused,
    is_number,
    limit,
    one_group,
    one_period,
    only,
    unique,
)
from kejidata.measures.interval import intervals
from kejidata.measures.ranking import among_known
from kejidata.model import region_lookup, registry
from kejidata.model.terms import Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.wording import numbers
from kejidata.wording.labels import reason
from kejidata.wording.phrases import aside
from kejidata.wording.sources import source_line

COLUMNS = ("region", "indicator", "period", "value", "rank", "best", "worst", "reason")


@chart
@any_frame
def ranking_dots(
    rankings: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    indicator: str | None = None,
    period: str | None = None,
    focus: str | None = None,
    top: int | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a dot at the value of each ranked region, with its rank and a line to compare with.

    Where the published rounding leaves the rank open, the range stands before the name and the
    dot is hollow. Where members of the group have no rank, ranks are those among the others, and
    the title says so; that of the region in focus is then its range among all. The line of a share
    is the value of the region that all belong to, where the frame holds it; that of an amount is
    the simple mean of the ranked.

    Parameters
    ----------
    rankings
        Result of `kejidata.rankings`: region, indicator, period, value, rank, best, worst, reason;
        missing.
    lang
        A language, such as zh or en.
    size
        slide or column.
    indicator
        Code of the indicator; needed where the frame holds several.
    period
        The period; by default the last.
    focus
        A region, by code or name, to set in bold and to lead the title with; shown wherever it
        ranks, and without a value where the frame has none of it.
    top
        Rows to show; the rest is counted in a note. By default as many as fit the size.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, several indicators, unknown language, size or region.

    Examples
    --------
    >>> import pandas as pd
    >>> ranks = pd.DataFrame({"region": ["a", "b"], "indicator": "x", "period": "2020",
    ...                       "value": [3.0, 2.0], "rank": [1, 2], "best": [1, 2],
    ...                       "worst": [1, 2], "reason": ""})
    >>> ranking_dots(ranks, "en").get_label().split(". ")[0]
    'x in 2020: a ranks first of 2'
    """
    measures = size_of(size, title, figure)
    frame = only(checked(rankings, COLUMNS, "the result of rankings", lang), "indicator", indicator)
    frame, focus = _with_focus(one_period(frame, period), focus)
    group = unique(one_group(frame, focus))
    told = labels.Told(frame, lang)
    line = level_of(frame, group, told)
    frame = group
    frame = frame.sort_values(["rank", "region"], kind="stable", ignore_index=True)
    shown = _shown(frame, focus, limit(top, ROWS))
    scale = numbers.scale_of(unit_of(frame), lang, shown["value"].dropna())
    name = labels.indicator(frame["indicator"].iloc[0], lang)
    captions = Captions(
        title_of(frame, name, focus, lang),
        subtitle(frame, line, lang),
        notes(frame, shown, lang),
        source_line(frame, sources, lang),
        frame,
    )
    rows = _rows(shown, focus, scale, told)
    axis_title = aside(name, scale.unit, lang)
    count = blocks_of(shown["rank"].notna().sum(), measures)
    page, blocks = row_blocks(rows, captions, measures, lang, axis_title, len(rows), blocks=count)
    for axes, layout, which in blocks:
        part = shown[shown["rank"].notna()].iloc[which].reset_index(drop=True)
        _draw(axes, layout, part, focus, scale.factor, measures)
        if line:
            draw_level(axes, layout, line.value * scale.factor, len(part))
    share_scale([axes for axes, _, _ in blocks])
    return page.figure


def _with_focus(frame: pd.DataFrame, focus: str | None) -> tuple[pd.DataFrame, str | None]:
    """Return the rows of one period and the code of the region in focus.

    A region of the registry that the frame lacks has published nothing, and says so in a row.
    """
    code = region_lookup.region_code(str(focus))
    if focus is None or code in set(frame["region"]) or not registry.entry("regions", code):
        return frame, focused(frame, focus)
    row = frame.iloc[[0]].assign(region=code, value=math.nan, rank=math.nan, reason="no_value")
    return pd.concat([frame, row.assign(best=math.nan, worst=math.nan)], ignore_index=True), code


def _draw(
    axes: Axes,
    layout: RowLayout,
    shown: pd.DataFrame,
    focus: str | None,
    factor: float,
    size: Size,
) -> None:
    """Draw a stem and a dot for each ranked region."""
    ranks = intervals(among_known(shown), "rank")
    for position, row in shown.iterrows():
        y = int(str(position)) + layout.track_at
        colour = FOCUS if row["region"] == focus else BLUE
        inside = colour if ranks[position].settled else PAPER
        axes.hlines(y, 0, row["value"] * factor, color=RULE, linewidth=1.0)
        dots = axes.plot([row["value"] * factor], [y], "o", color=colour, markerfacecolor=inside)
        dots[0].set_markersize(size.text * 0.6)
    if len(shown):
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=ROUND))


def _shown(frame: pd.DataFrame, focus: str | None, top: int) -> pd.DataFrame:
    """Return the first rows and the focused one, in order."""
    keep = (frame.index < top) | (frame["region"] == focus)
    shown = frame[keep]
    if len(shown) > top:  # the focused region takes the last place, not one more
        shown = shown.drop(shown.index[top - 1])
    return shown.reset_index(drop=True)


def _rows(
    shown: pd.DataFrame, focus: str | None, scale: numbers.Scale, told: labels.Told
) -> list[Row]:
    """Return rank, name and value of each region, or why it has no rank."""
    lang = told.lang
    ranks = intervals(among_known(shown), "rank")
    rows = []
    for at, row in enumerate(shown.to_dict("records")):
        known = is_number(row["value"])
        value = scale.digits(told.digits(row), lang) if known else ""
        ranked = is_number(row["rank"])
        rows.append(
            Row(
                labels.region(row["region"], lang),
                value,
                "" if ranked else reason(text_of(row["reason"]), lang),
                row["region"] == focus,
                labels.ranks(ranks[at], lang, "label") if ranked else "–",
            )
        )
    return rows
