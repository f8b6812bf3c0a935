"""The paragraph on a plan: which targets lie below what was already reached, and which above."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.growth_formula import growth_formula
from kejidata.measures.interval import intervals
from kejidata.model.region_lookup import region_code
from kejidata.model.terms import PERCENT, POINTS, Lang
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
from kejidata.panel.measured import measured
from kejidata.wording.origins import Key, Origins, index

TOLD = 4
"""How many of a group are told with their numbers; of more, one fewer and the others by name."""
SIDES = ("fall", "rise", "equal", "open")
"""Where targets lie against the last actual; open where rounding leaves the side open."""
RECENT = 2
"""An actual that is older, in years, says little of the level that a plan starts from."""


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
    known = frame[frame["change"].notna()]
    good = known[known["age"] <= RECENT]
    sentences: list[Pieces] = [_lead(frame, good, lang)]
    for side in SIDES:
        rows = good[_sides(good) == side]
        if len(rows):
            usual = str(rows["last_period"].mode().iloc[0])
            sentences.append(_group(side, rows, usual, varying(frame), origins, lang))
    old = known.drop(good.index)
    if len(old):
        items = [_item("old", row, "", varying(frame), origins, lang) for _, row in old.iterrows()]
        told = joined(items, lang, "clause")
        sentences.append(say(lang, "outlook.old", n=count(len(old), lang), items=told))
    other = frame[frame["change"].isna()]
    alike = other[other["reason"] == "definition_differs"]
    if len(alike):
        sentences.append(_alike(alike, varying(frame), origins, lang))
    rest = other.drop(alike.index)
    if len(rest):
        sentences.append(refused(rest, "change", lang, others=True, by=varying(frame)))
    return compose(paragraph(sentences, lang), lang, origins)


def _sides(rows: pd.DataFrame) -> pd.Series:
    """Return the side of each target, one of SIDES: where the actual may lie decides."""
    names = {"up": "rise", "down": "fall", "flat": "equal"}
    sides = [names.get(span.way(), "open") for span in intervals(rows, "change").values()]
    return pd.Series(sides, index=rows.index, dtype="str")


def _lead(frame: pd.DataFrame, good: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many targets there are and on which side of the actuals."""
    sides, parts = _sides(good), []
    for side in SIDES:
        rows = good[sides == side]
        if len(rows):
            keys = tuple((r, i, p, "target") for r, i, p in _keys(rows))
            parts.append(say(lang, f"outlook.count.{side}", n=count(len(rows), lang, keys)))
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
    side: str, rows: pd.DataFrame, usual: str, by: list[str], origins: Origins, lang: Lang
) -> list[Piece]:
    """Return the sentence on the targets of one side: the furthest with numbers, then the names."""
    weight = rows["change_rate"].abs().fillna(0.0)
    ranked = rows.loc[weight.sort_values(ascending=False, kind="stable").index]
    named = len(ranked) if len(ranked) <= TOLD else TOLD - 1
    items = [_item(side, row, usual, by, origins, lang) for _, row in ranked.head(named).iterrows()]
    others = [_named(row, usual, by, lang) for _, row in ranked.iloc[named:].iterrows()]
    return say(
        lang,
        f"outlook.group.{side}.{'some' if others else 'all'}",
        items=joined(items, lang, "serial"),
        others=joined(others, lang, "serial"),
        last_period=period(usual, lang),
    )


def _named(row: pd.Series, usual: str, by: list[str], lang: Lang) -> list[Piece]:
    """Return a target by name, with the period of its actual where it is not the usual one."""
    name = item(row, by, lang)
    if row["last_period"] == usual:
        return name
    return say(lang, "outlook.named", name=name, when=period(row["last_period"], lang))


def _item(
    side: str, row: pd.Series, usual: str, by: list[str], origins: Origins, lang: Lang
) -> list[Piece]:
    """Return a target against its last actual; its period only where it is not the usual one."""
    target: Key = (row["region"], row["indicator"], row["period"], "target")
    last: Key = (row["region"], row["indicator"], row["last_period"], "value")
    when = period(row["last_period"], lang)
    return say(
        lang,
        f"outlook.item.{side}",
        name=item(row, by, lang),
        target=value(target, row["target"], origins, lang),
        when="" if row["last_period"] == usual else say(lang, "outlook.when", n=when),
        last=value(last, row["last_value"], origins, lang, unit=row["unit"] or None),
        gap=_gap(row, target, last, lang) if side in ("fall", "rise") else "",
        age=count(int(row["age"]), lang),
    )


def _gap(row: pd.Series, target: Key, last: Key, lang: Lang) -> list[Piece]:
    """Return how far a target lies from the last actual: in percent, for a share in points."""
    rated = not pd.isna(row["change_rate"])
    unit = PERCENT if rated else POINTS if row["unit"] == PERCENT else str(row["unit"])
    formula = growth_formula("target", "last_value", points=not rated)
    name = "change_rate" if rated else "change"
    fact = Fact("", float(row[name]), unit, *target[:3], "change", formula, (target, last))
    return computed(fact, row[f"{name}_low"], row[f"{name}_high"], lang, magnitude=True)


def _alike(rows: pd.DataFrame, by: list[str], origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on targets whose only actual counts something else."""
    items = []
    for _, row in rows.iterrows():
        target: Key = (row["region"], row["indicator"], row["period"], "target")
        related = _related(row, origins)
        unit = row["related_unit"] or None
        items.append(
            say(
                lang,
                "outlook.alike.item",
                name=item(row, by, lang),
                target=value(target, row["target"], origins, lang),
                related=indicator_name(row["related"], lang),
                last=value(related, row["related_value"], origins, lang, unit=unit),
            )
        )
    number = count(len(rows), lang)
    return say(lang, "outlook.alike", n=number, items=joined(items, lang, "clause"))


def _related(row: pd.Series, origins: Origins) -> Key:
    """Return the key of the actual that only looks alike; the observations know its period."""
    known = [
        key
        for key, figures in origins.items()
        if key[:2] == (region_code(row["region"]), row["related"])
        and key[3] == "value"
        and any(origin.value == row["related_value"] for origin in figures)
    ]
    return max(known) if known else (row["region"], row["related"], "", "value")
