"""One spelling for the ways in which one indicator is written."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.tables.indicator_names import indicator_key, measured_name


@pytest.mark.parametrize(
    "names",
    [
        [
            "R&D经费",
            "研发投入",
            "全社会研发经费支出",
            "研究与试验发展（R&D）经费",
            "全年研究与实验发展经费内部支出",
        ],
        ["R&D经费投入强度", "全社会研发投入强度", "研究与试验发展（R&D）经费投入强度"],
        ["研发投入占GDP比重", "全社会R&D经费支出占地区生产总值（GDP）的比重"],
        ["高新技术企业数", "高企总数", "全市高新技术企业数量", "累计高新技术企业"],
        ["规模以上工业企业R&D经费", "规上工业企业研发投入"],
        ["规模工业增加值", "规上工业企业增加值"],
        ["每万人口发明专利拥有量", "万人发明专利拥有量"],
        ["技术合同成交总金额", "技术合同成交额", "完成技术合同成交金额"],
    ],
)
def test_one_indicator(names: list[str]) -> None:
    assert len({indicator_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新增高新技术企业", "高新技术企业"),
        ("净增高新技术企业", "新增高新技术企业"),
        ("省级重点实验室", "国家级重点实验室"),
        ("技术合同登记数", "技术合同登记额"),
        ("技术合同登记数", "技术合同登记"),
        ("规上工业企业研发费用", "规上工业企业研发经费"),
        ("规上工业企业数", "规上工业"),
        ("国民生产总值", "国内生产总值"),
        ("企业研发投入", "全社会研发投入"),
        ("R&D人员", "R&D人员全时当量"),
        ("R&D经费", "R&D经费投入强度"),
    ],
)
def test_two_indicators(one: str, other: str) -> None:
    assert indicator_key(one) != indicator_key(other)


@pytest.mark.parametrize(
    ("name", "measure", "bare"),
    [
        ("生产总值增长", "growth_rate", "生产总值"),
        ("研发经费年均增长", "growth_rate", "研发经费"),
        ("规上工业增加值两年平均", "growth_rate", "规上工业增加值"),
        ("全社会R&D投入增加", "change", "全社会R&D投入"),
        ("专利授权完成率", "completion_ratio", "专利授权"),
        ("专利授权完成率", "rank", "专利授权完成率"),
        ("研发经费增速", "rank", "研发经费增速"),
        ("规上工业增加值", "value", "规上工业增加值"),
        ("增长", "growth_rate", "增长"),
    ],
)
def test_words_that_only_say_the_measure(name: str, measure: str, bare: str) -> None:
    assert measured_name(name, measure) == bare


@given(st.text(max_size=40))
def test_no_layout_is_left_in_a_key(text: str) -> None:
    assert not set(indicator_key(text)) & set(" \t\n“”()（）的、")
    assert bool(measured_name(text, "growth_rate")) == bool(text)


@pytest.mark.parametrize(
    "part", ["全年", "增长", "研发", "年均增长", "规上工业企业", "生产总值", "数"]
)
def test_time_is_linear_in_the_name(part: str) -> None:
    start = time.perf_counter()
    indicator_key(part * 20_000)
    measured_name(part * 20_000, "growth_rate")
    assert time.perf_counter() - start < 5
