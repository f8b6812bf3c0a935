"""Levels that a measure derived: the newest of each series, and which is highest and lowest."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from kejidata.measures.certainty import Extreme, highest, lowest
from kejidata.measures.course import like_periods
from kejidata.measures.levels import levels, maker_of, most_decimals, ordered
from kejidata.model.region_lookup import level
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.rows import of_newest_year, peers, refused
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
from kejidata.narrative.values import computed
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records
from kejidata.wording.formulas import level_formula
from kejidata.wording.origins import Key, Origins, index

TOLD = 3
"""How many series are told one by one; the others are counted."""
NAMED = 3
"""How many at one end of an order are named; more are counted."""
FEWEST = 3
"""Periods from which on it is worth saying when a level was highest."""
Words = Callable[[pd.DataFrame, Origins, Lang], Mapping[str, Slot]]
"""What a sentence says of the first of some levels beside name, place, period and number."""


def told(
    frame: pd.DataFrame,
    maker: str,
    words: Words,
    observations: pd.DataFrame | None,
    lang: Lang,
) -> Narrative:
    """Return the paragraph on derived levels.

    Parameters
    ----------
    frame
        Result of the measure `maker`: index_numbers, real, ratio or single_periods.
    maker
        The measure, whose words are in the section levels.
    words
        Slots of its own, by the rows that are told together; the key `form` chooses the sentence,
        `one` by default.
    observations
        The observations measured; None for none.
    lang
        A language, such as zh or en.
    """
    every = measured(frame, maker)
    origins = index(observations, every)
    if every.empty:
        return compose(say(lang, "refused.nothing"), lang)
    rows = levels(every)
    known = rows[rows["value"].notna()]
    keys = [known["indicator"], known["region"].map(peers).to_numpy()]
    groups = [part for _, part in known.groupby(keys, sort=False)]
    sentences: list[Pieces] = []
    for part in groups[:TOLD]:
        sentences += _series(part, words, origins, lang)
    if len(groups) > TOLD:
        sentences.append(say(lang, "levels.more", n=count(len(groups) - TOLD, lang)))
    rest = rows.assign(**{maker: rows["value"]})
    sentences.append(refused(records(rest), maker, lang, others=bool(groups)))
    return compose(paragraph(sentences, lang), lang, origins)


def _series(part: pd.DataFrame, words: Words, origins: Origins, lang: Lang) -> list[Pieces]:
    """Return the sentences on one indicator among peers: its newest level, or all of the year."""
    if part["region"].nunique() == 1:
        kept = part[part["period"].isin(like_periods(part["period"]))]
        ordered = kept.set_index("period").loc[like_periods(kept["period"])].reset_index()
        return [
            _one(ordered.tail(1), words, origins, lang),
            _ends(ordered, "period", words, origins, lang),
        ]
    now = part[of_newest_year(part["period"], part["value"].notna())]
    now = now[now["period"] == like_periods(now["period"])[-1]]
    if len(now) == 1:
        return [_one(now, words, origins, lang)]
    return [_ends(now, "region", words, origins, lang)]


def _one(rows: pd.DataFrame, words: Words, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on one level, the only row."""
    own, row = dict(words(rows, origins, lang)), records(rows)[0]
    form = str(own.pop("form", "one"))
    return say(lang, f"levels.{maker_of(row)}.{form}", **_slots(row, lang), **own)


def _slots(row: Row, lang: Lang) -> dict[str, Slot]:
    return {
        "period": period(row["period"], lang),
        "region": region_name(row["region"], lang),
        "name": indicator_name(row["indicator"], lang),
        "n": _number(row, lang),
    }


def _number(row: Row, lang: Lang) -> list[Piece]:
    """Return a level in words, with the digits that its interval supports."""
    maker = maker_of(row)
    key = (row["region"], row["indicator"], row["period"])
    rows: list[Key] = [
        (row["region"], part, row["period"], "value") for part in row["indicator"].split("÷")
    ]
    before = (row.get(column) for column in ("base_period", "earlier_period"))
    rows += [(*key[:2], when, "value") for when in before if when]
    formula = level_formula(maker, row["indicator"])
    fact = Fact("", float(row["value"]), row["unit"], *key, maker, formula, tuple(rows))
    return computed(fact, row["low"], row["high"], lang, most_decimals(row, row["value"]))


def _ends(rows: pd.DataFrame, by: str, words: Words, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on which of some regions or periods is highest and which lowest."""
    spans = ordered(rows)
    top, bottom = highest(spans), lowest(spans)
    if by == "period" and len(rows) < FEWEST:
        return []
    number = count(len(rows), lang)
    noun = "rows.period" if by == "period" else f"noun.{level(rows['region'].unique())}"
    every = records(rows)
    own = {**_slots(every[0], lang), **words(rows, origins, lang)}
    own |= {"every": number, "noun": say(lang, noun, n=number)}
    slots: dict[str, Slot] = {
        "lead": say(lang, f"levels.{by}.{maker_of(every[0])}", **own),
        "n": _number(every[-1 if by == "period" else 0], lang),
    }
    if top.members == bottom.members:
        return say(lang, f"levels.{'same' if top.sure else 'open'}", **slots)
    for end, found in (("top", top), ("bottom", bottom)):
        slots[end] = _end(rows, found, end, by, lang)
    return say(lang, "levels.ends", **slots)


def _end(rows: pd.DataFrame, found: Extreme[int], end: str, by: str, lang: Lang) -> list[Piece]:
    """Return the clause on who or when is at one end of an order, or may be."""
    items = [
        say(lang, "levels.item", who=_who(row, by, lang), n=_number(row, lang))
        for row in records(rows.loc[found.members].head(NAMED))
    ]
    if by == "period" and found.members == [rows.index[-1]]:  # Its number was told just before.
        items = [[period(rows["period"].iloc[-1], lang)]]
    number = count(len(found.members), lang)
    sure = "tied" if len(found.members) > 1 else "sure"
    many = ".many" if len(found.members) > NAMED else ""
    key = f"levels.{end}.{sure if found.sure else 'open'}{many}"
    kind = "comma" if found.sure else "choice"
    return say(lang, key, items=joined(items, lang, kind), k=number)


def _who(row: Row, by: str, lang: Lang) -> Slot:
    if by == "period":
        return period(row["period"], lang)
    return region_name(row["region"], lang, short=True)
