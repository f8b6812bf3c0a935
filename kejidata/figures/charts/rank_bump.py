"""Ranks over the years: a line for each region from rank to rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from kejidata.errors import KejidataError
from kejidata.figures import extremes, labels
from kejidata.figures.charts.ranking_dots import COLUMNS, one_group
from kejidata.figures.layout.page import Captions, Page, chart_page, place_axes
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.style import BLUE, FAINT, GREEN, MUTED, ORANGE, size_of
from kejidata.figures.layout.text import cut, height_of, width_of
from kejidata.figures.select import checked, focused, like_periods, limit, only, unique
from kejidata.model.terms import Lang
from kejidata.wording import numbers
from kejidata.wording.phrases import joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_rank_bump"
NAMED = 3
"""Names at most that a headline lists; more are counted."""
TOP = {"slide": 12, "column": 10}
"""Regions that fit a size."""


@chart
def rank_bump(
    rankings: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    indicator: str | None = None,
    focus: str | None = None,
    top: int | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return the ranks of regions over the periods, the best of the last period at the top.

    The focused region is orange, those that gained most places blue, those that lost most green,
    where the ranks that rounding allows leave no doubt of it; a period without a rank is a gap in
    the line, and periods of another length are left out.

    Parameters
    ----------
    rankings
        Result of `kejidata.rankings`: region, indicator, period, value, rank, best, worst, reason.
    lang
        A language: zh or en.
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

    Raises
    ------
    KejidataError
        Columns missing, a row twice, several indicators, unknown language, size or region.
    """
    measures = size_of(size)
    frame = only(checked(rankings, COLUMNS, "the result of rankings", lang), "indicator", indicator)
    focus = focused(frame, focus)
    frame = unique(one_group(frame, focus))
    ranked = frame[frame["rank"].notna()]
    columns = like_periods(ranked["period"])
    ranked = ranked[ranked["period"].isin(columns)]
    if ranked.empty:
        raise NothingToDraw(text(lang, "nothing.ranks"))
    if focus not in (None, *ranked["region"]):
        what = f"the region {focus!r} has no rank"
        raise KejidataError(what, where="column rank", remedy="see column reason")
    table = ranked.pivot(index="region", columns="period", values="rank")[columns]
    table = table.sort_values(columns[-1], kind="stable")
    shown = _shown(table, focus, limit(top, TOP[measures.name]))
    ranges = _ranges(ranked)
    moves = _moves(ranges, shown)
    most = _most(moves)
    colours = _colours(most, focus)
    captions = Captions(
        _title(frame, moves, most, focus, lang),
        _subtitle(table, most, lang),
        _notes(table, len(table) - len(shown), frame, lang),
        source_line(frame, sources, lang),
    )
    page = chart_page(captions, measures, lang, height_of(len(shown), measures.text) + 0.5)
    width = page.width * 0.3
    names = {
        str(code): cut(labels.region(code, lang), width, measures.text) for code in shown.index
    }
    axes = _axes(page, shown, names, ranges, lang)
    for code, ranks in sorted(shown.iterrows(), key=lambda row: row[0] in colours):
        colour = colours.get(str(code), FAINT)
        _line(axes, ranks, colour, code in colours, page.size.text)
    for side in ("left", "right"):
        _ends(page, axes, shown, names, ranges, colours, side)
    return page.figure


def _shown(table: pd.DataFrame, focus: str | None, top: int) -> pd.DataFrame:
    """Return the first regions of the last period and the focused one."""
    keep = [code for n, code in enumerate(table.index) if n < top or code == focus]
    if len(keep) > top:
        del keep[top - 1]
    return table.loc[keep]


Ranges = Mapping[tuple[str, str], tuple[int, int]]
"""The best and the worst rank that rounding allows, by region and period."""


class Move(NamedTuple):
    """The ranks that rounding allows a region in the first period and in the last."""

    first: tuple[int, int]
    last: tuple[int, int]

    @property
    def places(self) -> tuple[int, int]:
        """The fewest and the most places gained."""
        return self.first[0] - self.last[1], self.first[1] - self.last[0]

    @property
    def form(self) -> str:
        """Which words say it: rises, falls, stays, or open where rounding leaves it so."""
        low, high = self.places
        return "rises" if low > 0 else "falls" if high < 0 else "stays" if low == high else "open"


