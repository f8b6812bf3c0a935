"""A plan against the last actual: what is planned for a time after it, and how they differ."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from kejidata.measures.outlook import target_outlook
from kejidata.model import periods
from kejidata.panel import intervals
from kejidata.panel.normalize import Row, plain, records, together


class Plan(NamedTuple):
    """The last actual of an indicator, the last plan after it, and its row of the outlook.

    Actual and plan are rows of `panel.normalize.plain`, None where there is none.
    """

    indicator: str
    actual: Row | None
    target: Row | None
    outlook: Row | None

    @property
    def figures(self) -> list[Row]:
        """Actual and plan, those that there are."""
        return [row for row in (self.actual, self.target) if row is not None]

    @property
    def compared(self) -> bool:
        """Whether the plan is set against the actual."""
        return self.outlook is not None and bool(pd.notna(self.outlook["change"]))

    @property
    def largest(self) -> float:
        """The larger of the two, in their unit."""
        return max(float(row["value"]) for row in self.figures)


def last_plans(obs: pd.DataFrame) -> list[Plan]:
    """Return the last plan of each indicator, those with the largest figures first.

    A plan counts only where it is for a time after the last actual: what came since has overtaken
    any other. Plans that are compared stand before those that are not.

    Parameters
    ----------
    obs
        Tidy observations of one region, with rows of measure value and target, one vintage each.

    Examples
    --------
    >>> obs = pd.DataFrame({"region": "a", "indicator": "x", "period": ["2020", "2021"],
    ...                     "measure": ["value", "target"], "value": [5.0, 8.0]})
    >>> last_plans(obs)[0].outlook["change"]
    3.0
    """
    outlook = {(row["indicator"], str(row["period"])): row for row in records(target_outlook(obs))}
    found = []
    for indicator, own in together(records(plain(obs)), itemgetter("indicator")).items():
        of = together(own, itemgetter("measure"))
        actual, target = (_last(of.get(name, ())) for name in ("value", "target"))
        if actual and target and not _after(target, actual):
            target = None
        key = (indicator, str(target["given"]) if target else "")
        found.append(Plan(indicator, actual, target, outlook.get(key)))
    return sorted(found, key=lambda plan: (not plan.compared, -plan.largest))


def _last(rows: Sequence[Row]) -> Row | None:
    """Return the row of the last period, None without rows."""
    if not rows:
        return None
    last = periods.chronological(row["period"] for row in rows)[-1]
    return next(row for row in rows if row["period"] == last)


def _after(target: Row, actual: Row) -> bool:
    """Return whether a plan is for a time after an actual."""
    start, months = periods.parse(actual["period"])
    return periods.parse(target["period"])[0] >= start + months


WAY = {"base": "base_value", "last": "last_value", "reached": "expected"}
"""The stations of a pace, and the columns that hold them."""


def pace_index(targets: pd.DataFrame) -> pd.DataFrame:
    """Return base, last actual and what is expected of each target, in percent of the target.

    Parameters
    ----------
    targets
        Result of `kejidata.pace`.

    Returns
    -------
    DataFrame
        base, last, reached, reached_low and reached_high by the index of the frame; empty where
        nothing is expected, or the target may be 0 or less.

    Examples
    --------
    >>> row = {"target": [80.0], "base_value": 40.0, "last_value": 60.0, "expected": 100.0,
    ...        "expected_low": 90.0, "expected_high": 110.0}
    >>> pace_index(pd.DataFrame(row)).values.tolist()
    [[50.0, 75.0, 125.0, 112.5, 137.5]]
    """
    ends = {f"reached_{end}": f"expected_{end}" for end in ("low", "high")}
    target = targets["target"].to_numpy(dtype=float)
    columns = {
        name: intervals.percent(targets[column].to_numpy(dtype=float), target)
        for name, column in (WAY | ends).items()
    }
    table = pd.DataFrame(columns, index=targets.index)
    return table.where(targets["expected"].notna() & (targets["target"] > 0))


def target_index(outlook: pd.DataFrame) -> pd.DataFrame:
    """Return each target as an index, the last actual set to 100, with the interval that it leaves.

    Parameters
    ----------
    outlook
        Result of `target_outlook`: target, last_value, change, change_low, change_high.

    Returns
    -------
    DataFrame
        index, index_low and index_high by the index of the frame; empty where target and actual
        are not compared, or where the actual may be 0 or less.

    Examples
    --------
    >>> outlook = pd.DataFrame({"target": [12.0], "last_value": [10.0], "change": [2.0]})
    >>> target_index(outlook)["index"].tolist()
    [120.0]
    """
    target = outlook["target"].to_numpy(dtype=float)
    columns = {"index": intervals.percent(target, outlook["last_value"].to_numpy(dtype=float))}
    ends = []
    for change in ("change_low", "change_high"):
        moved = outlook.get(change, outlook["change"]).fillna(outlook["change"])
        # A target is exact, so that what lies between it and the actual gives the actual.
        actual = intervals.minus(target, moved.to_numpy(dtype=float))
        ends.append(intervals.percent(target, actual))
    columns |= {"index_low": np.fmin(*ends), "index_high": np.fmax(*ends)}
    table = pd.DataFrame(columns, index=outlook.index)
    return table.where(outlook["change"].notna() & (outlook["last_value"] > 0))
