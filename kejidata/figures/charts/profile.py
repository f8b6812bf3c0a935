"""One place at a glance: its rank in every indicator, on a strip of all places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from kejidata.figures import labels
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.row import Row
from kejidata.figures.layout.row_chart import row_chart
from kejidata.figures.layout.row_layout import RowLayout
from kejidata.figures.layout.style import BLUE, MUTED, ORANGE, PAPER, RULE, Canvas, Size, size_of
from kejidata.figures.select import checked, is_number
from kejidata.measures.interval import Interval, intervals
from kejidata.model.terms import RESULTS, Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.panel.normalize import records
from kejidata.wording.labels import reason
from kejidata.wording.phrases import joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_profile"
COLOURS = {"strength": BLUE, "weakness": ORANGE}


@chart
@any_frame
def profile(
    places: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a strip of places for each indicator, with a dot at the rank of the place told.

    Blue is surely the first third of the peers, orange surely the last; hollow is a rank that
    rounding or members without a figure leave open, on a bar over all that they allow.

    Parameters
    ----------
    places
        Result of `kejidata.profile`.
    lang
        A language, such as zh or en.
    size
        slide or column.
    sources
        Ids of sources for the source line.
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
    >>> obs = pd.DataFrame({"region": ["a", "b", "c"], "indicator": "x", "period": 2020,
    ...                     "value": [3.0, 2.0, 1.0]})
    >>> profile(kejidata.profile(obs, "a"), "en").get_label().split(". ")[0]
    'a: the one comparable indicator in the top third'
    """
    measures = size_of(size, title, figure)
    frame = checked(places, RESULTS["profile"], "the result of profile", lang)
    frame = frame.sort_values(["rank", "indicator"], kind="stable", ignore_index=True)
    captions = Captions(
        _title(frame, lang),
        joined([text(lang, f"{SECTION}.{key}") for key in _keys(frame)], lang, "clause"),
        [],
        source_line(frame, sources, lang),
        frame,
    )
    told = labels.Told(frame, lang)
    rows = [_row(row, told) for row in records(frame)]
    ranked = frame[frame["rank"].notna()]
    axis_title = text(lang, f"{SECTION}.axis") if len(ranked) else ""
    page, axes, layout = row_chart(rows, captions, measures, lang, axis_title, len(rows))
    _draw(axes, layout, ranked, measures, lang)
    return page.figure


def _title(frame: pd.DataFrame, lang: Lang) -> str:
    """Return in how many indicators the place is surely in the first and in the last third."""
    where = labels.region(frame["region"].iloc[0], lang)
    known = frame[frame["position"] != ""]
    if known.empty:
        raise NothingToDraw(text(lang, f"{SECTION}.title.none", where=where))
    counts = {name: int((known["position"] == name).sum()) for name in COLOURS}
    for name, n in counts.items():
        if n == len(known):
            return text(lang, f"{SECTION}.all.{name}", where=where, n=n)
    parts = [text(lang, f"{SECTION}.count.{name}", n=n) for name, n in counts.items() if n]
    said = joined(parts or [text(lang, f"{SECTION}.count.none")], lang, "part")
    return text(lang, f"{SECTION}.title", where=where, n=len(known), said=said)


def _keys(frame: pd.DataFrame) -> list[str]:
    """Return what the key names: only what is drawn."""
    drawn = [name for name in COLOURS if (frame["position"] == name).any()]
    ranks = intervals(frame[frame["rank"].notna()], "rank").values()
    return ["key", *["hollow"] * (not all(one.settled for one in ranks)), *drawn]


def _row(row: Mapping[str, Any], told: labels.Told) -> Row:
    """Return name, value and rank of an indicator, or why it has no rank."""
    lang, ranked = told.lang, is_number(row["rank"])
    known = is_number(row["value"])
    value = told.amount(row, "value", text_of(row["unit"])) if known else ""
    name = labels.indicator(row["indicator"], lang)
    if not ranked:
        return Row(name, value, reason(text_of(row["reason"]), lang))
    rank = labels.ranks(Interval(row["best"], row["worst"]), lang, "label")
    size = int(row["ranked"] + row["missing"])
    label = text(lang, f"{SECTION}.label", value=value, rank=rank, n=size)
    return Row(f"{name} {labels.tick(row['period'], lang)}", label)


def _draw(axes: Axes, layout: RowLayout, ranked: pd.DataFrame, size: Size, lang: Lang) -> None:
    """Draw for each indicator a dot a place, the bar of possible ranks and the dot of the rank."""
    for position, row in ranked.iterrows():
        y = int(str(position)) + layout.track_at
        every = int(row["ranked"] + row["missing"])

        def at(rank: float, every: int = every) -> float:
            """Return where a rank stands: the last at 0, the first at 1."""
            return (every - rank) / max(every - 1, 1)

        colour = COLOURS.get(row["position"], MUTED)
        places = [at(rank) for rank in range(1, every + 1)]
        axes.plot(places, [y] * every, "o", color=RULE, markersize=size.text * 0.25)
        axes.hlines(y, at(row["worst"]), at(row["best"]), color=colour, linewidth=size.text * 0.2)
        inside = colour if row["best"] == row["worst"] else PAPER
        dots = axes.plot([at(row["rank"])], [y], "o", color=colour, markerfacecolor=inside)
        dots[0].set_markersize(size.text * 0.6)
    if len(ranked):
        axes.set_xlim(-0.03, 1.03)
        axes.set_xticks([0, 1], [text(lang, f"{SECTION}.{end}") for end in ("last", "first")])
