"""Spans of years, other base years, lists of periods, and the two ends of a move."""

import pytest

from kejidata.reports import draft_of
from kejidata.wording import labels


def periods(words, lead="2023年，"):
    return draft_of(f"{lead}{words}。")["period"].tolist()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("过去五年，累计认定高企500家，研发投入年均增长8%", ["2019/2023", "2019/2023"]),
        ("过去的5年，新增高企500家", ["2019/2023"]),
        ("最近三年，转化成果60项，培训45场次", ["2021/2023", "2021/2023"]),
        ("五年来，转化成果60项，培训45场次", ["2019/2023", "2019/2023"]),
        ("三年累计转化成果60项，培训45场次", ["2021/2023", "2023"]),
        ("过去五年，高企由200家增加到500家", ["2018", "2023"]),
        ("过去五年，研发投入强度达到2.5%", ["2023"]),
        ("今后三年，力争新增高企500家", ["2024/2026"]),
        ("未来5年，高企突破900家", ["2028"]),
        ("五年规划提出，建成平台3个", ["2023"]),
        ("近五年期贷款利率下调，贷款9亿元", ["2023"]),
    ],
)
def test_a_span_of_years_is_the_period_of_what_is_summed_over_it(words, expected):
    assert periods(words) == expected


def test_a_five_year_plan_tells_what_was_of_the_years_before_it():
    text = "“{}”科技创新规划\n2025年，高企达到300家。到2030年，高企突破900家。"
    assert draft_of(text.format("十五五"))["measure"].tolist() == ["value", "target"]
    assert draft_of(text.format("十四五"))["measure"].tolist() == ["target", "target"]


def test_a_five_year_plan_sums_up_its_years_and_moves_from_the_year_before_them():
    text = "“十三五”时期科技工作总结\n高企从1203家增至5126家，增长3.3倍。获奖48项。强度达2.5%。"
    expected = ["2015", "2020", "2016/2020", "2016/2020", "2020"]
    assert draft_of(text)["period"].tolist() == expected


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("到2024年，研发经费年均增长10%以上", "2022/2024"),
        ("到2024年，技术合同成交额累计达到300亿元", "2022/2024"),
        ("到2024年，技术合同成交额达到300亿元", "2024"),
        ("三年突破关键技术100项", "2022/2024"),
        ("三年累计发放贷款60亿元", "2022/2024"),
    ],
)
def test_a_plan_of_years_wants_sums_and_averages_of_all_of_them(words, period):
    text = f"某市三年行动计划（2022—2024年）\n一、主要目标\n{words}。"
    row = draft_of(text).iloc[0]
    assert (row["measure"], row["period"]) == ("target", period)


def test_what_lies_in_years_to_come_is_wanted():
    text = "2023年，高企300家。未来五年，新增高企500家，研发投入增长60%。"
    assert draft_of(text)["measure"].tolist() == ["value", "target", "target"]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("成交额比2019年增长45%", "2019/2023"),
        ("成交额较2020年下降1.5%", "2020/2023"),
        ("成交额与2015年相比，增长1.5倍", "2015/2023"),
        ("成交额比“十三五”末增长45%", "2020/2023"),
        ("高企比2018年底增加120家", "2018/2023"),
        ("成交额比2022年增长45%", "2023"),
        ("成交额比上年增长45%", "2023"),
        ("成交额在2019年基础上增长45%", "2019/2023"),
        ("成交额以2019年为基数，增长45%", "2019/2023"),
        ("成交额高于2019年45%", "2023"),
    ],
)
def test_growth_on_another_year_than_the_last_is_no_growth_of_one_year(words, period):
    row = draft_of(f"2023年，{words}。").iloc[-1]
    assert row["period"] == period


@pytest.mark.parametrize("opening", ["与2020年相比，", "与2020相比，", "相比2020年，"])
def test_a_sentence_that_opens_with_a_comparison_is_held_against_that_year(opening):
    text = f"2022年工作总结\n{opening}高新技术企业增加120家，研发投入增长30%。成交额增长5%。"
    cells = draft_of(text)[["value", "measure", "period", "indicator"]].values.tolist()
    assert cells == [
        [120, "change", "2020/2022", "高新技术企业"],
        [30, "growth_rate", "2020/2022", "研发投入"],
        [5, "growth_rate", "2022", "成交额"],
    ]


def test_what_is_new_is_counted_though_the_sentence_opens_with_a_comparison():
    row = draft_of("2022年，与上年相比，高新技术企业新增加120家。").iloc[0]
    assert (row["measure"], row["period"]) == ("value", "2022")


