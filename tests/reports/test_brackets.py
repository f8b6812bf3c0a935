"""What brackets and lists of bare numbers tell: of another time, of a wider region, in one unit."""

import pytest

from kejidata.reports import draft_of

TITLE = "2023年工作总结\n"
READ = [
    # A bracket of another year ends with it; a year alone in brackets dates what stands before.
    (
        "合同成交额12亿元（2022年为9亿元），增长33%。",
        "period",
        ["2023", "2022", "2023"],
    ),
    ("比重达3.2%（目标3.0%），提前完成目标（2025年3.0%）。", "period", ["2023", "2023", "2025"]),
    ("高企200家（2021年）、268家（2022）、312家。", "period", ["2021", "2022", "2023"]),
    ("到2025年，力争高企达500家（2023年312家）。", "measure", ["target", "value"]),
    # What is told of the province behind one's own figure has no code that one's own could take.
    (
        "高企98家（全省1286家，全国46万家）。",
        "indicator",
        ["高新技术企业", "全省高新技术企业", "高新技术企业"],
    ),
    ("高企98家（全省1286家，全国46万家）。", "code", ["hnte_total", "", "hnte_total"]),
    ("高企98家（全省1286家，全国46万家）。", "region", ["", "", "000000"]),
    ("高企312家；东城区（98家）最多。", "region", ["", "110101"]),
    # What a bracket says of a name goes on behind it.
    (
        "研发强度（2.6%）居第3位，合同成交额（9亿元，增长3%）居第2位。",
        "indicator",
        ["研发强度", "研发强度", "合同成交额", "合同成交额", "合同成交额"],
    ),
    ("比重提高到31%，居全省第4（上年第6）位。", "value", [31, 4, 6]),
    # Numbers of a list have the unit, and the turn, of its last.
    ("2021年、2022年、2023年高企分别为200、268、312家。", "period", ["2021", "2022", "2023"]),
    (
        "高企、瞪羚企业、科小分别增长12.1、8.3和5%。",
        "indicator",
        ["高新技术企业", "瞪羚企业", "科技型中小企业"],
    ),
    ("全市GDP5,000亿元。", "value", [5000]),
    ("外观设计500件。", "indicator", ["外观设计"]),
    ("面积30万㎡。", "unit", ["万㎡"]),
    ("项目15个（国家级2个/省级5个）。", "indicator", ["项目", "国家级项目", "省级项目"]),
    ("有50%以上的企业、70%的高校开展研发。", "measure", ["value", "value"]),
    ("①高企312家②研发投入32亿元，增长12%", "indicator", ["高新技术企业", *["研发投入"] * 2]),
    ("（1）高企31家；（2）独角兽企业3家。", "indicator", ["高新技术企业", "独角兽企业"]),
]


@pytest.mark.parametrize(("text", "column", "expected"), READ)
def test_what_stands_in_brackets_and_lists_is_read_as_it_is_meant(text, column, expected):
    assert draft_of(TITLE + text)[column].tolist() == expected
