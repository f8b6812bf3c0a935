"""Questions about doubtful figures, and answers that change neither number nor unit."""

import json

import pytest

from kejidata import KejidataError, read_report
from kejidata.reports.review_file import read_draft, write_draft

TEXT = "2023年工作总结\n一、平台建设\n达35家，增势良好。\n技术合同成交额8.7亿元。"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


def asked(report, tmp_path):
    write_draft(report, questions=tmp_path / "q.jsonl")
    return [json.loads(line) for line in (tmp_path / "q.jsonl").read_text("utf-8").splitlines()]


def answered(report, tmp_path, *lines):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return write_draft(report, tmp_path / "answered.csv", answers=path)


def test_each_doubtful_figure_is_asked_with_what_stands_around_it(report, tmp_path):
    (question,) = asked(report, tmp_path)
    assert (question["surface"], question["value"], question["unit"]) == ("35家", 35.0, "家")
    assert question["paragraph"] == "达35家，增势良好。"
    assert question["headings"] == ["一、平台建设"]
    assert question["grammar"]["period"] == "2023"
    assert question["periods"] == ["2023"]
    assert {"value", "target", "growth_rate"} <= set(question["measures"])
    assert "no_name" in question["reasons"]


def test_an_answer_stands_beside_the_drafts_own_and_makes_it_more_doubtful(report, tmp_path):
    (question,) = asked(report, tmp_path)
    # A stub in place of a model answers every question so.
    draft = answered(
        report, tmp_path, json.dumps(question | {"indicator": "平台", "period": "2022"})
    )
    row = draft.frame.set_index("surface").loc["35家"]
    before = read_report(report).set_index("surface").loc["35家"]
    assert (row["indicator"], row["answer_indicator"]) == (before["indicator"], "平台")
    assert (row["period"], row["answer_period"]) == ("2023", "2022")
    assert row["confidence"] == pytest.approx(before["confidence"] - 0.2)
    assert row["reason"].endswith("second_opinion")
    assert draft.frame.attrs["bad_answers"] == []
    assert read_draft(draft.out)["surface"].tolist() == ["35家", "8.7亿元"]


def test_an_answer_that_agrees_changes_nothing(report, tmp_path):
    start = TEXT.index("8.7")
    line = json.dumps({"start": start, "indicator": "技术合同成交额", "measure": "value"})
    frame = answered(report, tmp_path, line).frame
    assert frame[frame.columns[:16]].equals(read_report(report))


BAD = {
    "{": "no JSON",
    "[1]": "no object",
    '{"start": 1}': "no figure",
    '{"start": true}': "no figure",
    '{"start": 16, "value": 36}': "value is the report's own",
    '{"start": 16, "unit": "户"}': "unit is the report's own",
    '{"start": 16, "indicator": "孵化器"}': "the report has no",
    '{"start": 16, "indicator": 3}': "an answer is text",
    '{"start": 16, "period": "soon"}': "is no period",
    '{"start": 16, "measure": "guess"}': "is no measure",
    '{"start": 16, "period": "2022", "period": "2021"}': "a key stands twice",
    '{"start": 16, "clause": "达35家"}': "nothing is answered",
    '{"start": 16, "period": "", "perod": "2022"}': "these keys say is not taken: 'perod'",
    "[" * 100_000: "no JSON",
}


def test_every_line_that_is_no_answer_is_told_with_file_and_line(report, tmp_path):
    start = TEXT.index("35")
    lines = [line.replace("16", str(start)) for line in BAD]
    good = json.dumps({"start": start, "indicator": "平台"})
    draft = answered(report, tmp_path, *lines, good, good)
    told = draft.frame.attrs["bad_answers"]
    for number, (one, why) in enumerate(zip(told, BAD.values(), strict=False), 1):
        assert one.startswith(f"a.jsonl, line {number}: ")
        assert why in one
    assert len(told) == len(BAD) + 1
    assert told[-1].endswith("answered twice")
    assert draft.frame["answer_indicator"].tolist() == ["平台", ""]
    summary = draft.summary()
    assert "1 answer is taken, 0 questions have none" in summary
    assert "15 lines of the answers are not taken" in summary
    assert "a.jsonl, line 7" in summary


def test_an_answer_that_nobody_asked_for_or_that_says_more_is_taken_and_told(report, tmp_path):
    start, sure = TEXT.index("35"), TEXT.index("8.7")
    asked = {"start": start, "period": "2022", "sure": 0.9, "note": "?"}
    draft = answered(
        report, tmp_path, json.dumps(asked), "", f'{{"start": {sure}, "period": "2023"}}'
    )
    assert draft.frame["answer_period"].tolist() == ["2022", "2023"]
    assert draft.frame.attrs["noted_answers"] == [
        "a.jsonl, line 1: what these keys say is not taken: 'sure', 'note'",
        "a.jsonl, line 3: nobody asked about the figure",
    ]
    assert draft.frame.attrs["answers"] == (2, 0)
    assert "答复有 2 行已采用，但是：" in draft.summary("zh")
    assert "a.jsonl 第 3 行：没有就这个数提问" in draft.summary("zh")


@pytest.mark.parametrize("lines", [(), ("", " ")], ids=["nothing", "blanks"])
def test_a_file_without_answers_is_refused_before_anything_is_written(lines, report, tmp_path):
    with pytest.raises(KejidataError, match="file of answers is empty"):
        answered(report, tmp_path, *lines)
    assert not (tmp_path / "answered.csv").exists()


def test_answers_to_a_report_without_figures_are_told(report, tmp_path):
    report.write_text("没有指标。", "utf-8")
    summary = answered(report, tmp_path, '{"start": 0, "period": "2023"}').summary()
    assert "a.jsonl, line 1: no figure of the draft begins there" in summary


def test_a_name_that_the_report_does_not_hold_is_told_whole_with_what_is_strange(report, tmp_path):
    line = json.dumps({"start": TEXT.index("35"), "indicator": "孵化技术平台器"})
    [told] = answered(report, tmp_path, line).frame.attrs["bad_answers"]
    assert told.endswith("the report has no '孵化', '器', which the name '孵化技术平台器' holds")


def test_questions_are_never_written_over_another_file(report, tmp_path):
    (tmp_path / "q.jsonl").write_text("mine", "utf-8")
    with pytest.raises(KejidataError, match="another file stands"):
        asked(report, tmp_path)
    assert (tmp_path / "q.jsonl").read_text("utf-8") == "mine"
    assert not report.with_suffix(".csv").exists()
