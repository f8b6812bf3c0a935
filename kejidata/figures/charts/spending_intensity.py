"""Expenditure against intensity: how much is spent, and how much of the product that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from kejidata.figures import labels
from kejidata.figures.headline import extreme, left_open
from kejidata.figures.layout.page import Captions, Page, chart_page, set_text
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.scatter import level_line, name_points, scatter_axes, spans_far
from kejidata.figures.layout.style import BLUE, FOCUS, MUTED, Canvas, size_of
from kejidata.figures.layout.text import cut
from kejidata.figures.published import Values, highest_value, one_unit, values
from kejidata.figures.select import focused, observations, one_period
from kejidata.measures.certainty import above
from kejidata.measures.interval import intervals
from kejidata.model import followed
from kejidata.model.divisions import NATION
from kejidata.model.region_lookup import totals
from kejidata.model.terms import Lang
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import records
from kejidata.wording import numbers
from kejidata.wording.phrases import aside, count_of, joined, listing, text
from kejidata.wording.sources import source_line

SECTION = "figure_spending_intensity"
PASSES = 6
"""Pages tried at most until the note on missing names and the names agree."""


@chart
@any_frame
def spending_intensity(
    obs: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    pair: tuple[str, str] | None = None,
    period: str | None = None,
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a point for each region: expenditure across, intensity upwards, its name beside it.

    A dashed line marks the nation's intensity where the frame holds it. Expenditure is on a
    logarithmic scale where it spans more than a factor of thirty.

    Parameters
    ----------
    obs
        Tidy observations: region, indicator, period, value; optional measure, unit, step,
        bound, vintage, source.
    lang
        A language, such as zh or en.
    size
        slide or column.
    pair
        Codes of the amount across and of the share upwards; by default those that the project
        follows.
    period
        The period; by default the last in which regions have both.
    focus
        A region, by code or name, to set apart.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, unknown language, size or region; several units for one indicator.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"region": ["江苏", "浙江", "上海"], "indicator": "rd_intensity",
    ...                        "period": 2022, "value": [3.12, 3.11, 4.44], "unit": "%"})
    >>> amounts = {"value": [3835.4, 2416.8, 1981.6], "unit": "亿元"}
    >>> spent = shares.assign(indicator="rd_expenditure", **amounts)
    >>> spending_intensity(pd.concat([shares, spent]), "en").get_label().split(". ")[0]
    'R&D intensity in 2022: highest in Shanghai (4.44%)'
    """
    measures = size_of(size, title, figure)
    frame = observations(obs, lang)
    pair = pair or followed.spending()
    told = labels.Told(frame, lang)
    points = _points(values(frame[frame["indicator"].isin(pair)]), pair, period, lang)
    focus = focused(points.table.reset_index(), focus)
    frame = frame[frame["indicator"].isin(pair) & (frame["period"] == points.period)]
    # Which names find no room shows only once they are placed, and a note on them takes room too.
    nameless: list[str] = []
    for _ in range(PASSES):
        captions = Captions(
            _title(points, focus, told),
            _subtitle(points, lang),
            _notes(points, nameless, lang),
            source_line(frame, sources, lang),
            frame,
        )
        page = chart_page(captions, measures, lang, 3.4)
        noted, nameless = nameless, _draw(page, points, focus, told)
        if nameless == noted:
            break
    return page.figure


class Points(NamedTuple):
    """The regions with both numbers in one period, and the nation's share where it is known.

    The table holds, by region, `value_across`, and `value` upwards with the ends of its interval.
    """

    pair: tuple[str, str]
    period: str
    units: tuple[str, str]
    table: pd.DataFrame
    nation: pd.DataFrame
    now: pd.DataFrame
    bounds: int


def _points(published: Values, pair: tuple[str, str], period: str | None, lang: Lang) -> Points:
    """Return the points of one period: the one asked for, else the last in which regions have both.

    Raises
    ------
    KejidataError
        One of the two is in several units.
    NothingToDraw
        No region has both, or one alone with nothing to compare it with.
    """
    across, up = (published.rows[published.rows["indicator"] == code] for code in pair)
    keys = ["region", "period"]
    ends = ["value", "low", "high", "closed"]
    both = across[[*keys, "value"]].merge(up[[*keys, *ends]], on=keys, suffixes=("_across", ""))
    members = both[~both["region"].isin({*totals(both["region"]), NATION})]
    if members.empty:
        raise NothingToDraw(text(lang, "nothing.both"))
    members = one_period(members, period)
    when = str(members["period"].iloc[0])
    nation = both[(both["region"] == NATION) & (both["period"] == when)]
    if len(members) == 1 and nation.empty:
        raise NothingToDraw(text(lang, "nothing.one"))
    units = tuple(one_unit(rows) for rows in (across, up))
    table = members.set_index("region").sort_index()
    now = published.at(when)
    now = now[now["indicator"] == pair[1]]
    now = now.drop(index=[*totals(now.index), NATION], errors="ignore")
    return Points(pair, when, (units[0], units[1]), table, nation, now, len(published.bounded))


