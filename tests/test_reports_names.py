"""The name of a figure, completed from its sentence."""

import pytest

from kejidata.reports import draft_of


def names(text):
    return draft_of(text)["indicator"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市技术合同成交额26.82亿元。", ["技术合同成交额"]),
        ("专利申请442件，同比增长27.38%。", ["专利申请", "专利申请"]),
        (
            "高企、科小达6588家、6403家，分别增长26.3%、44.4%。",
            ["高新技术企业", "科技型中小企业"] * 2,
        ),
        ("登记技术合同1801项，成交金额520.8亿元。", ["登记技术合同", "技术合同成交金额"]),
        (
            "R&D经费支出89.36亿元，占GDP比重1.73%。",
            ["R&D经费支出", "R&D经费支出占GDP比重"],
        ),
        ("国家级创新平台31家，省级592家。", ["国家级创新平台", "省级创新平台"]),
        ("今年共新增4家省级工程技术研究中心。", ["新增省级工程技术研究中心"]),
        ("一是高企。新增120家，总量600家。", ["新增高新技术企业", "高新技术企业总量"]),
        ("专利方面，申请量620件。", ["专利申请量"]),
        ("创新能力全省第2。", ["创新能力"]),
        ("实施5万元以上产学研合作项目30项。", ["实施", "5万元以上产学研合作项目"]),
        ("发放9家企业2350万元。", ["发放企业", "发放"]),
        ("产业投资XX亿元，同比增长24.6%。", ["产业投资"]),
        ("新型研發機構56個。", ["新型研發機構"]),
    ],
)
def test_names_are_complete(text, expected):
    assert names(text) == expected


def test_a_figure_without_a_name_says_so():
    row = draft_of("达35家。").iloc[0]
    assert row["indicator"] == ""
    assert set(row["reason"].split("|")) == {"no_name", "no_period"}
    assert row["confidence"] < 0.5
