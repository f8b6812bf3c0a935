"""A plan's targets against what was reached before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.exact_spans import point
from kejidata.measures.growth_formula import ends_held, rates
from kejidata.measures.pace_formula import by_points
from kejidata.measures.published import Figures, Published
from kejidata.measures.result_columns import by_keys, placed, reasons_of, result, span_columns
from kejidata.measures.targets import (
    answering,
    figures_at,
    mismatches,
    shown,
    told,
    values_and_targets,
)
from kejidata.model import periods, registry, terms
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Ints

_RECENT = 2
"""An actual that is older, in years, says little of the level that a plan starts from."""


@any_frame
def target_outlook(obs: pd.DataFrame) -> pd.DataFrame:
    """Return each target set against the last earlier actual of the same indicator.

    Parameters
    ----------
    obs
        Tidy observations with rows of measure target and value; the newest vintage counts.

    Returns
    -------
    DataFrame
        region, indicator, period, target, bound, unit; last_value of last_period, in the target's
        unit; age (calendar years from the end of last_period to the start of the target's period:
        1 is last year's); change (target minus last value, in the unit) and change_rate (%, empty
        for a share, whose change is in 个百分点), each with _low and _high, the ends that the
        rounding of the actual leaves, and _closed, which of the two is held; direction of the
        published numbers (rise, fall, equal), certain only where all of the interval of change has
        its sign; reason where nothing can be compared: no_earlier_actual,
        definition_differs (only an indicator that looks alike has an actual: `related` and
        `related_value` in `related_unit`), period_mismatch, unit_mismatch (the units do not
        convert), not_exact.

    Raises
    ------
    KejidataError
        A column is missing or a value is not a number.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "hnte_applied",
    ...                     "period": ["2020", "2021"], "measure": ["value", "target"],
    ...                     "value": [221.0, 200.0]})
    >>> target_outlook(obs)[["target", "last_value", "change", "direction"]].values.tolist()
    [[200.0, 221.0, -21.0, 'fall']]
    """
    values, targets = values_and_targets(obs)
    at = answering(targets, values, later=False)
    alike = _lookalikes(targets, values, at)
    last, other = (figures_at(one, values, targets) for one in (at, alike))
    last = last.brought(targets.unit)
    reason = reasons_of(
        {"no_earlier_actual": (at < 0) & (alike < 0), "definition_differs": at < 0}
        | mismatches(targets, last),
        len(targets),
    )
    last_period, last_value = told(last, at)
    columns = {
        **shown(targets),
        "last_period": _whole_years(last_period, obs["period"].dtype),
        "last_value": last_value,
        "age": _ages(targets, last, at),
        **_measures(targets, last, np.flatnonzero(reason == 0)),
        **_related(other, alike),
        **sources.column(targets.rows.sourced(), values.rows.sourced(np.where(at < 0, alike, at))),
    }
    return result(targets, columns, reason, "target_outlook", by_keys(targets.rows))


def _whole_years(column: Any, dtype: Any) -> Any:
    """Return years as whole numbers also beside targets that have no actual, texts as text."""
    dtype = dtype.categories.dtype if isinstance(dtype, pd.CategoricalDtype) else dtype
    labels = pd.Series(column)
    found = labels.dropna()
    if pd.api.types.is_integer_dtype(dtype if found.empty else labels.dtype):
        return labels.astype("Int64").array
    # For want of a last one pandas made floats of years.
    years = len(found) and pd.api.types.is_float_dtype(labels)
    return labels.astype("Int64" if years else "str").array if years or found.empty else column


def _lookalikes(targets: Published, values: Published, at: Ints) -> Ints:
    """Return where the actual of an indicator that only looks alike is, of a target without one."""
    labels = targets.rows.indicators.texts
    place = {label: code for code, label in enumerate(labels)}
    related = [registry.entry("indicators", label).get("related", "") for label in labels]
    code = np.array([place.get(one, -1) for one in related], dtype=np.int64)
    code, found = code[targets.rows.indicator], np.full(len(targets), -1)
    rows = np.flatnonzero((at < 0) & (code >= 0))
    lacking = targets.take(rows)
    lacking = replace(lacking, rows=replace(lacking.rows, indicator=code[rows]))
    found[rows] = answering(lacking, values, later=False)
    return found


def _ages(targets: Figures, last: Figures, at: Ints) -> Any:
    """Return the calendar years from the end of each actual to the start of the target's period."""
    axis = targets.rows.periods
    starts = axis.starts.astype(np.int64)
    end = (starts + axis.months - 1)[last.rows.period] // periods.YEAR
    return results.integers(starts[targets.rows.period] // periods.YEAR - end, at < 0)


def _related(other: Figures, at: Ints) -> dict[str, Any]:
    """Return the columns of what only looks like an actual."""
    names, units = [*other.rows.indicators.texts, ""], [*other.units, ""]
    return {
        "related": results.texts_column(np.where(at < 0, -1, other.rows.indicator), names),
        "related_value": np.where(at < 0, np.nan, other.rows.value),
        "related_unit": results.texts_column(np.where(at < 0, -1, other.unit), units),
    }


def _measures(targets: Figures, last: Figures, rows: Ints) -> dict[str, Any]:
    """Return changes and rates with their intervals, of the targets that have an actual."""
    size, aims, last = len(targets), targets.take(rows), last.take(rows)
    aim = point(aims.exact)
    change, moved = aim.minus(point(last.exact)).low, aim.minus(last.spans)
    sign = np.zeros(size, dtype=np.int8)
    sign[rows] = 2 + change.sign()
    rated = np.flatnonzero(~by_points(aims) & (last.spans.low.sign() > 0))
    return {
        "change": placed(change, rows, size),
        **span_columns("change", moved, rows, size),
        "direction": results.texts_column(sign, ["", "fall", "equal", "rise"]),
        **_rates(aims.take(rated), last.take(rated), rows[rated], size),
    }


def _rates(aims: Figures, last: Figures, rows: Ints, size: int) -> dict[str, Any]:
    """Return change_rate, the growth from an actual above zero to the target."""
    target, half, exactly = aims.rows.value, last.step / 2, np.zeros(len(rows))
    held, columns = np.zeros(size, dtype=np.int8), np.full((3, size), np.nan)
    held[rows] = ends_held(target, exactly, half)
    columns[:, rows] = rates(target, last.rows.value, exactly, half)
    names = ("change_rate", "change_rate_low", "change_rate_high")
    closed = results.texts_column(held, ["", *terms.CLOSED])
    return {**dict(zip(names, columns, strict=True)), "change_rate_closed": closed}


def recent(targets: pd.DataFrame) -> pd.DataFrame:
    """Return the targets whose last actual is at most two years old, of a result of the outlook.

    Examples
    --------
    >>> recent(pd.DataFrame({"age": [1, 11, None], "change": [3.0, 2.0, None]}))["change"].tolist()
    [3.0]
    """
    return targets[targets["change"].notna() & (targets["age"] <= _RECENT)]
