"""Every public paragraph and chart, asked once of the worked example, in whatever language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pandas as pd

import kejidata
from kejidata import figures, narrative
from kejidata.figures import Picture
from kejidata.narrative import Narrative

SPENT, SHARE, GDP, PRICES = "rd_expenditure", "rd_intensity", "gdp", "gdp_index"
OWN = "320682"
PROVINCES = ["110000", "120000", "220000", "310000", "320000", "330000", "440000", "540000"]
"""Fast and slow, with falls among them: Tianjin and Jilin."""


@cache
def observations() -> pd.DataFrame:
    """Return what is known of the nation, some provinces and the project's own region."""
    obs = kejidata.load()
    return obs[obs["region"].isin({"000000", OWN, *PROVINCES})]


def of(*codes: str, region: str = "") -> pd.DataFrame:
    """Return the observations of some indicators, of one region where it is named."""
    rows = observations()[lambda frame: frame["indicator"].isin(codes)]
    return rows[rows["region"] == region] if region else rows


def spread(*periods: str, codes: tuple[str, ...] = (SPENT,)) -> pd.DataFrame:
    """Return invented levels of the project's region: 100 in the first period, each 20 more."""
    rows = [
        (OWN, code, period, 100.0 + 20 * at) for code in codes for at, period in enumerate(periods)
    ]
    columns = ["region", "indicator", "period", "value"]
    return pd.DataFrame(rows, columns=columns).assign(step=0.1, unit="亿元", source="rugao_2020")


def prices() -> pd.DataFrame:
    """Return the price index that divides the levels of a year."""
    return spread("2019", "2020", codes=(PRICES,)).assign(unit="", kind="index", value=[100, 101.5])


def aimed() -> pd.DataFrame:
    """Return levels of two years, and a target two years later."""
    target = spread("2022").assign(measure="target", value=150.0, step=0.0)
    return pd.concat([spread("2019", "2020").assign(measure="value"), target])


def parts() -> pd.DataFrame:
    """Return what the provinces added to the nation's growth."""
    return kejidata.contributions(of(SPENT), {"000000": PROVINCES})


def ranked() -> pd.DataFrame:
    """Return the provinces with their ranks."""
    return kejidata.rankings(of(SPENT))


Tell = Callable[..., Narrative | list[Narrative]]
PARAGRAPHS: Mapping[str, tuple[Tell, Callable[[], pd.DataFrame]]] = {
    "audit": (narrative.audit, lambda: kejidata.audit(observations())),
    "base_effects": (narrative.base_effects, lambda: kejidata.base_effects(of(SPENT))),
    "check_totals": (narrative.check_totals, lambda: kejidata.check_totals(of(SPENT))),
    "completion": (
        narrative.completion,
        lambda: kejidata.completion_ratios(observations()),
    ),
    "composite_index": (
        narrative.composite_index,
        lambda: kejidata.composite_index(of(SPENT), [SPENT]),
    ),
    "contributions": (narrative.contributions, parts),
    "field": (narrative.field, lambda: observations().query("source == 'rugao_2020'")),
    "fields": (narrative.fields, lambda: observations().query("source == 'rugao_2020'")),
    "funnels": (narrative.funnels, lambda: observations().query(f"region == '{OWN}'")),
    "growth": (narrative.growth, lambda: kejidata.growth_rates(of(SPENT))),
    "index_numbers": (narrative.index_numbers, lambda: kejidata.index_numbers(of(SPENT), 2019)),
    "outcomes": (narrative.outcomes, lambda: kejidata.target_outcomes(observations())),
    "outlook": (narrative.outlook, lambda: kejidata.target_outlook(observations())),
    "pace": (narrative.pace, lambda: kejidata.pace(aimed(), 2019)),
    "profile": (narrative.profile, lambda: kejidata.profile(of(SPENT), "320000")),
    "rankings": (narrative.rankings, ranked),
    "ratio": (
        narrative.ratio,
        lambda: kejidata.ratio(spread("2020", codes=(SPENT, GDP)), SPENT, GDP, name=SHARE),
    ),
    "real": (
        narrative.real,
        lambda: kejidata.real(spread("2019", "2020", codes=(GDP,)), prices(), 2019),
    ),
    "single_periods": (
        narrative.single_periods,
        lambda: kejidata.single_periods(spread("2020-01/2020-03", "2020-01/2020-06")),
    ),
    "spending": (narrative.spending, observations),
}
"""How each public paragraph is told: of what it takes."""

Draw = Callable[..., Picture]
CHARTS: Mapping[str, tuple[Draw, Callable[[], pd.DataFrame]]] = {
    "audit_marks": (figures.audit_marks, lambda: kejidata.audit(observations())),
    "completion_bullets": (
        figures.completion_bullets,
        lambda: kejidata.completion_ratios(observations()),
    ),
    "contribution_bars": (figures.contribution_bars, parts),
    "finance_products": (
        figures.finance_products,
        lambda: observations().query(f"region == '{OWN}'"),
    ),
    "funnels": (figures.funnels, lambda: observations().query(f"region == '{OWN}'")),
    "growth_heatmap": (figures.growth_heatmap, lambda: kejidata.growth_rates(of(SPENT))),
    "index_ranks": (figures.index_ranks, lambda: kejidata.composite_index(of(SPENT), [SPENT])),
    "level_panels": (figures.level_panels, lambda: kejidata.index_numbers(of(SPENT), 2019)),
    "pace_tracks": (figures.pace_tracks, lambda: kejidata.pace(aimed(), 2019)),
    "profile": (figures.profile, lambda: kejidata.profile(of(SPENT), "320000")),
    "province_tiles": (figures.province_tiles, lambda: of(SHARE).query("period == '2023'")),
    "rank_bump": (figures.rank_bump, ranked),
    "ranking_dots": (figures.ranking_dots, ranked),
    "ranking_overview": (figures.ranking_overview, ranked),
    "small_multiples": (figures.small_multiples, lambda: of(SHARE)),
    "spending_intensity": (figures.spending_intensity, lambda: of(SPENT, SHARE)),
    "target_dumbbell": (
        figures.target_dumbbell,
        lambda: kejidata.target_outlook(observations()),
    ),
}
"""How each public chart is drawn: of what it takes."""
