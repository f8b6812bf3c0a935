"""The year of a whole report: where it is read, what speaks against it, and that it can be told."""

import numpy as np
import pytest

from kejidata import KejidataError, cli, read_report
from kejidata.reports import draft_of
from kejidata.wording.messages import translated

CONGRESS = "某区第十届人民代表大会第四次会议"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (
            f"政府工作报告\n——2031年2月5日在{CONGRESS}上\n一、2030年工作回顾\n（一）产值120亿元。",
            ["2030"],
        ),
        ("工作报告\n2031年2月5日\n一、2030年工作回顾\n（一）工业。产值120亿元。", ["2030"]),
        (
            "工作报告\n一、2030年工作回顾\n（一）工业。产值9亿元。\n"
            "二、2031年工作计划\n（一）工业。产值11亿元。",
            ["2030", "2031"],
        ),
        ("索引号 000000000/2031-000001\n发布日期 2031-07-12\n2030年，某局认定高企9家。", ["2030"]),
        ("年度工作总结及2031年度工作计划\n产值5亿元。", ["2030"]),
        ("今年是“十二五”开局之年。合同9项。", ["2011"]),
        ("今年是“十三五”收官之年。合同9项。", ["2020"]),
        (
            "关于2031年度项目执行的情况：受理申报项目412项，立项136项，安排经费5800万元，其中重点研发项目经费3100万元。",
            ["2031"] * 4,
        ),
    ],
)
def test_headings_go_before_dates_meetings_and_numbers(text, years):
    assert draft_of(text)["period"].tolist() == years


def test_the_year_that_is_told_goes_before_what_the_text_seems_to_say():
    text = "某区科技工作\n2031年2月5日\n技术合同成交额9亿元，同比增长5%。"
    assert draft_of(text)["period"].tolist() == ["2031", "2031"]
    assert draft_of(text, year=2030)["period"].tolist() == ["2030", "2030"]


def test_a_year_that_a_figure_states_itself_is_not_changed_by_the_one_that_is_told():
    text = "2029年，技术合同成交额9亿元。"
    assert draft_of(text, year=2030)["period"].tolist() == ["2029"]


def test_last_year_is_the_one_before_the_report_was_written():
    text = "发布日期 2031-02-05\n去年，技术合同成交额9亿元。"
    assert draft_of(text, year=2030)["period"].tolist() == ["2030"]


def test_a_report_without_any_year_takes_the_one_that_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("上半年技术合同成交额8.7亿元。", "utf-8")
    assert read_report(path)["period"].tolist() == [""]
    assert read_report(path, year=2030)["period"].tolist() == ["2030-01/2030-06"]


def test_one_line_says_which_year_was_taken_why_and_what_speaks_against_it():
    text = "工作报告\n2031年2月5日\n一、2030年工作回顾\n（一）工业。产值120亿元。"
    line = draft_of(text).attrs["year"]
    assert line == "year 2030: a heading looks back on it; against it: its date says 2031"
    assert translated(line, "zh") == "年份取 2030：有小标题回顾这一年；与此不符：文本的日期是 2031"
    told = draft_of(text, year=2029).attrs["year"]
    assert told == "year 2029: it was told; against it: a heading says 2030"
    assert draft_of("合同9项。").attrs["year"].startswith("no year")


def test_the_command_takes_the_year_and_tells_the_summary_in_the_projects_language(
    tmp_path, monkeypatch, capsys
):
    (tmp_path / "kejidata.toml").write_text(
        'title = "t"\nregion = "330212"\nyear = 2023\nlanguages = ["zh"]\n', "utf-8"
    )
    (tmp_path / "a.txt").write_text("技术合同成交额8.7亿元，达35家。", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["draft", "a.txt", "--year", "2030"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("找到指标值 2 个，其中 1 个存疑")
    assert lines[1] == "年份取 2030：由使用者告知"
    assert "按口径：" in lines
    assert ",2030," in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_a_later_year_that_dates_an_event_ends_with_its_sentence():
    text = "3月9日，2032年某省“某行动”启动。全省高企120家。"
    assert draft_of(text, year=2031)["period"].tolist() == ["2031"]
    plan = "某省2031年情况\n一、2032年计划\n2035年，高企达900家。专利达80件。"
    assert draft_of(plan, year=2031)["period"].tolist() == ["2035", "2035"]


@pytest.mark.parametrize("year", ["2030", 2030.0, np.int64(2030), 2030])
def test_any_whole_year_may_be_told(year):
    text = "某区科技工作\n2031年2月5日\n技术合同成交额9亿元。"
    assert draft_of(text, year=year)["period"].tolist() == ["2030"]


@pytest.mark.parametrize(
    "year", [True, 0, 99999, -2030, 2030.5, float("nan"), "", "二〇三〇", "30", "２０３０"]
)
def test_what_is_no_year_is_refused_and_what_to_give_is_said(tmp_path, year):
    path = tmp_path / "a.txt"
    path.write_text("技术合同成交额9亿元。", "utf-8")
    with pytest.raises(KejidataError, match="no year") as refused:
        read_report(path, year=year)
    assert "as 2023" in str(refused.value)
    assert repr(year) in str(refused.value)


def test_what_a_paragraph_heads_as_a_plan_is_wanted():
    draft = draft_of("2031年工作打算：（一）招引企业15家；（二）引进人才30人。")
    assert draft["measure"].tolist() == ["target", "target"]
    told = draft_of("2031年目标完成情况：招引企业15家；引进人才30人。")
    assert told["measure"].tolist() == ["value", "value"]
