"""Completion: how far targets have been reached, next to the time that has passed."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
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
from kejidata.figures.layout.style import BAND, BLUE, INK, MUTED, ORANGE, PAPER, Canvas, size_of
from kejidata.figures.select import checked, focused, is_number
from kejidata.measures.certainty import FULL, is_limit, progress
from kejidata.measures.interval import Interval, intervals
from kejidata.model.periods import YEAR, parse
from kejidata.model.registry import kind_of, unit_of
from kejidata.model.terms import PERCENT, Lang, by_points
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.wording import numbers
from kejidata.wording.labels import reason
from kejidata.wording.phrases import aside, joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_completion_bullets"
_COLUMNS = (
    *("region", "indicator", "period", "value", "target"),
    *("completion", "elapsed", "reason"),
)
COLOURS = {"reached": BLUE, "missed": ORANGE, "late": ORANGE, "open": MUTED}
"""Colour of a bar by its state; any other state is blue."""


@chart
@any_frame
def completion_bullets(
    completion: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a bullet for each target: the share reached in %, and the share of time gone.

    Blue is reached, or not behind the calendar, or within a limit so far; orange is missed or
    behind it; dark is what the
    rounding of the published figures leaves open. A hollow bar is a completion that was published
    and cannot be computed. The pale band ends at the target. A share is not set against the
    calendar. The most complete comes first; refused ratios stand below with their reason.

    Parameters
    ----------
    completion
        Result of `kejidata.completion_ratios`: region, indicator, period, value, target,
        completion (%), elapsed (%), reason; optional low, high and closed of the completion,
        verdict, unit, and stated_completion with its ends.
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
    >>> import pandas as pd
    >>> ratios = pd.DataFrame({"region": ["320682"], "indicator": ["hnte_certified"],
    ...                        "period": ["2020"], "value": [107.0], "target": [100.0],
    ...                        "completion": [107.0], "elapsed": [100.0], "reason": [""]})
    >>> alt_text = completion_bullets(ratios, lang="en").get_label()
    >>> alt_text.split(". ")[0]
    'High-tech enterprises certified, 2020: 107% of the target'
    """
    measures = size_of(size, title, figure)
    frame = _told(checked(completion, _COLUMNS, "the result of completion_ratios", lang))
    untargeted = frame["completion"].isna() & (frame["reason"].map(text_of) == "no_target")
    if not untargeted.all():
        frame = frame[~untargeted]
    frame = frame.sort_values("completion", ascending=False, kind="stable", ignore_index=True)
    records, reached = frame.to_dict("records"), [*intervals(frame, "completion").values()]
    states = [_state(*one) for one in zip(records, reached, strict=True)]
    names = labels.rows(frame, lang)
    told = labels.Told(frame, lang)
    said = [_row(*one, told) for one in zip(names, records, reached, strict=True)]
    rows = in_bold(said, frame["region"], focused(frame, focus))
    hidden = len(completion) - len(frame)
    captions = Captions(
        _title(frame, names, states, lang),
        _subtitle(records, states, lang),
        [text(lang, f"{SECTION}.untargeted", n=hidden)] * bool(hidden),
        source_line(frame, sources, lang),
        frame,
    )
    axis_title = text(lang, f"{SECTION}.axis")
    page, axes, layout = row_chart(rows, captions, measures, lang, axis_title, track=0.13)
    for position, state in enumerate(states):
        if state:
            colour, y = COLOURS.get(state, BLUE), position + layout.track_at
            _draw(axes, y, layout.half, records[position], reached[position].ends, colour)
    fit_from_zero(axes, [FULL, *frame["completion"].dropna()], 1.03)
    axes.xaxis.set_major_locator(MaxNLocator(6))
    return page.figure


def _told(ratios: pd.DataFrame) -> pd.DataFrame:
    """Return the ratios with those that were published where none can be computed, marked so."""
    refused = ratios["completion"].isna()
    ratios["stated"] = False
    for own in ("completion", "low", "high", "closed"):
        stated = "stated_completion" if own == "completion" else f"stated_completion_{own}"
        if stated in ratios:
            ratios["stated"] |= refused & ratios[stated].notna()
            ratios[own] = ratios[stated].where(refused, ratios.get(own))
    return ratios


def _elapsed(row: Mapping[Hashable, Any]) -> float:
    """Return the share of the year gone in %, NaN where the target has no calendar.

    A share or a stock does not grow from zero over the year; only its year's end counts.
    """
    if not is_number(row["elapsed"]):
        return math.nan
    gone = float(row["elapsed"])
    kind = text_of(row.get("kind")) or kind_of(str(row["indicator"]))
    share = by_points(kind) or text_of(row.get("unit")) == PERCENT
    return math.nan if share and gone != FULL else gone


