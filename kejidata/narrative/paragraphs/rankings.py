"""The paragraph on rankings: who leads, who comes last, who moved, what rounding leaves open."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.ranking import among_known
from kejidata.model.periods import earlier
from kejidata.model.region_lookup import level, parent_of, region_code
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative, Piece, compose
from kejidata.narrative.parts.moves import gaps, moves, unsettled
from kejidata.narrative.parts.ranks import rank_fact, rank_in_words, ranked_region, value_of
from kejidata.narrative.renamed import renamed
from kejidata.narrative.rows import noun, of_newest_year, peers, refused
from kejidata.narrative.templates import (
    Pieces,
    count,
    indicator_name,
    joined,
    paragraph,
    period,
    region_name,
    say,
)
from kejidata.narrative.values import said_rank
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records
from kejidata.wording.origins import Origins, index

TOP = 3
"""Places that count as the lead."""
MOST = 5
"""How many regions are named as leaders when many share a place."""


@any_frame
def rankings(
    ranks: pd.DataFrame,
    *,
    observations: pd.DataFrame | None = None,
    focus: str | None = None,
    lang: Lang = "zh",
) -> Narrative:
    """Return the paragraph that a frame of rankings has to tell.

    Parameters
    ----------
    ranks
        Result of `kejidata.rankings`; of several years the newest is told.
    observations
        Observations of your own, for units, digits, sources and quotes; without them what the
        project in force has of the frame's sources.
    focus
        A region whose places are told whatever they are; with several indicators, its profile.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: first the region in focus, then leaders, last, the largest moves, the
        places that rounding or members without a figure leave open as ranges, and who is not
        ranked and why.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": ["甲", "乙"], "indicator": "rd_expenditure",
    ...                     "period": 2020, "value": [36.0, 34.0], "unit": "亿元"})
    >>> told = rankings(kejidata.rankings(obs), observations=obs, lang="en")
    >>> print(told)  # doctest: +NORMALIZE_WHITESPACE
    In 2020, 甲 (CNY 3.6 billion) led the 2 regions in R&D expenditure; 乙 (CNY 3.4 billion)
    came last.
    """
    every = measured(ranks, "rankings")
    origins = index(observations, every)
    return compose(paragraph(told(every, origins, focus, lang), lang), lang, origins)


def told(every: pd.DataFrame, origins: Origins, focus: str | None, lang: Lang) -> list[Pieces]:
    """Return the sentences on rankings, first those on the region in focus."""
    own = every["region"].map(region_code) == region_code(focus or "")
    ranked = every["rank"].notna()
    wanted = ranked & own if (ranked & own).any() else ranked
    frame = every[of_newest_year(every["period"], wanted)]
    found = groups(frame, own)
    sentences: list[Pieces] = []
    mine = frame[own[frame.index] & frame["rank"].notna()]
    if len(mine) > 1:
        sentences += [profile(rows, lang) for _, rows in mine.groupby("period", sort=False)]
    else:
        for rows in found:
            sentences += _told(rows, own, every, origins, lang)
        rest = pd.concat(found) if found else frame
        alone = rest["reason"] == "no_peer"
        if not sentences and (alone | rest["rank"].notna()).any():
            sentences.append(say(lang, "ranking.alone"))
        if rest.empty or not alone.all():
            sentences.append(refused(records(rest[~alone]), "rank", lang, others=bool(sentences)))
    return sentences if any(sentences) else [*sentences, say(lang, "ranking.alone")]


def groups(frame: pd.DataFrame, own: pd.Series) -> list[pd.DataFrame]:
    """Return the groups that rank two regions at least; that of the focus where it is in one."""
    keys = [frame["indicator"], frame["period"], frame["region"].map(peers).to_numpy()]
    groups = [rows for _, rows in frame.groupby(keys, sort=False) if rows["rank"].count() > 1]
    return [rows for rows in groups if own[rows.index].any()] or groups


def _told(
    group: pd.DataFrame, own: pd.Series, every: pd.DataFrame, origins: Origins, lang: Lang
) -> list[list[Piece]]:
    """Return the sentences on one group: the region in focus, both ends, moves, open places."""
    good = group[group["rank"].notna()].sort_values("rank", kind="stable")
    known, mine = among_known(good), good[own[good.index]]
    sentences = [_own(row, good, origins, lang) for row in records(mine)]
    again = bool(sentences) and not gaps(good)
    sentences.append(lead(known, origins, lang, again=again))
    sentences.append(moves(good, among_known(every), lang))
    moved = good.loc[good["shift"].notna(), ["region", "period"]].itertuples(index=False, name=None)
    sentences.append(renamed(((one, earlier(now), now) for one, now in moved), lang))
    open_ = good[good["best"] < good["worst"]]
    # What gaps leave open was said of the focus; of its peers the table says it.
    if len(open_) and not (gaps(good) and len(mine)):
        sentences.append(unsettled(open_, own, "gaps" if gaps(good) else "open", lang))
    return sentences


def _own(row: Row, good: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on the region in focus: its value, and its place among all members."""
    absent = gaps(good)
    return say(
        lang,
        f"ranking.own{'_known' if absent else ''}",
        period=period(row["period"], lang),
        name=indicator_name(row["indicator"], lang),
        region=region_name(row["region"], lang, short=True),
        value=value_of(row, origins, lang),
        place=rank_in_words(row, good, lang),
        group=group(good, lang, everyone=True),
        missing=count(absent, lang),
    )


