"""A ranking at one glance: on the map where the places have a position on it, else in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from kejidata.figures.charts.province_tiles import province_tiles
from kejidata.figures.charts.ranking_dots import ranking_dots
from kejidata.figures.layout.picture import Picture, Sentence
from kejidata.figures.layout.style import Canvas
from kejidata.figures.layout.tile_map import PLACES
from kejidata.model.region_lookup import region_code
from kejidata.model.terms import Lang
from kejidata.panel.any_frame import any_frame


@any_frame
def ranking_overview(
    rankings: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a tile for each province where provinces are ranked, else a dot for each region.

    Parameters
    ----------
    rankings
        Result of `kejidata.rankings` for one indicator.
    lang
        A language, such as zh or en.
    size
        slide or column.
    focus
        A region, by code or name, that leads the title of the dots.
    sources
        Ids of sources for the source line; otherwise the `source` column of the frame.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

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
    framed = focus if focus and region_code(focus) in PLACES else None
    tiles = province_tiles(rankings, lang, size, focus=framed, sources=sources, title=title)
    if figure is None and not isinstance(tiles, Sentence):
        return tiles
    shown = partial(ranking_dots, focus=focus)
    if not isinstance(tiles, Sentence):
        shown = partial(province_tiles, focus=framed)
    return shown(rankings, lang, size, sources=sources, title=title, figure=figure)
