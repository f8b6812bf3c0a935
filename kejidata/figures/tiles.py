"""What the tiles of provinces show: a column by province, its bounds, the nation, each in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from kejidata.figures import labels
from kejidata.figures.layout.tile_map import PLACES
from kejidata.figures.published import is_part, unit_of
from kejidata.measures.certainty import Extreme
from kejidata.measures.interval import Interval, intervals, open_ended
from kejidata.measures.ranking import among_known
from kejidata.model.divisions import NATION
from kejidata.model.terms import PERCENT
from kejidata.model.units import round_half_up
from kejidata.panel.measured import text_of
from kejidata.panel.normalize import Row, plain, records
from kejidata.wording import numbers
from kejidata.wording.labels import sign
from kejidata.wording.names import unit_beside

RANKS = ("rank", "best", "worst")


class Tiles(NamedTuple):
    """The column shown: values by province, each with its interval, bounds, how many lie elsewhere.

    Where something is only a bound, its interval has no end on that side. `told` is the unit as a
    title says it, which names the indicator.
    """

    column: str
    unit: str
    told: str
    known: pd.Series[float]
    intervals: Mapping[str, Interval]
    bounds: Mapping[str, tuple[float, str]]
    others: int
    nation: Interval | None
    level: float | None
    level_said: str
    rows: Mapping[str, Row]


def tiles_of(rows: pd.DataFrame, column: str, told: labels.Told) -> Tiles:
    """Return what the tiles show."""
    unit = _unit(rows, column)
    given = rows[rows[column].notna()]
    if column == "value":
        given = plain(given.drop(columns="measure", errors="ignore"))
    others = int((~given["region"].isin([*PLACES, NATION])).sum())
    whole = given[(given["region"] == NATION) & (column == "value" and not is_part(rows))]
    nation = [] if _bounded(whole).any() else [*intervals(whole, column).values()]
    given = given[given["region"].isin(PLACES)].set_index("region")
    bound = given.get("bound", pd.Series("", index=given.index)).map(text_of)
    is_bound = (column == "value") & _bounded(given)
    known = given[~is_bound]
    found = intervals(among_known(known) if column in RANKS else known, column)
    if is_bound.any():
        found |= open_ended(given[is_bound])
    beside = unit_beside(str(rows["indicator"].iloc[0]), unit, told.lang)
    return Tiles(
        column,
        unit,
        beside,
        known[column].astype(float),
        found,
        {code: (float(given[column][code]), bound[code]) for code in given.index[is_bound]},
        others,
        nation[0] if nation else None,
        float(whole[column].iloc[0]) if nation else None,
        told.amount(records(whole)[0], column, beside) if nation else "",
        {row["region"]: row for row in records(given.reset_index())},
    )


def in_tile(tiles: Tiles, code: str, scale: numbers.Scale, told: labels.Told) -> str:
    """Return the number in a tile without its unit, the sign of its bound before it."""
    lang, row = told.lang, tiles.rows[code]
    if tiles.column == "value":
        bound = tiles.bounds[code][1] if code in tiles.bounds else ""
        return sign(bound, "value", lang) + scale.digits(told.digits(row), lang)
    value = float(row[tiles.column])
    if tiles.column in (*RANKS, "shift"):
        return numbers.number(value, lang, 0)
    places = numbers.decimals(value, *tiles.intervals[code].ends, tiles.unit)
    if places is None:  # A tile has no room for the interval of what not even ones are sure of.
        return sign("about", "value", lang) + scale.digits(round_half_up(value, 0), lang)
    return numbers.rounded(value, places, lang, scale)


def _bounded(rows: pd.DataFrame) -> pd.Series[bool]:
    """Tell which rows are only a bound."""
    bound = rows.get("bound", pd.Series("", index=rows.index)).map(text_of)
    return ~bound.isin(("", "exact"))


def _unit(rows: pd.DataFrame, value: str) -> str:
    """Return the unit of the value: that of the frame, else of the registry, none for a rank."""
    if value in (*RANKS, "shift"):
        return ""
    if value in ("growth", "completion") and "unit" not in rows:
        return PERCENT
    return unit_of(rows)


def said_of(tiles: Tiles, end: Extreme[str], told: labels.Told) -> str:
    """Return the value of the first member of an end, with the digits it has."""
    code, lang = end.members[0], told.lang
    row = tiles.rows[code]
    if tiles.column in ("growth", "completion"):
        ends = tiles.intervals[code].ends
        return numbers.computed(float(row[tiles.column]), *ends, tiles.told, lang, short=True)
    if tiles.column in RANKS:
        return numbers.ordinal(int(row[tiles.column]), lang)
    bound = sign(text_of(row.get("bound")), "target", lang) if code in tiles.bounds else ""
    return bound + told.amount(row, tiles.column, tiles.told)
