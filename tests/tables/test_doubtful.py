"""Headings and figures that may mean two things: told by what stands beside them, or refused."""

import pytest
from tidy import facts

from kejidata.errors import KejidataError

RD, SHARE = "rd_expenditure", "rd_intensity"


@pytest.mark.parametrize("heading", ["位次变化", "位次较上年变化", "比上年位次升降"])
def test_a_change_of_rank_is_no_rank_and_no_change_of_the_figure(read, heading):
    frame = read(f"地区,R&D经费(亿元),位次,{heading}\n子市,12.9,2,1\n")
    assert facts(frame)[1:] == [(RD, "rank", 2, "位"), ("R&D经费位次变化", "value", 1, "位")]


@pytest.mark.parametrize("heading", ["较上年变化", "比上年增减", "升降"])
def test_a_change_behind_a_rank_may_be_of_either(read, heading):
    with pytest.raises(KejidataError, match="of the figures or of their rank"):
        read(f"地区,R&D经费(亿元),全省位次,{heading}\n子市,12.9,2,1\n")


def test_a_rank_of_growth_is_none_of_the_amount(read):
    frame = read("地区,R&D经费(亿元),增速(%),增速位次\n子市,12.9,15.2,2\n")
    assert facts(frame)[2] == ("R&D经费增速", "rank", 2, "位")


def test_a_rank_of_the_year_before_is_of_that_year(read):
    frame = read("地区,R&D经费(亿元),位次,上年位次\n子市,12.9,2,3\n")
    assert facts(frame, "period", "measure", "value")[1:] == [
        *(("2023", "rank", 2), ("2022", "rank", 3))
    ]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("地区,R&D经费(亿元),增速\n子市,12.9,0.152\n丑市,11.8,0.081\n", {}),
        ("地区,R&D经费(亿元),增速\n子市,12.9,15.2\n丑市,11.8,8.1\n", None),
        ("地区,指标,目标,完成,完成率\n子市,R&D经费(亿元),20,18,0.9\n", {}),
        ("地区,指标,目标,完成,完成率\n子市,R&D经费(亿元),20,18,1.16\n", {}),
        ("指标,2023年,增幅\nR&D经费(亿元),12.9,-0.15\n", {"region": "子市"}),
    ],
)
def test_a_ratio_that_may_be_a_fraction_is_refused(read, text, given):
    if given is None:
        assert facts(read(text), "value")[1] == (15.2,)
        return
    with pytest.raises(KejidataError, match='(?s)fractions of one.*give unit="1"'):
        read(text, **{"period": ""} | given if given else given)
    frame = read(text, unit="1", **({"period": ""} | given if given else given))
    assert frame["value"].iloc[-1] in (8.1, 90.0, 116.0, -15.0)
    assert frame["unit"].iloc[-1] == "%"


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("指标,单位,2023年,比上年增减\nR&D经费投入强度,%,2.35,0.12\n", {"region": "子市"}),
        ("地区,R&D经费投入强度(%),\n,2023年,比上年增减\n子市,2.35,0.12\n", {}),
        ("地区,R&D经费投入强度(%),比上年提高(百分点)\n子市,2.35,0.12\n", {"period": 2023}),
        ("地区,R&D经费投入强度(%),比上年增减\n子市,2.35,0.12\n", {"period": 2023}),
    ],
)
def test_what_two_percentages_differ_by_is_in_points(read, text, given):
    frame = read(text, **{"period": ""} | given)
    assert facts(frame)[-1] == (SHARE, "change", 0.12, "个百分点")


@pytest.mark.parametrize("heading", ["比上年下降", "同比情况", "较上年减少(%)"])
def test_a_comparison_that_is_no_known_measure_is_refused(read, heading):
    with pytest.raises(KejidataError, match="does not say which measure"):
        read(f"地区,R&D经费(亿元),{heading}\n子市,12.9,1.2\n")


@pytest.mark.parametrize(
    "text",
    [
        "市,县(区),R&D经费(亿元)\n南通市,小计,30\n,如皋市,10\n,海安市,20\n",
        "市,县(区),R&D经费(亿元)\n南通市,合计,30\n南通市,如皋市,10\n南通市,海安市,20\n",
        "县(区),市,R&D经费(亿元)\n小计,南通市,30\n如皋市,南通市,10\n海安市,南通市,20\n",
    ],
)
def test_a_subtotal_is_the_coarser_region(read, text):
    assert read(text)["region"].tolist() == ["320600", "320682", "320685"]


@pytest.mark.parametrize(
    "text",
    [
        "序号,地区,R&D经费(亿元)\n1,子市,10\n2,丑市,12\n合计,,22\n",
        ",地区,R&D经费(亿元)\n1,子市,10\n2,丑市,12\n,合计,22\n",
        "序号,地区,R&D经费(亿元)\n1,子市,10\n2,丑市,12\n,合计,22\n",
    ],
)
def test_a_total_may_stand_over_the_number_of_its_row(read, text):
    assert facts(read(text), "region", "value") == [("子市", 10), ("丑市", 12), ("合计", 22)]


