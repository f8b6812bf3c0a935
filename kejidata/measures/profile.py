"""One place at a glance: every indicator with its growth, its rank and its target."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.completion import completion_ratios
from kejidata.measures.growth import growth_rates
from kejidata.measures.ranking import rankings
from kejidata.model import periods
from kejidata.model.indicator_lookup import indicator_code
from kejidata.model.region_lookup import is_code, members_of, parent_of, region_code
from kejidata.model.terms import RESULTS
from kejidata.panel.any_frame import any_frame
from kejidata.panel.measured import text_of
from kejidata.panel.normalize import with_empty

FEWEST = 3
"""Ranked members of a group in which a third is somebody."""
KEYED = ("code", "when")
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
    keyed = ranked.assign(**_keys(ranked))
    if period is not None:
        _refuse_unknown(period, keyed["when"])
    told = _told(keyed[_is_of(ranked["region"], code)], period)
    out = told.merge(_units(mine), "left", on=[*KEYED])
    out = out.merge(_peers(keyed), "left", on=[*KEYED])
    for name, rates in (("growth", growth_rates(mine)), ("completion", completion_ratios(mine))):
        out = out.merge(_rates(rates, name), "left", on=[*KEYED])
    reasons = ["growth_reason", "completion_reason"]
    out[reasons] = out[reasons].astype(object).fillna("no_value")
    out["unit"] = out["unit"].astype(object).fillna("")
    out["position"] = [_position(*ranks) for ranks in out[RANKS].itertuples(index=False)]
    out = out.sort_values("indicator", kind="stable", ignore_index=True)
    return out[[*RESULTS["profile"]]]


def _is_of(regions: pd.Series[Any], code: str) -> pd.Series[bool]:
    """Mark the rows of a region, by whichever label; each label is looked up once."""
    return regions.isin([label for label in regions.unique() if region_code(label) == code])


def _refuse_unknown(period: int | str, known: pd.Series) -> None:
    """Refuse a period of which nobody in the frame has a row."""
    if periods.given(period, "period") not in set(known):
        raise KejidataError(
            f"the frame has no row of the period {period}",
            where="argument period",
            rows=sorted(known.unique(), reverse=True),
            remedy="give a period of the frame, or none for the last of each indicator",
        )


def _keys(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Return code of the indicator and text of the period, which one label or another means."""
    codes = {label: indicator_code(str(label)) for label in frame["indicator"].unique()}
    whens = {one: periods.given(text_of(one), "period") for one in frame["period"].unique()}
    named = {"code": ("indicator", codes), "when": ("period", whens)}
    # The type is named, since that of no row at all would be that of a number.
    return {
        name: frame[column].astype(object).map(known).astype(object)
        for name, (column, known) in named.items()
    }


def _units(mine: pd.DataFrame) -> pd.DataFrame:
    """Return the unit of the newest value of a place, by indicator and period."""
    table = with_empty(mine)
    table = table[table["measure"] == "value"].sort_values("vintage", kind="stable")
    keyed = table[["unit"]].assign(**_keys(table))
    return keyed.drop_duplicates([*KEYED], keep="last")


def _told(mine: pd.DataFrame, period: int | str | None) -> pd.DataFrame:
    """Return the rows of one period, or of each indicator the last that has a figure."""
    if period is not None:
        return mine[mine["when"] == periods.given(period, "period")]
    order = mine["when"].map(lambda one: (sum(periods.parse(one)), periods.parse(one)[1]))
    rows = mine.assign(order=order, known=mine["value"].notna())
    return rows.sort_values(["known", "order"], kind="stable").drop_duplicates("code", keep="last")


def _peers(ranked: pd.DataFrame) -> pd.DataFrame:
    """Return the median and the best of the values that have a rank, by indicator and period."""
    known = ranked[ranked["rank"].notna()]
    best = known[known["rank"] == 1].drop_duplicates([*KEYED]).set_index([*KEYED])["value"]
    found = known.groupby([*KEYED])["value"].median().to_frame("median")
    return found.assign(best_value=best).reset_index()


def _rates(rates: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return rates with the columns of a profile, by indicator and period."""
    ends = ("low", "high", "closed", "unit", "reason")
    columns = {end: f"{name}_{end}" for end in ends if end in rates}
    kept = rates[[name, *columns]].rename(columns=columns)
    return kept.assign(**_keys(rates))


def _position(rank: object, best: float, worst: float, ranked: int, missing: int) -> str:
    """Return in which third of the group all ranks of a place lie, open where in several."""
    size = int(ranked) + int(missing)
    if rank is pd.NA or ranked < FEWEST:
        return ""
    thirds = [int(place > size / 3) + int(place > size * 2 / 3) for place in (best, worst)]
    return ("strength", "middle", "weakness")[thirds[0]] if thirds[0] == thirds[1] else "open"
