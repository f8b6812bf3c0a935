"""Contributions: how many points each part adds to the growth of a total, or takes from it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.ticker import MaxNLocator

from kejidata.figures import labels
from kejidata.figures.headline import extreme
from kejidata.figures.layout.marks import draw_interval
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row import Row
from kejidata.figures.layout.row_chart import row_chart
from kejidata.figures.layout.style import BLUE, FOCUS, INK, MUTED, ORANGE, RULE, Canvas, size_of
from kejidata.figures.select import checked, is_number, limit, one_period, only
from kejidata.measures.certainty import highest
from kejidata.measures.interval import Interval, intervals
from kejidata.model.region_lookup import region_code
from kejidata.model.terms import POINTS, REST, RESULTS, Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.wording import numbers
from kejidata.wording.labels import reason
from kejidata.wording.phrases import aside, text
from kejidata.wording.sources import source_line

SECTION = "figure_contributions"
TOP = {"slide": 16, "column": 24}
"""Parts that fit a size."""


@chart
@any_frame
def contribution_bars(
    parts: pd.DataFrame,
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
    """Return a bar for each part of a total: the points that it adds to the total's growth.

    Those that add most stand on top, orange bars take from it, and what no part tells is the last,
    in grey. A dark line spans what rounding leaves open.

    Parameters
    ----------
    parts
        Result of `kejidata.contributions`, of one total.
    lang
        A language, such as zh or en.
    size
        slide or column.
    indicator
        The indicator of the total; needed where the frame holds several.
    period
        The period; by default the last.
    focus
        A part, by code or name, to set in bold and in the colour of the focus.
    top
        Parts to show; the rest is counted in a note. By default as many as fit the size.
    sources
        Ids of sources for the source line.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, unknown language, size, indicator or period, several totals.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": ["all", "east", "west"] * 2, "indicator": "patents",
    ...                     "period": [2019] * 3 + [2020] * 3, "value": [50, 30, 20, 60, 39, 21]})
    >>> drawn = contribution_bars(kejidata.contributions(obs, {"all": ["east", "west"]}), "en")
    >>> [round(float(bar.get_width()), 1) for bar in drawn.axes[0].patches]
    [18.0, 2.0, 0.0]
    """
    measures = size_of(size, title, figure)
    needed = RESULTS["contributions"]
    frame = checked(parts, needed, "the result of contributions", lang)
    frame = one_period(only(only(frame, "region", None), "indicator", indicator), period)
    order = frame.assign(rest=frame["part"] == REST, known=frame["contribution"].isna())
    frame = order.sort_values(
        ["known", "rest", "contribution"], ascending=[True, True, False], ignore_index=True
    ).drop(columns=["rest", "known"])
    most = limit(top, TOP[measures.name])
    shown = frame[(frame.index < most) | (frame["part"] == REST)].reset_index(drop=True)
    spans = {at: span for at, span in intervals(shown, "contribution").items() if _known(shown, at)}
    hidden = len(frame) - len(shown)
    captions = Captions(
        _title(frame, lang),
        text(lang, f"{SECTION}.subtitle"),
        [text(lang, f"{SECTION}.hidden", n=hidden)] if hidden else [],
        source_line(frame, sources, lang),
        frame,
    )
    wanted = region_code(focus) if focus else ""
    rows = [_row(row, wanted, lang) for _, row in shown.iterrows()]
    axis_title = text(lang, f"{SECTION}.axis")
    page, axes, layout = row_chart(rows, captions, measures, lang, axis_title)
    for at, span in spans.items():
        y, number = at + layout.track_at, float(shown["contribution"][at])
        colour = _colour(text_of(shown["part"][at]), span, wanted)
        axes.barh([y], [number], height=2 * layout.half, color=colour)
        draw_interval(axes, span.ends, y, color=INK, linewidth=1.2)
    if spans:
        axes.axvline(0, color=RULE, linewidth=0.8, zorder=0)
        axes.set_xlim(*_limits([span.ends for span in spans.values()]))
        axes.xaxis.set_major_locator(MaxNLocator(6))
    return page.figure


def _known(shown: pd.DataFrame, at: int) -> bool:
    return is_number(shown["contribution"][at])


def _limits(ends: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return where the axis begins and ends: zero and all intervals lie inside."""
    low, high = min(0.0, *(end[0] for end in ends)), max(0.0, *(end[1] for end in ends))
    return (low, high) if low < high else (0.0, 1.0)


def _colour(part: str, span: Interval, wanted: str) -> str:
    if part == REST:
        return MUTED
    if wanted and region_code(part) == wanted:
        return FOCUS
    return ORANGE if span.below(0) else BLUE


def _row(row: pd.Series, wanted: str, lang: Lang) -> Row:
    """Return the name and the points of a part, or why it has none."""
    part = text_of(row["part"])
    name, strong = labels.part(part, lang), bool(wanted) and region_code(part) == wanted
    if not is_number(row["contribution"]):
        return Row(name, "", reason(text_of(row["reason"]), lang), strong)
    return Row(name, _points(row, lang), "", strong)


def _points(row: pd.Series, lang: Lang, unit: str = "") -> str:
    ends = row["contribution_low"], row["contribution_high"]
    return numbers.computed(row["contribution"], *ends, unit, lang, most=2)


def _title(frame: pd.DataFrame, lang: Lang) -> str:
    """Return who added most to the growth of the total, as far as that is sure."""
    first = frame.iloc[0]
    slots = {
        "where": labels.region(first["region"], lang),
        "name": labels.indicator(first["indicator"], lang),
        "when": labels.period(first["period"], lang),
    }
    own = frame[(frame["part"] != REST) & frame["contribution"].notna()].set_index("part")
    if own.empty:
        return text(lang, f"{SECTION}.title.none", **slots)
    known = intervals(own, "contribution")
    found = highest(known)
    if "up" not in {known[one].way() for one in found.members}:
        return text(lang, f"{SECTION}.title.unsure", **slots)
    if len(own) < len(frame[frame["part"] != REST]):
        slots["name"] = aside(slots["name"], text(lang, f"{SECTION}.known", n=len(own)), lang)
    value = _points(own.loc[found.members[0]], lang, POINTS)
    said = extreme(found, "contribution", "region", labels.part, value, lang)
    return text(lang, f"{SECTION}.title", said=said, **slots)