@pytest.mark.parametrize(
    "text",
    [
        "表1 R&D经费(亿元)\n地区,2022,2023\n子市,10,12\n\n表2 专利授权量(件)\n地区,2022,2023\n"
        "丑市,100,120\n",
        "R&D经费（亿元）,,,,专利授权量（件）,,\n地区,2022,2023,,地区,2022,2023\n"
        "子市,10,12,,寅市,100,120\n",
        "R&D经费\n地区,2022,2023\n子市,10,12\n专利授权量\n地区,2021,2022\n丑市,100,120\n",
    ],
)
def test_tables_with_titles_of_their_own_are_never_named_alike(read, text):
    with pytest.raises(KejidataError, match="several tables of the sheet alike"):
        read(text, indicator="R&D经费(亿元)", period="")


@pytest.mark.parametrize(
    ("now", "before"), [("本期值", "上年同期值"), ("本期数", "去年同期数"), ("本期", "上年同期")]
)
def test_the_headings_of_reporting_forms(read, now, before):
    text = f"指标,单位,{now},{before},同比增长(%)\nR&D经费,亿元,12.9,11.2,15.2\n"
    frame = read(text, region="南通", period="2023-01/2023-09")
    assert facts(frame, "period", "measure", "value") == [
        ("2023-01/2023-09", "value", 12.9),
        ("2022-01/2022-09", "value", 11.2),
        ("2023-01/2023-09", "growth_rate", 15.2),
    ]


@pytest.mark.parametrize(
    "heading", ["R&D经费(亿元) R&D", "R&D经费（亿元）R&D, GERD", "R&D经费(亿元) R&D Expenditure"]
)
def test_a_unit_may_stand_between_two_languages(read, heading):
    assert facts(read(f'地区,"{heading}"\n子市,12\n')) == [(RD, "value", 12, "亿元")]


def test_parts_by_something_have_the_name_and_unit_of_their_whole(read):
    text = "地区,R&D经费支出(万元),按来源分,\n,,政府资金,企业资金\n子市,100,30,70\n"
    assert facts(read(text))[1] == ("R&D经费支出/按来源分/政府资金", "value", 30, "万元")


def test_regions_over_columns(read):
    text = "年份,南京市,,无锡市,\n,R&D经费(亿元),专利(件),R&D经费(亿元),专利(件)\n2022,5,3,4,2\n"
    frame = read(text, period="")
    assert frame["region"].tolist() == ["320100", "320100", "320200", "320200"]
    with pytest.raises(KejidataError, match="some columns name their region"):
        read(text.replace("无锡市", "其他"), period="")


def test_a_column_without_a_heading_and_names_that_begin_with_a_year(read):
    with pytest.raises(KejidataError, match="no heading"):
        read("地区,R&D经费(亿元),\n子市,10,3.1\n")
    frame = read("地区,2022年R&D经费(亿元),2023年GDP(亿元)\n子市,10,12\n", period="")
    assert facts(frame, "indicator", "period") == [(RD, "2022"), ("gdp", "2023")]


def test_a_title_of_another_year_than_is_given_is_a_doubt(read):
    text = "2022年各市R&D经费\n地区,R&D经费(亿元)\n子市,12.9\n"
    assert [note for note in read(text).attrs["notes"] if "title above the table says 2022" in note]
    assert not read(text, period=2022).attrs["notes"]
    assert not read("2024年统计年鉴\n" + text.split("\n", 1)[1]).attrs["notes"]
    with pytest.raises(KejidataError, match="title '2022年各市R&D经费'"):
        read(text, period="")


def test_a_period_does_not_date_tables_of_several_years(read):
    text = "2022年经费\n地区,R&D经费(亿元)\n子市,12.9\n2023年专利\n地区,专利授权量(件)\n子市,300\n"
    with pytest.raises(KejidataError, match="period would name several tables"):
        read(text)


@pytest.mark.parametrize("name", ["甲项/万元", "甲项-万人", "甲项 件", "甲项(人、%)", "甲项万元"])
def test_a_name_that_ends_in_a_unit_is_not_read_without_one(read, name):
    with pytest.raises(KejidataError, match="no unit is stated"):
        read(f"地区,{name}\n子市,300\n")


@pytest.mark.parametrize(("cell", "doubtful"), [("321.00%", True), ("3.21%", False)])
def test_a_share_of_more_than_the_whole_is_read_and_a_doubt(read, cell, doubtful):
    frame = read(f"地区,R&D经费投入强度\n子市,{cell}\n")
    assert frame["value"].tolist() == [float(cell[:-1])]
    assert any("more than 100 %" in note for note in frame.attrs["notes"]) == doubtful
