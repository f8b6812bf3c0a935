"""What figures of one sentence share: places an indicator, a total the thing of the new ones."""

import pytest

from kejidata.reports import draft_of

TOLD = [
    # Places in turn have the indicator of the first, the sum has it of all.
    (
        "东城区新增高企45家；西城区38家，丙县新增12家，全市合计95家。",
        [
            "东城区新增高新技术企业",
            "西城区新增高新技术企业",
            "丙县新增高新技术企业",
            "新增高新技术企业",
        ],
    ),
    (
        "全市研发投入强度2.85%，其中东城区3.6%、西城区3.1%。",
        ["研发投入强度", "东城区研发投入强度", "西城区研发投入强度"],
    ),
    # What there is in all is none of the new ones.
    (
        "新建省级企业技术中心4家、市级12家，累计分别达到18家、57家。",
        ["新建省级企业技术中心", "新建市级企业技术中心", "省级企业技术中心", "市级企业技术中心"],
    ),
    ("新认定省级专精特新企业5家，累计达17家。", ["新认定省级专精特新企业", "省级专精特新企业"]),
    # So much a head is of what was told before.
    ("地区生产总值386.5亿元，人均7万元。", ["地区生产总值", "人均地区生产总值"]),
    ("有效发明专利3216件，万人拥有量达45.8件。", ["有效发明专利", "万人有效发明专利拥有量"]),
    # A part's property is spelled out as the whole's is, without those who have all of it.
    ("全社会研发经费15亿元，其中企业经费12亿元。", ["全社会研发经费", "企业研发经费"]),
    (
        "规上工业企业营业收入210亿元，其中高新技术企业85亿元。",
        ["规上工业企业营业收入", "高新技术企业营业收入"],
    ),
    ("在孵企业612家，其中高企42家。", ["在孵企业", "在孵高新技术企业"]),
    # A level that opens a list is that of all its names.
    ("省级以上孵化器、众创空间分别达8家和15家。", ["省级以上孵化器", "省级以上众创空间"]),
    # What grew is what there is in all, and not by how much there is more.
    (
        "高企总数达612家，净增97家，增长18.8%。",
        ["高新技术企业总数", "净增高新技术企业总数", "高新技术企业总数"],
    ),
    # 122 over 734 is 16.6 %, which is by how much there is more in all; 20.6 % is of the new ones.
    (
        "高企总数达856家，新增122家，增长16.6%。",
        ["高新技术企业总数", "新增高新技术企业总数", "高新技术企业总数"],
    ),
    (
        "高企总数达856家，新增122家，增长20.6%。",
        ["高新技术企业总数", "新增高新技术企业总数", "新增高新技术企业总数"],
    ),
    # Whose the first property of a list is, all are.
    ("规上服务业营业收入、利润30亿元、4亿元。", ["规上服务业营业收入", "规上服务业利润"]),
    (
        "高技术产业创造的总产值、净利润和出口总额分别为8亿元、1亿元和2亿元。",
        ["高技术产业总产值", "高技术产业净利润", "高技术产业出口总额"],
    ),
    ("工业产值、服务业收入分别为8亿元、3亿元。", ["工业产值", "服务业收入"]),
    ("高企120家，研究开发人员1200人。", ["高新技术企业", "高新技术企业研究开发人员"]),
    ("受理知识产权案件500件，审结421件。", ["受理知识产权案件", "审结知识产权案件"]),
    (
        "先进制造业增加值下降12.8%，总量占全区规上工业增加值58.4%。",
        ["先进制造业增加值", "先进制造业增加值占全区规上工业增加值比重"],
    ),
    ("工业增加值增速确保目标增长12%，奋斗目标增长14%。", ["工业增加值"] * 2),
    ("规上企业亏损面16.8%，收窄2.3个百分点。", ["规上企业亏损面"] * 2),
    # What a plan demands of it is no name, and neither is what was done to other things.
    ("完成州外到位资金120亿元，完成州政府下达任务数132亿元的90.8%。", ["州外到位资金"] * 3),
    (
        "新签约项目43个，总投资215亿元，开工31个，竣工22个。",
        ["新签约项目", "新签约项目总投资", "开工新签约项目", "竣工新签约项目"],
    ),
    ("新开工31个，竣工投产22个。", ["新开工", "竣工投产"]),
    ("大豆玉米带状复合种植收获面积约11.6万亩。", ["大豆玉米带状复合种植收获面积"]),
    ("科技进步对经济增长的贡献率提高6.2个百分点。", ["科技进步对经济增长的贡献率"]),
    # Each number counts the noun behind itself, and what that did is no part of it.
    (
        "46家中央企业科协、96家企业科协联合会、225家园区科协开展活动。",
        ["中央企业科协", "企业科协联合会", "园区科协"],
    ),
    ("100个产业园区继续保持较快增长。", ["产业园区"]),
    # Verbs and adverbs are no parts of names.
    ("达成合作意向117项，其中签约45项。", ["达成合作意向", "签约合作意向"]),
    ("引进高层次人才126人，其中博士43人。", ["引进高层次人才", "博士高层次人才"]),
    ("高新区和经开区分别实现产值20亿元、10亿元。", ["高新区产值", "经开区产值"]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_names_are_completed_by_what_a_sentence_shares(text, expected):
    assert draft_of(text)["indicator"].tolist() == expected


def test_a_rate_has_no_property():
    draft = draft_of("规上工业企业研发活动覆盖率达52.3%。投入1.2亿元建成科创中心。")
    assert "覆盖率" not in draft["indicator"].iloc[1]


def test_places_that_share_an_indicator_have_their_own_region():
    draft = draft_of("天河区新增高企45家，番禺区38家，完成率95%。")
    assert draft["code"].tolist() == ["hnte_new"] * 3
    # Districts of Guangzhou, by the divisions' codes.
    assert draft["region"].tolist()[:2] == ["440106", "440113"]


def test_a_verb_is_no_district():
    draft = draft_of("综合评价排名全省第21位，前进5位。")  # 前进区 is a district
    assert draft["region"].tolist() == ["", ""]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2025年至2030年，专利授权量由4210件增加到12860件。", ["2025", "2030"]),
        ("“十三五”期间，专利授权量由4210件增加到12860件。", ["2015", "2020"]),
        (
            "技术合同成交额由2028年的12.3亿元增长到2032年的41.7亿元，年均增长35.7%。",
            ["2028", "2032", "2028/2032"],
        ),
    ],
)
def test_a_move_over_years_has_both_its_ends(text, periods):
    assert draft_of("2032年工作总结\n" + text)["period"].tolist() == periods
