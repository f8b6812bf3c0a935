"""One place at a glance: every indicator with its growth, its rank and its target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import take

from kejidata.errors import KejidataError
from kejidata.measures.completion import completion_columns
from kejidata.measures.growth import growth_columns
from kejidata.measures.ranking import rank_columns
from kejidata.model import periods
from kejidata.model.region_lookup import is_code, members_of, parent_of, region_code
from kejidata.model.terms import POSITIONS, RESULTS
from kejidata.panel import intake, metadata, peers
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Flags, Floats, Ints
from kejidata.panel.intake import Rows
from kejidata.panel.normalize import Row, records
from kejidata.panel.sources import beside, parted, together

FEWEST = 3
"""Ranked members of a group in which a third is somebody."""
RANKS = ["rank", "best", "worst", "ranked", "missing"]


@any_frame
def profile(obs: pd.DataFrame, region: str, period: int | str | None = None) -> pd.DataFrame:
    """Return what is known of one place: value, growth, rank among the peers, completion.

    Parameters
    ----------
    obs
        Tidy frame of the place and its peers, rows in any order: region, indicator, period and
        value; unit, step, bound, vintage, measure, kind and direction where they matter. Not
        changed.
    region
        The place, by code, name or alias. Its peers are the members of the region that it is a
        member of; of a region that the registry does not know, all others of which that is so.
    period
        The period told; by default of each indicator the last in which the place has a figure.

    Returns
    -------
    DataFrame
        A row for each indicator: region, indicator, period, value (the newest published), its
        unit and rounding step; growth on the year before, in growth_unit, with _low, _high and
        _closed; rank, best, worst, ranked, missing and shift, as `rankings` has them; median and
        best_value, the simple median of the ranked values and that of rank 1; completion in %, with
        _low, _high and _closed; position: strength where all ranks that rounding and gaps allow lie
        in the first third of the group (worst x 3 <= members), weakness where they lie in the last
        ((best - 1) x 3 >= members x 2, the same from the other end), middle where they lie between,
        open where they reach over more than one third; empty without a rank and where less than
        three have one. reason says why there is no rank, as `rankings` does, growth_reason and
        completion_reason why there are no such rates.

    Raises
    ------
    KejidataError
        The place is not in the frame nor in the registry, `period` is none or no row has it, and
        for what `rankings`, `growth_rates` and `completion_ratios` refuse.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["a", "b", "c"] * 2, "indicator": "patents",
    ...                     "period": [2019] * 3 + [2020] * 3, "value": [5, 6, 7, 9, 6, 7]})
    >>> columns = ["value", "growth", "rank", "shift", "median", "position"]
    >>> profile(obs, "a")[columns].values.tolist()
    [[9.0, 80.0, 1, 2, 7.0, 'strength']]
    """
    code = region_code(region, where="argument region")
    parent = parent_of(code)
    among = parent if members_of(parent) else None
    every = intake.read(obs, within=peers.parent_of_group(among))
    known = metadata.kinds(every, obs), metadata.directions(every, obs)
    rows, columns = rank_columns(every, among, *known)
    mine = every.take(np.flatnonzero(_is_of(every, code)))
    if not len(mine) and not is_code(code):
        raise KejidataError(
            f"the frame has no row of {region!r}",
            where="argument region",
            remedy="name a region of the frame or of the registry",
        )
    at = _told(rows, np.flatnonzero(_is_of(rows, code)), period)
    told = rows.take(at)
    out = {name: column.take(at) for name, column in columns.items()}
    out |= _peers(rows, columns["rank"], told)
    if "source" in out:
        out["peers_source"] = _peers_sources(rows, columns, told)
    out["unit"] = _units(mine.of_measure("value"), told)
    goals = mine.of_measure("target")
    for name, rates in (
        ("growth", growth_columns(mine, known[0], 1)),
        ("completion", completion_columns(mine, goals, *known)),
    ):
        out |= _rates(*rates, name, told)
    if "source" in out:
        out["source"] = [_sources(row) for row in records(pd.DataFrame(out))]
    ranks = zip(*(out[name] for name in RANKS), strict=True)
    out["position"] = [_position(*several) for several in ranks]
    shown = [*RESULTS["profile"], *(["source"] if "source" in out else [])]
    return pd.DataFrame({name: out[name] for name in shown})


def _sources(row: Row) -> str:
    """Return the sources of a value, of the base of its growth, its target and its peers."""
    others = [
        parted(str(row[f"{name}_source"]), 2)[1] if row[name] == row[name] else None
        for name in ("growth", "completion")
    ]
    return beside([str(row["source"]), *others, str(row["peers_source"]) or None])


def _is_of(rows: Rows, code: str) -> Flags:
    """Mark the rows of a region."""
    own = np.array([name == code for name in rows.regions.names], dtype=bool)
    return own[rows.region]


def _series(rows: Rows) -> Ints:
    """Return one number for indicator and period of each row."""
    return rows.indicator.astype(np.int64) * len(rows.periods) + rows.period


def _told(rows: Rows, own: Ints, period: int | str | None) -> Ints:
    """Return the rows of one period, or of each indicator the last that has a figure, in order."""
    axis, label = rows.periods, rows.indicators.texts
    if period is None:
        ends, months = (axis.starts + axis.months)[rows.period], axis.months[rows.period]
        order = np.lexsort((months[own], ends[own], ~np.isnan(rows.value[own])))
        at = [*{rows.indicator[row]: row for row in own[order].tolist()}.values()]
    else:
        (wanted,) = axis.find([periods.parse(periods.given(period, "period"))])
        known = np.unique(rows.period).tolist()
        if wanted not in known:
            raise KejidataError(
                f"the frame has no row of the period {period}",
                where="argument period",
                rows=sorted((axis.texts[one] for one in known), reverse=True),
                remedy="give a period of the frame, or none for the last of each indicator",
            )
        at = own[rows.period[own] == wanted].tolist()
    return np.array(sorted(at, key=lambda row: label[rows.indicator[row]]), dtype=np.int64)


def _places(rows: Rows, told: Rows) -> Ints:
    """Return which of the told rows has indicator and period of each row, -1 for none."""
    place = np.full(len(rows.indicators) * len(rows.periods), -1)
    place[_series(told)] = np.arange(len(told))
    return place[_series(rows)]


def _peers(rows: Rows, rank: Any, told: Rows) -> dict[str, Floats]:
    """Return the median and the best of the values that have a rank, for each row that is told."""
    place = np.where(pd.isna(rank), -1, _places(rows, told))
    first = np.flatnonzero((place >= 0) & (rank.to_numpy(np.int64, na_value=0) == 1))
    best, medians = np.full((2, len(told)), np.nan)
    best[place[first]] = rows.value[first]
    for one in np.unique(place[place >= 0]).tolist():
        medians[one] = np.median(rows.value[place == one])
    return {"median": medians, "best_value": best}


def _peers_sources(rows: Rows, columns: Mapping[str, Any], told: Rows) -> list[str]:
    """Return the sources of the values that have a rank, for each row that is told."""
    place = np.where(pd.isna(columns["rank"]), -1, _places(rows, told))
    sources = np.asarray(columns["source"], dtype=object)
    return [together(np.unique(sources[place == one])) for one in range(len(told))]


def _units(values: Rows, told: Rows) -> pd.Series:
    """Return the unit of the newest value of a place, for each row that is told."""
    units, code = metadata.units_of_rows(values)
    vintage = np.zeros(len(values)) if values.vintage is None else values.vintage
    found = np.full(len(told) + 1, len(units))
    order = np.argsort(vintage, kind="stable")
    found[_places(values, told)[order]] = code[order]
    return pd.Series([[*units, ""][one] for one in found[:-1]], dtype=object)


def _rates(rows: Rows, rates: Mapping[str, Any], name: str, told: Rows) -> dict[str, Any]:
    """Return the columns that a profile has of rates, with a cell for each row that is told."""
    ends = ("low", "high", "closed", "unit", "reason", "source")
    columns = {name: name, **{end: f"{name}_{end}" for end in ends if end in rates}}
    at = np.full(len(told) + 1, -1)
    at[_places(rows, told)] = np.arange(len(rows))
    out = {own: take(rates[end], at[:-1], allow_fill=True) for end, own in columns.items()}
    reason = pd.Series(out[f"{name}_reason"], dtype=object)
    return out | {f"{name}_reason": reason.fillna("no_value")}


def _position(rank: object, best: float, worst: float, ranked: int, missing: int) -> str:
    """Return in which third of the group all ranks of a place lie, open where in several.

    Of 31 the last third begins with the 22nd, as the first ends with the 10th.
    """
    size = int(ranked) + int(missing)
    if rank is pd.NA or ranked < FEWEST:
        return ""
    thirds = [int(place * 3 > size) + int((place - 1) * 3 >= size * 2) for place in (best, worst)]
    return POSITIONS[thirds[0] if thirds[0] == thirds[1] else -1]
