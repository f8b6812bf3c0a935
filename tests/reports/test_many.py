"""Many reports at once: a draft of all, and a draft of each in a folder."""

from pathlib import Path

import pandas as pd
import pytest

import kejidata
from kejidata import cli
from kejidata.errors import KejidataError
from kejidata.reports import many, read_reports

TEXT = "{year}年工作总结\n全年认定高企{n}家，同比增长50%，居全市第二。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of four reports, one of them below it, an empty one and a picture."""
    place = tmp_path / "reports"
    (place / "2021").mkdir(parents=True)
    for n, name in enumerate(("a.txt", "b.md", "c.txt", "2021/a.txt")):
        (place / name).write_text(TEXT.format(year=2020 + n, n=30 + n), "utf-8")
    (place / "empty.txt").write_bytes(b"")
    (place / "map.png").write_bytes(b"\x89PNG")
    return place


def test_figures_of_all_stand_in_one_draft_and_a_bad_file_is_a_row(folder: Path) -> None:
    found = read_reports(folder)
    values = found[found["measure"] == "value"]
    assert dict(zip(values["file"], values["value"], strict=True)) == {
        "2021/a.txt": 33.0,
        "a.txt": 30.0,
        "b.md": 31.0,
        "c.txt": 32.0,
    }
    bad = found[found["error"] != ""]
    assert bad["file"].tolist() == ["empty.txt"]
    assert "empty" in bad["error"].item()
    assert found.attrs["others"] == 1


def test_each_report_reads_as_it_does_alone(folder: Path) -> None:
    found = read_reports([folder / "a.txt"])
    alone = kejidata.read_report(folder / "a.txt")
    pd.testing.assert_frame_equal(found[alone.columns], alone)


def test_processes_give_what_one_process_gives(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = read_reports(folder, 2020)
    monkeypatch.setattr(many, "FEW", 0)
    pd.testing.assert_frame_equal(read_reports(folder, 2020), here)


def test_a_folder_without_reports_says_what_reports_are(tmp_path: Path) -> None:
    with pytest.raises(KejidataError, match=r"\.docx"):
        read_reports(tmp_path)
    with pytest.raises(KejidataError, match="no folder"):
        read_reports(tmp_path / "none")


def test_the_command_drafts_each_report_and_fails_where_one_did(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "drafts"
    with pytest.raises(SystemExit) as ended:
        cli.main(["draft", str(folder), "-o", str(out)])
    assert ended.value.code == 1
    written = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.csv"))
    assert written == ["2021/a.csv", "a.csv", "b.csv", "c.csv"]
    told = capsys.readouterr().out
    # In the language of the project in force.
    assert [line for line in told.splitlines() if line.startswith("b.md") and "2021" in line]
    assert told.splitlines()[-1].startswith("4 drafts in ")


def test_two_reports_of_one_name_are_left_alone(folder: Path) -> None:
    (folder / "a.md").write_text("全年认定高企38家。", "utf-8")
    drafts = many.write_drafts(folder, None, None, "en")
    assert {name for name, one in drafts.items() if isinstance(one, KejidataError)} == {
        "a.txt",
        "a.md",
        "empty.txt",
    }
    assert not (folder / "a.csv").exists()


def test_questions_are_of_one_report(folder: Path, tmp_path: Path) -> None:
    asked = ["draft", str(folder), "--questions", str(tmp_path / "q.jsonl")]
    assert cli.main(asked) == 1
    assert not (tmp_path / "q.jsonl").exists()


def test_a_link_that_leads_nowhere_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("nowhere.txt")
    errors = read_reports(tmp_path).set_index("file")["error"]
    assert errors["b.txt"].startswith("there is no such file")


def test_the_command_says_where_its_questions_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.txt").write_text("2023年，参评76家。", "utf-8")
    assert cli.main(["draft", "r.txt", "--questions", "q.jsonl"]) == 0
    assert "a question for each doubtful figure is in q.jsonl" in capsys.readouterr().out
    assert len(Path("q.jsonl").read_text("utf-8").splitlines()) == 1
