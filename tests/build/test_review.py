import shutil
from pathlib import Path

import pytest

from kejidata.build.review import NUMERAL, check_review, squeeze
from kejidata.errors import KejidataError

REPORTS = Path(__file__).parents[2] / "data" / "raw" / "reports"
NAME = "rugao_2020"


MADE = "report_2023"


@pytest.fixture
def folder(made_project, tmp_path):
    return Path(shutil.copytree(made_project / "data" / "raw" / "reports", tmp_path / "reports"))


def edit(folder, part, old, new):
    path = folder / f"{MADE}{part}"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def drop(folder, part, holding):
    path = folder / f"{MADE}{part}"
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


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("_figures.csv", "72.6亿元,72.6,", "72.6亿元,72.7,", "column value"),
        ("_figures.csv", "10.0%,10.0,", "10.0%,10.00,", "column value"),
        ("_figures.csv", "第1位,1,", "第1位,2,", "column value"),
        ("_figures.csv", "180家,180,家", "180家,,家", "column value"),
        ("_figures.csv", "72.6亿元,72.6,亿元", "72.6亿元,72.6,万元", "column unit"),
        ("_figures.csv", "鄞州区R&D经费72.6", "鄞州区R&D经费为72.6", "column quote"),
        ("_figures.csv", "申报高新技术企业180家", "申报高新技术企业120家", "column quote"),
        ("_figures.csv", "\n26,", "\n27,", "column surface"),
        ("_figures.csv", "\n26,", "\nx,", "column start"),
        ("_figures.csv", "start,", "begin,", "columns are not those"),
        ("_exceptions.csv", ",date,", ",thing,", "column kind"),
        (".txt", "72.6亿元", "72.7亿元", "column surface"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(folder, part, old, new, said):
    edit(folder, part, old, new)
    with pytest.raises(KejidataError, match="report_2023_") as caught:
        check_review(folder, MADE)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("part", "holding", "said"),
    [
        ("_figures.csv", "鄞州区R&D经费72.6亿元", "'72.6'"),
        ("_figures.csv", "海洋实验室6家", "'6'"),
        ("_figures.csv", "列宁波第1位", "'1'"),
    ],
)
def test_a_numeral_that_nobody_accounts_for_is_shown(folder, part, holding, said):
    drop(folder, part, holding)
    with pytest.raises(KejidataError, match="neither a figure nor an exception") as caught:
        check_review(folder, MADE)
    assert said in str(caught.value)


def test_a_numeral_that_is_figure_and_exception_at_once_is_shown(folder):
    path = folder / f"{MADE}_exceptions.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("26,32,72.6亿元,word,鄞州区R&D经费72.6亿元,\n")
    with pytest.raises(KejidataError, match="accounted for twice"):
        check_review(folder, MADE)


def test_a_number_added_to_the_text_is_noticed_also_in_words(folder):
    with (folder / f"{MADE}.txt").open("a", encoding="utf-8") as file:
        file.write("第六届，两家企业获一等奖，新增企业3家。")
    with pytest.raises(KejidataError) as caught:
        check_review(folder, MADE)
    found = [f"{numeral!r} at" in str(caught.value) for numeral in ("六", "两", "一", "3")]
    assert found == [True] * 4


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
