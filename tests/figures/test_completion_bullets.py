"""Completion bullets: bars, time gone, lateness, stated ratios."""

import numpy as np
import pandas as pd
import pytest
from figure_checks import said
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex

from kejidata import completion_ratios
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


def against_a_limit(value: float, period: str = "2021-01/2021-06", **columns) -> pd.DataFrame:
    """Return two completions of limits of 100 for 2021, equal but for the indicator."""
    rows = {"period": ["2021", period], "measure": ["target", "value"], "value": [100.0, value]}
    frames = [
        pd.DataFrame(
            {"region": "a", "indicator": code, "bound": ["at_most", "exact"], **rows, **columns}
        )
        for code in "xy"
    ]
    return completion_ratios(pd.concat(frames))


LEFT_OPEN = "Of 2 targets, 2 are left open by the published figures"


@pytest.mark.parametrize(
    ("value", "period", "columns", "title"),
    [
        (60.0, "2021-01/2021-06", {}, "Of 2 targets, 2 are within the limit so far"),
        (160.0, "2021-01/2021-06", {}, "Of 2 targets, 2 are missed"),
        (160.0, "2021-01/2021-09", {}, "Of 2 targets, 2 are missed"),
        (60.0, "2021-01/2021-06", {"unit": "%"}, "Of 2 targets, 2 are within the limit so far"),
        (
            100.0,
            "2021-01/2021-06",
            {"step": [0, 10.0]},
            "Of 2 targets, 2 are left open by the published figures",
        ),
        (60.0, "2021", {}, "Of 2 targets, 2 are reached"),
        (160.0, "2021", {}, "Of 2 targets, 2 are missed"),
    ],
)
def test_a_limit_is_kept_or_exceeded_and_never_on_schedule(value, period, columns, title):
    """Less is better: 60 of at most 100 in June may still be exceeded, 160 can be no less."""
    figure = completion_bullets(against_a_limit(value, period, **columns), lang="en")
    assert figure.get_label().split(". ")[0] == title
    assert (style.ORANGE in {colour for _, colour in bars(figure)}) == ("missed" in title)


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "x, Jan–Jun 2021: a completion of 166.7% of the limit, less being better"),
        ("zh", "x2021年1—6月按控制目标计完成率166.7%（越低越好）"),
    ],
)
def test_one_limit_is_called_a_limit(lang, title):
    figure = completion_bullets(against_a_limit(60.0).head(1), lang=lang)
    assert figure.get_label().startswith(title)


def test_the_target_of_a_year_is_not_called_that_of_its_first_quarter():
    """5 of 20 for the year in March are a quarter of the year's target, which is no quarter's."""
    frame = completion(period="2021-01/2021-03", value=5.0, target=20.0, completion=25.0)
    title = completion_bullets(frame.head(1), lang="en").get_label().split(". ")[0]
    assert title == "x, Jan–Mar 2021: 25% of the target"


def test_an_about_target_that_was_missed_is_open_in_the_result_itself():
    rows = {"measure": ["target", "value"], "value": [100.0, 80.0], "bound": ["about", "exact"]}
    twice = [pd.DataFrame({"region": "a", "indicator": i, "period": "2020", **rows}) for i in "xy"]
    ratios = completion_ratios(pd.concat(twice))
    assert ratios["bound"].tolist() == ["about", "about"]
    figure = completion_bullets(ratios, lang="en")
    assert style.ORANGE not in dict(bars(figure)).values()
    assert "missed" not in figure.get_label()


@pytest.mark.parametrize("bound", ["exact", "at_most"])
def test_a_limit_used_up_halfway_is_kept_so_far_and_not_reached(bound):
    rows = {"period": ["2021", "2021-01/2021-06"], "measure": ["target", "value"], "value": 100.0}
    twice = [pd.DataFrame({"region": "a", "indicator": i, **rows}) for i in "xy"]
    frame = pd.concat(twice).assign(bound=[bound, "exact"] * 2)
    label = completion_bullets(completion_ratios(frame, direction=-1), lang="en").get_label()
    assert "2 are within the limit so far" in label
