"""Funnels: what entered a stage and what came out of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import pandas as pd
from matplotlib.ticker import MaxNLocator

from kejidata.figures import labels
from kejidata.figures.headline import extreme
from kejidata.figures.layout.marks import draw_interval, fit_from_zero
from kejidata.figures.layout.page import Captions
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.row import Row
from kejidata.figures.layout.row_chart import row_chart
from kejidata.figures.layout.style import BLUE, INK, Canvas, size_of
from kejidata.figures.select import chosen, drawn_rows, held, observations
from kejidata.measures.certainty import lowest
from kejidata.measures.stages import Stage, stage_of
from kejidata.model import followed
from kejidata.model.terms import PERCENT, Lang
from kejidata.model.units import split_unit
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import plain, records
from kejidata.wording import numbers
from kejidata.wording.labels import reason
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
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a bar for each pair of indicators: the share in % that went through.

    Counts and amounts of money stand apart, of each the smallest share on top. A dark line spans
    what rounding leaves open of the share. Where no pair has a share, a sentence says why.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; optional measure, unit, step,
        bound, vintage, source.
    lang
        A language, such as zh or en.
    size
        slide or column.
    pairs
        Codes of what enters a stage and of what comes out of it, in the last period with both; by
        default those whose share the registry derives, and those that the project names.
    focus
        The region that is drawn, by code or name; needed where several hold these indicators.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, none of the indicators there, several regions.

    Examples
    --------
    >>> import pandas as pd
    >>> obs = pd.DataFrame({"region": "320682", "indicator": ["hnte_applied", "hnte_certified"],
    ...                     "period": "2020", "value": [221.0, 107.0]})
    >>> [round(float(bar.get_width()), 1) for bar in funnels(obs, "en").axes[0].patches]
    [48.4]
    """
    measures = size_of(size, title, figure)
    given = observations(obs, lang)
    given = given[given["measure"] == "value"]
    if pairs is None:
        pairs = followed.funnels()
        held([code for pair in pairs for code in pair], given, lang)
    frame = chosen(given, [code for pair in pairs for code in pair], focus)
    stages = _stages(frame, pairs)
    if all(stage.reason for stage in stages):
        raise NothingToDraw(_nothing(stages, lang))
    figures = [row for stage in stages for row in stage.figures if row is not None]
    drawn = drawn_rows(frame, figures)
    captions = Captions(
        _title([stage for stage in stages if not stage.reason], lang),
        _subtitle(frame, stages, lang),
        (),
        source_line(drawn, sources, lang),
        _with_shares(drawn, stages),
    )
    axis_title = text(lang, f"{SECTION}.axis")
    rows = _rows(stages, labels.Told(frame, lang))
    page, axes, layout = row_chart(rows, captions, measures, lang, axis_title)
    for position, stage in enumerate(stages):
        if not stage.reason:
            y = position + layout.track_at
            axes.barh([y], [stage.share], height=2 * layout.half, color=BLUE)
            draw_interval(axes, stage.interval.ends, y, color=INK, linewidth=1.2)
    fit_from_zero(axes, [WHOLE, *(one.interval.ends[1] for one in stages if not one.reason)])
    axes.xaxis.set_major_locator(MaxNLocator(5))
    return page.figure


