"""The draft on disk: whole, marked, safe in a spreadsheet."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from kejidata import KejidataError, read_report
from kejidata.reports import review_file as draft_module
from kejidata.reports.review_file import write_draft

REPORT = "2021年工作总结\n=SUM(1)高企38家，同比增长50%。\n又达35家。\n@税收2.5亿，占比3%。"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_csv_holds_the_frame_with_a_mark_for_excel(report):
    draft = write_draft(report)
    assert draft.out == report.with_suffix(".csv")
    assert draft.out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row["surface"] for row in rows(draft.out)] == draft.frame["surface"].tolist()
    assert [row["value"] for row in rows(draft.out)] == ["38", "50", "35", "2.5", "3"]


def test_no_cell_is_run_as_a_formula(report):
    cells = [cell for row in rows(write_draft(report).out) for cell in row.values()]
    assert any(cell.startswith("'") for cell in cells)
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_doubtful_rows_are_marked_and_counted(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("达35家。", "utf-8")
    draft = write_draft(path)
    assert [row["look"] for row in rows(draft.out)] == ["look"]
    assert draft.summary().startswith("1 figure, 1 of them marked doubtful")
    assert "no_name" in draft.summary()
    assert rows(draft.out)[0]["why"] == "no name found; no period found"


def test_the_summary_lists_the_most_doubtful_first_with_the_reason_in_words(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("2023年总结\n达35家。\n新建公园3个。\n技术合同成交额8.7亿元。", "utf-8")
    told = write_draft(path).summary().split("\n")
    first = told.index("look at these first, the most doubtful before the others:") + 1
    assert told[first] == "  35家  达35家  no name found"
    assert not any("8.7" in line for line in told[first:])


def test_the_summary_counts_by_measure(report):
    summary = write_draft(report).summary()
    assert "5 figures" in summary
    assert "4 value" in summary
    assert "1 growth_rate" in summary


def test_a_draft_that_cannot_be_written_leaves_nothing(report, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(KejidataError):
        write_draft(report, blocked / "out.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "report.txt"]


def test_a_report_without_figures_is_told_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("没有数字的报告。", "utf-8")
    assert "no figures" in write_draft(path).summary()
    assert rows(path.with_suffix(".csv")) == []


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "shown"), [(io.StringIO(), ""), (Terminal(), "100 %\n")])
def test_a_long_report_shows_how_far_it_is_read(report, monkeypatch, stream, shown):
    monkeypatch.setattr(draft_module, "LONG", 5)
    monkeypatch.setattr("sys.stderr", stream)
    write_draft(report)
    assert stream.getvalue().startswith("reading 0.0 million characters")
    assert stream.getvalue().endswith(shown or "...\n")


def test_a_short_report_shows_nothing(report, monkeypatch):
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    write_draft(report)
    assert stream.getvalue() == ""


REPORTS = Path(__file__).parents[2] / "data" / "raw" / "reports"


@pytest.fixture(scope="module")
def shipped():
    """The draft of the shipped report, and its review, figure beside figure."""
    reviewed = pd.read_csv(REPORTS / "rugao_2020_figures.csv", dtype=str, keep_default_na=False)
    reviewed = reviewed.astype({"start": int, "end": int, "value": float})
    draft = read_report(REPORTS / "rugao_2020.txt")
    figures = draft[draft["measure"] != "threshold"]
    return figures.merge(reviewed, on="start", how="outer", suffixes=("", "_reviewed"))


@pytest.mark.root_project
def test_the_shipped_review_is_its_draft_and_a_few_corrections(shipped):
    assert shipped["surface"].notna().all()
    assert shipped["value"].eq(shipped["value_reviewed"]).all()
    assert shipped["measure"].eq(shipped["measure_reviewed"]).all()
    corrected = ["unit", "bound", "period", "among"]
    changes = sum(shipped[name].ne(shipped[f"{name}_reviewed"]).sum() for name in corrected)
    assert 0 < changes <= 12


@pytest.mark.root_project
def test_most_codes_of_the_shipped_review_are_proposed(shipped):
    proposed = shipped[shipped["code"] != ""]
    assert len(proposed) > len(shipped) / 2
    assert (proposed["code"] == proposed["code_reviewed"]).mean() > 0.95


def test_a_report_of_tables_alone_is_not_said_to_be_ill_encoded(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "指标完成情况：\n\n| 指标 | 2024年 |\n| --- | --- |\n| 产值 | 32.45 |\n", "utf-8"
    )
    summary = write_draft(path).summary()
    assert "1 number in tables" in summary
    assert "encoding" not in summary
    path.write_text("没有", "utf-8")
    assert "encoding" in write_draft(path).summary()
