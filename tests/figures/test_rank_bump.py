"""Ranks over the years: lines, colours, gaps, shared places."""

import numpy as np
import pandas as pd
import pytest
from figure_checks import said, sentence

from kejidata import KejidataError, rankings
from kejidata.figures import rank_bump
from kejidata.figures.layout import style
from kejidata.figures.layout.rank_lines import apart


def ranks():
    """Return a rising, a falling and a steady region over three years, one of them missing."""
    rows = [
        *[("up", "2018", 3), ("up", "2019", np.nan), ("up", "2021", 1)],
        *[("down", "2018", 1), ("down", "2019", 2), ("down", "2021", 3)],
        *[("flat", "2018", 2), ("flat", "2019", 1), ("flat", "2021", 2)],
    ]
    frame = pd.DataFrame(rows, columns=["region", "period", "rank"])
    known = {"best": frame["rank"], "worst": frame["rank"]}
    return frame.assign(indicator="x", value=1.0, reason="", **known)


def lines(figure):
    return {line.get_color(): line for line in figure.axes[0].lines}


def test_lines_run_through_the_ranks_and_break_where_one_is_missing():
    line = lines(rank_bump(ranks()))[style.BLUE]
    np.testing.assert_array_equal(line.get_ydata(), [3, np.nan, 1])


def test_years_stand_apart_as_they_do_in_the_calendar():
    assert lines(rank_bump(ranks()))[style.BLUE].get_xdata().tolist() == [2018, 2019, 2021]


def test_the_best_place_is_at_the_top():
    bottom, top = rank_bump(ranks()).axes[0].get_ylim()
    assert bottom > top


def test_who_gained_most_is_blue_who_lost_most_green_the_focus_orange():
    found = lines(rank_bump(ranks(), focus="flat"))
    assert found[style.GREEN].get_ydata()[-1] == 3
    assert found[style.FOCUS].get_ydata()[0] == 2


def test_the_title_tells_the_moves():
    figure = rank_bump(ranks(), focus="flat")
    assert figure.get_label().startswith("x位次：flat首末均居第2位；up由第3位升至第1位")


def test_regions_beyond_the_limit_are_counted_and_the_focus_kept():
    figure = rank_bump(ranks(), focus="down", top=2)
    assert len(figure.axes[0].lines) == 2
    assert "down  1" in said(figure)
    assert "另有1个地区未列出" in said(figure)


def test_shared_places_are_moved_apart_and_stay_within():
    places = apart([1, 1, 1, 4, 4], 0.5, 4)
    assert np.diff(places) == pytest.approx([0.5, 0.5, 1.5, 0.5])
    assert places[-1] == 4


def test_without_any_rank_there_is_nothing_to_draw():
    figure = rank_bump(ranks().assign(rank=np.nan))
    assert sentence(figure) == "没有地区有位次，没有可画的图。"


def test_regions_without_any_rank_take_no_place():
    unranked = pd.DataFrame({"region": [f"a{n:02}" for n in range(40)], "period": "2021"})
    unranked = unranked.assign(rank=np.nan, indicator="x", value=np.nan, best=1, worst=3, reason="")
    frame = pd.concat([unranked, ranks()[lambda f: f["period"] != "2021"]])
    assert len(rank_bump(frame).axes[0].lines) >= 3
    with pytest.raises(KejidataError, match="the region 'a07' has no rank"):
        rank_bump(frame, focus="a07")


def test_a_range_of_ranks_does_not_read_as_a_move_of_its_own():
    # b rises from 2nd or 3rd, which rounding leaves open, to 1st.
    frame = pd.DataFrame(
        {
            "region": list("abcabc"),
            "indicator": "x",
            "period": [2019] * 3 + [2020] * 3,
            "value": [9.0, 5.04, 5.0, 6.0, 8.0, 4.0],
            "step": [0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
        }
    )
    label = rank_bump(rankings(frame), "en").get_label()
    assert "b rises from 2nd or 3rd to 1st" in label


def test_a_period_in_which_one_region_alone_has_a_figure_is_no_rank():
    """Of Zhuzhou's counties one has a figure of 2023: it is 1st of nobody there."""
    years = ["2021", "2021", "2022", "2022", "2023"]
    frame = pd.DataFrame({"region": ["430281", "430211"] * 2 + ["430281"], "period": years})
    found = rankings(frame.assign(indicator="rd_expenditure", value=[4.0, 9.0, 5.0, 9.0, 6.0]))
    for line in rank_bump(found).axes[0].lines:
        assert line.get_xdata().tolist() == [2021, 2022]
