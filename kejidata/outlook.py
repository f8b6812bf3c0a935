"""A plan's targets against what was last reached."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kejidata import periods, registry
from kejidata.plain import Row, newest, plain, records

COLUMNS = [
    *("region", "indicator", "period", "target", "bound", "unit", "last_value", "last_period"),
    *("change", "change_rate", "direction", "reason", "related", "related_value"),
]
NUMBERS = ["target", "last_value", "change", "change_rate", "related_value"]
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
    rows = newest(plain(obs))
    actuals: dict[tuple[str, str], list[Row]] = {}
    for row in records(rows[rows["measure"] == "value"]):
        actuals.setdefault((row["region"], row["indicator"]), []).append(row)
    catalog = registry.indicators().set_index("code")
    targets = rows[rows["measure"] == "target"].sort_values(["region", "indicator", "period"])
    out = [_against(target, actuals, catalog) for target in records(targets)]
    table = pd.DataFrame(out, columns=COLUMNS).astype(dict.fromkeys(NUMBERS, "float64"))
    if pd.api.types.is_integer_dtype(obs["period"]):
        # Years stay integers beside targets that have no actual.
        table["last_period"] = table["last_period"].astype("Int64")
    return table


def _against(target: Row, actuals: Series, catalog: pd.DataFrame) -> dict[str, object]:
    """Return one row of the outlook."""
    code = str(target["indicator"])
    last = _last_before(target, actuals.get((target["region"], code), []))
    row: dict[str, object] = {
        "region": target["region"],
        "indicator": code,
        "period": target["given"],
        "target": target["value"],
        "bound": target["bound"],
        "unit": target["unit"],
        "direction": "",
        "related": "",
    }
    if last is None:
        return row | _lookalike(target, actuals, catalog)
    row |= {"last_value": last["value"], "last_period": last["given"]}
    reason = _reason(target, last)
    share = code in catalog.index and bool(catalog.at[code, "kind"] == "share")
    return row | ({"reason": reason} if reason else _change(target, last, share))


def _last_before(target: Row, actuals: list[Row]) -> Row | None:
    """Return the actual that ends last among those that end before the target's period starts."""
    start, _ = periods.parse(target["period"])
    ends = {sum(periods.parse(row["period"])): row for row in actuals}
    earlier = [end for end in ends if end <= start]
    return ends[max(earlier)] if earlier else None


def _lookalike(target: Row, actuals: Series, catalog: pd.DataFrame) -> dict[str, object]:
    """Return the reason for having no actual, and the indicator that only looks like one."""
    code = str(target["indicator"])
    related = str(catalog.at[code, "related"]) if code in catalog.index else ""
    last = _last_before(target, actuals.get((target["region"], related), []))
    if last is None:
        return {"reason": "no_actual"}
    return {"reason": "definition_differs", "related": related, "related_value": last["value"]}


def _reason(target: Row, last: Row) -> str:
    """Return why the target cannot be compared with the actual, empty where it can."""
    if last["bound"] != "exact":
        return "not_exact"
    if target["unit"] != last["unit"]:
        return "unit_mismatch"
    same = periods.parse(target["period"])[1] == periods.parse(last["period"])[1]
    return "" if same else "period_mismatch"


def _change(target: Row, last: Row, share: bool) -> dict[str, object]:
    """Return the distance from the last actual to the target."""
    # Both numbers are decimals as published; their difference has no more than twelve digits.
    change = float(f"{target['value'] - last['value']:.12g}")
    direction = "rise" if change > 0 else "fall" if change < 0 else "equal"
    rate = None if share or last["value"] <= 0 else change / last["value"] * 100
    return {"change": change, "change_rate": rate, "direction": direction, "reason": ""}
