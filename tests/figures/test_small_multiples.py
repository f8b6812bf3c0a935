"""Small multiples: a panel for each region, its line, scale and last value."""

import numpy as np
import pandas as pd
from figure_checks import said, sentence

from kejidata.figures import small_multiples
from kejidata.figures.layout import style


def obs(**columns):
    frame = pd.DataFrame(
        {
            "region": ["a", "a", "a", "b", "b"],
            "indicator": "x",
            "period": ["2018", "2019", "2021", "2018", "2021"],
            "value": [5.0, 6.0, 4.0, 1.0, 9.0],
        }
    )
    return frame.assign(**columns)


def test_the_highest_last_value_comes_first_and_is_said():
    figure = small_multiples(obs())
    assert [axes.lines[-1].get_ydata()[-1] for axes in figure.axes] == [9.0, 4.0]
    told = said(figure)
    assert [told.index("b"), told.index("9")] < [told.index("a"), told.index("4")]


def test_periods_and_scale_stand_at_the_axes():
    figure = small_multiples(obs())
    assert {"2018", "2021"} <= set(said(figure))
    first = figure.axes[0]
    assert [label.get_text() for label in first.get_yticklabels()][0] == "0"
    assert len(first.get_yticks()) > 1


def test_the_highest_of_a_choice_is_said_to_be_of_those_shown():
    frame = obs(region=["320500", "320500", "320500", "320600", "320600"])
    assert small_multiples(frame).get_label().startswith("x（所列地区）")
    assert "regions shown" in small_multiples(frame, lang="en").get_label()
    assert "所列" not in small_multiples(obs()).get_label()


def test_one_region_alone_is_not_the_highest():
    alone = obs()[:3]
    assert "最高" not in small_multiples(alone).get_label()


def test_lines_run_by_calendar_through_what_is_known():
    line = small_multiples(obs()).axes[1].lines[1]
    np.testing.assert_array_equal(line.get_xdata(), [2018, 2019, 2021])
    np.testing.assert_array_equal(line.get_ydata(), [5, 6, 4])


def test_what_ends_lower_is_orange():
    colours = [axes.lines[1].get_color() for axes in small_multiples(obs()).axes]
    assert colours == [style.BLUE, style.ORANGE]


def test_panels_share_a_scale_that_starts_at_zero():
    limits = {axes.get_ylim() for axes in small_multiples(obs()).axes}
    assert len(limits) == 1
    assert min(limits)[0] == 0


def test_negative_values_have_room_below():
    assert small_multiples(obs(value=-3.0)).axes[0].get_ylim()[0] < -3


def test_the_total_is_the_grey_line_of_every_panel():
    frame = obs(region=["000000"] * 3 + ["320000"] * 2)
    figure = small_multiples(frame)
    assert len(figure.axes) == 1
    assert figure.axes[0].lines[1].get_color() == style.FAINT
    assert "灰线为全国" in figure.get_label()


def test_the_title_compares_the_ends():
    assert (
        small_multiples(obs()).get_label().startswith("x：2个地区中1个2021年高于2018年，b最高（9）")
    )


def test_panels_beyond_the_limit_are_counted():
    assert "另有1个地区未列出" in said(small_multiples(obs(), top=1))


def test_targets_are_no_values():
    figure = small_multiples(obs(measure="target"))
    assert sentence(figure) == "没有已公布的数值，没有可画的图。"


def test_panels_that_lie_far_apart_have_their_own_scales():
    far = obs()
    far.loc[far["region"] == far["region"].iloc[0], "value"] *= 100
    figure = small_multiples(far)
    assert len({axes.get_ylim() for axes in figure.axes}) > 1
    assert all(axes.get_ylim()[0] == 0 for axes in figure.axes)
    assert "各自为准" in figure.get_label()
    assert "各图同一纵轴" in small_multiples(obs()).get_label()


def test_the_data_of_the_chart_are_what_its_panels_draw():
    frame = obs(region=["a", "a", "a", "b", "b"], period=["2018", "2019", "2021", "2018", "2021"])
    odd = pd.DataFrame(
        {"region": "a", "indicator": "x", "period": ["2020-01/2020-06"], "value": [2.0]}
    )
    figure = small_multiples(pd.concat([frame, odd]), top=1)
    assert figure.shown.data[["region", "period", "value"]].to_numpy().tolist() == [
        ["b", "2018", 1.0],
        ["b", "2021", 9.0],
    ]


def test_nobody_is_highest_beside_a_bound_that_may_lie_above():
    frame = pd.DataFrame(
        {
            "region": list("AABB"),
            "indicator": "x",
            "period": ["2019", "2020"] * 2,
            "value": [10.0, 16, 20, 15],
            "unit": "亿元",
            "bound": ["exact", "exact", "exact", "at_least"],
        }
    )
    assert "highest may be any of" in small_multiples(frame, "en").get_label()
    above = frame.assign(value=[10.0, 16, 20, 30])
    assert "highest in B (≥CNY 3 billion)" in small_multiples(above, "en").get_label()
    below = above.assign(value=[10.0, 16, 20, 15], bound=["exact"] * 3 + ["at_most"])
    assert "highest in A (CNY 1.6 billion)" in small_multiples(below, "en").get_label()
