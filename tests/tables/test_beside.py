"""Columns and rows that tell of the figure beside them: index, share, points, rank by growth."""

import pytest
from tidy import facts

import kejidata
from kejidata.errors import KejidataError

RD, SHARE = "rd_expenditure", "rd_intensity"


def notes(frame, word):
    return [note for note in frame.attrs["notes"] if word in note]


@pytest.mark.parametrize(
    ("text", "given", "name"),
    [
        ("单位：亿元\n地区,地区生产总值,指数(上年=100)\n子市,100.5,106.2\n", {}, "gdp"),
        ("地区,甲产值(亿元),指数（上年=100）\n子市,100.5,106.2\n", {}, "甲产值"),
        ("指标,2023年\n甲产值(亿元),100.5\n指数(上年=100),106.2\n", {"region": "子市"}, "甲产值"),
        ("地区,GDP(亿元),\n,绝对额,指数(上年=100)\n子市,100.5,106.2\n", {}, "gdp"),
    ],
)
def test_an_index_of_the_year_before_is_the_growth_of_the_figure_beside_it(read, text, given, name):
    frame = read(text, **({"period": ""} | given if given else given))
    # 106.2 with the year before as 100 is a growth of 6.2 %.
    assert facts(frame) == [(name, "value", 100.5, "亿元"), (name, "growth_rate", 6.2, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "地区,地区生产总值指数\n子市,106.2\n",
        "地区,GDP(亿元),指数\n子市,100.5,106.2\n",
        "地区,指标,数值\n子市,地区生产总值指数,106.2\n",
    ],
)
def test_an_index_without_a_base_is_a_doubt_and_refused_where_it_has_another(read, text):
    frame = read(text)
    assert facts(frame)[-1] == ("gdp", "growth_rate", 6.2, "%")
    assert notes(frame, "no base is stated")
    with pytest.raises(KejidataError, match="none of the year before"):
        read(text.replace("106.2", "4506.2"))


def test_the_base_of_an_index_may_be_given(read):
    frame = read("地区,地区生产总值指数\n子市,206.2\n", unit="上年=100")
    assert facts(frame) == [("gdp", "growth_rate", 106.2, "%")]
    assert not frame.attrs["notes"]


STATISTICS = ("最高", "最低", "平均值", "全省平均水平", "中位数", "全市平均", "标准差", "Median")


@pytest.mark.parametrize(
    "text",
    [
        "地区,R&D经费(亿元)\n子市,10.5\n丑市,3.4\n{},7.0\n",
        "单位：亿元\n地区,R&D经费\n{},7.0\n子市,10.5\n丑市,3.4\n",
        "地区,指标,数值,单位\n子市,R&D经费,10.5,亿元\n丑市,R&D经费,3.4,亿元\n{},R&D经费,7.0,亿元\n",
    ],
)
@pytest.mark.parametrize("word", STATISTICS)
def test_a_statistic_of_the_others_is_no_member(read, text, word):
    found = kejidata.rankings(read(text.format(word)))
    places = found[found["ranked"] > 1].set_index("region")["rank"].to_dict()
    assert places == {"子市": 1, "丑市": 2}
    assert found["ranked"].max() == 2


def test_the_mean_of_the_members_is_no_figure_of_the_whole(read):
    text = "地区,R&D经费(亿元)\n南京,10.5\n全省平均,7.0\n"
    with pytest.raises(KejidataError, match="changes nothing"):
        read(text, region="江苏")


