"""Ranking dots: order, values, open ranks, the mean, the focus."""

import numpy as np
import pandas as pd
import pytest
from figure_checks import said
from matplotlib.collections import LineCollection

from kejidata import KejidataError, load, rankings
from kejidata.figures import ranking_dots
from kejidata.figures.layout import style


def ranks(**columns):
    frame = pd.DataFrame(
        {
            "region": ["c", "a", "b", "d"],
            "indicator": "x",
            "period": "2020",
            "value": [2.0, 4.0, 3.0, np.nan],
            "rank": [3, 1, 2, np.nan],
            "best": [2, 1, 2, np.nan],
            "worst": [3, 1, 3, np.nan],
            "reason": ["", "", "", "no_value"],
        }
    )
    return frame.assign(**columns)


def test_a_headline_on_some_of_the_members_says_so():
    known = ["320682", "320681", "320623", "320612"]
    frame = pd.DataFrame({"region": known, "indicator": "x", "period": 2020, "value": [9, 8, 7, 6]})
    found = rankings(frame)
    assert "如皋在可排名的4个地区中居第1位（另有3个无数据）" in ranking_dots(found).get_label()
    assert (
        "如皋在7个地区中居第1至第4位（另有3个无数据）"
        in ranking_dots(found, focus="如皋").get_label()
    )
    assert "Rugao ranks 1st to 4th of 7" in ranking_dots(found, "en", focus="Rugao").get_label()


def dots(figure):
    lines = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    return [
        (float(line.get_xdata()[0]), line.get_color(), line.get_markerfacecolor()) for line in lines
    ]


def test_dots_stand_at_the_values_and_are_hollow_where_the_rank_is_open():
    assert dots(ranking_dots(ranks())) == [
        (4.0, style.BLUE, style.BLUE),
        (3.0, style.BLUE, style.PAPER),
        (2.0, style.BLUE, style.PAPER),
    ]


def test_an_open_rank_is_a_range():
    told = [text.get_text() for text in ranking_dots(ranks()).axes[0].texts]
    assert told[:2] == ["1", "a"]
    assert told.count("2—3") == 2


def test_the_mean_line_stands_at_the_mean_of_the_ranked():
    lines = [c for c in ranking_dots(ranks()).axes[0].collections if isinstance(c, LineCollection)]
    assert lines[-1].get_segments()[0][0][0] == pytest.approx(3.0)


def shares(*regions):
    """Return rankings of an intensity: 4, 3 and 2 %, the regions given in this order."""
    frame = pd.DataFrame({"region": regions, "value": [4.0, 3.0, 2.0][: len(regions)]})
    return rankings(frame.assign(indicator="rd_intensity", period="2020", unit="%"))


def test_shares_are_compared_with_the_whole_and_never_with_their_mean():
    whole = ranking_dots(shares("110000", "000000", "120000"))
    lines = [c for c in whole.axes[0].collections if isinstance(c, LineCollection)]
    assert lines[-1].get_segments()[0][0][0] == 3.0
    assert "虚线为全国（3%）" in whole.get_label()
    alone = ranking_dots(shares("110000", "120000"))
    assert "虚线" not in alone.get_label()


def test_who_may_only_draw_level_with_the_first_does_not_lead_in_the_title():
    # 10 in ones may be 9.5 at the least, where b stands: a is first, with b or without.
    frame = pd.DataFrame({"region": ["a", "b", "c"], "indicator": "own", "period": "2020"})
    found = rankings(frame.assign(value=[10.0, 9.5, 3.0], step=[1.0, np.nan, np.nan]))
    assert "own：a在3个地区中居第1位。" in ranking_dots(found).get_label()
    assert "a ranks first of 3." in ranking_dots(found, "en").get_label()


@pytest.mark.parametrize(("name", "unit"), [("a÷b", ""), ("own", "件/万人")])
def test_so_much_for_each_has_no_mean_without_weights(name, unit):
    frame = pd.DataFrame({"region": ["110000", "120000"], "value": [4.0, 2.0], "period": "2020"})
    found = rankings(frame.assign(indicator=name))
    assert "虚线为2个地区的简单平均" in ranking_dots(found.assign(indicator="own")).get_label()
    assert "虚线" not in ranking_dots(found.assign(unit=unit)).get_label()


def test_the_line_runs_through_no_words_where_they_stand_above_the_tracks():
    name = "规模以上工业企业研究与试验发展机构"
    figure = ranking_dots(ranks(region=[f"{name}{n}" for n in range(4)]), size="column")
    (line,) = [c for c in figure.axes[0].collections if len(c.get_segments()) == 3]
    names = [text.get_position()[1] for text in figure.axes[0].texts if name in text.get_text()]
    for top, segment in zip(names, line.get_segments(), strict=False):
        assert top % 1 < segment[0][1] - int(segment[0][1]) or segment[0][1] > top


def test_values_have_the_digits_of_their_publisher_and_their_unit():
    # 2.0 in steps of 0.1 was published as 2.0, 5 in ones as 5; the mean of 2.0 and 5 is 3.5,
    # which steps of 0.55 on average leave open by no more than 1.
    columns = {"region": ["a", "b"], "indicator": "own", "period": 2020, "value": [2.0, 5.0]}
    found = rankings(pd.DataFrame({**columns, "unit": "万元", "step": [0.1, 1.0]}))
    drawn = said(ranking_dots(found))
    assert {"2.0", "5"} <= {*drawn}
    assert "own（万元）" in drawn
    assert any("简单平均（4万元）" in text for text in drawn)


def test_the_digits_of_the_registry_are_those_of_pictures_too():
    # 0.01 was published, the registry tells R&D expenditure in one decimal.
    columns = {"region": ["a", "b"], "indicator": "rd_expenditure", "period": 2024}
    found = rankings(pd.DataFrame({**columns, "value": [36326.81, 3.27], "step": 0.01}))
    assert {"36326.8", "3.27"} <= {*said(ranking_dots(found))}


