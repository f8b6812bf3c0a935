"""The paragraph on a plan: which targets lie below what was already reached, and which above."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import itemgetter

import pandas as pd

from kejidata.measures.formulas import formula_of
from kejidata.measures.interval import of_row
from kejidata.measures.outlook import recent
from kejidata.model.region_lookup import region_code
from kejidata.model.terms import KEYS, PERCENT, POINTS, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.rows import Rows, item, varying
from kejidata.narrative.templates import (
    Pieces,
    count,
    joined,
    longest,
    paragraph,
    period,
    region_name,
    say,
)
from kejidata.narrative.values import computed, value
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records, together
from kejidata.panel.sources import each
from kejidata.wording import labels
from kejidata.wording.origins import Key, Origins, cited, index
from kejidata.wording.published import alike

SIDES = ("fall", "rise", "equal", "open")
"""Where targets lie against the last actual; open where rounding leaves the side open."""
Groups = Sequence[tuple[str, Rows]]
"""The targets of each side that has any."""
NAMED = 4
"""Targets at most that are named, where a paragraph holds them."""


@any_frame
def outlook(
    targets: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that a plan's targets against the last actuals have to tell.

    Parameters
    ----------
    targets
        Result of `kejidata.target_outlook`.
    observations
        Observations of your own, for digits, bounds, sources and quotes; without them what the
        project in force has of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: how many targets lie below, above or at the last actual, the furthest of
        each, and how many are not compared and why. Where all lie on one side, one
        sentence names as many as a paragraph holds. Three sentences; the table has all.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied", "period": [2020, 2021],
    ...                     "measure": ["value", "target"], "value": [221, 200]})
    >>> told = outlook(kejidata.target_outlook(obs), lang="en")
    >>> print(told)  # doctest: +NORMALIZE_WHITESPACE
    The one target that Rugao set for 2021 lies below the level already reached: high-tech
    enterprise applicants (200 against 221 in 2020, 9.5% lower).
    """
    frame = measured(targets, "target_outlook")
    origins = index(observations, frame)
    if frame.empty:
        return compose(say(lang, "refused.nothing"), lang)
    rows, good = records(frame), recent(frame)
    by, sides = varying(rows), together(records(good), _side)
    groups = [(side, sides[side]) for side in SIDES if side in sides]
    whose = plan(rows, lang, part=_is_part(frame, observations))
    lead = _lead(whose, groups, len(rows), lang)
    rest: list[Pieces] = []
    if len(good) < len(rows):
        known = frame[frame["change"].notna()].drop(good.index)
        old = records(known.sort_values("age", ascending=False, kind="stable"))
        other = [row for row in rows if math.isnan(row["change"])]
        rest = [_rest(old, other, by, origins, lang)]

    def sentences(told: int) -> list[Pieces]:
        if len(groups) == 1 and not rest:  # one sentence, target by target
            return [_furthest("named", *groups[0], told, by, origins, lang, lead=lead)]
        parts = [
            _furthest(f"group.{side}", side, rows, 1, by, origins, lang)
            for side, rows in groups[:told]
        ]
        furthest = say(lang, "outlook.furthest", groups=joined(parts, lang, "clause"))
        return [lead, *[furthest] * bool(groups), *rest]

    return compose(paragraph(longest(sentences, NAMED, lang), lang), lang, origins)


def _side(row: Row) -> str:
    """Return the side of a target, one of SIDES: where the actual may lie decides."""
    names = {"up": "rise", "down": "fall", "flat": "equal"}
    return names.get(of_row(row, "change").way(), "open")


def _lead(whose: list[Piece], groups: Groups, every: int, lang: Lang) -> list[Piece]:
    """Return the sentence on how many of all targets lie on which side of the actuals."""
    if not groups:
        return say(lang, f"outlook.none{'_alone' if every == 1 else ''}", whose=whose)
    keys = {side: tuple((*_key(row), "target") for row in rows) for side, rows in groups}
    good = sum(map(len, keys.values()))
    if len(keys) == 1:
        ((side, own),) = keys.items()
        known, form = count(good, lang, own), "whole" if good == every else "every"
        return say(lang, f"outlook.{form}.{side}", whose=whose, known=known)
    parts = [
        say(lang, f"outlook.count.{side}", n=count(len(own), lang, own))
        for side, own in keys.items()
    ]
    known, form = count(good, lang), "whole.lead" if good == every else "lead"
    return say(
        lang, f"outlook.{form}", whose=whose, known=known, parts=joined(parts, lang, "serial")
    )


