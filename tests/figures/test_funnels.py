"""Funnels: what went through, in percent."""

import pandas as pd
import pytest
from figure_checks import said, sentence

from kejidata import KejidataError, load, table
from kejidata.figures import funnels


def shares(figure):
    """Return the widths of the bars of what came out."""
    return [round(float(bar.get_width()), 1) for bar in figure.axes[0].patches]


@pytest.mark.root_project
def test_the_report_s_funnels():
    figure = funnels(load(), focus="320682")
    # 107/221, 4637/7422, 12740/15520, 24/26
    # Firms before money, the least of each on top.
    assert shares(figure) == [48.4, 92.3, 62.5, 82.1]
    assert "48.4%（221家 → 107家）" in said(figure)
    assert figure.get_label().startswith(
        "转化率：按数量，高新技术企业认定数最低（48.4%）；按金额，产学研合作实际支付金额最低（62.5%）。"
    )


def own(**columns):
    frame = pd.DataFrame(
        {"region": "a", "indicator": ["in", "out"], "period": "2020", "value": [200.0, 50.0]}
    )
    return frame.assign(**columns)


PAIRS = [("in", "out")]


def test_an_own_pair_has_one_bar_on_a_scale_to_the_whole():
    figure = funnels(own(), pairs=PAIRS)
    assert shares(figure) == [25.0]
    assert figure.axes[0].get_xlim() == (0.0, 100.0)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"period": ["2020", "2021"]}, "两期时间跨度不同"),
        ({"unit": ["家", "万元"]}, "计量单位不一致"),
        ({"value": [0.0, 50.0]}, "基期为零或可能为零"),
        ({"value": [float("nan"), 50.0]}, "本期数据缺失"),
    ],
)
def test_pairs_without_a_share_are_a_sentence_that_says_why(columns, reason):
    figure = funnels(own(**columns), pairs=PAIRS)
    assert sentence(figure) == f"各环节均无法计算转化率，没有可画的图：{reason}。"


def test_a_pair_without_a_share_beside_one_that_has_says_why():
    more = own(indicator=["from", "to"], value=[0.0, 50.0])
    figure = funnels(pd.concat([own(), more]), pairs=[*PAIRS, ("from", "to")])
    assert "基期为零或可能为零" in said(figure)
    assert shares(figure) == [25.0]


def test_more_may_come_out_than_went_in():
    assert shares(funnels(own(value=[50.0, 200.0]), pairs=PAIRS)) == [400.0]


def test_none_of_the_indicators():
    with pytest.raises(KejidataError, match="none of the indicators"):
        funnels(own(), pairs=[("elsewhere", "nowhere")])


def test_none_of_the_usual_indicators_is_a_sentence():
    assert sentence(funnels(own())) == "没有这些指标的数据，没有可画的图。"


def test_the_data_of_the_chart_are_its_pairs_and_their_shares():
    frame = pd.concat([own(), own(period="2019"), own(indicator=["in", "other"], value=[1.0, 2.0])])
    rows = funnels(frame.drop_duplicates(["indicator", "period"]), pairs=PAIRS).shown.data
    assert rows[["indicator", "period", "value"]].to_numpy().tolist() == [
        ["in", "2020", 200.0],
        ["out", "2020", 50.0],
    ]
    assert rows["share"].isna().tolist() == [True, False]
    # The first of a pair has nothing to be a share of, which is not the publisher's silence.
    assert table(rows, "zh", columns=["share"]).columns[0].cells[0].reason == "没有前一环节"
    # 50 of 200, each known to the whole: 49.5 of 200.5 to 50.5 of 199.5.
    exact = funnels(own(step=1.0), pairs=PAIRS).shown.data.iloc[1]
    assert exact["share"] == 25.0
    assert exact[["share_low", "share_high"]].round(2).tolist() == [24.69, 25.31]


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "by money, 50% for paid"), ("zh", "按金额，paid为50%")],
)
def test_one_stage_alone_of_its_kind_is_lowest_of_none(lang, told):
    names = ["in", "out", "asked", "given", "signed", "paid"]
    frame = pd.DataFrame({"indicator": names, "value": [200.0, 50.0, 9.0, 3.0, 8.0, 4.0]})
    frame = frame.assign(region="a", period="2020", unit=["家"] * 4 + ["万元"] * 2)
    pairs = list(zip(names[::2], names[1::2], strict=True))
    title = funnels(frame, lang, pairs=pairs).get_label()
    assert told in title
    assert {"en": "by count, lowest for out (25%)", "zh": "按数量，out最低（25%）"}[lang] in title
