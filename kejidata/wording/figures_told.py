"""The published figures that the rows of a result were made of, as the result itself tells them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from kejidata.model import periods
from kejidata.model.indicator_lookup import code_or_label
from kejidata.model.registry import entry
from kejidata.model.terms import POINTS, REST
from kejidata.panel.normalize import records
from kejidata.panel.sources import parted, together

Key = tuple[str, str, str, str]
"""region, indicator, period and measure of an observation"""


class Told(NamedTuple):
    """A figure of a row: under which keys it may stand, first its own, and what the row tells.

    Of one that has no column of its own the number is NaN.
    """

    keys: Sequence[Key]
    number: float
    source: str
    unit: str = ""
    bound: str = "exact"
    room: float = math.nan
    quote: str = ""
    step: float = 0.0


class Place(NamedTuple):
    """A figure of the rows of a result: the column of its number, and where its key stands.

    `when` is the column of its period, `back` so many years before that, `of` the column of its
    indicator.
    """

    column: str = ""
    when: str = "period"
    measure: str = "value"
    back: int = 0
    of: str = "indicator"


_VALUE, _BASE = Place("value"), Place("base_value", "base_period")
_TARGET, _LAST = Place("target", measure="target"), Place("last_value", "last_period")
_NOWHERE = Place(of="")
"""Figures that a row has no keys of, such as the parts of a total."""

PLACES: Mapping[tuple[str, ...], Sequence[Place]] = {
    ("recovery",): (Place(), Place(back=1), Place(back=2)),
    ("position",): (_VALUE, Place(back=1), Place(measure="target"), _NOWHERE),
    ("expected",): (_TARGET, _BASE, _LAST),
    ("last_value", "related_value"): (_TARGET, _LAST),
    ("outcome",): (_TARGET, Place("outcome", "outcome_period")),
    ("contribution", "share"): (
        *(Place("value", of="part"), Place("base_value", "base_period", of="part")),
        *(Place(), Place(when="base_period")),
    ),
    ("computed", "parts"): (_VALUE, _NOWHERE),
    ("cumulative",): (Place("cumulative"), Place("earlier_value", "earlier_period")),
    ("index_number",): (_VALUE, _BASE),
    ("deflator",): (_VALUE, _NOWHERE),
    ("normalised",): (Place("value", of="part"),),
    ("score",): (),
    ("stated", "verdict"): (Place("stated", measure="measure"),),
    ("base_value", "growth"): (_VALUE, _BASE, Place("stated_growth")),
    ("completion",): (
        *(_VALUE, _TARGET),
        Place("stated_completion", measure="completion_ratio"),
    ),
    ("rank",): (_VALUE,),
}
"""The figures of a result in the order of its column source, by columns that tell whose it is."""


def figures(frame: pd.DataFrame) -> Iterator[Told]:
    """Yield the published figures of the rows of a result, as far as it has their keys.

    Parameters
    ----------
    frame
        A measured frame, as `panel.measured` hands it on.

    Examples
    --------
    >>> row = {"region": "320682", "indicator": "x", "period": "2020", "value": 26.8, "rank": 1,
    ...        "source": "report"}
    >>> [(one.keys[0], one.number, one.source) for one in figures(pd.DataFrame([row]))]
    [(('320682', 'x', '2020', 'value'), 26.8, 'report')]
    """
    places = places_of(frame) or ()
    for row in records(frame) if places else []:
        sources = parted(row.get("source", ""), len(places))
        for place, source in zip(places, sources, strict=True):
            yield from _told(place, row, source)


def places_of(frame: pd.DataFrame) -> Sequence[Place] | None:
    """Return where the figures of a result stand, None for a frame that is itself of figures."""
    return next((p for names, p in PLACES.items() if {*names} <= {*frame.columns}), None)


def of_rows(frame: pd.DataFrame) -> Iterator[tuple[Key, str]]:
    """Yield the key of each row, of no measure, and the sources of all of its figures."""
    columns = (frame[name].tolist() for name in ("region", "indicator", "period", "source"))
    for region, indicator, period, source in zip(*columns, strict=True):
        yield (region, indicator, period, ""), together([source])


def _told(place: Place, row: Mapping[str, Any], source: str) -> Iterator[Told]:
    """Yield a figure of a row, nothing where the row does not have it."""
    if place is _LAST and row.get("related"):
        # Of the figure of another definition the row does not tell the period.
        keys = [(str(row["region"]), str(row["related"]), "", "value")]
        yield Told(keys, row["related_value"], source, str(row.get("related_unit") or ""))
        return
    number = float(row.get(place.column, math.nan))
    keys = _keys(place, row)
    if keys and (number == number or not place.column):
        yield Told(
            keys,
            number,
            source,
            _unit(place, row),
            str(row.get("bound") or "exact") if place.measure == "target" else "exact",
            _room(place, row),
            str(row.get("quote") or ""),
            _step(place, row),
        )


def _keys(place: Place, row: Mapping[str, Any]) -> list[Key]:
    """Return the keys under which a figure may stand: a target may be that of the year."""
    owner = _owner(place, row)
    when = str(row.get(place.when) or "")
    if owner is None or not periods.is_period(when):
        return []
    if place.column == "cumulative":
        start, months = periods.parse(when)
        begun = start - start % periods.YEAR
        when = periods.text(begun, start + months - begun)
    if place.back:
        when = periods.earlier(when, place.back)
    measure = str(row["measure"]) if place.measure == "measure" else place.measure
    if place.column == "stated_growth":
        measure = "change" if row.get("unit") == POINTS else "growth_rate"
    part = measure == "target" and periods.parse(when)[1] < periods.YEAR
    whens = [when, when[:4]] if part else [when]
    return [(*owner, one, measure) for one in dict.fromkeys(whens)]


def _owner(place: Place, row: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return region and indicator of a figure; of a part they are its own."""
    if not place.of or row.get(place.of) == REST:
        return None
    code = str(row[place.of])
    if place.of == "part" and not entry("indicators", code_or_label(code)) and "share" in row:
        return code, str(row["indicator"])
    return str(row["region"]), code


def _unit(place: Place, row: Mapping[str, Any]) -> str:
    """Return the unit of a figure where the row tells it; beside a growth it is the growth's."""
    if place.column.startswith("stated_") or ("growth" in row and "growth_unit" not in row):
        return ""
    return str(row.get("unit") or "")


def _step(place: Place, row: Mapping[str, Any]) -> float:
    """Return the rounding step of a figure, 0 where the row does not tell it."""
    # Beside a number that is derived from the value, the step is that of the number.
    own = place.column in {"value", "stated"} and not {"index_number", "deflator"} & row.keys()
    step = float(row.get("step", math.nan)) if own else math.nan
    return step if step == step else 0.0


def _room(place: Place, row: Mapping[str, Any]) -> float:
    """Return how far rounding lets a figure be off, NaN where the row does not tell it."""
    low, high = (row.get(f"{place.column}_{end}", math.nan) for end in ("low", "high"))
    return float(high - low) / 2
