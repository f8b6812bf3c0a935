"""The paragraph on a composite index: places, how far choices move them, what makes them."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from kejidata.measures.certainty import Extreme, highest
from kejidata.measures.interval import Interval
from kejidata.model.region_lookup import region_code
from kejidata.model.terms import Lang
from kejidata.model.units import round_half_up
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.paragraphs import rankings
from kejidata.narrative.parts.places import place_fact
from kejidata.narrative.rows import newest_year
from kejidata.narrative.templates import (
    Pieces,
    count,
    indicator_name,
    joined,
    paragraph,
    region_name,
    say,
)
from kejidata.narrative.values import computed, place
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.wording.numbers import decimals

RANGES = {"rounding": "", "by_weights": "_by_weights", "left_out": "_left_out"}
RANGES |= {"by_method": "_by_method"}
"""The ranges of ranks, and how their columns end."""


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
        "zh" or "en".

    Returns
    -------
    Narrative
        Text and facts: what `narrative.rankings` tells of the scores; the ranges of the place in
        focus, by rounding, moved weights, one indicator left out and another normalisation, or
        without a focus how many places stay the same under all of them.
    """
    every = measured(scores, "composite_index")
    every = every[every["indicator"] == name]
    ranks = every.assign(value=_rounded(every))
    sentences = rankings.told(ranks, {}, focus, lang)
    now = newest_year(every, every["rank"].notna())
    now = now[now["rank"].notna()]
    own = now[now["region"].map(region_code) == region_code(focus or "")]
    if len(own) == 1:
        sentences.append(_robust(own.iloc[0], lang))
        if contributions is not None:
            sentences += _made(own.iloc[0], measured(contributions, "index_contributions"), lang)
    elif len(now):
        sentences.append(_settled(now, lang))
    return compose(paragraph(sentences, lang), lang)


def _rounded(scores: pd.DataFrame) -> pd.Series:
    """Return scores with the decimals that their intervals support, one at most."""
    cells = scores[["score", "low", "high"]].itertuples(index=False, name=None)
    found = [_shown(score, low, high) for score, low, high in cells]
    return pd.Series(found, index=scores.index)


def _shown(score: float, low: float, high: float) -> float:
    if math.isnan(score):
        return score
    return float(round_half_up(score, decimals(score, low, high, "", 1) or 0))


def _reach(row: pd.Series) -> tuple[int, int]:
    """Return the best and the worst rank over all ranges."""
    best = min(int(row[f"best{end}"]) for end in RANGES.values())
    return best, max(int(row[f"worst{end}"]) for end in RANGES.values())


def _robust(row: pd.Series, lang: Lang) -> list[Piece]:
    """Return the sentence on how far each choice moves a place."""
    best, worst = _reach(row)
    if best == worst:
        return say(lang, "index.robust.same", place=place(place_fact(row), best, worst, lang))
    parts = [say(lang, f"index.{key}", place=_place(row, end, lang)) for key, end in RANGES.items()]
    return say(lang, "index.robust", parts=joined(parts, lang, "clause"))


def _place(row: pd.Series, end: str, lang: Lang) -> list[Piece]:
    return place(place_fact(row), row[f"best{end}"], row[f"worst{end}"], lang)


def _settled(now: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many places no choice moves."""
    same = sum(best == worst for best, worst in (_reach(row) for _, row in now.iterrows()))
    return say(lang, "index.settled", n=count(same, lang), every=count(len(now), lang))


def _made(own: pd.Series, parts: pd.DataFrame, lang: Lang) -> list[Pieces]:
    """Return what adds most to the score of a region, and most to the gap to the next place."""
    same = (parts["region"] == own["region"]) & (parts["period"] == own["period"])
    mine = parts[same].set_index("part")
    sentences: list[Pieces] = [_most(mine, "contribution", "adds", 1, lang)]
    ahead = mine["next"].iloc[0] if len(mine) else ""
    if ahead:
        key, sign = ("lead", -1) if own["rank"] == 1 else ("gap", 1)
        sentences.append(_most(mine, "gap", key, sign, lang, region_name(ahead, lang, short=True)))
    return sentences


def _most(
    mine: pd.DataFrame, column: str, key: str, sign: int, lang: Lang, following: Piece = ""
) -> list[Piece]:
    """Return the sentence on the indicator that surely adds most, nothing where none does."""
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
    return say(lang, f"index.{key}", items=indicator_name(part, lang), n=number, next=following)
