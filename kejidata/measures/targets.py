"""A plan's targets against what was reached before, and what became of them after."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kejidata.model import periods, registry
from kejidata.model.terms import RESULTS
from kejidata.panel.normalize import Row, newest, plain, records

NUMBERS = ["target", "last_value", "change", "change_rate", "related_value"]
TEXTS = ("region", "indicator", "bound", "unit", "reason")
Series = Mapping[tuple[str, str], list[Row]]


def target_outlook(obs: pd.DataFrame) -> pd.DataFrame:
    """Return each target set against the last earlier actual of the same indicator.

    Parameters
    ----------
    obs
        Tidy observations with rows of measure target and value; the newest vintage counts.

    Returns
    -------
    DataFrame
        region, indicator, period, target, bound, unit; last_value of last_period; change (target
        minus last value, in the unit) and change_rate (%, empty for a share, whose change is in
        个百分点); direction (rise, fall, equal); reason where nothing can be compared: no_actual,
        definition_differs (only an indicator that looks alike has an actual: `related` and
        `related_value`), period_mismatch, unit_mismatch, not_exact.

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
    targets, actuals = _targets_and_actuals(obs)
    catalog = registry.indicators().set_index("code")
    out = [_against(target, actuals, catalog["related"]) for target in targets]
    types = dict.fromkeys(NUMBERS, "float64") | dict.fromkeys(TEXTS, "str")
    table = pd.DataFrame(out, columns=[*RESULTS["target_outlook"]]).astype(types)
    if pd.api.types.is_integer_dtype(obs["period"]):
        # Years stay integers beside targets that have no actual.
        table["last_period"] = table["last_period"].astype("Int64")
    return table


def _targets_and_actuals(obs: pd.DataFrame) -> tuple[list[Row], Series]:
    """Return the targets in order, and the actuals of each region and indicator."""
    rows = newest(plain(obs))
    actuals: dict[tuple[str, str], list[Row]] = {}
    for row in records(rows[rows["measure"] == "value"]):
        actuals.setdefault((row["region"], row["indicator"]), []).append(row)
    targets = rows[rows["measure"] == "target"].sort_values(["region", "indicator", "period"])
    return records(targets), actuals


def _against(target: Row, actuals: Series, related: pd.Series[str]) -> dict[str, object]:
    """Return one row of the outlook."""
    last = _last_before(target, actuals.get((target["region"], target["indicator"]), []))
    row: dict[str, object] = {
        "region": target["region"],
        "indicator": target["indicator"],
        "period": target["given"],
        "target": target["value"],
        "bound": target["bound"],
        "unit": target["unit"],
        "direction": "",
        "related": "",
    }
    if last is None:
        return row | _lookalike(target, actuals, related)
    row |= {"last_value": last["value"], "last_period": last["given"]}
    reason = _reason(target, last)
    return row | ({"reason": reason} if reason else _change(target, last))


def _last_before(target: Row, actuals: list[Row]) -> Row | None:
    """Return the actual that ends last among those that end before the target's period starts."""
    start, months = periods.parse(target["period"])
    ends = _by_end(actuals, months)
    return ends[max(earlier)] if (earlier := [end for end in ends if end <= start]) else None


def _by_end(actuals: list[Row], months: int) -> dict[int, Row]:
    """Return the actual that ends at each month: of several the one that lasts as long as asked."""
    spans = [(*periods.parse(row["period"]), row) for row in actuals]
    spans.sort(key=lambda span: (span[1] == months, span[1]))
    return {start + length: row for start, length, row in spans}


def _lookalike(target: Row, actuals: Series, related: pd.Series[str]) -> dict[str, object]:
    """Return the reason for having no actual, and the indicator that only looks like one."""
    other = str(related.get(target["indicator"], ""))
    last = _last_before(target, actuals.get((target["region"], other), []))
    if last is None:
        return {"reason": "no_actual"}
    return {"reason": "definition_differs", "related": other, "related_value": last["value"]}


def _reason(target: Row, last: Row) -> str:
    """Return why the target cannot be compared with the actual, empty where it can."""
    if last["bound"] != "exact":
        return "not_exact"
    if target["unit"] and last["unit"] and target["unit"] != last["unit"]:
        return "unit_mismatch"
    same = periods.parse(target["period"])[1] == periods.parse(last["period"])[1]
    return "" if same else "period_mismatch"


def _change(target: Row, last: Row) -> dict[str, object]:
    """Return the distance from the last actual to the target."""
    change = _difference(target["value"], last["value"])
    direction = "rise" if change > 0 else "fall" if change < 0 else "equal"
    empty = target["kind"] == "share" or last["value"] <= 0
    rate = None if empty else change / last["value"] * 100
    return {"change": change, "change_rate": rate, "direction": direction, "reason": ""}


def _difference(one: float, other: float) -> float:
    """Return one minus the other; of two published decimals it has no more than twelve digits."""
    return float(f"{one - other:.12g}")


def target_outcomes(obs: pd.DataFrame) -> pd.DataFrame:
    """Return each target with the first actual of its own period or a later one.

    Parameters
    ----------
    obs
        Tidy observations with rows of measure target and value; the newest vintage counts.

    Returns
    -------
    DataFrame
        region, indicator, period, target, bound, unit; outcome of outcome_period and gap (outcome
        minus target), in the unit; verdict: reached, or missed where the outcome falls short of the
        target even at the favourable end of its rounding, empty where nothing was
        published; reason: no_actual, unit_mismatch, not_exact, period_mismatch; source of the
        outcome.

    Raises
    ------
    KejidataError
        A column is missing or a value is not a number.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "rd_intensity",
    ...                     "period": ["2021", "2022"], "measure": ["target", "value"],
    ...                     "value": [2.7, 2.4]})
    >>> target_outcomes(obs)[["outcome", "outcome_period", "gap", "verdict"]].values.tolist()
    [[2.4, '2022', -0.3, 'missed']]
    """
    targets, actuals = _targets_and_actuals(obs)
    out = [_met(row, actuals.get((row["region"], row["indicator"]), [])) for row in targets]
    table = pd.DataFrame(out, columns=[*RESULTS["target_outcomes"]])
    types = dict.fromkeys(["target", "outcome", "gap"], "float64") | dict.fromkeys(TEXTS, "str")
    return table.astype(types)


def _met(target: Row, actuals: list[Row]) -> dict[str, object]:
    """Return one target with its outcome."""
    row = {name: target[name] for name in ("region", "indicator", "bound", "unit")}
    row |= {"period": target["given"], "target": target["value"], "verdict": "", "source": ""}
    first = _first_since(target, actuals)
    if first is None:
        return row | {"outcome_period": "", "reason": "no_actual"}
    row |= {"outcome": first["value"], "outcome_period": first["given"], "source": first["source"]}
    reason = _reason(target, first)
    if reason:
        return row | {"reason": reason}
    best = first["high"] if target["direction"] > 0 else first["low"]
    short = _difference(target["value"], best) * target["direction"] > 0
    gap = _difference(first["value"], target["value"])
    return row | {"gap": gap, "verdict": "missed" if short else "reached", "reason": ""}


def _first_since(target: Row, actuals: list[Row]) -> Row | None:
    """Return the actual of the target's own period, else the one that ends first after it."""
    start, months = periods.parse(target["period"])
    ends = _by_end(actuals, months)
    later = [end for end in ends if end >= start + months]
    return ends[min(later)] if later else None
