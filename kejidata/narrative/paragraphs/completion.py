"""The paragraph on completion: what was exceeded, met and missed, and by how much."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.validate import measured
from kejidata.model.registry import decimals_of
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.paragraphs.rates import newest
from kejidata.narrative.rows import item, noun, refused, varying, where
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
from kejidata.narrative.values import computed, value
from kejidata.wording.origins import Key, Origins, find, index

TOLD = 3
"""How many of a group are named; the others are counted."""
STATES = ("over", "met", "short", "ahead", "behind")


def completion(
    ratios: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that a frame of completion ratios has to tell.

    Parameters
    ----------
    ratios
        Result of `kejidata.completion_ratios`; of several years the newest is told.
    observations
        The observations measured, for units, digits, stated completions, sources and quotes.
    lang
        "zh" or "en".

    Returns
    -------
    Narrative
        Text and facts: how many targets were exceeded, met and missed, the furthest of each, what
        part of a year has reached so far, what stated completions imply, and what has no ratio.
    """
    frame = measured(ratios, "completion_ratios")
    origins = index(observations, frame)
    implied = _implied(frame)
    frame = newest(frame, frame["completion"].notna() | implied)
    good, told = frame[frame["completion"].notna()], frame[_implied(frame)]
    sentences: list[Pieces] = []
    if len(good) == 1:
        sentences.append(_single(good.iloc[0], origins, lang))
    elif len(good):
        sentences += _many(good, origins, lang)
    sentences += [_stated(row, origins, lang) for _, row in told.iterrows()]
    rest = frame[~_implied(frame)]
    if len(rest) or not sentences:
        sentences.append(refused(rest, "completion", lang, others=bool(sentences)))
    return compose(paragraph(sentences, lang), lang, origins)


def _implied(frame: pd.DataFrame) -> pd.Series:
    """Return which rows have no ratio of their own but a published one."""
    if "implied_target" not in frame:
        return pd.Series(False, index=frame.index)
    return frame["completion"].isna() & frame["implied_target"].notna()


def state(row: pd.Series) -> str:
    """Return over, met or short; for a part of the year that is not yet there, ahead or behind."""
    low, high = (row["low"], row["high"]) if row["low"] == row["low"] else (row["completion"],) * 2
    if low <= 100 <= high:
        return "met"
    if row["completion"] > 100:
        return "over"
    if not row["elapsed"] < 100:
        return "short"
    return "ahead" if row["completion"] >= row["elapsed"] else "behind"


def _facts(row: pd.Series) -> tuple[Key, Key, Key]:
    """Return the keys of completion, value and target of a row."""
    key = (row["region"], row["indicator"], row["period"])
    return (*key, "completion_ratio"), (*key, "value"), (*key, "target")


def _ratio(row: pd.Series, lang: Lang) -> list[Piece]:
    """Return the completion of a row."""
    key, *rows = _facts(row)
    formula = "value / target * 100"
    fact = Fact("", float(row["completion"]), "%", *key, formula, tuple(rows))
    return computed(fact, row["low"], row["high"], lang)


def _elapsed(row: pd.Series, lang: Lang) -> list[Piece]:
    """Return the share of the target's period that has passed, nothing when it is all."""
    if not row["elapsed"] < 100:
        return []
    key = (row["region"], row["indicator"], row["period"])
    share = float(row["elapsed"])
    fact = Fact("", share, "%", *key, "elapsed", "months / 12 * 100")
    return say(lang, "completion.elapsed", n=computed(fact, share, share, lang))


def _slots(row: pd.Series, origins: Origins, lang: Lang) -> dict[str, list[Piece]]:
    """Return value, target, ratio and time of a row in words."""
    _, own, target = _facts(row)
    return {
        "value": value(own, row["value"], origins, lang),
        "target": value(_target_key(target, row, origins), row["target"], origins, lang),
        "ratio": _ratio(row, lang),
        "elapsed": _elapsed(row, lang),
    }


def _target_key(key: Key, row: pd.Series, origins: Origins) -> Key:
    """Return the key of the target that counts: of the period, else of the year around it."""
    year = (*key[:2], str(row["period"])[:4], "target")
    return year if key not in origins and row["elapsed"] < 100 else key


def _single(row: pd.Series, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on one completion."""
    return say(
        lang,
        f"completion.one.{state(row)}",
        period=period(row["period"], lang),
        region=region_name(row["region"], lang),
        name=indicator_name(row["indicator"], lang),
        **_slots(row, origins, lang),
    )


def _many(good: pd.DataFrame, origins: Origins, lang: Lang) -> list[list[Piece]]:
    """Return the sentences on several completions: the balance, then each group's furthest."""
    states = pd.Series([state(row) for _, row in good.iterrows()], index=good.index)
    by, total = varying(good), count(len(good), lang)
    usual = str(good["period"].mode().iloc[0])
    present = [name for name in STATES if (states == name).any()]
    parts = [
        say(lang, f"completion.count.{name}", n=count(int((states == name).sum()), lang))
        for name in present
    ]
    lead = say(
        lang,
        "completion.balance",
        where=where(good.assign(period=usual), lang),
        n=total,
        noun=noun([c for c in by if c != "period"] or by, total, lang),
        parts=joined(parts, lang, "serial"),
    )
    sentences = [lead]
    for name in present:
        rows = good[states == name].sort_values("completion", ascending=name != "over")
        items = [_item(row, by, usual, origins, lang) for _, row in rows.head(TOLD).iterrows()]
        extent = "some" if len(rows) > TOLD else "all"
        told = joined(items, lang, "clause")
        sentences.append(say(lang, f"completion.group.{name}.{extent}", items=told))
    return sentences


def _item(row: pd.Series, by: list[str], usual: str, origins: Origins, lang: Lang) -> list[Piece]:
    """Return one completion inside a list."""
    slots = _slots(row, origins, lang)
    return say(lang, "completion.item", name=item(row, by, lang, usual), **slots)


def _stated(row: pd.Series, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on a published completion and the target it implies."""
    key, own, target = _facts(row)
    stated = find(origins, key).value
    unit, cap = find(origins, own, row["value"]).unit, decimals_of(row["indicator"])
    formula = "value / completion_ratio * 100"
    fact = Fact("", float(row["implied_target"]), unit, *target, formula, (own, key))
    places = 2 if cap is None else cap
    return say(
        lang,
        "completion.stated." + ("over" if stated > 100 else "short" if stated < 100 else "met"),
        period=period(row["period"], lang),
        region=region_name(row["region"], lang),
        name=indicator_name(row["indicator"], lang),
        value=value(own, row["value"], origins, lang),
        ratio=value(key, stated, origins, lang),
        target=computed(fact, row["implied_low"], row["implied_high"], lang, places),
    )
