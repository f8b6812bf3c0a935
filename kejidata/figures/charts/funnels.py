"""Funnels: what entered a stage and what came out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from kejidata.errors import KejidataError
from kejidata.figures import defaults, extremes, labels
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import Picture, chart
from kejidata.figures.layout.row_chart import Row, row_chart
from kejidata.figures.layout.style import BAND, BLUE, INK, PALE, size_of
from kejidata.figures.select import held, observations, only, region_code
from kejidata.measures.derived import ratio
from kejidata.model.terms import PERCENT, Lang
from kejidata.model.units import split_unit
from kejidata.panel.normalize import plain
from kejidata.wording import numbers
from kejidata.wording.labels import reason, sign
from kejidata.wording.phrases import aside, joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_funnels"


class Stage(NamedTuple):
    """A pair of indicators: their last figures, and the share that went through.

    Each figure is a row of `kejidata.panel.normalize.plain`, None where there is none; the reason
    says why no share can be given.
    """

    codes: tuple[str, str]
    figures: tuple[pd.Series | None, pd.Series | None]
    share: float
    low: float
    high: float
    reason: str

    @property
    def periods(self) -> set[str]:
        """The periods of the figures."""
        return {str(row["period"]) for row in self.figures if row is not None}


@chart
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
    frame = observations(obs, lang)
    frame = frame[(frame["measure"] == "value") & frame["value"].notna()]
    if pairs is None:
        pairs = defaults.stages()
        held([code for pair in pairs for code in pair], frame, lang)
    codes = {code for pair in pairs for code in pair}
    frame = frame[frame["indicator"].isin(codes)].reset_index(drop=True)
    if frame.empty:
        raise KejidataError(
            "the frame holds none of the indicators",
            where="column indicator",
            rows=sorted(codes),
            remedy="name the codes of your own indicators in the argument pairs",
        )
    frame = only(frame, "region", region_code(str(region)) if region is not None else None)
    rows = plain(frame)
    stages = [_stage(rows, (pair[0], pair[1])) for pair in pairs]
    stages = [stage for stage in stages if stage.periods]
    stages.sort(key=lambda stage: (bool(stage.reason), stage.share if not stage.reason else 0.0))
    drawn = {(code, when) for stage in stages for code in stage.codes for when in stage.periods}
    kept = [key in drawn for key in zip(frame["indicator"], frame["period"], strict=True)]
    captions = Captions(
        _title(stages, lang),
        _subtitle(frame, stages, lang),
        (),
        source_line(frame[kept], sources, lang),
    )
    said = [row for stage in stages for row in _rows(stage, lang)]
    page, axes, layout = row_chart(said, captions, measures, lang, rows_per_group=2)
    for position, stage in enumerate(stages):
        if not stage.reason:
            _draw(axes, stage, 2 * position + layout.track_at, layout.half)
    axes.set_xlim(0, max([100.0, *(stage.high for stage in stages if not stage.reason)]))
    return page.figure


def _stage(rows: pd.DataFrame, pair: tuple[str, str]) -> Stage:
    """Return a pair in the last period that has both, or the last of each with the reason."""
    own = [rows[rows["indicator"] == code] for code in pair]
    both = labels.chronological(set(own[0]["period"]) & set(own[1]["period"]))
    entered, left = (_last(part, both) for part in own)
    figures = (entered, left)
    why = _refusal(figures, bool(both))
    if why:
        none = float("nan")
        return Stage(pair, figures, none, none, none, why)
    parts = rows[rows["period"] == both[-1]]
    share = ratio(parts, pair[1], pair[0], PERCENT, 100.0).iloc[0]
    value, low, high = (float(share[name]) for name in ("value", "low", "high"))
    return Stage(pair, figures, value, low, high, str(share["reason"]))


def _last(rows: pd.DataFrame, both: Sequence[str]) -> pd.Series | None:
    """Return the row of the last period with both figures, else of the last there is."""
    known = both or labels.chronological(rows["period"])
    return rows[rows["period"] == known[-1]].iloc[0] if known else None


def _refusal(figures: tuple[pd.Series | None, pd.Series | None], both: bool) -> str:
    """Return why no share can be given, empty where it can."""
    entered, left = figures
    if entered is None or left is None:
        return "no_value"
    if not both:
        return "period_mismatch"
    bases = {split_unit(row["unit"])[1] if row["unit"] else "" for row in (entered, left)}
    if len(bases) > 1:
        return "unit_mismatch"
    return "negative_base" if entered["value"] < 0 or left["value"] < 0 else ""


def _rows(stage: Stage, lang: Lang) -> list[Row]:
    """Return the row of what entered and the row of what came out."""
    said = ["—" if row is None else _figure(row, lang) for row in stage.figures]
    names = [labels.indicator(code, lang) for code in stage.codes]
    if stage.reason:
        why = reason(stage.reason, lang)
        return [Row(name, one, why) for name, one in zip(names, said, strict=True)]
    share = _share(stage, lang)
    return [Row(names[0], said[0]), Row(names[1], aside(share, said[1], lang), strong=True)]


def _figure(row: pd.Series, lang: Lang) -> str:
    """Return a figure in words, the sign of its bound before it."""
    said = labels.amount(float(row["value"]), str(row["unit"]), lang)
    return sign(str(row["bound"]), "value", lang) + said


def _draw(axes: Axes, stage: Stage, y: float, half: float) -> None:
    """Draw the bar of what entered, the bar of what came out, and the slope between them."""
    axes.barh([y], [100], height=2 * half, color=PALE)
    axes.barh([y + 1], [stage.share], height=2 * half, color=BLUE)
    corners = [(0, y + half), (100, y + half), (stage.share, y + 1 - half), (0, y + 1 - half)]
    axes.add_patch(Polygon(corners, closed=True, facecolor=BAND, edgecolor="none", zorder=0.5))
    if stage.low < stage.high:
        axes.plot([stage.low, stage.high], [y + 1] * 2, color=INK, linewidth=1.2)


def _title(stages: Sequence[Stage], lang: Lang) -> str:
    """Return where most and where least went through."""
    known = [stage for stage in stages if not stage.reason]
    if not known:
        return text(lang, f"{SECTION}.title.none")
    if len(known) == 1:
        name = labels.indicator(known[0].codes[1], lang)
        return text(lang, f"{SECTION}.title.one", name=name, share=_share(known[0], lang))
    stages_by = {stage.codes[1]: stage for stage in known}
    low, high = (
        pd.Series({code: getattr(stage, end) for code, stage in stages_by.items()})
        for end in ("low", "high")
    )
    most: list[tuple[extremes.Superlative, extremes.Extreme]]
    most = [("highest", extremes.highest(low, high)), ("lowest", extremes.lowest(low, high))]
    if low.nunique() == high.nunique() == 1:
        del most[1]
    said = []
    for one, end in most:
        share = _share(stages_by[end.members[0]], lang)
        said.append(extremes.told(end, one, "indicator", labels.indicator, share, lang))
    return text(lang, f"{SECTION}.title", said=joined(said, lang, "part"))


def _share(stage: Stage, lang: Lang) -> str:
    """Return the share that went through, with what its rounding supports."""
    return numbers.computed(stage.share, stage.low, stage.high, PERCENT, lang)


def _subtitle(frame: pd.DataFrame, stages: Sequence[Stage], lang: Lang) -> str:
    where = labels.region(frame["region"].iloc[0], lang)
    when = labels.period_list(set().union(*(stage.periods for stage in stages)), lang)
    return text(lang, f"{SECTION}.subtitle", where=where, when=when)
