"""The paragraph on rankings: lead, ties, ranges, moves, gaps, one region and none."""

from __future__ import annotations

import pandas as pd
import pytest

from kejidata import narrative
from kejidata.measures.ranking import rankings
from kejidata.model.stored import load


def told(frame: pd.DataFrame, lang: str = "zh", focus: str | None = None) -> str:
    ranks = rankings(frame)
    return str(
        narrative.rankings(ranks, observations=frame, focus=focus, lang=lang)  # type: ignore[arg-type]
    )


def county(values: dict[str, float | None], period: int = 2020, **more: object) -> pd.DataFrame:
    """Return one indicator over regions of an analyst's own."""
    return pd.DataFrame(
        {"region": list(values), "indicator": "x", "period": period, "value": list(values.values())}
    ).assign(**more)


def test_the_lead_the_last_and_the_focus_are_named() -> None:
    frame = county({"甲": 50, "乙": 40, "丙": 30, "丁": 20, "戊": 10})
    assert told(frame, focus="丁") == (
        "2020年，丁x为20，列5个地区第4位。居前的是甲（50）、乙（40）和丙（30），居末位的是戊（10）。"
    )
    assert told(frame, "en", "丁") == (
        "In 2020, x in 丁 stood at 20, 4th of the 5 regions. "
        "甲 (50), 乙 (40) and 丙 (30) led; 戊 (10) came last."
    )


def test_a_shared_place_is_called_shared() -> None:
    frame = county({"甲": 50, "乙": 40, "丙": 40, "丁": 20})
    assert "丙（40，并列第2位）和乙（40，并列第2位）" in told(frame)
    assert "乙 (40, joint 2nd)" in told(frame, "en")


def test_all_level_is_one_sentence() -> None:
    assert told(county({"甲": 7, "乙": 7})) == "2020年，2个地区x均为7，不分先后。"


def test_rounding_that_cannot_settle_a_place_gives_a_range() -> None:
    frame = county({"甲": 9.0, "乙": 5.2, "丙": 5.0, "丁": 4.6}, step=[0.1, 0.1, 1.0, 0.1])
    text = told(frame, focus="丙")
    assert text.startswith("2020年，丙x为5，列4个地区第2至第4位。")
    assert "受公布数舍入影响，3个地区的位次不能确定：丙在第2至第4位" in text
    assert "x in 丙 stood at 5, 2nd to 4th of the 4 regions." in told(frame, "en", "丙")


def test_many_who_share_the_last_place_do_not_also_lead() -> None:
    text = told(county({"甲": 9, "乙": 5, "丙": 5, "丁": 5}))
    assert text.count("丙") == 1
    assert "居首位的是甲（9），居末位的是" in text


def test_never_do_all_lead_the_group_that_they_are() -> None:
    text = told(county({"甲": 5, "乙": 9, "丙": 5}), "en")
    assert "乙 (9) led the 3 regions" in text
    assert "丙" not in text.partition(" led ")[0]


def test_moves_and_gaps_are_told() -> None:
    before = county({"甲": 50, "乙": 40, "丙": 30}, 2019)
    after = county({"甲": 20, "乙": 40, "丙": 30, "丁": None}, 2020)
    text = told(pd.concat([before, after]))
    assert "4个地区中可排名的3个，x居前的是乙（40）和丙（30）" in text
    assert "与上年（只计两期都有位次的地区）相比，位次上升最多的是乙（升至第1至第2位）" in text
    assert "下降最多的是甲（降至第3至第4位），下降2位" in text
    assert "丁因本期数据缺失，未能计算位次" in text
    english = told(pd.concat([before, after]), "en")
    assert "乙 (1st to 2nd) and 丙 (2nd to 3rd) gained most" in english
    assert "甲 (3rd to 4th) lost most" in english
    assert "to 1st to" not in english