@pytest.mark.parametrize(
    "text",
    [
        "地区,R&D经费(亿元),占比(%),增减(个百分点)\n子市,10.5,40.1,1.2\n",
        "地区,R&D经费,,\n,总量(亿元),占比(%),比上年增减(百分点)\n子市,10.5,40.1,1.2\n",
        "单位：亿元\n地区,R&D经费,所占比重(%),比上年提高(百分点)\n子市,10.5,40.1,1.2\n",
    ],
)
def test_points_beside_a_share_are_those_of_the_share(read, text):
    assert facts(read(text))[1:] == [
        ("R&D经费占比", "value", 40.1, "%"),
        ("R&D经费占比", "change", 1.2, "个百分点"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "地区,R&D经费(亿元),占比(%),比上年增减\n子市,10.5,40.1,1.2\n",
        "地区,R&D经费(亿元),占比(%),增减(%)\n子市,10.5,40.1,1.2\n",
        "地区,R&D经费投入强度(%),增减(%)\n子市,2.35,0.12\n",
        "地区,甲率(%),比上年提高(%)\n子市,2.35,0.12\n",
    ],
)
def test_a_rise_that_may_be_in_points_or_in_percent_is_refused(read, text):
    with pytest.raises(KejidataError, match="in percent or in percentage points"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "单位：%\n地区,甲率,增减\n子市,2.35,0.12\n",
        "地区,甲率(%),比上年增减\n子市,2.35,0.12\n",
        "单位：%\n地区,甲率,\n,2023年,较上年提高\n子市,2.35,0.12\n",
    ],
)
def test_the_difference_of_two_percentages_is_in_points(read, text):
    frame = read(text, period="" if "2023" in text else 2023)
    assert facts(frame)[1] == ("甲率", "change", 0.12, "个百分点")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("单位：亿元\n地区,R&D经费,增减\n子市,10.5,1.2\n", ("change", "亿元")),
        ("地区,R&D经费(亿元),增长\n子市,10.5,1.2\n", ("growth_rate", "%")),
        ("单位：亿元\n指标,2023年,增减\nR&D经费,10.5,1.2\n", ("change", "亿元")),
    ],
)
def test_a_rise_without_a_unit_of_its_own_is_a_doubt(read, text, what):
    frame = read(text, **({"period": "", "region": "子市"} if "指标" in text else {}))
    assert facts(frame, "measure", "unit")[1] == what
    assert notes(frame, "may be in percent")


def test_a_growth_without_a_unit_beside_a_table_in_money_is_refused(read):
    with pytest.raises(KejidataError, match=r"no unit is stated.*(?s:.)*增长\(%\)"):
        read("单位：亿元\n地区,R&D经费,增长\n子市,10.5,1.2\n")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("地区,R&D经费(亿元),占GDP比重(%)\n子市,10.5,2.1\n", SHARE),
        ("地区,研发经费(亿元),比上年增长(%),占地区生产总值的比重(%)\n子市,10.5,3,2.1\n", SHARE),
        ("地区,甲产值(亿元),占GDP比重(%)\n子市,10.5,2.1\n", "甲产值占GDP比重"),
        ("单位：亿元\n地区,GDP,R&D经费,占GDP比重(%)\n子市,500,10.5,2.1\n", SHARE),
    ],
)
def test_a_share_of_something_is_that_of_the_figure_beside_it(read, text, name):
    assert facts(read(text))[-1] == (name, "value", 2.1, "%")


def test_no_figure_is_a_share_of_itself(read):
    with pytest.raises(KejidataError, match="of which figure"):
        read("地区,R&D经费(亿元),GDP(亿元),占GDP比重(%)\n子市,2,100,2.0\n")


@pytest.mark.parametrize(
    "text",
    [
        "地区,R&D经费,,\n,总量(亿元),增幅(%),增幅位次\n子市,10.5,2.1,2\n",
        "地区,R&D经费,,\n,总量(亿元),增幅,\n,,数值(%),位次\n子市,10.5,2.1,2\n",
        "地区,R&D经费(亿元),增幅(%),增幅位次\n子市,10.5,2.1,2\n",
        "地区,R&D经费,,\n,总量(亿元),增幅(%),\n,,数值,位次\n子市,10.5,2.1,2\n",
    ],
)
def test_a_rank_under_a_growth_is_that_of_the_growth(read, text):
    assert facts(read(text))[1:] == [
        (RD, "growth_rate", 2.1, "%"),
        ("R&D经费增幅", "rank", 2, "位"),
    ]


