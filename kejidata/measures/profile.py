"""One place at a glance: every indicator with its growth, its rank and its target."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.completion import completion_ratios
from kejidata.measures.growth import growth_rates
from kejidata.measures.ranking import rankings
from kejidata.model import periods
from kejidata.model.indicator_lookup import indicator_code
from kejidata.model.region_lookup import is_code, members_of, parent_of, region_code
from kejidata.model.terms import RESULTS
from kejidata.panel import intake, metadata
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Floats
from kejidata.panel.measured import text_of
from kejidata.panel.normalize import Row, records
from kejidata.panel.sources import beside, parted

FEWEST = 3
"""Ranked members of a group in which a third is somebody."""
Key = tuple[str, str]
"""The code of an indicator and the text of a period."""
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
        A row for each indicator: region, indicator, period, value (the newest published), unit;
        growth on the year before, in growth_unit, with _low, _high and _closed; rank, best, worst,
        ranked, missing and shift, as `rankings` has them; median and best_value, the simple median
        of the ranked values and that of rank 1; completion in %, with _low, _high and _closed;
        position: strength where all ranks that rounding and gaps allow lie in the first third of
        the group (worst x 3 <= members), weakness where they lie in the last third (best x 3 >
        members x 2), middle where they lie between, open where they reach over more than one
        third; empty without a rank and where less than three have one. reason says why there is no
        rank, growth_reason and completion_reason why there are no such rates.

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
    ranked = rankings(obs, parent if members_of(parent) else None)
    mine = obs[_is_of(obs["region"], code)]
    if mine.empty and not is_code(code):
        raise KejidataError(
            f"the frame has no row of {region!r}",
            where="argument region",
            remedy="name a region of the frame or of the registry",
        )
    keys = _keys(ranked)
    if period is not None:
        _refuse_unknown(period, {when for _, when in keys})
    own = np.flatnonzero(_is_of(ranked["region"], code)).tolist()
    at = _told(own, keys, ranked["value"], period)
    at = sorted(at, key=lambda row: str(ranked["indicator"].iat[row]))
    told = [keys[row] for row in at]
    out: dict[Any, Any] = dict(ranked.take(at).reset_index(drop=True).items())
    out |= _peers(ranked, keys, told)
    units = _units(mine)
    out["unit"] = pd.Series([units.get(key, "") for key in told], dtype=object)
    for name, rates in (("growth", growth_rates(mine)), ("completion", completion_ratios(mine))):
        out |= _rates(rates, name, told)
    if "source" in out:
        out["source"] = [_sources(row) for row in records(pd.DataFrame(out))]
    ranks = zip(*(out[name] for name in RANKS), strict=True)
    out["position"] = [_position(*several) for several in ranks]
    return pd.DataFrame(
        {name: out[name] for name in (*RESULTS["profile"], "source") if name in out}
    )


def _sources(row: Row) -> str:
    """Return the sources of a value, of the base of its growth and of its target."""
    others = [
        parted(str(row[f"{name}_source"]), 2)[1] if row[name] == row[name] else None
        for name in ("growth", "completion")
    ]
    return beside([str(row["source"]), *others])


def _is_of(regions: pd.Series[Any], code: str) -> pd.Series[bool]:
    """Mark the rows of a region, by whichever label; each label is looked up once."""
    return regions.isin([label for label in regions.unique() if region_code(label) == code])


def _refuse_unknown(period: int | str, known: Collection[str]) -> None:
    """Refuse a period of which nobody in the frame has a row."""
    if periods.given(period, "period") not in known:
        raise KejidataError(
            f"the frame has no row of the period {period}",
            where="argument period",
            rows=sorted(known, reverse=True),
            remedy="give a period of the frame, or none for the last of each indicator",
        )


def _keys(frame: pd.DataFrame) -> list[Key]:
    """Return the code of the indicator and the text of the period that the labels of a row mean."""
    codes = {label: indicator_code(str(label)) for label in frame["indicator"].unique()}
    whens = {one: periods.given(text_of(one), "period") for one in frame["period"].unique()}
    labels = (frame[name].to_numpy(dtype=object).tolist() for name in ("indicator", "period"))
    return [(codes[label], whens[one]) for label, one in zip(*labels, strict=True)]


def _units(mine: pd.DataFrame) -> dict[Key, str]:
    """Return the unit of the newest value of a place, by indicator and period."""
    rows = intake.read(mine).of_measure("value")
    units, code = metadata.units_of_rows(rows)
    order = (
        np.arange(len(rows)) if rows.vintage is None else np.argsort(rows.vintage, kind="stable")
    )
    names, texts = rows.indicators.names, rows.periods.texts
    cells = (column[order].tolist() for column in (rows.indicator, rows.period, code))
    return {(names[one], texts[when]): units[unit] for one, when, unit in zip(*cells, strict=True)}


def _told(
    own: Sequence[int], keys: Sequence[Key], value: pd.Series, period: int | str | None
) -> list[int]:
    """Return the rows of one period, or of each indicator the last that has a figure."""
    if period is not None:
        return [row for row in own if keys[row][1] == periods.given(period, "period")]
    known = value.notna().tolist()

    def order(row: int) -> tuple[bool, int, int]:
        start, months = periods.parse(keys[row][1])
        return known[row], start + months, months

    return [*{keys[row][0]: row for row in sorted(own, key=order)}.values()]


def _peers(ranked: pd.DataFrame, keys: Sequence[Key], told: Sequence[Key]) -> dict[str, Floats]:
    """Return the median and the best of the values that have a rank, for each row that is told."""
    values: dict[Key, list[float]] = {key: [] for key in told}
    best = dict.fromkeys(told, np.nan)
    cells = (ranked[name].to_numpy(dtype=object) for name in ("value", "rank"))
    for key, value, rank in zip(keys, *cells, strict=True):
        if key in values and rank is not pd.NA:
            values[key].append(value)
            best[key] = value if rank == 1 else best[key]
    medians = [np.median(values[key]) if values[key] else np.nan for key in told]
    columns = {"median": medians, "best_value": [best[key] for key in told]}
    return {name: np.array(column, dtype=np.float64) for name, column in columns.items()}


def _rates(rates: pd.DataFrame, name: str, told: Sequence[Key]) -> dict[str, Any]:
    """Return the columns that a profile has of rates, with a cell for each row that is told."""
    ends = ("low", "high", "closed", "unit", "reason", "source")
    columns = {name: name, **{end: f"{name}_{end}" for end in ends if end in rates}}
    place = {key: row for row, key in enumerate(_keys(rates))}
    at = [place.get(key, -1) for key in told]
    out = {own: rates[end].array.take(at, allow_fill=True) for end, own in columns.items()}
    reason = pd.Series(out[f"{name}_reason"], dtype=object)
    return out | {f"{name}_reason": reason.fillna("no_value")}


def _position(rank: object, best: float, worst: float, ranked: int, missing: int) -> str:
    """Return in which third of the group all ranks of a place lie, open where in several."""
    size = int(ranked) + int(missing)
    if rank is pd.NA or ranked < FEWEST:
        return ""
    thirds = [int(place > size / 3) + int(place > size * 2 / 3) for place in (best, worst)]
    return ("strength", "middle", "weakness")[thirds[0]] if thirds[0] == thirds[1] else "open"
