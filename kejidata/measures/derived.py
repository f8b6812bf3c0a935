"""Indicators that follow from others: the formulas of the registry, applied to observations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from operator import itemgetter

import numpy as np
import pandas as pd

from kejidata.errors import KejidataError
from kejidata.measures.derived_ratio import ratio
from kejidata.measures.exact import brought, exact, interval_of
from kejidata.measures.interval import Computed
from kejidata.model import region_lookup, registry, terms
from kejidata.model.common_unit import agree
from kejidata.model.divisions import NATION
from kejidata.model.operands import operands
from kejidata.panel import results
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import KEYS, Checked, Row, checked
from kejidata.panel.sources import together

_TYPES = {name: "float64" if name in terms.NUMBERS else "str" for name in terms.RESULTS["derive"]}
_COUNT = re.compile(r"count\((\w+) > (nation|[0-9.]+)\)")
Place = tuple[str, str]
Figures = dict[str, dict[Place, Row]]


@any_frame
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
    catalog = registry.entries("indicators")
    formulas = {code: row for code, row in catalog.items() if row["formula"]}
    every = checked(obs)
    regions = every.rows.regions
    codes = dict(zip(regions.texts, regions.names, strict=True))
    parts = set().union(*(operands(row["formula"]) for row in formulas.values()))
    figures = _first_published(every, parts)
    out = [row for code, one in formulas.items() for row in _apply(code, one, figures, codes)]
    types = _TYPES | ({"source": "str"} if "source" in obs else {})
    return results.of_rows(out, types).sort_values(KEYS, ignore_index=True)


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


def _first_published(every: Checked, indicators: set[str]) -> Figures:
    """Return the figures of some indicators by region and period, of each the first published."""
    rows, found = every.rows, Figures()
    wanted = np.array([label in indicators for label in rows.indicators.texts], dtype=bool)
    values = rows.of_measure("value")
    at = np.arange(len(rows)) if values.position is None else values.position
    at = at[wanted[values.indicator] & ~np.isnan(values.value)]
    for row in sorted(every.records(at), key=itemgetter("vintage")):
        of_indicator = found.setdefault(row["indicator"], {})
        of_indicator.setdefault((row["region"], row["period"]), row)
    return found


def _apply(
    code: str, derived: Row, figures: Figures, codes: Mapping[str, str]
) -> list[dict[str, object]]:
    """Return one derived indicator for every region and period that has its parts."""
    formula, unit = derived["formula"], derived["unit"]
    if parts := registry.ratio_of(formula):
        above, below = figures.get(parts.above, {}), figures.get(parts.below, {})
        scale = 100.0 if parts.percent else 1.0
        out = [
            (place, ratio(row, below[place], unit, scale), [row, below[place]])
            for place, row in above.items()
            if place in below
        ]
    elif match := _COUNT.fullmatch(formula):
        out = [*_count(figures.get(match[1], {}), codes, *match.groups())]
    else:
        raise KejidataError(
            f"the formula {formula!r} cannot be read",
            where=f"indicators.csv, indicator {code}",
            remedy="write it as A / B, A / B * 100, count(A > 1000) or count(A > nation)",
        )
    return [
        {
            **dict(zip(KEYS, (region, code, period), strict=True)),
            **found._asdict(),
            "unit": unit,
            "source": together(row["source"] for row in made_of),
        }
        for (region, period), found, made_of in out
    ]


def is_count(formula: str) -> bool:
    """Tell a formula that counts regions from one of the figures of a region.

    Examples
    --------
    >>> is_count("count(rd_expenditure > 1000)"), is_count("rd_expenditure / gdp * 100")
    (True, False)
    """
    return bool(_COUNT.fullmatch(formula))


def _count(
    parts: Mapping[Place, Row], codes: Mapping[str, str], counted: str, limit: str
) -> Iterator[tuple[Place, Computed, list[Row]]]:
    """Yield how many members of the nation certainly (low) and possibly (high) pass a limit."""
    unit, members = registry.unit_of(counted), set(_members())
    nation_label = next((label for label, code in codes.items() if code == NATION), NATION)
    groups: dict[str, dict[str, Row]] = {}
    for (label, period), row in parts.items():
        if codes[label] in {*members, NATION}:
            groups.setdefault(period, {})[codes[label]] = row
    for period, rows in groups.items():
        nation = rows.pop(NATION, None)
        bar = _fixed(float(limit), unit) if limit != "nation" else nation
        if rows and bar is not None:
            figures = [*rows.values(), *([nation] if bar is nation else [])]
            yield (nation_label, period), _passing(rows, bar, unit, members), figures


def _fixed(limit: float, unit: str) -> Row:
    """Return a limit as a figure: an exact number in the registry's unit."""
    numbers = {"value": limit, "step": 0.0, "low": limit, "high": limit, "closed": "both"}
    return {**numbers, "unit": unit, "bound": "exact"}


def _passing(rows: dict[str, Row], bar: Row, unit: str, members: set[str]) -> Computed:
    """Return how many rows lie above the bar by their numbers, surely and perhaps, and why not."""
    if set(rows) != members:
        return Computed(reason="no_value")
    figures = [*rows.values(), bar]
    if not all(agree(row["unit"], unit) for row in figures):
        return Computed(reason="unit_mismatch")
    if any(row["bound"] != "exact" for row in figures):
        return Computed(reason="not_exact")
    *figures, bar = [brought(row, unit) for row in figures]
    limit, span = exact(bar["value"]), interval_of(bar)
    spans = [interval_of(row) for row in figures]
    counted = sum(exact(row["value"]) > limit for row in figures)
    surely = sum(one.beats(span) for one in spans)
    perhaps = sum(one.may_beat(span) for one in spans)
    return Computed(float(counted), float(surely), float(perhaps), "both")
