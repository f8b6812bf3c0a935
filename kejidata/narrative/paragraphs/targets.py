"""The paragraph on a plan: which targets lie below what was already reached, and which above."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from kejidata.measures.validate import measured
from kejidata.model.registry import kind_of
from kejidata.model.terms import MET, POINTS, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.rows import item, refused, varying
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

TOLD = 4
"""How many of a group are told with their numbers; of more, one fewer and the others by name."""
WAYS = ("fall", "rise", "equal")


def outlook(
    targets: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that a plan's targets against the last actuals have to tell.

    Parameters
    ----------
    targets
        Result of `kejidata.target_outlook`.
    observations
        The observations measured, for digits, bounds, sources and quotes.
    lang
        "zh" or "en".

    Returns
    -------
    Narrative
        Text and facts: how many targets lie below, above or at the last actual, the furthest of
        each, and which have no comparable actual and why.
    """
    frame = measured(targets, "target_outlook")
    origins = index(observations, frame)
    if frame.empty:
        return compose(say(lang, "refused.nothing"), lang)
    good = frame[frame["change"].notna()]
    sentences: list[Pieces] = [_lead(frame, good, lang)]
    for way in WAYS:
        rows = good[good["direction"] == way]
        if len(rows):
            usual = str(good["last_period"].mode().iloc[0])
            sentences.append(_group(way, rows, usual, varying(frame), origins, lang))
    other = frame[frame["change"].isna()]
    alike = other[other["reason"] == "definition_differs"]
    if len(alike):
        sentences.append(_alike(alike, origins, lang))
    rest = other.drop(alike.index)
    if len(rest):
        sentences.append(refused(rest, "change", lang, others=True))
    return compose(paragraph(sentences, lang), lang, origins)


