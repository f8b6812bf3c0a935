"""Ranks over the years: a line for each region from place to place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes

from kejidata.errors import KejidataError
from kejidata.figures import words as w
from kejidata.figures.charts.ranking_dots import COLUMNS, one_group
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Page, Words, chart_page, place_axes
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.style import BLUE, FAINT, GREEN, MUTED, ORANGE, size_of, styled
from kejidata.figures.layout.text import cut, height_of, width_of
from kejidata.figures.select import checked, limit, only, unique
from kejidata.model.terms import Lang

TOP = {"slide": 12, "column": 10}
"""Regions that fit a size."""


@styled()
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

    The focused region is orange, the one that gained most places blue, the one that lost most
    green; a period without a rank is a gap in the line.

    Parameters
    ----------
    rankings
        Result of `kejidata.rankings`: region, indicator, period, value, rank, best, worst, reason.
    lang
        zh or en.
    size
        slide or column.
    indicator
        Code of the indicator; needed where the frame holds several.
    focus
        Code of a region that is shown wherever it ranks.
    top
        Regions to show; the rest is counted in a note. By default as many as fit the size.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.

    Raises
    ------
    KejidataError
        Columns missing, no rank, a row twice, several indicators, unknown language, size or region.
    """
    frame = only(checked(rankings, COLUMNS, "the result of rankings", lang), "indicator", indicator)
    frame = unique(one_group(frame, focus))
    table = frame.pivot(index="region", columns="period", values="rank")
    table = table[table.notna().any(axis=1)]
    if table.empty or focus not in (None, *table.index):
        what = f"the region {focus!r} has no rank" if len(table) else "no region has a rank"
        raise KejidataError(what, where="column rank", remedy="see column reason")
    measures = size_of(size)
    table = table.sort_values(table.columns[-1], kind="stable")
    shown = _shown(table, focus, limit(top, TOP[measures.name]))
    colours = _colours(shown, focus)
    said = Words(
        _title(frame, shown, focus, lang),
        _subtitle(table, lang),
        _notes(len(table) - len(shown), lang),
        source_line(frame, sources, lang),
    )
    body = height_of(len(shown), measures.text) + 0.5
    page = chart_page(said, measures, lang, body)
    room = page.width * 0.3
    names = {str(code): cut(w.region(code, lang), room, measures.text) for code in shown.index}
    axes = _axes(page, shown, names, lang)
    for code, ranks in sorted(shown.iterrows(), key=lambda row: row[0] in colours):
        colour = colours.get(str(code), FAINT)
        _line(axes, ranks, colour, code in colours, page.size.text)
    for side in ("left", "right"):
        _ends(page, axes, shown, names, colours, side)
    return page.figure


def _shown(table: pd.DataFrame, focus: str | None, top: int) -> pd.DataFrame:
    """Return the first regions of the last period and the focused one."""
    keep = [code for n, code in enumerate(table.index) if n < top or code == focus]
    if len(keep) > top:
        del keep[top - 1]
    return table.loc[keep]


def _moves(table: pd.DataFrame) -> pd.Series:
    """Return the places that each region gained between its first and its last rank."""
    return (_first(table) - _last(table)).dropna()


def _first(table: pd.DataFrame) -> pd.Series[float]:
    """Return the first rank of each region."""
    return table.bfill(axis=1).iloc[:, 0]


def _last(table: pd.DataFrame) -> pd.Series[float]:
    """Return the last rank of each region."""
    return table.ffill(axis=1).iloc[:, -1]


def _colours(shown: pd.DataFrame, focus: str | None) -> dict[str, str]:
    """Return the colours of the lines that carry the story; all others are grey."""
    moves = _moves(shown)
    colours = {}
    if len(moves) and moves.min() < 0:
        colours[str(moves.idxmin())] = GREEN
    if len(moves) and moves.max() > 0:
        colours[str(moves.idxmax())] = BLUE
    if focus is not None:
        colours[focus] = ORANGE
    return colours


def _axes(page: Page, shown: pd.DataFrame, names: Mapping[str, str], lang: Lang) -> Axes:
    """Return axes with the periods below and room for the names on both sides."""
    points = page.size.text
    side = max(width_of(f"00  {name}", points, "bold") for name in names.values()) + points / 72
    below = height_of(1, page.size.small) + 0.06
    axes = place_axes(
        page, page.left + side, page.bottom + below, page.width - 2 * side, page.height - below
    )
    last, across = len(shown.columns) - 1, w.places_of(shown.columns)
    span = across[-1] - across[0]
    axes.set_xlim(across[0] - 0.02 * (span or 50), across[-1] + 0.02 * (span or 50))
    axes.set_ylim(shown.max().max() + 0.6, 0.4)
    axes.set_yticks([])
    nearest = min((b - a for a, b in pairwise(across)), default=1.0)
    room = (page.width - 2 * side) * nearest / (span or 1.0)
    told = [w.period(period, lang) for period in shown.columns]
    every = 1 + int(max(width_of(text, page.size.small) for text in told) * 1.15 / room)
    ticks = list(range(last, -1, -every))
    axes.set_xticks([across[tick] for tick in ticks], [told[tick] for tick in ticks])
    return axes


def _line(axes: Axes, ranks: pd.Series, colour: str, strong: bool, points: float) -> None:
    """Draw the line of one region, with a dot at each rank."""
    axes.plot(
        w.places_of(ranks.index),
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
    x = w.places_of(shown.columns)[0 if side == "left" else -1]
    for (code, rank), y in zip(column.items(), places, strict=True):
        key = str(code)
        text = [names[key], str(int(rank))] if side == "left" else [str(int(rank)), names[key]]
        axes.annotate(
            "  ".join(text),
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


def _title(frame: pd.DataFrame, table: pd.DataFrame, focus: str | None, lang: Lang) -> str:
    """Return the move of the focused region and of the one that gained most."""
    name = w.indicator(frame["indicator"].iloc[0], lang)
    moves = _moves(table)
    told = []
    if focus is not None and focus in moves.index:
        told.append(_move(table, focus, lang))
    if len(moves) and moves.max() > 0 and moves.idxmax() != focus:
        told.append(_move(table, str(moves.idxmax()), lang))
    if not told:
        told = ["所列地区位次未升" if lang == "zh" else "no region shown gained a place"]
    if lang == "zh":
        return f"{name}位次：" + "，".join(told)
    return f"{name}, ranks: " + "; ".join(told)


def _move(table: pd.DataFrame, code: str, lang: Lang) -> str:
    """Return from where to where a region moved."""
    first, last = int(_first(table)[code]), int(_last(table)[code])
    where = w.region(code, lang)
    if lang == "zh":
        if first == last:
            return f"{where}首末均居第{last}位"
        return f"{where}由第{first}位{'升至' if last < first else '降至'}第{last}位"
    if first == last:
        return f"{where} is {last} at both ends"
    return f"{where} {'rises' if last < first else 'falls'} from {first} to {last}"


def _subtitle(table: pd.DataFrame, lang: Lang) -> str:
    first, last = (w.period(table.columns[end], lang) for end in (0, -1))
    count = len(table)
    if lang == "zh":
        return f"{count}个地区，{first}至{last}，数字为位次；蓝色、绿色为所列地区中上升、下降最多"
    return f"{count} regions, {first} to {last}; of those shown, blue gained and green lost most"


def _notes(hidden: int, lang: Lang) -> list[str]:
    if hidden <= 0:
        return []
    return [f"另有{hidden}个地区未列出" if lang == "zh" else f"{hidden} more regions are not shown"]
