"""Targets against the last actual, and why some of them have none."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kejidata.figures import labels
from kejidata.figures.layout.marks import draw_interval
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row import Row, in_bold
from kejidata.figures.layout.row_chart import row_chart
from kejidata.figures.layout.row_layout import RowLayout
from kejidata.figures.layout.style import BLUE, FAINT, INK, ORANGE, ROUND, Canvas, Size, size_of
from kejidata.figures.select import checked, focused, is_number
from kejidata.measures.certainty import balance
from kejidata.measures.interval import intervals, of_row
from kejidata.measures.outlook import recent
from kejidata.measures.plans import target_index
from kejidata.model.registry import unit_of
from kejidata.model.terms import PERCENT, POINTS, Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.wording import numbers
from kejidata.wording.labels import reason
from kejidata.wording.phrases import aside, joined, listing, text
from kejidata.wording.sources import source_line

SECTION = "figure_target_dumbbell"
_OUTLOOK = (
    *("region", "indicator", "period", "target", "unit"),
    *("last_value", "last_period", "age", "change", "reason"),
)
LAST = 100
"""Where the last actual stands, of which the targets are indices."""
COLOURS = {"up": BLUE, "down": ORANGE}
"""Colour of a target that surely lies above or below the last actual; any other is dark."""


@chart
@any_frame
def target_dumbbell(
    outlook: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a dumbbell for each target: where it lies from the last actual, which is set to 100.

    Targets above the last actual come first, the farthest at the top; targets that cannot be
    compared stand below with their reason. A pale bar spans what rounding leaves open; where it
    reaches both sides of the last actual, neither word nor colour says which.

    Parameters
    ----------
    outlook
        Result of `kejidata.target_outlook`: region, indicator, period, target, unit,
        last_value, last_period, age, change, reason; optional bound, change_rate, related,
        related_value, related_unit, and the ends of intervals change_low, change_high,
        change_rate_low, change_rate_high.
    lang
        A language, such as zh or en.
    size
        slide or column.
    focus
        A region, by code or name, whose rows are in bold.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, unknown language or size.

    Examples
    --------
    >>> import kejidata
    >>> import pandas as pd
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied", "unit": "家",
    ...                     "measure": ["value", "target"], "period": [2020, 2021],
    ...                     "value": [221, 240]})
    >>> target_dumbbell(kejidata.target_outlook(obs), "en").get_label().split(". ")[0]
    'Of 1 target for 2021, 1 exceeds the last actual'
    """
    measures = size_of(size, title, figure)
    frame = checked(outlook, _OUTLOOK, "the result of target_outlook", lang)
    frame = frame.join(target_index(frame))
    order = ["index", "change"]
    frame = frame.sort_values(order, ascending=False, kind="stable", na_position="last")
    frame = frame.reset_index(drop=True)
    captions = Captions(
        _title(frame, lang), _subtitle(frame, lang), (), source_line(frame, sources, lang), frame
    )
    usual = _usual(frame)
    told = labels.Told(frame, lang)
    said = [_row(row, usual, told) for row in frame.to_dict("records")]
    rows = in_bold(said, frame["region"], focused(frame, focus))
    axis_title = text(lang, f"{SECTION}.axis")
    page, axes, layout = row_chart(rows, captions, measures, lang, axis_title)
    _draw(axes, layout, frame[frame["index"].notna()], measures)
    return page.figure


def _draw(axes: Axes, layout: RowLayout, frame: pd.DataFrame, size: Size) -> None:
    """Draw the last actual, the target, the way between them and what rounding leaves open."""
    if frame.empty:
        return
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=ROUND))
    if size.name == "slide":
        axes.vlines(LAST, 0, len(frame), color=FAINT, linewidth=0.8)
    changes = intervals(frame, "change")
    for position, row in enumerate(frame.to_dict("records")):
        colour = COLOURS.get(changes[position].way(), INK)
        y = position + layout.track_at
        axes.plot([LAST, row["index"]], [y, y], color=colour, linewidth=size.text / 4, alpha=0.45)
        ends = row["index_low"], row["index_high"]
        draw_interval(axes, ends, y, color=colour, linewidth=size.text / 2, alpha=0.3)
        axes.plot([LAST], [y], "o", color=FAINT, markersize=size.text * 0.5)
        axes.plot([row["index"]], [y], "o", color=colour, markersize=size.text * 0.62)


