"""Indicators that follow from others: the formulas of the registry, applied to observations."""

from __future__ import annotations

import re

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.common_unit import agree, brought
from kejidata.measures.exact import exact, interval_of
from kejidata.model import region_lookup, registry, terms
from kejidata.model.divisions import NATION
from kejidata.model.units import split_unit
from kejidata.panel import closed, vintages
from kejidata.panel.normalize import KEYS, Row, plain, records

COLUMNS = list(terms.RESULTS["derive"])
_TYPES = {name: "float64" if name in terms.NUMBERS else "str" for name in COLUMNS}
_COUNT = re.compile(r"count\((\w+) > (nation|[0-9.]+)\)")


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
        allows), closed (which of its ends it holds: both, left, right, neither), unit, reason
        (no_value where a count misses a member, unit_mismatch where a part does not convert to the
        unit that the formula is written in, not_exact where a part is a bound, zero_base where the
        denominator may be zero, negative_base where it is below). Empty where the registry derives
        nothing.

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
    parts = vintages.first(rows[rows["measure"] == "value"])
    catalog = registry.current().indicators
    formulas = records(catalog[catalog["formula"] != ""])
    frames = [_apply(row["code"], row["formula"], row["unit"], parts) for row in formulas]
    found = [frame[COLUMNS] for frame in frames if len(frame)]
    out = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)
    return out.astype(_TYPES).sort_values(KEYS, ignore_index=True)


def parts_of(formula: str, region: str) -> list[tuple[str, str]]:
    """Return the figures that a formula needs, each as region and indicator.

    Examples
    --------
    >>> parts_of("hnte_certified / hnte_applied * 100", "320682")
    [('320682', 'hnte_certified'), ('320682', 'hnte_applied')]
    """
    if parts := registry.ratio_of(formula):
        return [(region, parts.above), (region, parts.below)]
    match = _COUNT.fullmatch(formula)
    if match is None or region_lookup.region_code(region) != NATION:
        return []
    regions = [*_members(), NATION] if match[2] == "nation" else _members()
    return [(one, match[1]) for one in regions]


def _members() -> list[str]:
    """Return the regions that are counted."""
    return region_lookup.members_of(NATION)


def _apply(code: str, formula: str, unit: str, parts: pd.DataFrame) -> pd.DataFrame:
    """Return one derived indicator for every region and period that has its parts."""
    if found := registry.ratio_of(formula):
        frame = ratio(parts, found.above, found.below, unit, 100.0 if found.percent else 1.0)
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
    """Return the magnitude of each unit as a number, 10000 for 万元 (CNY 10,000)."""
    return unit.map({name: float(split_unit(name)[0]) for name in unit.unique()}).astype(float)


def _agrees(parts: pd.DataFrame) -> pd.Series[bool]:
    """Mark the parts whose unit converts to the registry's, in which formulas are written.

    An indicator that the registry does not know is in the unit that it comes in.
    """
    written = parts["indicator"].map(_units()).fillna(parts["unit"])
    pairs = list(zip(parts["unit"], written, strict=True))
    known = {pair: agree(*pair) for pair in set(pairs)}
    return pd.Series([known[pair] for pair in pairs], index=parts.index, dtype=bool)


def _units() -> pd.Series[str]:
    return registry.current().indicators.set_index("code")["unit"]


def ratio(parts: pd.DataFrame, above: str, below: str, unit: str, scale: float) -> pd.DataFrame:
    """Return above / below with its interval; both parts must be there for a row to arise.

    Parameters
    ----------
    parts
        Plain observations, one vintage each.
    above, below
        Codes of the two indicators.
    unit
        The unit of the result.
    scale
        100 for percent, else 1.

    Returns
    -------
    DataFrame
        region, period, value, low, high, closed, reason (unit_mismatch, not_exact, zero_base,
        negative_base).
    """
    keys = ["region", "period"]
    known = parts[parts["indicator"].isin([above, below])]
    known = known.assign(agrees=_agrees(known))
    pair = known[known["indicator"] == above].merge(
        known[known["indicator"] == below], on=keys, suffixes=("", "_below")
    )
    factor = _factor(pair["unit"]) / _factor(pair["unit_below"])
    factor = factor * scale / (1.0 if scale == 100 else float(split_unit(unit)[0]))
    reason = _refused(pair)
    out = pair[keys].assign(
        value=pair["value"] / pair["value_below"] * factor,
        low=pair["low"] / pair["high_below"].where(pair["low"] >= 0, pair["low_below"]) * factor,
        high=pair["high"] / pair["low_below"].where(pair["high"] >= 0, pair["high_below"]) * factor,
        closed=_closed(pair),
        reason=reason,
    )
    out.loc[reason != "", ["value", "low", "high"]] = float("nan")
    out.loc[reason != "", "closed"] = ""
    return out


