"""Expenditure against intensity: points, the nation's line, names."""

import math
import re

import pandas as pd
import pytest
from figure_checks import said, sentence
from matplotlib.colors import to_hex

from kejidata import load, regions
from kejidata.figures import spending_intensity
from kejidata.figures.layout import style

PAIR = ("in", "out")


def obs(**columns):
    frame = pd.DataFrame(
        {
            "region": ["a", "a", "b", "b", "c"],
            "indicator": ["in", "out", "in", "out", "in"],
            "period": "2020",
            "value": [10.0, 2.0, 20.0, 1.0, 5.0],
        }
    )
    return frame.assign(**columns)


def points(figure):
    return figure.axes[0].collections[0].get_offsets().tolist()


def test_points_are_the_regions_that_have_both():
    assert points(spending_intensity(obs(), pair=PAIR)) == [[10.0, 2.0], [20.0, 1.0]]


def test_every_point_has_its_name_and_the_focus_is_orange():
    figure = spending_intensity(obs(), pair=PAIR, focus="b")
    assert {"a", "b"} <= set(said(figure))
    colours = figure.axes[0].collections[0].get_facecolors()
    assert [to_hex(colour).upper() for colour in colours] == [style.BLUE, style.FOCUS]


def test_one_point_alone_is_no_picture_but_a_sentence():
    figure = spending_intensity(obs()[:2], pair=PAIR)
    assert "只有一个地区" in figure.get_label()


def test_the_axes_carry_names_and_units():
    told = said(spending_intensity(load()))
    assert "R&D经费（亿元）" in told
    assert "R&D经费投入强度（%）" in told


@pytest.mark.root_project
def test_the_nation_is_a_line_and_no_point():
    figure = spending_intensity(load())
    assert len(points(figure)) == 31
    # The bulletin of 2023 puts the nation at 2.65 %.
    assert "全国 2.65%" in said(figure)
    assert figure.axes[0].lines[0].get_ydata()[0] == pytest.approx(2.65)


@pytest.mark.root_project
def test_amounts_far_apart_get_a_logarithmic_scale():
    far, near = spending_intensity(load()), spending_intensity(obs(), pair=PAIR)
    assert [figure.axes[0].get_xscale() for figure in (far, near)] == ["log", "linear"]
    assert ["横轴为对数刻度" in figure.get_label() for figure in (far, near)] == [True, False]


@pytest.mark.root_project
@pytest.mark.parametrize("size", ["slide", "column"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_province_is_named_once_on_the_figure_or_below_it(lang, size):
    table = regions().query("level == 'province'")
    names = set(table["short_zh" if lang == "zh" else "name_en"])
    told = said(spending_intensity(load(), lang, size))
    beside = {text for text in told if text in names}
    mark = "图中未标名：" if lang == "zh" else "Points without a name: "
    note = "".join(text.removeprefix(mark) for text in told if text.startswith(mark))
    below = set(re.split("、|和|, | and ", note)) - {""}
    assert beside | below == names
    assert not beside & below


def test_no_region_with_both():
    figure = spending_intensity(obs(), "en", pair=("in", "none"))
    assert sentence(figure).startswith("No region has both indicators in one period")


def test_the_last_period_with_both_counts():
    later = obs(period="2021").query("indicator == 'in'")
    figure = spending_intensity(pd.concat([obs(), later]), pair=PAIR)
    assert "2020年out" in figure.get_label()


def test_the_nation_alone_is_no_comparison():
    figure = spending_intensity(obs().assign(region="000000").iloc[:2], pair=PAIR)
    assert sentence(figure).startswith("没有一个地区在同一时期两项指标都有数值")


@pytest.mark.root_project
def test_names_stand_near_their_points():
    figure = spending_intensity(load(), "en")
    ways = [line.get_xydata() for line in figure.lines]  # in inches of the page
    # Half an inch of the ten of a slide: longer ways cross the names of others.
    assert all(math.dist(*way) < 0.5 for way in ways)


def test_nobody_is_highest_beside_a_bound_that_may_lie_above():
    frame = obs(region=["a", "a", "b", "b", "c"]).assign(bound="exact")
    more = pd.DataFrame(
        {"region": "c", "indicator": "out", "period": "2020", "value": [1.5], "bound": "at_least"}
    )
    title = spending_intensity(pd.concat([frame, more]), "en", pair=("in", "out")).get_label()
    assert "highest may be any of" in title
    title = spending_intensity(
        pd.concat([frame, more.assign(value=3.0)]), "en", pair=("in", "out")
    ).get_label()
    assert "highest in c (≥3" in title
