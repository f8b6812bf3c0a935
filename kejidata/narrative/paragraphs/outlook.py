"""The paragraph on a plan: which targets lie below what was already reached, and which above."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.formulas import formula_of
from kejidata.measures.interval import intervals
from kejidata.measures.outlook import recent
from kejidata.model.region_lookup import region_code
from kejidata.model.terms import KEYS, PERCENT, POINTS, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.rows import item, varying
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
from kejidata.panel.normalize import Row, records
from kejidata.panel.sources import each
from kejidata.wording import labels
from kejidata.wording.origins import Key, Origins, cited, index
from kejidata.wording.published import alike

SIDES = ("fall", "rise", "equal", "open")
"""Where targets lie against the last actual; open where rounding leaves the side open."""
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
    by = varying(records(frame))
    known = frame[frame["change"].notna()]
    good = recent(frame)
    whose = plan(frame, lang, part=_is_part(frame, observations))
    lead = _lead(whose, good, len(frame), lang)
    groups = [(side, rows) for side in SIDES if len(rows := good[_sides(good) == side])]
    rest: list[Pieces] = []
    if len(good) < len(frame):
        old = known.drop(good.index).sort_values("age", ascending=False, kind="stable")
        other = frame[frame["change"].isna()]
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


def _sides(rows: pd.DataFrame) -> pd.Series:
    """Return the side of each target, one of SIDES: where the actual may lie decides."""
    names = {"up": "rise", "down": "fall", "flat": "equal"}
    sides = [names.get(span.way(), "open") for span in intervals(rows, "change").values()]
    return pd.Series(sides, index=rows.index, dtype="str")


def _lead(whose: list[Piece], good: pd.DataFrame, every: int, lang: Lang) -> list[Piece]:
    """Return the sentence on how many of all targets lie on which side of the actuals."""
    if good.empty:
        return say(lang, f"outlook.none{'_alone' if every == 1 else ''}", whose=whose)
    sides = _sides(good)
    keys = {
        side: tuple((r, i, p, "target") for r, i, p in _keys(rows))
        for side in SIDES
        if len(rows := good[sides == side])
    }
    if len(keys) == 1:
        ((side, own),) = keys.items()
        known, form = count(len(good), lang, own), "whole" if len(good) == every else "every"
        return say(lang, f"outlook.{form}.{side}", whose=whose, known=known)
    parts = [
        say(lang, f"outlook.count.{side}", n=count(len(own), lang, own))
        for side, own in keys.items()
    ]
    known, form = count(len(good), lang), "whole.lead" if len(good) == every else "lead"
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


def plan(frame: pd.DataFrame, lang: Lang, *, part: bool = False) -> list[Piece]:
    """Return whose targets these are and how many, as a sentence on them begins.

    Of a part of a plan it says that they are those shown.
    """
    one = frame["region"].nunique() == 1 and frame["period"].nunique() == 1
    first = frame.iloc[0]
    form = "all" if not one else "shown" if part else "whose"
    if len(frame) == 1:  # Of one target nothing is counted: the sentence is about it.
        form = "alone_shown" if part else "alone"
    return say(
        lang,
        f"outlook.{form}",
        region=region_name(first["region"], lang),
        period=period(first["period"], lang),
        n=count(len(frame), lang),
    )


def _keys(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return region, indicator and period of each row."""
    columns = (rows["region"], rows["indicator"], rows["period"])
    return [(str(r), str(i), str(p)) for r, i, p in zip(*columns, strict=True)]


def _furthest(
    key: str,
    side: str,
    rows: pd.DataFrame,
    most: int,
    by: list[str],
    origins: Origins,
    lang: Lang,
    **slots: list[Piece],
) -> list[Piece]:
    """Return the words on the targets of one side: the furthest of them, by the published ones."""
    # A share has no rate to compare with that of others: it is named where nothing else is.
    distance = rows["change_rate"].abs().fillna(0.0)
    first = rows.loc[distance.sort_values(ascending=False, kind="stable").index[:most]]
    extent = "all" if len(first) == len(rows) else "some"
    items = [_item(side, row, by, origins, lang) for row in records(first)]
    return say(lang, f"outlook.{key}.{extent}", item=joined(items, lang, "serial"), **slots)


def _rest(
    old: pd.DataFrame, other: pd.DataFrame, by: list[str], origins: Origins, lang: Lang
) -> list[Piece]:
    """Return the sentence on how many targets are not compared and why."""
    parts = []
    if len(old):
        oldest = _item("old", records(old)[0], by, origins, lang)
        parts.append(say(lang, "outlook.old", n=count(len(old), lang), item=oldest))
    for reason, rows in other.groupby("reason", sort=False):
        why = labels.reason(str(reason), lang)
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