def _is_part(frame: pd.DataFrame, observations: pd.DataFrame | None) -> bool:
    """Tell whether the observations hold more targets of the same region and period.

    Without them those of the project in force count that are from a source of the frame.
    """
    if observations is None:
        sources = {*each(frame["source"])} if "source" in frame else set()
        kept = [key for key, told in cited(frame).items() if sources & {one.source for one in told}]
        observations = pd.DataFrame(kept, columns=[*KEYS, "measure"])
    if "measure" not in observations:
        return False
    targets = observations[observations["measure"] == "target"]
    same = targets["region"].map(region_code).isin(frame["region"].map(region_code))
    same &= targets["period"].astype(str).isin(frame["period"].astype(str))
    return not set(targets.loc[same, "indicator"]) <= set(frame["indicator"])


def plan(rows: Rows, lang: Lang, *, part: bool = False) -> list[Piece]:
    """Return whose targets these are and how many, as a sentence on them begins.

    Of a part of a plan it says that they are those shown.
    """
    one = len({(row["region"], row["period"]) for row in rows}) == 1
    form = "all" if not one else "shown" if part else "whose"
    if len(rows) == 1:  # Of one target nothing is counted: the sentence is about it.
        form = "alone_shown" if part else "alone"
    return say(
        lang,
        f"outlook.{form}",
        region=region_name(rows[0]["region"], lang),
        period=period(rows[0]["period"], lang),
        n=count(len(rows), lang),
    )


def _key(row: Row) -> tuple[str, str, str]:
    """Return region, indicator and period of a row."""
    return row["region"], row["indicator"], row["period"]


def _furthest(
    key: str,
    side: str,
    rows: Rows,
    most: int,
    by: list[str],
    origins: Origins,
    lang: Lang,
    **slots: list[Piece],
) -> list[Piece]:
    """Return the words on the targets of one side: the furthest of them, by the published ones."""
    first = sorted(rows, key=_distance, reverse=True)[:most]
    extent = "all" if len(first) == len(rows) else "some"
    items = [_item(side, row, by, origins, lang) for row in first]
    return say(lang, f"outlook.{key}.{extent}", item=joined(items, lang, "serial"), **slots)


def _distance(row: Row) -> float:
    """Return how far a target lies from the last actual, as a part of that.

    A share has no rate to compare with that of others: it is named where nothing else is.
    """
    return 0.0 if math.isnan(row["change_rate"]) else abs(row["change_rate"])


def _rest(old: Rows, other: Rows, by: list[str], origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on how many targets are not compared and why."""
    parts = []
    if old:
        oldest = _item("old", old[0], by, origins, lang)
        parts.append(say(lang, "outlook.old", n=count(len(old), lang), item=oldest))
    for reason, rows in together(other, itemgetter("reason")).items():
        why = labels.reason(reason, lang)
        parts.append(say(lang, "outlook.refused", n=count(len(rows), lang), reason=why))
    return say(lang, "outlook.rest", parts=joined(parts, lang, "serial"))


def _item(side: str, row: Row, by: list[str], origins: Origins, lang: Lang) -> list[Piece]:
    """Return a target against its last actual, with the period of that."""
    target: Key = (row["region"], row["indicator"], row["period"], "target")
    last: Key = (row["region"], row["indicator"], row["last_period"], "value")
    unit = row["unit"] or None
    one = alike([(target, row["target"]), (last, row["last_value"])], origins, unit)
    return say(
        lang,
        f"outlook.item.{side}",
        name=item(row, by, lang),
        target=value(target, row["target"], origins, lang, unit=unit, alike=one),
        when=period(row["last_period"], lang),
        last=value(last, row["last_value"], origins, lang, unit=unit, alike=one),
        gap=_gap(row, target, last, lang) if side in ("fall", "rise") else "",
        age=count(int(row["age"]), lang),
    )


def _gap(row: Row, target: Key, last: Key, lang: Lang) -> list[Piece]:
    """Return how far a target lies from the last actual: in percent, for a share in points."""
    rated = not pd.isna(row["change_rate"])
    unit = PERCENT if rated else POINTS if row["unit"] == PERCENT else str(row["unit"])
    name = "change_rate" if rated else "change"
    fact = Fact("", float(row[name]), unit, *target[:3], "change", formula_of(name), (target, last))
    return computed(fact, row[f"{name}_low"], row[f"{name}_high"], lang, magnitude=True)
