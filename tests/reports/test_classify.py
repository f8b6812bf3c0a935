"""What a figure measures, its direction and its bound, sentence by sentence."""

import pytest

from kejidata.reports import draft_of


def last(text):
    return draft_of(text).iloc[-1]


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("技术合同成交额26.82亿元", "value", 26.82),
        ("技术合同成交额26.82亿元，同比增长35.08%", "growth_rate", 35.08),
        ("出口额3亿元，同比下降4.2%", "growth_rate", -4.2),
        ("营业收入增幅35.08%", "growth_rate", 35.08),
        ("R&D占GDP比重提高到2.52%", "value", 2.52),
        ("占GDP比重1.73%", "value", 1.73),
        ("占GDP比重由1.5%上升为1.73%", "value", 1.73),
        # Where a growth moves to is a growth, and a fall stays one.
        ("增加值增速由3.2%提高到5.6%", "growth_rate", 5.6),
        ("增加值增速从3.2%回落至1.6%", "growth_rate", 1.6),
        ("增加值降幅由12.4%收窄至3.2%", "growth_rate", -3.2),
        ("力争增加值增速由3.2%提高到5.6%", "target", 5.6),
        # By so much more than the goal, and not so much of it.
        ("技术合同成交额30亿元，超额完成年度目标20%", "change", 20),
        ("技术合同成交额30亿元，超额20%完成年度目标", "change", 20),
        ("技术合同成交额30亿元，超额完成年度目标的120%", "completion_ratio", 120),
        ("占GDP比重由1.73%降为1.5%", "value", 1.5),
        ("技术合同成交额26.82亿元，增长为35.08%", "growth_rate", 35.08),
        ("科技进步贡献率超57%", "value", 57),
        ("专利310件，占全年目标任务的110.7%", "completion_ratio", 110.7),
        ("高企35家，为任务的136%", "completion_ratio", 136),
        ("合同成交额年度完成率达121.9%", "completion_ratio", 121.9),
        ("完成年度任务10亿元的123%", "completion_ratio", 123),
        ("登记额2.3亿元（任务2亿元），完成115%", "completion_ratio", 115),
        ("高企545家（任务目标400家）", "target", 400),
        ("认定125家，高于90家的考核目标", "target", 90),
        ("力争全年新申报高企200家", "target", 200),
        ("今年计划播种粮食121万亩，全年共完成121.1万亩", "value", 121.1),
        # What was done with a goal in mind was done.
        ("围绕高质量发展目标，今年完成增加值9亿元", "value", 9),
        ("按照年初工作目标，研发投入强度达到3.2%", "value", 3.2),
        ("汽车、电池产量分别增长3.9倍和10.9%", "growth_rate", 10.9),
        ("确保高新技术产业产值占比达到41%", "target", 41),
        ("占比42.8%，同比提高7.2个百分点", "change", 7.2),
        ("占比42.8%，较上年回落0.5个百分点", "change", -0.5),
        ("高企19857家，较2015年多8752家", "change", 8752),
        ("投入5.06亿元，同比增长8850万元", "change", 8850),
        ("综合排名上升2位", "change", 2),
        ("新增高企23家", "value", 23),
        ("较上年净增高企682家", "value", 682),
        ("企业由2020年的124家增至348家", "value", 348),
        ("专利拥有量89.6件，是全国平均的10倍", "change", 10),
        ("营业收入增长3.4倍", "growth_rate", 3.4),
        ("创新能力居全省第2位", "rank", 2),
        ("综合指数排全国18位", "rank", 18),
        ("综合指数跃升7位", "change", 7),
        # What rose from a value is a value.
        ("研发投入强度从1.51%增长到年末水平", "value", 1.51),
        ("完成全年170家任务的71.8%", "completion_ratio", 71.8),
        ("企业总数预计将达2579家", "value", 2579),
        ("上半年争取到2018年专项立项项目3个", "value", 3),
        ("按计划开展了160名特派员的选派", "value", 160),
        ("主要指标稳中有进：技术交易额99.8亿元", "value", 99.8),
        ("投资增长38%，超南通四个全面考核任务28个百分点", "change", 28),
        ("增加值增长18%，低于投资（19.4%）1.4个百分点", "change", -1.4),
        ("单价10万元以上仪器设备充足", "threshold", 10),
        ("培育1个产值过50亿元", "threshold", 50),
        ("企业5家，产值过50亿元", "value", 50),
        ("预计高企18家", "value", 18),
        ("亳州（-69.1%）", "growth_rate", -69.1),
        ("利润率-2.1%", "value", -2.1),
        ("投资同比+5.2%", "growth_rate", 5.2),
        ("近三年以10%左右的速度增长", "growth_rate", 10),
        ("比重为5%-8%", "value", 5),
        ("粮食丰产计划1项", "value", 1),
        ("全年计划实施项目4个", "target", 4),
        ("今年计划5家", "target", 5),
        ("年度目标为引进人才10名", "target", 10),
        ("2031年，计划改造卫生室30所", "target", 30),
        ("基金2个，计划经费占7%", "value", 7),
        ("承接重点任务41项", "value", 41),
        ("受益面达35.7%，超目标任务（25%", "target", 25),
        ("企业数较计划实施初期增长近3倍", "growth_rate", 3),
        ("位次提升5-9位的县", "threshold", 5),
        ("41个行业中32个正增长，增长面达78%", "value", 78),
        ("成交1000万以上的合同", "threshold", 1000),
        ("经费超过2000亿元的省（市）", "threshold", 2000),
        ("科技资金5亿元，是“十二五”的1.6倍", "growth_rate", 1.6),
        ("投入强度高于全国平均水平的省（市）有8个", "value", 8),
    ],
)
def test_the_measure_follows_from_the_words(text, measure, value):
    row = last(text + "。")
    assert (row["measure"], row["value"]) == (measure, value)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("研发投入居全省第5位以内", "at_least"),
        ("研发投入居全省前五位以内", "at_least"),
        ("研发投入居全省第5位及以上", "at_least"),
        ("研发投入居全省第5位以下", "at_most"),
        ("高企18家", "exact"),
        ("新增省民营科技型企业60家以上", "at_least"),
        ("转化成果超1300项", "at_least"),
        ("带动就业6000余人", "at_least"),
        ("资助1700多万元", "at_least"),
        ("科技型中小企业2000+家", "at_least"),
        ("高新技术企业2000家+", "at_least"),
        ("研发投入1.2+亿元", "at_least"),
        ("有研发活动企业占比95%+", "at_least"),
        ("进入全国前十", "at_least"),
        ("奖励不超过100万元", "at_most"),
        ("企业数尚未突破50家", "at_most"),
        ("覆盖率未达到10%", "at_most"),
        ("奖励上限100万元", "at_most"),
        ("能耗控制在0.5%以下", "at_most"),
        ("近40家", "about"),
        ("总投资约515.49亿元", "about"),
        ("比重保持36%左右", "about"),
        # A bound is one of the signed number, whatever words say of its size.
        ("能耗下降10%以上", "at_most"),
        ("能耗降幅超10%", "at_most"),
        ("企业比上年减少20家以上", "at_most"),
        ("能耗下降不低于10%", "at_most"),
        ("能耗下降不超过10%", "at_least"),
        ("能耗下降10%以内", "at_least"),
        ("能耗下降约10%", "about"),
        ("能耗降低到10%以下", "at_most"),
        ("能耗不低于10%", "at_least"),
    ],
)
def test_the_bound_follows_from_the_words(text, bound):
    assert last(text + "。")["bound"] == bound


