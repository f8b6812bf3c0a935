"""Every picture of the worked example says whose figures it shows, without being told."""

import sys
from collections.abc import Callable, Iterator
from functools import cache
from unittest import mock

import pandas as pd
import pytest

import kejidata
from kejidata import figures

pytestmark = pytest.mark.root_project


class Told(BaseException):
    """Carries the captions out of a chart, before anything is drawn."""


def caught(_title: str, _subtitle: str, _notes: object, source: str, *_: object) -> None:
    raise Told(source)


def source_of(chart: Callable, rows: pd.DataFrame, **options: str) -> str:
    with mock.patch.object(sys.modules[chart.__module__], "Captions", caught):
        try:
            chart(rows, "en", **options)
        except Told as told:
            return str(told)
    return "the chart shows nothing"


@cache
def provinces() -> list[str]:
    return sorted(kejidata.regions().query("level == 'province'")["code"])


@cache
def observations() -> pd.DataFrame:
    obs = kejidata.load()
    return obs[obs["region"].isin({"000000", "320682", *provinces()})]


def of(*codes: str, region: str = "") -> pd.DataFrame:
    rows = observations()[lambda frame: frame["indicator"].isin(codes)]
    return rows[rows["region"] == region] if region else rows


def shown() -> Iterator[tuple[Callable, Callable[[], pd.DataFrame]]]:
    spent = "rd_expenditure"
    yield figures.audit_marks, lambda: kejidata.check_totals(of(spent))
    yield figures.audit_marks, lambda: kejidata.audit(observations())
    yield figures.completion_bullets, lambda: kejidata.completion_ratios(observations())
    yield (
        figures.contribution_bars,
        lambda: kejidata.contributions(of(spent), {"000000": provinces()}),
    )
    yield figures.finance_products, lambda: observations().query("region == '320682'")
    yield figures.funnels, lambda: observations().query("region == '320682'")
    yield figures.growth_heatmap, lambda: kejidata.growth_rates(of(spent))
    yield figures.index_ranks, lambda: kejidata.composite_index(of(spent), [spent])
    yield figures.level_panels, lambda: kejidata.index_numbers(of(spent), 2019)
    yield figures.pace_tracks, lambda: kejidata.pace(observations(), 2019)
    yield figures.profile, lambda: kejidata.profile(of(spent), "320000")
    yield figures.province_tiles, lambda: of("rd_intensity").query("period == '2023'")
    yield figures.rank_bump, lambda: kejidata.rankings(of(spent))
    yield figures.ranking_dots, lambda: kejidata.rankings(of(spent))
    yield figures.small_multiples, lambda: of("rd_intensity")
    yield figures.spending_intensity, lambda: of(spent, "rd_intensity")
    yield figures.target_dumbbell, lambda: kejidata.target_outlook(observations())


@pytest.mark.parametrize(("chart", "rows"), [*shown()])
def test_a_picture_names_its_sources(chart: Callable, rows: Callable) -> None:
    source = source_of(chart, rows())
    assert source.startswith("Source: ")
    assert "Bureau" in source


def test_every_chart_is_asked() -> None:
    others = set(figures.__all__) - {chart.__name__ for chart, _ in shown()}
    # The overview is the tiles or the ranking.
    assert others == {"Picture", "alt_text", "gallery", "ranking_overview", "save", "save_all"}
