"""Funnels: what went through, in percent."""

import pandas as pd
import pytest
from figure_checks import said, sentence
from matplotlib.patches import Polygon, Rectangle

from kejidata import KejidataError, load
from kejidata.figures import funnels


def shares(figure):
    """Return the widths of the bars of what came out."""
    bars = [p for p in figure.axes[0].patches if isinstance(p, Rectangle)]
    return [round(float(bar.get_width()), 1) for bar in bars[1::2]]


@pytest.mark.root_project
def test_the_report_s_funnels():
    figure = funnels(load(), region="320682")
    # 107/221, 4637/7422, 12740/15520, 24/26
    assert shares(figure) == [48.4, 62.5, 82.1, 92.3]
    assert "48.4%（107家）" in said(figure)
    assert figure.get_label().startswith("转化率：高企融资直通车投放企业数最高（92.3%）")


def own(**columns):
    frame = pd.DataFrame(
        {"region": "a", "indicator": ["in", "out"], "period": "2020", "value": [200.0, 50.0]}
    )
    return frame.assign(**columns)


PAIRS = [("in", "out")]


def test_an_own_pair_has_a_slope_between_its_bars():
    figure = funnels(own(), pairs=PAIRS)
    assert shares(figure) == [25.0]
    slope = next(p for p in figure.axes[0].patches if isinstance(p, Polygon))
    assert slope.get_xy()[:4, 0].tolist() == [0, 100, 25, 0]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"period": ["2020", "2021"]}, "两期时间跨度不同"),
        ({"unit": ["家", "万元"]}, "计量单位不一致"),
        ({"value": [0.0, 50.0]}, "基期为零"),
        ({"value": [float("nan"), 50.0]}, "本期数据缺失"),
    ],
)
def test_a_pair_without_a_share_says_why(columns, reason):
    figure = funnels(own(**columns), pairs=PAIRS)
    assert reason in said(figure)
    assert shares(figure) == []


def test_more_may_come_out_than_went_in():
    assert shares(funnels(own(value=[50.0, 200.0]), pairs=PAIRS)) == [400.0]


def test_none_of_the_indicators():
    with pytest.raises(KejidataError, match="none of the indicators"):
        funnels(own(), pairs=[("elsewhere", "nowhere")])


def test_none_of_the_usual_indicators_is_a_sentence():
    assert sentence(funnels(own())) == "没有这些指标的数据，没有可画的图。"