def test_figures_after_one_predicate_share_it():
    draft = draft_of("高企、科小达6588家、6403家，分别增长26.3%、44.4%。")
    assert draft["measure"].tolist() == ["value", "value", "growth_rate", "growth_rate"]


def test_a_heading_alone_announces_a_plan():
    draft = draft_of("二、2021年工作计划\n新增高企12家，专利增长10%。")
    assert draft["measure"].tolist() == ["target", "target"]
    assert draft["period"].tolist() == ["2021", "2021"]


@pytest.mark.parametrize(
    "opening",
    [
        "某区\n全面落实创新工程实施方案(2023-2027年)\n一、要求\n到2027年，力争建3家。\n——平台。",
        "“十三五”科技创新的总体目标是：排名前15位。\n一是能力提升。强度达2.5%。\n二是",
    ],
)
def test_a_plan_holds_for_the_paragraphs_that_go_on_with_it(opening):
    draft = draft_of(opening + "建成重点实验室5家，每万人专利达12件。").iloc[-2:]
    assert draft["measure"].tolist() == ["target", "target"]
    assert draft["period"].nunique() == 1


def test_a_plan_tells_what_was_before_it():
    draft = draft_of("2023年工作要点\n去年，高企达2200家，增长25%。今年力争达2500家。")
    assert draft["measure"].tolist() == ["value", "growth_rate", "target"]
    assert draft["period"].tolist() == ["2022", "2022", "2023"]


