"""`kejidata review`: a report from anywhere comes into the project, with cards and its source."""

import re
import shutil
from pathlib import Path

import pytest

from kejidata import cli
from kejidata.build.provenance import check_cards
from kejidata.files.csv_table import read_csv
from kejidata.model.registry_file import COLUMNS

SAID = ["--producer", "某局", "--title", "总结", "--licence", "public", "--published", "2024-01"]
CASE = "2023年，技术合同成交额2386.0亿元，占比11.0%，高企1,234家。又达 5家。"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "kejidata.toml").write_text(
        'title = "t"\nregion = "330212"\nyear = 2023\nlanguages = ["zh"]\n', "utf-8"
    )
    folder = tmp_path / "data" / "raw" / "registry"
    folder.mkdir(parents=True)
    for name, columns in COLUMNS.items():
        (folder / f"{name}.csv").write_text(",".join(columns) + "\n", "utf-8")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "zongjie_2023.txt").write_text(CASE, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["card", *(str(path) for path in sorted(folder.iterdir())), *SAID]) == 0
    return tmp_path


def test_a_report_is_in_the_project_with_cards_and_its_source(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["review", "inbox/zongjie_2023.txt", *SAID]) == 0
    told = capsys.readouterr().out
    assert "指标值 4 个" in told
    assert "5家：" in told
    assert 'report = "zongjie_2023"' in told
    names = {card.path.name for card in check_cards(root)}
    assert names - {f"{name}.csv" for name in COLUMNS} == {
        "zongjie_2023.txt",
        "zongjie_2023_figures.csv",
        "zongjie_2023_exceptions.csv",
    }
    [source] = read_csv(root / "data" / "raw" / "registry" / "sources.csv").rows
    assert {name: source.cells[name] for name in ("id", "title", "publisher", "published")} == {
        "id": "zongjie_2023",
        "title": "总结",
        "publisher": "某局",
        "published": "2024",
    }


def test_a_build_says_how_many_rows_nobody_has_looked_at(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = CASE.replace("，高企1,234家", "")
    (root / "inbox" / "zongjie_2023.txt").write_text(said, "utf-8")
    assert cli.main(["review", "inbox/zongjie_2023.txt", *SAID]) == 0
    tables = sorted((root / "data" / "raw" / "reports").glob("*_*s.csv"))
    marks = sum(path.read_text("utf-8-sig").count("\nlook,") for path in tables)
    assert marks > 0
    capsys.readouterr()
    assert cli.main(["build"]) == 0
    assert f"{marks} 行标着 `look`" in capsys.readouterr().out
    for path in tables:
        path.write_text(path.read_text("utf-8-sig").replace("\nlook,", "\n,"), "utf-8")
    assert cli.main(["card", *map(str, tables)]) == 0
    capsys.readouterr()
    assert cli.main(["build"]) == 0
    assert "`look`" not in capsys.readouterr().out


def test_the_second_time_nothing_is_asked_or_added(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["review", "inbox/zongjie_2023.txt", *SAID]) == 0
    report = root / "data" / "raw" / "reports" / "zongjie_2023.txt"
    table = report.with_name("zongjie_2023_figures.csv")
    table.write_text(table.read_text("utf-8-sig").replace("\nlook,", "\n,"), "utf-8")
    assert cli.main(["review", str(report)]) == 0
    assert "都看过了" in capsys.readouterr().out
    assert len(check_cards(root)) == 3 + len(COLUMNS)
    assert len(read_csv(root / "data" / "raw" / "registry" / "sources.csv").rows) == 1


@pytest.mark.parametrize(("said", "told"), [(SAID[:2], "--title"), (SAID[:6], "--published")])
def test_what_nobody_told_is_named(
    root: Path, said: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["review", "inbox/zongjie_2023.txt", *said]) == 1
    assert told in capsys.readouterr().err


def test_a_wrong_row_is_1_and_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["review", "inbox/zongjie_2023.txt", *SAID]) == 0
    table = root / "data" / "raw" / "reports" / "zongjie_2023_figures.csv"
    table.write_text(table.read_text("utf-8-sig").replace(",2386.0,", ",2387.0,"), "utf-8")
    assert cli.main(["review", "inbox/zongjie_2023.txt"]) == 1
    assert "原文说的是 '2386.0'" in capsys.readouterr().err
    assert ",2387.0," in table.read_text("utf-8-sig")