def _stages(frame: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> list[Stage]:
    """Return the stages that have a figure: counts, then money, each the smallest share first."""
    rows = records(plain(frame))
    stages = [stage_of(rows, entered, left) for entered, left in pairs]
    found = [one for one in stages if one.periods]
    return sorted(found, key=lambda one: (bool(one.reason), _kind(one), _order(one)))


def _with_shares(drawn: pd.DataFrame, stages: Sequence[Stage]) -> pd.DataFrame:
    """Return the rows drawn, those of what came out with the share and its ends, in %."""
    shares = {one.codes[1]: (one.share, *one.interval.ends) for one in stages if not one.reason}
    names = ["share", "share_low", "share_high"]
    cells = [shares.get(code, (None,) * len(names)) for code in drawn["indicator"]]
    return drawn.join(pd.DataFrame(cells, index=drawn.index, columns=names, dtype=float))


def _order(stage: Stage) -> float:
    """Return the share by which stages are sorted."""
    return 0.0 if stage.reason else stage.share


def _kind(stage: Stage) -> str:
    """Return what a stage counts: things or money."""
    row = next(row for row in stage.figures if row is not None)
    return "money" if split_unit(str(row["unit"]))[1] in numbers.CURRENCIES else "count"


def _rows(stages: Sequence[Stage], told: labels.Told) -> list[Row]:
    """Return a row for each stage, the first of a kind with the kind before it."""
    lang = told.lang
    kinds = [_kind(stage) for stage in stages if not stage.reason]
    rows = []
    for stage, kind, before in zip_longest(stages, kinds, ["", *kinds[:-1]]):
        entered, left = (labels.indicator(code, lang) for code in stage.codes)
        moved = _moved(stage, told)
        if stage.reason:
            name = text(lang, "figure.pair", first=entered, last=left)
            rows.append(Row(name, moved, reason(stage.reason, lang)))
            continue
        heading = text(lang, f"{SECTION}.{kind}") if kind != before and len({*kinds}) > 1 else ""
        rows.append(Row(left, aside(_share(stage, lang), moved, lang), prefix=heading))
    return rows


def _moved(stage: Stage, told: labels.Told) -> str:
    """Return what entered a stage and what came out of it, where both have a unit in one power."""
    known = [row for row in stage.figures if row is not None]
    one_unit = len({row["unit"] for row in known}) == 1
    alike = numbers.common(map(told.digits, known)) if one_unit else None
    said = [
        "—" if row is None else told.bounded(row, "value", str(row["unit"]), alike)
        for row in stage.figures
    ]
    return text(told.lang, "figure.pair", first=said[0], last=said[1])


def _nothing(stages: Sequence[Stage], lang: Lang) -> str:
    """Return the sentence that no stage has a share, and why."""
    why = dict.fromkeys(reason(stage.reason, lang) for stage in stages)
    return text(lang, f"{SECTION}.none", reasons=joined(why, lang, "clause"))


def _title(known: Sequence[Stage], lang: Lang) -> str:
    """Return where least went through, of each kind."""
    if len(known) == 1:
        name = labels.indicator(known[0].codes[1], lang)
        return text(lang, f"{SECTION}.title.one", name=name, share=_share(known[0], lang))
    kinds = dict.fromkeys(map(_kind, known))
    parts = [_least([one for one in known if _kind(one) == kind], lang) for kind in kinds]
    if len(kinds) > 1:
        clauses = zip(kinds, parts, strict=True)
        parts = [text(lang, f"{SECTION}.of_{kind}", said=said) for kind, said in clauses]
    return text(lang, f"{SECTION}.title", said=joined(parts, lang, "clause"))


def _least(known: Sequence[Stage], lang: Lang) -> str:
    """Return where least went through, as far as that is sure; of one stage its share."""
    stages = {stage.codes[1]: stage for stage in known}
    if len(stages) == 1:
        name = labels.indicator_inside(known[0].codes[1], lang)
        return text(lang, f"{SECTION}.only", name=name, share=_share(known[0], lang))
    end = lowest({code: stage.interval for code, stage in stages.items()})
    share = _share(stages[end.members[0]], lang)
    return extreme(end, "lowest", "indicator", labels.indicator_inside, share, lang)


def _share(stage: Stage, lang: Lang) -> str:
    """Return the share that went through, with what its rounding supports."""
    return numbers.computed(stage.share, *stage.interval.ends, PERCENT, lang)


def _subtitle(frame: pd.DataFrame, stages: Sequence[Stage], lang: Lang) -> str:
    where = labels.region(frame["region"].iloc[0], lang)
    when = labels.period_list(set().union(*(stage.periods for stage in stages)), lang)
    return text(lang, f"{SECTION}.subtitle", where=where, when=when)