@pytest.mark.parametrize(
    "heading", ["增速比上年提高(百分点)", "增速较上年同期变化(个百分点)", "增幅比上年增减"]
)
def test_the_rise_of_a_growth_is_none_of_the_figure_and_its_rank_is_of_neither(read, heading):
    text = f"地区,R&D经费(亿元),增速(%),{heading}\n子市,10,6.1,1.1\n"
    name = "R&D经费" + heading[:2]
    assert facts(read(text))[2] == (name, "change", 1.1, "个百分点")
    with pytest.raises(KejidataError, match="may rank the figures or their growth"):
        read(text.replace("\n", ",全省排名\n", 1).replace("1.1\n", "1.1,3\n"))


@pytest.mark.parametrize(
    "heading",
    [
        *("为上年的", "2023年为2022年的倍数", "增速比上年回落", "与上年相比"),
        *("比全省平均高(个百分点)", "与全省平均之差"),
    ],
)
def test_a_comparison_by_other_words_is_refused(read, heading):
    with pytest.raises(KejidataError, match="does not say which measure"):
        read(f"地区,R&D经费(亿元),{heading}\n子市,10,106.1\n")


@pytest.mark.parametrize(
    "text",
    [
        "地区,R&D经费(亿元),人均(元)\n子市,10,500\n",
        "地区,R&D经费,\n,总量(亿元),人均(元)\n子市,10,500\n",
        "单位：亿元\n地区,R&D经费,人均(元/人)\n子市,10,500\n",
    ],
)
def test_a_figure_per_head_is_that_of_the_figure_beside_it(read, text):
    assert facts(read(text))[1] == ("rd_expenditure_per_head", "value", 500, "元/人")


@pytest.mark.parametrize("name", ["市区小计", "苏南合计", "全市总量", "三县总计"])
def test_a_label_that_ends_in_a_sum_is_no_member(read, name):
    found = kejidata.rankings(read(f"地区,R&D经费(亿元)\nA区,40.1\nB县,20.2\n{name},90.3\n"))
    assert found["ranked"].max() == 2


@pytest.mark.parametrize("code", ["3206", "0101", "320600000000"])
def test_a_column_of_codes_holds_no_figures(read, code):
    frame = read(f"代码,地区,R&D经费(亿元)\n{code},子市,10\n{code},丑市,12\n")
    assert facts(frame, "indicator", "value") == [(RD, 10), (RD, 12)]


@pytest.mark.parametrize("heading", ["2023年1—11月累计", "2023年前三季度累计", "2023年1-6月累计"])
def test_a_period_of_months_may_say_that_it_is_added_up(read, heading):
    frame = read(f"地区,{heading},2022年\n子市,10,12\n", indicator="R&D经费(亿元)", period="")
    assert frame["period"].str.startswith("2023-01/").tolist() == [True, False]


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("本年R&D经费", "上年R&D经费"),
        ("本期R&D经费", "上年同期R&D经费"),
        ("本年R&D经费", "去年R&D经费"),
    ],
)
def test_a_figure_of_the_year_before_is_the_same_indicator(read, now, before):
    frame = read(f"地区,{now}(亿元),{before}(亿元),增长率(%)\n子市,2.35,2.12,10.8\n")
    assert facts(frame, "indicator", "period", "measure") == [
        *((RD, "2023", "value"), (RD, "2022", "value"), (RD, "2023", "growth_rate"))
    ]


@pytest.mark.parametrize("heading", ["比上年增长(%)", "同比增长(%)", "增长(%)"])
def test_a_growth_in_percent_of_a_share_is_a_doubt(read, heading):
    assert notes(read(f"地区,R&D经费投入强度(%),{heading}\n子市,2.35,0.12\n"), "in points")


def test_a_growth_beside_figures_of_the_table_s_year_and_another_says_its_own(read):
    text = "地区,R&D经费(亿元),上年R&D经费(亿元),增长率(%)\n子市,2.35,2.12,10.8\n"
    with pytest.raises(KejidataError, match="of which period"):
        read(text)
    frame = read(text.replace("增长率", "2023年增长率"))
    assert facts(frame, "period", "measure")[2] == ("2023", "growth_rate")


