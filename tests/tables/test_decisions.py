"""What was decided about a table is used, and stops the reading where the table has changed."""

import hashlib
import shutil
from pathlib import Path

import openpyxl
import pytest

import kejidata
from kejidata.build import assemble
from kejidata.cli import main
from kejidata.errors import KejidataError
from kejidata.model import registry
from kejidata.tables import reading
from kejidata.tables.given import Given

TEXT = "地区,年度目标,1-11月完成,完成率(%),备查\n子市,16,18.6,116.3,x\n丑市,20,15.0,75.0,y\n"
DECIDED = """\
indicator = "技术合同成交额(亿元)"
period = "2023"
headings = ["地区", "年度目标", "1-11月完成", "完成率(%)", "备查"]

[meanings]
"备查" = ""
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "done.csv"
    path.write_text(TEXT, "utf-8")
    return path


def decide(table, text):
    table.with_name(table.name + ".table.toml").write_text(text, "utf-8")


def test_decisions_stand_for_arguments(table):
    decide(table, DECIDED)
    frame = kejidata.read_table(table, own=True)
    assert frame["measure"].tolist() == ["target", "value", "completion_ratio"] * 2
    assert frame["period"].tolist()[:2] == ["2023", "2023-01/2023-11"]


def test_a_heading_may_mean_something_else(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("单位名,本期,名次\n子市,12.9,2\n", "utf-8")
    decide(path, '[meanings]\n"单位名" = "地区"\n"本期" = "2023年R&D经费(亿元)"\n')
    frame = kejidata.read_table(path, own=True)
    assert frame[["indicator", "period", "measure"]].to_numpy().tolist() == [
        ["rd_expenditure", "2023", "value"],
        ["rd_expenditure", "2023", "rank"],
    ]


def test_a_changed_layout_is_told(table):
    decide(table, DECIDED.replace("年度目标", "全年任务"))
    with pytest.raises(
        KejidataError, match="(?s)layout of the table.*column 2: '年度目标' was '全年任务'"
    ):
        kejidata.read_table(table, own=True)


def test_another_year_is_the_same_layout(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("地区,2023年,2022年\n子市,12,10\n", "utf-8")
    decide(path, 'indicator = "R&D经费(亿元)"\nheadings = ["地区", "2022年", "2021年"]\n')
    assert kejidata.read_table(path, own=True)["period"].tolist() == ["2023", "2022"]


@pytest.mark.parametrize("decided", ['period = "2022"\n', '[meanings]\n"完成" = "2022年完成"\n'])
def test_what_was_decided_of_a_year_is_not_kept_for_the_next(tmp_path, decided):
    path = tmp_path / "a.csv"
    path.write_text("单位：亿元\n地区,2023年目标,完成\n子市,12,10\n", "utf-8")
    said = f'indicator = "R&D经费"\nheadings = ["地区", "2022年目标", "完成"]\n{decided}'
    decide(path, said)
    with pytest.raises(KejidataError, match="other years than those about which was decided"):
        kejidata.read_table(path, own=True)
    decide(path, said.replace("2022", "2023"))
    assert set(kejidata.read_table(path, own=True)["period"]) == {"2023"}


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("单位：亿元\n地区,2023年目标,完成\n子市,12,10\n", ["--period", "2023"]),
        ("单位：亿元\n地区,完成,2022年目标\n子市,10,12\n", []),
    ],
)
def test_what_no_longer_holds_names_the_command_that_mends_it(tmp_path, text, given):
    path = tmp_path / "a.csv"
    path.write_text("单位：亿元\n地区,2022年目标,完成\n子市,12,10\n", "utf-8")
    first = ["--indicator", "R&D经费", "--period", "2022", "--keep"]
    assert main(["tables", str(path), *first]) == 0
    path.write_text(text, "utf-8")
    with pytest.raises(KejidataError, match=" --keep`"):
        kejidata.read_table(path, own=True)
    assert main(["tables", str(path), *given, "--keep"]) == 0
    assert set(kejidata.read_table(path, own=True)["value"]) == {12, 10}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("地区,总额,位次,增速(%)\n子市,11,1,10\n", "layout of the table is not the one"),
        ("地区,总额(万元),增速(%)\n子市,110000,10\n", "layout of the table is not the one"),
        ("单位：万元\n地区,总额,增速(%)\n子市,110000,10\n", "unit changes nothing"),
        ("地区,增速(%),总额\n子市,10,11\n", "layout of the table is not the one"),
        ("地区,总额,增速(%)\n子市,11,10\n", ""),
    ],
)
def test_next_year_s_file_reads_alike_or_says_what_changed(tmp_path, text, said):
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    given = 'indicator = "R&D经费"\nperiod = "2023"\nunit = "亿元"\n'
    decide(path, given + 'headings = ["地区", "总额", "增速(%)"]\n')
    if said:
        with pytest.raises(KejidataError, match=said):
            kejidata.read_table(path, own=True)
        return
    frame = kejidata.read_table(path, own=True)
    assert frame["measure"].tolist() == ["value", "growth_rate"]
    assert frame["value"].tolist() == [11, 10]


def test_one_block_of_several(tmp_path):
    path = tmp_path / "a.csv"
    text = "地区,R&D经费(亿元)\n子市,12\n\n地区,R&D经费(万元)\n子市,110000\n"
    path.write_text(text, "utf-8")
    decide(path, 'block = 1\nperiod = "2023"\n')
    frame = kejidata.read_table(path, own=True)
    assert frame["value"].tolist() == [12]
    assert frame.attrs["unread"] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sheet = [1]", "sheet"),
        ("colour = 'red'", "colour"),
        ("block = 9", "blocks"),
        ("period = 2023", "period"),
        ("= x", "not TOML"),
        ('[meanings]\n"没有" = "地区"', "没有"),
    ],
)
def test_decisions_that_are_none_are_named(table, text, said):
    decide(table, text)
    with pytest.raises(KejidataError, match=r"done\.csv\.table\.toml") as refused:
        kejidata.read_table(table, own=True, indicator="技术合同成交额(亿元)", period=2023)
    assert said in str(refused.value)


def test_the_command_shows_and_keeps(table, capsys):
    table.write_text(TEXT.replace(",备查", "").replace(",x", "").replace(",y", ""), "utf-8")
    assert main(["tables", str(table)]) == 0
    assert "不能读：" in capsys.readouterr().out
    given = ["--indicator", "技术合同成交额(亿元)", "--period", "2023"]
    assert main(["tables", str(table), *given, "--keep"]) == 0
    assert "读了 6 个数，没有读的 0 个" in capsys.readouterr().out
    assert len(kejidata.read_table(table, own=True)) == 6


def test_what_was_kept_is_refreshed_until_somebody_edits_it(table, capsys):
    table.write_text("地区,总额\n子市,6\n", "utf-8")
    beside = table.with_name(f"{table.name}.table.toml")
    assert (
        main(["tables", str(table), "--indicator", "技术合同成交额", "--unit", "亿元", "--keep"])
        == 0
    )
    table.write_text("地区,总量\n子市,7\n", "utf-8")
    assert main(["tables", str(table), "--period", "2023", "--unit", "万元", "--keep"]) == 0
    assert beside.read_text("utf-8").split("\n[")[0] == (
        'indicator = "技术合同成交额"\nperiod = "2023"\nunit = "万元"\n'
        'headings = [\n    "地区",\n    "总量",\n]\n'
    )
    beside.write_text("# 备查\n" + beside.read_text("utf-8"), "utf-8")
    edited = beside.read_bytes()
    capsys.readouterr()
    assert main(["tables", str(table), "--period", "2022", "--keep"]) == 1
    assert "这张表的决定经人改过" in capsys.readouterr().err
    assert beside.read_bytes() == edited


def test_a_preview_names_columns_totals_and_what_is_left_out(tmp_path):
    path = tmp_path / "a.csv"
    text = "表1\n单位：万元\n地区,R&D经费,孵化工位数(个)\n全市,600,3\n苏南\n子市,600,3\n注：略\n"
    path.write_text(text, "utf-8")
    shown = str(kejidata.preview_table(path, period=2023, lang="en"))
    for line in (
        "block 1: header in line 3, 2 rows in lines 4 to 6",
        "unit of the whole table: 万元",
        "A  region",
        "B  R&D经费: rd_expenditure, 2023",
        "C  孵化工位数(个): 孵化工位数 (not in the registry), 2023, 个",
        "total: line 4, 全市, 600, 3",
        "skipped: line 5, 苏南",
        "outside the tables: line 7, 注：略",
        "4 figures are read, 0 are not",
    ):
        assert line in shown
    assert "<pre>" in kejidata.preview_table(path, period=2023)._repr_html_()


@pytest.mark.parametrize(
    "text",
    [
        "地区,2022,2023\n子市,10,12\n",
        "单位：亿元\n年份,子市,丑市\n2022,10,12\n",
        "地区,年份,数值\n子市,2022,10\n",
    ],
)
def test_the_preview_tells_an_indicator_given_that_is_unknown(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    unit = "" if "单位" in text else "(亿元)"
    shown = str(kejidata.preview_table(path, indicator=f"没有的指标{unit}", lang="en"))
    assert "没有的指标 (not in the registry)" in shown
    known = str(kejidata.preview_table(path, indicator=f"研发经费{unit}", lang="en"))
    assert " rd_expenditure" in known
    assert "not in the registry" not in known


@pytest.mark.parametrize(
    ("total", "given", "asked"),
    [("全市", "", True), ("合 计", "", True), ("全市", "南通", False), ("全国", "", False)],
)
def test_a_preview_asks_of_which_region_a_total_is_as_the_build_does(
    tmp_path: Path, total: str, given: str, asked: bool
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"地区,2023年R&D经费(亿元)\n{total},61.05\n如皋市,20.1\n", "utf-8")
    shown = str(kejidata.preview_table(path, region=given, lang="en"))
    assert f"total: line 2, {total}" in shown or not asked
    assert ("of which region the total is" in shown) == asked
    if asked:
        with pytest.raises(KejidataError, match="does not know this label"):
            kejidata.read_table(path)
    else:
        assert len(kejidata.read_table(path, region=given)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "地区,R&D经费(亿元),增速(%),位次\n子市,12.5,3.2,3\n",
        "地区,R&D经费(亿元),与上年相比\n子市,12.5,3.2\n",
        "甲,R&D经费(亿元)\n一,12.5\n",
    ],
)
def test_the_preview_tells_a_refusal_once(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    shown = str(kejidata.preview_table(path, period=2023, lang="en"))
    with pytest.raises(KejidataError) as refused:
        kejidata.read_table(path, period=2023, own=True)
    assert shown.count(str(refused.value).splitlines()[0]) == 1


@pytest.mark.root_project
def test_the_build_uses_decisions(tmp_path, root):
    shutil.copytree(root / "data", tmp_path / "data")
    for name in ("kejidata.toml",):
        if (root / name).exists():
            shutil.copy(root / name, tmp_path / name)
    table = tmp_path / "data" / "raw" / "tables" / "extra.csv"
    data = "地区,2020年\n南通市,2.56\n".encode()
    table.write_bytes(data)
    card = (root / "data/raw/tables/bulletins.csv.card.toml").read_text("utf-8")
    old = hashlib.sha256((root / "data/raw/tables/bulletins.csv").read_bytes()).hexdigest()
    card = card.replace(old, hashlib.sha256(data).hexdigest()).replace("bulletins.csv", "extra.csv")
    (table.parent / "extra.csv.card.toml").write_text(card, "utf-8")
    decide(table, 'indicator = "R&D经费投入强度(%)"\nsource = "nantong_rd_2020"\n')
    assert (
        assemble.processed(tmp_path)["observations.csv"]
        == assemble.processed(root)["observations.csv"]
    )


def test_a_table_without_a_decided_source_keeps_that_of_its_file(table):
    decide(table, DECIDED)
    found = reading.read(table, registry.current(), Given(source="done"), own=True).observations
    assert {one.source for one in found} == {"done"}
    decide(table, DECIDED.replace("headings", 'source = "office"\nheadings'))
    found = reading.read(table, registry.current(), Given(source="done"), own=True).observations
    assert {one.source for one in found} == {"office"}


def test_the_command_knows_what_was_registered_since_the_last_build(
    made_project, tmp_path, monkeypatch, capsys
):
    root = Path(shutil.copytree(made_project, tmp_path / "office"))
    table = root / "data" / "raw" / "registry" / "indicators.csv"
    row = table.read_text("utf-8").splitlines()[1]
    code, own, english, *rest = row.split(",")
    new = ",".join((f"reef_{code}", f"礁石{own}", f"Reef {english}", *rest))
    table.write_text(f"{table.read_text('utf-8')}{new}\n", "utf-8")
    asked = root / "own.csv"
    asked.write_text("地区,年份,礁石海洋实验室数（家）\n鄞州区,2023,6\n", "utf-8")
    monkeypatch.chdir(root)
    assert main(["tables", "own.csv"]) == 0
    assert "reef_marine_labs, 家" in capsys.readouterr().out


@pytest.mark.parametrize(("year", "kept"), [("2023", True), ("2024", False)])
def test_a_period_that_was_kept_under_a_title_is_not_that_of_next_year_s_title(
    tmp_path, year, kept
):
    path, text = tmp_path / "a.csv", "{}年各市R&D经费,\n地区,R&D经费(亿元)\n子市,12\n"
    path.write_text(text.format(2023), "utf-8")
    assert main(["tables", str(path), "--period", "2023", "--keep"]) == 0
    path.write_text(text.format(year), "utf-8")
    if kept:
        assert kejidata.read_table(path, own=True)["period"].tolist() == ["2023"]
        return
    with pytest.raises(KejidataError, match="title names another year(.|\n)*--period YEAR --keep"):
        kejidata.read_table(path, own=True)
    assert main(["tables", str(path), "--period", year, "--keep"]) == 0
    assert kejidata.read_table(path, own=True)["period"].tolist() == [year]


@pytest.fixture
def workbook(tmp_path):
    """Return a workbook of two tables: amounts in 万元 (10,000 yuan), and firms."""
    path = tmp_path / "年报[1].xlsx"
    book = openpyxl.Workbook()
    spent, firms = book.active, book.create_sheet("企业")
    spent.title = "经费"
    for sheet, rows in (
        (
            spent,
            [["单位：万元"], ["地区", "2022年R&D经费", "2023年R&D经费"], ["海安市", 18000, 20100]],
        ),
        (firms, [["地区", "2023年高新技术企业总数(家)"], ["全市", 233], ["海安市", 51]]),
    ):
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_each_sheet_of_a_workbook_has_its_decisions(workbook, capsys):
    for arguments in (["--sheet", "经费"], ["--sheet", "2", "--region", "南通市"]):
        assert main(["tables", str(workbook), *arguments, "--keep"]) == 0
    assert capsys.readouterr().err == ""
    # Neither is told that its layout is not that of the other.
    assert len(kejidata.read_table(workbook, sheet=1, own=True)) == 2
    read = kejidata.read_table(workbook, sheet="企业", own=True)
    assert read[["region", "value"]].values.tolist() == [["320600", 233], ["320685", 51]]
    assert main(["tables", str(workbook), "--sheet", "1", "--keep"]) == 0
    names = sorted(path.name for path in workbook.parent.glob("*.toml"))
    assert names == ["年报[1].xlsx.2.table.toml", "年报[1].xlsx.table.toml"]
    assert not reading.names_sources(workbook)
    with pytest.raises(KejidataError, match="several sheets of the workbook hold tables"):
        kejidata.read_table(workbook, own=True)


def test_the_build_reads_each_sheet_that_was_decided_on(workbook):
    decide(workbook, 'sheet = "经费"\nsource = "nantong_rd_2020"\n')
    second = workbook.with_name(workbook.name + ".2.table.toml")
    told = 'sheet = "企业"\nregion = "南通市"\nsource = "nantong_rd_2020"\n'
    second.write_text(told, "utf-8")
    every = [sheet.observations for sheet in reading.read_decided(workbook, registry.current())]
    found = [(one.indicator, one.period, float(one.value)) for sheet in every for one in sheet]
    assert found == [
        ("rd_expenditure", "2022", 1.8),
        ("rd_expenditure", "2023", 2.01),
        ("hnte_total", "2023", 233),
        ("hnte_total", "2023", 51),
    ]
