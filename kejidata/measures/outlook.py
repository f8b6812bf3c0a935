"""A plan's targets against what was reached before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.common_unit import brought
from kejidata.measures.exact import exact, interval_of, is_rounded
from kejidata.measures.growth_formula import ends_held, rates
from kejidata.measures.targets import (
    Series,
    by_end,
    mismatch,
    result,
    shared_columns,
    targets_and_actuals,
)
from kejidata.model import periods, registry, terms
from kejidata.panel import closed, intervals
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import Row
from kejidata.panel.sources import beside

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
        its sign; reason where nothing can be compared: no_actual, definition_differs (only an
        indicator that looks alike has an actual: `related` and `related_value` in
        `related_unit`), period_mismatch, unit_mismatch (the units do not convert), not_exact.

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
    targets, actuals = targets_and_actuals(obs)
    catalog = registry.entries("indicators")
    related = {code: row["related"] for code, row in catalog.items()}
    out = [_against(target, actuals, related) for target in targets]
    table = _with_rates(result(out, "target_outlook", told="source" in obs), out)
    table["last_period"] = _as_given(table["last_period"], obs["period"].dtype)
    # Of the frame, pandas would put all its columns together anew.
    table["age"] = table["age"].astype("Int64")
    return table


def _as_given(labels: pd.Series, dtype: Any) -> pd.Series:
    """Return years as whole numbers also beside targets that have no actual, texts as text."""
    dtype = dtype.categories.dtype if isinstance(dtype, pd.CategoricalDtype) else dtype
    found = labels.dropna()
    if pd.api.types.is_integer_dtype(dtype if found.empty else labels.dtype):
        return labels.astype("Int64")
    # For want of a last one pandas made floats of years.
    years = len(found) and pd.api.types.is_float_dtype(labels)
    return labels.astype("Int64" if years else "str") if years or found.empty else labels


def _against(target: Row, actuals: Series, related: Mapping[str, str]) -> dict[str, object]:
    """Return one row of the outlook, without the rates."""
    last = _last_before(target, actuals.get((target["region"], target["indicator"]), []))
    texts = ("direction", "related", "related_unit", "change_closed")
    row = shared_columns(target) | dict.fromkeys(texts, "")
    row["source"] = beside([target["source"], last["source"] if last else None])
    if last is None:
        return row | _lookalike(target, actuals, related)
    reason, last = mismatch(target, last), brought(last, target["unit"])
    row |= {"last_value": last["value"], "last_period": last["given"], "reason": reason}
    row |= {"age": _age(target, last)}
    return row if reason else row | _change(target, last)


def _age(target: Row, last: Row) -> int:
    """Return the calendar years from the end of an actual to the start of a target's period."""
    first = periods.parse(target["period"])[0] // periods.YEAR
    return first - periods.last_year(*periods.parse(last["period"]))


def _last_before(target: Row, actuals: list[Row]) -> Row | None:
    """Return the actual that ends last among those that end before the target's period starts."""
    start, months = periods.parse(target["period"])
    ends = by_end(actuals, months)
    return ends[max(earlier)] if (earlier := [end for end in ends if end <= start]) else None


def _lookalike(target: Row, actuals: Series, related: Mapping[str, str]) -> dict[str, object]:
    """Return the reason for having no actual, and the indicator that only looks like one."""
    other = related.get(target["indicator"], "")
    last = _last_before(target, actuals.get((target["region"], other), []))
    if last is None:
        return {"reason": "no_actual"}
    found = {"related": other, "related_value": last["value"], "related_unit": last["unit"]}
    source = beside([target["source"], last["source"]])
    return {"reason": "definition_differs", "source": source, **found}


def _change(target: Row, last: Row) -> dict[str, object]:
    """Return the distance from the last actual to the target, with what rounding leaves open."""
    aim = exact(target["value"])
    change, moved = aim - exact(last["value"]), interval_of(last).minus(aim).negated()
    direction = "rise" if change > 0 else "fall" if change < 0 else "equal"
    low, high = moved.ends
    ends = {"change_low": low, "change_high": high, "change_closed": moved.closed}
    # The rate is computed for all rows at once, from the step that the actual is rounded to.
    rated = {} if terms.by_points(target["kind"]) else {"step": last["step"] * is_rounded(last)}
    return {"change": float(change), "direction": direction, **ends, **rated}


def _with_rates(table: pd.DataFrame, pairs: list[dict[str, object]]) -> pd.DataFrame:
    """Return the outlook with change_rate, the growth from an actual above zero to the target."""
    steps = np.array([pair.get("step", np.nan) for pair in pairs], dtype=np.float64)
    base, target = table["last_value"].to_numpy(), table["target"].to_numpy()
    at = np.flatnonzero(~np.isnan(steps))
    at = at[intervals.ends(base[at], steps[at])[0] > 0]
    base, target, half, exactly = base[at], target[at], steps[at] / 2, np.zeros(len(at))
    held = np.zeros(len(table), dtype=np.int8)
    held[at] = ends_held(target, exactly, half)
    columns = {"change_rate_closed": pd.Series(closed.column(held), dtype="str")}
    for end, found in zip(("", "_low", "_high"), rates(target, base, exactly, half), strict=True):
        rate = np.full(len(table), np.nan)
        rate[at] = found
        columns[f"change_rate{end}"] = pd.Series(rate)
    return table.assign(**columns)


def recent(targets: pd.DataFrame) -> pd.DataFrame:
    """Return the targets whose last actual is at most two years old, of a result of the outlook.

    Examples
    --------
    >>> recent(pd.DataFrame({"age": [1, 11, None], "change": [3.0, 2.0, None]}))["change"].tolist()
    [3.0]
    """
    return targets[targets["change"].notna() & (targets["age"] <= _RECENT)]
