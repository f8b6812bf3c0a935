"""Indicators that follow from others: the formulas of the registry, applied to observations."""

from __future__ import annotations

import re

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.model import registry
from kejidata.model.terms import RESULTS
from kejidata.model.units import split_unit
from kejidata.panel.normalize import KEYS, first_published, plain, records

_RATIO = re.compile(r"(\w+) / (\w+)(?: \* (100))?")
_COUNT = re.compile(r"count\((\w+) > (nation|[0-9.]+)\)")
NATION = "000000"


def derive(obs: pd.DataFrame) -> pd.DataFrame:
    """Return every derived indicator that the observations allow, in the registry's units.

    Parameters
    ----------
    obs
        Tidy observations; the values first published for a period are used, so that a numerator
        and a denominator are of one publication.

    Returns
    -------
    DataFrame
        region, indicator, period, value, low, high (the interval that the rounding of the parts
        allows), unit, reason (no_value where a count misses a member, zero_base where the
        denominator may be zero, not_exact where a part is a bound).

    Raises
    ------
    KejidataError
        A formula of the registry is not one of `A / B`, `A / B * 100`, `count(A > 1000)`,
        `count(A > nation)`.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": ["hnte_certified", "hnte_applied"],
    ...                     "period": "2020", "value": [107, 221]})
    >>> out = derive(obs)
    >>> out.loc[out["indicator"] == "hnte_certification_rate", "value"].round(2).tolist()
    [48.42]
    """
    rows = plain(obs)
    parts = first_published(rows[rows["measure"] == "value"])
    catalog = registry.indicators()
    formulas = records(catalog[catalog["formula"] != ""])
    frames = [_apply(row["code"], row["formula"], row["unit"], parts) for row in formulas]
    out = pd.concat([frame for frame in frames if len(frame)] or frames, ignore_index=True)
    return out[list(RESULTS["derive"])].sort_values(KEYS, ignore_index=True)


def _apply(code: str, formula: str, unit: str, parts: pd.DataFrame) -> pd.DataFrame:
    """Return one derived indicator for every region and period that has its parts."""
    if match := _RATIO.fullmatch(formula):
        above, below, percent = match.groups()
        frame = _ratio(parts, above, below, unit, 100.0 if percent else 1.0)
    elif match := _COUNT.fullmatch(formula):
        frame = _count(parts, *match.groups())
    else:
        raise KejidataError(
            f"the formula {formula!r} cannot be read",
            where=f"indicators.csv, indicator {code}",
            remedy="write it as A / B, A / B * 100, count(A > 1000) or count(A > nation)",
        )
    return frame.assign(indicator=code, unit=unit)


def _factor(unit: pd.Series[str]) -> pd.Series[float]:
    """Return the magnitude of each unit as a number, 10000 for 万元."""
    return unit.map({name: float(split_unit(name)[0]) for name in unit.unique()}).astype(float)


def _ratio(parts: pd.DataFrame, above: str, below: str, unit: str, scale: float) -> pd.DataFrame:
    """Return above / below with its interval; both parts must be there for a row to arise."""
    keys = ["region", "period"]
    pair = parts[parts["indicator"] == above].merge(
        parts[parts["indicator"] == below], on=keys, suffixes=("", "_below")
    )
    factor = _factor(pair["unit"]) / _factor(pair["unit_below"])
    factor = factor * scale / (1.0 if scale == 100 else float(split_unit(unit)[0]))
    inexact = (pair["bound"] != "exact") | (pair["bound_below"] != "exact")
    reason = pd.Series("", index=pair.index).mask(inexact, "not_exact")
    reason = reason.mask(pair["low_below"] <= 0, "zero_base")
    out = pair[keys].assign(
        value=pair["value"] / pair["value_below"] * factor,
        low=pair["low"] / pair["high_below"] * factor,
        high=pair["high"] / pair["low_below"] * factor,
        reason=reason,
    )
    out.loc[reason != "", ["value", "low", "high"]] = float("nan")
    return out


def _count(parts: pd.DataFrame, counted: str, limit: str) -> pd.DataFrame:
    """Return how many members of the nation certainly (low) and possibly (high) pass a limit."""
    regions = registry.regions()
    members = set(regions.loc[regions["parent"] == NATION, "code"])
    rows = parts[parts["indicator"] == counted]
    out = []
    for period, group in rows[rows["region"].isin(members)].groupby("period"):
        if limit == "nation":
            nation = rows[(rows["region"] == NATION) & (rows["period"] == period)]
            if nation.empty:
                continue
            bar, floor, ceiling = nation[["value", "low", "high"]].iloc[0]
        else:
            bar = floor = ceiling = float(limit)
        whole = set(group["region"]) == members and (group["bound"] == "exact").all()
        counts = (
            (group["value"] > bar).sum(),
            (group["low"] > ceiling).sum(),
            (group["high"] > floor).sum(),
        )
        empty = (float("nan"),) * 3
        value, low, high = counts if whole else empty
        reason = "" if whole else "no_value"
        out.append((NATION, period, float(value), float(low), float(high), reason))
    return pd.DataFrame(out, columns=["region", "period", "value", "low", "high", "reason"])
