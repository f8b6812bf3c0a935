"""Whose an account is that a sentence tells in short, and the names of things told together."""

import pytest

from kejidata.reports import draft_of

TOLD = [
    # An actor's accounts are told one by one, whose they are once.
    (
        "规模以上工业R&D人员24048人，R&D经费107亿元，人均R&D经费44万元，主营业务收入990亿元。",
        ["R&D人员", "R&D经费", "人均R&D经费", "主营业务收入"],
        "规模以上工业",
    ),
    ("高新技术企业98家，投入研发经费9亿元，拥有有效发明专利300件。", None, "高新技术企业"),
    (
        "规上工业企业R&D经费22亿元。有效发明专利2.3万件。",
        ["R&D经费", "有效发明专利"],
        "规上工业企业",
    ),
]
OTHERS = [
    "高新技术企业98家，研发投入增长30%，有效发明专利300件。",
    # What stands between, the region as a whole and a clause of its own are of nobody told before.
    "规上工业企业研发费用9亿元；技术合同成交额3亿元；有效发明专利2万件。",
    "规上工业企业R&D人员2万人，全市有效发明专利2万件。",
    "高新技术企业98家，新认定31家；拥有有效发明专利142件。",
    "全社会R&D经费9亿元，其中研究机构R&D经费1亿元。有效发明专利300件。",
]
NAMED = [
    (
        "全省有55家高新技术企业，投入研发经费92亿元。",
        ["高新技术企业", "高新技术企业研发经费"],
    ),
    (
        "高技术服务业从业人员50万人，其中博士3万人；全年投入R&D经费28亿元。",
        ["高技术服务业从业人员", "博士从业人员", "高技术服务业R&D经费"],
    ),
    ("申报“三类企业”216家，其中雏鹰124家。", ["申报三类企业", "雏鹰企业"]),
    ("重点研发计划共安排42个重点专项。", ["重点研发计划安排重点专项"]),
    ("我国全球创新指数居第12位。", ["全球创新指数"]),
    (
        "输出、吸纳技术合同3项和2项，成交额5亿元、3亿元。",
        ["输出技术合同", "吸纳技术合同", "输出技术合同成交额", "吸纳技术合同成交额"],
    ),
    (
        "技术开发、技术服务两类合同分别为58项、52项，成交额27亿元、22亿元。",
        ["技术开发合同", "技术服务合同", "技术开发合同成交额", "技术服务合同成交额"],
    ),
    ("60%的企业获得专利批准。", ["获得专利批准企业占比"]),
    # A paragraph introduces a park, which is its subject from then on.
    (
        "甲县科技园区位于乙镇，核心区面积5万亩，完成投资8亿元。2016年园区实现总产值62亿元。",
        ["甲县科技园区核心区面积", "甲县科技园区投资", "甲县科技园区总产值"],
    ),
    # Fields and places in turn have the property of the first, and gaps those of what moved.
    (
        "先进制造领域技术合同成交额最高，为24亿元，其次分别为城市建设领域17亿元、电子信息领域14亿元。",
        ["先进制造领域技术合同成交额", "城市建设领域技术合同成交额", "电子信息领域技术合同成交额"],
    ),
    (
        "工业投资、制造业项目分别增长34%、30%，分别高于全省10个百分点、9个百分点。",
        ["工业投资", "制造业项目", "工业投资增速高于全省", "制造业项目增速高于全省"],
    ),
    (
        "苏南、苏北产值增幅分别为9%、12%，占工业的比重分别为52%、39%，苏北地区的占比达40%。",
        ["苏南产值增幅", "苏北产值增幅", "苏南产值占工业的比重", "苏北产值占工业的比重"]
        + ["苏北地区产值占工业的比重"],
    ),
    ("创造了40%的工业产值和54%的高新技术产业产值。", ["工业产值占比", "高新技术产业产值占比"]),
    ("高新技术企业拥有有效发明专利121万件。", ["高新技术企业有效发明专利"]),
    # What is told of one thing: a sum, how many, what it reached, who took part.
    (
        "专利商标质押融资金额30亿元，融资项目7个，惠及企业15家。",
        ["专利商标质押融资金额", "专利商标质押融资项目", "专利商标质押融资金额惠及企业"],
    ),
    (
        "工业企业专利申请量27件，其中发明专利申请6件。",
        ["工业企业专利申请量", "工业企业发明专利申请"],
    ),
    (
        "举办科普展览9次，5万人次参观。",
        ["举办科普展览", "科普展览参观"],
    ),
    ("获批省级创新中心48家，新增数量居全省第2位。", ["获批省级创新中心", "新增省级创新中心"]),
    ("科研用房面积45万平方米，年度新增4万平方米。", ["科研用房面积", "年度新增科研用房面积"]),
    (
        "某集团加工项目总投资5亿元，预计年新增产值8亿元。",
        ["某集团加工项目总投资", "某集团加工项目年新增产值"],
    ),
    ("获得专利奖4项，获得国家级科技奖励9项。", ["获得专利奖", "获得国家级科技奖励"]),
    # A total that is more than what is new is of the whole, and not of a part.
    (
        "新增创新平台212家，其中国家级9家，总数达1672家。",
        ["新增创新平台", "新增国家级创新平台", "创新平台总数"],
    ),
    (
        "新认定高企101家、瞪羚企业22家，总数分别达到337家和94家。",
        ["新认定高新技术企业", "新认定瞪羚企业", "高新技术企业总数", "瞪羚企业总数"],
    ),
    (
        "甲县、乙市高企数量均过百家，两地合计402家。",
        ["甲县、乙市高新技术企业数量", "两地高新技术企业数量"],
    ),
    (
        "研发投入强度超过5%的企业有20家，其中甲公司、乙公司居前两位，分别为22%、14%。",
        [
            "研发投入强度",
            "研发投入强度超5%企业",
            "甲公司、乙公司",
            "甲公司研发投入强度",
            "乙公司研发投入强度",
        ],
    ),
    (
        "R&D经费方面，医药制造业占工业全行业的5.7%，占制造业的6.1%。",
        ["医药制造业R&D经费占工业全行业比重", "医药制造业R&D经费占制造业比重"],
    ),
]


