"""The paragraph on a composite index: places, how far choices move them, what makes them."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from kejidata.measures.certainty import Extreme, highest
from kejidata.measures.index_ranges import reach
from kejidata.measures.interval import Interval
from kejidata.measures.ranking import among_known
from kejidata.model.region_lookup import region_code
from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.paragraphs import rankings
from kejidata.narrative.parts.moves import gaps
from kejidata.narrative.parts.ranks import rank_fact, rank_in_words, value_of
from kejidata.narrative.rows import of_newest_year
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
from kejidata.narrative.values import computed, said_rank
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records
from kejidata.wording.numbers import decimals


@any_frame
def composite_index(
    scores: pd.DataFrame,
    *,
    contributions: pd.DataFrame | None = None,
    name: str = "composite_index",
    focus: str | None = None,
    lang: Lang = "zh",
) -> Narrative:
    """Return the paragraph that a composite index has to tell.

    Parameters
    ----------
    scores
        Result of `kejidata.composite_index`; of several years the newest is told.
    contributions
        Result of `kejidata.index_contributions`: which indicator adds most to the score of the
        region in focus, and most to the gap to the next place, where that is sure.
    name
        The index, or a group of it.
    focus
        A region whose place is told, with the ranges of it.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: score and place in focus, with the range that the place has by rounding,
        moved weights, one indicator left out and another normalisation; who leads and who comes
        last; what makes the place, or without a focus how many places no choice moves.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": ["a", "b", "c"] * 2, "period": 2020,
    ...                     "indicator": ["papers"] * 3 + ["patents"] * 3,
    ...                     "value": [10, 20, 30, 5, 5, 9]})
    >>> told = composite_index(kejidata.composite_index(obs, ["papers", "patents"]), lang="en")
    >>> print(told)  # doctest: +NORMALIZE_WHITESPACE
    In 2020, c (100 points) and b (25 points) led the 3 regions in the composite index; a (0
    points) came last. 2 of the 3 places stay the same with other weights, another normalisation
    or one indicator left out.
    """
    every = measured(scores, "composite_index")
    every = every[every["indicator"] == name]
    ranks = every.assign(value=_rounded(every))
    now = ranks[of_newest_year(ranks["period"], ranks["rank"].notna())]
    own = now["region"].map(region_code) == region_code(focus or "")
    parts = None if contributions is None else measured(contributions, "index_contributions")
    sentences: list[Pieces] = []
    for group in rankings.groups(now, own):
        good = group[group["rank"].notna()].sort_values("rank", kind="stable")
        mine = good[own[good.index]]
        sentences += [_own(row, good, lang) for row in records(mine)]
        again = bool(len(mine)) and not gaps(good)
        sentences.append(rankings.lead(among_known(good), {}, lang, again=again))
        if mine.empty:
            sentences.append(_settled(good, lang))
        elif parts is not None:
            sentences.append(_made(mine.iloc[0], parts, lang))
    return compose(paragraph(sentences or rankings.told(ranks, {}, focus, lang), lang), lang)


def _rounded(scores: pd.DataFrame) -> pd.Series:
    """Return scores with the decimals that their intervals support, one at most."""
    cells = scores[["score", "low", "high"]].itertuples(index=False, name=None)
    found = [_shown(score, low, high) for score, low, high in cells]
    return pd.Series(found, index=scores.index)


def _shown(score: float, low: float, high: float) -> float:
    if math.isnan(score):
        return score
    return float(round_half_up(score, decimals(score, low, high, "", 1) or 0))


def _moves(row: Row) -> bool:
    """Tell whether a choice gives a place that rounding and missing figures leave closed."""
    return reach(row) != (int(row["best"]), int(row["worst"]))


def _own(row: Row, good: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on the region in focus: its score, its place, and how choices move it."""
    ranks = said_rank(rank_fact(row), *reach(row), lang)
    return say(
        lang,
        "index.own",
        period=period(row["period"], lang),
        region=region_name(row["region"], lang, short=True),
        name=indicator_name(row["indicator"], lang),
        value=value_of(row, {}, lang),
        place=rank_in_words(row, good, lang),
        group=rankings.group(good, lang, everyone=True),
        robust=say(lang, f"index.robust.{'moved' if _moves(row) else 'same'}", place=ranks),
    )


def _settled(now: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many places no choice moves."""
    same = sum(not _moves(row) for row in records(now))
    form = "all" if same == len(now) else "some" if same else "none"
    return say(lang, f"index.settled.{form}", n=count(same, lang), every=count(len(now), lang))


def _made(own: pd.Series, parts: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return what adds most to the score of a region, and most to the gap to the next place."""
    same = (parts["region"] == own["region"]) & (parts["period"] == own["period"])
    mine = parts[same].set_index("part")
    clauses = [_most(mine, "contribution", "adds", 1, lang)]
    ahead = mine["next"].iloc[0] if len(mine) else ""
    if ahead:
        key, sign = ("lead", -1) if own["rank"] == 1 else ("gap", 1)
        clauses.append(_most(mine, "gap", key, sign, lang, region_name(ahead, lang, short=True)))
    told = [clause for clause in clauses if clause]
    return say(lang, "index.made", parts=joined(told, lang, "clause")) if told else []


def _most(
    mine: pd.DataFrame, column: str, key: str, sign: int, lang: Lang, following: Piece = ""
) -> list[Piece]:
    """Return the clause on the indicator that surely adds most, nothing where none does."""
    told = mine[mine[column].notna()]
    spans: Mapping[str, Interval] = {
        str(part): Interval(*sorted((sign * row[f"{column}_low"], sign * row[f"{column}_high"])))
        for part, row in told.iterrows()
    }
    found = highest(spans) if spans else Extreme([], False)
    if not found.sure or len(found.members) != 1 or not spans[found.members[0]].above(0):
        return []
    part = found.members[0]
    row, span = mine.loc[[part]].iloc[0], spans[part]
    keys = (row["region"], part, row["period"])
    fact = Fact("", float(sign * row[column]), "", *keys, column)
    number = computed(fact, *span.ends, lang, 1)
    place = region_name(row["region"], lang, short=True)
    what = indicator_name(part, lang)
    return say(lang, f"index.{key}", region=place, items=what, n=number, next=following)
