"""The paragraph on ratios of two indicators: per head, per 10,000 people, share of GDP."""

from __future__ import annotations

import pandas as pd

from kejidata.model.terms import Lang
from kejidata.narrative.facts import Narrative
from kejidata.narrative.parts.levels import told
from kejidata.panel.any_frame import any_frame


@any_frame
def ratio(
    ratios: pd.DataFrame, *, observations: pd.DataFrame | None = None, lang: Lang = "zh"
) -> Narrative:
    """Return the paragraph that ratios have to tell.

    Parameters
    ----------
    ratios
        Result of `kejidata.ratio`.
    observations
        Observations of your own, for digits, sources and quotes; without them what the project in
        force has of the frame's sources.
    lang
        A language, such as zh or en.

    Returns
    -------
    Narrative
        Text and facts: of one region the newest ratio, and of three
        periods or more when it was surely highest and lowest; of several regions who is. What
        could not be computed is told with its reason.

    Examples
    --------
    >>> import kejidata
    >>> obs = pd.DataFrame({"region": "320682", "indicator": ["patents", "people"],
    ...                     "period": 2020, "value": [2512, 125.6], "unit": ["件", "万人"]})
    >>> print(ratio(kejidata.ratio(obs, "patents", "people"), lang="en"))
    In 2020, the ratio of patents to people in Rugao came to 20 per 10,000 people.
    """
    return told(ratios, "ratio", lambda *_: {}, observations, lang)
