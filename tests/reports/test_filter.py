"""Numbers of a list share a unit; numbers of a quoted name are none."""

import pytest

from kejidata.reports import draft_of


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("高企、科小达6588、6403家。", [(6588, "家"), (6403, "家")]),
        ("国家级7家、省级186家、高新技术企业444", [(7, "家"), (186, "家"), (444, "家")]),
        ("落实“科技新政14条”，专利5件。", [(5, "件")]),
        ("“三大平台”建设，专利5件。", [(5, "件")]),
        ("《三年行动方案（2020年5项）》印发。", []),
        ("“占比超过50%”的目标。", [(50, "%")]),
        ("见第3、5号文件。", []),
        ("新增企业4家、民营企业11，产品9件。", [(4, "家"), (11, "家"), (9, "件")]),
        ("成交1000万以上的合同3项。", [(1000, "万元"), (3, "项")]),
        ("工时由2018年的598小时提升至947小时。", [(598, "小时"), (947, "小时")]),
        (
            "支持企业3800家次，仪器1069台（套），培训39人（次）。",
            [(3800, "家次"), (1069, "台(套)"), (39, "人次")],
        ),
        ("12个行业实现两位数增长。", [(12, "个")]),
        ("坚持五大发展理念，三大主导产业产值9亿元。", [(9, "亿元")]),
        ("索引号：11340722/202405-00001 组。", []),
    ],
)
def test_lists_and_quotes(text, figures):
    draft = draft_of(text)
    assert list(zip(draft["value"], draft["unit"], strict=True)) == figures


def test_a_unit_taken_from_the_list_is_noted():
    draft = draft_of("国家级企业7家、省级企业186家、高新技术企业444")
    assert "unit_implied" in draft.iloc[-1]["reason"]
    assert "unit_implied" not in draft.iloc[0]["reason"]