def _lead(frame: pd.DataFrame, good: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many targets there are and on which side of the actuals."""
    parts = []
    for way in WAYS:
        rows = good[good["direction"] == way]
        if len(rows):
            keys = tuple((r, i, p, "target") for r, i, p in _keys(rows))
            parts.append(say(lang, f"outlook.count.{way}", n=count(len(rows), lang, keys)))
    whose = plan(frame, lang)
    if not parts:
        return say(lang, "outlook.none", whose=whose)
    known = count(len(good), lang)
    return say(lang, "outlook.lead", whose=whose, known=known, parts=joined(parts, lang, "serial"))


def plan(frame: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return whose targets these are and how many, as a sentence on them begins."""
    one = frame["region"].nunique() == 1 and frame["period"].nunique() == 1
    first = frame.iloc[0]
    return say(
        lang,
        "outlook.whose" if one else "outlook.all",
        region=region_name(first["region"], lang),
        period=period(first["period"], lang),
        n=count(len(frame), lang),
    )


def _keys(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return region, indicator and period of each row."""
    columns = (rows["region"], rows["indicator"], rows["period"])
    return [(str(r), str(i), str(p)) for r, i, p in zip(*columns, strict=True)]


def _group(
    way: str, rows: pd.DataFrame, usual: str, by: list[str], origins: Origins, lang: Lang
) -> list[Piece]:
    """Return the sentence on the targets of one side: the furthest with numbers, then the names."""
    weight = rows["change_rate"].abs().fillna(0.0)
    ranked = rows.loc[weight.sort_values(ascending=False, kind="stable").index]
    told = len(ranked) if len(ranked) <= TOLD else TOLD - 1
    items = [_item(row, usual, by, origins, lang) for _, row in ranked.head(told).iterrows()]
    others = [item(row, by, lang) for _, row in ranked.iloc[told:].iterrows()]
    return say(
        lang,
        f"outlook.group.{way}.{'some' if others else 'all'}",
        items=joined(items, lang, "serial"),
        others=joined(others, lang, "serial"),
        last_period=period(usual, lang),
    )


def _item(row: pd.Series, usual: str, by: list[str], origins: Origins, lang: Lang) -> list[Piece]:
    """Return a target against its last actual; its period only where it is not the usual one."""
    target: Key = (row["region"], row["indicator"], row["period"], "target")
    last: Key = (row["region"], row["indicator"], row["last_period"], "value")
    when = period(row["last_period"], lang)
    return say(
        lang,
        f"outlook.item.{row['direction']}",
        name=item(row, by, lang),
        target=value(target, row["target"], origins, lang),
        when="" if row["last_period"] == usual else say(lang, "outlook.when", n=when),
        last=value(last, row["last_value"], origins, lang),
        gap=_gap(row, target, last, origins, lang),
    )


def _gap(row: pd.Series, target: Key, last: Key, origins: Origins, lang: Lang) -> list[Piece]:
    """Return how far a target lies from the last actual: in percent, for a share in points."""
    origin = find(origins, last, row["last_value"])
    # A count in ones is exact; in tens or thousands it is rounded like any other number.
    counted = kind_of(row["indicator"]) == "count" and origin.step <= 1
    half = 0.0 if counted else origin.step / 2
    at, aim = float(row["last_value"]), float(row["target"])
    rows = (target, last)
    if pd.isna(row["change_rate"]):
        unit = POINTS if origin.unit == "%" else origin.unit
        moved = float(row["change"])
        fact = Fact("", moved, unit, *target[:3], "change", "target - last_value", rows)
        return computed(fact, moved - half, moved + half, lang)
    formula = "(target / last_value - 1) * 100"
    fact = Fact("", float(row["change_rate"]), "%", *target[:3], "change", formula, rows)
    return computed(fact, (aim / (at + half) - 1) * 100, (aim / (at - half) - 1) * 100, lang)


def _alike(rows: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on targets whose only actual counts something else."""
    items = []
    for _, row in rows.iterrows():
        target: Key = (row["region"], row["indicator"], row["period"], "target")
        related = _related(row, origins)
        items.append(
            say(
                lang,
                "outlook.alike.item",
                name=indicator_name(row["indicator"], lang),
                target=value(target, row["target"], origins, lang),
                related=indicator_name(row["related"], lang),
                last=value(related, row["related_value"], origins, lang),
            )
        )
    number = count(len(rows), lang)
    return say(lang, "outlook.alike", n=number, items=joined(items, lang, "clause"))


def _related(row: pd.Series, origins: Origins) -> Key:
    """Return the key of the actual that only looks alike; the observations know its period."""
    known = [
        key
        for key, told in origins.items()
        if key[:2] == (row["region"], row["related"])
        and key[3] == "value"
        and any(origin.value == row["related_value"] for origin in told)
    ]
    return max(known) if known else (row["region"], row["related"], "", "value")


def outcomes(
    targets: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph on what later figures say of a plan's targets.

    Parameters
    ----------
    targets
        Result of `kejidata.target_outcomes`.
    observations
        The observations measured, for digits, bounds, sources and quotes.
    lang
        "zh" or "en".

    Returns
    -------
    Narrative
        Text and facts: how many targets have a later actual, which were missed and reached, and
        how many nobody can tell.
    """
    frame = measured(targets, "target_outcomes")
    origins = index(observations, frame)
    if frame.empty:
        return compose(say(lang, "refused.nothing"), lang)
    known = frame[frame["verdict"] != ""]
    sentences: list[Pieces] = [_known(frame, known, lang)]
    for verdict in MET:
        rows = known[known["verdict"] == verdict]
        if len(rows):
            items = [_outcome(row, varying(frame), origins, lang) for _, row in rows.iterrows()]
            sentences.append(
                say(lang, f"outcomes.group.{verdict}", items=joined(items, lang, "serial"))
            )
    silent = frame["reason"] == "no_actual"
    if silent.any() and len(known):
        sentences.append(say(lang, "outcomes.silent", n=count(int(silent.sum()), lang)))
    rest = frame[(frame["verdict"] == "") & ~silent]
    if len(rest):
        sentences.append(refused(rest, "gap", lang, others=True))
    return compose(paragraph(sentences, lang), lang, origins)


def _known(frame: pd.DataFrame, known: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many targets have a later actual."""
    whose = plan(frame, lang)
    if known.empty:
        return say(lang, "outcomes.none", whose=whose, n=count(len(frame), lang))
    extent = "some" if len(known) < len(frame) else "all"
    return say(lang, f"outcomes.lead.{extent}", whose=whose, known=count(len(known), lang))


def _outcome(row: pd.Series, by: list[str], origins: Origins, lang: Lang) -> list[Piece]:
    """Return one target with its outcome and, where it was missed, the distance."""
    target: Key = (row["region"], row["indicator"], row["period"], "target")
    actual: Key = (row["region"], row["indicator"], row["outcome_period"], "value")
    unit = POINTS if find(origins, actual, row["outcome"]).unit == "%" else str(row["unit"])
    gap = abs(float(row["gap"]))
    fact = Fact("", gap, unit, *target[:3], "gap", "outcome - target", (actual, target))
    return say(
        lang,
        f"outcomes.item.{row['verdict']}",
        name=item(row, by, lang),
        target=value(target, row["target"], origins, lang),
        when=period(row["outcome_period"], lang),
        outcome=value(actual, row["outcome"], origins, lang),
        gap=computed(fact, gap, gap, lang, _digits(target, actual, origins)),
    )


def _digits(target: Key, actual: Key, origins: Origins) -> int:
    """Return the decimals that both figures have: a difference of them has no more."""
    coarser = max(find(origins, key).step for key in (target, actual))
    return max(0, -Decimal(str(coarser or 0.01)).normalize().adjusted())
