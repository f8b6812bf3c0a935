"""Completion bullets: bars, time gone, lateness, stated ratios."""

import numpy as np
import pandas as pd
from figure_checks import said
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex

from kejidata.figures import completion_bullets
from kejidata.figures.layout import style


def completion(**columns):
    """Return three ratios: above the target, on time, behind the calendar."""
    frame = pd.DataFrame(
        {
            "region": "a",
            "indicator": ["x", "y", "z"],
            "period": "2020-01/2020-11",
            "value": [11.0, 95.0, 8.0],
            "target": [10.0, 100.0, 10.0],
            "completion": [110.0, 95.0, 80.0],
            "elapsed": 91.67,
            "reason": "",
        }
    )
    return frame.assign(**columns)


def bars(figure):
    """Return width and colour of the bar of each row, without the band of the target."""
    return [
        (float(b.get_width()), to_hex(b.get_facecolor()).upper())
        for b in figure.axes[0].patches[1::2]
    ]


def test_bars_are_as_long_as_the_ratio_and_orange_when_behind_the_calendar():
    assert bars(completion_bullets(completion())) == [
        (110.0, style.BLUE),
        (95.0, style.BLUE),
        (80.0, style.ORANGE),
    ]


def test_the_band_ends_at_the_target():
    assert {
        float(b.get_width()) for b in completion_bullets(completion()).axes[0].patches[::2]
    } == {100.0}


def test_a_tick_stands_at_the_time_gone():
    ticks = [
        c
        for c in completion_bullets(completion()).axes[0].collections
        if isinstance(c, LineCollection)
    ]
    assert [round(float(tick.get_segments()[0][0][0]), 2) for tick in ticks] == [91.67] * 3


def test_the_title_counts_what_is_met_and_what_is_late():
    assert (
        completion_bullets(completion())
        .get_label()
        .startswith("3项目标中，1项已完成，1项落后于时间进度")
    )


def test_a_refused_ratio_stands_with_its_reason():
    frame = completion(completion=[110.0, np.nan, 80.0], reason=["", "unit_mismatch", ""])
    figure = completion_bullets(frame)
    assert "计量单位不一致" in said(figure)
    assert len(bars(figure)) == 2


def test_a_stated_ratio_is_drawn_hollow_and_the_target_it_implies_is_no_proof_of_it():
    frame = completion(
        indicator="tech_contract_value",
        region=["a", "b", "c"],
        value=26.82,
        target=np.nan,
        completion=np.nan,
        stated_completion=121.9,
        implied_target=22.001641,
        reason="no_target",
    ).head(1)
    figure = completion_bullets(frame)
    assert [(round(width, 1), colour) for width, colour in bars(figure)] == [(121.9, style.PAPER)]
    assert "公布121.9%（26.82亿元）" in said(figure)
    assert figure.get_label().startswith(
        "技术合同成交额2020年1—11月完成目标：公布121.9%，无法核算。"
    )
    assert "22" not in "".join(said(figure)).replace("2022", "")


def test_what_has_no_target_is_counted_not_drawn():
    frame = completion(completion=[110.0, np.nan, np.nan], reason=["", "no_target", "no_target"])
    figure = completion_bullets(frame)
    assert "另有2项没有公布目标，未列出" in said(figure)
    assert len(bars(figure)) == 1


def test_a_target_told_as_about_proves_nobody_behind():
    figure = completion_bullets(completion(bound=["exact", "exact", "about"]), lang="en")
    assert style.ORANGE not in dict(bars(figure)).values()
    assert "lag" not in figure.get_label()
