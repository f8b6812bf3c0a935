"""What a chart of rankings says: its title, what its marks mean, and who is not shown."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kejidata.figures import labels
from kejidata.figures.headline import NAMED, form_of
from kejidata.figures.level import Level
from kejidata.figures.select import (
    is_number,
)
from kejidata.measures.certainty import leaders
from kejidata.measures.interval import Interval, intervals
from kejidata.measures.ranking import among_known
from kejidata.model.terms import Lang
from kejidata.panel.measured import text_of
from kejidata.wording.labels import reason
from kejidata.wording.phrases import joined, text

SECTION = "figure_ranking_dots"


def title_of(frame: pd.DataFrame, name: str, focus: str | None, lang: Lang) -> str:
    """Return the rank of the focused region, or who leads, and how many have no figure."""
    when = labels.period(frame["period"].iloc[0], lang)
    ranked = frame[frame["rank"].notna()]
    why = frame["reason"].map(text_of)
    alone = frame.loc[why == "no_peer", "region"]
    if ranked.empty and alone.empty:
        return text(lang, f"{SECTION}.title.none", name=name, when=when)
    if focus is not None:
        said = _focus(frame, focus, lang)
    elif ranked.empty:
        said = text(lang, f"{SECTION}.sole", items=labels.region(alone.iloc[0], lang))
    else:
        said = _leaders(ranked, lang)
    title = text(lang, f"{SECTION}.title", name=name, when=when, said=said)
    missing = int((why == "no_value").sum())
    return title + (text(lang, f"{SECTION}.missing", n=missing) if missing else "")


def _leaders(ranked: pd.DataFrame, lang: Lang) -> str:
    """Return who is first: one, several as good, or several of whom rounding leaves it open."""
    found = leaders(intervals(among_known(ranked.set_index("region")), "rank"))
    form = "sole" if len(ranked) == 1 else form_of(found, "first", "may")
    items = joined([labels.region(code, lang) for code in found.members[:NAMED]], lang)
    first = len(found.members)
    key = f"{SECTION}.group{'_known' if _gaps(ranked) else ''}"
    group = text(lang, key, n=len(ranked))
    return text(lang, f"{SECTION}.{form}", items=items, first=first, group=group)


def _gaps(frame: pd.DataFrame) -> int:
    """Return how many members of the group have no rank, as far as the frame says."""
    return int(frame["missing"].fillna(0).max()) if "missing" in frame else 0


def _focus(frame: pd.DataFrame, focus: str, lang: Lang) -> str:
    """Return where the focused region stands, alone, with equals or as far as rounding tells."""
    row = frame[frame["region"] == focus].iloc[0].to_dict()
    where = labels.region(focus, lang)
    if not is_number(row["rank"]):
        why = reason(text_of(row["reason"]), lang)
        return text(lang, f"{SECTION}.unranked", where=where, why=why)
    own: Mapping[str, Interval] = intervals(frame.set_index("region"), "rank")
    equals = int((frame["rank"] == row["rank"]).sum())
    gaps = _gaps(frame)
    form = "open" if not own[focus].settled else "joint" if equals > 1 else "alone"
    rank, size = labels.ranks(own[focus], lang), int(frame["rank"].notna().sum()) + gaps
    group = text(lang, f"{SECTION}.group", n=size)
    return text(lang, f"{SECTION}.{'range' if gaps else form}", where=where, rank=rank, group=group)


def subtitle(frame: pd.DataFrame, line: Level | None, lang: Lang) -> str:
    """Return what a line, hollow dots and ranks among the known mean."""
    count = int(frame["rank"].notna().sum())
    ranks = intervals(among_known(frame[frame["rank"].notna()]), "rank").values()
    parts = []
    if line:
        where = labels.region(line.region, lang)
        key = "whole" if line.region else "mean"
        parts = [text(lang, f"{SECTION}.{key}", n=count, where=where, value=line.said)]
    parts += [text(lang, f"{SECTION}.known")] * bool(count and _gaps(frame))
    parts += [text(lang, f"{SECTION}.hollow")] * (not all(rank.settled for rank in ranks))
    return joined(parts, lang, "clause")


def notes(frame: pd.DataFrame, shown: pd.DataFrame, lang: Lang) -> list[str]:
    """Return how many regions are not shown, and how many of them have no rank."""
    hidden = frame[~frame["region"].isin(shown["region"])]
    unranked = int(hidden["rank"].isna().sum())
    if hidden.empty:
        return []
    key = "note.hidden_unranked" if unranked else "note.hidden"
    return [text(lang, f"{SECTION}.{key}", n=len(hidden), unranked=unranked)]
