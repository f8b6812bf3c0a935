"""How likely a row is wrong, by what its name and its sentence leave open."""

import pytest

from kejidata.reports import draft_of
from kejidata.reports.grammar.confidence import COSTS
from kejidata.reports.summary import is_doubtful
from kejidata.wording import labels


def last(text):
    return draft_of(text).iloc[-1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2023年，参评76家。", "bare_name"),
        ("2023年，公示入库30家。", "short_name"),
        ("2023年，高新技术企业38家，其中市级5家。", "little_said"),
        ("2023年，高企38家，申请专利9件。2022年，高企30家。", "other_period"),
        ("2023年，向合作社捐赠20万元物资。", "noun_behind"),
        ("2023年，甲产业、乙产业收入分别为5亿元、6亿元。", "paired_name"),
        ("2023年，高新技术企业38家。又达5家。", "borrowed_name"),
        ("2023年，新建公园3个。", "uncoded"),
        ("2023年，技术合同成交额目标5亿元，实际登记6亿元。", "uncoded_pair"),
        ("2023年，乡村振兴样板带9个。", "vague_name"),
        ("2023年，技术合同成交额8.7亿元，达35家。", "other_unit"),
        ("2023年，推广新技术9项，惠及企业40家。", "bare_name"),
        ("2023年，兑现研发补助9万元，惠及企业40家。", "little_said"),
        ("2023年，兑现研发补助9万元，户均3万元。", "little_said"),
        ("2023年，新建乡村振兴样板带9个，铺设管网30公里。", "no_holder"),
        ("2023年，高新技术企业38家，研发投入强度3.1%。", "no_holder"),
    ],
)
def test_what_may_be_wrong_with_a_name_is_said_and_costs_confidence(text, reason):
    row = last(text)
    assert reason in row["reason"].split("|")
    assert row["confidence"] < 1


def test_what_a_list_goes_on_with_is_no_noun_behind_a_figure():
    draft = draft_of("2023年，甲产业、乙产业收入分别为5亿元和6亿元。")
    assert not draft["reason"].str.contains("noun_behind").any()


def test_a_name_of_the_registry_in_its_own_clause_leaves_no_doubt():
    row = last("2023年，技术合同成交额26.82亿元。")
    assert (row["confidence"], row["reason"]) == (1.0, "")
    bounded = last("2023年，技术合同成交额26.82亿元以上。")
    assert (bounded["confidence"], bounded["reason"]) == (1.0, "")


def test_a_short_name_may_have_lost_whose_it_is_even_where_the_registry_knows_it():
    draft = draft_of("2023年，专利授权量9件，同比增长12%。研发经费投入强度3.1%。")
    short, moved, whole = draft.iloc[0], draft.iloc[1], draft.iloc[2]
    assert short["code"]
    assert "short_name" in short["reason"].split("|")
    assert "short_name" in moved["reason"].split("|")
    assert "short_name" not in whole["reason"].split("|")
    assert not is_doubtful(short["confidence"], short["reason"])


def test_a_bare_kind_is_more_doubtful_than_a_name_shared_within_a_clause():
    bare = last("2023年，参评76家。")
    shared = last("2023年，技术合同成交额26.82亿元，同比增长12%。")
    assert bare["confidence"] < shared["confidence"]
    assert is_doubtful(bare["confidence"], bare["reason"])
    assert not is_doubtful(shared["confidence"], shared["reason"])


def test_what_has_no_code_beside_its_goal_that_has_one_is_marked():
    goal, done = draft_of("2023年，技术合同成交额目标5亿元，实际登记6亿元。").itertuples()
    assert (goal.code, done.code) == ("tech_contract_value", "")
    assert not is_doubtful(goal.confidence, goal.reason)
    assert is_doubtful(done.confidence, done.reason)
    # Money of two kinds is no such pair: neither is what the other was to be.
    two = draft_of("2023年，技术合同成交额5亿元，新建公园投资6亿元。")
    assert not two["reason"].str.contains("uncoded_pair").any()


def test_a_row_without_a_period_is_marked_though_its_number_may_be_right():
    row = last("技术合同成交额26.82亿元。")
    assert row["confidence"] >= 0.9
    assert is_doubtful(row["confidence"], row["reason"])


def test_a_figure_that_shares_a_name_shares_what_is_doubtful_about_it():
    draft = draft_of("2023年，乡村振兴样板带9个，同比增长12%，居全市第二。")
    name = draft.iloc[0]
    assert "vague_name" in name["reason"]
    for reason in draft["reason"]:
        assert {"uncoded", "vague_name"} <= set(reason.split("|"))
    assert draft["confidence"].is_monotonic_decreasing


def test_a_name_put_together_from_several_places_is_doubtful_where_it_stands():
    together = last("2023年，专利授权量9件，申请量12件。")
    assert "borrowed_name" in together["reason"]
    assert "borrowed_name" not in last("2023年，专利申请量12件。")["reason"]


def test_every_doubt_has_its_cost_and_its_words():
    for lang in ("en", "zh"):
        words = [labels.doubts(code, lang) for code in COSTS]
        assert len(set(words)) == len(COSTS)
        assert not set(words) & set(COSTS)


def test_two_values_of_one_indicator_and_period_are_doubted():
    firms, deals = "高新技术企业418家。全市高企417家", "技术合同成交额26.82亿元"
    draft = draft_of(f"2023年总结\n{firms}，{deals}。\n技术合同成交额26.8亿元。")
    marked = ["contradicted" in reason.split("|") for reason in draft["reason"]]
    # 26.82 rounds to 26.8; 418 firms and 417 cannot both be right.
    assert draft["surface"].tolist() == ["418家", "417家", "26.82亿元", "26.8亿元"]
    assert marked == [True, True, False, False]


def test_several_aims_of_one_indicator_are_no_contradiction():
    draft = draft_of("2023年总结\n2024年，技术合同成交额达60亿元，力争65亿元。")
    assert not draft["reason"].str.contains("contradicted").any()
