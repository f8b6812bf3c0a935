"""The paragraph on rankings: lead, ties, ranges, moves, gaps, one region and none."""

from __future__ import annotations

import pandas as pd

from kejidata import narrative
from kejidata.measures.ranking import rankings
from kejidata.model.observations import load


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
        "2020年，5个地区x居前的是甲（50）、乙（40）和丙（30），居末位的是戊（10）。丁为20，列第4位。"
    )
    assert told(frame, "en", "丁") == (
        "In 2020, 甲 (50), 乙 (40) and 丙 (30) led the 5 regions in x; 戊 (10) came last. "
        "丁 ranked 4th with 20."
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
    assert "丙为5，列第2至第4位。" in text
    assert "受公布数舍入影响，3个地区的位次不能确定：丙在第2至第4位" in text
    assert "丙 ranked 2nd to 4th with 5." in told(frame, "en", "丙")


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
    assert "4个地区中有数据的3个，x居前的是乙（40）和丙（30）" in text
    assert "与上年（只计两期都有位次的地区）相比，位次上升最多的是乙（升至第1至第2位）" in text
    assert "下降最多的是甲（降至第3至第4位），下降2位" in text
    assert "丁因本期数据缺失，未能计算位次" in text


def test_four_of_seven_known_members_lead_no_more_than_these_four() -> None:
    """The first of four known counties of seven is first to fourth of all."""
    known = {"320682": 9.0, "320681": 8.0, "320623": 7.0, "320612": 6.0}
    text = told(county(known), "en", focus="Rugao")
    assert "led the 4 of 7 counties and districts of Nantong that have a figure" in text
    assert "Rugao ranked 1st to 4th." in text
    assert "As 3 have no figure to be ranked by, places are ranges" in text
    two = pd.concat([county(known), county(known).assign(indicator="y")])
    assert "如皋市2项指标的位次为：x、y列第1至第4位" in told(two, focus="如皋").replace(
        "在南通", ""
    )


def test_one_region_alone_is_no_ranking() -> None:
    assert told(county({"甲": 7})) == "没有两个以上可比的地区，不作排名。"


def test_the_cities_of_jiangsu_and_the_place_of_nantong() -> None:
    obs = load()
    cities = obs[(obs["indicator"] == "rd_expenditure") & (obs["period"] == "2021")]
    ranks = rankings(cities, among="320000")
    text = str(narrative.rankings(ranks, observations=obs, focus="320600"))
    assert text == (
        "2021年，江苏13个设区市R&D经费居前的是苏州（888.7亿元）、南京（578.8亿元）和无锡（445.0亿元），"
        "居末位的是宿迁（68.5亿元）。南通为286.2亿元，列第5位。公布数的舍入不影响任何位次。"
    )
