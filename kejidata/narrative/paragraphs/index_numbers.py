"""The paragraph on index numbers: how far levels stand from those of the base period."""

from __future__ import annotations

import pandas as pd

from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Narrative
from kejidata.narrative.parts.levels import told
from kejidata.narrative.templates import Slot, period
from kejidata.panel.any_frame import any_frame
from kejidata.wording.origins import Origins


@any_frame
def index_numbers(
    numbers: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that index numbers have to tell.

    Parameters
    ----------
    numbers
        Result of `kejidata.index_numbers`.
    observations
        Observations of your own, for digits, sources and quotes; without them what the project in
        force has of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: of one region the newest index number, its base period, and of three
        periods or more when it was surely highest and lowest; of several regions who is. What
        could not be computed is told with its reason.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": "output", "period": [2019, 2020],
    ...                     "value": [80, 100]})
    >>> print(index_numbers(kejidata.index_numbers(obs, 2019), lang="en"))
    With 2019 set to 100, output in Rugao stood at 125 in 2020.
    """
    return told(numbers, "index_numbers", _words, observations, lang)


def _words(rows: pd.DataFrame, _: Origins, lang: Lang) -> dict[str, Slot]:
    """Return the base period, which is 100."""
    # Nothing is behind the hundred: it is set.
    hundred = Fact("100", 100.0, measure="index_number")
    return {"base": period(rows["base_period"].iloc[0], lang), "hundred": hundred}