@pytest.mark.parametrize("heading", ["增速(%)", "比上年增长（%）", "同比增长%"])
def test_small_ratios_under_percent_are_a_doubt(read, heading):
    text = f"地区,R&D经费(亿元),{heading}\n子市,3.1,0.052\n丑市,2.2,-0.031\n"
    assert notes(read(text), "none of its ratios reaches 1")
    assert not notes(read(text.replace("0.052", "5.2")), "reaches")
    assert not notes(read(text.replace("0.052", "0.1").replace("0.031", "0.3")), "reaches")


@pytest.mark.parametrize("heading", ["2022年(亿元)", "去年（亿元）"])
def test_a_year_with_a_unit_names_no_figure(read, heading):
    table = f"地区,R&D经费(亿元),{heading},增长(%)\nA区,100,90,11.1\n"
    with pytest.raises(KejidataError, match="does not say of which figure it is"):
        read(table)


@pytest.mark.parametrize("words", ["2022年", "上年同期"])
def test_a_year_behind_the_name_is_its_period(read, words):
    found = read(f"地区,R&D经费(亿元),R&D经费{words}(亿元)\nA区,100,90\n")
    assert facts(found, "indicator", "period") == [(RD, "2023"), (RD, "2022")]


@pytest.mark.parametrize(
    ("headings", "years"),
    [
        ("前年(亿元),上年(亿元),本年(亿元)", ["2021", "2022", "2023"]),
        ("本期,上一期值,前年实际", ["2023", "2022", "2021"]),
        ("报告期值(亿元),上期数(亿元)", ["2023", "2022"]),
        ("前年同期(亿元),去年同期(亿元)", ["2021", "2022"]),
    ],
)
def test_headings_by_other_periods_are_those_of_one_indicator(read, headings, years):
    cells = ",".join("123"[: len(years)])
    unit = "" if "亿元" in headings else "(亿元)"
    frame = read(f"地区,{headings}\n子市,{cells}\n", indicator="R&D经费" + unit)
    assert facts(frame, "indicator", "period") == [(RD, year) for year in years]


@pytest.mark.parametrize("headings", ["基期(亿元),本期(亿元)", "基期值,报告期值", "本年,前期数"])
def test_a_period_that_only_the_publisher_knows_is_refused(read, headings):
    with pytest.raises(KejidataError, match="(?s)does not state period.*with its year"):
        read(f"地区,{headings}\n子市,1,2\n", indicator="R&D经费")


def test_the_period_before_some_months_may_be_two(read):
    text = "地区,本期(亿元),上期(亿元)\n子市,1,2\n"
    with pytest.raises(KejidataError, match="does not state period"):
        read(text, indicator="R&D经费", period="2023-01/2023-09")


@pytest.mark.parametrize(
    "heading", ["R&D经费比上年同期(%)", "R&D经费同比(%)", "R&D经费较去年(%)", "R&D经费比上年±%"]
)
def test_a_name_and_the_year_before_are_its_growth(read, heading):
    frame = read(f"地区,R&D经费(亿元),{heading}\n子市,10.5,5.1\n")
    assert facts(frame)[1] == (RD, "growth_rate", 5.1, "%")


@pytest.mark.parametrize("name", ["第一名", "第1名", "位居第一", "末位", "最后一名", "首位城市"])
def test_a_place_in_the_ranking_is_no_region_in_it(read, name):
    frame = read(f"地区,R&D经费(亿元)\n子市,10.5\n丑市,9.3\n{name},12.1\n")
    found = kejidata.rankings(frame)
    assert found["ranked"].max() == 2


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("江苏省南通市", "320600"),
        ("江苏南通", "320600"),
        ("江苏省南通市如皋市", "320682"),
        ("南通市如皋市", "320682"),
        ("北京市朝阳区", "110105"),
        ("浙江省南通市", "浙江省南通市"),  # no city of that province
    ],
)
def test_a_city_may_stand_behind_its_province(read, label, code):
    assert read(f"地区,R&D经费(亿元)\n{label},10.5\n")["region"].tolist() == [code]


