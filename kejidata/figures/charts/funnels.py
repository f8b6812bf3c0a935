"""Funnels: what entered a stage and what came out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from kejidata.figures import defaults, labels
from kejidata.figures.headline import both_ends, extreme
from kejidata.figures.layout.marks import draw_interval, fit_from_zero
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row_chart import Row, row_chart
from kejidata.figures.layout.style import BAND, BLUE, INK, PALE, size_of
from kejidata.figures.select import chosen, held, observations
from kejidata.measures.stages import Stage, stage_of
from kejidata.model.terms import PERCENT, Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import plain
from kejidata.wording import numbers
from kejidata.wording.labels import reason, sign
from kejidata.wording.phrases import aside, joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_funnels"
WHOLE = 100.0
"""What entered, in percent."""


@chart
@any_frame
def funnels(
    obs: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    pairs: Sequence[tuple[str, str]] | None = None,
    region: str | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a funnel for each pair of indicators: the share in % that went through.

    A pale end of the bar spans what rounding leaves open of the share.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; optional measure, unit, step,
        bound, vintage, source.
    lang
        A language: zh or en.
    size
        slide or column.
    pairs
        Codes of what enters a stage and of what comes out of it, in the last period with both; by
        default those whose share the registry derives, and those that the project names.
    region
        The region, by code or name; needed where several regions hold these indicators.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.

    Raises
    ------
    KejidataError
        Columns missing, none of the indicators there, several regions.

    Examples
    --------
    >>> import pandas as pd
    >>> obs = pd.DataFrame({"region": "320682", "indicator": ["hnte_applied", "hnte_certified"],
    ...                     "period": "2020", "value": [221.0, 107.0]})
    >>> [round(float(bar.get_width()), 1) for bar in funnels(obs, "en").axes[0].patches[:2]]
    [100.0, 48.4]
    """
    measures = size_of(size)
    given = observations(obs, lang)
    given = given[given["measure"] == "value"]
    if pairs is None:
        pairs = defaults.stages()
        held([code for pair in pairs for code in pair], given, lang)
    frame = chosen(given, [code for pair in pairs for code in pair], region)
    stages = _stages(frame, pairs)
    drawn = {(code, when) for stage in stages for code in stage.codes for when in stage.periods}
    kept = [key in drawn for key in zip(frame["indicator"], frame["period"], strict=True)]
    captions = Captions(
        _title([stage for stage in stages if not stage.reason], lang),
        _subtitle(frame, stages, lang),
        (),
        source_line(frame[kept], sources, lang),
        frame[kept],
    )
    said = [row for stage in stages for row in _rows(stage, lang)]
    page, axes, layout = row_chart(said, captions, measures, lang, rows_per_group=2)
    for position, stage in enumerate(stages):
        if not stage.reason:
            _draw(axes, stage, 2 * position + layout.track_at, layout.half)
    fit_from_zero(axes, [WHOLE, *(one.interval.ends[1] for one in stages if not one.reason)])
    return page.figure


def _stages(frame: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> list[Stage]:
    """Return the stages that have a figure, the smallest share first, those without one last."""
    rows = plain(frame)
    stages = [stage_of(rows, entered, left) for entered, left in pairs]
    found = [one for one in stages if one.periods]
    return sorted(found, key=lambda one: (bool(one.reason), 0.0 if one.reason else one.share))


def _rows(stage: Stage, lang: Lang) -> list[Row]:
    """Return the row of what entered and the row of what came out."""
    said = ["—" if row is None else _figure(row, lang) for row in stage.figures]
    names = [labels.indicator(code, lang) for code in stage.codes]
    if stage.reason:
        why = reason(stage.reason, lang)
        return [Row(name, one, why) for name, one in zip(names, said, strict=True)]
    share = _share(stage, lang)
    return [Row(names[0], said[0]), Row(names[1], aside(share, said[1], lang), strong=True)]


def _figure(row: Mapping[str, Any], lang: Lang) -> str:
    """Return a figure in words, the sign of its bound before it."""
    said = labels.amount(float(row["value"]), str(row["unit"]), lang)
    return sign(str(row["bound"]), "value", lang) + said


def _draw(axes: Axes, stage: Stage, y: float, half: float) -> None:
    """Draw the bar of what entered, the bar of what came out, and the slope between them."""
    axes.barh([y], [WHOLE], height=2 * half, color=PALE)
    axes.barh([y + 1], [stage.share], height=2 * half, color=BLUE)
    corners = [(0, y + half), (WHOLE, y + half), (stage.share, y + 1 - half), (0, y + 1 - half)]
    axes.add_patch(Polygon(corners, closed=True, facecolor=BAND, edgecolor="none", zorder=0.5))
    draw_interval(axes, stage.interval.ends, y + 1, color=INK, linewidth=1.2)


def _title(known: Sequence[Stage], lang: Lang) -> str:
    """Return where most and where least went through."""
    if not known:
        return text(lang, f"{SECTION}.title.none")
    if len(known) == 1:
        name = labels.indicator(known[0].codes[1], lang)
        return text(lang, f"{SECTION}.title.one", name=name, share=_share(known[0], lang))
    stages = {stage.codes[1]: stage for stage in known}
    found = {code: stage.interval for code, stage in stages.items()}
    said = [
        extreme(
            end, most, "indicator", labels.indicator, _share(stages[end.members[0]], lang), lang
        )
        for most, end in both_ends(found)
    ]
    return text(lang, f"{SECTION}.title", said=joined(said, lang, "part"))


def _share(stage: Stage, lang: Lang) -> str:
    """Return the share that went through, with what its rounding supports."""
    return numbers.computed(stage.share, *stage.interval.ends, PERCENT, lang)


def _subtitle(frame: pd.DataFrame, stages: Sequence[Stage], lang: Lang) -> str:
    where = labels.region(frame["region"].iloc[0], lang)
    when = labels.period_list(set().union(*(stage.periods for stage in stages)), lang)
    return text(lang, f"{SECTION}.subtitle", where=where, when=when)
