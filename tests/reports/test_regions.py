"""Whose figure, and among whom a rank is counted."""

import csv

import pytest
from second_project import INDICATOR, REGION, THEME

from kejidata import use_project
from kejidata.model.registry_file import COLUMNS
from kejidata.reports import draft_of


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("通过数位居南通第二", "320600"),
        ("营业收入位于南通九县（市、区）第二位", "320600"),
        ("创新能力居全省第3", "全省"),
        ("创新指数列全国第16位", "全国"),
        ("专利第一", ""),
    ],
)
def test_a_rank_says_among_whom(text, among):
    known = {"000000": "全国"}
    row = draft_of(text + "。").iloc[0]
    assert known.get(row["among"], row["among"]) == among


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("经费居前三位的是成都、绵阳、德阳", "成都、绵阳、德阳"),
        ("经费第一位的是成都", "510100"),
        ("经费前2位的市为太原（119亿元）、临汾（27亿元）", "太原等"),
        ("经费居全省第三位", ""),
    ],
)
def test_a_rank_that_others_hold_is_none_of_the_report_s_own_place(text, region):
    draft = draft_of(text + "。")
    assert draft.loc[draft["measure"] == "rank", "region"].tolist() == [region]


def test_a_paragraph_of_a_region_gives_it_to_its_figures():
    draft = draft_of("黄埔区：专利120件，增长5%。\n如皋市：专利80件。\n专利200件。")
    assert draft["region"].tolist() == ["440112", "440112", "320682", ""]


def test_only_so_many_in_a_region_is_a_figure_of_that_region():
    assert draft_of("南通仅3家获得该类立项。").iloc[0]["region"] == "320600"


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        # A zone is no division, and its figures are not those of the city: a reviewer settles them.
        (
            "2023年，潍坊高新技术产业开发区新认定高新技术企业65家，实现营业收入1,234.0亿元。"
            "全市新认定高新技术企业300家。",
            ["潍坊高新技术产业开发区"] * 2 + [""],
        ),
        (
            "全市新认定高新技术企业300家，其中潍坊高新区65家、寿光市30家。",
            ["", "潍坊高新区", "370783"],
        ),
        ("全市专利300件（其中潍坊高新区65件），增长5%。", ["", "潍坊高新区", ""]),
        # Several zones, or those of a level or a province, are no one zone.
        ("潍坊高新区、寿光开发区营业收入120亿元。", [""]),
        ("省级高新区营业收入120亿元。", [""]),
        ("江苏高新区12家。", ["320000"]),
    ],
)
def test_a_zone_has_its_figures_and_the_city_does_not(text, regions):
    assert draft_of(text)["region"].tolist() == regions


def test_the_whole_has_its_own_figure_after_that_of_a_part():
    draft = draft_of("江北区研发经费12亿元。全市研发经费200亿元。江北区专利5件，全市900件。")
    assert draft["region"].tolist() == ["330205", "", "330205", ""]
    assert draft["indicator"].tolist()[1::2] == ["研发经费", "专利"]


def test_a_zone_of_the_project_has_its_code(tmp_path):
    (tmp_path / "kejidata.toml").write_text(
        'title = "t"\nregion = "330200"\nyear = 2023\nlanguages = ["zh"]\n', "utf-8"
    )
    folder = tmp_path / "data" / "raw" / "registry"
    folder.mkdir(parents=True)
    source = {"id": "s", "title": "t", "published": 2024}
    own = {"regions": REGION, "indicators": INDICATOR, "themes": THEME, "sources": source}
    for name, row in own.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, COLUMNS[name], restval="")
            writer.writeheader()
            writer.writerow(row)
    with use_project(tmp_path):
        draft = draft_of("2023年，东钱湖度假区专利65件，增长5%。全市专利900件。")
    assert draft["region"].tolist() == ["330299", "330299", ""]
