"""The paragraph on an audit: what is contradicted, what is confirmed, what cannot be checked."""

from __future__ import annotations

import pandas as pd

from kejidata.model.terms import CHECKED, STATED_UNITS, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
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
from kejidata.narrative.values import computed, place, stated_place, value
from kejidata.panel.measured import measured
from kejidata.wording import labels
from kejidata.wording.origins import Key, Origins, find, index

TOLD = 5
"""How many contradictions are told with their numbers; the others are counted."""


def audit(
    checks: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that an audit has to tell.

    Parameters
    ----------
    checks
        Result of `kejidata.audit`.
    observations
        The observations audited, for digits and sources.
    lang
        "zh" or "en".

    Returns
    -------
    Narrative
        Text and facts: contradictions first with both numbers, then how many statements of each
        region are confirmed, with the latest as an example, and which cannot be checked and why.
    """
    frame = measured(checks, "audit")
    origins = index(observations, frame)
    if frame.empty:
        return compose(say(lang, "audit.nothing"), lang)
    sentences: list[Pieces] = [_balance(frame, lang)]
    wrong = frame[frame["verdict"] == "contradicted"]
    if len(wrong):
        items = [_both(row, origins, lang) for _, row in wrong.head(TOLD).iterrows()]
        extent = "some" if len(wrong) > TOLD else "all"
        sentences.append(say(lang, f"audit.wrong.{extent}", items=joined(items, lang, "clause")))
    open_ = frame[frame["verdict"] == "open"]
    if len(open_):
        items = [_both(row, origins, lang) for _, row in open_.head(TOLD).iterrows()]
        extent = "some" if len(open_) > TOLD else "all"
        sentences.append(say(lang, f"audit.open.{extent}", items=joined(items, lang, "clause")))
    for region, rows in frame.groupby("region", sort=False):
        sentences += _region(str(region), rows, origins, lang)
    return compose(paragraph(sentences, lang), lang, origins)


def _keys(rows: pd.DataFrame) -> tuple[Key, ...]:
    """Return the keys of the statements."""
    columns = [rows[c].astype(str) for c in ("region", "indicator", "period", "measure")]
    return tuple(zip(*columns, strict=True))


def _balance(frame: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many statements have which verdict."""
    total = count(len(frame), lang, _keys(frame))
    one = frame["region"].nunique() == 1
    place_name = region_name(frame["region"].iloc[0], lang)
    whose = say(lang, "audit.whose" if one else "audit.everyone", region=place_name)
    groups = [(name, frame[frame["verdict"] == name]) for name in CHECKED]
    present = [(name, rows) for name, rows in groups if len(rows)]
    if len(present) == 1:
        return say(lang, f"audit.all.{present[0][0]}", n=total, whose=whose)
    parts = [
        say(lang, f"audit.count.{name}", n=count(len(rows), lang, _keys(rows)))
        for name, rows in present
    ]
    return say(lang, "audit.balance", n=total, whose=whose, parts=joined(parts, lang, "serial"))


def _name(row: pd.Series, lang: Lang) -> list[Piece]:
    """Return what a statement is about."""
    return say(
        lang,
        f"audit.name.{row['measure']}",
        region=region_name(row["region"], lang),
        period=period(row["period"], lang),
        indicator=indicator_name(row["indicator"], lang),
    )


def _both(row: pd.Series, origins: Origins, lang: Lang) -> list[Piece]:
    """Return a statement with its number and the one that follows from the figures."""
    key: Key = (row["region"], row["indicator"], row["period"], row["measure"])
    if row["measure"] == "rank":
        stated = stated_place(key, row["stated"], find(origins, key, row["stated"]).bound, lang)
    else:
        stated = value(key, row["stated"], origins, lang)
    return say(
        lang, "audit.both", name=_name(row, lang), stated=stated, computed=_computed(row, key, lang)
    )


def _computed(row: pd.Series, key: Key, lang: Lang) -> list[Piece]:
    """Return the number that follows from the figures, a place or the range of places."""
    low, high = float(row["low"]), float(row["high"])
    rank = row["measure"] == "rank"
    number = low if rank and pd.isna(row["computed"]) else float(row["computed"])
    unit = STATED_UNITS.get(key[3], row["unit"])
    fact = Fact("", number, unit, *key, "recomputed from the published figures", (key,))
    return place(fact, low, high, lang) if rank else computed(fact, low, high, lang, cap=2)


def _region(region: str, rows: pd.DataFrame, origins: Origins, lang: Lang) -> list[list[Piece]]:
    """Return the sentences on what is confirmed and what cannot be checked in one region."""
    place_name = region_name(region, lang)
    right = rows[rows["verdict"] == "confirmed"]
    unknown = rows[rows["verdict"] == "not_checkable"]
    sentences = []
    if len(right):
        rated = right[right["measure"] == "growth_rate"]
        latest = (rated if len(rated) else right).sort_values("period", kind="stable").iloc[-1]
        sentences.append(
            say(
                lang,
                "audit.right",
                region=place_name,
                parts=_by_measure(right, lang),
                example=_both(latest, origins, lang),
            )
        )
    if len(unknown):
        parts = _unknown(unknown, lang)
        sentences.append(say(lang, "audit.unknown", region=place_name, parts=parts))
    return sentences


def _by_measure(rows: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return how many statements of each kind there are."""
    return joined(
        [
            say(lang, f"audit.measure.{name}", n=count(len(group), lang, _keys(group)))
            for name, group in rows.groupby("measure", sort=False)
        ],
        lang,
        "serial",
    )


def _unknown(rows: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the statements that cannot be checked, by kind and reason."""
    parts = []
    for (measure, reason), group in rows.groupby(["measure", "reason"], sort=False):
        number = count(len(group), lang, _keys(group))
        kind = say(lang, f"audit.measure.{measure}", n=number)
        others = measure == "rank" and reason == "no_value"
        why = say(lang, "audit.no_others") if others else labels.reason(str(reason), lang)
        about = joined(
            [indicator_name(c, lang) for c in group["indicator"].unique()], lang, "serial"
        )
        parts.append(say(lang, "audit.unknown.item", kind=kind, reason=why, about=about))
    return joined(parts, lang, "clause")
