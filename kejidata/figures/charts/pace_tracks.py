"""The pace of a plan: from base to last actual, what is expected, and the target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from kejidata.figures import labels
from kejidata.figures.layout.marks import draw_interval, fit_from_zero
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row import Row, in_bold
from kejidata.figures.layout.row_chart import row_chart
from kejidata.figures.layout.row_layout import RowLayout
from kejidata.figures.layout.style import BLUE, FAINT, INK, MUTED, ORANGE, Canvas, Size, size_of
from kejidata.figures.select import checked, focused, is_number
from kejidata.measures.plans import pace_index
from kejidata.model.terms import PACES, RESULTS, Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.panel.normalize import records
from kejidata.wording import numbers
from kejidata.wording.labels import reason
from kejidata.wording.phrases import joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_pace_tracks"
COLOURS = {"behind": ORANGE, "open": MUTED}
TARGET = 100


@chart
@any_frame
def pace_tracks(
    targets: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a track for each target some years ahead, which is 100 on the scale of all.

    A small dot is the base and a large one the last actual; a pale line leads on to what is
    expected at this pace, whose bar is what rounding leaves open. Those behind come first.

    Parameters
    ----------
    targets
        Result of `kejidata.pace`.
    lang
        A language, such as zh or en.
    size
        slide or column.
    focus
        A region, by code or name, whose rows are in bold.
    sources
        Ids of sources for the source line.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, unknown language, size or region.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "output", "period": [2020, 2022, 2024],
    ...                     "measure": ["value", "value", "target"], "value": [100, 121, 144]})
    >>> pace_tracks(kejidata.pace(obs, 2020), "en").get_label().split(". ")[0]
    'Targets some years ahead: 1 on track'
    """
    measures = size_of(size, title, figure)
    frame = checked(targets, RESULTS["pace"], "the result of pace", lang)
    frame = frame.join(pace_index(frame))
    order = frame["verdict"].map({name: at for at, name in enumerate(PACES)})
    frame = frame.assign(order=order.where(frame["reached"].notna()))
    frame = frame.sort_values(["order", "indicator"], kind="stable", ignore_index=True)
    names = labels.rows(frame, lang)
    told = labels.Told(frame, lang)
    said = [_row(name, row, told) for name, row in zip(names, records(frame), strict=True)]
    rows = in_bold(said, frame["region"], focused(frame, focus))
    drawn = frame[frame["reached"].notna()]
    captions = Captions(
        _title(frame, lang),
        joined([text(lang, f"{SECTION}.{key}") for key in _keys(drawn)], lang, "clause"),
        (),
        source_line(frame, sources, lang),
        frame.drop(columns="order"),
    )
    axis_title = text(lang, f"{SECTION}.axis")
    page, axes, layout = row_chart(rows, captions, measures, lang, axis_title, track=0.13)
    _draw(axes, layout, drawn, measures)
    return page.figure


def _draw(axes: Axes, layout: RowLayout, drawn: pd.DataFrame, size: Size) -> None:
    """Draw the target and, of each row, base, last actual and what is expected."""
    if drawn.empty:
        return
    axes.vlines(TARGET, 0, len(drawn), color=INK, linewidth=0.8)
    for position, row in enumerate(drawn.to_dict("records")):
        y, colour = position + layout.track_at, COLOURS.get(row["verdict"], BLUE)
        axes.plot([row["base"], row["last"]], [y, y], color=colour, linewidth=size.text / 5)
        ahead = [row["last"], row["reached"]]
        axes.plot(ahead, [y, y], ":", color=colour, linewidth=size.text / 6)
        ends = row["reached_low"], row["reached_high"]
        draw_interval(axes, ends, y, color=colour, linewidth=size.text / 2, alpha=0.35)
        axes.vlines(row["reached"], y - layout.half, y + layout.half, color=colour, linewidth=1.5)
        axes.plot([row["base"]], [y], "o", color=FAINT, markersize=size.text * 0.35)
        axes.plot([row["last"]], [y], "o", color=colour, markersize=size.text * 0.55)
    every = drawn[["base", "last", "reached", "reached_high"]].to_numpy().ravel()
    fit_from_zero(axes, [TARGET, *every], 1.03)
    axes.xaxis.set_major_locator(MaxNLocator(6))


def _keys(drawn: pd.DataFrame) -> list[str]:
    """Return what the key names: only what is drawn."""
    return ["key", *(name for name in COLOURS if (drawn["verdict"] == name).any())]


def _row(name: str, row: Mapping[str, Any], told: labels.Told) -> Row:
    """Return name, what is expected and the target, or why nothing is."""
    lang, unit = told.lang, text_of(row["unit"])
    if not is_number(row["reached"]):
        why = reason(text_of(row["reason"]), lang) or text(lang, f"{SECTION}.off_scale")
        return Row(name, told.bounded(row, "target", unit), why)
    ends = row["expected_low"], row["expected_high"]
    alike = numbers.common([numbers.published(row["expected"]), told.digits(row, "target", unit)])
    label = text(
        lang,
        f"{SECTION}.label",
        expected=numbers.computed(row["expected"], *ends, unit, lang, short=True, alike=alike),
        target=told.bounded(row, "target", unit, alike),
    )
    return Row(name, label)


def _title(frame: pd.DataFrame, lang: Lang) -> str:
    """Return how many targets have which verdict."""
    counts = {name: int((frame["verdict"] == name).sum()) for name in PACES}
    parts = [text(lang, f"{SECTION}.count.{name}", n=n) for name, n in counts.items() if n]
    if not parts:
        return text(lang, f"{SECTION}.title.none")
    return text(lang, f"{SECTION}.title", said=joined(parts, lang, "tally"))