def files(root: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a project, but for the lock's."""
    paths = (path for path in root.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in paths if ".kejidata" not in path.parts}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",2386.0,", ",2387.0,", "第 3 行，列 value"),
        (",tech_contract_value,", ",no_such,", "第 3 行，列 code"),
        (",measure,", ",measures,", "列与复核表不符"),
    ],
)
def test_what_is_refused_changes_no_file_and_is_named_by_the_line_it_stands_on(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    assert cli.main(["review", "inbox/zongjie_2023.txt", *SAID]) == 0
    table = root / "data" / "raw" / "reports" / "zongjie_2023_figures.csv"
    # A spreadsheet leaves a line of commas and drops a zero.
    edited = table.read_text("utf-8-sig").replace(old, new, 1).replace(",11.0,", ",11,", 1)
    head, rest = edited.replace("\nlook,", "\n,").split("\n", 1)
    table.write_text(f"{head}\n{',' * head.count(',')}\n{rest}", "gbk")
    before = files(root)
    capsys.readouterr()
    again = ["review", "inbox/zongjie_2023.txt", "--title", "改过的题目"]
    assert cli.main(again) == 1
    said = capsys.readouterr().err
    assert files(root) == before
    assert told in said
    assert "copy" not in said


def test_a_draft_with_a_wrong_row_begins_a_review_whose_tables_stand(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["draft", "inbox/zongjie_2023.txt"]) == 0
    draft = root / "inbox" / "zongjie_2023.csv"
    said = draft.read_text("utf-8-sig")
    draft.write_text(said.replace(",tech_contract_value,", ",no_such,"), "utf-8")
    capsys.readouterr()
    assert cli.main(["review", "inbox/zongjie_2023.txt", *SAID]) == 1
    assert "复核表已经写好" in capsys.readouterr().err
    table = root / "data" / "raw" / "reports" / "zongjie_2023_figures.csv"
    fixed = table.read_text("utf-8-sig").replace(",no_such,", ",tech_contract_value,")
    table.write_text(fixed, "utf-8")
    assert cli.main(["review", "inbox/zongjie_2023.txt"]) == 0


def test_another_report_of_the_name_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["review", "inbox/zongjie_2023.txt", *SAID]) == 0
    other = root / "zongjie_2023.txt"
    other.write_text("2022年。", "utf-8")
    assert cli.main(["review", str(other), *SAID]) == 1
    assert "这个名字下已有另一份报告" in capsys.readouterr().err


def test_a_draft_of_raw_material_lies_outside_it(root: Path) -> None:
    folder = root / "data" / "raw" / "reports"
    folder.mkdir()
    shutil.copy(root / "inbox" / "zongjie_2023.txt", folder)
    assert cli.main(["draft", str(folder / "zongjie_2023.txt")]) == 0
    draft = root / "drafts" / "zongjie_2023.csv"
    draft.write_text(draft.read_text("utf-8-sig").replace(",高新技术企业,", ",自取名,"), "utf-8")
    assert cli.main(["review", str(folder / "zongjie_2023.txt"), *SAID]) == 0
    assert "自取名" in (folder / "zongjie_2023_figures.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",330212,", ",虚无岛,", "列 region"),
        (",tech_contract_value,", ",no_such,", "列 code"),
        (",value,exact,2023,", ",valu,exact,2023,", "列 measure"),
    ],
)
def test_what_a_build_would_refuse_is_told_with_the_way_on(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    (root / "inbox" / "zongjie_2023.txt").write_text("2023年，技术合同成交额2386.0亿元。", "utf-8")
    assert cli.main(["review", "inbox/zongjie_2023.txt", *SAID]) == 0
    table = root / "data" / "raw" / "reports" / "zongjie_2023_figures.csv"
    said = table.read_text("utf-8-sig")
    assert said.count(old) == 1
    table.write_text(said.replace(old, new), "utf-8")
    capsys.readouterr()
    assert cli.main(["review", "inbox/zongjie_2023.txt"]) == 1
    said = capsys.readouterr()
    assert "都看过了" not in said.out
    assert "复核表有的行还不能进入观测表" in said.err
    assert told in said.err
    assert cli.main(["card", str(table)]) == 0
    capsys.readouterr()
    assert cli.main(["build"]) == 1
    said = capsys.readouterr().err
    assert "-> 改正它；或者登记到 data/raw/registry" in said or "-> 请写其中之一" in said
    assert not re.search("copy|correct|cannot", said)


def test_what_was_registered_since_the_last_build_is_known(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registry = root / "data" / "raw" / "registry"
    assert cli.main(["build"]) == 0
    loans = dict.fromkeys(COLUMNS["indicators"], "") | {
        "code": "own_loans", "name_zh": "昆科贷发放额", "name_en": "Kunke loans",
        "theme": "finance", "unit": "亿元", "kind": "amount", "direction": "1", "decimals": "2",
        "definition": "own", "price_basis": "current", "timing": "flow",
    }  # fmt: skip
    park = {"code": "330299", "name_zh": "智慧谷园区", "short_zh": "智慧谷", "name_en": "Zhihui",
            "level": "county", "parent": "", "aliases": ""}  # fmt: skip
    for name, row in (("indicators", loans), ("regions", park)):
        with (registry / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write(",".join(row.values()) + "\n")
    report = root / "inbox" / "zongjie_2023.txt"
    report.write_text("2023年，昆科贷发放额12.5亿元。智慧谷园区昆科贷发放额3.5亿元。", "utf-8")
    for way in (["inbox/zongjie_2023.txt"], ["inbox", "-o", "drafts"]):
        assert cli.main(["draft", *way]) == 0
    assert cli.main(["review", "inbox/zongjie_2023.txt", *SAID]) == 0
    assert "没有 `code`" not in capsys.readouterr().out
    reviewed = root / "data" / "raw" / "reports" / "zongjie_2023_figures.csv"
    drafts = [root / "inbox" / "zongjie_2023.csv", root / "drafts" / "zongjie_2023.csv"]
    for table in (*drafts, reviewed):
        rows = [row.cells for row in read_csv(table).rows]
        assert [row["code"] for row in rows] == ["own_loans", "own_loans"]
        assert "330299" in rows[1]["region"]
