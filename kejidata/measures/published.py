"""Published figures one by one: every publication of each, which counts, and its interval.

What goes row by row and asks for figures of other regions, indicators or periods begins here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from kejidata.measures.common_unit import agree, brought
from kejidata.measures.exact import interval_of, is_rounded
from kejidata.measures.exact_columns import Spans
from kejidata.measures.interval import Interval
from kejidata.model import registry, terms
from kejidata.model.indicator_lookup import indicator_code
from kejidata.model.region_lookup import region_code
from kejidata.model.units import is_quotient, on_moving_base
from kejidata.panel.arrays import Floats
from kejidata.panel.normalize import Row, plain, records

Key = tuple[str, str, str]
"""Codes of region and indicator, and the period as text."""
Figures = Mapping[Key, Sequence[Row]]
"""The publications of each figure, the oldest first; an empty one is none.

A row says in `adds_up` whether figures of parts add up to that of the whole.
"""


def figures(obs: pd.DataFrame, measure: str = "value") -> dict[Key, list[Row]]:
    """Return the publications of each figure of a measure, sorted by their keys."""
    return by_key(plain(obs), measure)


def by_key(table: pd.DataFrame, measure: str = "value") -> dict[Key, list[Row]]:
    """Return the same of a frame of `panel.normalize.plain`."""
    rows = table[table["measure"] == measure].sort_values([*terms.KEYS, "vintage"])
    regions = {label: region_code(label) for label in rows["region"].unique()}
    names = {label: indicator_code(label) for label in rows["indicator"].unique()}
    kinds = [*zip(*(rows[name].tolist() for name in ("indicator", "unit", "kind")), strict=True)]
    adding = {one: _adds_up(names[one[0]], *one[1:]) for one in set(kinds)}
    found: dict[Key, list[Row]] = {}
    for row in records(rows.assign(adds_up=[adding[one] for one in kinds])):
        key = regions[row["region"]], names[row["indicator"]], row["period"]
        found.setdefault(key, []).append(row)
    return found


def as_of(rows: Sequence[Row], vintage: int) -> Row | None:
    """Return the newest publication no later than a vintage.

    Examples
    --------
    >>> as_of([{"vintage": 2020}, {"vintage": 2021}], 2020), as_of([{"vintage": 2021}], 2020)
    ({'vintage': 2020}, None)
    """
    known = [row for row in rows if row["vintage"] <= vintage]
    return known[-1] if known else None


def _adds_up(indicator: str, unit: str, kind: str) -> bool:
    """Return whether figures of parts add up to that of the whole: amounts and counts do."""
    quotient = registry.timing_of(indicator) == "ratio" or is_quotient(unit)
    return terms.KINDS[kind].gathers and not quotient


def refusal(rows: Iterable[Row], unit: str) -> str:
    """Return why figures cannot be calculated with in a unit, empty where they can."""
    some = list(rows)
    # An index on the period before is in another unit in each.
    if on_moving_base(unit) or not all(agree(row["unit"], unit) for row in some):
        return "unit_mismatch"
    return "" if all(row["bound"] == "exact" for row in some) else "not_exact"


def sum_refusal(rows: Sequence[Row], unit: str) -> str:
    """Return why figures of a whole and its parts cannot be held against each other in a unit."""
    return refusal(rows, unit) if all(row["adds_up"] for row in rows) else "not_additive"


def span_in(row: Row, unit: str) -> Interval:
    """Return the interval of a figure in a unit that it converts to."""
    return interval_of(brought(row, unit))


def typed_of(rows: Sequence[Row]) -> tuple[Floats, Floats]:
    """Return values and rounding steps of figures, 0 where they are exact."""
    steps = [row["step"] if is_rounded(row) else 0.0 for row in rows]
    return np.array([row["value"] for row in rows]), np.array(steps)


def sign_refusal(base: Interval) -> str:
    """Return why nothing is divided by a figure, empty where it is above zero for certain."""
    if base.above(0):
        return ""
    return "negative_base" if base.below(0) else "zero_base"


def first_of(found: Iterable[str]) -> str:
    """Return the first of some reasons in their order, empty for none."""
    return min(filter(None, found), key=terms.REASONS.index, default="")


def ends(name: str, found: Interval | None) -> dict[str, object]:
    """Return the columns NAME_low, NAME_high and NAME_closed of an interval.

    Without a name they are low, high and closed.
    """
    before = f"{name}_" if name else ""
    if found is None:
        return {f"{before}low": float("nan"), f"{before}high": float("nan"), f"{before}closed": ""}
    low, high = found.ends
    return {f"{before}low": low, f"{before}high": high, f"{before}closed": found.closed}


def ends_of(name: str, found: Spans) -> dict[str, list[object]]:
    """Return the same columns of many intervals, as lists."""
    before = f"{name}_" if name else ""
    return {
        f"{before}low": found.low.floats().tolist(),
        f"{before}high": found.high.floats().tolist(),
        f"{before}closed": [terms.CLOSED[code - 1] for code in found.closed()],
    }


def width(value: float, low: float, high: float) -> float:
    """Return the step that leaves an interval open about a value, all of it where it leans.

    Examples
    --------
    >>> width(4.0, 3.5, 4.75), width(4.0, 4.0, 4.0)
    (1.5, 0.0)
    """
    return 2 * max(value - low, high - value)


def empty(names: Iterable[str], reason: str) -> dict[str, object]:
    """Return the empty columns of several intervals, and why they are empty."""
    found: dict[str, object] = {"reason": reason}
    for name in names:
        found |= ends(name, None)
    return found


def result(rows: Sequence[Mapping[str, object]], maker: str) -> pd.DataFrame:
    """Return rows as the result of a measure: numbers as floats, words as text."""
    columns = terms.RESULTS[maker]
    table = pd.DataFrame(list(rows), columns=list(columns))
    if not len(table):
        table["period"] = table["period"].astype("str")
    numbers = dict.fromkeys([name for name in columns if name in terms.NUMBERS], "float64")
    periods = {name for name in columns if name == "period" or name.endswith("_period")}
    words = [name for name in columns if name not in terms.NUMBERS and name not in periods]
    return table.astype(numbers | dict.fromkeys(words, "str"))
