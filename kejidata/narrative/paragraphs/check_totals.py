"""The paragraph on totals: which are the sum of their parts, and what the others hold beyond."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.formulas import PARTS_OVER, PARTS_SUMMED
from kejidata.model import periods
from kejidata.model.terms import KEYS, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.rows import item, refused
from kejidata.narrative.templates import Pieces, count, joined, paragraph, say
from kejidata.narrative.values import computed, value
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records
from kejidata.wording.origins import Key, Origins, index

TOLD = 2
"""How many totals that differ are told one by one."""
UNLIKE = ("contradicted", "remainder")
"""Verdicts on totals that differ; those of the first that there is are told one by one."""
BY = [*KEYS]


@any_frame
def check_totals(
    totals: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that totals held against the sum of their parts have to tell.

    Parameters
    ----------
    totals
        Result of `kejidata.check_totals`.
    observations
        Observations of your own, for digits, sources and quotes; without them what the project in
        force has of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: how many totals agree with their parts within rounding, are contradicted
        and have a remainder; of at most two series the newest that is contradicted, else that has a
        remainder, and the difference; and what could not be checked, with the reason.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": ["all", "east", "west"], "indicator": "output",
    ...                     "period": 2020, "value": [104, 60.4, 39.4]})
    >>> found = kejidata.check_totals(obs, {"all": ["east", "west"]})
    >>> print(check_totals(found, lang="en"))  # doctest: +NORMALIZE_WHITESPACE
    The 1 total differs from the sum of the parts by more than rounding. Output in all in 2020:
    104 was published and the parts add up to 99.8, which leaves 4.2 more than they hold.
    """
    frame = measured(totals, "check_totals")
    origins = index(observations, frame)
    if frame.empty:
        return compose(say(lang, "refused.nothing"), lang)
    checked = frame[frame["verdict"] != "not_checkable"]
    sentences: list[Pieces] = [_lead(checked, lang)] if len(checked) else []
    unlike = [rows for name in UNLIKE if len(rows := checked[checked["verdict"] == name])]
    sentences += [_items(rows, origins, lang) for rows in unlike[:1]]
    left = frame.assign(sum=frame["computed"])
    # Where nothing was checked, the sentence begins with the place and the time that all share.
    by = BY if len(checked) else None
    sentences.append(refused(records(left), "sum", lang, others=bool(len(checked)), by=by))
    return compose(paragraph(sentences, lang), lang, origins)


def _lead(checked: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many totals agree with their parts."""
    counts = checked["verdict"].value_counts()
    alone = ".alone" if "confirmed" not in counts else ""
    keys = {"confirmed": "confirmed", "contradicted": f"contradicted{alone}"}
    keys["remainder"] = "remainder"
    parts = [
        say(lang, f"totals.count.{key}", n=count(int(counts[name]), lang))
        for name, key in keys.items()
        if name in counts
    ]
    number = count(len(checked), lang)
    if len(counts) == 1:
        return say(lang, f"totals.all.{counts.index[0]}", n=number)
    return say(lang, "totals.lead", n=number, parts=joined(parts, lang, "serial"))


def _items(rows: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on the newest total of each of the first series of one verdict."""
    newest = [_newest(own) for _, own in rows.groupby(BY[:2], sort=False)]
    items = [_differing(row, origins, lang) for row in newest[:TOLD]]
    extent = "some" if len(newest) > TOLD else "all"
    return say(lang, f"totals.items.{extent}", items=joined(items, lang, "clause"))


def _newest(rows: pd.DataFrame) -> Row:
    last = periods.chronological(rows["period"])[-1]
    return records(rows[rows["period"] == last])[0]


def _differing(row: Row, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the clause on a total that is not the sum of its parts."""
    key = (row["region"], row["indicator"], row["period"])
    own: Key = (*key, "value")
    summed = Fact("", float(row["computed"]), row["unit"], *key, "computed", PARTS_SUMMED, (own,))
    # Of a total that differs the sign of the gap is sure, and words tell it.
    low, high = sorted(abs(row[end]) for end in ("gap_low", "gap_high"))
    gap = Fact("", abs(float(row["gap"])), row["unit"], *key, "gap", PARTS_OVER, (own,))
    over = "remainder" if row["verdict"] == "remainder" else "over"
    return say(
        lang,
        f"totals.item.{over if row['gap'] > 0 else 'under'}",
        name=item(row, BY, lang),
        value=value(own, row["value"], origins, lang, unit=row["unit"] or None),
        computed=computed(summed, row["low"], row["high"], lang, 2),
        gap=computed(gap, low, high, lang, 2),
        parts=count(int(row["parts"]), lang),
    )
