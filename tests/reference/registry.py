"""What the public registry says of regions, indicators and units."""

import csv
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import kejidata

SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
SCALED = re.compile(r"(百|千|万|亿)?(.*)")


class Indicator(NamedTuple):
    """What is known of an indicator."""

    unit: str = ""
    kind: str = ""
    direction: int = 1
    formula: str = ""
    related: str = ""
    timing: str = ""
    price_basis: str = ""


STATISTICS = ("710000", "810000", "820000")
DIVISIONS = Path(kejidata.__file__).parent / "registry" / "divisions.csv"


class Spell(NamedTuple):
    """A code under one name, with the years at whose ends it is so."""

    code: str
    name: str
    short: str
    parent: str
    first: int
    last: int
    successor: str


@cache
def spells() -> tuple[Spell, ...]:
    """Return every name that a code has had."""
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Spell(
                *(row["code"], row["name_zh"], row["short_zh"], row["parent"]),
                *(int(row["first_year"]), int(row["last_year"] or 9999), row["successor"]),
            )
            for row in csv.DictReader(file)
        )


@cache
def _spells_by(*names: str) -> dict[Any, list[Spell]]:
    """Return the spells in their order by what they have in some fields."""
    found: dict[Any, list[Spell]] = {}
    for spell in spells():
        found.setdefault(tuple(getattr(spell, name) for name in names), []).append(spell)
    return found


@cache
def chain(code: str) -> tuple[Spell, ...]:
    """Return the spells of "a place that goes on under a new name or code", oldest first."""
    found = _spells_by("code").get((code,), [])[-1:]
    while found and found[-1].successor:
        after = _spells_by("code", "first").get((found[-1].successor, found[-1].last + 1), [])
        if not after:
            break
        found += after
    while found:
        before = _spells_by("successor", "last").get((found[0].code, found[0].first - 1), [])
        if not before:
            break
        found = before + found
    return tuple(found)


def newest(code: str) -> str:
    """Return "its newest code"; of what is no division the code itself."""
    return chain(code)[-1].code if chain(code) else code


def broken(place: str, base: int, year: int) -> bool:
    """Return whether "a split or a merger of the region" lies between two years."""
    if not chain(place):
        return False
    first, last = chain(place)[0].first, chain(place)[-1].last
    return base < first <= year or base <= last < year


@cache
def labels() -> dict[str, str]:
    """Return the code of every label: "regions by name, short name or code are one region"."""
    found: dict[str, str] = {}
    for row in kejidata.regions().itertuples():
        aliases = [alias for alias in row.aliases.split("|") if alias]
        for label in (row.code, row.name_zh, row.short_zh, row.name_en, *aliases):
            found[label] = row.code
    own = {row.code for row in kejidata.regions().itertuples()}
    for spell in spells():
        if spell.parent in own and spell.code not in found:
            found[spell.code] = newest(spell.code)
    for (name, short), same in _spells_by("name", "short").items():
        former = all(spell.last < 9999 and spell.parent in own for spell in same)
        if former and len({spell.parent for spell in same}) == 1:
            # "Of former divisions of one name in one place the last is meant."
            code = newest(max(same, key=lambda spell: spell.first).code)
            found |= {label: code for label in (name, short) if label not in found}
    return found


@cache
def parents() -> dict[str, str]:
    """Return the code of the parent of every region that a test speaks of."""
    return {row.code: row.parent for row in kejidata.regions().itertuples()} | {
        code: chain(code)[-1].parent for code in labels().values()
    }


@cache
def members(parent: str, year: int = 9999) -> tuple[str, ...]:
    """Return "those at the end of the year in which the period ends"; the nation stands alone."""
    own = _spells_by("parent").get((parent,), [])
    inside = [s for s in own if s.first <= year <= s.last]
    return tuple(sorted({newest(s.code) for s in inside} - {*STATISTICS}))


@cache
def indicators() -> dict[str, Indicator]:
    """Return what the registry knows, by code."""
    table = kejidata.indicators()
    return {
        row.code: Indicator(
            *(row.unit, row.kind, int(row.direction), row.formula, row.related, row.timing),
            price_basis=row.price_basis,
        )
        for row in table.itertuples()
    }


def known(indicator: str) -> Indicator:
    """Return what is known of an indicator, of your own too."""
    return indicators().get(indicator, Indicator())


def place(label: str) -> str:
    """Return the code of a region, or the label of one that the registry does not know."""
    return labels().get(label, label)


def one_thing(unit: str) -> Fraction:
    """Return one whole thing in the unit of a count: 1 of 家, 0.0001 of 万件."""
    return 1 / _split(unit)[0]


def _split(unit: str) -> tuple[Fraction, str]:
    """Return the power of ten that a unit begins with, and the unit that is left."""
    found = SCALED.fullmatch(unit)
    return Fraction(SCALES[found[1] or ""]), found[2]


def factor(unit: str, into: str) -> Fraction | None:
    """Return what a number is multiplied by to stand in another unit; None if it cannot.

    "Two units convert where they differ in nothing but the power of ten that they begin with."
    """
    (scale, base), (other_scale, other_base) = _split(unit), _split(into)
    return scale / other_scale if base == other_base else None
