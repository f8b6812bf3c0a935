"""The paragraph on single quarters and months out of cumulative figures."""

from __future__ import annotations

import pandas as pd

from kejidata.model import periods
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative
from kejidata.narrative.parts.levels import told
from kejidata.narrative.templates import Slot, period
from kejidata.narrative.values import value
from kejidata.panel.any_frame import any_frame
from kejidata.wording.origins import Key, Origins
from kejidata.wording.published import alike


@any_frame
def single_periods(
    periods: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that single quarters and months have to tell.

    Parameters
    ----------
    periods
        Result of `kejidata.single_periods`.
    observations
        Observations of your own, for digits, sources and quotes; without them what the project in
        force has of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: of one region the newest period, how it comes out of two cumulative
        figures, and which of three or more is surely highest and lowest; of several regions who
        is. What could not be computed is told with its reason.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "output",
    ...                     "period": ["2020-01/2020-03", "2020-01/2020-06"], "value": [1.4, 3.1]})
    >>> said = single_periods(kejidata.single_periods(obs), lang="en")
    >>> print(said)  # doctest: +NORMALIZE_WHITESPACE
    In April–June 2020, output in Rugao came to 1.7: 3.1 of January–June 2020 less 1.4 of
    January–March 2020.
    """
    return told(periods, "single_periods", _words, observations, lang)


def _words(rows: pd.DataFrame, origins: Origins, lang: Lang) -> dict[str, Slot]:
    """Return the two cumulative figures between which a period lies; the first has but one."""
    row = rows.iloc[0]
    if not row["earlier_period"]:
        return {}
    key = (row["region"], row["indicator"])
    start, _ = periods.parse(row["earlier_period"])
    until = periods.text(start, sum(periods.parse(row["period"])) - start)
    whole: Key = (*key, until, "value")
    before: Key = (*key, row["earlier_period"], "value")
    unit = row["unit"] or None
    one = alike([(whole, row["cumulative"]), (before, row["earlier_value"])], origins, unit)
    return {
        "form": "less",
        "whole": period(until, lang),
        "before": period(row["earlier_period"], lang),
        "value": value(whole, row["cumulative"], origins, lang, unit=unit, alike=one),
        "earlier": value(before, row["earlier_value"], origins, lang, unit=unit, alike=one),
    }
