"""Real reports have menus, headings of two clauses, plans over years, lists that share words."""

from __future__ import annotations

import pytest

from kejidata.reports import draft_of, read_report

HEAD = "2023年工作总结\n一、完成情况\n"
PAGE = """<html><body><div><a href="/">首页</a> &gt; <a href="/gk">公开</a> &gt; {last}</div>
<ul><li><a href="/1">2021年工作计划</a></li><li><a href="/2">全市高企突破500家</a></li></ul>
<h1><a href="/3">2023年工作总结</a></h1><p>全年认定高企41家。</p></body></html>"""


def _named(text: str) -> list[tuple[str, str, str]]:
    draft = draft_of(HEAD + text)
    return list(zip(draft["surface"], draft["indicator"], draft["code"], strict=True))


@pytest.mark.parametrize("last", ["重点工作", "2025年重点工作"])
def test_menus_and_trails_of_a_page_are_neither_title_nor_figures(tmp_path, last):
    page = tmp_path / "report.html"
    page.write_text(PAGE.format(last=last), "utf-8")
    draft = read_report(page)
    rows = draft[["surface", "measure", "period"]].to_numpy().tolist()
    assert rows == [["41家", "value", "2023"]]


def test_a_heading_of_two_clauses_is_no_part_of_the_first_name_below_it():
    text = "二、聚焦青少年，科技教育结硕果\n县级学会发展到22个，个人会员4156人，推动工作上台阶。"
    assert _named(text)[0][1] == "县级学会"


def test_a_heading_of_two_clauses_opens_a_plan():
    text = HEAD + "认定高企41家。\n二、2024年工作计划，力求实效\n认定高企45家，建成省级平台4家。"
    draft = draft_of(text)
    assert draft["measure"].tolist() == ["value", "target", "target"]
    assert draft["period"].tolist() == ["2023", "2024", "2024"]


def test_a_table_does_not_tell_the_year_of_a_report():
    text = (
        "江州市规划中期评估报告\n|指标|2020年|2023年|\n|研发强度|2.12|2.56|\n"
        "2023年全市研发经费86.7亿元。新建平台3家。"
    )
    assert draft_of(text).iloc[-1]["period"] == "2023"


def test_a_programme_over_years_plans_all_that_it_tells_in_its_own_years():
    text = (
        "培育企业三年行动实施方案（2024—2026年）\n二、年度任务\n2024年，新增高新技术企业20家，"
        "入库科技型中小企业280家；2025年，新增24家，入库340家。"
    )
    draft = draft_of(text)
    assert draft["measure"].tolist() == ["target"] * 4
    assert draft["period"].tolist() == ["2024", "2024", "2025", "2025"]
    assert draft["indicator"].tolist()[2:] == ["新增高新技术企业", "入库科技型中小企业"]
    assert draft["code"].tolist()[2:] == draft["code"].tolist()[:2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建科普教育基地4个，其中省级1个。", ["", ""]),
        (
            "每万人口发明专利拥有量12.3件，其中高价值发明专利4.1件。",
            ["invention_patents_per_10k", ""],
        ),
        (
            "技术合同成交额76.4亿元，其中技术交易额51.1亿元。",
            ["tech_contract_value", "tech_transaction_value"],
        ),
        ("受助企业新增销售收入36亿元、新增就业3260人。", ["", ""]),
        (
            "城镇和农村居民人均可支配收入分别为4万元、2万元。",
            ["urban_income_per_head", "rural_income_per_head"],
        ),
    ],
)
def test_no_code_goes_to_a_part_of_what_it_stands_for(text, expected):
    assert [code for _, _, code in _named(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "医药、能源、装备三大产业产值分别达3亿元、2亿元、1亿元。",
            ["医药产业产值", "能源产业产值", "装备产业产值"],
        ),
        (
            "园区实现营业收入1023亿元；工业总产值876亿元，税收38.7亿元。",
            ["园区营业收入", "园区工业总产值", "园区税收"],
        ),
        ("规上企业总数达186家。投资12.8亿元的新材料项目投产。", ["规上企业总数", "新材料项目投资"]),
        ("有民营科技企业88家，新增13家。", ["民营科技企业", "新增民营科技企业"]),
    ],
)
def test_names_say_whose_a_figure_is(text, expected):
    assert [name for _, name, _ in _named(text)] == expected


def test_a_move_without_years_is_of_the_years_of_the_move_before_it():
    text = "研发投入由2017年的42.3亿元增加到2022年的80.4亿元；高企从315家增至1042家。"
    assert draft_of(HEAD + text)["period"].tolist() == ["2017", "2022", "2017", "2022"]


@pytest.mark.parametrize(
    ("text", "measure", "bound"),
    [
        ("服务满意度98.2%，目标≥90%。", "target", "at_least"),
        ("研发费用占营业收入比重2.86%，高于全省0.31个百分点。", "change", "exact"),
    ],
)
def test_what_a_sign_and_a_gap_say_of_a_figure(text, measure, bound):
    last = draft_of(HEAD + text).iloc[-1]
    assert (last["measure"], last["bound"]) == (measure, bound)


def test_phases_and_rules_that_bear_a_number_are_names():
    text = "落实八项规定、十件大事，园区二期工程投用，举办培训二期。"
    assert [row[0] for row in _named(text)] == ["二期"]


def test_a_sum_converted_is_of_what_was_told_in_the_other_currency():
    text = "高新技术产品出口15.2亿美元，折合人民币98亿元，增长17%。"
    assert {row[1] for row in _named(text)} == {"高新技术产品出口"}


def test_an_average_that_a_five_year_plan_wants_is_of_all_its_years():
    plan = "科技创新“十四五”规划\n到2025年，研发经费投入年均增长10%以上，高企达到300家。"
    assert draft_of(plan)["period"].tolist() == ["2021/2025", "2025"]


def test_an_investment_is_that_of_the_park_behind_it():
    text = "总投资120亿元的光电产业园开工建设，总投资35亿元的医药基地投产。"
    assert [row[1] for row in _named(text)] == ["光电产业园总投资", "医药基地总投资"]


def test_a_kind_of_those_paid_is_of_those_paid():
    text = "获补助企业90家，其中规上企业56家。"
    assert [row[1] for row in _named(text)] == ["获补助企业", "获补助规上企业"]
