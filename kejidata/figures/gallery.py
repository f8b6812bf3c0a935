"""The set of figures that ships: the report, the provinces and the cities of Jiangsu."""

from __future__ import annotations

import pandas as pd

from kejidata.figures.charts.audit_marks import audit_marks
from kejidata.figures.charts.completion_bullets import completion_bullets
from kejidata.figures.charts.finance_products import finance_products
from kejidata.figures.charts.funnels import funnels
from kejidata.figures.charts.growth_heatmap import growth_heatmap
from kejidata.figures.charts.province_tiles import PLACES, province_tiles
from kejidata.figures.charts.rank_bump import rank_bump
from kejidata.figures.charts.ranking_dots import ranking_dots
from kejidata.figures.charts.small_multiples import small_multiples
from kejidata.figures.charts.spending_intensity import spending_intensity
from kejidata.figures.charts.target_dumbbell import target_dumbbell
from kejidata.figures.layout.picture import Picture
from kejidata.measures.audit import audit
from kejidata.measures.completion import completion_ratios
from kejidata.measures.growth import growth_rates
from kejidata.measures.outlook import target_outlook
from kejidata.measures.ranking import rankings
from kejidata.model.observations import load
from kejidata.model.terms import Lang

REPORT = "rugao_2020"
NATION, PROVINCE, CITY = "000000", "320000", "320600"


def gallery(lang: Lang = "zh", size: str = "slide") -> dict[str, Picture]:
    """Return every figure of the shipped data by the stem of its file.

    Parameters
    ----------
    lang
        zh or en.
    size
        slide or column.

    Raises
    ------
    KejidataError
        The data is missing or damaged, unknown language or size.
    """
    obs = load()
    report = obs[obs["source"] == REPORT]
    return {
        "targets": target_dumbbell(target_outlook(report), lang, size, sources=[REPORT]),
        "completion": completion_bullets(completion_ratios(report), lang, size, sources=[REPORT]),
        "finance": finance_products(report, lang, size),
        "funnels": funnels(report, lang, size),
        "audit": audit_marks(audit(obs), lang, size),
        **_regional(obs, lang, size),
    }


def _regional(obs: pd.DataFrame, lang: Lang, size: str) -> dict[str, Picture]:
    """Return the figures of the provinces and of the cities of Jiangsu."""
    spending, intensity = (_provinces(obs, code) for code in ("rd_expenditure", "rd_intensity"))
    cities = rankings(obs[obs["indicator"] == "rd_expenditure"], among=PROVINCE)
    latest = intensity[intensity["period"] == intensity["period"].max()]
    places = rankings(latest, among=NATION)
    moves = rankings(spending, among=NATION)
    return {
        "ranking_provinces": ranking_dots(
            places, lang, size, focus=PROVINCE, sources=_sources(latest)
        ),
        "ranking_cities": ranking_dots(cities, lang, size, focus=CITY, sources=["jiangsu_rd_2021"]),
        "ranks_over_years": rank_bump(
            moves, lang, size, focus=PROVINCE, sources=_sources(spending)
        ),
        "growth": growth_heatmap(growth_rates(spending), lang, size, sources=_sources(spending)),
        "spending": spending_intensity(obs, lang, size, focus=PROVINCE),
        "intensity_over_years": small_multiples(intensity, lang, size),
        "intensity_tiles": province_tiles(latest, lang, size),
    }


def _provinces(obs: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Return the values of one indicator for the nation and the provinces."""
    values = obs[(obs["measure"] == "value") & (obs["indicator"] == indicator)]
    return values[values["region"].isin([NATION, *PLACES])]


def _sources(frame: pd.DataFrame) -> list[str]:
    """Return the ids of the sources of a frame."""
    return [str(code) for code in frame["source"].unique()]
