"""What a publication states, against what follows from the figures themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from kejidata.measures.completion import completion_ratios
from kejidata.measures.derived import derive
from kejidata.measures.growth import growth_rates
from kejidata.model import periods, registry
from kejidata.model.terms import RESULTS
from kejidata.panel.normalize import KEYS, Row, first_published, plain, records

NUMBERS = ["stated", "computed", "low", "high"]
TEXTS = ("region", "indicator", "measure", "unit", "verdict", "reason", "needs")
Computed = dict[str, Any]
Key = tuple[str, str, str]
Check = Callable[[Row], Computed]
# Far below any published step, far above float noise.
_NOISE = 1e-9
_COPIED = ("region", "indicator", "measure", "unit", "source", "quote")
_NAN = float("nan")
# Reasons that another figure would cure.
_MISSING = ("no_value", "no_base", "no_target")


def audit(obs: pd.DataFrame) -> pd.DataFrame:
    """Return every stated growth, change, completion, rank and derived figure with its verdict.

    Parameters
    ----------
    obs
        Tidy observations. Rows of measure growth_rate, change, completion_ratio and rank, and
        values of indicators that the registry derives by a formula, are statements; the other
        values and the targets are the figures they are held against.

    Returns
    -------
    DataFrame
        region, indicator, period, measure, stated (in unit), computed with low and high (what the
        rounding of the figures allows), verdict (confirmed where the interval of the statement
        meets that of the figures, contradicted where it does not, not_checkable), reason (why
        nothing could be computed, as the measures give it), needs (the missing figures, each as
        region/indicator/period, followed by /target for a target), source and quote.

        A rank is contradicted as soon as the known members leave it no room, and confirmed only
        where all members are known.

    Raises
    ------
    KejidataError
        A column is missing, a key stands twice or a value is not a number.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "000000", "indicator": "rd_expenditure",
    ...     "period": ["2019", "2020", "2020"], "measure": ["value", "value", "growth_rate"],
    ...     "value": [22143.6, 24393.1, 10.2], "unit": ["亿元", "亿元", "%"],
    ...     "step": [0.1, 0.1, 0.1]})
    >>> audit(obs)[["stated", "computed", "verdict"]].round(2).values.tolist()
    [[10.2, 10.16, 'confirmed']]
    """
    rows = plain(obs)
    checks = _checks(rows)
    formula = rows["indicator"].map(registry.indicators().set_index("code")["formula"]).fillna("")
    claims = rows["measure"].isin(set(checks) - {"value"})
    stated = rows[claims | ((rows["measure"] == "value") & (formula != ""))]
    out = [
        _judged(row, checks[row["measure"]](row))
        for row in records(stated.sort_values([*KEYS, "measure", "vintage"]))
    ]
    types = dict.fromkeys(NUMBERS, "float64") | dict.fromkeys(TEXTS, "str")
    return pd.DataFrame(out, columns=[*RESULTS["audit"]]).astype(types)


def _checks(rows: pd.DataFrame) -> Mapping[str, Check]:
    """Return for each measure the function that recomputes one stated row."""
    values = rows[rows["measure"] == "value"]
    growth = _by_key(growth_rates(values), "growth")
    # The change of an amount is the plain difference that a share's growth is.
    change = _by_key(growth_rates(values, kind="share"), "growth")
    completion = _by_key(
        completion_ratios(rows[rows["measure"].isin(["value", "target"])]), "completion"
    )
    derived = _by_key(derive(values), "value")
    known = first_published(values)
    return {
        "growth_rate": lambda row: _looked_up(row, growth, [_base(row)]),
        "change": lambda row: _looked_up(row, change, [_base(row)]),
        "completion_ratio": lambda row: _looked_up(row, completion, [f"{_figure(row)}/target"]),
        "rank": lambda row: _places(row, known),
        "value": lambda row: _looked_up(row, derived, []),
    }


def _by_key(frame: pd.DataFrame, column: str) -> dict[Key, Row]:
    """Return the rows of a measure's result by their key, its number named computed."""
    table = frame.rename(columns={column: "computed"})
    return {_key(row): row for row in records(table)}


