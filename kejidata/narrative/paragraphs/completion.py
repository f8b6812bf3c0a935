"""The paragraph on completion: what was exceeded, met and missed, and by how much."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.formulas import (
    ELAPSED,
    completion_formula,
    implied_target_formula,
    is_of_limit,
)
from kejidata.model.registry import decimals_of
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.parts.completion_state import (
    FULL,
    PART,
    keys_of,
    state,
    stated_state,
)
from kejidata.narrative.rows import item, noun, of_newest_year, refused, varying, where
from kejidata.narrative.templates import (
    Pieces,
    count,
    indicator_name,
    joined,
    longest,
    paragraph,
    period,
    region_name,
    say,
    told,
)
from kejidata.narrative.values import computed, implied, value
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records
from kejidata.wording.formulas import operands
from kejidata.wording.origins import Key, Origins, find, index
from kejidata.wording.published import alike, target_key

TOLD = 3
"""How many of a group are named at most; the others are counted."""


@any_frame
def completion(
    ratios: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that a frame of completion ratios has to tell.

    Parameters
    ----------
    ratios
        Result of `kejidata.completion_ratios`; of several years the newest is told.
    observations
        Observations of your own, for units, digits, stated completions, sources and quotes; without
        them what the project in force has of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: how many targets were exceeded, met and missed, the furthest of each, what
        part of a year has reached so far, what stated completions imply, and what has no ratio.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied", "period": 2020,
    ...                     "measure": ["value", "target"], "value": [221, 200]})
    >>> told = completion(kejidata.completion_ratios(obs), lang="en")
    >>> print(told)  # doctest: +NORMALIZE_WHITESPACE
    In 2020, Rugao exceeded its target of 200 for high-tech enterprise applicants with 221, a
    completion of 110.5%.
    """
    frame = measured(ratios, "completion_ratios")
    origins = index(observations, frame)
    wanted = frame["completion"].notna() | _implied(frame, origins)
    frame = frame[of_newest_year(frame["period"], wanted)]
    stated = _implied(frame, origins)
    known, rest = frame[frame["completion"].notna()], frame[~stated]
    last: list[Pieces] = [_stated(row, origins, lang) for row in records(frame[stated])]
    if len(rest) or frame.empty:
        others = bool(len(known) or last)
        by = varying(records(frame))
        last.append(refused(records(rest), "completion", lang, others=others, by=by))

    def sentences(named: int) -> list[Pieces]:
        told: list[Pieces] = []
        for _, rows in known.groupby("period", sort=False):
            if len(rows) == 1:
                told.append(_single(records(rows)[0], origins, lang))
            else:
                told += _many(rows, named, origins, lang)
        return told + last

    return compose(paragraph(longest(sentences, TOLD, lang), lang), lang, origins)


def _implied(frame: pd.DataFrame, origins: Origins) -> pd.Series:
    """Return which rows have no ratio of their own but a published one."""
    if "implied_target" not in frame or not origins:
        return pd.Series(False, index=frame.index)
    return frame["completion"].isna() & frame["implied_target"].notna()


def _ratio(row: Row, aim: Key, lang: Lang) -> list[Piece]:
    """Return the completion of a row, of the target with a key."""
    key, own, _ = keys_of(row)
    formula = completion_formula(row["value"], row["target"], row["completion"])
    rows = tuple({"value": own, "target": aim}[name] for name in operands(formula))
    fact = Fact("", float(row["completion"]), "%", *key, formula, rows)
    return computed(fact, row["low"], row["high"], lang)


def _elapsed(row: Row, lang: Lang) -> list[Piece]:
    """Return the share of the target's period that has passed, nothing when it is all."""
    if not row["elapsed"] < 100:
        return []
    key = (row["region"], row["indicator"], row["period"])
    share = float(row["elapsed"])
    fact = Fact("", share, "%", *key, "elapsed", ELAPSED)
    return say(lang, "completion.elapsed", n=computed(fact, share, share, lang))


def _slots(row: Row, origins: Origins, lang: Lang) -> dict[str, list[Piece]]:
    """Return value, target, ratio and time of a row in words."""
    _, own, target = keys_of(row)
    aim = target_key(target, row, origins)
    # The target of a row is in the unit of its value, whichever it was published in.
    unit = find(origins, own, row["value"]).unit
    one = alike([(own, row["value"]), (aim, row["target"])], origins, unit)
    shown = value(own, row["value"], origins, lang, unit=unit, alike=one)
    # A limit of at most 50 is a limit of 50; one of about 50 is not.
    bare = find(origins, aim, row["target"]).bound == "at_most"
    return {
        "value": shown,
        "told": told(row["indicator"], shown, lang),
        "target": value(aim, row["target"], origins, lang, unit=unit, alike=one),
        "limit": value(aim, row["target"], origins, lang, unit=unit, bare=bare, alike=one),
        "ratio": _ratio(row, aim, lang),
        "elapsed": _elapsed(row, lang),
    }


def _single(row: Row, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on one completion."""
    return say(
        lang,
        f"completion.one.{state(row, origins)}",
        period=period(row["period"], lang),
        region=region_name(row["region"], lang),
        name=indicator_name(row["indicator"], lang),
        **_slots(row, origins, lang),
    )


def _many(good: pd.DataFrame, named: int, origins: Origins, lang: Lang) -> list[list[Piece]]:
    """Return the sentences on completions of one period: the balance, then each group."""
    rows = records(good)
    states = pd.Series([state(row, origins) for row in rows], index=good.index)
    by, total = varying(rows), count(len(good), lang)
    present = [name for name in (*FULL, *PART) if (states == name).any()]
    parts = [
        say(lang, f"completion.count.{name}", n=count(int((states == name).sum()), lang))
        for name in present
    ]
    lead = say(
        lang,
        "completion.balance",
        where=where(rows, lang),
        n=total,
        noun=noun(by, total, lang),
        parts=joined(parts, lang, "serial"),
    )
    groups = [_group(name, good[states == name], named, by, origins, lang) for name in present]
    return [lead, *groups]


def _group(
    name: str, rows: pd.DataFrame, named: int, by: list[str], origins: Origins, lang: Lang
) -> list[Piece]:
    """Return the sentence on completions of one state, the furthest from their target first."""
    ranked = rows.sort_values("completion", ascending=name not in ("over", "within", "kept"))
    items = [
        say(
            lang,
            "completion.item",
            name=item(row, by, lang),
            **_slots(row, origins, lang),
        )
        for row in records(ranked.head(named))
    ]
    return say(
        lang,
        f"completion.group.{'some' if len(rows) > named else 'all'}",
        what=say(lang, f"completion.state.{name}"),
        items=joined(items, lang, "clause"),
    )


def _stated(row: Row, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on a published completion and the target it implies."""
    key, own, target = keys_of(row)
    statement = find(origins, key)
    unit, cap = find(origins, own, row["value"]).unit, decimals_of(row["indicator"])
    number, aim = float(row["value"]), float(row["implied_target"])
    less = is_of_limit(number, aim, statement.value)
    formula = implied_target_formula(less=less)
    fact = Fact("", aim, unit, *target, formula, (own, key))
    places = 2 if cap is None else cap
    shown = value(own, number, origins, lang)
    return say(
        lang,
        f"completion.stated.{stated_state(statement, row, less)}",
        period=period(row["period"], lang),
        region=region_name(row["region"], lang),
        name=indicator_name(row["indicator"], lang),
        value=shown,
        told=told(row["indicator"], shown, lang),
        ratio=value(key, statement.value, origins, lang),
        target=implied(fact, row["implied_low"], row["implied_high"], lang, places),
    )