def _ends(good: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return who surely leads, and who surely comes last; neither where rounding leaves it open.

    Equals stand together: where they are too many, fewer places are named.
    """
    size, none = len(good), good.head(0)
    top = none
    for rank in range(min(TOP, size - 1), 0, -1):
        rows = good[good["rank"] <= rank]
        # All of them lead nobody.
        if rows["worst"].max() <= len(rows) <= min(MOST, size - 1):
            top = rows
            break
    rows = good[good["rank"] == good["rank"].max()]
    sure = rows["best"].min() > size - len(rows) and len(rows) <= MOST
    return top, rows.drop(top.index, errors="ignore") if sure else none


def lead(good: pd.DataFrame, origins: Origins, lang: Lang, *, again: bool) -> list[Piece]:
    """Return the sentence on both ends of a ranking, shorter where period and group were told."""
    top, last = _ends(good)
    first = records(good)[0]
    slots: dict[str, Piece | Pieces] = {
        "period": period(first["period"], lang),
        "name": indicator_name(first["indicator"], lang),
        "group": group(good, lang),
    }
    if good["rank"].nunique() == 1:
        open_ = (good["best"] < good["worst"]).any()
        same = value_of(first, origins, lang)
        return say(lang, f"ranking.level{'_open' if open_ else ''}", value=same, **slots)
    leaders = top if len(top) else good[good["best"] == 1]
    form = "many" if len(leaders) > 1 else "one"
    if not len(top):
        equal = (leaders["best"] == leaders["worst"]).all()
        form = "joint" if equal else "open"
    told = "_again" if again else ""
    lead = _clause(f"lead{told}.{form}", leaders, good, origins, lang, slots)
    end = _clause("last", last, good, origins, lang, slots)
    key = f"ranking.{'both_ends' if len(last) else 'one_end'}{told}"
    return say(lang, key, period=slots["period"], lead=lead, last=end)


def group(good: pd.DataFrame, lang: Lang, *, everyone: bool = False) -> list[Piece]:
    """Return who is ranked: all members, or so many of so many where others have no rank."""
    parent = parent_of(good["region"].iloc[0])
    absent = gaps(good)
    every = count(len(good) + absent, lang)
    return say(
        lang,
        f"ranking.{'members' if parent else 'group'}{'_known' if absent and not everyone else ''}",
        parent=region_name(parent, lang, short=True),
        n=every if everyone else count(len(good), lang),
        every=every,
        noun=say(lang, f"noun.{level(good['region'].unique())}", n=every),
    )


def _clause(
    key: str,
    rows: pd.DataFrame,
    good: pd.DataFrame,
    origins: Origins,
    lang: Lang,
    slots: dict[str, Piece | Pieces],
) -> list[Piece]:
    """Return the clause on one end of a ranking; of more than a few the number is told too."""
    items = [ranked_region(row, good, origins, lang) for row in records(rows.head(MOST))]
    number = count(len(rows), lang)
    many = "_some" if len(rows) > MOST else ""
    return say(
        lang,
        f"ranking.{key}{many}",
        items=joined(items, lang),
        count=number,
        noun=noun(["region"], number, lang),
        **slots,
    )


def profile(mine: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on the places of one region in several indicators, best first."""
    ranked = mine.sort_values(["rank", "best", "worst", "indicator"], kind="stable")
    first = ranked.iloc[0]
    parts = []
    for _, rows in ranked.groupby(["best", "worst"], sort=False):
        items = joined([indicator_name(code, lang) for code in rows["indicator"]], lang, "serial")
        row = records(rows)[0]
        reach = said_rank(rank_fact(row), row["best"], row["worst"], lang)
        parts.append(say(lang, "ranking.profile.item", items=items, place=reach))
    number, group = count(len(mine), lang), parent_of(first["region"])
    return say(
        lang,
        "ranking.profile" if group else "ranking.profile_alone",
        parent=region_name(group, lang, short=True) if group else "",
        period=period(first["period"], lang),
        region=region_name(first["region"], lang),
        n=number,
        noun=noun(["indicator"], number, lang),
        parts=joined(parts, lang, "item"),
    )
