"""A plan's targets and what became of them: the first actual of their own period or after."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.exact_spans import Spans, point
from kejidata.measures.published import Figures
from kejidata.measures.result_columns import by_keys, placed, reasons_of, result, span_columns
from kejidata.measures.targets import (
    ABOUT,
    answering,
    bounds,
    figures_at,
    less_is_better,
    mismatches,
    shown,
    told,
    values_and_targets,
)
from kejidata.model.terms import MET
from kejidata.panel import results, sources
from kejidata.panel.any_frame import any_frame
from kejidata.panel.arrays import Ints


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
    values, targets = values_and_targets(obs)
    at = answering(targets, values, later=True)
    first = figures_at(at, values, targets).brought(targets.unit)
    reason = reasons_of({"no_actual": at < 0, **mismatches(targets, first)}, len(targets))
    columns = {
        **shown(targets),
        **dict(zip(("outcome_period", "outcome"), told(first, at, ""), strict=True)),
        **_measures(targets, first, np.flatnonzero(reason == 0)),
        **sources.column(targets.rows.sourced(), values.rows.sourced(at)),
    }
    return result(targets, columns, reason, "target_outcomes", by_keys(targets.rows))


def _measures(targets: Figures, first: Figures, rows: Ints) -> dict[str, Any]:
    """Return gaps with their intervals, and verdicts, of the targets that have an outcome."""
    size, aims, first = len(targets), targets.take(rows), first.take(rows)
    aim = point(aims.exact)
    gap = first.spans.minus(aim)
    verdict = np.zeros(size, dtype=np.int8)
    verdict[rows] = 1 + _verdicts(aims, gap)
    return {
        "gap": placed(point(first.exact).minus(aim).low, rows, size),
        **span_columns("gap", gap, rows, size),
        "verdict": results.texts_column(verdict, ["", *MET]),
    }


def _verdicts(aims: Figures, gap: Spans) -> Ints:
    """Return what is sure of targets, as codes of MET."""
    # By how much the outcome may be better than the target.
    lead = gap.negated().where(less_is_better(aims), gap)
    reached, missed = lead.low.sign() >= 0, lead.below_zero() & (bounds(aims) != ABOUT)
    return np.select(
        [reached, missed], [MET.index("reached"), MET.index("missed")], MET.index("open")
    )
