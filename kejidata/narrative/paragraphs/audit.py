"""The paragraph on an audit: what is contradicted, what is confirmed, what cannot be checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor, log10
from operator import itemgetter

import pandas as pd

from kejidata.model.periods import chronological
from kejidata.model.region_lookup import level
from kejidata.model.terms import CHECKED, STATED_UNITS, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.recomputed import of_statement
from kejidata.narrative.rows import Rows
from kejidata.narrative.templates import (
    SENTENCES,
    Pieces,
    count,
    indicator_name,
    joined,
    longest,
    paragraph,
    period,
    region_name,
    say,
)
from kejidata.narrative.values import computed, said_rank, stated_rank, value
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records, together
from kejidata.wording import labels
from kejidata.wording.origins import Key, Origins, find, index

TOLD = 3
"""How many contradictions are told with their numbers; the others are counted."""


@any_frame
def audit(
    checks: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that an audit has to tell.

    Parameters
    ----------
    checks
        Result of `kejidata.audit`.
    observations
        Observations of your own, for digits and sources; without them what the project in force has
        of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: how many statements have which verdict, then contradictions with both
        numbers, what cannot be checked and why, what rounding leaves open, and the latest
        confirmed one as an example, as far as three sentences reach.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied",
    ...                     "period": ["2019", "2020", "2020"], "value": [200, 221, 10.5],
    ...                     "measure": ["value", "value", "growth_rate"],
    ...                     "unit": ["家", "家", "%"], "step": [1, 1, 0.1]})
    >>> told = audit(kejidata.audit(obs), lang="en")
    >>> print(told)  # doctest: +NORMALIZE_WHITESPACE
    The 1 statement checked for Rugao is confirmed. Confirmed: growth of high-tech enterprise
    applicants in Rugao in 2020 (stated 10.5%, computed 10.5%).
    """
    frame = measured(checks, "audit")
    origins = index(observations, frame)
    if frame.empty:
        return compose(say(lang, "audit.nothing"), lang)
    rows = records(frame)
    groups = {name: [row for row in rows if row["verdict"] == name] for name in CHECKED}
    balance = _balance(rows, groups, lang)
    unknown = _unknown(rows, groups["not_checkable"], lang)
    right = _right(groups["confirmed"], origins, lang)

    def sentences(named: int) -> Sequence[Pieces]:
        wrong = _listed("wrong", groups["contradicted"], named, origins, lang)
        open_ = _listed("open", groups["open"], named, origins, lang)
        return [one for one in (balance, wrong, unknown, open_, right) if one][:SENTENCES]

    return compose(paragraph(longest(sentences, TOLD, lang), lang), lang, origins)


def _keys(rows: Rows) -> tuple[Key, ...]:
    """Return the keys of the statements."""
    return tuple(map(itemgetter("region", "indicator", "period", "measure"), rows))


def _balance(rows: Rows, groups: Mapping[str, Rows], lang: Lang) -> list[Piece]:
    """Return the sentence on how many statements have which verdict; why, where none is checked."""
    total = count(len(rows), lang, _keys(rows))
    one = len({row["region"] for row in rows}) == 1
    place_name = region_name(rows[0]["region"], lang)
    whose = say(lang, "audit.whose" if one else "audit.everyone", region=place_name)
    present = {name: own for name, own in groups.items() if own}
    if len(present) == 1:
        verdict, alike = next(iter(present)), len({(r["measure"], r["reason"]) for r in rows})
        if verdict != "not_checkable":
            return say(lang, f"audit.all.{verdict}", n=total, whose=whose)
        key = f"audit.all.not_checkable{'' if alike == 1 else '_some'}"
        kind = say(lang, f"audit.measure.{rows[0]['measure']}", n=total)
        why = _why(rows, lang) if alike == 1 else _reasons(rows, lang)
        return say(lang, key, n=total, whose=whose, kind=kind, why=why)
    parts = [
        say(lang, f"audit.count.{name}", n=count(len(own), lang, _keys(own)))
        for name, own in present.items()
    ]
    return say(lang, "audit.balance", n=total, whose=whose, parts=joined(parts, lang, "serial"))


