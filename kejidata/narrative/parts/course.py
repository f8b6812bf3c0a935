"""The course of a series: from where to where, by how much a year, and its turns."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from kejidata.measures.exact import exact
from kejidata.measures.growth_formula import annual_formula, annual_rates, growth_formula
from kejidata.measures.interval import Interval
from kejidata.model import periods
from kejidata.model.terms import PERCENT, POINTS, Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.parts.ends import ends
from kejidata.narrative.parts.rates import change_of, figure_of, one, rooms_of, when
from kejidata.narrative.templates import (
    Pieces,
    indicator_name,
    joined,
    period,
    region_name,
    say,
)
from kejidata.narrative.values import computed, interval, value
from kejidata.wording.origins import Key, Origins
from kejidata.wording.published import alike


def courses(frame: pd.DataFrame, origins: Origins, lang: Lang) -> tuple[list[Pieces], pd.DataFrame]:
    """Return the sentences on one indicator of one region, and the rows that have no growth.

    A course runs over like periods: years are one, first halves another. Without two growths of
    like periods there is none.

    Parameters
    ----------
    frame
        Growth rates of one indicator of one region, with their `span`.
    origins
        The observations by key.
    lang
        A language, such as zh or en.
    """
    good = frame[frame["growth"].notna()].sort_values("period", kind="stable")
    shapes = [_shape(text) for text in good["period"]]
    groups = [good[[own == shape for own in shapes]] for shape in sorted(set(shapes))]
    if all(len(rows) < 2 for rows in groups):
        return [], frame
    sentences: list[Pieces] = []
    bases: set[str] = set()
    for rows in groups:
        several = len(rows) > 1
        sentences += _course(rows, origins, lang) if several else [one(rows.iloc[0], origins, lang)]
        # The first year of a series is the base of the second: that it has none says nothing.
        bases.add(str(rows.iloc[0]["base_period"]))
    return sentences, frame[frame["growth"].isna() & ~frame["period"].isin(bases)]


def _shape(text: str) -> tuple[int, int]:
    """Return what periods of one course share: their length, and where in the year they begin."""
    start, months = periods.parse(text)
    return -months, start % max(months, periods.YEAR)


def _course(good: pd.DataFrame, origins: Origins, lang: Lang) -> list[Pieces]:
    """Return the sentences on growths of like periods."""
    last = good.iloc[-1]
    sentences: list[Pieces] = [_opening(good, origins, lang)]
    turns = ends(good, lambda row: when(row, lang), "rows.period", lang)
    if turns and not all(span == good["span"].iloc[0] for span in good["span"]):
        key = f"course.turns{'.some' if _has_gaps(good) else '.all'}"
        sentences.append(say(lang, key, ends=joined(turns, lang, "phrase")))
    if last["growth"] not in {good["growth"].max(), good["growth"].min()}:
        moved = change_of(last, lang, "verb")
        sentences.append(say(lang, "course.latest", period=when(last, lang), change=moved))
    return sentences


def _has_gaps(good: pd.DataFrame) -> bool:
    """Tell whether a period between the first and the last has no growth: it may be any."""
    spans = [periods.parse(text) for text in good["period"]]
    return any(
        later - start > max(months, periods.YEAR) for (start, months), (later, _) in pairwise(spans)
    )


def _opening(good: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on both ends of a series."""
    first, last = good.iloc[0], good.iloc[-1]
    base_room, room = rooms_of(first, origins)[1], rooms_of(last, origins)[0]
    step = exact(last["value"]) - exact(first["base_value"])
    open_ = exact(room) + exact(base_room)
    moved = Interval(float(step - open_), float(step + open_), not base_room, not room)
    way = moved.way()
    began, ended = figure_of(first, base=True), figure_of(last)
    one_power = alike([began, ended], origins)
    return say(
        lang,
        f"course.{way if way in ('up', 'down') else 'flat'}",
        span=_span(str(first["base_period"]), str(last["period"]), lang),
        region=region_name(first["region"], lang),
        name=indicator_name(first["indicator"], lang),
        base=value(*began, origins, lang, alike=one_power),
        value=value(*ended, origins, lang, alike=one_power),
        rate=_overall(first, last, (room, base_room), moved, lang),
    )


def _span(start: str, end: str, lang: Lang) -> list[Piece]:
    """Return a span of periods in words, in short where both are years."""
    if len(start) == len(end) == 4:
        return [period(f"{start}/{end}", lang)]
    return say(lang, "course.span", start=period(start, lang), end=period(end, lang))


def _overall(
    first: pd.Series, last: pd.Series, rooms: tuple[float, float], moved: Interval, lang: Lang
) -> list[Piece]:
    """Return the compound annual rate over a course, or the total change of a share."""
    start, end = float(first["base_value"]), float(last["value"])
    series: tuple[str, str] = (first["region"], first["indicator"])
    rows: tuple[Key, ...] = (
        (*series, last["period"], "value"),
        (*series, first["base_period"], "value"),
    )
    key = (*series, f"{first['base_period']}/{last['period']}")
    way, (room, base_room) = moved.way(), rooms
    if way == "flat":
        return say(lang, "course.flat_rate")
    if last["unit"] == POINTS:
        formula = growth_formula(points=True)
        fact = Fact("", end - start, POINTS, *key, "change", formula, rows)
        return _told(fact, "total", *moved.ends, way, lang)
    if end - room <= 0 or start - base_room <= 0:
        return say(lang, "course.no_rate")
    began, ended = (periods.parse(text)[0] for text in (first["base_period"], last["period"]))
    years = (ended - began) / periods.YEAR
    value, base, half, base_half = np.array([[end], [start], [room], [base_room]])
    found = annual_rates(value, base, half, base_half, years)
    rate, low, high = (column.item() for column in found)
    fact = Fact("", rate, PERCENT, *key, "growth_rate", annual_formula(), rows)
    return _told(fact, "annual", low, high, way, lang)


def _told(fact: Fact, what: str, low: float, high: float, way: str, lang: Lang) -> list[Piece]:
    """Return a rate or a change with the word for its direction, as far as that is sure."""
    sure = way in ("up", "down")
    told = computed(fact, low, high, lang, magnitude=True)
    shown = told if sure else interval(fact, low, high, lang)
    return say(lang, f"course.{what}.{way if sure else 'open'}", n=shown)