def test_what_is_wanted_is_where_it_moves_to():
    draft = draft_of("2024年工作计划\n研发活动覆盖率由58%提高到65%。")
    assert draft["measure"].tolist() == ["value", "target"]


def test_a_paragraph_that_looks_ahead_tells_what_is_wanted():
    draft = draft_of("2018-02-06\n今年，全省将保持增长，新增高企1000家。认定企业20家。")
    assert draft["measure"].tolist() == ["target", "target"]
    draft = draft_of("2018-02-06\n今年以来，全省将科技摆在首位，新增高企1000家。")
    assert draft["measure"].tolist() == ["value"]


def test_each_sign_of_a_list_is_its_own():
    draft = draft_of("增加值、投资增速分别为-3.5%、5.2%。")
    assert draft["value"].tolist() == [-3.5, 5.2]


LIMITS = {
    "at_least": ["至少", "最少", "不少于", "不低于", "不小于", "超过", "多于", "高于", "大于"],
    "at_most": [
        "至多",
        "最多",
        "不多于",
        "不高于",
        "不大于",
        "不超过",
        "不到",
        "不足",
        "少于",
        "低于",
    ],
}
"""At least and at most, as they stand between a move and its size."""
OPPOSITE = {"at_least": "at_most", "at_most": "at_least"}


@pytest.mark.parametrize("fall", ["下降", "减少", "降低", "回落", "下滑", "缩减", "压减", "减少了"])
@pytest.mark.parametrize("size", LIMITS)
def test_a_limited_fall_is_a_negative_move_with_the_bound_of_its_sign(fall, size):
    for limit in LIMITS[size]:
        for figure, measure in (("3.5%", "growth_rate"), ("20家", "change"), ("2位", "change")):
            row = last(f"全市高企{fall}{limit}{figure}。")
            found = (row["measure"], row["value"], row["bound"])
            assert found == (measure, -float(figure[:-1]), OPPOSITE[size]), limit


@pytest.mark.parametrize("rise", ["增长", "提高", "上升"])
@pytest.mark.parametrize("size", LIMITS)
def test_a_limited_rise_is_a_growth_rate_with_its_own_bound(rise, size):
    for limit in LIMITS[size]:
        row = last(f"全市高企产值{rise}{limit}3.5%。")
        assert (row["measure"], row["value"], row["bound"]) == ("growth_rate", 3.5, size), limit


def test_what_a_fall_reaches_stays_a_value_with_its_own_bound():
    for words, bound in (("减少至20家", "exact"), ("减少到至少20家", "at_least")):
        row = last(f"全市高企{words}。")
        assert (row["measure"], row["value"], row["bound"]) == ("value", 20, bound)


def test_what_a_policy_pays_is_no_goal_of_its_plan():
    text = (
        "2025年科技工作实施方案\n一、工作目标\n高企达到160家，争取补助资金500万元。\n二、保障措施\n"
        "对新认定的高企给予15万元奖励，对引进的博士每人每年补贴3万元。"
    )
    draft = draft_of(text)
    assert draft["measure"].tolist() == ["target", "target", "value", "value"]
    assert draft["indicator"].tolist()[2:] == ["新认定的高新技术企业奖励", "引进的博士补贴"]


def test_a_rate_of_pay_is_neither_growth_nor_a_goal():
    text = "2025年实施方案\n对企业按研发投入增量的10%给予补助，最高200万元。"
    assert draft_of(text)["measure"].tolist() == ["value", "value"]
    assert draft_of("2025年实施方案\n研发投入增长10%。")["measure"].tolist() == ["target"]


def test_a_colon_before_a_rate_changes_nothing():
    draft = draft_of("合同额9亿元，同比增长：8.3%，增长（倍）：1.2，完成率：98%。")
    assert draft["measure"].tolist() == ["value", "growth_rate", "growth_rate", "completion_ratio"]