@pytest.mark.parametrize(
    "text",
    [
        "单位：万元\n地区,指标,单位,数值\n子市,R&D经费,亿元,12.1\n",
        "单位：万元\n地区,R&D经费(亿元)\n子市,12.1\n",
        "单位：万元\n地区,R&D经费\n子市,12.1亿元\n",
    ],
)
def test_a_unit_of_the_line_above_that_is_another_one_is_told(read, text):
    frame = read(text)
    assert facts(frame) == [(RD, "value", 12.1, "亿元")]
    assert notes(frame, "the line above the table 万元")


@pytest.mark.parametrize(
    "text",
    [
        "地区,单位,R&D经费(万元)\n子市,亿元,12.1\n",
        "地区,指标,单位,数值(万元)\n子市,R&D经费,亿元,12.1\n",
        "地区,指标,计量单位,数值\n子市,R&D经费(万元),亿元,12.1\n",
    ],
)
def test_a_unit_column_against_the_heading_is_refused(read, text):
    with pytest.raises(KejidataError, match="states two units"):
        read(text)


@pytest.mark.parametrize(
    "heading",
    ["差距", "较目标差额", "目标差距(亿元)", "贡献率(%)", "拉动(百分点)", "序时进度(%)", "下降(%)"],
)
def test_a_comparison_by_no_known_measure_is_no_indicator(read, heading):
    with pytest.raises(KejidataError, match="does not say which measure"):
        read(f"地区,R&D经费(亿元),{heading}\n子市,12.2,1.1\n")


@pytest.mark.parametrize("under", ["为上年的", "2023年为2021年的倍数"])
def test_a_comparison_under_its_figure_is_none_of_it(read, under):
    with pytest.raises(KejidataError, match="does not say which measure"):
        read(f"地区,R&D经费(亿元),\n,总量,{under}\n子市,12.2,105\n")


@pytest.mark.parametrize(
    "name", ["比上年增长(%)", "差距", "位次", "完成率(%)", "倍数", "发展速度(%)"]
)
def test_a_row_that_tells_of_the_others_is_no_region(read, name):
    with pytest.raises(KejidataError, match="does not name its region"):
        read(f"地区,R&D经费(亿元)\n子市,12.2\n丑市,9.1\n{name},3.1\n")


@pytest.mark.parametrize("heading", ["比重排名", "占比位次", "增速目标(%)", "完成率排名"])
def test_a_measure_of_a_measure_says_of_what(read, heading):
    with pytest.raises(KejidataError, match="of which figure"):
        read(f"地区,R&D经费(亿元),R&D经费占GDP比重(%),{heading}\n子市,12,2.4,3\n")


@pytest.mark.parametrize(
    "heading", ["增减率(%)", "增(减)幅(%)", "增长(下降-)%", "2023年比2022年增长(%)"]
)
def test_more_words_for_growth(read, heading):
    frame = read(f"地区,R&D经费(亿元),{heading}\n子市,12.2,-4.6\n")
    assert facts(frame)[1] == (RD, "growth_rate", -4.6, "%")


def test_growth_over_an_earlier_year_than_the_last_is_not_that_of_the_year(read):
    frame = read("地区,R&D经费(亿元),2023年比2020年增长(%)\n子市,12.2,34.6\n")
    assert "growth_rate" not in set(frame["measure"])