def test_a_region_without_a_rank_says_why():
    assert "本期数据缺失" in said(ranking_dots(ranks()))


def test_the_focus_leads_the_title_and_is_orange():
    figure = ranking_dots(ranks(), focus="b")
    assert figure.get_label().startswith("2020年x：b在3个地区中居第2至第3位（因舍入不能确定）")
    assert dots(figure)[1][1] == style.FOCUS


def test_a_known_region_in_focus_that_published_nothing_says_so():
    provinces = ranks().replace({"region": {"a": "110000", "b": "120000", "c": "130000"}})
    figure = ranking_dots(provinces, focus="上海")
    assert "上海" in figure.get_label()
    assert "本期数据缺失" in figure.get_label()


def test_the_focus_is_shown_wherever_it_ranks():
    figure = ranking_dots(ranks(), focus="c", top=2)
    assert [dot[0] for dot in dots(figure)] == [4.0, 2.0]
    assert "另有2个地区未列出，其中1个未排名" in said(figure)


def test_the_last_period_is_drawn():
    later = ranks(period="2021", value=[9.0, 8.0, 7.0, np.nan])
    figure = ranking_dots(pd.concat([ranks(), later]))
    assert dots(figure)[0][0] == 8.0


def test_a_region_ranked_alone_is_not_among_the_others():
    frame = ranks(region=["320000", "110000", "310000", "000000"], rank=[3, 1, 2, 1], value=2.0)
    assert "全国" not in said(ranking_dots(frame))


@pytest.mark.parametrize("argument", [{"focus": "z"}, {"period": "1999"}, {"indicator": "y"}])
def test_what_is_not_in_the_frame_is_refused(argument):
    with pytest.raises(KejidataError, match="the frame holds no"):
        ranking_dots(ranks(), **argument)


def test_several_indicators_have_to_be_chosen_from():
    with pytest.raises(KejidataError, match="one indicator"):
        ranking_dots(pd.concat([ranks(), ranks(indicator="y")]))


def test_bare_values_end_on_one_line():
    figure = ranking_dots(ranks(value=[2.0, 400.0, 30.0, np.nan]))
    values = [t for t in figure.axes[0].texts if t.get_text() in ("400", "30", "2")]
    assert {text.get_ha() for text in values if text.get_position()[0] > 5} == {"right"}


def test_the_mean_is_that_of_the_decimals():
    # (1305.22 + 1223.10 + 1221.63 + 1155.11) / 4 = 1226.265, half of a cent up.
    frame = pd.DataFrame(
        {
            "region": list("abcd"),
            "indicator": "x",
            "period": 2020,
            "value": [1305.22, 1223.1, 1221.63, 1155.11],
            "unit": "亿元",
            "step": 0.01,
        }
    )
    label = ranking_dots(rankings(frame), "zh").get_label()
    assert "1226.27" in label


@pytest.mark.root_project
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_provinces_stand_on_a_slide_in_two_blocks_of_one_scale(lang):
    obs = load()
    now = obs[(obs["indicator"] == "rd_intensity") & (obs["period"] == "2023")]
    figure = ranking_dots(rankings(now), lang, focus="江苏")
    assert figure.get_size_inches().tolist() == [10.0, 5.625]  # 16:9
    first, second = figure.axes
    assert first.get_xlim() == second.get_xlim()
    dots = [line for axes in (first, second) for line in axes.lines]
    assert len(dots) == 31


def test_one_that_can_be_ranked_is_first_of_nobody_and_its_own_mean_is_no_line():
    obs = pd.DataFrame({"region": ["110000", "120000"], "value": [12.0, float("nan")]})
    ranks = rankings(obs.assign(indicator="rd_expenditure", period="2020"))
    told = {lang: ranking_dots(ranks, lang).get_label() for lang in ("en", "zh")}
    assert told["en"].startswith("R&D expenditure in 2020: only Beijing can be ranked (30 without")
    assert told["zh"].startswith("2020年R&D经费：只有北京可以排名（另有30个无数据）")
    assert "mean" not in told["en"]


def test_the_group_of_most_ranks_is_drawn():
    obs = pd.DataFrame(
        {
            "region": ["320000", "320100", "320200", "320600"],
            "indicator": "x",
            "period": "2020",
            "value": [9.0, 3.0, 2.0, 1.0],
        }
    )
    title = ranking_dots(rankings(obs), "en").get_label()
    assert title.startswith("x in 2020: Nanjing ranks first of the 3 ranked (10 without a figure)")


@pytest.mark.parametrize(
    ("lang", "values", "ticks"),
    [
        ("en", [1234567.5, 2e5], ["0", "500,000", "1,000,000"]),
        ("zh", [1234567.5, 2e5], ["0", "500000", "1000000"]),
        ("xx", [1234567.5, 2e5], ["0", "500.000", "1.000.000"]),
        ("xx", [0.4, 0.1], ["0,0", "0,1", "0,2", "0,3", "0,4"]),
    ],
)
@pytest.mark.usefixtures("mock_language")
def test_an_axis_writes_its_numbers_as_its_language_does(lang, values, ticks):
    frame = pd.DataFrame({"region": list("abc")[: len(values)], "indicator": "x", "period": 2020})
    figure = ranking_dots(rankings(frame.assign(value=values)), lang)
    figure.draw_without_rendering()
    (axis,) = [axes.xaxis for axes in figure.axes if axes.get_xlabel()]
    low, high = axis.get_view_interval()
    shown = zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
    assert [label.get_text() for at, label in shown if low <= at <= high] == ticks
    assert axis.get_offset_text().get_text() == ""
