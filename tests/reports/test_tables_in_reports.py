"""Tables inside a report: figures of its draft by the rules of tables, or counted with a reason."""

import io

import pytest

from kejidata import read_report
from kejidata.reports import draft_of, observations
from kejidata.reports.review_file import write_draft
from kejidata.reports.source.text import read_text

MARKDOWN = (
    "2024年主要指标完成情况：\n\n"
    "| 指标 | 单位 | 2024年 | 2023年 | 同比增长(%) | 年度目标 | 完成率(%) |\n"
    "| --- | --- | --- | --- | --- | --- | --- |\n"
    "| 全社会研发投入 | 亿元 | 32.45 | 28.10 | 15.5 | 31 | 104.7 |\n"
    "| 高新技术企业 | 家 | 312 | 268 | 16.4 | 300 | 104.0 |\n"
)
ROWS = [["指标", "单位", "2023年", "比上年增长%"], ["全社会研发投入", "亿元", "32.45", "15.5"]]
ROWS += [["高新技术企业", "家", "312", "16.4"]]
CELLS = [
    ["32.45", "亿元", "value", "2023", "rd_expenditure"],
    ["15.5", "%", "growth_rate", "2023", "rd_expenditure"],
    ["312", "家", "value", "2023", "hnte_total"],
    ["16.4", "%", "growth_rate", "2023", "hnte_total"],
]
NAMES = ["surface", "unit", "measure", "period", "code"]


def test_a_table_of_indicators_gives_each_figure_its_measure_period_and_unit():
    draft = draft_of(MARKDOWN)
    assert len(draft) == 10
    firms = draft[draft["code"] == "hnte_total"]
    assert firms[["surface", "unit", "measure", "period"]].values.tolist() == [
        ["312", "家", "value", "2024"],
        ["268", "家", "value", "2023"],
        ["16.4", "%", "growth_rate", "2024"],
        ["300", "家", "target", "2024"],
        ["104.0", "%", "completion_ratio", "2024"],
    ]
    spans = zip(draft["start"], draft["end"], draft["surface"], strict=True)
    assert all(MARKDOWN[start:end] == surface for start, end, surface in spans)
    found = observations(draft, "丙县")
    assert len(found) == 10
    assert found.loc[1, ["value", "step"]].tolist() == [28.1, 0.01]


def as_html(rows):
    cells = ["".join(f"<td><p>{cell}</p></td>" for cell in row) for row in rows]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("\t".join(row) for row in ROWS),
        "\n".join(" ".join(row) for row in ROWS),
        "\n".join("| " + " | ".join(row) + " |" for row in ROWS),
        "\n".join("|".join(row) + "|" for row in ROWS),
    ],
)
def test_cells_may_be_parted_by_tabs_blanks_or_bars(text):
    draft = draft_of(f"2023年工作总结\n{text}\n")
    assert draft[NAMES].values.tolist() == CELLS