def _draw(page: Page, points: Points, focus: str | None, told: labels.Told) -> list[str]:
    """Draw points, the nation's line and the names; return the names that found no room."""
    table = points.table
    scales = [
        numbers.scale_of(unit, page.lang, table[name])
        for unit, name in zip(points.units, ("value_across", "value"), strict=True)
    ]
    x, y = scales[0].factor, scales[1].factor
    places = pd.DataFrame({"x": table["value_across"] * x, "y": table["value"] * y})
    axes = scatter_axes(page, places)
    _axis_titles(page, axes, points.pair, [scale.unit for scale in scales])
    marked = pd.Series(table.index == focus, index=table.index)
    size = (page.size.text * 0.55) ** 2
    axes.scatter(places["x"], places["y"], s=size, c=[FOCUS if m else BLUE for m in marked])
    occupied = []
    for row in records(points.nation):
        parts = [labels.region(NATION, page.lang), _level(row, points, told)]
        label = joined(parts, page.lang, "label")
        occupied.append(level_line(page, axes, row["value"] * y, label))
    names = pd.Series({code: labels.region(code, page.lang) for code in table.index})
    return name_points(page, axes, names, places, marked, occupied)


def _axis_titles(page: Page, axes: Axes, pair: tuple[str, str], units: Sequence[str]) -> None:
    """Set the title of the axis across at its right end, of the one upwards above it."""
    across, up = (
        cut(aside(labels.indicator(code, page.lang), unit, page.lang), page.width, page.size.small)
        for code, unit in zip(pair, units, strict=True)
    )
    axes.set_xlabel(across, fontsize=page.size.small, loc="right", labelpad=2)
    set_text(page, page.left, page.top, up, page.size.small, color=MUTED, va="top")


def _level(row: Mapping[str, Any], points: Points, told: labels.Told) -> str:
    """Return a share with its unit."""
    return told.bounded({"indicator": points.pair[1], **row}, "value", points.units[1])


def _title(points: Points, focus: str | None, told: labels.Told) -> str:
    """Return how many regions beside above the nation, or who is highest where it is not given."""
    lang = told.lang
    regions = intervals(points.table, "value")
    slots = {
        "name": labels.indicator(points.pair[1], lang),
        "when": labels.period(points.period, lang),
    }
    if points.nation.empty:
        found = highest_value(points.now)
        best = {**points.now.loc[found.members[:1]].iloc[0], "region": found.members[0]}
        value_said = _level(best, points, told)
        said = extreme(found, "highest", "region", labels.region, value_said, lang)
        return text(lang, f"{SECTION}.title.highest", said=said, **slots)
    (nation,) = intervals(points.nation, "value").values()
    beside = above(regions, nation)
    parts = [
        text(
            lang,
            f"{SECTION}.above",
            count=count_of(len(beside.sure), len(regions), lang),
            level=_level(records(points.nation)[0], points, told),
            **slots,
        )
    ]
    inside = focus in beside.sure
    parts += [text(lang, f"{SECTION}.focus", where=labels.region(focus, lang))] * inside
    parts += left_open(len(beside.open), 0, lang)
    return joined(parts, lang, "part")


def _subtitle(points: Points, lang: Lang) -> str:
    across, up = (labels.indicator(code, lang) for code in points.pair)
    parts = [text(lang, f"{SECTION}.subtitle", across=across, up=up)]
    parts += [text(lang, f"{SECTION}.log")] * spans_far(points.table["value_across"])
    return joined(parts, lang, "part")


def _notes(points: Points, nameless: Sequence[str], lang: Lang) -> list[str]:
    """Return whose points have no name for want of room, and how many figures are bounds."""
    notes = [text(lang, f"{SECTION}.nameless", items=listing(nameless, lang, 12))] * bool(nameless)
    return notes + [text(lang, "figure.bounds", n=points.bounds)] * bool(points.bounds)
