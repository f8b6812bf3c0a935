"""Funnels: what entered a stage and what came out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from kejidata.errors import KejidataError
from kejidata.figures import words as w
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Words
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.row_chart import Row, row_chart
from kejidata.figures.layout.style import BAND, BLUE, PALE, styled
from kejidata.figures.select import observations, only
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang
from kejidata.wording import labels

FUNNELS = (
    ("hnte_applied", "hnte_certified"),
    ("iur_contract_value", "iur_paid_value"),
    ("express_approved_value", "express_lent_value"),
    ("express_approved_firms", "express_lent_firms"),
)
"""Pairs of indicators of the registry: what enters a stage, and what comes out of it."""


class Stage(NamedTuple):
    """A pair of indicators in one period; the reason says why no share can be given."""

    codes: tuple[str, str]
    period: str
    values: tuple[float | None, float | None]
    units: tuple[str, str]
    reason: str

    @property
    def share(self) -> float | None:
        """What came out of a hundred that entered."""
        entered, left = self.values
        if self.reason or entered is None or left is None:
            return None
        return left / entered * 100


@styled()
def funnels(
    obs: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    pairs: Sequence[tuple[str, str]] = FUNNELS,
    region: str | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a funnel for each pair of indicators: the share in % that went through.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; optional measure, unit, source.
    lang
        zh or en.
    size
        slide or column.
    pairs
        Codes of what enters a stage and of what comes out of it, in the last period with both.
    region
        Code of the region; needed where several regions hold these indicators.
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
    frame = observations(obs, lang)
    codes = {code for pair in pairs for code in pair}
    frame = frame[(frame["measure"] == "value") & frame["indicator"].isin(codes)]
    frame = frame[frame["value"].notna()]
    if frame.empty:
        raise KejidataError(
            "the frame holds none of the indicators",
            where="column indicator",
            rows=sorted(codes),
            remedy="name the codes of your own indicators in the argument pairs",
        )
    frame = only(frame.reset_index(drop=True), "region", region)
    stages = [_stage(frame, pair) for pair in pairs]
    stages = [stage for stage in stages if stage.values != (None, None)]
    stages.sort(key=lambda stage: -1.0 if stage.share is None else stage.share)
    frame = frame[frame["period"].isin([stage.period for stage in stages])]
    page, axes, plan = row_chart(
        [row for stage in stages for row in _rows(stage, lang)],
        Words(
            _title(stages, lang),
            _subtitle(frame, stages, lang),
            (),
            source_line(frame, sources, lang),
        ),
        size,
        lang,
        together=2,
    )
    for position, stage in enumerate(stages):
        _draw(axes, stage, 2 * position + plan.track_at, plan.half)
    axes.set_xlim(0, max([100.0, *(stage.share or 0.0 for stage in stages)]))
    return page.figure


def _stage(frame: pd.DataFrame, pair: tuple[str, str]) -> Stage:
    """Return a pair in the last period that has both, or what there is with the reason."""
    known = frame[frame["indicator"].isin(pair) & frame["value"].notna()]
    table = known.pivot(index="period", columns="indicator", values="value").sort_index()
    table = table.reindex(columns=list(pair))
    both = table.dropna()
    row = (table if both.empty else both).ffill().iloc[-1:]
    values = [None if pd.isna(v) else float(v) for v in row.to_numpy().ravel()] or [None, None]
    units = [_unit(known, code) for code in pair]
    entered, left = values
    reason = "no_value" if entered is None or left is None else ""
    if not reason and both.empty:
        reason = "period_mismatch"
    if not reason and units[0] != units[1]:
        reason = "unit_mismatch"
    if not reason and entered is not None and entered <= 0:
        reason = "zero_base" if entered == 0 else "negative_base"
    return Stage(pair, _period(table, both), (entered, left), (units[0], units[1]), reason)


def _period(table: pd.DataFrame, both: pd.DataFrame) -> str:
    """Return the period of the pair: the last with both, else the last with either."""
    known = table if both.empty else both
    return "" if known.empty else str(known.index[-1])


def _unit(frame: pd.DataFrame, code: str) -> str:
    if "unit" not in frame:
        return w.unit_of(code)
    found = frame["unit"][frame["indicator"] == code]
    return text_of(found.iloc[-1]) if len(found) else w.unit_of(code)


def _rows(stage: Stage, lang: Lang) -> list[Row]:
    """Return the row of what entered and the row of what came out."""
    readings = [
        "—" if value is None else w.amount(value, unit, lang)
        for value, unit in zip(stage.values, stage.units, strict=True)
    ]
    names = [w.indicator(code, lang) for code in stage.codes]
    if stage.share is None:
        return [
            Row(names[0], readings[0], labels.reason(stage.reason, lang)),
            Row(names[1], readings[1], labels.reason(stage.reason, lang)),
        ]
    share = w.number(stage.share, lang, 1) + "%"
    return [
        Row(names[0], readings[0]),
        Row(names[1], w.aside(share, readings[1], lang), strong=True),
    ]


def _draw(axes: Axes, stage: Stage, y: float, half: float) -> None:
    """Draw the bar of what entered, the bar of what came out, and the slope between them."""
    share = stage.share
    if share is None:
        return
    axes.barh([y], [100], height=2 * half, color=PALE)
    axes.barh([y + 1], [share], height=2 * half, color=BLUE)
    corners = [(0, y + half), (100, y + half), (share, y + 1 - half), (0, y + 1 - half)]
    axes.add_patch(Polygon(corners, closed=True, facecolor=BAND, edgecolor="none", zorder=0.5))


def _title(stages: Sequence[Stage], lang: Lang) -> str:
    """Return where most and where least went through."""
    known = [(stage.share, stage.codes[1]) for stage in stages if stage.share is not None]
    if not known:
        return "各环节均无法计算转化率" if lang == "zh" else "No stage has both of its figures"
    least, most = min(known), max(known)
    said = [
        (w.indicator(code, lang), w.number(share, lang, 1) + "%") for share, code in (most, least)
    ]
    if len(known) == 1:
        (name, share), _ = said
        return f"{name}为前一环节的{share}" if lang == "zh" else f"{name}: {share} of what entered"
    (best, highest), (worst, lowest) = said
    if lang == "zh":
        return f"{best}的转化率最高（{highest}），{worst}最低（{lowest}）"
    return f"The pass rate is highest for {best} ({highest}), lowest for {worst} ({lowest})"


def _subtitle(frame: pd.DataFrame, stages: Sequence[Stage], lang: Lang) -> str:
    where = w.region(frame["region"].iloc[0], lang)
    when = w.listing([w.period(p, lang) for p in sorted({s.period for s in stages})], lang)
    if lang == "zh":
        return f"{where}，{when}：前一环节为100%，深色条为走到后一环节的比例"
    return f"{where}, {when}: what entered is 100%, the dark bar is what came out"
