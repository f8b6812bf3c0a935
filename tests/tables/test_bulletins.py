"""Tables of monthly bulletins, of targets and of lists numbered like a plan, and their units."""

import pytest

from kejidata.errors import KejidataError


def facts(frame, *columns):
    columns = columns or ("indicator", "period", "measure", "value")
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


@pytest.mark.parametrize(
    "text",
    [
        "指标,单位,2023年\n一、R&D人员,人,1200\n（一）研究人员,人,800\n1.女性,人,300\n",
        "指标,2023年\n1.R&D人员(人),1200\n（1）研究人员(人),800\n",
        "指标,2023年\n1.R&D人员(人),1200\n（1）其中：研究人员(人),800\n",
        "地区,指标,数值,单位\n如皋,一、R&D人员,1200,人\n如皋,1.研究人员,800,人\n",
    ],
)
def test_parts_told_by_their_number_alone_are_named_with_their_whole(read, text):
    given = {} if "如皋" in text else {"region": "如皋"}
    period = {"period": ""} if "2023年" in text else {}
    names = read(text, **given, **period)["indicator"].tolist()
    deeper = ["R&D人员/研究人员/女性"]
    assert names == ["rd_personnel", "R&D人员/研究人员", *deeper][: len(names)]


def test_a_heading_without_figures_ends_the_parts_above_it(read):
    text = (
        "项目,2023年(万元)\nR&D经费内部支出,5600\n一、按资金来源分,\n1.政府资金,1000\n"
        "二、其他,\n1.某项资金,46\n"
    )
    frame = read(text, region="如皋", period="")
    assert frame["indicator"].tolist() == [
        "rd_expenditure", "R&D经费内部支出/政府资金", "某项资金",
    ]  # fmt: skip


def test_entries_of_one_level_are_no_parts_of_each_other(read):
    text = "指标,2023年\n1.R&D人员(人),1200\n2.甲项(件),8\n3.乙项(件),3\n"
    assert read(text, region="如皋", period="")["indicator"].tolist() == [
        "rd_personnel", "甲项", "乙项",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("单位：亿元\n地区,R&D经费,占比\n子市,12.1,51.9\n", {}),
        ("地区,R&D经费,占比\n子市,12.1,51.9\n", {"unit": "亿元"}),
        ("单位：亿元\n指标,金额,比重\nR&D经费,12.1,51.9\n", {"region": "如皋"}),
    ],
)
def test_a_share_never_takes_the_unit_of_the_figures_beside_it(read, text, given):
    with pytest.raises(KejidataError, match=r"is a share and does not say its unit") as error:
        read(text, **given)
    assert "占比(%)" in str(error.value)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("单位：亿元、%\n地区,R&D经费,占比\n如皋,12.1,51.9\n", {}),
        ("指标,金额(亿元),比重(%)\nR&D经费,12.1,51.9\n", {"region": "如皋"}),
        ("地区,金额(亿元),比重(%)\n如皋,12.1,51.9\n", {"indicator": "R&D经费"}),
        ("指标,2023年\nR&D经费(亿元),12.1\n占比(%),51.9\n", {"region": "如皋", "period": ""}),
    ],
)
def test_a_share_is_of_the_figure_that_row_column_or_analyst_names(read, text, given):
    assert facts(read(text, **given), "indicator", "value", "unit") == [
        ("rd_expenditure", 12.1, "亿元"),
        ("R&D经费占比", 51.9, "%"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "指标,单位,完成,完成率(%),上年同期,同比增长(%)\nR&D经费,亿元,12.1,98,11.0,10.0\n",
        "指标,单位,2023年,位次,上年同期,增速(%)\nR&D经费,亿元,12.1,98,11.0,10.0\n",
    ],
)
def test_a_growth_behind_the_year_before_is_that_of_the_year_compared(read, text):
    period = "" if "2023年" in text else "2023"
    found = facts(read(text, region="如皋", period=period), "period", "measure", "value")
    assert ("2022", "value", 11.0) in found
    assert ("2023", "growth_rate", 10.0) in found


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("指标,单位,1-11月完成,上年同期,同比增长(%)\nR&D经费,亿元,12.1,11.0,10.0\n", "2023"),
        ("指标,单位,1-11月,,\n,,完成,上年同期,增速(%)\nR&D经费,亿元,12.1,11.0,10.0\n", "2023"),
        ("指标,单位,本月止累计,上年同期,增速(%)\nR&D经费,亿元,12.1,11.0,10.0\n", "2023-11"),
        ("指标,单位,累计,上年同期,增速(%)\nR&D经费,亿元,12.1,11.0,10.0\n", "2023-01/2023-11"),
    ],
)
def test_the_same_span_a_year_before_is_that_of_the_figure_beside_it(read, text, period):
    assert facts(read(text, region="如皋", period=period), "period", "value") == [
        ("2023-01/2023-11", 12.1),
        ("2022-01/2022-11", 11.0),
        ("2023-01/2023-11", 10.0),
    ]


