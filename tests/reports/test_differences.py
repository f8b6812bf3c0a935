"""What a figure is held against: a goal, another place, other prices; and numbers in odd dress."""

import pytest

from kejidata import audit
from kejidata.reports import draft_of, observations


def last(text):
    return draft_of(f"2023年，{text}。").iloc[-1]


@pytest.mark.parametrize(
    ("words", "value", "name"),
    [
        ("技术合同成交额9亿元，超目标1亿元", 1, "技术合同成交额超目标"),
        ("技术合同成交额9亿元，超出年度任务1.5亿元", 1.5, "技术合同成交额超目标"),
        ("技术合同成交额9亿元，超额完成计划1亿元", 1, "技术合同成交额超目标"),
        ("技术合同成交额9亿元，比年初计划多2亿元", 2, "技术合同成交额超目标"),
        ("技术合同成交额9亿元，高于考核指标2亿元", 2, "技术合同成交额超目标"),
        ("技术合同成交额9亿元，低于目标0.2亿元", -0.2, "技术合同成交额低于目标"),
        ("技术合同成交额9亿元，距全年目标还差0.3亿元", -0.3, "技术合同成交额低于目标"),
        ("技术合同成交额9亿元，与任务相比少0.4亿元", -0.4, "技术合同成交额低于目标"),
    ],
)
def test_a_difference_to_a_goal_is_neither_the_goal_nor_a_change_since_last_year(
    words, value, name
):
    row = last(words)
    assert (row["measure"], row["value"], row["indicator"]) == ("change", value, name)
    assert row["code"] == ""


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("专利授权超年度目标12%", "change"),
        ("专利授权超额完成年度目标的112%", "completion_ratio"),
        ("专利授权完成年度目标的12%", "completion_ratio"),
        ("专利授权占全年任务的12%", "completion_ratio"),
    ],
)
def test_percent_beyond_a_goal_is_no_completion(words, measure):
    assert last(words)["measure"] == measure


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("研发投入占GDP比重目标2.5%，实际完成2.7%", "target", "value"),
        ("污水处理率目标95%，实际达到96.1%", "target", "value"),
        ("工业投资增长目标8%，实际完成9.2%", "target", "growth_rate"),
        ("登记额目标任务2亿元，完成115%", "target", "completion_ratio"),
    ],
)
def test_what_came_of_a_goal_is_of_the_goal_s_own_kind(words, first, second):
    assert draft_of(f"2023年，{words}。")["measure"].tolist() == [first, second]


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("占比52.7%，比全市占比高3.4个百分点", "高于全市占比"),
        ("高新技术企业300家，比全省平均多20家", "高于全省平均"),
        # A county by its short name is known where it, or its neighbour, is at home.
        pytest.param("高新技术企业300家，比如皋多20家", "高于如皋", marks=pytest.mark.root_project),
    ],
)
def test_a_difference_to_another_place_is_named_so(words, other):
    row = last(words)
    assert row["measure"] == "change"
    assert row["indicator"].endswith(other)
    assert row["code"] == ""


def test_a_difference_to_last_year_keeps_the_name():
    row = last("高新技术企业300家，比上年多20家")
    assert (row["measure"], row["indicator"]) == ("change", "高新技术企业")


@pytest.mark.parametrize(
    "basis", ["按可比价格计算", "按可比价计算", "按不变价格计算", "按不变价核算", "以不变价计"]
)
def test_growth_at_other_prices_is_not_checked_against_amounts(basis):
    text = f"2022年，生产总值609.91亿元，{basis}，比上年增长5.2%。2021年，生产总值572.3亿元。"
    verdicts = audit(observations(draft_of(text), "子县"))
    assert verdicts[["verdict", "reason"]].values.tolist() == [
        ["not_checkable", "definition_differs"]
    ]


def test_a_quote_stays_a_clause_where_no_basis_stands_before_it():
    quotes = draft_of("2022年，按计划推进，高新技术企业9家。")["quote"].tolist()
    assert quotes == ["高新技术企业9家"]