def _key(row: Row) -> Key:
    return str(row["region"]), str(row["indicator"]), str(row["period"])


def _figure(row: Row) -> str:
    """Return how `needs` names the figure that a statement is about."""
    return "/".join(_key(row))


def _base(row: Row) -> str:
    """Return how `needs` names the figure of a year earlier."""
    return f"{row['region']}/{row['indicator']}/{periods.earlier(row['period'])}"


def _looked_up(row: Row, table: Mapping[Key, Row], needs: list[str]) -> Computed:
    """Return what a measure computed for the statement, or what it would have needed."""
    found = table.get(_key(row))
    if found is None:
        return _empty("no_value", [_figure(row), *needs])
    if found["reason"]:
        return _empty(str(found["reason"]), needs if found["reason"] in _MISSING else [])
    return {name: found[name] for name in ("computed", "low", "high")} | {"reason": ""}


def _empty(reason: str, needs: list[str]) -> Computed:
    numbers = dict.fromkeys(("computed", "low", "high"), _NAN)
    return numbers | {"reason": reason, "needs": "; ".join(needs)}


def _places(row: Row, known: pd.DataFrame) -> Computed:
    """Return the places that the known members of the group leave to a ranked region.

    A member that is certainly better pushes the best place down; one that may be better, or is
    not known, pushes the worst place down.
    """
    same = known[(known["indicator"] == row["indicator"]) & (known["period"] == row["period"])]
    values = same[same["bound"] == "exact"].set_index("region")
    regions = registry.regions()
    members = sorted(regions.loc[regions["parent"] == row["among"], "code"])
    unknown = [code for code in members if code not in values.index]
    needs = [f"{code}/{row['indicator']}/{row['period']}" for code in unknown]
    if row["region"] not in members or row["region"] in unknown:
        return _empty("no_value", needs or [_figure(row)])
    own, others = values.loc[row["region"]], values.loc[values.index.isin(members)]
    ahead = (others["value"] - own["value"]) * row["direction"]
    slack = others["high"] - others["value"] + own["high"] - own["value"]
    surely = (ahead >= slack - _NOISE) & (ahead > _NOISE)
    maybe = (ahead > _NOISE - slack) & (others.index != row["region"])
    return {
        "computed": _NAN if unknown else 1.0 + (ahead > _NOISE).sum(),
        "low": 1.0 + surely.sum(),
        "high": 1.0 + maybe.sum() + len(unknown),
        "reason": "no_value" if unknown else "",
        "needs": "; ".join(needs),
    }


def _claimed(row: Row) -> tuple[float, float]:
    """Return the interval that a statement allows; to be among the first ten is a rank up to 10."""
    up, down = (row["value"], float("inf")), (-float("inf"), row["value"])
    if row["measure"] == "rank":
        up, down = down, up
    interval: tuple[float, float] = {"at_least": up, "at_most": down}.get(
        row["bound"], (row["low"], row["high"])
    )
    return interval


def _judged(row: Row, found: Computed) -> dict[str, object]:
    """Return one row of the audit: the statement, what follows from the figures, the verdict."""
    low, high = _claimed(row)
    if low > found["high"] + _NOISE or high < found["low"] - _NOISE:
        verdict, reason, needs = "contradicted", "", ""
    else:
        reason, needs = found["reason"], found.get("needs", "")
        verdict = "not_checkable" if reason else "confirmed"
    return {
        **{name: row[name] for name in _COPIED},
        **{name: found[name] for name in ("computed", "low", "high")},
        "period": row["given"],
        "stated": row["value"],
        "verdict": verdict,
        "reason": reason,
        "needs": needs,
    }
