"""The course of a series: periods that can stand in one line, and the change since the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from kejidata.measures.growth import growth_rates
from kejidata.model import periods


def like_periods(values: Iterable[str]) -> list[str]:
    """Return the periods of the length that most of them have, in order of the calendar.

    Half years and years are not drawn as one line; of two lengths as frequent the later counts.

    Examples
    --------
    >>> like_periods(["2019", "2018", "2020-01/2020-06"])
    ['2018', '2019']
    """
    ordered = periods.chronological(values)
    count = Counter(periods.parse(period)[1] for period in ordered)
    latest = {periods.parse(period)[1]: n for n, period in enumerate(ordered)}
    length = max(count, key=lambda months: (count[months], latest[months]), default=0)
    return [period for period in ordered if periods.parse(period)[1] == length]


def since_first(rows: pd.DataFrame, kept: Sequence[str]) -> tuple[str, pd.DataFrame]:
    """Return the first period that is a like one of the last, and the growth since, by region.

    Parameters
    ----------
    rows
        Tidy values of one indicator.
    kept
        Periods of one length, in order; June is not set against March.

    Returns
    -------
    tuple
        The period, and the rows of `growth_rates` of the last period, by region; no rows where
        the two periods are one.
    """
    last = kept[-1]
    start, months = periods.parse(last)
    apart = {period: start - periods.parse(period)[0] for period in kept}
    step = periods.shift_months(months, 1)
    first = next(period for period in kept if apart[period] % step == 0)
    span = apart[first] // step
    ends = rows[rows["period"].isin((first, last))]
    growth = growth_rates(ends, span=max(span, 1))
    return first, growth[(growth["period"] == last) & (span > 0)].set_index("region")
