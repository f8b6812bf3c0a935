"""`kejidata card`: cards of raw files by flags, by questions, and again after an edit."""

import hashlib
import sys
from pathlib import Path

import openpyxl
import pytest

from kejidata import cli
from kejidata.build.provenance import card_of, read_card
from kejidata.files.csv_table import read_csv
from kejidata.model.registry_file import COLUMNS

ROWS = "地区,年份,专利授权量(件)\n330212,2023,1290\n"
SAID = ["--producer", "统计局", "--title", "表1", "--licence", "not stated"]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "kejidata.toml").write_text(
        'title = "t"\nregion = "330212"\nyear = 2023\nlanguages = ["zh"]\n', "utf-8"
    )
    path = tmp_path / "data" / "raw" / "tables" / "a.csv"
    path.parent.mkdir(parents=True)
    path.write_text(ROWS, "utf-8")
    registry = path.parents[1] / "registry"
    registry.mkdir()
    (registry / "sources.csv").write_text(",".join(COLUMNS["sources"]) + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def test_flags_make_a_card_and_an_edit_needs_none(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["card", str(table), *SAID, "--published", "2024"]) == 0
    out = capsys.readouterr().out
    assert out == "已写好 a.csv.card.toml\n来源 a 已按卡片写进 `sources.csv`\n"
    [source] = read_csv(table.parents[1] / "registry" / "sources.csv").rows
    assert (source.cells["id"], source.cells["published"]) == ("a", "2024")
    table.write_bytes(ROWS.encode("gb18030"))
    assert cli.main(["card", str(table)]) == 0
    text = read_card(card_of(table), table.parents[3]).text
    assert text["sha256"] == hashlib.sha256(table.read_bytes()).hexdigest()
    assert (text["producer"], text["published"], text["encoding"]) == ("统计局", "2024", "gb18030")
    assert cli.main(["card", str(table)]) == 0
    assert capsys.readouterr().out.endswith("a.csv.card.toml 无需改动\n")


def test_without_a_terminal_what_is_missing_is_named(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["card", str(table), "--title", "表1"]) == 1
    said = capsys.readouterr().err
    assert '--producer "..." --licence "..."' in said
    assert "--title" not in said
    assert not card_of(table).exists()


def test_at_a_terminal_only_what_is_missing_is_asked(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return "统计局"

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    assert cli.main(["card", str(table), *SAID[2:], "--published", "2024"]) == 0
    assert asked == ["a.csv: 由谁发布？ "]
    assert read_card(card_of(table), table.parents[3]).text["producer"] == "统计局"


def test_a_day_that_is_none_leaves_no_card(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["card", str(table), *SAID, "--accessed", "yesterday"]) == 1
    assert "卡片上的日期不存在" in capsys.readouterr().err
    assert not card_of(table).exists()


def test_a_file_elsewhere_gets_no_card(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = table.parents[3] / "b.csv"
    other.write_text("a\n", "utf-8")
    assert cli.main(["card", str(table), str(other), *SAID]) == 1
    assert "只有原始材料才有卡片" in capsys.readouterr().err
    assert not card_of(table).exists()


def test_a_table_that_names_its_sources_is_none_itself(table: Path) -> None:
    table.write_text("地区,年份,专利授权量(件),来源\n330212,2023,1290,yearbook\n", "utf-8")
    assert cli.main(["card", str(table), *SAID]) == 0
    assert read_csv(table.parents[1] / "registry" / "sources.csv").rows == []


def test_a_source_follows_its_card_but_not_where_somebody_wrote(table: Path) -> None:
    assert cli.main(["card", str(table), *SAID, "--published", "2024"]) == 0
    path = table.parents[1] / "registry" / "sources.csv"
    path.write_text(path.read_text("utf-8").replace("统计局", "某市统计局"), "utf-8")
    assert cli.main(["card", str(table), "--title", "表2", "--producer", "局"]) == 0
    [source] = read_csv(path).rows
    assert (source.cells["title"], source.cells["publisher"]) == ("表2", "某市统计局")


def test_a_workbook_about_which_nothing_is_decided_gets_no_card(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("表2")):
        for row in (["地区", "年份", "专利授权量(件)"], ["330212", 2023, 1290]):
            sheet.append(row)
    several = table.with_name("b.xlsx")
    book.save(several)
    # The table before it in the same call gets none either: all are read before one is written.
    assert cli.main(["card", str(table), str(several), *SAID]) == 1
    out, said = capsys.readouterr()
    assert "几张表" in said
    assert out == ""
    assert not card_of(table).exists()
    assert not card_of(several).exists()
