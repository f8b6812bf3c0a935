"""The parts of a whole: whose they are, of which level, and who has most."""

import pytest

from kejidata.reports import draft_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "新增研发机构32个：国家高新区10个，省级高新区22个。",
            ["新增研发机构", "国家高新区新增研发机构", "省级高新区新增研发机构"],
        ),
        (
            "服务业收入12亿元，增长4%，其中国家高新区8亿元，省级高新区4亿元。",
            ["服务业收入", "服务业收入", "国家高新区服务业收入", "省级高新区服务业收入"],
        ),
        (
            "开发机构15个，其中政府部门所属7个，高等院校所属5个。",
            ["开发机构", "政府部门所属开发机构", "高等院校所属开发机构"],
        ),
        (
            "国家及省级研究中心46个，其中新组建省级5个。",
            ["国家及省级研究中心", "新组建省级研究中心"],
        ),
        # A bracket that held parts is left, and the next whole has parts of its own.
        (
            "工程中心746家（其中国家级8家）、创新联盟13家（其中省级1家）。",
            ["工程中心", "国家级工程中心", "创新联盟", "省级创新联盟"],
        ),
        # What is a thing of its own is no part that somebody holds.
        ("新增平台20个：重点实验室3个。", ["新增平台", "重点实验室"]),
        # The parts end with their paragraph.
        (
            "●收入9亿元：省级高新区6亿元\n●产值8亿元：省级高新区5亿元",
            ["收入", "省级高新区收入", "产值", "省级高新区产值"],
        ),
        # Each part of a sum has the property of the sum, also where that is named in short.
        (
            "食品产业规上企业18家，产值72亿元，其中乳制品26亿元、调味品21亿元。",
            ["食品产业规上企业", "食品产业规上企业产值", "乳制品产值", "调味品产值"],
        ),
        # On what basis it grew is no name.
        ("税收收入31亿元，剔除留抵退税因素后增长5.4%。", ["税收收入", "税收收入"]),
        # Each site of a kind has its own money.
        ("收入13亿元：8个国家高新区7亿元。", ["收入", "国家高新区", "国家高新区收入"]),
    ],
)
def test_parts_are_named_after_the_whole(text, expected):
    assert draft_of(text)["indicator"].tolist() == expected


def test_the_place_that_has_most_is_the_one_told_of():
    draft = draft_of(
        "全省培育资金11亿元。苏南7亿元，苏北1亿元。苏州最高，3亿元；徐州最低，2千万元。"
    )
    assert draft["indicator"].tolist() == [
        "培育资金",
        "苏南培育资金",
        "苏北培育资金",
        "苏州培育资金",
        "徐州培育资金",
    ]
    assert draft["region"].tolist()[3:] == ["320500", "320300"]


def test_places_are_listed_by_what_ranks_them():
    text = "吸纳成交额前两位为合肥（14亿元）、安庆（4亿元），合计18亿元；居后五位的合计3亿元。"
    names = ["吸纳成交额", "合肥吸纳成交额", "安庆吸纳成交额", "吸纳成交额", "吸纳成交额"]
    assert draft_of(text)["indicator"].tolist() == names


def test_kinds_have_what_the_whole_or_their_share_names():
    text = (
        "职务发明专利168件。其中企业124件，占73.7%；大专院校27件，占16.6%。\n"
        "按行业划分。制造业148件，占全省有效发明专利84.7%；采矿业5件，占3.2%。"
    )
    assert draft_of(text)["indicator"].tolist()[1:] == [
        "企业职务发明专利",
        "企业职务发明专利占比",
        "大专院校职务发明专利",
        "大专院校职务发明专利占比",
        "制造业有效发明专利",
        "制造业有效发明专利占全省有效发明专利比重",
        "采矿业有效发明专利",
        "采矿业有效发明专利占比",
    ]


def test_levels_in_turn_are_of_the_things_counted():
    text = "承担省以上项目89项，资金19万元，其中国家级19项，补助经费12万元，省级70项。"
    assert draft_of(text)["indicator"].tolist()[2:] == [
        "国家级项目",
        "国家级项目补助经费",
        "省级项目",
    ]
