"""The paragraph on what became of a plan: which targets later figures reached or missed."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from kejidata.measures.validate import measured
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.paragraphs.targets import plan
from kejidata.narrative.refusals import refused
from kejidata.narrative.rows import item, varying
from kejidata.narrative.templates import Pieces, count, paragraph, period, say, serial
from kejidata.narrative.values import POINTS, computed, value
from kejidata.wording.origins import Key, Origins, find, index

VERDICTS = ("missed", "reached")


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
    frame = measured(targets, "target_outcomes", lang)
    origins = index(observations, frame)
    if frame.empty:
        return compose(say(lang, "nothing"), lang)
    known = frame[frame["verdict"] != ""]
    sentences: list[Pieces] = [_lead(frame, known, lang)]
    for verdict in VERDICTS:
        rows = known[known["verdict"] == verdict]
        if len(rows):
            items = [_item(row, varying(frame), origins, lang) for _, row in rows.iterrows()]
            sentences.append(say(lang, f"outcomes.group.{verdict}", items=serial(items, lang)))
    silent = frame["reason"] == "no_actual"
    if silent.any() and len(known):
        sentences.append(say(lang, "outcomes.silent", n=count(int(silent.sum()), lang)))
    rest = frame[(frame["verdict"] == "") & ~silent]
    if len(rest):
        sentences.append(refused(rest, "gap", lang, others=True))
    return compose(paragraph(sentences, lang), lang, origins)


def _lead(frame: pd.DataFrame, known: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many targets have a later actual."""
    whose = plan(frame, lang)
    if known.empty:
        return say(lang, "outcomes.none", whose=whose)
    return say(lang, "outcomes.lead", whose=whose, known=count(len(known), lang))


def _item(row: pd.Series, by: list[str], origins: Origins, lang: Lang) -> list[Piece]:
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
