import shutil
from pathlib import Path

import pytest

from kejidata.build.review import NUMERAL, check_review, squeeze
from kejidata.errors import KejidataError

REPORTS = Path(__file__).parents[2] / "data" / "raw" / "reports"
NAME = "rugao_2020"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(REPORTS, tmp_path / "reports"))


def edit(folder, part, old, new):
    path = folder / f"{NAME}{part}"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def drop(folder, part, holding):
    path = folder / f"{NAME}{part}"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if holding not in line]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), "utf-8")


@pytest.mark.root_project
def test_the_report_has_68_figures_and_no_numeral_is_left_over():
    review = check_review(REPORTS, NAME)
    assert len(review.figures.rows) == 68
    spans = [
        (int(row.cells["start"]), int(row.cells["end"]))
        for table in (review.figures, review.exceptions)
        for row in table.rows
    ]
    numerals = list(NUMERAL.finditer(review.text))
    assert len(numerals) == 118
    for match in numerals:
        inside = [s for s in spans if s[0] <= match.start() and match.end() <= s[1]]
        assert len(inside) == 1


@pytest.mark.root_project
def test_every_quote_stands_in_the_text_and_holds_its_figure():
    review = check_review(REPORTS, NAME)
    flat = squeeze(review.text)
    for row in review.figures.rows:
        assert row.cells["quote"] in flat
        assert row.cells["surface"] in row.cells["quote"]


@pytest.mark.root_project
def test_dates_editions_and_thresholds_are_no_figures():
    rows = check_review(REPORTS, NAME).exceptions.rows
    kinds = {row.cells["surface"]: row.cells["kind"] for row in rows}
    assert kinds["第六届"] == kinds["第20届"] == "edition"
    assert kinds["1-11月"] == "date"
    assert kinds["5万元"] == "threshold"
    assert kinds["九县"] == "name"
    assert kinds["一等奖"] == "award"


@pytest.mark.root_project
@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("_figures.csv", "26.82亿元,26.82,", "26.82亿元,26.83,", "column value"),
        ("_figures.csv", "121.9%,121.9,", "121.9%,121.90,", "column value"),
        ("_figures.csv", "第二,2,", "第二,3,", "column value"),
        ("_figures.csv", "两家,2,家", "两家,,家", "column value"),
        ("_figures.csv", "1.2亿元,1.2,亿元", "1.2亿元,1.2,万元", "column unit"),
        ("_figures.csv", "成交额达26.82亿元", "成交额为26.82亿元", "column quote"),
        ("_figures.csv", "合同金额110万元", "合同金额100万元", "column quote"),
        ("_figures.csv", "\n208,", "\n209,", "column surface"),
        ("_figures.csv", "\n208,", "\nx,", "column start"),
        ("_figures.csv", "start,", "begin,", "columns are not those"),
        ("_exceptions.csv", ",threshold,", ",thing,", "column kind"),
        (".txt", "26.82亿元", "26.83亿元", "column surface"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(folder, part, old, new, said):
    edit(folder, part, old, new)
    with pytest.raises(KejidataError, match="rugao_2020_") as caught:
        check_review(folder, NAME)
    assert said in str(caught.value)


@pytest.mark.root_project
@pytest.mark.parametrize(
    ("part", "holding", "said"),
    [
        ("_figures.csv", "成交额达26.82亿元", "'26.82'"),
        ("_figures.csv", "两家企业的项目荣获", "'两'"),
        ("_figures.csv", "立项总数位列南通第一", "'一'"),
        ("_exceptions.csv", "第六届", "'六'"),
        ("_exceptions.csv", "5万元", "'5'"),
    ],
)
def test_a_numeral_that_nobody_accounts_for_is_shown(folder, part, holding, said):
    drop(folder, part, holding)
    with pytest.raises(KejidataError, match="neither a figure nor an exception") as caught:
        check_review(folder, NAME)
    assert said in str(caught.value)


@pytest.mark.root_project
def test_a_numeral_that_is_figure_and_exception_at_once_is_shown(folder):
    path = folder / f"{NAME}_exceptions.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("208,212,221家,word,申报高企221家,\n")
    with pytest.raises(KejidataError, match="accounted for twice"):
        check_review(folder, NAME)


@pytest.mark.root_project
def test_a_number_added_to_the_text_is_noticed(folder):
    with (folder / f"{NAME}.txt").open("a", encoding="utf-8") as file:
        file.write("新增企业3家。")
    with pytest.raises(KejidataError, match="'3' at"):
        check_review(folder, NAME)


def test_a_fall_has_its_sign_in_the_table_and_a_draft_s_columns_may_stay(tmp_path):
    (tmp_path / "r.txt").write_text("出口下降 3.2\n%。", "utf-8")
    head = (
        "start,end,surface,value,unit,measure,bound,period,indicator,code,region,among,quote,note"
    )
    row = '5,10,"3.2\n%",-3.2,%,growth_rate,exact,2020,出口,exports,320682,,下降3.2%,,0.9'
    (tmp_path / "r_figures.csv").write_text(f"{head},confidence\n{row}\n", "utf-8")
    (tmp_path / "r_exceptions.csv").write_text("start,end,surface,kind,quote,note\n", "utf-8")
    assert check_review(tmp_path, "r").figures.rows[0].cells["value"] == "-3.2"
    (tmp_path / "r.txt").write_text("出口下降 3.3\n%。", "utf-8")
    with pytest.raises(KejidataError, match="column surface"):
        check_review(tmp_path, "r")
