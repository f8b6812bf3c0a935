"""A plan's targets and what became of them: the first actual of their own period or after."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.common_unit import brought
from kejidata.measures.exact import exact, interval_of
from kejidata.measures.interval import Interval
from kejidata.measures.targets import (
    by_end,
    less_is_better,
    mismatch,
    result,
    shared_columns,
    targets_and_actuals,
)
from kejidata.model import periods
from kejidata.panel.any_frame import any_frame
from kejidata.panel.normalize import Row
from kejidata.panel.sources import beside


@any_frame
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
        leaves, and gap_closed, which of the two is held; verdict: reached or missed where that
        holds at every number of the interval, open where rounding leaves it open or where a target
        told as about was not reached, empty where nothing was published; reason: no_actual,
        period_mismatch, unit_mismatch (the units do not convert), not_exact.

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
    targets, actuals = targets_and_actuals(obs)
    out = [_met(row, actuals.get((row["region"], row["indicator"]), [])) for row in targets]
    return result(out, "target_outcomes", told="source" in obs)


def _met(target: Row, actuals: list[Row]) -> dict[str, object]:
    """Return one target with its outcome."""
    row = shared_columns(target) | dict.fromkeys(("verdict", "gap_closed"), "")
    first = _first_since(target, actuals)
    row["source"] = beside([target["source"], first["source"] if first else None])
    if first is None:
        return row | {"outcome_period": "", "reason": "no_actual"}
    reason, first = mismatch(target, first), brought(first, target["unit"])
    row |= {"outcome": first["value"], "outcome_period": first["given"], "reason": reason}
    if reason:
        return row
    aim = exact(target["value"])
    gap = interval_of(first).minus(aim)
    low, high = gap.ends
    ends = {"gap_low": low, "gap_high": high, "gap_closed": gap.closed}
    verdict = _verdict(gap.negated() if less_is_better(target) else gap)
    if verdict == "missed" and target["bound"] == "about":
        verdict = "open"
    return row | {"gap": float(exact(first["value"]) - aim), **ends, "verdict": verdict}


def _verdict(lead: Interval) -> str:
    """Return what is sure of a target, given by how much the outcome may be better than it."""
    if lead.low >= 0:
        return "reached"
    return "missed" if lead.below(0) else "open"


def _first_since(target: Row, actuals: list[Row]) -> Row | None:
    """Return the actual of the target's own period, else the one that ends first after it."""
    start, months = periods.parse(target["period"])
    ends = by_end(actuals, months)
    later = [end for end in ends if end >= start + months]
    return ends[min(later)] if later else None