def test_this_month_and_the_months_so_far_have_a_year_before_each(read):
    text = (
        "指标,单位,本月,上年同期,累计,上年同期,同比增长(%)\nR&D经费,亿元,2.1,2.0,12.1,11.0,10.0\n"
    )
    assert facts(read(text, region="如皋", period="2023-11"), "period", "measure", "value") == [
        ("2023-11", "value", 2.1),
        ("2022-11", "value", 2.0),
        ("2023-01/2023-11", "value", 12.1),
        ("2022-01/2022-11", "value", 11.0),
        ("2023-01/2023-11", "growth_rate", 10.0),
    ]
    alone = text.replace(",同比增长(%)", "").replace(",10.0", "")
    with pytest.raises(KejidataError, match=r"give a month as period="):
        read(alone, region="如皋", period="2023")


@pytest.mark.parametrize(
    "header", ["11月,1-11月,同比增长(%)", "2023年,位次,2022年,增速(%)", "2021年,2020年,完成率(%)"]
)
def test_a_measure_of_either_of_two_periods_is_refused(read, header):
    cells = ",".join("9" * (header.count(",") + 1))
    with pytest.raises(KejidataError, match=r"does not say of which period it is"):
        read(f"指标,单位,{header}\nR&D经费,亿元,{cells}\n", region="如皋")


@pytest.mark.parametrize(
    ("header", "period"),
    [
        ("2020年,2021年,完成率(%)", "2021"),
        ("2020年,2021年,2021年目标,完成率(%)", "2021"),
        ("1-11月,上年同期,全年目标,完成率(%)", "2023-01/2023-11"),
    ],
)
def test_a_completion_beside_the_latest_year_is_that_years(read, header, period):
    cells = ",".join("9" * (header.count(",") + 1))
    given = period[:4] if "1-11月" in header else ""
    text = f"指标,单位,{header}\nR&D经费,亿元,{cells}\n"
    frame = read(text, region="如皋", period=given)
    assert frame.loc[frame["measure"] == "completion_ratio", "period"].tolist() == [period]


def test_a_cell_may_say_that_a_share_rose_in_points(read):
    text = (
        "指标,单位,2023年,同比增长(%)\nR&D经费,亿元,12.1,10.0\n"
        "R&D经费投入强度,%,2.95,0.10个百分点\n"
    )
    assert facts(read(text, region="如皋", period=""), "measure", "value", "unit")[1:] == [
        ("growth_rate", 10.0, "%"),
        ("value", 2.95, "%"),
        ("change", 0.1, "个百分点"),
    ]
    with pytest.raises(KejidataError, match=r"the unit does not fit"):
        read(text.replace("投入强度,%", ",亿元"), region="如皋", period="")


def test_a_total_among_regions_across_is_the_region_that_the_analyst_gives(read):
    text = "指标,全市,甲县,乙县\nR&D经费（亿元）,23.3,12.1,11.2\n"
    frame = read(text, region="如皋")
    assert facts(frame, "region", "value") == [("320682", 23.3), ("甲县", 12.1), ("乙县", 11.2)]


def test_an_index_that_states_its_base_is_no_doubt(read):
    frame = read("地区,地区生产总值指数（上年=100）\n子市,105.1\n")
    assert facts(frame) == [("gdp", "2023", "growth_rate", pytest.approx(5.1))]
    assert not frame.attrs["notes"]


def test_a_column_of_words_is_told_to_be_a_note(read):
    text = "指标,单位,2023年,是否完成\nR&D经费,亿元,12.1,是\n"
    with pytest.raises(KejidataError, match=r"head a column of words 备注"):
        read(text, region="如皋", period="")


def test_who_answers_for_a_table_is_no_figure_of_it(read):
    text = "指标,单位,2023年,责任单位\nR&D经费,亿元,12.1,科技局\n联系人：张某,12345678901,,\n"
    frame = read(text, region="如皋", period="")
    assert facts(frame, "indicator", "value") == [("rd_expenditure", 12.1)]
    assert frame.attrs["unread"] == 1


@pytest.mark.parametrize(
    "heading",
    ["目标完成%", "年度目标任务完成（%）", "目标完成情况(%)", "目标完成度(%)", "达成度(%)"],
)
def test_what_is_done_of_a_target_in_percent_is_its_completion_and_else_a_figure(read, heading):
    text = "地区,R&D经费(亿元),,\n,目标,完成,{}\n子市,60,66,110\n"
    told = [("target", 60), ("value", 66), ("completion_ratio", 110)]
    assert facts(read(text.format(heading)), "measure", "value") == told
    alone = "地区,高企(家),\n,目标,目标完成数\n子市,60,66\n"
    assert facts(read(alone), "measure", "value") == [("target", 60), ("value", 66)]
