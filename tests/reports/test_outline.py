"""Sections, and which of them are plans."""

import pytest

from kejidata.reports import draft_of
from kejidata.reports.dating.outline import Outline, announces, heading, level, topic


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("2021年工作计划", True),
        ("下一步打算", True),
        ("三、高标准谋划2021年科技工作", True),
        ("2020年工作总结和2021年工作计划", False),
        ("重点科技指标完成良好", False),
        ("省重点研发计划", False),
        ("创新主体培育", None),
    ],
)
def test_a_heading_announces_a_plan_or_not(text, plan):
    assert announces(text) is plan


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、总结", 1),
        ("（一）".replace("（", "(").replace("）", ")"), 2),
        ("1.平台", 3),
        ("(1)平台", 4),
        ("1.19亿元", None),
        ("全市", None),
    ],
)
def test_levels(text, number):
    assert level(text) == number


def test_a_plan_ends_with_the_next_section_of_its_level():
    outline = Outline(False)
    outline.enter(1, "二、下一步打算")
    outline.enter(2, "(一)创新主体")
    assert outline.planned
    outline.enter(1, "三、存在问题")
    assert not outline.planned


def test_a_plan_holds_for_the_items_below_its_heading():
    text = (
        "2.具体目标。\n(1)投入增长。高企达到100家。\n(2)产出提高。专利达到20件。\n3.总结。专利5件。"
    )
    assert draft_of(text)["measure"].tolist() == ["target", "target", "value"]


@pytest.mark.parametrize("heading", ["3.促进成果转化", "3.落实惠企政策", "3.开展精准服务"])
def test_what_a_plan_says_is_to_be_done_does_not_end_it(heading):
    draft = draft_of(f"2025年科技工作要点\n{heading}。技术合同成交额增长15%，转化成果50项。")
    assert set(draft["measure"]) == {"target"}
    assert set(draft["period"]) == {"2025"}
    ended = draft_of("2025年科技工作要点\n一、存在问题\n平台5个。")
    assert ended["measure"].tolist() == ["value"]


def test_a_numbered_sentence_is_a_heading_and_a_topic():
    assert heading("1.平台建设。今年新增12家。", 3) == "1.平台建设"
    assert heading("今年新增12家，增长5%。", None) == ""
    assert topic("一是培育高新技术企业") == "高新技术企业"
