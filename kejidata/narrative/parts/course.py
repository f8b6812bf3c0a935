"""The course of a series: from where to where, by how much a year, and its turns."""

from __future__ import annotations

import math
from itertools import pairwise
from operator import itemgetter

import numpy as np

from kejidata.measures.exact import exact
from kejidata.measures.growth_formula import annual_formula, annual_rates, growth_formula
from kejidata.measures.interval import Interval
from kejidata.model import periods
from kejidata.model.terms import PERCENT, POINTS, Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.parts.ends import ends
from kejidata.narrative.parts.rates import change_of, figure_of, grown, one, rooms_of, when
from kejidata.narrative.rows import Rows
from kejidata.narrative.templates import (
    Pieces,
    indicator_name,
    joined,
    period,
    region_name,
    say,
)
from kejidata.narrative.values import computed, interval, value
from kejidata.panel.normalize import Row
from kejidata.wording.origins import Key, Origins
from kejidata.wording.published import alike


def courses(rows: list[Row], origins: Origins, lang: Lang) -> tuple[list[Pieces], list[Row]]:
    """Return the sentences on one indicator of one region, and the rows that have no growth.

    A course runs over like periods: years are one, first halves another. Without two growths of
    like periods there is none.

    Parameters
    ----------
    rows
        Growth rates of one indicator of one region, with their `span`.
    origins
        The observations by key.
    lang
        A language, such as zh or en.
    """
    good = sorted(grown(rows), key=itemgetter("period"))
    shapes = [_shape(row["period"]) for row in good]
    groups = [
        [row for row, own in zip(good, shapes, strict=True) if own == shape]
        for shape in sorted(set(shapes))
    ]
    if all(len(run) < 2 for run in groups):
        return [], rows
    sentences: list[Pieces] = []
    for run in groups:
        several = len(run) > 1
        sentences += _course(run, origins, lang) if several else [one(run[0], origins, lang)]
    # The first year of a series is the base of the second: that it has none says nothing.
    bases = {run[0]["base_period"] for run in groups}
    rest = [row for row in rows if math.isnan(row["growth"]) and row["period"] not in bases]
    return sentences, rest


def _shape(text: str) -> tuple[int, int]:
    """Return what periods of one course share: their length, and where in the year they begin."""
    start, months = periods.parse(text)
    return -months, start % max(months, periods.YEAR)


def _course(good: Rows, origins: Origins, lang: Lang) -> list[Pieces]:
    """Return the sentences on growths of like periods."""
    last = good[-1]
    sentences: list[Pieces] = [_opening(good, origins, lang)]
    turns = ends(good, lambda row: when(row, lang), "rows.period", lang)
    if turns and not all(row["span"] == good[0]["span"] for row in good):
        key = f"course.turns{'.some' if _has_gaps(good) else '.all'}"
        sentences.append(say(lang, key, ends=joined(turns, lang, "phrase")))
    numbers = [row["growth"] for row in good]
    if last["growth"] not in {max(numbers), min(numbers)}:
        moved = change_of(last, lang, "verb")
        sentences.append(say(lang, "course.latest", period=when(last, lang), change=moved))
    return sentences


def _has_gaps(good: Rows) -> bool:
    """Tell whether a period between the first and the last has no growth: it may be any."""
    spans = [periods.parse(row["period"]) for row in good]
    return any(
        later - start > max(months, periods.YEAR) for (start, months), (later, _) in pairwise(spans)
    )


def _opening(good: Rows, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on both ends of a series."""
    first, last = good[0], good[-1]
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
    first: Row, last: Row, rooms: tuple[float, float], moved: Interval, lang: Lang
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