@pytest.mark.parametrize("word", ["折合", "约合", "相当于"])
def test_a_second_currency_is_of_the_same_indicator(word):
    draft = draft_of(f"2023年，人均地区生产总值121630元（{word}18083美元），比上年增加5060元。")
    assert set(draft["indicator"]) == {"人均地区生产总值"}
    assert draft["code"].tolist() == ["gdp_per_head", "", "gdp_per_head"]


@pytest.mark.parametrize("word", ["增速", "增幅", "增长率", "增长速度", "降幅"])
def test_a_rank_of_growth_is_named_so(word):
    row = last(f"研发投入23.47亿元，增长49.0%，{word}居全省第2位")
    assert (row["indicator"], row["code"]) == (f"研发投入{word}", "")
    assert row["among"] == last("研发投入居全省第2位")["among"]
    bare = last(f"研发投入23.47亿元，增长49.0%，{word}全省第2")
    assert bare["among"] == row["among"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("第一、二、三产业", ["第一产业", "第二产业", "第三产业"]),
        ("第一、第二、第三产业", ["第一产业", "第二产业", "第三产业"]),
        ("一、二、三产业", ["一产业", "二产业", "三产业"]),
    ],
)
def test_ordinals_of_a_list_share_their_noun(words, names):
    draft = draft_of(f"2023年，{words}贡献率分别为9.4%、55.6%、35.0%。")
    assert draft["indicator"].tolist() == [f"{name}贡献率" for name in names]


def test_the_structure_by_sector_is_three_shares():
    draft = draft_of("2023年，三次产业结构由上年的10.5:47.0:42.5调整为10.3∶47.5∶42.2。")
    assert draft["value"].tolist() == [10.5, 47.0, 42.5, 10.3, 47.5, 42.2]
    assert draft["indicator"].tolist() == [f"第{n}产业占比" for n in "一二三"] * 2
    assert draft["period"].tolist() == ["2022"] * 3 + ["2023"] * 3
    assert set(draft["unit"]) == {"%"}


@pytest.mark.parametrize("words", ["比分3:1:0", "8:30:15开会", "三次产业结构为10.3:47.5:12.2"])
def test_a_ratio_whose_parts_are_no_whole_is_none(words):
    assert draft_of(f"2023年，{words}。").empty


def test_the_three_sectors_count_nothing():
    assert len(draft_of("2023年，三次会议。")) == 1


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("高新技术企业1，234家", 1234, "家"),
        ("高新技术企业１，２３４家", 1234, "家"),
        ("研发经费1，234，567.8万元", 1234567.8, "万元"),
        ("高新技术企业38家，120人", 120, "人"),
        ("增长率位列第1，200家", 200, "家"),
        ("数量为2018，345家", 345, "家"),
    ],
)
def test_a_full_width_comma_parts_thousands_within_a_number_alone(words, value, unit):
    row = last(words)
    assert (row["value"], row["unit"]) == (value, unit)


@pytest.mark.parametrize(
    ("words", "value", "measure"),
    [
        ("工业增加值增速为负3%", -3, "growth_rate"),
        ("工业增加值增长负3.2%", -3.2, "growth_rate"),
        ("人口自然增长率负0.8‰", -0.8, "growth_rate"),
        ("利润总额为负2.5亿元", -2.5, "value"),
        ("检测次数不分胜负3次", 3, "value"),
    ],
)
def test_minus_in_words(words, value, measure):
    row = last(words)
    assert (row["value"], row["measure"]) == (value, measure)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("技术合同成交额约增长12%", "about"),
        ("技术合同成交额大约下降12%", "about"),
        ("技术合同成交额同比约增12%", "about"),
        ("技术合同约完成9亿元", "about"),
        ("能耗节约增加12%", "exact"),
    ],
)
def test_about_before_the_verb(words, bound):
    assert last(words)["bound"] == bound
