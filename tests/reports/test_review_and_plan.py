"""What was done and what is wanted, side by side in one report: which a figure is, and of when."""

import pytest

from kejidata.reports import draft_of, read_report

KEY_WORK = (
    "某县科技局2023年工作总结和2024年工作要点\n一、主要指标完成情况\n研发投入18亿元。\n二、重点工作\n"
    "（一）企业培育。新认定高企22家。\n"
)
GAP = (
    "某市“十四五”规划中期评估报告\n截至2023年6月，企业研发中心9家。\n投入强度提升到2022年的2.46%，"
    "距2025年3%的目标仍有差距。高新技术企业数2022年底达到912家，完成目标的76%。两年累计实施专项48项。"
)
SCHEDULE = (
    "某县科技项目实施方案\n到2025年，实施项目30项。\n一、进度安排\n2023年发榜8项，2025年发榜12项。"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Key work was done where the plan has a heading of its own below, else it is to be done.
        (
            KEY_WORK + "三、2024年工作要点\n新认定高企25家。",
            [("18亿元", "value", "2023"), ("22家", "value", "2023"), ("25家", "target", "2024")],
        ),
        (KEY_WORK, [("18亿元", "value", "2023"), ("22家", "target", "2024")]),
        (
            "2023年总结\n主要指标：投入强度2.41%。考核指标：投入强度2.5%。",
            [("2.41%", "value", "2023"), ("2.5%", "target", "2023")],
        ),
        (
            "2023年总结\n1.高企。目标：净增100家；完成情况：净增128家。",
            [("100家", "target", "2023"), ("128家", "value", "2023")],
        ),
        (
            "2023年立项公示\n拟立项156项。其中重点项目58项，经费290万元；一般项目98项。",
            [(surface, "target", "2023") for surface in ("156项", "58项", "290万元", "98项")],
        ),
        (
            GAP,
            [
                ("9家", "value", "2023-06"),
                ("2.46%", "value", "2022"),
                ("3%", "target", "2025"),
                ("912家", "value", "2022"),
                ("76%", "completion_ratio", "2022"),
                ("48项", "value", "2021/2022"),
            ],
        ),
        (
            SCHEDULE,
            [("30项", "target", "2025"), ("8项", "target", "2023"), ("12项", "target", "2025")],
        ),
        ("2023年总结\n1—12月完成95亿元。", [("95亿元", "value", "2023")]),
    ],
    ids=["key", "alone", "main", "goals", "parts", "gap", "schedule", "year"],
)
def test_measure_and_period(text, expected):
    cells = draft_of(text)[["surface", "measure", "period"]]
    assert list(cells.itertuples(index=False, name=None)) == expected


@pytest.mark.parametrize(
    "menu",
    [
        "<ul class='menu left'><li>2021年度统计公报</li></ul>",
        '<div id="breadcrumb"><div>重点工作</div><div>2021年重点工作</div></div>',
        "<div class=footer><p>2021年访问量35万人次</p></div>",
    ],
)
def test_what_a_page_calls_its_menu_is_not_read(menu, tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        f"{menu}<div class='menu-page'><p>2023年公报</p><p>高企35家。</p></div>", "utf-8"
    )
    assert read_report(path)[["surface", "period"]].values.tolist() == [["35家", "2023"]]
