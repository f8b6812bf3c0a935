"""The paragraph on base effects: which rises only made good the fall before them."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.base_effects import reason_of_none
from kejidata.measures.certainty import SURE
from kejidata.measures.formulas import formula_of
from kejidata.measures.interval import Interval, interval, intervals
from kejidata.model.periods import YEAR, earlier, parse
from kejidata.model.terms import KEYS, Lang
from kejidata.narrative.facts import Fact, Narrative, Piece, compose
from kejidata.narrative.rows import item, varying
from kejidata.narrative.templates import Pieces, count, joined, paragraph, say, spelled
from kejidata.narrative.values import change, computed
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records
from kejidata.wording.origins import Key, index

TOLD = 2
"""How many rises are told; the lead counts them all, and the table has them."""
HALF = 50.0


@any_frame
def base_effects(
    effects: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that a frame of base effects has to tell.

    Parameters
    ----------
    effects
        Result of `kejidata.base_effects`.
    observations
        The observations measured and no others: for sources and quotes, and to tell figures none
        of which fell and rose from figures that are not there.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: how many rises followed a fall, how many of them are mostly recovery, and
        those in which recovery makes up most of the growth.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied",
    ...                     "period": [2017, 2018, 2019], "value": [128, 115, 148]})
    >>> told = base_effects(kejidata.base_effects(obs), lang="en")
    >>> print(told)  # doctest: +NORMALIZE_WHITESPACE
    Of 1 rise that followed a fall, none was for the most part a recovery. High-tech enterprise
    applicants in Rugao in 2019 (up 28.7%; 39% of it recovery; on average up 7.5% a year over
    two years).
    """
    every = measured(effects, "base_effects")
    if every.empty:
        return compose(say(lang, _none(observations)), lang)
    # Nothing was regained for sure where the figures before may not have fallen.
    frame = every[[span.above(0) for span in intervals(every, "recovery").values()]]
    sentences: list[Pieces] = []
    if len(frame):
        sentences += [_lead(frame, lang), _items(frame, lang)]
    doubtful = count(len(every) - len(frame), lang)
    if doubtful.value:
        others = "others" if len(frame) else "alone"
        sentences.append(say(lang, f"effects.doubtful.{others}", n=doubtful))
    return compose(paragraph(sentences, lang), lang, index(observations, every))


def _none(observations: pd.DataFrame | None) -> str:
    """Return the sentence where no rise follows a fall: none of three years says so of nothing."""
    if observations is None:
        return "effects.none"
    said = {"no_value": "refused.nothing", "no_base": "effects.unknown"}
    return said.get(reason_of_none(observations), "effects.none")


def _lead(frame: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on how many rises followed a fall and how many are mostly recovery."""
    mostly = frame["recovery_low"] >= HALF
    spans = pd.Series(intervals(frame, "recovery"), dtype=object)
    open_ = ~mostly & spans.map(lambda span: not span.below(HALF)).astype(bool)
    parts = [
        say(lang, f"effects.count.{name}", n=count(int(rows.sum()), lang))
        for name, rows in (("mostly", mostly), ("open", open_))
        if rows.any()
    ] or [say(lang, "effects.count.none")]
    number = count(len(frame), lang)
    return say(lang, "effects.lead", n=number, parts=joined(parts, lang, "phrase"))


def _items(frame: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the sentence on single rises: the most recovered first, as the frame has them."""
    ranked = frame.sort_values("recovery", ascending=False, kind="stable")
    # Of one rise alone nothing varies, and still it is somewhere, at some time.
    by = varying(records(frame)) if len(frame) > 1 else [*KEYS]
    items = [_item(row, by, lang) for row in records(ranked.head(TOLD))]
    extent = "some" if len(frame) > TOLD else "all"
    return say(lang, f"effects.items.{extent}", items=joined(items, lang, "clause"))


def _item(row: Row, by: list[str], lang: Lang) -> list[Piece]:
    """Return one rise: its growth, how much of it is recovery, and both periods together."""
    span = _span(row, "recovery")
    state = "open"
    if span.is_at(100):
        state = "back"
    elif span.above(100) or span.below(100):
        state = "below" if span.above(100) else "part"
    return say(
        lang,
        f"effects.item.{state}",
        name=item(row, by, lang),
        growth=_changed(row, "growth", lang),
        recovery=_told(row, "recovery", lang),
        annual=_annual(row, lang),
    )


def _changed(row: Row, column: str, lang: Lang) -> list[Piece]:
    """Return a growth of a row in words."""
    return change(_fact(row, column), _span(row, column), lang)


def _annual(row: Row, lang: Lang) -> list[Piece]:
    """Return the growth of a year on average over both periods."""
    way = _span(row, "two_year").way()
    extent = "flat" if way == "flat" or (row["two_year"] == 0 and way not in SURE) else "moved"
    years = 2 * max(parse(row["period"])[1], YEAR) // YEAR
    told = _changed(row, "two_year", lang)
    return say(lang, f"effects.annual.{extent}", n=told, years=spelled(years, lang))


def _span(row: Row, column: str) -> Interval:
    """Return the interval of a number of a row."""
    return interval(row[f"{column}_low"], row[f"{column}_high"], row.get(f"{column}_closed", ""))


def _fact(row: Row, column: str) -> Fact:
    """Return one number of a row as a fact without text."""
    base = earlier(row["period"])
    spans = {"growth": (row["period"], base), "two_year": (row["period"], earlier(base))}
    used = spans.get(column, (row["period"], base, earlier(base)))
    key = (row["region"], row["indicator"], row["period"])
    # In the order in which the formula names them.
    used = used[::-1] if column == "recovery" else used
    rows: tuple[Key, ...] = tuple((*key[:2], period, "value") for period in used)
    return Fact("", float(row[column]), "%", *key, column, formula_of(column), rows)


def _told(row: Row, column: str, lang: Lang) -> list[Piece]:
    """Return one number of a row in words, with the digits its interval supports."""
    return computed(_fact(row, column), row[f"{column}_low"], row[f"{column}_high"], lang, cap=0)
