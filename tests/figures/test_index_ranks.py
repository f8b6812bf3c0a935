"""Ranks of an index with their ranges, as artists."""

import pandas as pd
from matplotlib.collections import LineCollection

from kejidata import figures
from kejidata.measures.composite_index import composite_index

OBS = pd.DataFrame(
    {
        "region": ["a", "b", "c", "d"] * 2,
        "indicator": ["x"] * 4 + ["y"] * 4,
        "period": 2020,
        "value": [0, 10, 4, None, 10, 0, 7, 1],
    }
)
TABLE = pd.DataFrame({"indicator": ["x", "y"], "weight": [2, 1]})


def test_a_dot_is_the_rank_and_the_bar_all_ranks_that_choices_allow() -> None:
    picture = figures.index_ranks(composite_index(OBS, TABLE), "en", focus="c")
    axes = picture.axes[0]
    # b leads, then c, then a; d has no score and may stand before or after each.
    assert [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"] == [1, 2, 3]
    bars = [one.get_segments()[0] for one in axes.collections if isinstance(one, LineCollection)]
    assert [(bar[0][0], bar[1][0]) for bar in bars[::2]] == [(1, 4), (2, 3), (1, 4)]
    assert "c ranks 2nd to 3rd of 4, depending on the choices tried" in picture.get_label()
    assert "too few of the indicators are known" in " ".join(t.get_text() for t in axes.texts)


def test_what_no_choice_moves_is_said_to_stay() -> None:
    picture = figures.index_ranks(composite_index(OBS[:3], ["x"]), "zh")
    assert "b在3个地区中居第1位，所试各种做法下都不变" in picture.get_label()
    assert "深色" not in picture.get_label()


def test_many_regions_stand_in_two_blocks_of_one_scale_on_a_slide() -> None:
    codes = [f"r{at:02}" for at in range(31)]
    rows = pd.DataFrame({"region": codes, "indicator": "x", "period": 2020, "value": range(31)})
    blocks = figures.index_ranks(composite_index(rows, ["x"]), "en").axes
    dots = [[d for d in axes.lines if d.get_marker() == "o"] for axes in blocks]
    assert [len(block) for block in dots] == [16, 15]
    assert dots[1][0].get_xdata()[0] == 17
    assert blocks[0].get_xlim() == blocks[1].get_xlim()
    assert blocks[0].get_xlabel() == "Rank in the composite index"
