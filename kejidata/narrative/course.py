"""The course of one series: from where to where, by how much a year, and its turns."""

from __future__ import annotations

import math

import pandas as pd

from kejidata.labels import Lang
from kejidata.narrative import names
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.grammar import paragraph, period, say
from kejidata.narrative.numbers import supported
from kejidata.narrative.origins import Origins
from kejidata.narrative.rates import change_of, kind_of, value_of
from kejidata.narrative.refusals import refused
from kejidata.narrative.telling import POINTS, computed, direction


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
        region=names.region(first["region"], lang),
        name=names.indicator(first["indicator"], lang),
        base=value_of(first, origins, lang, base=True),
        value=value_of(last, origins, lang),
        rate=_overall(good, lang),
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
    return say(lang, "span", start=period(start, lang), end=period(end, lang))


def _overall(good: pd.DataFrame, lang: Lang) -> list[Piece]:
    """Return the compound annual rate over a course, or the total change of a share."""
    first, last = good.iloc[0], good.iloc[-1]
    key = (first["region"], first["indicator"], f"{first['base_period']}/{last['period']}")
    rows = tuple(
        (first["region"], first["indicator"], when, "value")
        for when in (last["period"], first["base_period"])
    )
    start, end = float(first["base_value"]), float(last["value"])
    if last["unit"] == POINTS:
        fact = Fact("", end - start, POINTS, *key, "change", "value - base_value", rows)
        way = direction(end - start, math.nan, math.nan)
        return say(lang, f"course.total.{way}", n=computed(fact, end - start, end - start, lang))
    if end <= 0:
        return say(lang, "course.no_rate")
    years = int(str(last["period"])[:4]) - int(str(first["base_period"])[:4])
    rate = ((end / start) ** (1 / years) - 1) * 100
    places = [supported(a, b, 1) for a, b in good[["low", "high"]].to_numpy()]
    half = 0.0 if 0 not in places and None not in places else 1.0
    formula = "((value / base_value) ** (1 / years) - 1) * 100"
    fact = Fact("", rate, "%", *key, "growth_rate", formula, rows)
    shown = computed(fact, rate - half, rate + half, lang)
    return say(lang, f"course.annual.{direction(rate, math.nan, math.nan)}", n=shown)
