"""The paragraph on contributions: which parts carried the growth of a total, which held it back."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.certainty import SURE
from kejidata.measures.formulas import formulas_of
from kejidata.measures.interval import Interval, intervals
from kejidata.model.indicator_lookup import code_or_label
from kejidata.model.registry import entry
from kejidata.model.terms import KEYS, POINTS, REST, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.rows import of_newest_year, refused
from kejidata.narrative.templates import (
    Pieces,
    count,
    indicator_name,
    joined,
    paragraph,
    part_name,
    period,
    region_name,
    say,
)
from kejidata.narrative.values import computed
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records
from kejidata.wording.labels import reason
from kejidata.wording.origins import Key, index

TOLD = 3
"""How many parts are told by name; the table has them all."""


@any_frame
def contributions(
    parts: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that a frame of contributions has to tell, one sentence a total.

    Parameters
    ----------
    parts
        Result of `kejidata.contributions`; the newest year that has any is told.
    observations
        Observations of your own, for sources and quotes; without them what the project in force has
        of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: the parts that added most points to the growth of their total, how many of
        all added to it and how many took from it for sure, and what the rest comes to where that is
        not nothing within rounding.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": ["all", "east", "west"] * 2, "indicator": "patents",
    ...                     "period": [2019] * 3 + [2020] * 3, "value": [50, 30, 20, 60, 39, 21]})
    >>> found = kejidata.contributions(obs, {"all": ["east", "west"]})
    >>> print(contributions(found, lang="en"))  # doctest: +NORMALIZE_WHITESPACE
    In 2020, the largest contributions to the growth of patents in all came from east (18
    percentage points) and west (2 percentage points). Both parts added to it.
    """
    every = measured(parts, "contributions")
    frame = every[of_newest_year(every["period"], every["contribution"].notna())]
    known = frame[frame["contribution"].notna()]
    origins = index(observations, every)
    if known.empty:
        if len(frame) and frame["reason"].eq("no_value").all():
            # Totals without a figure have no rows: it is their parts that lack one.
            bare = [_lacking(row, lang) for row in records(frame.drop_duplicates([*KEYS]))]
            return compose(paragraph(bare, lang), lang)
        # The parts of a total that lack one figure lack it alike.
        totals = frame.drop_duplicates([*KEYS, "reason"])
        return compose(refused(records(totals), "contribution", lang), lang, origins)
    sentences: list[Pieces] = []
    for _, rows in frame.groupby([*KEYS], sort=False):
        sentences += _total(rows, lang)
    return compose(paragraph(sentences, lang), lang, origins)


def _lacking(row: Row, lang: Lang) -> list[Piece]:
    """Return the sentence on a total of which no part has a figure."""
    return say(
        lang,
        "parts.lacking",
        period=period(row["period"], lang),
        where=region_name(row["region"], lang),
        name=indicator_name(row["indicator"], lang),
    )


def _total(rows: pd.DataFrame, lang: Lang) -> list[Pieces]:
    """Return the sentences on the parts of one total."""
    spans = intervals(rows[rows["contribution"].notna()], "contribution")
    parts = rows[rows["part"] != REST].sort_values("contribution", ascending=False, kind="stable")
    own, empty = parts[parts["contribution"].notna()], parts[parts["contribution"].isna()]
    if own.empty:
        return []
    known = {at: spans[at] for at in own.index}
    sentences: list[Pieces] = [_lead(own, known, not len(empty), lang)]
    sentences.append(_counted([*known.values()], not len(empty), lang))
    if len(empty):
        items = [
            _for_reason(str(why), one, lang) for why, one in empty.groupby("reason", sort=False)
        ]
        sentences.append(say(lang, "parts.refused", items=joined(items, lang, "serial")))
    rest = rows[rows["part"] == REST]
    if len(rest) and rest.index[0] in spans and spans[rest.index[0]].way() in ("up", "down"):
        sentences.append(say(lang, "parts.rest", n=_points(records(rest)[0], lang)))
    return sentences


def _lead(own: pd.DataFrame, known: dict[int, Interval], whole: bool, lang: Lang) -> list[Piece]:
    """Return which parts added most, or took most where none surely added.

    Whoever is named surely did so, and is the most only if surely ahead of all that are not.
    """
    first, signs = own.iloc[0], {"up": known}
    signs["down"] = {at: span.negated() for at, span in reversed(known.items())}
    form, told, sure = "none", list[int](), ""
    for way, spans in signs.items():
        moved = [at for at, span in spans.items() if span.way() == "up"]
        if moved:
            form, told = way, moved[:TOLD]
            others = [at for at in spans if at not in told]
            ahead = all(spans[one].beats(spans[other]) for one in told for other in others)
            sure = "most_" if whole and ahead else "some_"
            break
    items = [_item(row, _points(row, lang), lang) for row in records(own.loc[told])]
    return say(
        lang,
        f"parts.{sure}{form}",
        period=period(first["period"], lang),
        where=region_name(first["region"], lang),
        name=indicator_name(first["indicator"], lang),
        items=joined(items, lang, "serial"),
    )


def _item(row: Row, said: Pieces, lang: Lang) -> list[Piece]:
    """Return a part with its points."""
    return say(lang, "parts.item", part=part_name(row["part"], lang), n=said)


def _for_reason(why: str, rows: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the parts that have no points for one reason."""
    names = joined([part_name(part, lang) for part in rows["part"]], lang, "serial")
    return say(lang, "parts.item", part=names, n=reason(why, lang))


def _counted(spans: list[Interval], whole: bool, lang: Lang) -> list[Piece]:
    """Return the sentence on how many parts surely added, took or did neither, or are open."""
    ways = [span.way() for span in spans]
    if len(ways) == 1:
        return []  # It was named.
    told = {way: ways.count(way) for way in SURE}
    if whole and told["up"] == len(ways):
        return say(lang, "parts.all", n=count(len(ways), lang))
    told["open"] = len(ways) - sum(told.values())
    parts = [
        say(lang, f"parts.count.{way}", n=count(number, lang))
        for way, number in told.items()
        if number
    ]
    key = "parts.counted" if whole else "parts.counted_known"
    return say(lang, key, n=count(len(ways), lang), parts=joined(parts, lang, "serial"))


def _points(row: Row, lang: Lang) -> list[Piece]:
    """Return the points of a part, with the digits that their interval supports."""
    key = (row["region"], row["indicator"], row["period"])
    times = row["period"], row["base_period"]
    of_part = [] if row["part"] == REST else [(*_part_of(row), when, "value") for when in times]
    keys: tuple[Key, ...] = (*of_part, (*key[:2], row["base_period"], "value"))
    number, formula = float(row["contribution"]), formulas_of(row)["contribution"]
    fact = Fact("", number, POINTS, *key, "contribution", formula, keys)
    return computed(fact, row["contribution_low"], row["contribution_high"], lang, 2)


def _part_of(row: Row) -> tuple[str, str]:
    """Return region and indicator of a part, which is one or the other."""
    label = str(row["part"])
    if entry("indicators", code_or_label(label)):
        return str(row["region"]), label
    return label, str(row["indicator"])