def _ranges(ranked: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the best and the worst rank of each region in each period."""
    return {
        (row["region"], row["period"]): (
            int(row["rank"] if pd.isna(row["best"]) else row["best"]),
            int(row["rank"] if pd.isna(row["worst"]) else row["worst"]),
        )
        for row in ranked.to_dict("records")
    }


def _moves(ranges: Ranges, shown: pd.DataFrame) -> dict[str, Move]:
    """Return the move of each region shown that has a rank in the first period and in the last."""
    first, last = shown.columns[0], shown.columns[-1]
    return {
        code: Move(ranges[code, first], ranges[code, last])
        for code in shown.index
        if first != last and {(code, first), (code, last)} <= ranges.keys()
    }


class Most(NamedTuple):
    """Who surely gained most places of those shown, and who surely lost most."""

    gained: Sequence[str]
    lost: Sequence[str]


def _most(moves: Mapping[str, Move]) -> Most:
    """Return who surely gained and lost most places; nobody where rounding leaves it open."""
    if not moves:
        return Most([], [])
    low = pd.Series({code: float(move.places[0]) for code, move in moves.items()})
    high = pd.Series({code: float(move.places[1]) for code, move in moves.items()})
    high = high.where(high == low, high + 0.5)  # a range of places holds both its ends
    gained, lost = extremes.highest(low, high), extremes.lowest(low, high)
    return Most(
        gained.members if gained.sure and low.max() > 0 else [],
        lost.members if lost.sure and high.min() < 0 else [],
    )


def _colours(most: Most, focus: str | None) -> dict[str, str]:
    """Return the colours of the lines that carry the story; all others are grey."""
    colours = dict.fromkeys(most.lost, GREEN) | dict.fromkeys(most.gained, BLUE)
    return colours | ({focus: ORANGE} if focus is not None else {})


def _axes(
    page: Page, shown: pd.DataFrame, names: Mapping[str, str], ranges: Ranges, lang: Lang
) -> Axes:
    """Return axes with the periods below and room for the names on both sides."""
    points = page.size.text
    wide = any(best != worst for best, worst in ranges.values())
    side = (
        max(
            width_of(f"00–00  {name}" if wide else f"00  {name}", points, "bold")
            for name in names.values()
        )
        + points / 72
    )
    below = height_of(1, page.size.small) + 0.06
    axes = place_axes(
        page, page.left + side, page.bottom + below, page.width - 2 * side, page.height - below
    )
    last, across = len(shown.columns) - 1, labels.positions(shown.columns)
    span = across[-1] - across[0]
    axes.set_xlim(across[0] - 0.02 * (span or 50), across[-1] + 0.02 * (span or 50))
    axes.set_ylim(shown.max().max() + 0.6, 0.4)
    axes.set_yticks([])
    nearest = min((b - a for a, b in pairwise(across)), default=1.0)
    room = (page.width - 2 * side) * nearest / (span or 1.0)
    told = [labels.period(period, lang) for period in shown.columns]
    every = 1 + int(max(width_of(text, page.size.small) for text in told) * 1.15 / room)
    ticks = list(range(last, -1, -every))
    axes.set_xticks([across[tick] for tick in ticks], [told[tick] for tick in ticks])
    return axes


def _line(axes: Axes, ranks: pd.Series, colour: str, strong: bool, points: float) -> None:
    """Draw the line of one region, with a dot at each rank."""
    axes.plot(
        labels.positions(ranks.index),
        ranks.to_numpy(dtype=float),
        "o-",
        color=colour,
        linewidth=points * (0.26 if strong else 0.13),
        markersize=points * (0.62 if strong else 0.42),
        alpha=1.0 if strong else 0.75,
        clip_on=False,
    )


def _ends(
    page: Page,
    axes: Axes,
    shown: pd.DataFrame,
    names: Mapping[str, str],
    ranges: Ranges,
    colours: Mapping[str, str],
    side: str,
) -> None:
    """Set rank and name at one end of the lines, shared ranks one below the other."""
    column = shown.iloc[:, 0 if side == "left" else -1].dropna().sort_values(kind="stable")
    if column.empty:
        return
    tall = abs(axes.get_ylim()[0] - axes.get_ylim()[1])
    inches = axes.get_position().height * page.figure.get_figheight()
    line = height_of(1, page.size.text) * 0.92 * tall / inches
    lowest = axes.get_ylim()[0] - line / 2
    places = spread([float(rank) for rank in column], line, lowest)
    period = shown.columns[0 if side == "left" else -1]
    x = labels.positions([period])[0]
    for code, y in zip(column.index, places, strict=True):
        key = str(code)
        said = numbers.ranks(*ranges[key, period], page.lang, form="label")
        axes.annotate(
            "  ".join([names[key], said] if side == "left" else [said, names[key]]),
            (x, y),
            xytext=(-page.size.text * 0.7 if side == "left" else page.size.text * 0.7, 0),
            textcoords="offset points",
            ha="right" if side == "left" else "left",
            va="center",
            fontsize=page.size.text,
            color=colours.get(key, MUTED),
            weight="bold" if key in colours else "normal",
        )


def spread(places: Sequence[float], gap: float, lowest: float) -> list[float]:
    """Return ordered places moved apart to a gap, none beyond the lowest.

    Examples
    --------
    >>> spread([1.0, 1.0, 3.0], 0.5, 9.0)
    [1.0, 1.5, 3.0]
    """
    out: list[float] = []
    for place in places:
        out.append(max(place, out[-1] + gap) if out else place)
    for back in range(len(out) - 1, -1, -1):
        most = lowest if back == len(out) - 1 else out[back + 1] - gap
        out[back] = min(out[back], most)
    return out


def _title(
    frame: pd.DataFrame, moves: Mapping[str, Move], most: Most, focus: str | None, lang: Lang
) -> str:
    """Return the move of the focused region and of those that gained most."""
    name = labels.indicator(frame["indicator"].iloc[0], lang)
    others = [code for code in most.gained if code != focus]
    told = [_move(focus, moves[focus], lang)] if focus is not None and focus in moves else []
    told += [_move(code, moves[code], lang) for code in others[:NAMED]]
    if len(others) > NAMED:
        told[-NAMED:] = [text(lang, f"{SECTION}.many", n=len(others))]
    if not told:
        sure = all(move.places[1] <= 0 for move in moves.values())
        told = [text(lang, f"{SECTION}.{'none' if sure and moves else 'unsure'}")]
    said = joined(told, lang, "clause")
    return text(lang, f"{SECTION}.title", name=name, said=said)


def _move(code: str, move: Move, lang: Lang) -> str:
    """Return from where to where a region moved."""
    # A range in ordinals would read as a move of its own: from 13th to 14th to 9th.
    open_end = any(best != worst for best, worst in (move.first, move.last))
    first, last = (
        numbers.ranks(*end, lang, form="label" if open_end else "sentence")
        for end in (move.first, move.last)
    )
    where = labels.region(code, lang)
    return text(lang, f"{SECTION}.{move.form}", where=where, first=first, last=last)


def _subtitle(table: pd.DataFrame, most: Most, lang: Lang) -> str:
    first, last = (labels.period(table.columns[end], lang) for end in (0, -1))
    parts = [text(lang, f"{SECTION}.what", n=len(table), first=first, last=last)]
    parts += [text(lang, f"{SECTION}.gained")] * bool(most.gained)
    parts += [text(lang, f"{SECTION}.lost")] * bool(most.lost)
    return joined(parts, lang, "clause")


def _notes(table: pd.DataFrame, hidden: int, frame: pd.DataFrame, lang: Lang) -> list[str]:
    """Return how many regions are not shown, and which periods have another length."""
    other = set(frame["period"][frame["rank"].notna()]) - set(table.columns)
    notes = [text(lang, "figure.hidden", n=hidden)] * (hidden > 0)
    when = labels.period_list(other, lang)
    return notes + [text(lang, "figure.other_length", when=when)] * bool(other)
