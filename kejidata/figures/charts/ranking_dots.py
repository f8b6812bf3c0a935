"""Rankings: who stands where, how sure the place is, and how places moved over the years."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.ticker import MaxNLocator

from kejidata.figures import words as w
from kejidata.figures.citation import source_line
from kejidata.figures.layout.page import Words
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.row_chart import Row, row_chart
from kejidata.figures.layout.style import BLUE, FAINT, ORANGE, PAPER, RULE, styled
from kejidata.figures.select import checked, is_number, limit, only, unique
from kejidata.measures.validate import text_of
from kejidata.model.terms import Lang
from kejidata.wording import labels

COLUMNS = ("region", "indicator", "period", "value", "rank", "best", "worst", "reason")
TOP = {"slide": 15, "column": 20}
"""Rows that fit a size."""


@styled()
def ranking_dots(
    rankings: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    indicator: str | None = None,
    period: str | None = None,
    focus: str | None = None,
    top: int | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a dot at the value of each ranked region, with its rank and the group's mean line.

    Where the published rounding leaves the rank open, the range stands before the name and the
    dot is hollow.

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
    period
        The period; by default the last.
    focus
        Code of a region to set in bold and to lead the title with; shown wherever it ranks.
    top
        Rows to show; the rest is counted in a note. By default as many as fit the size.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.

    Raises
    ------
    KejidataError
        Columns missing, no rows, several indicators, unknown language, size or region.

    Examples
    --------
    >>> import pandas as pd
    >>> ranks = pd.DataFrame({"region": ["a", "b"], "indicator": "x", "period": "2020",
    ...                       "value": [3.0, 2.0], "rank": [1, 2], "best": [1, 2],
    ...                       "worst": [1, 2], "reason": ""})
    >>> ranking_dots(ranks, "en").get_label().split(". ")[0]
    'x in 2020: a ranks first of 2'
    """
    frame = only(checked(rankings, COLUMNS, "the result of rankings", lang), "indicator", indicator)
    frame = only(frame, "period", str(period) if period is not None else frame["period"].max())
    frame = one_group(frame, focus)
    frame = unique(frame).sort_values(["rank", "region"], kind="stable", ignore_index=True)
    shown = _shown(frame, focus, limit(top, TOP.get(size, 0)))
    mean = float(frame["value"][frame["rank"].notna()].mean())
    unit = w.unit_of(frame["indicator"].iloc[0])
    factor, unit_said = w.scale_of(unit, lang, shown["value"])
    page, axes, plan = row_chart(
        _rows(shown, focus, factor, lang),
        Words(
            _title(frame, focus, lang),
            _subtitle(frame, mean, unit, lang),
            _notes(frame, shown, lang),
            source_line(frame, sources, lang),
        ),
        size,
        lang,
        w.aside(w.indicator(frame["indicator"].iloc[0], lang), unit_said, lang),
    )
    ranked = shown["rank"].notna()
    for position, row in shown[ranked].iterrows():
        y = int(str(position)) + plan.track_at
        colour = ORANGE if row["region"] == focus else BLUE
        inside = PAPER if _open(row) else colour
        axes.hlines(y, 0, row["value"] * factor, color=RULE, linewidth=1.0)
        dots = axes.plot([row["value"] * factor], [y], "o", color=colour, markerfacecolor=inside)
        dots[0].set_markersize(page.size.text * 0.6)
    if ranked.any():
        axes.vlines(
            mean * factor,
            0,
            int(ranked.sum()),
            color=FAINT,
            linewidth=0.9,
            linestyle=(0, (4, 2)),
            zorder=1,
        )
        axes.xaxis.set_major_locator(MaxNLocator(5))
    return page.figure


def one_group(frame: pd.DataFrame, focus: str | None) -> pd.DataFrame:
    """Return the group ranked together that holds the focused region, else the largest."""
    parents = frame["region"].map(w.parent_of)
    if focus is not None:
        only(frame, "region", focus)
        group = w.parent_of(focus)
    else:
        group = str(parents.value_counts().index[0])
    return frame.loc[parents == group]