@pytest.mark.parametrize("first", ["位次", "排名", "全省位次"])
def test_what_stands_before_the_second_of_two_parts_is_the_second_s(read, first):
    text = f"{first},地区,R&D经费(亿元),{first},地区,专利授权量(件)\n1,子市,12,2,丑市,300\n"
    frame = read(text)
    assert facts(frame, "region", "indicator", "measure", "value") == [
        ("子市", RD, "rank", 1),
        ("子市", RD, "value", 12),
        ("丑市", "patents_granted", "rank", 2),
        ("丑市", "patents_granted", "value", 300),
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("排名,地区,R&D经费(亿元)\n1,子市,12\n", "2023"),
        ("地区,名次,R&D经费(亿元)\n子市,1,12\n", "2023"),
        ("单位：亿元\n位次,地区,R&D经费\n,,2022年\n1,子市,12\n", "2022"),
    ],
)
def test_a_list_by_rank_ranks_its_only_figures(read, text, year):
    frame = read(text, **({"period": ""} if year == "2022" else {}))
    assert facts(frame, "indicator", "period", "measure", "value") == [
        (RD, year, "rank", 1),
        (RD, year, "value", 12),
    ]


@pytest.mark.parametrize("others", ["增速(%)", "专利授权量(件)"])
def test_a_rank_before_several_figures_is_of_none(read, others):
    with pytest.raises(KejidataError, match="of which figure"):
        read(f"排名,地区,R&D经费(亿元),{others}\n1,子市,12,3\n")


@pytest.mark.parametrize(
    "title",
    [
        "表1 2023年R&D经费 单位：亿元",
        "各地区R&D经费（2023年）　　单位:亿元",
        "R&D经费 (计量单位：亿元)",
    ],
)
def test_a_unit_may_stand_behind_the_title(read, title):
    frame = read(f"{title}\n地区,R&D经费\n子市,12\n")
    assert facts(frame) == [(RD, "value", 12, "亿元")]


def test_titles_with_units_part_tables_still(read):
    text = "表{} {} 单位：亿元\n地区,2022,2023\n子市,1,2\n"
    with pytest.raises(KejidataError, match="several tables of the sheet alike"):
        read(text.format(1, "甲") + text.format(2, "乙"), indicator="R&D经费", period="")


def test_a_remark_with_a_unit_states_none(read):
    frame = read("单位：万元\n地区,R&D经费\n子市,12000\n注：下同 单位：亿元\n丑市,24000\n")
    assert frame["value"].tolist() == [1.2, 2.4]


@pytest.mark.parametrize(
    "headings", ["报告期,上期", "报告期(亿元),去年同期(亿元)", "报告期值,上年"]
)
def test_the_period_reported_heads_figures_too(read, headings):
    unit = "" if "亿元" in headings else "(亿元)"
    frame = read(f"地区,{headings}\n子市,6911.8,63.8\n", indicator="R&D经费" + unit)
    assert frame["period"].tolist() == ["2023", "2022"]


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("地区,R&D经费(亿元),\n,目标,\n,数值,完成率(%)\n", "target"),
        ("地区,R&D经费比上年增减,\n,绝对额(亿元),增长率(%)\n", "change"),
        ("地区,R&D经费,\n,比上年增长,\n,绝对额(亿元),增速(%)\n", "change"),
    ],
)
def test_a_value_under_a_measure_is_of_that_measure(read, header, measure):
    frame = read(header + "子市,3.6,15.2\n")
    assert facts(frame)[0] == (RD, measure, 3.6, "亿元")
    assert facts(frame)[1][2:] == (15.2, "%")


@pytest.mark.parametrize("cell", ["↑2", "上升2", "2位"])
def test_a_change_of_rank_says_its_sign(read, cell):
    frame = read(f"地区,R&D经费(亿元),位次,位次变化\n子市,12.9,2,{cell}\n丑市,8.1,3,↓1\n")
    told = frame[frame["indicator"] == "R&D经费位次变化"]
    assert told["value"].tolist() == [2, -1]


