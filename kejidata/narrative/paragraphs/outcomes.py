"""The paragraph on what became of a plan: what was missed, what was reached, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from kejidata.measures.formulas import formula_of
from kejidata.model.terms import MET, PERCENT, POINTS, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.paragraphs.outlook import plan
from kejidata.narrative.rows import item, refused, varying
from kejidata.narrative.templates import (
    Pieces,
    count,
    joined,
    longest,
    paragraph,
    period,
    say,
)
from kejidata.narrative.values import computed, value
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records
from kejidata.wording.origins import Key, Origins, find, index
from kejidata.wording.published import alike


@any_frame
def outcomes(
    targets: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph on what later figures say of a plan's targets.

    Parameters
    ----------
    targets
        Result of `kejidata.target_outcomes`.
    observations
        Observations of your own, for digits, bounds, sources and quotes; without them what the
        project in force has of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: how many targets have a later actual, which were missed and reached, and
        how many nobody can tell.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied", "period": 2020,
    ...                     "measure": ["value", "target"], "value": [200, 221]})
    >>> told = outcomes(kejidata.target_outcomes(obs), lang="en")
    >>> print(told)  # doctest: +NORMALIZE_WHITESPACE
    The one target that Rugao set for 2020 has a later actual. Missed: high-tech enterprise
    applicants (target 221, 200 in 2020, 21 short).
    """
    frame = measured(targets, "target_outcomes")
    origins = index(observations, frame)
    if frame.empty:
        return compose(say(lang, "refused.nothing"), lang)
    by = varying(records(frame))
    known = frame[frame["verdict"] != ""]
    silent = frame["reason"] == "no_actual"
    rest = frame[(frame["verdict"] == "") & ~silent]
    lead = _known(frame, known, "_held" if len(rest) else "", lang)
    groups = {name: rows for name in MET if len(rows := known[known["verdict"] == name])}
    items = {
        name: [_outcome(row, by, origins, lang) for row in records(rows)]
        for name, rows in groups.items()
    }
    last: list[Pieces] = []
    if silent.any() and not silent.all():
        key = "outcomes.silent_held" if len(rest) else "outcomes.silent"
        last.append(say(lang, key, n=count(int(silent.sum()), lang)))
    if len(rest):
        last.append(refused(records(rest), "gap", lang, others=True, by=by))

    def sentences(named: int) -> list[Pieces]:
        return [lead, *(_group(name, own, named, lang) for name, own in items.items()), *last]

    most = max(map(len, items.values()), default=1)
    return compose(paragraph(longest(sentences, most, lang), lang), lang, origins)


def _group(verdict: str, items: Sequence[Pieces], named: int, lang: Lang) -> list[Piece]:
    """Return the sentence on targets of one verdict, of which so many are named."""
    extent = ".some" if len(items) > named else ""
    told = joined(items[:named], lang, "serial")
    return say(lang, f"outcomes.group.{verdict}{extent}", items=told)


def _known(frame: pd.DataFrame, known: pd.DataFrame, held: str, lang: Lang) -> list[Piece]:
    """Return the sentence on how many targets have a later actual, or one that can be held to."""
    whose = plan(records(frame), lang)
    if known.empty:
        alone = "_alone" if len(frame) == 1 else ""
        return say(lang, f"outcomes.none{held}{alone}", whose=whose)
    extent = f"some{held}" if len(known) < len(frame) else "all"
    return say(lang, f"outcomes.lead.{extent}", whose=whose, known=count(len(known), lang))


def _outcome(row: Row, by: list[str], origins: Origins, lang: Lang) -> list[Piece]:
    """Return one target with its outcome and, where it was missed, the distance and its side."""
    target: Key = (row["region"], row["indicator"], row["period"], "target")
    actual: Key = (row["region"], row["indicator"], row["outcome_period"], "value")
    unit = POINTS if row["unit"] == PERCENT else str(row["unit"])
    # Words tell the side, numbers the distance.
    low, gap, high = sorted(abs(float(row[name])) for name in ("gap", "gap_low", "gap_high"))
    fact = Fact("", gap, unit, *target[:3], "gap", formula_of("gap"), (actual, target))
    shown = row["unit"] or None
    missed = "over" if row["gap"] > 0 else "short"
    one = alike([(target, row["target"]), (actual, row["outcome"])], origins, shown)
    return say(
        lang,
        f"outcomes.item.{missed if row['verdict'] == 'missed' else row['verdict']}",
        name=item(row, by, lang),
        target=value(target, row["target"], origins, lang, unit=shown, alike=one),
        when=period(row["outcome_period"], lang),
        outcome=value(actual, row["outcome"], origins, lang, unit=shown, alike=one),
        gap=computed(fact, low, high, lang, _digits(target, actual, origins)),
    )


def _digits(target: Key, actual: Key, origins: Origins) -> int:
    """Return the decimals that both figures have: a difference of them has no more."""
    coarser = max(find(origins, key).step for key in (target, actual))
    return max(0, -Decimal(str(coarser or 0.01)).normalize().adjusted())
