"""One growth in words: its fact, its value, its change, its sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from operator import itemgetter

import numpy as np
import pandas as pd

from kejidata.measures.certainty import SURE
from kejidata.measures.growth_formula import (
    base_formula,
    differences,
    growth_formula,
    rates,
    ratio,
)
from kejidata.measures.interval import intervals
from kejidata.model.periods import earlier, shortest
from kejidata.model.registry import decimals_of
from kejidata.model.terms import PERCENT, POINTS, Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.narrative.rows import Rows
from kejidata.narrative.templates import (
    indicator_name,
    joined,
    paragraph,
    period,
    previous,
    region_name,
    say,
    told,
)
from kejidata.narrative.values import change, value
from kejidata.narrative.values import implied as told_implied
from kejidata.panel.measured import measured
from kejidata.panel.normalize import Row, records, together
from kejidata.wording import names
from kejidata.wording.origins import Key, Origin, Origins, find, index, same_figure


def read(rates: pd.DataFrame, observations: pd.DataFrame | None) -> tuple[list[Row], Origins]:
    """Return growth rates with the interval of each under `span`, and their origins."""
    frame = measured(rates, "growth_rates")
    origins = index(observations, frame)
    spans = intervals(frame, "growth").values()
    return [{**row, "span": span} for row, span in zip(records(frame), spans, strict=True)], origins


def grown(rows: Rows) -> list[Row]:
    """Return the rows that have a growth."""
    return [row for row in rows if not math.isnan(row["growth"])]


def _origin(row: Row, end: str, origins: Origins) -> Origin | None:
    key: Key = (row["region"], row["indicator"], row[f"{end}period"], "value")
    found = find(origins, key, row[f"{end}value"]) if same_figure(key) in origins else None
    # What only the frame tells of has no step.
    return None if found is None or math.isnan(found.room) else found


def rooms_of(row: Row, origins: Origins) -> tuple[float, float]:
    """Return how far rounding lets value and base be off; at most so far where no figure tells.

    What the measure took as exact is exact, whatever kind the observations are of.
    """
    value, base = (_origin(row, end, origins) for end in ("", "base_"))
    if value and base:
        others = product((0.0, value.step / 2), (0.0, base.step / 2))
        return _nearest(row, [(value.room, base.room), *others])
    if row["unit"] == POINTS:
        return ((row["high"] - row["low"]) / 2,) * 2
    low, high = ratio(np.array([row["low"], row["high"]])).tolist()
    number = float(row["base_value"])
    return number * (high - low) / 2, number * (high - low) / (high + low) if high + low else 0.0


def _nearest(row: Row, rooms: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the rounding of value and base that gives the ends of a growth most nearly."""
    figures = np.full((2, len(rooms)), [[row["value"]], [row["base_value"]]])
    ends = differences if row["unit"] == POINTS else rates
    _, low, high = ends(*figures, *np.array(rooms).T)
    misfits = (abs(low - row["low"]) + abs(high - row["high"])).tolist()
    return min(zip(rooms, misfits, strict=True), key=itemgetter(1))[0]


def fact_of(row: Row) -> Fact:
    """Return the growth of a row as a fact without text."""
    key = (row["region"], row["indicator"], row["period"])
    base: Key = (row["region"], row["indicator"], row["base_period"], "value")
    rows = ((*key, "value"), base)
    share = row["unit"] == POINTS
    formula = growth_formula(points=share)
    return Fact("", float(row["growth"]), row["unit"], *key, "growth_rate", formula, rows)


def change_of(row: Row, lang: Lang, form: str = "label") -> list[Piece]:
    """Return the growth of a row in words."""
    return change(fact_of(row), row["span"], lang, form)