@pytest.mark.parametrize("heading", ["比上年增(+)减(-)%", "比上年增（+）减（－）(%)", "增(±)减(%)"])
def test_signs_in_a_heading_say_no_more_than_it(read, heading):
    frame = read(f"地区,专利授权量(件),{heading}\n子市,300,-5.1\n")
    assert facts(frame)[1] == ("patents_granted", "growth_rate", -5.1, "%")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("地区,R&D经费(亿元),占全国比重(%),占全省比重(%)\n子市,10.5,1.2,40.1\n", ()),
        ("地区,R&D经费,,\n,总量(亿元),占全国比重(%),占全省的比重(%)\n子市,10.5,1.2,40.1\n", ()),
        (
            "地区,R&D经费(亿元),占全国比重(%),占全省比重(%),增减(个百分点)\n子市,10.5,1.2,40.1,0.3\n",
            [("R&D经费占全省比重", "change", 0.3, "个百分点")],
        ),
    ],
)
def test_shares_of_two_wholes_have_two_names(read, text, told):
    assert facts(read(text))[1:] == [
        ("R&D经费占全国比重", "value", 1.2, "%"),
        ("R&D经费占全省比重", "value", 40.1, "%"),
        *told,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "地区,R&D经费(亿元),位次,增速(%),位次\n子市,10,3,2.1,5\n",
        "地区,R&D经费,,,\n,总量(亿元),位次,比上年增长(%),位次\n子市,10,3,2.1,5\n",
        "地区,R&D经费(亿元),全省位次,同比(%),全省位次\n子市,10,3,2.1,5\n",
    ],
)
def test_a_second_rank_behind_the_growth_is_that_of_the_growth(read, text):
    assert facts(read(text)) == [
        (RD, "value", 10, "亿元"),
        (RD, "rank", 3, "位"),
        (RD, "growth_rate", 2.1, "%"),
        ("R&D经费增速", "rank", 5, "位"),
    ]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("地区,R&D经费(亿元),发展速度(%)\n子市,10,103.2\n", {}),
        ("地区,R&D经费(亿元),R&D经费发展速度\n子市,10,103.2\n", {}),
        ("地区,R&D经费(亿元),为上年%\n子市,10,103.2\n", {}),
        ("地区,R&D经费(亿元),2023年为2022年的%\n子市,10,103.2\n", {}),
        ("指标,2023年\nR&D经费(亿元),10\n发展速度(%),103.2\n", {"region": "子市", "period": ""}),
        ("地区,R&D经费,\n,总量(亿元),发展速度(上年=100)\n子市,10,103.2\n", {}),
    ],
)
def test_the_speed_of_development_is_an_index_of_the_year_before(read, text, given):
    frame = read(text, **given)
    assert facts(frame) == [(RD, "value", 10, "亿元"), (RD, "growth_rate", 3.2, "%")]
    assert bool(notes(frame, "no base is stated")) == ("上年=100" not in text)


@pytest.mark.parametrize("value", ["7.1", "412.5", "-1.2"])
def test_a_speed_of_development_that_is_no_index_of_the_year_before_is_refused(read, value):
    with pytest.raises(KejidataError, match="none of the year before"):
        read(f"地区,R&D经费(亿元),发展速度(%)\n子市,10,{value}\n")


def test_a_speed_of_development_over_other_spans_is_told_of_the_figure_and_is_no_growth(read):
    text = "地区,R&D经费(亿元),环比发展速度(%),定基发展速度(2015年=100)\n子市,10,101.2,180\n"
    assert facts(read(text))[1:] == [
        ("R&D经费/环比发展速度", "value", 101.2, "%"),
        ("R&D经费/定基发展速度", "value", 180, "2015年=100"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "地区,1-9月技术合同成交额(亿元),上年同期(亿元),同比(%)\n子市,12.5,11.2,11.6\n",
        "单位：亿元\n地区,1-9月技术合同成交额,去年同期,同比增长(%)\n子市,12.5,11.2,11.6\n",
        "地区,2023年1-9月技术合同成交额(亿元),上年同期,增速(%)\n子市,12.5,11.2,11.6\n",
    ],
)
def test_the_span_a_year_before_without_a_name_is_of_the_figure_beside_it(read, text):
    frame = read(text)
    assert list(frame["period"]) == ["2023-01/2023-09", "2022-01/2022-09", "2023-01/2023-09"]
    assert facts(frame) == [
        ("tech_contract_value", "value", 12.5, "亿元"),
        ("tech_contract_value", "value", 11.2, "亿元"),
        ("tech_contract_value", "growth_rate", 11.6, "%"),
    ]
