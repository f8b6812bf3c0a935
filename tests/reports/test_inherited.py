"""What a short name is completed with: the limit, the payment, the report's own theme."""

import pytest

from kejidata.reports import draft_of


def names(text):
    return draft_of(text)["indicator"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年收入2000万元以上企业12家。", "年收入2000万元以上企业"),
        ("产值超亿元企业20家。", "产值超亿元企业"),
        ("投资超亿元签约项目3个。", "投资超亿元签约项目"),
        ("规上企业中亿元以上企业20家。", "亿元以上企业"),
    ],
)
def test_a_limit_tells_what_it_limits(text, expected):
    draft = draft_of(text)
    assert draft["measure"].tolist() == ["threshold", "value"]
    assert draft["indicator"].tolist()[-1] == expected


def test_limits_of_one_list_stay_apart():
    draft = draft_of("产值超10亿元企业5家，产值超亿元企业20家。")
    assert draft["indicator"].tolist()[1::2] == ["产值超10亿元企业", "产值超亿元企业"]
    draft = draft_of("总投资50亿元以上重大项目6个、30亿元以上12个。")
    assert draft["measure"].tolist() == ["threshold", "value"] * 2
    assert draft["indicator"].tolist()[1::2] == [
        "总投资50亿元以上重大项目",
        "总投资30亿元以上重大项目",
    ]


def test_money_is_named_after_why_it_was_given():
    text = "120家企业获资助，资金500万元。其中，首次认定80家，资金300万元。"
    assert names(text) == [
        "获资助企业",
        "企业资助资金",
        "首次认定获资助企业",
        "首次认定企业资助资金",
    ]


def test_people_are_told_by_where_they_come_from():
    assert names("科技特派员87人，来源为科研院所5人，乡土人才2人。") == [
        "科技特派员",
        "科研院所科技特派员",
        "乡土人才科技特派员",
    ]


def test_sites_belong_to_what_the_report_is_on():
    assert names("2020年科技特派员工作总结\n新建服务站2个，企业5家。") == [
        "新建科技特派员服务站",
        "企业",
    ]
    assert names("2020年科技工作总结\n新建服务站2个。") == ["新建服务站"]


def test_spending_per_head_is_of_the_spending_told_before():
    assert names("R&D经费273亿元。人均经费44万元。") == ["R&D经费", "R&D人均经费"]


def test_a_prize_of_its_own_name_keeps_it():
    assert names("获科技成果奖励147项，其中国家科技进步一等奖2项。")[1] == "国家科技进步一等奖"
    assert names("参加第33届科技创新大赛，获一等奖4项、二等奖6项。") == [
        "科技创新大赛获一等奖",
        "科技创新大赛获二等奖",
    ]


def test_a_count_spoken_of_again_is_what_it_was():
    text = "省考指标四项：专利申请量280件、授权量80件。至今，申请310件，四项均超额。"
    assert names(text)[-1] == "省考指标"


def test_fields_of_the_clause_before_grow_in_turn():
    text = "节能、材料和医药领域交易增长较快，增速依次为42%、30%、19%。"
    assert names(text) == ["节能领域交易", "材料领域交易", "医药领域交易"]


def test_a_list_keeps_the_verb_before_it():
    text = "组织实施星火、火炬、攻关、创新基金等科技计划项目8项。"
    assert names(text) == ["组织实施科技计划项目"]


def test_towns_and_streets_of_a_list_have_what_its_head_counts():
    draft = draft_of("2024年各镇街新增高企情况：城东街道12家，白马镇5家。合计17家。")
    names = ["城东街道新增高新技术企业", "白马镇新增高新技术企业", "新增高新技术企业"]
    assert draft["indicator"].tolist() == names


def test_exports_and_imports_are_parts_of_trade():
    draft = draft_of("2023年，高新技术产品进出口386亿元，其中出口301亿元，进口85亿元，下降8.8%。")
    names = ["进出口", "出口", "进口", "进口"]
    assert draft["indicator"].tolist() == [f"高新技术产品{name}" for name in names]
