"""A tile map of the provinces: a tile for each, roughly where it lies, coloured by value."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kejidata.errors import KejidataError
from kejidata.figures import labels
from kejidata.figures.headline import both_ends, extreme, left_open
from kejidata.figures.layout.page import Captions, chart_page
from kejidata.figures.layout.picture import NothingToDraw, Picture, chart
from kejidata.figures.layout.style import Canvas, size_of
from kejidata.figures.layout.tile_map import PLACES, draw_tiles, parts
from kejidata.figures.select import checked, newest, one_period, only
from kejidata.figures.tiles import RANKS, Tiles, in_tile, said_of, tiles_of
from kejidata.measures.certainty import above
from kejidata.model.region_lookup import region_code
from kejidata.model.terms import KEYS, Lang
from kejidata.panel.any_frame import any_frame
from kejidata.wording import numbers
from kejidata.wording.labels import column
from kejidata.wording.phrases import aside, count_of, joined, text
from kejidata.wording.sources import source_line

SECTION = "figure_province_tiles"


@chart
@any_frame
def province_tiles(
    frame: pd.DataFrame,
    lang: Lang = "zh",
    size: str = "slide",
    value: str = "value",
    indicator: str | None = None,
    period: str | None = None,
    focus: str | None = None,
    sources: Sequence[str] | None = None,
    title: str | None = None,
    figure: Canvas | None = None,
) -> Picture:
    """Return a tile for each province with its name and value, the darker the higher.

    The nation's value, of what does not add up, parts five classes: three below it, two above;
    otherwise they hold equal numbers of provinces. Where values have both signs, orange is below
    zero and blue above, each darker away from it. A province without a value, or with a bound only,
    stays grey.

    Parameters
    ----------
    frame
        Observations or measured rows: region (GB/T 2260), indicator, period and the value's column.
    lang
        A language, such as zh or en.
    size
        slide or column.
    value
        The column to show: value, growth, rank and the like.
    indicator
        Code of the indicator; needed where the frame holds several.
    period
        The period; by default the last.
    focus
        A province, by code or name, whose tile has a frame.
    sources
        Ids of sources for the source line; otherwise the `source` column of the rows drawn.
    title
        Takes the place of the finding.
    figure
        A matplotlib Figure or SubFigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        Columns missing, several indicators, unknown language or size.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.DataFrame({"region": ["江苏", "浙江", "上海"], "indicator": "rd_intensity",
    ...                        "period": 2022, "value": [3.12, 3.11, 4.44], "unit": "%"})
    >>> province_tiles(shares, "en").get_label().split(". ")[0]
    'R&D intensity in 2022: highest in Shanghai (4.44%), lowest in Zhejiang (3.11%)'
    """
    measures = size_of(size, title, figure)
    focus = _tile_of(focus)
    rows = checked(frame, ("region", "indicator", "period", value), "a measured frame", lang)
    if "measure" in rows:
        rows = rows[rows["measure"].isin(("", "value"))]
    rows = newest(one_period(only(rows, "indicator", indicator), period), KEYS, value)
    told = labels.Told(rows, lang)
    tiles = tiles_of(rows, value, told)
    if tiles.known.empty:
        raise NothingToDraw(text(lang, "nothing.provinces"))
    scale = numbers.scale_of(tiles.unit, lang, tiles.known)
    name = aside(labels.indicator(rows["indicator"].iloc[0], lang), scale.unit, lang)
    if value != "value":
        name = text(lang, f"{SECTION}.subtitle.column", name=name, column=column(value, lang))
    captions = Captions(
        _title(tiles, rows, told),
        _subtitle(name, tiles, lang),
        _notes(tiles, lang),
        source_line(rows, sources, lang),
        rows,
    )
    page = chart_page(captions, measures, lang, 3.9)
    said = {code: in_tile(tiles, code, scale, told) for code in tiles.rows}
    draw_tiles(page, tiles.known, said, tiles.level, focus)
    return page.figure


def _tile_of(focus: str | None) -> str | None:
    """Return the code of a province that has a tile.

    Raises
    ------
    KejidataError
        It has none.
    """
    code = None if focus is None else region_code(str(focus))
    if code in (None, *PLACES):
        return code
    raise KejidataError(
        f"no tile is that of {focus!r}", where="argument focus", remedy="give one of the provinces"
    )


def _title(tiles: Tiles, rows: pd.DataFrame, told: labels.Told) -> str:
    """Return how many lie above the nation, the highest and the lowest, or the first and last."""
    lang = told.lang
    said = [
        extreme(end, one, "region", labels.region, said_of(tiles, end, told), lang)
        for one, end in both_ends(tiles.intervals, ranks=tiles.column in RANKS)
    ]
    if len(tiles.intervals) == 1:
        region, end = next(iter(tiles.intervals)), both_ends(tiles.intervals)[0][1]
        where = labels.region(region, lang)
        said = [text(lang, f"{SECTION}.alone", region=where, value=said_of(tiles, end, told))]
    if tiles.nation:
        found = above(tiles.intervals, tiles.nation)
        count = count_of(len(found.sure), len(tiles.intervals), lang)
        level = text(lang, f"{SECTION}.above", count=count, level=tiles.level_said)
        bounds = len(tiles.bounds.keys() & found.open)
        said = [level, *left_open(len(found.open), bounds, lang), *said]
    return text(
        lang,
        f"{SECTION}.title",
        name=labels.indicator(rows["indicator"].iloc[0], lang),
        when=labels.period(rows["period"].iloc[0], lang),
        said=joined(said, lang, "part") + _aside(tiles, rows, lang),
    )


def _subtitle(name: str, tiles: Tiles, lang: Lang) -> str:
    """Return what is shown, and what parts the dark classes from the light."""
    if not parts(tiles.known, tiles.level):
        return name
    level = text(lang, f"{SECTION}.level", level=tiles.level_said)
    return joined([name, level], lang, "clause")


def _aside(tiles: Tiles, rows: pd.DataFrame, lang: Lang) -> str:
    """Return what a title on ranks adds where some provinces have none."""
    gaps = tiles.column in RANKS and "missing" in rows and (rows["missing"] > 0).any()
    return text(lang, f"{SECTION}.known") if gaps else ""


def _notes(tiles: Tiles, lang: Lang) -> list[str]:
    """Return what the tiles are, and which rows have no colour or no tile."""
    notes = [text(lang, f"{SECTION}.note")]
    notes += [text(lang, "figure.bounds", n=len(tiles.bounds))] * bool(tiles.bounds)
    notes += [text(lang, f"{SECTION}.others", n=tiles.others)] * bool(tiles.others)
    return [joined(notes, lang, "clause")]
