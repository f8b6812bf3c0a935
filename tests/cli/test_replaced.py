"""Invented material goes where one's own takes its place, and only what nobody edited."""

import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from kejidata import cli, project
from kejidata.build import assemble
from kejidata.files.csv_table import read_csv

SAID = ["--producer", "某局", "--title", "总结", "--licence", "public", "--published", "2024"]
OWN = {
    "rd.csv": "地区,R&D经费（亿元）\n海曙区,32.45\n江北区,21.30\n合计,53.75\n",
    "firms.csv": "地区,指标,年份,数值,单位\n海曙区,高新技术企业总数,2023,412,家\n",
}


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("replaced") / "hs"
    asked = ["--region", "海曙", "--year", "2023", "--lang", "zh"]
    assert cli.main(["new", str(made), *asked]) == 0
    return made


@pytest.fixture
def root(new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "hs"
    shutil.copytree(new, made)
    monkeypatch.chdir(made)
    (made / "own.txt").write_text("2023年，全社会研发经费32.45亿元，增长9.8%。\n", "utf-8")
    return made


def ids(root: Path, name: str, column: str) -> list[str]:
    table = read_csv(root / "data" / "raw" / "registry" / f"{name}.csv")
    return [row.cells[column] for row in table.rows]


def test_a_report_and_two_tables_of_ones_own_build_with_no_further_step(root: Path) -> None:
    tables = [root / "data" / "raw" / "tables" / name for name in OWN]
    for table in tables:
        table.write_bytes(OWN[table.name].encode("gbk"))
        assert cli.main(["card", str(table), *SAID]) == 0
    kept = ["--period", "2023", "--region", "宁波市", "--keep"]
    assert cli.main(["tables", str(tables[0]), *kept]) == 0
    assert cli.main(["review", "own.txt", *SAID]) == 0
    assert project.current_project().report == "own"
    assert ids(root, "sources", "id") == ["rd", "firms", "own"]
    assert ids(root, "indicators", "code") == []
    left = {path.name for path in (root / "data" / "raw" / "reports").iterdir()}
    assert not [name for name in left if name.startswith("report_2023")]
    lines = assemble.processed(root)["observations.csv"].decode()
    assert "330200,rd_expenditure,2023,value,53.75," in lines


def test_a_second_report_says_of_which_one_the_notebooks_speak(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["review", "own.txt", *SAID]) == 0
    (root / "earlier.txt").write_text("2022年，全社会研发经费29.5亿元。\n", "utf-8")
    capsys.readouterr()
    assert cli.main(["review", "earlier.txt", *SAID]) == 0
    told = '笔记本讲的仍是 `kejidata.toml` 里写明的 own；要讲这一份，在那里写 `report = "earlier"`'
    assert told in capsys.readouterr().out
    assert project.current_project().report == "own"


def test_an_invented_report_that_was_edited_stays(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = root / "data" / "raw" / "reports" / "report_2023_figures.csv"
    figures.write_bytes(figures.read_bytes() + b"\n")
    assert cli.main(["review", "own.txt", *SAID]) == 0
    assert figures.is_file()
    assert 'report = "own"' in capsys.readouterr().out
    assert project.current_project().report == "report_2023"


def test_invented_indicators_stay_while_a_table_is_invented(root: Path) -> None:
    table = root / "data" / "raw" / "tables" / "rd.csv"
    table.write_text(OWN["rd.csv"], "utf-8")
    assert cli.main(["card", str(table), *SAID]) == 0
    assert ids(root, "indicators", "code") == ["science_volunteers"]


def test_an_indicator_that_was_edited_stays(root: Path) -> None:
    registered = root / "data" / "raw" / "registry" / "indicators.csv"
    renamed = registered.read_text("utf-8").replace("科技志愿者数", "科普志愿者数")
    registered.write_text(renamed, "utf-8")
    table = root / "data" / "raw" / "tables" / "firms.csv"
    table.write_text(table.read_text("utf-8").replace("科技志愿者数", "科普志愿者数"), "utf-8")
    assert cli.main(["card", str(registered)]) == 0
    assert cli.main(["card", str(table), *SAID]) == 0
    assert registered.read_text("utf-8") == renamed
    observations = assemble.processed(root)["observations.csv"].decode()
    assert "330205,science_volunteers,2023,value,66," in observations


def workbook(path: Path) -> Path:
    book = Workbook()
    for row in (
        ("地区", "指标", "年份", "数值", "单位"),
        ("江北区", "高新技术企业总数", 2023, 412, "家"),
    ):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def publishers(root: Path) -> dict[str, str]:
    table = read_csv(root / "data" / "raw" / "registry" / "sources.csv")
    return {row.cells["id"]: row.cells["publisher"] for row in table.rows}


@pytest.mark.parametrize("carded_first", [True, False])
def test_a_workbook_of_the_same_name_takes_the_place_of_the_invented_table(
    root: Path, capsys: pytest.CaptureFixture[str], carded_first: bool
) -> None:
    tables = root / "data" / "raw" / "tables"
    book = workbook(tables / "firms.xlsx")
    if not carded_first:
        for path in tables.glob("firms.csv*"):
            path.unlink()
    assert cli.main(["card", str(book), *SAID]) == 0
    assert ("firms.xlsx 接替虚构的 firms.csv" in capsys.readouterr().out) is carded_first
    assert {path.name for path in tables.glob("firms*")} == {book.name, f"{book.name}.card.toml"}
    assert publishers(root)["firms"] == "某局"
    (root / "own.txt").write_text("2023年，高新技术企业总数412家。\n", "utf-8")
    assert cli.main(["review", "own.txt", *SAID]) == 0
    assert cli.main(["build"]) == 0
    assert ids(root, "indicators", "code") == []


@pytest.mark.parametrize("gone", ["firms.csv*", "firms.csv"])
def test_an_invented_table_that_somebody_removed_leaves_nothing_in_the_way(
    root: Path, capsys: pytest.CaptureFixture[str], gone: str
) -> None:
    tables = root / "data" / "raw" / "tables"
    assert cli.main(["card", str(workbook(tables / "企业.xlsx")), *SAID]) == 0
    for path in tables.glob(gone):
        path.unlink()
    (root / "own.txt").write_text("2023年，高新技术企业总数412家。\n", "utf-8")
    assert cli.main(["review", "own.txt", *SAID]) == 0
    assert cli.main(["build"]) == 0
    assert "sources.csv" in capsys.readouterr().out
    assert ids(root, "sources", "id") == ["rd", "企业", "own"]
    assert ids(root, "indicators", "code") == []


def test_a_removed_table_of_ones_own_keeps_its_card(root: Path) -> None:
    book = workbook(root / "data" / "raw" / "tables" / "企业.xlsx")
    assert cli.main(["card", str(book), *SAID]) == 0
    book.unlink()
    assert cli.main(["build"]) == 1
    assert book.with_name("企业.xlsx.card.toml").is_file()
    assert "企业" in ids(root, "sources", "id")


@pytest.mark.parametrize("name", ["firms.csv", "copy.csv"])
def test_invented_figures_are_attributed_to_nobody(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    tables = root / "data" / "raw" / "tables"
    (tables / name).write_bytes((tables / "firms.csv").read_bytes())
    before = {path.name: path.read_bytes() for path in (root / "data" / "raw").rglob("*.*")}
    assert cli.main(["card", str(tables / name), *SAID]) == 1
    assert "虚构" in capsys.readouterr().err
    report = root / "data" / "raw" / "reports" / "report_2023.txt"
    assert cli.main(["review", str(report), *SAID]) == 1
    assert {path.name: path.read_bytes() for path in (root / "data" / "raw").rglob("*.*")} == before


def test_a_table_that_no_build_reads_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = workbook(root / "data" / "raw" / "企业.xlsx")
    assert cli.main(["card", str(book), *SAID]) == 0
    assert "data/raw/tables" in capsys.readouterr().out


def test_where_an_invented_report_contradicts_ones_table_the_way_on_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = root / "data" / "raw" / "tables" / "firms.csv"
    table.write_text(OWN["firms.csv"], "utf-8")
    assert cli.main(["card", str(table), *SAID]) == 0
    assert cli.main(["build"]) == 1
    assert "虚构的用 `kejidata card 表`、`kejidata review 报告` 接替" in capsys.readouterr().err


def test_ones_own_table_is_not_said_to_be_invented_by_the_card_of_what_it_replaced(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = root / "data" / "raw" / "tables" / "firms.csv"
    table.write_text(OWN["firms.csv"], "utf-8")
    assert cli.main(["card", str(table)]) == 1
    assert '--producer "..." --title "..." --licence "..."' in capsys.readouterr().err
    assert cli.main(["card", str(table), *SAID]) == 0
    assert publishers(root)["firms"] == "某局"
