"""What a frame holds, before anything is measured: a row an indicator, with what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from kejidata.model import indicator_lookup, region_lookup, registry, terms
from kejidata.model.common_unit import agree
from kejidata.model.units import NEAR_LAST_YEAR
from kejidata.panel import intake, metadata, results
from kejidata.panel.any_frame import any_frame
from kejidata.panel.intake import Rows

COLUMNS = {
    **dict.fromkeys(("indicator", "measure", "unit"), "str"),
    **dict.fromkeys(("regions", "periods"), "int64"),
    **dict.fromkeys(("first_period", "last_period"), "str"),
    **dict.fromkeys(("figures", "empty", "gaps", "inexact", "vintages"), "int64"),
    "doubts": "str",
}
"""The columns of the result, and what they hold."""


@any_frame
def describe(obs: pd.DataFrame) -> pd.DataFrame:
    """Return what a frame holds of each indicator and measure, counted, with what is doubtful.

    Nothing is refused here but what no measure reads: it is the table to look at first.

    Parameters
    ----------
    obs
        Tidy frame, rows in any order: region, indicator, period and value; measure, unit, bound and
        vintage where there are any. Not changed.

    Returns
    -------
    DataFrame
        indicator (as written, else its code), measure, unit (all that are stated, else the
        registry's); regions and periods, how many; first_period and last_period; figures (rows with
        a value), empty (rows without one), gaps (regions x periods that have no figure), inexact
        (bounds and about-figures), vintages (how many, 0 where none is stated); doubts, any of:
        unknown_indicator and unknown_region (not in the registry: no name, no peers, no kind),
        several_labels (an indicator under more than one), several_units (that do not convert),
        other_unit (does not convert to the registry's), far_from_100 (an index on the year before
        below 50 or above 200, as a change in percent is), several_lengths (of periods), doubled
        (two rows of one key), total_among_members (a region with regions that it holds).
        Sorted by indicator and measure.

    Raises
    ------
    KejidataError
        For a missing column or key, text or an infinity as a value.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": ["320682", "320684", "320682"], "indicator": "gdp",
    ...                     "period": [2019, 2019, 2020], "value": [1215.2, None, 1305.2]})
    >>> describe(obs)[["unit", "regions", "figures", "empty", "gaps", "doubts"]].values.tolist()
    [['亿元', 2, 2, 1, 2, '']]
    """
    rows = intake.read(obs)
    measure = np.zeros(len(rows), dtype=np.int64) if rows.measure is None else rows.measure
    several = _several_labels(obs)
    out = []
    together = np.asarray(rows.indicator, dtype=np.int64) * len(terms.MEASURES) + measure
    labels, order = rows.indicators.texts, np.argsort(together, kind="stable")
    starts = np.flatnonzero(np.diff(together[order])) + 1
    for at in np.split(order, starts) if len(order) else []:
        indicator, what = divmod(int(together[at[0]]), len(terms.MEASURES))
        part = rows.take(at)
        row = _held(part, labels[indicator], terms.MEASURES[what])
        out.append(row | {"doubts": "; ".join(_doubts(part, row, several))})
    return results.of_rows(out, COLUMNS)


def _held(part: Rows, indicator: str, measure: str) -> dict[str, object]:
    """Return the counts of one indicator and measure."""
    has = ~np.isnan(part.value)
    spans = part.periods.pairs()
    found = sorted(set(part.period.tolist()), key=lambda code: spans[code])
    regions, periods = len(np.unique(part.region)), len(found)
    cells = set(zip(part.region[has].tolist(), part.period[has].tolist(), strict=True))
    return {
        "indicator": indicator,
        "measure": measure,
        "unit": "; ".join(_units(part, measure)),
        "regions": regions,
        "periods": periods,
        "first_period": str(part.periods.labels[found[0]]),
        "last_period": str(part.periods.labels[found[-1]]),
        "figures": int(has.sum()),
        "empty": int((~has).sum()),
        "gaps": regions * periods - len(cells),
        "inexact": 0 if part.inexact is None else int(part.inexact.sum()),
        "vintages": 0 if part.vintage is None else len(np.unique(part.vintage)),
    }


def _units(part: Rows, measure: str) -> list[str]:
    """Return the units that rows state; where some state none that of measure or registry too."""
    codes = np.full(len(part), -1) if part.unit is None else part.unit
    stated = [part.units[code] for code in np.unique(codes[codes >= 0])]
    if (codes >= 0).all():
        return sorted(stated)
    known = terms.STATED_UNITS.get(measure) or registry.unit_of(_code(part))
    return sorted({*stated, known} - {""})


def _code(part: Rows) -> str:
    return part.indicators.names[int(part.indicator[0])]


def _several_labels(obs: pd.DataFrame) -> set[str]:
    """Return the codes of the indicators that stand under more than one label."""
    labels = pd.Series(obs["indicator"].unique()).astype(str)
    codes = labels.map(indicator_lookup.code_or_label)
    return set(codes[codes.duplicated()])


def _doubts(part: Rows, row: dict[str, object], several: set[str]) -> Iterator[str]:
    """Yield what is doubtful of the rows of one indicator and measure."""
    code, units = _code(part), str(row["unit"]).split("; ")
    known = registry.entry("indicators", code)
    regions = [part.regions.names[at] for at in np.unique(part.region)]
    if not known:
        yield "unknown_indicator"
    if not all(region_lookup.is_code(name) for name in regions):
        yield "unknown_region"
    if code in several:
        yield "several_labels"
    if not all(agree(units[0], unit) for unit in units):
        yield "several_units"
    figure = row["measure"] in ("value", "target")
    if figure and known and not all(agree(unit, known["unit"]) for unit in units):
        yield "other_unit"
    if figure and _is_far_from_100(part):
        yield "far_from_100"
    if len({part.periods.pairs()[at][1] for at in np.unique(part.period)}) > 1:
        yield "several_lengths"
    if _doubled(part):
        yield "doubled"
    if region_lookup.totals(regions):
        yield "total_among_members"


def _is_far_from_100(part: Rows) -> bool:
    """Tell whether an index on the year before is none by its size."""
    moving, (least, most) = metadata.moving_bases(part), NEAR_LAST_YEAR
    own = part.value[:0] if moving is None else part.value[moving]
    return bool(((own < least) | (own > most)).any())


def _doubled(part: Rows) -> bool:
    columns = [part.region, part.period] + ([] if part.vintage is None else [part.vintage])
    return len(set(zip(*(column.tolist() for column in columns), strict=True))) < len(part)
