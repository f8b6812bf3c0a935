"""Ranks over the years: a line for each region from rank to rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.figures import labels
from kejidata.figures.charts.ranking_dots import COLUMNS
from kejidata.figures.headline import NAMED
from kejidata.figures.layout.page import Captions, Page, chart_page
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.rank_lines import draw_line, rank_axes, set_ends
from kejidata.figures.layout.style import BLUE, FAINT, FOCUS, GREEN, Canvas, size_of
from kejidata.figures.layout.text import cut, height_of
from kejidata.figures.select import checked, focused, limit, one_group, only, unique
from kejidata.measures.course import like_periods
from kejidata.measures.interval import Interval, intervals
from kejidata.measures.rank_moves import Most, Move, most, moves, none_gained
from kejidata.model import periods
from kejidata.model.terms import Lang
from kejidata.panel.any_frame import any_frame
from kejidata.wording.phrases import joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_rank_bump"
TOP = {"slide": 12, "column": 10}
"""Regions that fit a size."""


@chart
@any_frame
def rank_bump(
    rankings: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    indicator: str | None = None,
    focus: str | None = None,
    top: int | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return the ranks of regions over the periods, the best of the last period at the top.

    The focused region is dark, those that gained most places blue, those that lost most green,
    where the ranks that rounding allows leave no doubt of it; a period without a rank is a gap in
    the line, and periods of another length are left out.

    Parameters
    ----------
    rankings
        Result of `kejidata.rankings`: region, indicator, period, value, rank, best, worst, reason.
    lang
        A language, such as zh or en.
    size
        slide or column.
    indicator
        Code of the indicator; needed where the frame holds several.
    focus
        A region, by code or name, that is shown wherever it ranks.
    top
        Regions to show; the rest is counted in a note. By default as many as fit the size.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, a row twice, several indicators, unknown language, size or region.

    Examples
    --------
    >>> import kejidata
    >>> import pandas as pd
    >>> obs = pd.DataFrame({"region": ["甲", "乙"] * 2, "indicator": "rd_expenditure",
    ...                     "period": [2019, 2019, 2020, 2020], "value": [30.0, 33.0, 36.0, 34.0]})
    >>> rank_bump(kejidata.rankings(obs), "en").get_label().split(". ")[0]
    'R&D expenditure, ranks: 甲 rises from 2nd to 1st'
    """
    measures = size_of(size, title, figure)
    frame = only(checked(rankings, COLUMNS, "the result of rankings", lang), "indicator", indicator)
    focus = focused(frame, focus)
    frame = unique(one_group(frame, focus))
    ranked = _ranked(frame, focus, lang)
    columns = periods.chronological(ranked["period"])
    table = ranked.pivot(index="region", columns="period", values="rank")[columns]
    table = table.sort_values(columns[-1], kind="stable")
    shown = _shown(table, focus, limit(top, TOP[measures.name]))
    ranges = intervals(ranked.set_index(["region", "period"]), "rank")
    moved = moves(ranges, shown.index, columns[0], columns[-1])
    ends = most(moved)
    captions = Captions(
        _title(frame, moved, ends, focus, lang),
        _subtitle(table, ends, lang),
        _notes(table, len(table) - len(shown), frame, lang),
        source_line(frame, sources, lang),
        frame,
    )
    page = chart_page(captions, measures, lang, height_of(len(shown), measures.text) + 0.5)
    _draw(page, shown, ranges, _colours(ends, focus))
    return page.figure


def _ranked(frame: pd.DataFrame, focus: str | None, lang: Lang) -> pd.DataFrame:
    """Return the ranks of like periods, once there is one, and one of the focused region."""
    ranked = frame[frame["rank"].notna()]
    ranked = ranked[ranked["period"].isin(like_periods(ranked["period"]))]
    if ranked.empty:
        raise NothingToDraw(text(lang, "nothing.ranks"))
    if focus not in (None, *ranked["region"]):
        what = f"the region {focus!r} has no rank"
        raise KejidataError(what, where="column rank", remedy="see column reason")
    return ranked


def _draw(
    page: Page,
    shown: pd.DataFrame,
    ranges: Mapping[tuple[str, str], Interval],
    colours: Mapping[str, str],
) -> None:
    """Draw a line for each region, those that carry the story above the others, and its names."""
    size = page.size.text
    codes = [str(code) for code in shown.index]
    names = {code: cut(labels.region(code, page.lang), page.width * 0.3, size) for code in codes}
    axes = rank_axes(page, shown, names, ranges, page.lang)
    for code, ranks in sorted(shown.iterrows(), key=lambda row: row[0] in colours):
        colour = colours.get(str(code), FAINT)
        draw_line(axes, ranks, colour, code in colours, size)
    for side in ("left", "right"):
        set_ends(page, axes, shown, names, ranges, colours, side)


def _shown(table: pd.DataFrame, focus: str | None, top: int) -> pd.DataFrame:
    """Return the first regions of the last period and the focused one."""
    keep = [code for n, code in enumerate(table.index) if n < top or code == focus]
    if len(keep) > top:
        del keep[top - 1]
    return table.loc[keep]


def _colours(ends: Most, focus: str | None) -> dict[str, str]:
    """Return the colours of the lines that carry the story; all others are grey."""
    colours = dict.fromkeys(ends.lost, GREEN) | dict.fromkeys(ends.gained, BLUE)
    return colours | ({focus: FOCUS} if focus is not None else {})


def _title(
    frame: pd.DataFrame, moved: Mapping[str, Move], ends: Most, focus: str | None, lang: Lang
) -> str:
    """Return the move of the focused region and of those that gained most."""
    name = labels.indicator(frame["indicator"].iloc[0], lang)
    others = [code for code in ends.gained if code != focus]
    told = [_move(focus, moved[focus], lang)] if focus is not None and focus in moved else []
    told += [_move(code, moved[code], lang) for code in others[:NAMED]]
    if len(others) > NAMED:
        told[-NAMED:] = [text(lang, f"{SECTION}.many", n=len(others))]
    if not told:
        sure = none_gained(moved)
        told = [text(lang, f"{SECTION}.{'none' if sure else 'unsure'}")]
    said = joined(told, lang, "clause")
    return text(lang, f"{SECTION}.title", name=name, said=said)


def _move(code: str, move: Move, lang: Lang) -> str:
    """Return from where to where a region moved."""
    # A range with "to" would read as a move of its own: from 13th to 14th to 9th.
    first, last = (labels.ranks(end, lang, "moved") for end in move)
    where = labels.region(code, lang)
    return text(lang, f"{SECTION}.{move.form}", where=where, first=first, last=last)


def _subtitle(table: pd.DataFrame, ends: Most, lang: Lang) -> str:
    first, last = (labels.period(table.columns[end], lang) for end in (0, -1))
    parts = [text(lang, f"{SECTION}.what", n=len(table), first=first, last=last)]
    parts += [text(lang, f"{SECTION}.gained")] * bool(ends.gained)
    parts += [text(lang, f"{SECTION}.lost")] * bool(ends.lost)
    return joined(parts, lang, "clause")


def _notes(table: pd.DataFrame, hidden: int, frame: pd.DataFrame, lang: Lang) -> list[str]:
    """Return how many regions are not shown, and which periods have another length."""
    other = set(frame["period"][frame["rank"].notna()]) - set(table.columns)
    notes = [text(lang, "figure.hidden", n=hidden)] * (hidden > 0)
    when = labels.period_list(other, lang)
    return notes + [text(lang, "figure.other_length", when=when)] * bool(other)