def _closed(pair: pd.DataFrame) -> pd.Series[str]:
    """Return which ends the interval of each ratio holds."""
    ends = (pair[name].to_numpy() for name in ("low", "high", "low_below", "high_below"))
    low, high, low_below, high_below = ends
    found = closed.of_quotient(low, high, low == high, low_below == high_below)
    return pd.Series(closed.column(found), index=pair.index).astype("str")


def _refused(pair: pd.DataFrame) -> pd.Series[str]:
    """Return why a ratio has no meaning, empty where it has one; a later line overrules."""
    inexact = (pair["bound"] != "exact") | (pair["bound_below"] != "exact")
    reason = pd.Series("", index=pair.index)
    reason = reason.mask(pair["low_below"] <= 0, "zero_base")
    rounded = pair["low_below"] < pair["high_below"]
    # An interval does not hold its upper end.
    below = (pair["high_below"] < 0) | ((pair["high_below"] == 0) & rounded)
    reason = reason.mask(below, "negative_base")
    reason = reason.mask(inexact, "not_exact")
    return reason.mask(~(pair["agrees"] & pair["agrees_below"]), "unit_mismatch")


def _count(parts: pd.DataFrame, counted: str, limit: str) -> pd.DataFrame:
    """Return how many members of the nation certainly (low) and possibly (high) pass a limit."""
    unit, members = _units().get(counted, ""), set(_members())
    codes = {label: region_lookup.region_code(label) for label in parts["region"].unique()}
    nation_label = next((label for label, code in codes.items() if code == NATION), NATION)
    groups: dict[str, dict[str, Row]] = {}
    for row in records(parts[parts["indicator"] == counted]):
        if codes[row["region"]] in {*members, NATION}:
            groups.setdefault(row["period"], {})[codes[row["region"]]] = row
    out = []
    for period, rows in groups.items():
        nation = rows.pop(NATION, None)
        bar = _fixed(float(limit), unit) if limit != "nation" else nation
        if rows and bar is not None:
            out.append((nation_label, period, *_passing(rows, bar, unit, members)))
    columns = ["region", "period", "value", "low", "high", "closed", "reason"]
    return pd.DataFrame(out, columns=columns)


def _fixed(limit: float, unit: str) -> Row:
    """Return a limit as a figure: an exact number in the registry's unit."""
    numbers = {"value": limit, "step": 0.0, "low": limit, "high": limit}
    return {**numbers, "unit": unit, "bound": "exact"}


def _passing(
    rows: dict[str, Row], bar: Row, unit: str, members: set[str]
) -> tuple[float, float, float, str, str]:
    """Return how many rows lie above the bar by their numbers, surely and perhaps, and why not."""
    empty = (*(float("nan"),) * 3, "")
    if set(rows) != members:
        return *empty, "no_value"
    figures = [*rows.values(), bar]
    if not all(agree(row["unit"], unit) for row in figures):
        return *empty, "unit_mismatch"
    if any(row["bound"] != "exact" for row in figures):
        return *empty, "not_exact"
    *figures, bar = [brought(row, unit) for row in figures]
    limit, span = exact(bar["value"]), interval_of(bar)
    spans = [interval_of(row) for row in figures]
    counted = sum(exact(row["value"]) > limit for row in figures)
    surely = sum(one.beats(span) for one in spans)
    perhaps = sum(one.may_beat(span) for one in spans)
    return float(counted), float(surely), float(perhaps), "both", ""
