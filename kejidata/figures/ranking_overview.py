"""A ranking at one glance: on the map where the places have a position on it, else in order."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kejidata.figures.charts.province_tiles import province_tiles
from kejidata.figures.charts.ranking_dots import ranking_dots
from kejidata.figures.layout.picture import Picture, Sentence
from kejidata.model.terms import Lang
from kejidata.panel.any_frame import any_frame


@any_frame
def ranking_overview(
    rankings: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    focus: str | None = None,
    sources: Sequence[str] | None = None,
) -> Picture:
    """Return a tile for each province where provinces are ranked, else a dot for each region.

    Parameters
    ----------
    rankings
        Result of `kejidata.rankings` for one indicator.
    lang
        A language: zh or en.
    size
        slide or column.
    focus
        A region, by code or name, that leads the title of the dots.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.

    Raises
    ------
    KejidataError
        Columns missing, several indicators, unknown language, size or region.

    Examples
    --------
    >>> import pandas as pd
    >>> ranks = pd.DataFrame({"region": ["a", "b"], "indicator": "x", "period": "2020",
    ...                       "value": [3.0, 2.0], "rank": [1, 2], "best": [1, 2],
    ...                       "worst": [1, 2], "reason": ""})
    >>> ranking_overview(ranks, "en").get_label().split(". ")[0]
    'x in 2020: a ranks first of 2'
    """
    tiles = province_tiles(rankings, lang, size, sources=sources)
    if not isinstance(tiles, Sentence):
        return tiles
    return ranking_dots(rankings, lang, size, focus=focus, sources=sources)
