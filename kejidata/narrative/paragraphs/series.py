"""The course of one series: from where to where, by how much a year, and its turns."""

from __future__ import annotations

import math

import pandas as pd

from kejidata.model.terms import POINTS, Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.paragraphs.rates import change_of, kind_of, value_of
from kejidata.narrative.rows import refused
from kejidata.narrative.templates import indicator_name, paragraph, period, region_name, say
from kejidata.narrative.values import computed, direction
from kejidata.wording.origins import Key, Origins, find


def course(frame: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the paragraph on one series of growths.

    Parameters
    ----------
    frame
        Growth rates of one indicator of one region, at least two of them not empty.
    origins
        The observations by key.
    lang
        "zh" or "en".
    """
    good = frame[frame["growth"].notna()].sort_values("period", kind="stable")
    first, last = good.iloc[0], good.iloc[-1]
    ranked = good.sort_values("growth", kind="stable")
    top, bottom = ranked.iloc[-1], ranked.iloc[0]
    sentences = [_opening(good, origins, lang)]
    if top["growth"] > bottom["growth"]:
        sentences.append(_turns(top, bottom, kind_of(good), lang))
    if last["period"] not in {top["period"], bottom["period"]}:
        moved = change_of(last, lang, "verb")
        sentences.append(
            say(lang, "course.latest", period=period(last["period"], lang), change=moved)
        )
    # The first year of a series is the base of the second: that it has none itself says nothing.
    rest = frame[frame["period"] != first["base_period"]]
    return paragraph([*sentences, refused(rest, "growth", lang)], lang)


def _opening(good: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on both ends of a series."""
    first, last = good.iloc[0], good.iloc[-1]
    way = direction(last["value"] - first["base_value"], math.nan, math.nan)
    return say(
        lang,
        f"course.{way}",
        span=_span(str(first["base_period"]), str(last["period"]), lang),
        region=region_name(first["region"], lang),
        name=indicator_name(first["indicator"], lang),
        base=value_of(first, origins, lang, base=True),
        value=value_of(last, origins, lang),
        rate=_overall(good, origins, lang),
    )


def _turns(top: pd.Series, bottom: pd.Series, kind: str, lang: Lang) -> list[Piece]:
    """Return the sentence on the best and the worst period."""
    way = "down" if bottom["growth"] < 0 else "up"
    return say(
        lang,
        f"course.turns.{kind}.{way}",
        top=period(top["period"], lang),
        most=change_of(top, lang),
        bottom=period(bottom["period"], lang),
        least=change_of(bottom, lang),
    )


def _span(start: str, end: str, lang: Lang) -> list[Piece]:
    """Return a span of periods in words, in short where both are years."""
    if len(start) == len(end) == 4:
        return [period(f"{start}/{end}", lang)]
    return say(lang, "course.span", start=period(start, lang), end=period(end, lang))


def _overall(good: pd.DataFrame, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the compound annual rate over a course, or the total change of a share."""
    first, last = good.iloc[0], good.iloc[-1]
    start, end = float(first["base_value"]), float(last["value"])
    series: tuple[str, str] = (first["region"], first["indicator"])
    rows: tuple[Key, ...] = (
        (*series, last["period"], "value"),
        (*series, first["base_period"], "value"),
    )
    room, base_room = (
        find(origins, key, number).step / 2 for key, number in zip(rows, (end, start), strict=True)
    )
    key = (*series, f"{first['base_period']}/{last['period']}")
    if last["unit"] == POINTS:
        moved = end - start
        fact = Fact("", moved, POINTS, *key, "change", "value - base_value", rows)
        shown = computed(fact, moved - room - base_room, moved + room + base_room, lang)
        return say(lang, f"course.total.{direction(moved, math.nan, math.nan)}", n=shown)
    if end - room <= 0 or start - base_room <= 0:
        return say(lang, "course.no_rate")
    years = int(str(last["period"])[:4]) - int(str(first["base_period"])[:4])
    pairs = [(end, start), (end - room, start + base_room), (end + room, start - base_room)]
    rate, low, high = (((a / b) ** (1 / years) - 1) * 100 for a, b in pairs)
    formula = "((value / base_value) ** (1 / years) - 1) * 100"
    fact = Fact("", rate, "%", *key, "growth_rate", formula, rows)
    shown = computed(fact, low, high, lang)
    return say(lang, f"course.annual.{direction(rate, math.nan, math.nan)}", n=shown)
