"""The paragraph on growth: one region's indicators, one indicator's regions, or one series."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.validate import measured
from kejidata.model.registry import level, split_totals
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative, Piece, compose
from kejidata.narrative.paragraphs.rates import (
    change_of,
    implied,
    kind_of,
    newest,
    one,
    stated,
    value_of,
    ways_of,
)
from kejidata.narrative.paragraphs.series import course
from kejidata.narrative.rows import refused
from kejidata.narrative.templates import (
    Pieces,
    Slot,
    count,
    indicator_name,
    joined,
    paragraph,
    period,
    region_name,
    say,
)
from kejidata.wording.origins import Origins, index

TOLD = 3
"""How many of a group are named; the others are counted."""


def growth(
    rates: pd.DataFrame,
    *,
    observations: pd.DataFrame | None = None,
    focus: str | None = None,
    lang: Lang = "zh",
) -> Narrative:
    """Return the paragraph that a frame of growth rates has to tell.

    Parameters
    ----------
    rates
        Result of `kejidata.growth_rates`: one indicator over several years is told as a course, one
        indicator over several regions as a comparison, several indicators of a region together.
        Of a frame with several regions or indicators the newest period is told.
    observations
        The observations measured, for units, digits, sources and quotes.
    focus
        A region to be named whatever its place.
    lang
        "zh" or "en".

    Returns
    -------
    Narrative
        Text and facts; rows without a growth are told with their reason.
    """
    frame = measured(rates, "growth_rates")
    origins = index(observations, frame)
    if _is_course(frame):
        return compose(course(frame, origins, lang), lang, origins)
    frame = newest(frame, frame["growth"].notna() | implied(frame))
    good = frame[frame["growth"].notna()]
    sentences: list[Pieces] = []
    if frame["region"].nunique() > 1:
        for _, group in good.groupby(["indicator", "period"], sort=False):
            sentences += _comparison(group, focus, origins, lang)
    else:
        sentences += [_together(rows, origins, lang) for _, rows in good.groupby("period")]
    told = stated(frame, origins, lang)
    rest = frame[~implied(frame)] if told else frame
    sentences.append(told)
    if len(rest) or not told:
        sentences.append(refused(rest, "growth", lang, others=bool(told)))
    return compose(paragraph(sentences, lang), lang, origins)


def _is_course(frame: pd.DataFrame) -> bool:
    """Return whether a frame is one indicator of one region over at least two growths."""
    one = frame["region"].nunique() == 1 and frame["indicator"].nunique() == 1
    return one and int(frame["growth"].notna().sum()) > 1


def _together(good: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on several indicators of one region: risers first, then fallers."""
    ranked = good.sort_values("growth", ascending=False, kind="stable")
    first = ranked.iloc[0]
    if len(ranked) == 1:
        return one(first, origins, lang)
    where = {"period": period(first["period"], lang), "region": region_name(first["region"], lang)}
    ways = ways_of(ranked)
    named = pd.concat([ranked[ways == "up"].head(TOLD), ranked[ways == "down"].tail(TOLD)[::-1]])
    items = [
        say(
            lang,
            "growth.item",
            name=indicator_name(row["indicator"], lang),
            value=value_of(row, origins, lang),
            change=change_of(row, lang),
        )
        for _, row in named.iterrows()
    ]
    balance = _balance(ranked, "mixed", lang)
    return say(
        lang, "growth.together", **where, balance=balance, items=joined(items, lang, "clause")
    )


def _balance(rows: pd.DataFrame, kind: str, lang: Lang, name: Slot = "") -> list[Piece]:
    """Return how many of the rows rose, fell and stood still; `name` is what did."""
    ways = ways_of(rows)
    total = count(len(rows), lang)
    groups = [(way, int((ways == way).sum())) for way in ("up", "down", "flat")]
    present = [(way, n) for way, n in groups if n]
    what = level(rows["region"].unique()) if kind != "mixed" else "indicator"
    noun = say(lang, f"noun.{what}", n=total)
    if len(present) == 1:
        return say(lang, f"balance.all_{present[0][0]}.{kind}", n=total, noun=noun, name=name)
    parts = [say(lang, f"balance.{way}.{kind}", n=count(n, lang)) for way, n in present]
    return say(
        lang, f"balance.{kind}", n=total, noun=noun, name=name, parts=joined(parts, lang, "serial")
    )


def _comparison(
    group: pd.DataFrame, focus: str | None, origins: Origins, lang: Lang
) -> list[list[Piece]]:
    """Return the sentences on one indicator over regions: the total, the balance, both ends."""
    totals, members = split_totals(group)
    if len(members) < 2:
        totals, members = group.iloc[:0], group
    sentences = [one(row, origins, lang) for _, row in totals.iterrows()]
    if len(members) == 1:
        return [*sentences, one(members.iloc[0], origins, lang)]
    first, kind = members.iloc[0], kind_of(members)
    ranked = members.sort_values("growth", ascending=False, kind="stable")
    ends = _ends(ranked, kind, lang)
    name = indicator_name(first["indicator"], lang)
    told = say(
        lang,
        "growth.among_same" if len(totals) else "growth.among",
        period=period(first["period"], lang),
        name=name,
        balance=_balance(ranked, kind, lang, "" if len(totals) else name),
        ends=joined(ends, lang, "phrase"),
    )
    return [*sentences, told, *_in_focus(ranked[ranked["region"] == focus], lang)]


def _in_focus(rows: pd.DataFrame, lang: Lang) -> list[list[Piece]]:
    """Return the sentence on the region in focus."""
    return [
        say(
            lang,
            "growth.focus",
            region=region_name(row["region"], lang, short=True),
            change=change_of(row, lang, "verb"),
        )
        for _, row in rows.iterrows()
    ]


def _ends(ranked: pd.DataFrame, kind: str, lang: Lang) -> list[list[Piece]]:
    """Return the clauses on the fastest and the slowest."""
    top, bottom = ranked.head(TOLD if len(ranked) > TOLD + 1 else 1), ranked.tail(1)
    word = "sharpest" if ways_of(bottom).iloc[0] == "down" else "slowest"
    return [
        say(lang, f"growth.fastest.{kind}", items=_regions(top, lang), n=count(len(top), lang)),
        say(lang, f"growth.{word}.{kind}", items=_regions(bottom, lang)),
    ]


def _regions(rows: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return regions with their growth, as a list."""
    items = [
        say(
            lang,
            "growth.region",
            region=region_name(row["region"], lang, short=True),
            change=change_of(row, lang),
        )
        for _, row in rows.iterrows()
    ]
    return joined(items, lang)
