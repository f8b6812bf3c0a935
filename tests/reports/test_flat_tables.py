"""Tables pasted into plain text: a cell on each line, or commas between them."""

import pytest

from kejidata.reports import draft_of

HEAD = ["指标名称", "单位", "2023年目标", "2023年完成", "2024年目标"]
ROWS = [
    ["全社会研发投入", "亿元", "40", "45.2", "50"],
    ["高新技术企业", "家", "1,300", "320", "360"],
]
GROUPED = [["一、投入"], ROWS[0], ["二、企业"], ROWS[1]]
RELATIVE = ["指标", "单位", "上年目标", "去年实绩", "今年目标"]
FOUND = [
    ["40", "亿元", "target", "2023", "rd_expenditure"],
    ["45.2", "亿元", "value", "2023", "rd_expenditure"],
    ["50", "亿元", "target", "2024", "rd_expenditure"],
    ["1,300", "家", "target", "2023", "hnte_total"],
    ["320", "家", "value", "2023", "hnte_total"],
    ["360", "家", "target", "2024", "hnte_total"],
]
NAMES = ["surface", "unit", "measure", "period", "code"]


def stacked(rows, gap="\n"):
    return gap.join(cell for row in rows for cell in row)


def draft(table):
    return draft_of(f"某市2024年科技工作计划\n主要指标\n{table}\n请各单位认真落实。\n")


@pytest.mark.parametrize(
    "table",
    [
        stacked([HEAD, *ROWS]),
        stacked([HEAD, *ROWS], "\n\n"),
        stacked([HEAD, *GROUPED]),
        stacked([RELATIVE, *ROWS]),
        stacked([["序号", *HEAD], *([str(n), *row] for n, row in enumerate(ROWS, 1))]),
        stacked([[*HEAD, "责任单位"], *([*row, "科技局"] for row in ROWS)]),
        stacked([HEAD, *ROWS, ["备注"]]),
        "\n".join("，".join(row) for row in [HEAD, *ROWS]),
    ],
    ids=["lines", "gaps", "groups", "relative", "numbered", "last text", "note", "commas"],
)
def test_cells_on_lines_of_their_own_have_the_roles_of_their_header(table):
    found = draft(table)
    assert found[NAMES].values.tolist() == FOUND
    assert found.attrs["unread_tables"] == []


def test_the_unit_may_stand_above_and_tables_may_follow_each_other():
    rows = [
        ["指标", "2023年完成", "2024年目标"],
        ["研发投入", "45.2", "50"],
        ["工业投资", "8", "9"],
    ]
    found = draft(
        "单位：亿元\n"
        + stacked(
            [
                *rows,
                ["甲表二"],
                rows[0],
                ["高企（家）", "5", "6"],
                ["财政科技支出（亿元）", "3", "4"],
            ]
        )
    )
    assert found["unit"].tolist() == [*["亿元"] * 4, *["家"] * 2, *["亿元"] * 2]
    assert found["surface"].tolist() == ["45.2", "50", "8", "9", "5", "6", "3", "4"]


def test_a_table_whose_row_lacks_a_cell_is_not_read_and_its_numbers_are_counted():
    table = stacked([HEAD, *ROWS, ["工业投资", "亿元", "20", "22"], ["专利", "件", "1", "2", "3"]])
    found = draft(table)
    assert found.empty
    [(line, numbers, why)] = found.attrs["unread_tables"]
    assert (line, numbers) == (3, 11)
    assert "number of cells" in why


def test_lines_under_a_header_that_begins_with_no_word_for_names_are_no_table():
    text = stacked([["甲", "乙", "丙"], ["子", "1", "2"], ["丑", "3", "4"]])
    assert draft(text).empty


def test_a_row_of_one_cell_heads_those_below_it():
    rows = [[*HEAD, "责任单位"], ["一、投入", *[""] * 5], *([*row, "科技局"] for row in ROWS)]
    found = draft("\n".join(f"|{'|'.join(row)}|" for row in rows))
    assert found[NAMES].values.tolist() == FOUND
