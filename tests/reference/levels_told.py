"""Paragraphs on derived levels (ratios, index numbers, real amounts, single quarters), by rules.

Levels and their intervals are computed here from the raw figures, in fractions: the largest, the
smallest and their certainty are read from those, never from the measure.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

import pandas as pd

import kejidata
from kejidata import narrative
from kejidata.errors import KejidataError

from .compare import records
from .said import beats, turned
from .spans import Span, combine, exact, rounded

NAN = float("nan")
LANGS = ("en", "zh")
REGIONS = {
    "110000": ("Beijing", "北京"),
    "120000": ("Tianjin", "天津"),
    "310000": ("Shanghai", "上海"),
    "320000": ("Jiangsu", "江苏"),
    "330000": ("Zhejiang", "浙江"),
}
YEARS = ("2018", "2019", "2020", "2021")
CUMULATIVE = ("2020-01/2020-03", "2020-01/2020-06", "2020-01/2020-09", "2020")
QUARTERS = {
    "2020-01/2020-03": ("January–March 2020", "2020年1—3月"),
    "2020-04/2020-06": ("April–June 2020", "2020年4—6月"),
    "2020-07/2020-09": ("July–September 2020", "2020年7—9月"),
    "2020-10/2020-12": ("October–December 2020", "2020年10—12月"),
}
WHEN = {year: (year, f"{year}年") for year in YEARS} | QUARTERS
Rows = pd.DataFrame
Key = tuple[str, str]


class Level(NamedTuple):
    """A derived level: the number of the published figures, and what it may be."""

    number: Fraction
    span: Span


class Told(NamedTuple):
    """A measure on a random frame, its levels by region and period, and how it is told."""

    kind: str
    table: Rows
    frame: Rows
    levels: dict[Key, Level]


def frame(random: Random, indicators: tuple[str, ...], periods: tuple[str, ...]) -> Rows:
    """Return random figures of some regions, some of them missing, in steps of their own."""
    own = random.sample([*REGIONS], random.choice((1, 1, 2, 3, 5)))
    steps = [random.choice((0.0, 0.1, 1.0, 4.0)) for _ in indicators]
    rows = []
    for at, indicator in enumerate(indicators):
        for region in own:
            for period in periods:
                value = float(random.choice([*range(3, 14), *range(3, 9), NAN]))
                step = random.choice((steps[at], 0.0))
                rows.append((region, indicator, period, value, step))
    return pd.DataFrame(rows, columns=["region", "indicator", "period", "value", "step"])


def spans(rows: Rows) -> dict[tuple[str, str, str], Level]:
    """Return what the figures of a frame may be."""
    found = {}
    for row in rows.dropna(subset="value").itertuples(index=False):
        number, step = exact(row.value), exact(row.step)
        assert number is not None
        assert step is not None
        found[row.indicator, row.region, row.period] = Level(number, rounded(number, step))
    return found


def _derived(formula: Any, *parts: Level) -> Level:
    numbers = [part.number for part in parts]
    return Level(formula(*numbers), combine(formula, *(part.span for part in parts)))


def _ratios(random: Random) -> Told:
    rows = frame(random, ("own_a", "own_b"), YEARS[1:]).assign(unit="项")
    known = spans(rows)
    found = {
        (place, when): _derived(lambda a, b: a / b * 100, one, known["own_b", place, when])
        for (name, place, when), one in known.items()
        if name == "own_a" and ("own_b", place, when) in known
    }
    found = {key: one for key, one in found.items() if known[("own_b", *key)].span.low > 0}
    return Told("ratio", kejidata.ratio(rows, "own_a", "own_b"), rows, found)


def _index_numbers(random: Random) -> Told:
    rows = frame(random, ("own_a",), YEARS)
    known = spans(rows)
    found = {}
    for (name, place, when), one in known.items():
        base = known.get((name, place, "2018"))
        if base and base.span.low > 0:
            found[place, when] = _derived(lambda a, b: a / b * 100, one, base)
            if when == "2018":
                found[place, when] = Level(Fraction(100), rounded(Fraction(100), Fraction(0)))
    return Told("index_numbers", kejidata.index_numbers(rows, "2018"), rows, found)


def _real(random: Random) -> Told:
    rows = frame(random, ("own_a",), YEARS).assign(unit="亿元")
    rises = {year: random.choice((95.0, 100.0, 102.5, 110.0)) for year in YEARS[1:]}
    prices = pd.DataFrame(
        {"region": "000000", "indicator": "cpi", "period": [*rises], "value": [*rises.values()]}
    ).assign(step=random.choice((0.0, 0.1, 2.0)))
    links = spans(prices)
    level = {"2018": Level(Fraction(1), Span(Fraction(1), Fraction(1)))}
    for before, year in pairwise(YEARS):
        level[year] = _derived(
            lambda a, b: a * b / 100, level[before], links["cpi", "000000", year]
        )
    found = {
        (place, when): _derived(lambda a, b: a / b, one, level[when])
        for (_, place, when), one in spans(rows).items()
    }
    return Told("real", kejidata.real(rows, prices, "2018"), rows, found)


def _single_periods(random: Random) -> Told:
    rows = frame(random, ("own_a",), CUMULATIVE)
    # One without a figure ends the row: the next would be less the last that has one.
    rows = rows[rows["value"].notna().groupby(rows["region"]).cummin().astype(bool)]
    before = dict(zip(CUMULATIVE, (0.0, 8.0, 16.0, 24.0), strict=True))
    rows["value"] += rows["period"].map(before).astype(float)
    known = spans(rows)
    found = {}
    for place in rows["region"].unique():
        for before, until, quarter in zip(("", *CUMULATIVE), CUMULATIVE, QUARTERS, strict=False):
            one, earlier = known.get(("own_a", place, until)), known.get(("own_a", place, before))
            if one and not before:
                found[place, quarter] = one
            elif one and earlier:
                found[place, quarter] = _derived(lambda a, b: a - b, one, earlier)
    return Told("single_periods", kejidata.single_periods(rows), rows, found)


MAKERS = (_ratios, _index_numbers, _real, _single_periods)
TELL = {
    "ratio": narrative.ratio,
    "index_numbers": narrative.index_numbers,
    "real": narrative.real,
    "single_periods": narrative.single_periods,
}


def paragraphs(random: Random) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield paragraphs on random levels: kind, language, narrative and its rule."""
    for make in MAKERS:
        try:
            told = make(random)
        except KejidataError:
            continue  # A frame that a measure refuses has no paragraph.
        for lang in LANGS:
            said = TELL[told.kind](told.table, observations=told.frame, lang=lang)
            yield told.kind, lang, said, lambda said, lang, told=told: rules(said, lang, told)


