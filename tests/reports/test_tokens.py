"""Which numbers are figures, what they count, and what only looks like one."""

import pytest

from kejidata.reports.grammar.tokens import tokens
from kejidata.reports.source.flatten import FOLD

OTHER = ("date", "span", "skip", "bare", "masked")


def read(text):
    found = [t for t in tokens(text.translate(FOLD)) if t.kind not in OTHER]
    return [(t.value, t.unit) for t in found]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("成交额26.82亿元", [(26.82, "亿元")]),
        ("资金1,234.5万元", [(1234.5, "万元")]),
        ("达517.07亿元，另有五百一十七亿元", [(517.07, "亿元"), (517, "亿元")]),
        ("１２．５％", [(12.5, "%")]),
        ("百分之九十九点五", [(99.5, "%")]),
        ("约七成", [(70, "%")]),
        ("占全国三分之一", [(33.33, "%")]),
        ("提高0.08个百分点", [(0.08, "个百分点")]),
        ("翻两番", [(2, "番")]),
        # Some typists part every digit.
        ("专利3 5 0件以上,占2 0%", [(350, "件"), (20, "%")]),
        ("出动车辆2860台次，三部门出栏家禽860万羽", [(2860, "台次"), (860, "万羽")]),
        ("卫生机构111间", [(111, "间")]),
        ("十分重视九届六次全会", []),
        ("用电810亿度", [(810, "亿度")]),
        ("间接费用50万元,间距5米", [(50, "万元"), (5, "米")]),
        ("1.75件/万人", [(1.75, "件/万人")]),
        ("1.40万人年", [(1.4, "万人年")]),
        ("两家企业和三项成果", [(2, "家"), (3, "项")]),
        ("6000余人、1700多万元", [(6000, "人"), (1700, "万元")]),
        ("39.21萬人", [(39.21, "万人")]),
        ("目前6家", [(6, "家")]),
        ("卫星79颗，厂房12栋", [(79, "颗"), (12, "栋")]),
        ("第2位，第三名", [(2, "位"), (3, "位")]),
        ("进入前十。", [(10, "位")]),
        ("亿元以上项目", [(1, "亿元")]),
        ("由5家至8家", [(5, "家"), (8, "家")]),
        ("首破万亿大关", [(1, "万亿")]),
    ],
)
def test_figures_have_number_and_unit(text, figures):
    assert read(text) == figures


def test_a_range_has_both_ends():
    (token,) = tokens("引进2-3个团队")
    assert (token.value, token.value_to, token.unit) == (2, 3, "个")


@pytest.mark.parametrize(
    "text",
    [
        "2020年1-11月",
        "2018-10-14 08:07:37",
        "十三五期间",
        "连续三年",
        "第三产业",
        "第十九届高交会",
        "第一批推荐",
        "〔2020〕17号",
        "5G产业",
        "ISO9001认证",
        "零部件",
        "半导体",
        "统一标准",
        "进一步",
        "第九届",
        "XX亿元",
        "2X家",
        "985高校",
        "12月底",
        "24小时",
        "9" * 60 + "家",
    ],
)
def test_what_is_no_figure_is_none(text):
    assert read(text) == []


def test_masked_amounts_are_kept_for_their_names_alone():
    assert [t.kind for t in tokens("投资XX亿元,增长24.6%")] == ["masked", "percent"]