def names(text):
    return draft_of(text)["indicator"].tolist()


@pytest.mark.parametrize(("text", "accounts", "actor"), TOLD)
def test_an_actor_has_the_accounts_that_follow(text, accounts, actor):
    told = names(text)
    assert told == [actor + account for account in accounts] if accounts else True
    assert all(name.startswith(actor) for name in told)


@pytest.mark.parametrize("text", OTHERS)
def test_an_account_of_all_has_no_owner(text):
    assert names(text)[-1] == "有效发明专利"


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_names_are_those_of_the_things_told_before(text, expected):
    assert names(text) == expected


def test_a_share_past_which_firms_are_counted_is_a_limit():
    draft = draft_of("研发投入强度超过5%的企业有20家。超过60%的企业有研发活动。")
    assert draft["measure"].tolist() == ["threshold", "value", "value"]


def test_a_share_of_indicators_is_no_completion():
    assert draft_of("净利润占园区总体经济指标的比重为44.5%。")["measure"].tolist() == ["value"]


def test_growth_that_is_named_in_the_clause_before_is_growth():
    draft = draft_of("先进制造领域增速较快，达到161%，其次是新材料领域，增速为114%。")
    assert draft["measure"].tolist() == ["growth_rate"] * 2
    assert draft["indicator"].tolist() == ["先进制造领域", "新材料领域"]


def test_a_zone_that_a_paragraph_introduces_owns_its_figures_but_not_the_whole_citys():
    text = "鹤壁农业科技园区位于浚县，面积5万亩。总产值62亿元。全市高企98家。\n高企9家。"
    assert draft_of(text)["region"].tolist() == ["鹤壁农业科技园区"] * 2 + [""] * 2
