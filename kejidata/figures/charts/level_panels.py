"""Derived levels over the periods: index numbers, real amounts, ratios, single periods."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from kejidata.figures import headline, labels
from kejidata.figures.layout.page import Captions, measured_page
from kejidata.figures.layout.panels import PANELS, columns_of, draw_panels
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.style import Canvas, size_of
from kejidata.figures.select import checked, focused, limit, only
from kejidata.measures.certainty import highest
from kejidata.measures.course import like_periods
from kejidata.measures.interval import intervals
from kejidata.measures.levels import levels, maker_of, most_decimals, ordered
from kejidata.model.region_lookup import totals
from kejidata.model.terms import KEYS, RESULTS, Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.panel.normalize import records
from kejidata.wording import numbers
from kejidata.wording.deflators import deflated_by
from kejidata.wording.phrases import aside, joined, text
from kejidata.wording.scaling import Scale
from kejidata.wording.sources import source_line

SECTION = "figure_level_panels"
MAKERS = "the result of index_numbers, real, ratio or single_periods"


@chart
@any_frame
def level_panels(
    derived: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    indicator: str | None = None,
    top: int | None = None,
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a panel for each region with a derived level over the periods, highest last one first.

    A pale band is what the rounding of the published figures leaves open. A total of the regions in
    the frame is the grey line in every panel; periods of another length than most are left out.

    Parameters
    ----------
    derived
        Result of `kejidata.index_numbers`, `kejidata.real`, `kejidata.ratio` or
        `kejidata.single_periods`.
    lang
        A language, such as zh or en.
    size
        slide or column.
    indicator
        The indicator; needed where the frame holds several.
    top
        Panels to show; the rest is counted in a note. By default as many as fit the size.
    focus
        A region, by code or name, to set apart.
    sources
        Ids of sources for the source line.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, several indicators, unknown language or size.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": ["a", "a", "b", "b"], "indicator": "x",
    ...                     "period": [2019, 2020] * 2, "value": [80.0, 100.0, 50.0, 55.0]})
    >>> level_panels(kejidata.index_numbers(obs, 2019), "en").get_label().split(". ")[0]
    'x in 2020, with 2019 set to 100: highest in a (125)'
    """
    measures = size_of(size, title, figure)
    maker = maker_of(checked(derived, KEYS, MAKERS, lang))
    every = only(checked(derived, RESULTS[maker], MAKERS, lang), "indicator", indicator)
    frame = levels(every)
    known = frame[frame["value"].notna()]
    if known.empty:
        raise NothingToDraw(text(lang, "nothing.values"))
    members = known[~known["region"].isin(_above(known))]
    kept = like_periods(members["period"])
    focus = focused(known, focus)
    lines, low, high = (_table(known, column, kept) for column in ("value", "low", "high"))
    own = lines.loc[members["region"].unique()]
    shown = own.sort_values(kept[-1], ascending=False, kind="stable").head(limit(top, PANELS))
    columns = columns_of(len(shown), measures.name)
    rows = -(-len(shown) // columns)
    scale = numbers.scale_of(text_of(known["unit"].iloc[0]), lang, known["value"])
    captions = Captions(
        _title(members, maker, kept[-1], lang),
        _subtitle(known, scale.unit, lang),
        _notes(frame, len(own) - len(shown), lang),
        source_line(frame, sources, lang),
        frame,
    )
    opened, free = measured_page(captions, measures, lang)
    page = opened(min(free, rows * 1.5) if measures.name == "slide" else rows * 0.6 + 0.15)
    bands = [table.loc[shown.index] for table in (low, high)]
    heads = [_said(known, str(code), lang, scale=scale) for code in shown.index]
    total = lines.drop(index=own.index)
    draw_panels(page, shown, total, (), heads, columns, scale, focus, bands)
    return page.figure


def _table(known: pd.DataFrame, column: str, kept: Sequence[str]) -> pd.DataFrame:
    """Return one number of the levels, regions x periods."""
    return known.pivot(index="region", columns="period", values=column).reindex(columns=[*kept])


def _above(known: pd.DataFrame) -> list[str]:
    """Return the regions that are totals of others; none where there is nobody else."""
    regions = known["region"].unique()
    above = totals(regions)
    return above if len(above) < len(regions) else []


def _said(
    known: pd.DataFrame, code: str, lang: Lang, when: str = "", scale: Scale | None = None
) -> str:
    """Return the last level of a region in words, with its period where that is not the last.

    In a scale it is told without its unit, which stands above all panels.
    """
    own = known[known["region"] == code].set_index("period")
    last = when or like_periods(own.index)[-1]
    row = records(own.loc[[last]])[0]
    value, low, high = (float(row[end]) for end in ("value", "low", "high"))
    most = most_decimals(row, row["value"])
    unit = text_of(row["unit"]) if scale is None else ""
    if scale is not None:
        value, low, high = (
            float(Decimal(repr(one)).scaleb(-scale.power)) for one in (value, low, high)
        )
        most = None if most is None else max(most + scale.power, 0)
    said = numbers.computed(value, low, high, unit, lang, most=most, short=True)
    older = last != like_periods(known["period"])[-1]
    return aside(said, labels.tick(last, lang) if older else "", lang)


def _title(own: pd.DataFrame, maker: str, when: str, lang: Lang) -> str:
    """Return which region is highest in the last period, or the level of the only one."""
    first = own.iloc[0]
    base = text_of(first.get("base_period"))
    slots = {
        "name": labels.indicator(first["indicator"], lang),
        "when": labels.period(when, lang),
        "base": labels.period(base, lang) if base else "",
    }
    key = f"{SECTION}.title" + f".{maker}" * bool(base)
    now = own[own["period"] == when].set_index("region")
    found = highest(ordered(now))
    value = _said(own, found.members[0], lang, when)
    if len(now) == 1:
        where = labels.region(found.members[0], lang)
        return text(lang, key, said=text(lang, "figure.alone", where=where, value=value), **slots)
    said = headline.extreme(found, "highest", "region", labels.region, value, lang)
    return text(lang, key, said=said, **slots)


def _subtitle(known: pd.DataFrame, unit: str, lang: Lang) -> str:
    """Return indicator and unit, by whose prices, and what a band is where there is one."""
    name = labels.indicator(known["indicator"].iloc[0], lang)
    prices = [deflated_by(known, lang)] if "deflator_region" in known else []
    open_ = not all(one.settled for one in intervals(known, "value").values())
    parts = [aside(name, unit, lang), *prices, *[text(lang, f"{SECTION}.band")] * open_]
    return joined(parts, lang, "clause")


def _notes(frame: pd.DataFrame, hidden: int, lang: Lang) -> list[str]:
    """Return what is not drawn: regions, and figures that could not be computed."""
    refused = int(frame["value"].isna().sum())
    notes = [text(lang, "figure.hidden", n=hidden)] * (hidden > 0)
    return notes + [text(lang, f"{SECTION}.refused", n=refused)] * bool(refused)
