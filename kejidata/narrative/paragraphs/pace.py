"""The paragraph on a plan of several years: which targets are on track, and what they need."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.growth_formula import annual_formula, growth_formula
from kejidata.measures.interval import interval
from kejidata.model.terms import PACES, PERCENT, POINTS, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.paragraphs.outlook import plan
from kejidata.narrative.rows import item, refused, varying
from kejidata.narrative.templates import Pieces, count, joined, paragraph, period, say
from kejidata.narrative.values import value, yearly
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records
from kejidata.wording.origins import Key, Origins, index
from kejidata.wording.published import alike

TOLD = 3
"""How many targets are told one by one."""


@any_frame
def pace(
    targets: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that targets some years ahead have to tell.

    Parameters
    ----------
    targets
        Result of `kejidata.pace`.
    observations
        Observations of your own, for digits, bounds, sources and quotes; without them what the
        project in force has of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: how many targets are behind, open, on track and reached; of at most three,
        those behind first, the last actual, what is needed a year and what came so far; and what
        could not be told, with the reason.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "output", "period": [2020, 2022, 2024],
    ...                     "measure": ["value", "value", "target"], "value": [100, 121, 144]})
    >>> print(pace(kejidata.pace(obs, 2020), lang="en"))  # doctest: +NORMALIZE_WHITESPACE
    The one target that Rugao set for 2024 is on track. Output: the target is 144, and 121 was
    reached in 2022; needed now: up 9.1% a year; since 2020: up 10% a year.
    """
    frame = measured(targets, "pace")
    origins = index(observations, frame)
    if frame.empty:
        return compose(say(lang, "refused.nothing"), lang)
    judged = frame[frame["verdict"] != ""]
    sentences: list[Pieces] = []
    if len(judged):
        order = judged["verdict"].map({name: at for at, name in enumerate(PACES)})
        told = judged.loc[order.sort_values(kind="stable").index].head(TOLD)
        sentences.append(_lead(frame, judged, lang))
        by = varying(records(judged))
        sentences += [_target(row, by, origins, lang) for row in records(told)]
    left = frame.assign(pace=judged["target"])
    sentences.append(refused(records(left), "pace", lang, others=bool(len(judged))))
    return compose(paragraph(sentences, lang), lang, origins)


def _lead(frame: pd.DataFrame, judged: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many targets have which verdict."""
    counts = judged["verdict"].value_counts()
    parts = [
        say(lang, f"pace.count.{name}", n=count(int(counts[name]), lang))
        for name in PACES
        if name in counts
    ]
    whose = plan(records(frame), lang)
    if len(frame) == 1:
        return say(lang, f"pace.alone.{judged['verdict'].iloc[0]}", whose=whose)
    return say(lang, "pace.lead", whose=whose, parts=joined(parts, lang, "serial"))


def _target(row: Row, by: list[str], origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on one target: last actual, what is needed a year, what came so far."""
    key = (row["region"], row["indicator"])
    aim: Key = (*key, row["period"], "target")
    last: Key = (*key, row["last_period"], "value")
    base: Key = (*key, row["base_period"], "value")
    unit = row["unit"] or None
    one = alike([(aim, row["target"]), (last, row["last_value"])], origins, unit)
    done = row["verdict"] == "reached" or pd.isna(row["growth_needed"])
    return say(
        lang,
        f"pace.target.{'reached' if done else 'limit' if _has_room(row) else 'ahead'}",
        name=item(row, by, lang),
        target=value(aim, row["target"], origins, lang, unit=unit, bare=_has_room(row), alike=one),
        last=value(last, row["last_value"], origins, lang, unit=unit, alike=one),
        when=period(row["last_period"], lang),
        since=period(row["base_period"], lang),
        needed="" if done else _yearly(row, "growth_needed", (aim, last), lang),
        gone="" if done else _yearly(row, "growth_so_far", (last, base), lang),
    )


def _has_room(row: Row) -> bool:
    """Tell whether a figure may still rise below its limit: that is room, and nothing needed."""
    return bool(row["bound"] == "at_most" and row["growth_needed_low"] >= 0)


def _fact(row: Row, column: str, keys: tuple[Key, ...]) -> Fact:
    points = row["unit"] == PERCENT
    formula = growth_formula(points=True) if points else annual_formula()
    where = (row["region"], row["indicator"], row["period"])
    unit = POINTS if points else PERCENT
    return Fact("", float(row[column]), unit, *where, column, formula, keys)


def _yearly(row: Row, column: str, keys: tuple[Key, ...], lang: Lang) -> list[Piece]:
    """Return a growth a year in words, as far as its direction is sure."""
    ends = (row[f"{column}_{end}"] for end in ("low", "high", "closed"))
    return yearly(_fact(row, column, keys), interval(*ends), lang)
