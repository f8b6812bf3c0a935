"""What the public registry says of regions, indicators and units."""

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import kejidata

SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
MONEY = re.compile(r"(百|千|万|亿)?(元(?:/.*)?)")
SCALE = re.compile(r"(百|千|万|亿).+")


class Indicator(NamedTuple):
    """What is known of an indicator."""

    unit: str = ""
    kind: str = ""
    direction: int = 1
    formula: str = ""
    related: str = ""


@cache
def labels() -> dict[str, str]:
    """Return the code of every label: "regions by name, short name or code are one region"."""
    found: dict[str, str] = {}
    for row in kejidata.regions().itertuples():
        aliases = [alias for alias in row.aliases.split("|") if alias]
        for label in (row.code, row.name_zh, row.short_zh, row.name_en, *aliases):
            found[label] = row.code
    return found


@cache
def parents() -> dict[str, str]:
    """Return the code of the parent of every region."""
    return {row.code: row.parent for row in kejidata.regions().itertuples()}


@cache
def members(parent: str) -> tuple[str, ...]:
    """Return the regions of a parent; the nation stands alone."""
    return tuple(code for code, above in parents().items() if above == parent)


@cache
def indicators() -> dict[str, Indicator]:
    """Return what the registry knows, by code."""
    table = kejidata.indicators()
    return {
        row.code: Indicator(row.unit, row.kind, int(row.direction), row.formula, row.related)
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
    found = SCALE.fullmatch(unit)
    return Fraction(1, SCALES[found[1]]) if found else Fraction(1)


def factor(unit: str, into: str) -> Fraction | None:
    """Return what a number is multiplied by to stand in another unit; None if it cannot.

    "万元, 亿元 and 元 convert"; a unit that is not stated agrees with any.
    """
    if unit == into or not unit or not into:
        return Fraction(1)
    one, other = MONEY.fullmatch(unit), MONEY.fullmatch(into)
    if one is None or other is None or one[2] != other[2]:
        return None
    return Fraction(SCALES[one[1] or ""], SCALES[other[1] or ""])