def _listed(which: str, rows: Rows, named: int, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on statements of one verdict with both numbers; nothing if none is."""
    if not rows:
        return []
    items = [_both(row, origins, lang) for row in rows[:named]]
    extent = "some" if len(rows) > named else "all"
    return say(lang, f"audit.{which}.{extent}", items=joined(items, lang, "clause"))


def _right(rows: Rows, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on the latest confirmed statement, a growth rate if there is one."""
    if not rows:
        return []
    rated = [row for row in rows if row["measure"] == "growth_rate"] or rows
    last = chronological(row["period"] for row in rated)[-1]
    (*_, latest) = (row for row in rated if row["period"] == last)
    return say(lang, f"audit.right.{len(rows) > 1}", example=_both(latest, origins, lang))


def _name(row: Row, lang: Lang) -> list[Piece]:
    """Return what a statement is about."""
    return say(
        lang,
        f"audit.name.{row['measure']}",
        region=region_name(row["region"], lang),
        period=period(row["period"], lang),
        indicator=indicator_name(row["indicator"], lang),
    )


def _both(row: Row, origins: Origins, lang: Lang) -> list[Piece]:
    """Return a statement with its number and the one that follows from the figures."""
    key: Key = (row["region"], row["indicator"], row["period"], row["measure"])
    if row["measure"] == "rank":
        stated = stated_rank(key, row["stated"], find(origins, key, row["stated"]).bound, lang)
    else:
        stated = value(key, row["stated"], origins, lang)
    return say(
        lang, "audit.both", name=_name(row, lang), stated=stated, computed=_computed(row, key, lang)
    )


def _computed(row: Row, key: Key, lang: Lang) -> list[Piece]:
    """Return the number that follows from the figures, a place or the range of places."""
    low, high = float(row["low"]), float(row["high"])
    rank = row["measure"] == "rank"
    number = low if rank and pd.isna(row["computed"]) else float(row["computed"])
    unit = STATED_UNITS.get(key[3]) or str(row["unit"])
    fact = Fact("", number, unit, *key, *of_statement(row))
    return (
        said_rank(fact, low, high, lang) if rank else computed(fact, low, high, lang, _places(row))
    )


def _places(row: Row) -> int:
    """Return the most decimals of what is computed: two, or more that tell it from the stated."""
    apart = abs(float(row["computed"]) - float(row["stated"]))
    if row["verdict"] != "contradicted" or not apart > 0:
        return 2
    return max(2, 1 - floor(log10(apart)))


def _unknown(every: Rows, rows: Rows, lang: Lang) -> list[Piece]:
    """Return the sentence on what cannot be checked and why, where the balance does not say it."""
    if not rows or len(rows) == len(every):
        return []
    return say(lang, "audit.unknown", parts=_reasons(rows, lang))


def _reasons(rows: Rows, lang: Lang) -> list[Piece]:
    """Return how many statements of each kind cannot be checked, each reason told once."""
    parts = []
    # What a rank lacks is told in other words than what a growth lacks.
    for group in together(rows, lambda row: (row["reason"], row["measure"] == "rank")).values():
        kinds = [
            say(lang, f"audit.measure.{name}", n=count(len(own), lang, _keys(own)))
            for name, own in together(group, itemgetter("measure")).items()
        ]
        kind = joined(kinds, lang)
        parts.append(say(lang, "audit.unknown.item", kind=kind, reason=_why(group, lang)))
    return joined(parts, lang, "serial")


def _why(rows: Rows, lang: Lang) -> Piece | Pieces:
    """Return why statements of one kind and one reason cannot be checked."""
    reason, rank = rows[0]["reason"], rows[0]["measure"] == "rank"
    if rank and reason == "no_value":
        return say(lang, f"audit.no_others.{level(row['region'] for row in rows)}")
    if rank and reason == "definition_differs":
        return say(lang, "audit.other_group")
    return labels.reason(reason, lang)