def _shown(frame: pd.DataFrame, focus: str | None, top: int) -> pd.DataFrame:
    """Return the first rows and the focused one, in order."""
    keep = (frame.index < top) | (frame["region"] == focus)
    shown = frame[keep]
    if len(shown) > top:  # the focused region takes the last place, not one more
        shown = shown.drop(shown.index[top - 1])
    return shown.reset_index(drop=True)


def _open(row: Mapping[Hashable, Any] | pd.Series[Any]) -> bool:
    """Tell whether rounding leaves the rank open."""
    known = is_number(row["best"]) and is_number(row["worst"])
    return known and bool(row["best"] != row["worst"])


def _rank(row: Mapping[Hashable, Any], lang: Lang) -> str:
    """Return the rank, as a range where rounding leaves it open."""
    if not is_number(row["rank"]):
        return "–"
    if not _open(row):
        return str(int(row["rank"]))
    return f"{int(row['best'])}{'—' if lang == 'zh' else '–'}{int(row['worst'])}"


def _rows(shown: pd.DataFrame, focus: str | None, factor: float, lang: Lang) -> list[Row]:
    """Return rank, name and value of each region, or why it has no rank."""
    places = w.decimals_of(shown["value"], 2)
    rows = []
    for row in shown.to_dict("records"):
        value = w.scaled(row["value"], factor, lang, places) if is_number(row["value"]) else ""
        reason = "" if is_number(row["rank"]) else labels.reason(text_of(row["reason"]), lang)
        name, strong = w.region(row["region"], lang), row["region"] == focus
        rows.append(Row(name, value, reason, strong, _rank(row, lang)))
    return rows


def _title(frame: pd.DataFrame, focus: str | None, lang: Lang) -> str:
    """Return the place of the focused region, or who leads."""
    name = w.indicator(frame["indicator"].iloc[0], lang)
    when = w.period(frame["period"].iloc[0], lang)
    ranked = frame[frame["rank"].notna()]
    total = len(ranked)
    if ranked.empty:
        return f"{when}{name}无法排名" if lang == "zh" else f"{name} in {when} cannot be ranked"
    code = ranked["region"].iloc[0] if focus is None else focus
    row = frame[frame["region"] == code].iloc[0].to_dict()
    place = _rank(row, lang)
    where = w.region(code, lang)
    if not is_number(row["rank"]):
        why = labels.reason(text_of(row["reason"]), lang)
        return w.aside(
            f"{when}{name}：{where}未排名"
            if lang == "zh"
            else f"{name} in {when}: {where} is not ranked",
            why,
            lang,
        )
    if lang == "zh":
        said = f"{when}{name}：{where}在{total}个地区中居第{int(row['rank'])}位"
        return said + (f"，受舍入影响可在第{place}位之间" if _open(row) else "")
    rank = int(row["rank"])
    said = f"{name} in {when}: {where} ranks {'first' if rank == 1 else rank} of {total}"
    return said + (f", or {place} given the rounding" if _open(row) else "")


def _subtitle(frame: pd.DataFrame, mean: float, unit: str, lang: Lang) -> str:
    places = w.decimals_of(frame["value"], 2)
    count = int(frame["rank"].notna().sum())
    said = w.amount(mean, unit, lang, places)
    if lang == "zh":
        return f"虚线为{count}个地区的简单平均（{said}）；空心点的位次因舍入不能确定"
    return f"Dashed: simple mean of {count} regions ({said}); hollow: rank open within rounding"


def _notes(frame: pd.DataFrame, shown: pd.DataFrame, lang: Lang) -> list[str]:
    """Return how many regions are not shown, and how many of them have no rank."""
    hidden = frame[~frame["region"].isin(shown["region"])]
    unranked = int(hidden["rank"].isna().sum())
    if hidden.empty:
        return []
    if lang == "zh":
        tail = f"，其中{unranked}个未排名" if unranked else ""
        return [f"另有{len(hidden)}个地区未列出{tail}"]
    tail = f", {unranked} of them not ranked" if unranked else ""
    return [f"{len(hidden)} more regions are not shown{tail}"]