def test_a_page_that_holds_its_table_twice_gives_each_figure_once(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(f"<p>2023年工作总结</p>{as_html(ROWS)}<div>{as_html(ROWS)}</div>", "utf-8")
    assert read_report(path)[NAMES].values.tolist() == CELLS


def test_a_table_in_a_word_document(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("2023年工作总结")
    table = document.add_table(3, 4)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    data = io.BytesIO()
    document.save(data)
    path = tmp_path / "a.docx"
    path.write_bytes(data.getvalue())
    assert read_report(path)[NAMES].values.tolist() == CELLS


def test_a_table_of_regions_gives_each_its_code_and_the_text_around_is_read_as_text():
    draft = draft_of(
        "2023年统计公报\n全年认定高新技术企业35家。\n地区|R&D经费(亿元)|R&D经费投入强度(%)|\n"
        "北京|2947.1|6.73|\n江苏|4212.3|3.29|\n全年新建公园3个。"
    )
    assert draft["surface"].tolist() == ["35家", "2947.1", "6.73", "4212.3", "3.29", "3个"]
    assert draft["region"].tolist()[1:5] == ["110000", "110000", "320000", "320000"]


MERGED = [["指标", "单位", "2023年", "", "2022年"], ["", "", "数值", "增长(%)", "数值"]]
MERGED += [["全社会研发投入", "亿元", "32.45", "15.5", "28.1"]]
MERGED += [["高新技术企业", "家", "312", "16.4", "268"]]
TWO_YEARS = [CELLS[0], CELLS[1], ["28.1", "亿元", "value", "2022", "rd_expenditure"]]
TWO_YEARS += [CELLS[2], CELLS[3], ["268", "家", "value", "2022", "hnte_total"]]


def test_a_heading_merged_across_columns_holds_for_each_of_them():
    text = "2023年工作总结\n" + "\n".join("|".join(row) + "|" for row in MERGED)
    assert draft_of(text)[NAMES].values.tolist() == TWO_YEARS


def test_the_group_over_a_column_is_kept_where_the_first_heading_is_no_word_of_a_column():
    # 单位 may be a unit or an organisation; merged downwards it stands in both lines.
    text = (
        "2023年工作总结\n单位：家、万元\n单位|高新技术企业数||技术合同成交额||\n"
        "|目标|实际|目标|实际|\n浏阳市|580|603|380000|406200|"
    )
    assert draft_of(text)[NAMES].values.tolist() == [
        ["580", "家", "target", "2023", "hnte_total"],
        ["603", "家", "value", "2023", "hnte_total"],
        ["380000", "万元", "target", "2023", "tech_contract_value"],
        ["406200", "万元", "value", "2023", "tech_contract_value"],
    ]


def test_cells_of_a_page_that_span_columns_and_rows_keep_their_places(tmp_path):
    def heading(text, span):
        return f"<th {span}>{text}</th>"

    first = heading("指标", 'rowspan="2"') + heading("单位", "rowspan=2")
    first += heading("2023年", "colspan='2'") + heading("2022年", "")
    second = "".join(heading(text, "") for text in MERGED[1][2:])
    rows = "".join("".join(f"<td>{cell}</td>" for cell in row) + "</tr><tr>" for row in MERGED[2:])
    page = f"<table><tr>{first}</tr><tr>{second}</tr><tr>{rows}</tr></table>"
    path = tmp_path / "a.html"
    path.write_text(f"<p>2023年工作总结</p>{page}", "utf-8")
    assert read_report(path)[NAMES].values.tolist() == TWO_YEARS


def test_a_heading_that_word_merged_holds_for_each_of_its_columns(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("2023年工作总结")
    table = document.add_table(4, 5)
    for row, texts in zip(table.rows, MERGED, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(0, 0).merge(table.cell(1, 0))
    document.save(str(tmp_path / "a.docx"))
    assert read_report(tmp_path / "a.docx")[NAMES].values.tolist() == TWO_YEARS


def test_a_cell_that_says_it_spans_more_than_any_table_has_is_one_cell(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<table><tr><td colspan=999>2023年</td><td rowspan=0>1</td></tr>", "utf-8")
    assert read_text(path).strip() == "2023年|1|"


def test_a_table_of_a_pdf_is_read_though_blanks_stand_in_its_years_and_prose_follows():
    # The text layer of a PDF that an office programme made of such a table.
    text = (
        "2023 年工作总结\n指标 单位 2023 年 比上年增长%\n全社会研发投入 亿元 32.45 15.5\n"
        "高新技术企业 家 312 16.4\n全年新建公园3 个。"
    )
    draft = draft_of(text)
    assert draft[NAMES].values.tolist()[:4] == CELLS
    assert draft.iloc[4][["surface", "measure", "indicator"]].tolist() == [
        "3 个",
        "value",
        "新建公园",
    ]


def test_a_table_whose_cells_were_merged_is_not_guessed_at_and_told(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "2023年总结\n指标|2023年|\n数值|增长(%)|\n高新技术企业(家)|312|16.4|\n", "utf-8"
    )
    draft = write_draft(path)
    # The count is read as text is, without a name, and marked.
    assert draft.frame["reason"].tolist() == ["no_name|unit_implied"]
    assert draft.frame.attrs["unread_tables"][0][:2] == (2, 1)
    assert "the same number of cells" in draft.summary()
    assert "格数不同" in draft.summary("zh")


def test_growth_by_multiples_is_kept_as_written_and_observed_in_percent():
    text = "2023年指标\n指标 | 单位 | 2023年 | 增长（倍）\n高新技术企业 | 家 | 50 | 1.5"
    growth = draft_of(text).iloc[1]
    assert growth[["surface", "unit", "measure"]].tolist() == ["1.5", "倍", "growth_rate"]
    assert observations(draft_of(text), "320000")["value"].tolist() == [50, 150]


def test_a_table_that_states_no_unit_is_not_read():
    draft = draft_of("2023年总结\n指标|2023年|\n技术合同成交额|312|\n")
    assert draft.empty
    assert draft.attrs["in_tables"] == 1


def test_two_rows_under_a_header_of_merged_cells_are_counted():
    draft = draft_of(
        "2032年公报\n县区\nR&D经费(亿元)\n2031年 2032年\n甲县 10.2 12.5 120\n乙县 8.1 9.4 98\n"
    )
    assert draft.attrs["unread_tables"][0][:2] == (5, 6)