def test_four_of_seven_known_members_lead_no_more_than_these_four() -> None:
    """The first of four known counties of seven is first to fourth of all."""
    known = {"320682": 9.0, "320681": 8.0, "320623": 7.0, "320612": 6.0}
    text = told(county(known), "en", focus="Rugao")
    assert "led the 4 of 7 counties and districts of Nantong that can be ranked" in text
    assert text.startswith(
        "In 2020, x in Rugao stood at 9, 1st to 4th of the 7 counties and districts of Nantong "
        "(3 without a figure)."
    )
    assert "places are ranges" not in text
    assert "As 3 regions have no figure to rank by, places are ranges" in told(county(known), "en")
    assert told(county(known), focus="如皋").startswith(
        "2020年，如皋x为9，在南通7个县（市、区）中列第1至第4位（3个无数据）。"
    )
    two = pd.concat([county(known), county(known).assign(indicator="y")])
    assert "如皋市2项指标的位次为：x、y列第1至第4位" in told(two, focus="如皋").replace(
        "在南通", ""
    )


def test_rounding_is_spoken_of_only_where_it_leaves_a_place_open() -> None:
    sure = county({"甲": 9.0, "乙": 5.0, "丙": 1.0}, step=0.1)
    assert "舍入" not in told(sure)
    assert "ounding" not in told(sure, "en")
    assert "舍入" in told(sure.assign(step=10.0))


def test_the_first_sentence_tells_the_place_of_the_region_in_focus() -> None:
    ranks = rankings(county({"甲": 50, "乙": 40, "丙": 40}))
    lead = narrative.rankings(ranks, focus="丙", lang="en").lead()
    assert lead.text == "In 2020, x in 丙 stood at 40, joint 2nd of the 3 regions."
    assert {"40", "2nd", "3"} <= set(lead.facts["text"])


def test_one_region_alone_is_no_ranking() -> None:
    assert told(county({"甲": 7})) == "没有两个以上可比的地区，不作排名。"


@pytest.mark.root_project
def test_the_cities_of_jiangsu_and_the_place_of_nantong() -> None:
    obs = load()
    cities = obs[(obs["indicator"] == "rd_expenditure") & (obs["period"] == "2021")]
    ranks = rankings(cities, among="320000")
    text = str(narrative.rankings(ranks, observations=obs, focus="320600"))
    assert text == (
        "2021年，南通R&D经费为286.2亿元，列江苏13个设区市第5位。居前的是苏州（888.7亿元）、"
        "南京（578.8亿元）和无锡（445.0亿元），居末位的是宿迁（68.5亿元）。"
    )


@pytest.mark.parametrize("prefecture", ["513200", "510300"])
def test_a_province_with_prefectures_has_no_cities_alone(prefecture: str) -> None:
    """Of the 21 members of Sichuan three are autonomous prefectures, whoever has a figure."""
    frame = county({"510100": 50, "510700": 40, prefecture: 30})
    assert "四川21个市（地、州、盟）中列第2至第20位" in told(frame, focus="510700")
    assert "of the 21 cities and prefectures of Sichuan" in told(frame, "en", "510700")


def test_periods_in_which_the_focus_alone_has_a_figure_are_no_ranking() -> None:
    """The quarters of one county are not told as 1st to 3rd of 3 beside the year of all."""
    quarters = ["2023-01/2023-03", "2023-01/2023-06"]
    places = ["荷塘区", "天元区", "醴陵市", "醴陵市", "醴陵市"]
    figures = {"region": places, "value": [12.5, 41.2, 20.1, 4.1, 9.2]}
    frame = pd.DataFrame({"indicator": "rd_expenditure", "unit": "亿元", "step": 0.1, **figures})
    frame["period"] = ["2023"] * 3 + quarters
    told = str(narrative.rankings(rankings(frame), focus="醴陵市", lang="zh"))
    assert "2023年，醴陵R&D经费为20.1亿元，在株洲" in told
    assert "1—3月，醴陵" not in told
    assert "1—6月，醴陵" not in told
