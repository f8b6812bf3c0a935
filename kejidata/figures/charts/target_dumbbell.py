"""Targets against the last actual, and why some of them have none."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kejidata.figures import changes, labels
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row_chart import Row, RowLayout, row_chart
from kejidata.figures.layout.style import BLUE, FAINT, INK, ORANGE, Size, size_of
from kejidata.figures.select import checked, is_number
from kejidata.model.registry import entry
from kejidata.model.terms import PERCENT, POINTS, Lang
from kejidata.panel.measured import text_of
from kejidata.wording.labels import reason
from kejidata.wording.phrases import aside, joined, listing, text
from kejidata.wording.sources import source_line

SECTION = "figure_target_dumbbell"
_OUTLOOK = (
    *("region", "indicator", "period", "target", "unit"),
    *("last_value", "last_period", "change", "reason"),
)


@chart
def target_dumbbell(
    outlook: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a dumbbell for each target: where it lies from the last actual, which is set to 100.

    Targets above the last actual come first, the farthest at the top; targets that cannot be
    compared stand below with their reason. A pale bar spans what rounding leaves open; where it
    reaches both sides of the last actual, neither word nor colour says which.

    Parameters
    ----------
    outlook
        Result of `kejidata.target_outlook`: region, indicator, period, target, unit,
        last_value, last_period, change, reason; optional bound, change_rate, related,
        related_value, related_unit, and the ends of intervals change_low, change_high,
        change_rate_low, change_rate_high.
    lang
        A language: zh or en.
    size
        slide or column.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.

    Raises
    ------
    KejidataError
        Columns missing, unknown language or size.
    """
    measures = size_of(size)
    frame = with_ends(checked(outlook, _OUTLOOK, "the result of target_outlook", lang))
    drawn = frame["change"].notna() & (frame["last_value"] > 0)
    for end in ("low", "high"):
        frame[f"place_{end}"] = 100 + frame[f"change_{end}"] / frame["last_value"] * 100
    frame["place"] = (frame["target"] / frame["last_value"] * 100).where(drawn)
    order = ["place", "change"]
    frame = frame.sort_values(order, ascending=False, kind="stable", na_position="last")
    frame = frame.reset_index(drop=True)
    captions = Captions(
        _title(frame, lang), _subtitle(frame, lang), (), source_line(frame, sources, lang)
    )
    usual = _usual(frame)
    rows = [_row(row, usual, lang) for row in frame.to_dict("records")]
    axis_title = text(lang, f"{SECTION}.axis")
    page, axes, layout = row_chart(rows, captions, measures, lang, axis_title)
    _draw(axes, layout, frame[frame["place"].notna()], measures)
    return page.figure


def with_ends(outlook: pd.DataFrame) -> pd.DataFrame:
    """Return an outlook whose `change` and `change_rate` have the ends of their intervals."""
    for column in ("change", "change_rate"):
        middle = outlook[column] if column in outlook else float("nan")
        outlook[column] = middle
        for end in ("low", "high"):
            name = f"{column}_{end}"
            known = outlook[name].astype(float) if name in outlook else outlook[column]
            outlook[name] = known.fillna(outlook[column])
    return outlook


def _draw(axes: Axes, layout: RowLayout, frame: pd.DataFrame, size: Size) -> None:
    """Draw the last actual, the target, the way between them and what rounding leaves open."""
    if frame.empty:
        return
    axes.xaxis.set_major_locator(MaxNLocator(6))
    if size.name == "slide":
        axes.vlines(100, 0, len(frame), color=FAINT, linewidth=0.8)
    higher = changes.rose(frame["change_low"], frame["change_high"])
    lower = changes.fell(frame["change_low"], frame["change_high"])
    for position, row in enumerate(frame.to_dict("records")):
        colour = BLUE if higher.iloc[position] else ORANGE if lower.iloc[position] else INK
        y = position + layout.track_at
        place, ends = row["place"], [row["place_low"], row["place_high"]]
        axes.plot([100, place], [y, y], color=colour, linewidth=size.text / 4, alpha=0.45)
        if ends[0] < ends[1]:
            axes.plot(ends, [y, y], color=colour, linewidth=size.text / 2, alpha=0.3)
        axes.plot([100], [y], "o", color=FAINT, markersize=size.text * 0.5)
        axes.plot([place], [y], "o", color=colour, markersize=size.text * 0.62)


def _usual(frame: pd.DataFrame) -> str:
    """Return the period of most last actuals, empty where none is compared."""
    return str(frame["last_period"][frame["change"].notna()].mode().get(0, ""))


def _row(row: Mapping[Hashable, Any], usual: str, lang: Lang) -> Row:
    """Return the name, the two values and the difference of one target, or why there is none."""
    name = labels.indicator(row["indicator"], lang)
    unit, bound = text_of(row["unit"]), text_of(row.get("bound"))
    target = labels.bounded(row["target"], unit, bound, lang) if is_number(row["target"]) else "—"
    if not is_number(row["change"]):
        return Row(name, target, _why(row, lang))
    last = labels.amount(row["last_value"], unit, lang)
    if row["last_period"] != usual:
        last = aside(last, labels.period(row["last_period"], lang), lang)
    return Row(name, compared(last, aside(target, difference(row, lang), lang), lang))


def compared(last: str, target: str, lang: Lang) -> str:
    """Return a last actual and what is aimed at, in words."""
    return text(lang, "figure.pair", first=last, last=target)


def difference(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return how far a target lies from the last actual: percent, or points for a share."""
    if is_number(row["change_rate"]):
        ends = (row["change_rate"], row["change_rate_low"], row["change_rate_high"])
        return labels.change(*ends, PERCENT, lang)
    if text_of(row["unit"]) != PERCENT:
        return ""
    return labels.change(row["change"], row["change_low"], row["change_high"], POINTS, lang)


def _why(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return why a target cannot be compared, with the indicator that looks alike in its unit."""
    said = reason(text_of(row["reason"]), lang)
    related = text_of(row.get("related"))
    if not related or not is_number(row.get("related_value")):
        return said
    unit = text_of(row.get("related_unit")) or entry("indicators", related).get("unit", "")
    value = labels.amount(float(row["related_value"]), unit, lang)
    return aside(said, joined([labels.indicator(related, lang), value], lang, "label"), lang)


def _title(frame: pd.DataFrame, lang: Lang) -> str:
    """Return how many targets lie above, at and below the last actual, and how many compare."""
    known = frame[frame["change"].notna()]
    found = changes.balance(known["change_low"], known["change_high"], len(frame) - len(known))
    counts = {
        "above": found.rose,
        "below": found.fell,
        "equal": found.flat,
        "open": found.open,
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
