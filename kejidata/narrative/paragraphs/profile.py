"""The paragraph on one place: where it surely stands among the first or the last of its peers."""

from __future__ import annotations

import pandas as pd

from kejidata.model.region_lookup import level, parent_of
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative, Piece, compose
from kejidata.narrative.parts.ranks import rank_fact
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
from kejidata.panel.normalize import records
from kejidata.wording.origins import index

NAMED = 8
"""How many indicators of one kind are named; more are counted."""


@any_frame
def profile(
    places: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that the profile of a place has to tell.

    Parameters
    ----------
    places
        Result of `kejidata.profile`.
    observations
        Observations of your own, for sources and quotes; without them what the project in force has
        of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: the indicators in which the place surely stands in the first third of its
        peers, then those in the last, each with its rank; how many lie between; and those of which
        rounding or members without a figure leave it open.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": ["a", "b", "c"], "indicator": "papers", "period": 2020,
    ...                     "value": [9, 6, 7]})
    >>> told = profile(kejidata.profile(obs, "a"), lang="en")
    >>> print(told)
    In 2020, a was surely in the top third of its peers in papers (1st).
    """
    frame = measured(places, "profile")
    told = frame[frame["position"] != ""].sort_values(["rank", "indicator"], kind="stable")
    if told.empty:
        where = region_name(frame["region"].iloc[0], lang) if len(frame) else ""
        return compose(say(lang, "profile.alone", region=where), lang)
    parts = {name: told[told["position"] == name] for name in told["position"].unique()}
    sentences = [*_sure(told, parts, lang)]
    if "middle" in parts:
        sentences.append(say(lang, "profile.middle", n=count(len(parts["middle"]), lang)))
    if "open" in parts:
        sentences.append(say(lang, "profile.open", items=_items(parts["open"], lang)))
    return compose(paragraph(sentences, lang), lang, index(observations, frame))


def _sure(told: pd.DataFrame, parts: dict[str, pd.DataFrame], lang: Lang) -> list[Pieces]:
    """Return the sentences on what is surely in the first and in the last third."""
    shared = {
        "period": _when(told, lang),
        "region": region_name(told["region"].iloc[0], lang, short=True),
        "group": _group(told, lang),
    }
    keys = {"strength": "strength", "weakness": "weakness"}
    if "strength" not in parts:
        keys["weakness"] = "weakness_first"
    sentences: list[Pieces] = [
        say(lang, f"profile.{key}", items=_items(parts[name], lang), **shared)
        for name, key in keys.items()
        if name in parts
    ]
    return sentences or [say(lang, "profile.neither", **shared)]


def _when(told: pd.DataFrame, lang: Lang) -> Pieces:
    """Return the period of all rows, or that each is the latest."""
    alike = told["period"].nunique() == 1
    return [period(told["period"].iloc[0], lang)] if alike else say(lang, "profile.latest")


def _group(told: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the peers: the members of a region where all groups are as large, else in a word."""
    sizes = (told["ranked"] + told["missing"]).unique()
    parent = parent_of(told["region"].iloc[0])
    if not parent or len(sizes) > 1:
        return say(lang, "profile.group")
    number = count(int(sizes[0]), lang)
    noun = say(lang, f"noun.{level([told['region'].iloc[0]])}", n=number)
    where = region_name(parent, lang, short=True)
    return say(lang, "profile.members", parent=where, n=number, noun=noun)


def _items(rows: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return indicators with the ranks that they may have; of many the first and how many."""
    items = joined(
        [
            say(
                lang,
                "profile.item",
                name=indicator_name(row["indicator"], lang),
                place=said_rank(rank_fact(row), row["best"], row["worst"], lang),
            )
            for row in records(rows.head(NAMED))
        ],
        lang,
        "serial",
    )
    if len(rows) <= NAMED:
        return items
    return say(lang, "profile.some", items=items, n=count(len(rows), lang))
