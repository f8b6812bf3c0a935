"""A report becomes its review, the digits as published; edits stay, a spreadsheet's damage goes."""

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from kejidata import KejidataError, read_report
from kejidata.build.review import check_review
from kejidata.files.csv_table import read_csv
from kejidata.reports.exceptions import exceptions_of
from kejidata.reports.review import paths_of, review
from kejidata.reports.review_file import read_draft, write_draft

RAW = Path(__file__).parents[2] / "data" / "raw" / "reports"
NAME = "report_2023"
TEXT = """一、2023年科技工作

1.技术合同成交额2386.0亿元，占比11.0%，高企1,234家，认定300余家。第三届大赛举办。
2、1-6月，全县申请专利 88件，同比下降 3.20%。“十四五”进一步推进三项改革，支持5万元以上项目。
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "raw" / "reports"
    folder.mkdir(parents=True)
    (folder / f"{NAME}.txt").write_text(TEXT, "utf-8")
    return tmp_path


def folder(root: Path) -> Path:
    return root / "data" / "raw" / "reports"


def figures(root: Path) -> dict[str, dict[str, str]]:
    table = read_csv(paths_of(folder(root), NAME)[0])
    return {row.cells["surface"]: row.cells for row in table.rows}


def exceptions(root: Path) -> dict[str, str]:
    table = read_csv(paths_of(folder(root), NAME)[1])
    return {row.cells["surface"]: row.cells["kind"] for row in table.rows}


def edit(path: Path, change: "dict[tuple[str, str], str]", encoding: str = "utf-8-sig") -> None:
    """Change cells of a table, each found by its surface and its column."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for (surface, column), value in change.items():
        [row] = [row for row in rows if row["surface"] == surface]
        row[column] = value
    with path.open("w", encoding=encoding, newline="") as handle:
        writer = csv.DictWriter(handle, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_digits_are_those_that_were_published(root: Path) -> None:
    state = review(root, NAME, "330212")
    assert state.wrong == []
    digits = {surface: (row["value"], row["unit"]) for surface, row in figures(root).items()}
    assert digits["2386.0亿元"] == ("2386.0", "亿元")
    assert digits["11.0%"] == ("11.0", "%")
    assert digits["1,234家"] == ("1,234", "家")
    assert digits["300余家"] == ("300", "家")
    assert digits["3.20%"] == ("-3.20", "%")
    assert figures(root)["88件"]["period"] == "2023-01/2023-06"
    assert {row["region"] for row in figures(root).values()} == {"330212"}
    check_review(folder(root), NAME)


def test_two_aims_of_one_thing_are_marked_before_the_build_refuses_them(root: Path) -> None:
    text = (
        "二、2024年工作计划\n技术合同成交额达到48亿元，力争50亿元；申请专利90件以上。见\n表1 目标\n"
    )
    (folder(root) / f"{NAME}.txt").write_text(text, "utf-8")
    review(root, NAME, "330212")
    rows = figures(root)
    assert [rows[one]["look"] for one in ("48亿元", "50亿元", "90件")] == ["look", "look", ""]
    assert rows["50亿元"]["reason"] == "contradicted"
    # The heading above is no part of what is quoted; the number of a table is a name.
    assert rows["48亿元"]["quote"] == "技术合同成交额达到48亿元"
    assert exceptions(root)["表1"] == "name"


def test_what_is_no_figure_is_named(root: Path) -> None:
    review(root, NAME, "330212")
    kinds = exceptions(root)
    assert kinds["2023年"] == kinds["1-6月"] == "date"
    assert kinds["一、"] == kinds["1."] == kinds["2、"] == "enumerator"
    assert kinds["第三届"] == "edition"
    assert kinds["十四五"] == "name"
    assert kinds["5万元"] == "threshold"


@pytest.mark.root_project
def test_guesses_are_those_of_the_shipped_review() -> None:
    reviewed = pd.read_csv(RAW / "rugao_2020_exceptions.csv", dtype=str)
    text = (RAW / "rugao_2020.txt").read_text("utf-8")
    spans = pd.read_csv(RAW / "rugao_2020_figures.csv")[["start", "end"]]
    found = exceptions_of(text, [tuple(row) for row in spans.to_numpy().tolist()])
    guessed = {one.start: one.kind for one in found}
    sure = reviewed[reviewed["kind"].isin(["date", "enumerator", "edition", "award"])]
    assert len(sure) > 30
    wrong = sure[sure["start"].astype(int).map(guessed) != sure["kind"]]
    # 2020 before the name of a contest and 十九届 四中 are told by knowledge alone.
    assert len(wrong) <= 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_saved_by_a_spreadsheet_comes_back(root: Path, encoding: str) -> None:
    review(root, NAME, "330212")
    path = paths_of(folder(root), NAME)[0]
    before = path.read_bytes()
    rows = figures(root)
    damage = {
        ("2386.0亿元", "value"): "2386",
        ("11.0%", "value"): "11",
        ("1,234家", "value"): "1234",
        ("3.20%", "value"): "-3.2",
        ("88件", "start"): f"{rows['88件']['start']}.0",
        ("11.0%", "surface"): "11%",
    }
    edit(path, damage, encoding)
    state = review(root, NAME, "330212")
    assert (state.wrong, state.restored) == ([], len(damage))
    assert path.read_bytes() == before


@pytest.mark.parametrize("shown", ["Mar-23", "2023/3/1", "2023年3月", "2023-3", "Mar-2023"])
def test_a_month_that_became_a_date_is_a_month_again(root: Path, shown: str) -> None:
    review(root, NAME, "330212")
    edit(paths_of(folder(root), NAME)[0], {("88件", "period"): shown, ("88件", "region"): "0"})
    review(root, NAME, "330212")
    row = figures(root)["88件"]
    assert (row["period"], row["region"]) == ("2023-03", "000000")


def test_moved_columns_are_found_by_their_names(root: Path) -> None:
    review(root, NAME, "330212")
    path = paths_of(folder(root), NAME)[0]
    pd.read_csv(path, dtype=str).iloc[:, ::-1].to_csv(path, index=False)
    assert review(root, NAME, "330212").wrong == []


def test_edits_stay_and_what_cannot_be_right_is_named(root: Path) -> None:
    review(root, NAME, "330212")
    path = paths_of(folder(root), NAME)[0]
    edit(path, {("2386.0亿元", "note"): "看过", ("2386.0亿元", "code"): "own_code"})
    edit(path, {("88件", "value"): "89", ("11.0%", "quote"): "占比为11.0%"})
    state = review(root, NAME, "330212")
    assert (figures(root)["2386.0亿元"]["note"], figures(root)["88件"]["value"]) == ("看过", "89")
    told = "\n".join(map(str, state.wrong))
    assert "column value" in told
    assert "the surface states '88'" in told
    assert "column quote" in told


def test_a_figure_taken_out_is_an_exception_and_one_put_in_is_none(root: Path) -> None:
    review(root, NAME, "330212")
    path = paths_of(folder(root), NAME)[0]
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    gone = table[table["surface"] == "88件"]
    table[table["surface"] != "88件"].to_csv(path, index=False)
    state = review(root, NAME, "330212")
    assert (state.wrong, exceptions(root)["88"]) == ([], "name")
    assert any(one.cells["surface"] == "88" for one in state.doubts)
    pd.concat([table[table["surface"] != "88件"], gone]).to_csv(path, index=False)
    assert review(root, NAME, "330212").wrong == []
    assert "88" not in exceptions(root)


def test_doubtful_rows_come_first_until_somebody_has_looked(root: Path) -> None:
    (folder(root) / f"{NAME}.txt").write_text(
        "达35家。又有某某数5项。\n2023年，高企38家。", "utf-8"
    )
    state = review(root, NAME, "330212")
    assert state.doubts[0].cells["surface"] == "35家"
    assert "no_name" in state.doubts[0].reasons
    path = paths_of(folder(root), NAME)[0]
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.assign(look="", period="2023").to_csv(path, index=False)
    assert review(root, NAME, "330212").doubts == []


def test_a_draft_begins_the_review_with_its_edits(root: Path, tmp_path: Path) -> None:
    draft = write_draft(folder(root) / f"{NAME}.txt", tmp_path / "draft.csv").out
    edit(draft, {("88件", "code"): "patents_filed"})
    assert read_draft(draft).set_index("surface").loc["88件", "code"] == "patents_filed"
    review(root, NAME, "330212", draft)
    assert figures(root)["88件"]["code"] == "patents_filed"
    other = tmp_path / "other.txt"
    other.write_text("无", "utf-8")
    other.rename(folder(root) / "other.txt")
    with pytest.raises(KejidataError, match="not one of this report"):
        review(root, "other", "330212", draft)


def test_a_draft_in_the_place_of_the_figures_passes(root: Path) -> None:
    path = paths_of(folder(root), NAME)[0]
    write_draft(folder(root) / f"{NAME}.txt", path)
    assert review(root, NAME, "330212").wrong == []
    assert figures(root)["2386.0亿元"]["value"] == "2386.0"
    assert len(read_report(folder(root) / f"{NAME}.txt")) == len(figures(root)) + 1


def test_exceptions_without_their_figures_are_refused(root: Path) -> None:
    review(root, NAME, "330212")
    paths_of(folder(root), NAME)[0].unlink()
    with pytest.raises(KejidataError, match="not there"):
        review(root, NAME, "330212")


def test_answers_to_the_draft_s_questions_are_what_the_review_begins_with(root: Path) -> None:
    text = "2023年工作总结\n技术合同登记和成交踊跃，达3.5亿元。新建平台3个，成交4亿元。"
    (folder(root) / f"{NAME}.txt").write_text(text, "utf-8")
    answers, draft = root / "a.jsonl", root / "draft.csv"
    answer = {"start": text.index("3.5"), "indicator": "技术合同成交", "period": "2022"}
    answers.write_text(json.dumps(answer), "utf-8")
    write_draft(folder(root) / f"{NAME}.txt", draft, answers=answers)
    own = {row["surface"]: row for row in read_draft(draft).to_dict("records")}
    review(root, NAME, "330212", draft)
    rows = figures(root)
    assert (rows["3.5亿元"]["indicator"], rows["3.5亿元"]["period"]) == ("技术合同成交", "2022")
    assert rows["3.5亿元"]["look"]
    assert "second_opinion" in rows["3.5亿元"]["reason"]
    assert rows["3.5亿元"]["measure"] == own["3.5亿元"]["measure"]
    assert rows["3个"]["indicator"] == own["3个"]["indicator"]


def test_among_whom_a_place_is_counted_is_the_nearest_above_that_is_called_so(root: Path) -> None:
    text = "2023年，鄞州区R&D经费居全市第2位，专利授权量居全省第3位，高企总数居无名市第4位。"
    (folder(root) / f"{NAME}.txt").write_text(text, "utf-8")
    state = review(root, NAME, "330212")
    among = {surface: row["among"] for surface, row in figures(root).items()}
    assert among == {"第2位": "330200", "第3位": "330000", "第4位": "无名市"}
    [strange] = [one for one in state.doubts if one.cells["surface"] == "第4位"]
    assert "unknown_region" in strange.reasons


def test_what_no_observation_states_has_no_code_or_is_no_figure(root: Path) -> None:
    text = (
        "2023年，技术合同成交额8.7亿元，是上年的2倍，研发投入增长1.5倍，新建平台10-20家。\n"
        "2024年，力争技术合同成交额增长12%以上。"
    )
    (folder(root) / f"{NAME}.txt").write_text(text, "utf-8")
    assert review(root, NAME, "330212").wrong == []
    assert exceptions(root)["2倍"] == "multiple"
    assert exceptions(root)["10-20家"] == "range"
    assert figures(root)["1.5倍"]["measure"] == "growth_rate"
    assert figures(root)["12%"]["code"] == ""


def test_a_place_is_not_counted_among_its_own_members(root: Path) -> None:
    text = "2023年，大理市R&D经费居大理第7位。"
    (folder(root) / f"{NAME}.txt").write_text(text, "utf-8")
    review(root, NAME, "532901")
    assert figures(root)["第7位"]["among"] == "532900"