def test_what_is_at_present_is_of_the_report_s_time_and_not_of_the_plan_s():
    text = "2021年工作总结\n到2025年，高新技术企业达到300家。目前已有200家。"
    cells = draft_of(text)[["value", "measure", "period"]].values.tolist()
    assert cells == [[300, "target", "2025"], [200, "value", "2021"]]


def test_a_plan_that_still_runs_is_told_of_up_to_the_report_s_year():
    text = "2023年工作总结\n“{}”以来，研发经费年均增长9%。"
    assert draft_of(text.format("十四五"))["period"].tolist() == ["2021/2023"]
    assert draft_of(text.format("十三五"))["period"].tolist() == ["2016/2020"]


def test_a_base_year_holds_for_figures_that_share_its_predicate_and_no_longer():
    text = "产值、税收分别比2019年增长45%和30%，利润增长5%"
    assert periods(text) == ["2019/2023", "2019/2023", "2023"]


@pytest.mark.parametrize("words", ["年均增长8.5%", "年平均增长8.5%", "年均增速8.5%"])
def test_an_average_of_years_that_are_not_told_has_no_period(words):
    row = draft_of(f"2023年，研发经费45亿元，{words}。").iloc[-1]
    assert (row["period"], row["measure"]) == ("", "growth_rate")
    assert "averaged" in row["reason"]
    assert periods(f"“十三五”期间研发经费{words}") == ["2016/2020"]
    assert periods(f"三年研发经费{words}", "2021—2023年，") == ["2021/2023"]


QUARTERS = ["2023-01/2023-03", "2023-04/2023-06", "2023-07/2023-09"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("一季度、二季度、三季度成交额分别为5亿元、6亿元、7亿元", QUARTERS),
        ("成交额一季度、二季度和三季度分别为5亿元、6亿元、7亿元", QUARTERS),
        ("1月和2月分别登记合同5项、6项", ["2023-01", "2023-02"]),
        (
            "一季度、上半年、前三季度和全年增速分别为5.1%、6.0%、5.7%和5.5%",
            ["2023-01/2023-03", "2023-01/2023-06", "2023-01/2023-09", "2023"],
        ),
        ("一季度、二季度共登记合同5项", ["2023-01/2023-06"]),
        ("一季度、二季度甲区、乙区分别登记合同5项、6项", ["2023-01/2023-06"] * 2),
    ],
)
def test_a_list_of_periods_is_shared_out_in_turn(words, expected):
    assert periods(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("成交额由18亿元增加到20亿元", ["2022", "2023"]),
        ("研发投入强度从2.1%提高到2.4%", ["2022", "2023"]),
        ("审批环节由9个压减至5个", ["2022", "2023"]),
        ("高企从1203家增至1526家", ["2022", "2023"]),
        ("高企占比由12%升至15%", ["2022", "2023"]),
        ("成交额由2019年的18亿元增加到20亿元", ["2019", "2023"]),
        ("由市财政投资18亿元建设平台20个", ["2023", "2023"]),
    ],
)
def test_a_move_starts_in_the_year_before_where_no_year_is_told(words, expected):
    assert periods(words) == expected


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("单位能耗不超过0.5吨标准煤", "单位能耗"),
        ("城镇失业率控制在5%以内", "城镇失业率"),
        ("万元产值用水量不高于20吨", "万元产值用水量"),
    ],
)
def test_a_ceiling_of_a_plan_is_a_target_of_at_most_so_much(words, name):
    rows = draft_of(f"2024年工作计划\n{words}。").to_dict("records")
    assert [(r["measure"], r["bound"], r["indicator"]) for r in rows] == [
        ("target", "at_most", name)
    ]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("2023年度科技工作总结\n2025年，高企达到900家。2023年，高企300家。", [True, False]),
        ("2023年工作情况\n高企300家，2026年高企900家。", [False, True]),
        ("2023年，高企300家。2025年，高企900家。", [False, True]),
        ("2023年度总结\n到2025年，力争高企达到900家。", [False]),
        ("2016年至2020年，高企年均新增30家。", [False]),
    ],
)
def test_a_figure_of_a_later_year_than_the_report_s_is_doubtful(text, later):
    draft = draft_of(text)
    assert ["later_period" in reason for reason in draft["reason"]] == later
    assert draft.loc[later, "confidence"].le(0.7).all()
    assert labels.doubts("later_period", "en").startswith("later than")


@pytest.mark.parametrize(
    "words",
    [
        "比2018年增加5亿元，增长50%",
        "较“十三五”末增长50%",
        "比五年前增长一倍",
        "比2019年增加5亿元、增长50%",
    ],
)
def test_what_is_held_against_an_earlier_year_is_no_growth_on_the_last(words):
    assert "2023" not in periods(f"研发经费15亿元，{words}", "2023年，")[1:]
