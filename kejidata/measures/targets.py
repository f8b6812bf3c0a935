"""A plan's targets against what was reached before, and what became of them after."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from kejidata.measures.common_unit import agree, brought
from kejidata.measures.exact import Interval, exact, interval_of, is_rounded
from kejidata.measures.growth import growth_rates
from kejidata.model import periods, registry, terms
from kejidata.panel.normalize import Row, newest, plain, records

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
        region, indicator, period, target, bound, unit; last_value of last_period, in the target's
        unit; age (calendar years from the end of last_period to the start of the target's period:
        1 is last year's); change (target minus last value, in the unit) and change_rate (%, empty
        for a share, whose change is in 个百分点), each with _low and _high, the ends that the
        rounding of the actual leaves: a target is exact, so the low end is not reached and the
        high one is, unless the two are one; direction of the published numbers (rise, fall,
        equal), certain only where both ends of change have its sign; reason where nothing can be
        compared: no_actual, definition_differs (only an indicator that looks alike has an actual:
        `related` and `related_value` in `related_unit`), period_mismatch, unit_mismatch (the units
        do not convert), not_exact.

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
    related = registry.current().indicators.set_index("code")["related"]
    out = [_against(target, actuals, related) for target in targets]
    table = _with_rates(_frame(out, "target_outlook"), out)
    if pd.api.types.is_integer_dtype(obs["period"]):
        # Years stay integers beside targets that have no actual.
        table["last_period"] = table["last_period"].astype("Int64")
    elif pd.api.types.is_float_dtype(table["last_period"]):
        # So do years beside texts, where pandas made floats of them for want of a last one.
        table["last_period"] = table["last_period"].astype("Int64").astype(object)
    return table.astype({"age": "Int64"})


def _frame(rows: list[dict[str, object]], maker: str) -> pd.DataFrame:
    """Return rows as a result, its numbers floats and its words text."""
    columns = terms.RESULTS[maker]
    table = pd.DataFrame(rows, columns=list(columns))
    types = dict.fromkeys([name for name in columns if name in terms.NUMBERS], "float64")
    return table.astype(types | dict.fromkeys(TEXTS, "str"))


def _targets_and_actuals(obs: pd.DataFrame) -> tuple[list[Row], Series]:
    """Return the targets in order, and the actuals of each region and indicator."""
    rows = newest(plain(obs))
    actuals: dict[tuple[str, str], list[Row]] = {}
    for row in records(rows[rows["measure"] == "value"]):
        actuals.setdefault((row["region"], row["indicator"]), []).append(row)
    targets = rows[rows["measure"] == "target"].sort_values(["region", "indicator", "period"])
    return records(targets), actuals


def _shared(target: Row) -> dict[str, object]:
    """Return what both results say of a target."""
    row = {name: target[name] for name in ("region", "indicator", "bound", "unit")}
    return {**row, "period": target["given"], "target": target["value"]}


def _against(target: Row, actuals: Series, related: pd.Series[str]) -> dict[str, object]:
    """Return one row of the outlook, without the rates."""
    last = _last_before(target, actuals.get((target["region"], target["indicator"]), []))
    row = _shared(target) | {"direction": "", "related": "", "related_unit": ""}
    if last is None:
        return row | _lookalike(target, actuals, related)
    reason, last = _reason(target, last), brought(last, target["unit"])
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
    found = {"related": other, "related_value": last["value"], "related_unit": last["unit"]}
    return {"reason": "definition_differs", **found}


def _reason(target: Row, actual: Row) -> str:
    """Return why the target cannot be compared with the actual, empty where it can."""
    if periods.parse(target["period"])[1] != periods.parse(actual["period"])[1]:
        return "period_mismatch"
    if not agree(actual["unit"], target["unit"]):
        return "unit_mismatch"
    return "" if actual["bound"] == "exact" else "not_exact"


def _change(target: Row, last: Row) -> dict[str, object]:
    """Return the distance from the last actual to the target, with what rounding leaves open."""
    aim, span = exact(target["value"]), interval_of(last)
    change = aim - exact(last["value"])
    direction = "rise" if change > 0 else "fall" if change < 0 else "equal"
    ends = {"change_low": float(aim - span.high), "change_high": float(aim - span.low)}
    # The rate is computed for all rows at once, from the step that the actual is rounded to.
    rated = {} if terms.by_points(target["kind"]) else {"step": last["step"] * is_rounded(last)}
    return {"change": float(change), "direction": direction, **ends, **rated}


def _with_rates(table: pd.DataFrame, pairs: list[dict[str, object]]) -> pd.DataFrame:
    """Return the outlook with change_rate: the growth from the last actual to the target.

    Each pair is laid out as a series of its own, so that the package has one formula of growth.
    """
    steps = pd.Series([pair.get("step") for pair in pairs], dtype="float64").dropna()
    rated = table.loc[steps.index]
    base = {"period": 2000, "value": rated["last_value"], "step": steps}
    aim = {"period": 2001, "value": rated["target"], "step": 0.0}
    series = pd.concat([pd.DataFrame(one, index=steps.index) for one in (base, aim)])
    series = series.assign(region=series.index.map(str), indicator="a pair", kind="amount")
    grown = growth_rates(series).query("period == 2001")
    grown = grown.set_index(grown["region"].astype("int64"))
    for name, end in (("growth", ""), ("low", "_low"), ("high", "_high")):
        table[f"change_rate{end}"] = grown[name].reindex(table.index)
    return table


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
        minus target: above zero it is over the target, which misses it where less is better), in
        the target's unit, with gap_low and gap_high, the ends that the rounding of the outcome
        leaves: the low end is reached, the high one is not, unless the two are one; verdict:
        reached or missed where that holds at every number of the interval, open where rounding
        leaves it open, empty where nothing was published; reason: no_actual, period_mismatch,
        unit_mismatch (the units do not convert), not_exact; source of the outcome.

        Less is better of a target at_most, more of one at_least; of an exact one the indicator
        has the direction.

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
    return _frame(out, "target_outcomes")


def _met(target: Row, actuals: list[Row]) -> dict[str, object]:
    """Return one target with its outcome."""
    row = _shared(target) | {"verdict": "", "source": ""}
    first = _first_since(target, actuals)
    if first is None:
        return row | {"outcome_period": "", "reason": "no_actual"}
    reason, first = _reason(target, first), brought(first, target["unit"])
    row |= {"outcome": first["value"], "outcome_period": first["given"], "source": first["source"]}
    row |= {"reason": reason}
    if reason:
        return row
    aim = exact(target["value"])
    gap = interval_of(first).minus(aim)
    ends = {"gap_low": float(gap.low), "gap_high": float(gap.high)}
    verdict = _verdict(gap.negated() if less_is_better(target) else gap)
    return row | {"gap": float(exact(first["value"]) - aim), **ends, "verdict": verdict}


def less_is_better(target: Row) -> bool:
    """Return whether a target is a ceiling: its bound says so before the indicator does."""
    if target["bound"] in ("at_most", "at_least"):
        return bool(target["bound"] == "at_most")
    return bool(target["direction"] < 0)


def _verdict(lead: Interval) -> str:
    """Return what is sure of a target, given by how much the outcome may be better than it."""
    if lead.low >= 0:
        return "reached"
    never = lead.high < 0 or (lead.high == 0 and not lead.high_held)
    return "missed" if never else "open"


def _first_since(target: Row, actuals: list[Row]) -> Row | None:
    """Return the actual of the target's own period, else the one that ends first after it."""
    start, months = periods.parse(target["period"])
    ends = _by_end(actuals, months)
    later = [end for end in ends if end >= start + months]
    return ends[min(later)] if later else None