def _usual(frame: pd.DataFrame) -> str:
    """Return the period of most last actuals, empty where none is compared."""
    return str(frame["last_period"][frame["change"].notna()].mode().get(0, ""))


def _row(row: Mapping[Hashable, Any], usual: str, told: labels.Told) -> Row:
    """Return the name, the two values and the difference of one target, or why there is none."""
    lang, unit = told.lang, text_of(row["unit"])
    name = labels.indicator(row["indicator"], lang)
    if not is_number(row["change"]):
        target = told.bounded(row, "target", unit) if is_number(row["target"]) else "—"
        return Row(name, target, _why(row, told))
    alike = numbers.common(told.digits(row, name, unit) for name in ("target", "last_value"))
    target = told.bounded(row, "target", unit, alike)
    last = told.amount(row, "last_value", unit, alike)
    if row["last_period"] != usual:
        last = aside(last, labels.period(row["last_period"], lang), lang)
    return Row(name, compared(last, aside(target, difference(row, lang), lang), lang))


def compared(last: str, target: str, lang: Lang) -> str:
    """Return a last actual and what is aimed at, in words."""
    return text(lang, "figure.pair", first=last, last=target)


def difference(row: Mapping[Any, Any], lang: Lang) -> str:
    """Return how far a target lies from the last actual: percent, or points for a share."""
    rated = is_number(row.get("change_rate"))
    if not rated and text_of(row["unit"]) != PERCENT:
        return ""
    column, unit = ("change_rate", PERCENT) if rated else ("change", POINTS)
    return labels.change(float(row[column]), *of_row(row, column).ends, unit, lang)


def _why(row: Mapping[Hashable, Any], told: labels.Told) -> str:
    """Return why a target cannot be compared, with the indicator that looks alike in its unit."""
    lang = told.lang
    said = reason(text_of(row["reason"]), lang)
    related = text_of(row.get("related"))
    if not related or not is_number(row.get("related_value")):
        return said
    unit = text_of(row.get("related_unit")) or unit_of(related)
    value = told.amount(row, "related_value", unit)
    return aside(said, joined([labels.indicator(related, lang), value], lang, "label"), lang)


def _title(frame: pd.DataFrame, lang: Lang) -> str:
    """Return how many targets lie above, at and below the last actual, and how many compare.

    What is set against an actual of long ago is counted by itself, as the sentence does.
    """
    known = frame[frame["change"].notna()]
    good = recent(frame)
    found = balance(intervals(good, "change").values(), len(frame) - len(known))
    counts = {
        "above": found.rose,
        "below": found.fell,
        "equal": found.flat,
        "open": found.open,
        "old": len(known) - len(good),
        "none": found.refused,
    }
    when = labels.period_list(frame["period"], lang)
    parts = [text(lang, f"{SECTION}.{key}", n=n) for key, n in counts.items() if n]
    said = joined(parts, lang, "tally")
    return text(lang, f"{SECTION}.title", n=len(frame), when=when, said=said)


def _subtitle(frame: pd.DataFrame, lang: Lang) -> str:
    regions = [labels.region(code, lang) for code in frame["region"].drop_duplicates()]
    where, usual = listing(regions, lang), _usual(frame)
    if not usual:
        return text(lang, f"{SECTION}.subtitle.none", where=where)
    return text(lang, f"{SECTION}.subtitle", where=where, last=labels.period(usual, lang))
