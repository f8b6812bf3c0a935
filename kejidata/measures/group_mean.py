"""The simple mean of those that are ranked together, for the line of a picture."""

from __future__ import annotations

import pandas as pd

from kejidata.measures.exact import exact
from kejidata.measures.interval import Interval


def group_mean(ranked: pd.DataFrame) -> tuple[float, Interval]:
    """Return the simple mean of the values that have a rank, in their unit, and its interval.

    It is that of the published decimals, without the noise of adding floats; NaN where none has a
    rank. Rounding leaves it as open as the steps are wide on average.

    Parameters
    ----------
    ranked
        Rows of one group of `rankings`: value, rank; step where it is known.

    Examples
    --------
    >>> frame = pd.DataFrame({"value": [0.1, 0.2, 0.6, 9.0], "rank": [3, 2, 1, None]})
    >>> group_mean(frame)[0], group_mean(frame.assign(step=0.1))[1].ends
    (0.3, (0.25, 0.35))
    """
    rows = ranked[ranked["rank"].notna()]
    if rows.empty:
        return float("nan"), Interval(float("nan"), float("nan"))
    steps = rows["step"].fillna(0.0) if "step" in rows else [0.0] * len(rows)
    mean, half = (sum(map(exact, column)) / len(rows) for column in (rows["value"], steps))
    half /= 2
    return float(mean), Interval(float(mean - half), float(mean + half))