def rules(said: Any, lang: str, told: Told) -> Iterator[str]:
    """Yield what a paragraph says that its figures do not."""
    for fact in records(said.facts):
        if fact["measure"] == told.kind and not fact["formula"].startswith("end of the interval"):
            level = told.levels.get((fact["region"], str(fact["period"])))
            if level is None or abs(level.number - Fraction(fact["value"])) > Fraction(1, 10**9):
                yield f"a number: {fact['value']} for {level}"
    yield from _ends(said.text, lang, told)


TOP = {"en": r"highest|level throughout", "zh": "最高|都为"}
PARTED = {"en": r" and (?=(?:equally )?lowest in)", "zh": r"，(?=最低|并列最低|\d+个并列最低)"}
BEGINS = {"en": r".*?(?=(?:equally )?highest in|level throughout)", "zh": ".*[，]"}
OPEN = {"en": "rounding", "zh": "因舍入"}


def _ends(text: str, lang: str, told: Told) -> Iterator[str]:
    """Hold who or what is highest and lowest to the levels, and how sure it is said to be."""
    at, values = LANGS.index(lang), spans(told.frame)
    places = {key[0] for key in told.levels}
    if len(places) == 1:
        known = {when: level.span for (_, when), level in told.levels.items()}
        names = {when: WHEN[when][at] for when in known}
        if len(known) < 3:
            return
        if told.kind == "index_numbers":  # One base for all: the order is that of the values.
            known = {when: values["own_a", *places, when].span for when in known}
    else:
        last = max((when for _, when in told.levels), default="")
        known = {place: level.span for (place, when), level in told.levels.items() if when == last}
        names = {place: REGIONS[place][at] for place in known}
        if told.kind == "real":  # One price index for all: likewise.
            known = {place: values["own_a", place, last].span for place in known}
        if len(known) < 2:
            return
    sentence = [s for s in re.split(r"(?<=[。.]) ?(?=\D|\d{4})", text) if re.search(TOP[lang], s)]
    if len(sentence) != 1:
        yield f"{len(sentence)} sentences on the highest"
        return
    clauses = re.split(PARTED[lang], sentence[0])
    clauses[0] = re.sub(BEGINS[lang], "", clauses[0], count=1)
    yield from _end(clauses[0], lang, "highest", known, names)
    low = {key: turned(span) for key, span in known.items()}
    yield from _end(clauses[-1], lang, "lowest", low, names)


def tops(known: dict[str, Span]) -> tuple[set[str], bool]:
    """Return which may be highest, and whether that leaves no doubt."""
    may = {k for k, one in known.items() if not any(beats(o, one) for o in known.values())}
    exactly = {(known[k].low, known[k].high) for k in may}
    return may, len(may) == 1 or (len(exactly) == 1 and all(a == b for a, b in exactly))


def _end(
    clause: str, lang: str, end: str, known: dict[str, Span], names: dict[str, str]
) -> Iterator[str]:
    may, sure = tops(known)
    if bool(re.search(OPEN[lang], clause)) == sure:
        yield f"{end}: certainty of {sorted(may)}"
    said = {key for key, name in names.items() if f"{name} (" in clause or f"{name}（" in clause}
    if said and not said <= may:
        yield f"{end}: {said} for {may}"
    if said and len(may) <= 3 and said != may:
        yield f"{end}: only {said} of {may}"
    count = re.search(r"(\d+)(?: that rounding| of them|个之一|个并列)", clause)
    if count and int(count[1]) != len(may):
        yield f"{end}: {count[1]} for {len(may)}"