def _state(row: Mapping[Hashable, Any], reached: Interval) -> str:
    """Return what is sure of a target, empty where its ratio was refused."""
    if not is_number(row["completion"]):
        return ""
    verdict = text_of(row.get("verdict"))
    known, elapsed, limit = verdict in ("reached", "open"), _elapsed(row), _limited(row)
    if limit and math.isnan(elapsed) and parse(row["period"])[1] < YEAR:
        # Without a calendar a part of the year says that the limit was kept so far.
        elapsed = 0.0
    about = text_of(row.get("bound")) == "about"
    return verdict if known else progress(reached, elapsed, limit=limit, about=about)


def _limited(row: Mapping[Hashable, Any]) -> bool:
    """Return whether the target is a limit: less is better."""
    return is_number(row["target"]) and is_limit(row, text_of(row.get("bound")))


def _draw(
    axes: Axes,
    y: float,
    half: float,
    row: Mapping[Hashable, Any],
    ends: tuple[float, float],
    colour: str,
) -> None:
    """Draw the band of the target, what is reached with its rounding, and the time gone."""
    axes.barh(y, FULL, height=2 * half, color=BAND)
    fill = PAPER if row["stated"] else colour
    axes.barh(y, row["completion"], height=half, facecolor=fill, edgecolor=colour, linewidth=0.9)
    draw_interval(axes, ends, y, color=INK, linewidth=0.9)
    gone = _elapsed(row)
    if not math.isnan(gone):
        axes.vlines(gone, y - half, y + half, color=INK, linewidth=1.4)


def _row(name: str, row: Mapping[Hashable, Any], reached: Interval, told: labels.Told) -> Row:
    """Return the name, the ratio and what it is made of."""
    lang = told.lang
    unit = text_of(row.get("unit")) or unit_of(str(row["indicator"]))
    held = [name for name in ("value", "target") if is_number(row[name])]
    alike = numbers.common(told.digits(row, name, unit) for name in held)
    parts = [told.amount(row, "value", unit, alike) if "value" in held else "—"]
    if "target" in held:
        parts.append(told.bounded(row, "target", unit, alike))
    made_of = joined(parts, lang, "ratio")
    if not is_number(row["completion"]):
        return Row(name, made_of, reason(text_of(row["reason"]), lang))
    return Row(name, aside(_ratio(row, reached, lang), made_of, lang))


def _ratio(row: Mapping[Hashable, Any], reached: Interval, lang: Lang) -> str:
    """Return the completion with the digits that rounding supports, or as it was published."""
    said = numbers.computed(row["completion"], *reached.ends, PERCENT, lang)
    return text(lang, f"{SECTION}.stated", ratio=said) if row["stated"] else said


def _title(frame: pd.DataFrame, names: Sequence[str], states: Sequence[str], lang: Lang) -> str:
    """Return how many targets are reached, missed, behind the calendar or open."""
    when = labels.period_list(frame["period"], lang)
    if len(frame) == 1 and states[0]:
        (row,) = frame.to_dict("records")
        ratio = _ratio(row, intervals(frame, "completion")[0], lang)
        key = "stated" if row["stated"] else "limit" if _limited(row) else "one"
        return text(lang, f"{SECTION}.title.{key}", name=names[0], when=when, ratio=ratio)
    order = ("reached", "kept", "missed", "late", "below", "open", "on_time")
    count = {state: list(states).count(state) for state in order}
    parts = [text(lang, f"{SECTION}.{state}", n=n) for state, n in count.items() if n]
    refused = list(states).count("")
    parts += [text(lang, f"{SECTION}.refused", n=refused)] * bool(refused)
    said = joined(parts, lang, "tally")
    return text(lang, f"{SECTION}.title", n=len(frame), said=said)


def _subtitle(rows: Sequence[Mapping[Hashable, Any]], states: Sequence[str], lang: Lang) -> str:
    """Return what the bars and marks mean that the figure has."""
    shown = {
        "bar": not all(row["stated"] for row in rows),
        "stated": any(row["stated"] for row in rows),
        "tick": not all(math.isnan(_elapsed(row)) for row in rows),
        "orange": {"missed", "late"} & {*states},
        "grey": "open" in states,
    }
    parts = [text(lang, f"{SECTION}.key.{name}") for name, there in shown.items() if there]
    return joined(parts, lang, "clause")