def one(row: Row, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentence on one growth: the value, and how it moved since its base."""
    way = row["span"].way()
    flat = way == "flat" or (row["growth"] == 0 and way not in SURE)
    course = "flat" if flat else "moved" if way in SURE else "open"
    code, shown = row["indicator"], value_of(row, origins, lang)
    verb = bool(names.pattern(code, lang))
    return say(
        lang,
        f"growth.{'told' if verb else 'one'}.{course}",
        period=period(row["period"], lang),
        region=region_name(row["region"], lang),
        name=indicator_name(code, lang),
        value=shown,
        told=told(code, shown, lang),
        change=change_of(row, lang, "label" if verb else "verb"),
        base=previous(row["period"], lang) if _yearly(row) else period(row["base_period"], lang),
    )


def _yearly(row: Row) -> bool:
    """Return whether a growth is that on the period of which everybody thinks: a year earlier."""
    return shortest(row["base_period"]) == earlier(row["period"])


def when(row: Row, lang: Lang) -> list[Piece]:
    """Return the period of a growth, with that of its base where the base is an unusual one."""
    told = period(row["period"], lang)
    if _yearly(row):
        return [told]
    return say(lang, "growth.since", period=told, base=period(row["base_period"], lang))


def kind_of(rows: Rows) -> str:
    """Return which words a set of growths takes: points for changes of shares, else percent."""
    return "points" if all(row["unit"] == POINTS for row in rows) else "percent"


def figure_of(row: Row, *, base: bool = False) -> tuple[Key, float]:
    """Return the value of a row, or its base value, under its key."""
    key = (row["region"], row["indicator"], row["base_period" if base else "period"], "value")
    return key, row["base_value" if base else "value"]


def value_of(row: Row, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the value of a row in words."""
    return value(*figure_of(row), origins, lang)


def way_of(row: Row) -> str:
    """Return up, down, flat or open for a row."""
    way = row["span"].way()
    return way if way in SURE else "open"


def is_implied(row: Row, origins: Origins) -> bool:
    """Tell whether a row has no growth of its own but one that was published."""
    if not math.isnan(row["growth"]) or math.isnan(row.get("implied_base", math.nan)):
        return False
    return same_figure(stated_key(row)) in origins


def stated_key(row: Row) -> Key:
    """Return the key of what is stated of the growth of a row."""
    measure = "change" if row["unit"] == POINTS else "growth_rate"
    return row["region"], row["indicator"], row["period"], measure


def stated(rows: Rows, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the sentences on published growth rates and the bases they imply.

    Parameters
    ----------
    rows
        Growth rates of one period, with implied_base, implied_low and implied_high.
    origins
        The observations by key, which hold the published rates.
    lang
        A language, such as zh or en.
    """
    sentences = []
    told = [row for row in rows if is_implied(row, origins)]
    for (region, when), group in together(told, itemgetter("region", "period")).items():
        items = [_stated(row, origins, lang) for row in group]
        slots = {"region": region_name(region, lang), "period": period(when, lang)}
        sentences.append(say(lang, "stated.sentence", **slots, items=joined(items, lang, "clause")))
    return paragraph(sentences, lang)


def _stated(row: Row, origins: Origins, lang: Lang) -> list[Piece]:
    """Return one indicator with its value, its published rate and the base that follows."""
    share, key = row["unit"] == POINTS, stated_key(row)
    unit = POINTS if share else PERCENT
    fitting = [o for o in origins[same_figure(key)] if o.unit in ("", unit)]
    rate = next(o.value for o in reversed(fitting) if not math.isnan(o.value))
    way = "flat" if rate == 0 else "up" if rate > 0 else "down"
    return say(
        lang,
        f"stated.item.{way}.{'points' if share else 'percent'}",
        told=told(row["indicator"], value_of(row, origins, lang), lang, plain="told.level"),
        rate=value(key, rate, origins, lang, unit=unit, magnitude=True),
        base_period=period(row["base_period"], lang),
        base=_implied_base(row, key, origins, lang),
    )


def _implied_base(row: Row, key: Key, origins: Origins, lang: Lang) -> list[Piece]:
    """Return the base that the value and the published rate or change imply."""
    own: Key = (*key[:3], "value")
    formula = base_formula(points=key[3] == "change")
    base = (*key[:2], row["base_period"], "value")
    unit = find(origins, own, row["value"]).unit
    fact = Fact("", float(row["implied_base"]), unit, *base, formula, (own, key))
    cap = decimals_of(row["indicator"])
    return told_implied(
        fact, row["implied_low"], row["implied_high"], lang, 2 if cap is None else cap
    )
