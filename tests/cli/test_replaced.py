"""Invented material goes where one's own takes its place, and only what nobody edited."""

from pathlib import Path

import pytest

from kejidata import cli, project
from kejidata.build import assemble
from kejidata.files.csv_table import read_csv

SAID = ["--producer", "某局", "--title", "总结", "--licence", "public", "--published", "2024"]
OWN = {
    "rd.csv": "地区,R&D经费（亿元）\n海曙区,32.45\n江北区,21.30\n合计,53.75\n",
    "firms.csv": "地区,指标,年份,数值,单位\n海曙区,高新技术企业总数,2023,412,家\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "hs"
    asked = ["--region", "海曙", "--year", "2023", "--lang", "zh"]
    assert cli.main(["new", str(made), *asked]) == 0
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
