"""A plan's targets and the actuals that may answer them: what outlook, outcomes and pace share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kejidata.measures.published import Figures, Published, published
from kejidata.measures.result_columns import as_given
from kejidata.model.terms import BOUNDS
from kejidata.panel import results
from kejidata.panel.arrays import Flags, Floats, Ints
from kejidata.panel.cells import cells_of

AT_LEAST, AT_MOST, ABOUT = (BOUNDS.index(one) for one in ("at_least", "at_most", "about"))


def values_and_targets(obs: pd.DataFrame) -> tuple[Published, Published]:
    """Return the newest values and the newest targets of a tidy frame, with codes of one axis."""
    values, targets = (one.newest() for one in published(obs, "value", "target"))
    return values, targets


def answering(targets: Figures, values: Published, *, later: bool) -> Ints:
    """Return where the actual of each target is among the values, -1 for none.

    Later it is the first that ends with the target's period or after it, else the last that ends
    before that period starts. Of several that end together the one that lasts as long as the
    target counts, else the longest.
    """
    axis, found = values.rows.periods, np.full(len(targets), -1)
    ends = axis.starts + axis.months
    for code in np.unique(targets.rows.period).tolist():
        rows = np.flatnonzero(targets.rows.period == code)
        fits = ends >= ends[code] if later else ends <= axis.starts[code]
        order = np.lexsort(
            (axis.months, axis.months == axis.months[code], -ends if later else ends)
        )
        at = in_periods(targets.take(rows), values, order[fits[order]])
        found[rows] = chosen(at, last(at >= 0))
    return found


def in_periods(targets: Figures, values: Published, codes: Ints) -> Ints:
    """Return where the value of each target's series in some periods is, a column each."""
    first = cells_of(targets.rows, np.zeros(len(targets.rows.periods), dtype=np.int64))
    return values.table.find((first[:, None] + codes).ravel()).reshape(len(targets), -1)


def last(marked: Flags) -> Ints:
    """Return the last marked column of each row, -1 for none."""
    found: Ints = np.where(marked, np.arange(marked.shape[1]), -1).max(axis=1, initial=-1)
    return found


def chosen(at: Ints, column: Ints) -> Ints:
    """Return the place in one column of each row, -1 where that is negative."""
    rows = np.arange(len(at))
    return np.append(at, np.full((len(at), 1), -1), axis=1)[rows, column]


def figures_at(at: Ints, values: Published, targets: Figures) -> Figures:
    """Return the values at some places, where none is that of any figure."""
    # Where nothing was published a target stands in.
    return (values if len(values) else targets).take(at)


def bounds(targets: Figures) -> Ints:
    """Return the bound of each target, as a code of BOUNDS."""
    codes = targets.rows.bound
    return np.zeros(len(targets), dtype=np.int8) if codes is None else codes


def less_is_better(targets: Figures) -> Flags:
    """Mark targets that are ceilings: their bound says so before the indicator does."""
    direction = np.array(targets.directions, dtype=np.int64)[targets.rows.indicator]
    bound = bounds(targets)
    found: Flags = (bound == AT_MOST) | ((direction < 0) & (bound != AT_LEAST))
    return found


def mismatches(targets: Figures, actuals: Figures) -> dict[str, Flags]:
    """Return why a target cannot be compared with its actual."""
    months = targets.rows.periods.months
    return {
        "period_mismatch": months[targets.rows.period] != months[actuals.rows.period],
        "unit_mismatch": ~actuals.fits(targets.unit),
        "not_exact": actuals.inexact,
    }


def shown(targets: Figures) -> dict[str, Any]:
    """Return what every result says of a target beside its keys and its unit."""
    return {
        "target": targets.rows.value,
        "bound": results.texts_column(bounds(targets), BOUNDS),
    }


def told(actuals: Figures, at: Ints, empty: Any = np.nan) -> tuple[Any, Floats]:
    """Return period and value of actuals, empty where there is none."""
    labels = [*actuals.rows.periods.labels, empty]
    period = np.where(at < 0, -1, actuals.rows.period).tolist()
    return as_given([labels[code] for code in period]), np.where(at < 0, np.nan, actuals.rows.value)
