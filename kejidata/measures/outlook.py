"""A plan's targets against what was reached before."""

from __future__ import annotations

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
    related = registry.current().indicators.set_index("code")["related"]
    out = [_against(target, actuals, related) for target in targets]
    table = _with_rates(result(out, "target_outlook"), out)
    if pd.api.types.is_integer_dtype(obs["period"]):
        # Years stay integers beside targets that have no actual.
        table["last_period"] = table["last_period"].astype("Int64")
    elif pd.api.types.is_float_dtype(table["last_period"]):
        # So do years beside texts, where pandas made floats of them for want of a last one.
        table["last_period"] = table["last_period"].astype("Int64").astype(object)
    return table.astype({"age": "Int64"})


def _against(target: Row, actuals: Series, related: pd.Series[str]) -> dict[str, object]:
    """Return one row of the outlook, without the rates."""
    last = _last_before(target, actuals.get((target["region"], target["indicator"]), []))
    texts = ("direction", "related", "related_unit", "change_closed")
    row = shared_columns(target) | dict.fromkeys(texts, "")
    if last is None:
        return row | _lookalike(target, actuals, related)
    reason, last = mismatch(target, last), brought(last, target["unit"])
    row |= {"last_value": last["value"], "last_period": last["given"], "reason": reason}
    row |= {"age": _age(target, last)}
    return row if reason else row | _change(target, last)


def _age(target: Row, last: Row) -> int:
    """Return the calendar years from the end of an actual to the start of a target's period."""
    start, months = periods.parse(last["period"])
    return periods.parse(target["period"])[0] // periods.YEAR - (
        (start + months - 1) // periods.YEAR
    )


def _last_before(target: Row, actuals: list[Row]) -> Row | None:
    """Return the actual that ends last among those that end before the target's period starts."""
    start, months = periods.parse(target["period"])
    ends = by_end(actuals, months)
    return ends[max(earlier)] if (earlier := [end for end in ends if end <= start]) else None


def _lookalike(target: Row, actuals: Series, related: pd.Series[str]) -> dict[str, object]:
    """Return the reason for having no actual, and the indicator that only looks like one."""
    other = str(related.get(target["indicator"], ""))
    last = _last_before(target, actuals.get((target["region"], other), []))
    if last is None:
        return {"reason": "no_actual"}
    found = {"related": other, "related_value": last["value"], "related_unit": last["unit"]}
    return {"reason": "definition_differs", **found}


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
    steps = pd.Series([pair.get("step") for pair in pairs], dtype="float64").dropna()
    base, target = (
        table.loc[steps.index, name].to_numpy(np.float64) for name in ("last_value", "target")
    )
    step, exactly = np.array(steps, dtype=np.float64), np.zeros(len(steps))
    found = rates(target, base, exactly, step / 2)
    positive = intervals.ends(base, step)[0] > 0
    held = np.where(positive, ends_held(target, exactly, step / 2), 0)
    words = pd.Series(closed.column(held), index=steps.index, dtype="str")
    table["change_rate_closed"] = words.reindex(table.index, fill_value="")
    for end, column in zip(("", "_low", "_high"), found, strict=True):
        rate = pd.Series(np.where(positive, column, np.nan), index=steps.index)
        table[f"change_rate{end}"] = rate.reindex(table.index)
    return table
