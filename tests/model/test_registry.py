import csv
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import kejidata
from kejidata.errors import KejidataError
from kejidata.model import kept_registry, region_lookup, regions, registry, registry_file
from kejidata.model.labels import fold

ROWS = {
    "indicators": [
        {"code": "hnte_applied", "theme": "lending"},
        {"code": "tech_contract_value", "aliases": "合同成交额"},
        {
            "code": "seed_loans",
            "name_zh": "苗贷投放额",
            "name_en": "Seed loans lent",
            "theme": "lending",
            "unit": "亿元",
            "kind": "amount",
            "direction": "1",
            "decimals": "4",
            "definition": "Invented.",
            "aliases": "苗贷|苗圃贷",
            "price_basis": "current",
            "timing": "flow",
            "pattern_zh": "发放苗贷{value}",
            "pattern_en": "{value} was lent as seed loans",
        },
        {
            "code": "seed_firms",
            "name_zh": "苗贷企业数",
            "name_en": "Firms with seed loans",
            "theme": "lending",
            "unit": "家",
            "kind": "count",
            "direction": "1",
            "decimals": "0",
            "definition": "Invented.",
            "aliases": "苗贷户",
            "price_basis": "none",
            "timing": "flow",
        },
    ],
    "themes": [{"code": "lending", "name_zh": "苗贷", "name_en": "Lending"}],
    "regions": [{"code": "320612"}],
    "sources": [{"id": "report", "title": "总结", "published": "2021"}],
}
"""A project's registry, made for these tests."""


@pytest.fixture
def folder(tmp_path):
    for name, rows in ROWS.items():
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            columns = registry_file.COLUMNS[name]
            table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            table.writeheader()
            table.writerows(rows)
    return tmp_path


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_columns_are_those_of_the_design():
    page = (Path(__file__).parents[2] / "docs/design/observations.md").read_text("utf-8")
    flat = " ".join(page.split())
    for name, columns in registry_file.COLUMNS.items():
        said = re.search(rf"`{name}\.csv` \(([^)]*)\)", flat)
        assert said, name
        assert tuple(said[1].split(", ")) == columns


def test_the_frames_have_these_columns_and_no_gaps():
    for name, frame in (
        ("indicators", kejidata.indicators()),
        ("regions", kejidata.regions()),
        ("sources", kejidata.sources()),
        ("themes", registry.themes()),
    ):
        assert tuple(frame.columns) == registry_file.COLUMNS[name]
        assert not frame.isna().any().any()


def test_a_reader_may_change_a_frame_without_harm():
    frame = kejidata.regions()
    frame.loc[:, "name_en"] = "x"
    assert (kejidata.regions()["name_en"] != "x").all()


@pytest.mark.parametrize(
    "pattern",
    [
        "放贷",
        "放贷{amount}",
        "放贷{value}和{value}",
        "放贷{value",
        "{value:firm|firms}",
        "{value:a|b|c}{value}",
    ],
)
def test_a_pattern_without_its_figure_is_refused_with_its_row(folder, pattern):
    edit(folder / "indicators.csv", "发放苗贷{value}", pattern)
    line = (folder / "indicators.csv").read_text("utf-8").split("seed_loans,")[0].count("\n") + 1
    with pytest.raises(KejidataError, match="write {value} once") as caught:
        registry_file.read(folder)
    assert f"indicators.csv, line {line}, column pattern_zh" in str(caught.value)


def test_a_registry_without_patterns_has_empty_ones(folder):
    path = folder / "indicators.csv"
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(row[:-2] for row in rows)
    own = registry_file.read(folder).indicators.set_index("code")
    # The base goes on telling its own: it lies under a project's empty cells.
    assert own.loc["hnte_certified", "pattern_zh"] == "认定高新技术企业{value}"
    assert own.loc["seed_loans", "pattern_zh"] == ""


@pytest.mark.root_project
def test_regions_are_the_nation_provinces_cities_and_counties():
    regions = kejidata.regions()
    assert regions["level"].value_counts().to_dict() == {
        "province": 31,
        "city": 13,
        "county": 7,
        "nation": 1,
    }
    names = regions.set_index("name_en")["code"]
    assert (names["Shanxi"], names["Shaanxi"], names["Inner Mongolia"]) == (
        "140000",
        "610000",
        "150000",
    )
    assert dict(zip(regions["short_zh"], regions["code"], strict=True))["海门"] == "320614"


def test_one_code_for_every_way_to_write_the_intensity():
    codes = registry.current().indicator_codes
    labels = [
        "R&D经费投入强度",
        "全社会研发投入占GDP比重",
        "R&D占GDP比重",
        "Ｒ＆Ｄ经费与ＧＤＰ之比",
    ]
    assert {codes[fold(label)] for label in labels} == {"rd_intensity"}


def test_labels_are_found_whole_and_never_by_a_piece():
    codes = registry.current().indicator_codes
    assert fold("授权量") not in codes
    assert codes[fold("专利授权量")] != codes[fold("发明专利授权量")]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("indicators", ",count,1,", ",number,1,", "column kind"),
        ("indicators", ",count,1,", ",count,2,", "column direction"),
        ("indicators", ",count,1,0,", ",count,1,x,", "column decimals"),
        ("indicators", "lending", "borrowing", "column theme"),
        ("indicators", ",合同成交额,", ",GDP,", "column aliases"),
        ("indicators", ",苗贷户,", ",苗贷,", "column aliases"),
        ("indicators", "seed_firms,", "seed_loans,", "column code"),
        ("indicators", "hnte_applied,,,lending,,", "hnte_applied,,,,万家,", "column unit"),
        ("indicators", "hnte_applied,,,lending,,,", "hnte_applied,,,,,amount,", "kind"),
        ("indicators", ",current,flow,", ",old,flow,", "column price_basis"),
        ("indicators", ",current,flow,", ",current,always,", "column timing"),
        ("indicators", "code,", "key,", "columns are not those"),
        ("regions", "320612,,,,,,", "320612,,,,,999999,", "column parent"),
        ("regions", "320612,,,,,,", "320612,,,,state,,", "column level"),
        ("regions", "320612,", "320671,区,区,Zone,county,320600,通州\n320612,", "column short_zh"),
        ("sources", ",2021,", ",soon,", "column published"),
    ],
)
def test_a_broken_registry_is_refused_with_its_place(folder, name, old, new, said):
    edit(folder / f"{name}.csv", old, new)
    with pytest.raises(KejidataError, match=rf"{name}\.csv") as caught:
        registry_file.read(folder)
    assert said in str(caught.value)


def test_a_break_names_a_period_and_what_changed(folder):
    path = folder / "indicators.csv"
    edit(path, ",合同成交额,,", ",合同成交额,2016:new rules,")
    assert (registry_file.read(folder).indicators["breaks"] != "").sum() == 1
    edit(path, "2016:new rules", "new rules")
    with pytest.raises(KejidataError, match="column breaks"):
        registry_file.read(folder)
    edit(path, "new rules", "16:new rules")
    with pytest.raises(KejidataError, match="ISO 8601"):
        registry_file.read(folder)


def test_a_project_s_row_takes_from_the_base_what_it_leaves_empty(folder):
    path = folder / "indicators.csv"
    rows = registry_file.read(folder).indicators.set_index("code")
    assert rows.index[0] == "hnte_applied"
    assert rows.loc["hnte_applied", "theme"] == "lending"
    assert rows.loc["hnte_applied", "unit"] == "家"
    assert "认定登记" not in path.read_text("utf-8")
    assert {"合同成交额", "技术合同成交金额"} <= {
        *rows.loc["tech_contract_value", "aliases"].split("|")
    }
    assert rows.loc["rd_expenditure_firms", "theme"] == "rd_input"
    known = registry_file.read(folder).indicator_codes
    assert known[fold("合同成交额")] == known[fold("技术合同成交额")]


def test_another_unit_goes_with_a_definition_of_its_own(folder):
    own = "Applicants of the year in thousands."
    edit(folder / "indicators.csv", "hnte_applied,,,lending,,", "hnte_applied,,,,千家,")
    with pytest.raises(KejidataError, match="千家 here, 家 there"):
        registry_file.read(folder)
    edit(folder / "indicators.csv", "千家,,,,", f"千家,,,,{own}")
    row = registry_file.read(folder).indicators.set_index("code").loc["hnte_applied"]
    assert (row["unit"], row["definition"], row["kind"]) == ("千家", own, "count")


def test_a_label_of_the_base_is_named_with_both_files(folder):
    line = "pilot_lines,GDP,Pilot lines,lending,条,count,1,0,Lines.,,,,,,none,stock,,,,"
    with (folder / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(KejidataError) as caught:
        registry_file.read(folder)
    said = str(caught.value)
    assert "indicators.csv, line 6, column name_zh" in said
    assert "kejidata/registry/indicators.csv, line" in said
    assert ": gdp" in said


def test_a_region_of_the_project_s_own_is_a_member_and_a_shared_name_is_none(folder):
    with (folder / "regions.csv").open("a", encoding="utf-8") as file:
        file.write("320671,南通开发区,开发区,Nantong ETDZ,county,320600,\n")
        file.write("320106,,,,,,\n350102,,,,,,\n")
    known = registry_file.read(folder)
    assert len(regions.members(known, "320600", 2019)) == 9
    assert regions.code_of(known, "南通开发区") == "320671"
    with pytest.raises(KejidataError, match="350102"):
        regions.code_of(known, "鼓楼区")
    assert regions.code_of(known, "鼓楼区", within="南京") == "320106"
    assert regions.code_of(replace(known, place="350104"), "鼓楼区") == "350102"


@pytest.mark.parametrize(
    ("place", "code"),
    [("450300", "450324"), ("451000", "450324"), ("513200", ""), ("320682", ""), ("", "")],
)
def test_a_word_for_a_total_is_a_county_in_its_own_province_alone(place, code):
    """全州 is a county of Guangxi, and all of a prefecture elsewhere."""
    known = replace(registry.current(), place=place)
    assert regions.code_of(known, "全州") == code
    assert regions.code_of(known, "全州县") == "450324"
    assert regions.code_of(known, "全国") == "000000"
    assert regions.code_of(known, "全州", within="450000") == "450324"


@pytest.mark.parametrize(
    "label",
    [320682, 320682.0, np.float64(320682), "320682.0", "320682000000", 320682000000, " 如皋 "],
)
def test_a_code_in_any_form_is_the_division(label):
    assert region_lookup.region_code(label) == "320682"


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("江蘇", "320000"),
        ("江蘇省", "320000"),
        ("全國", "000000"),
        ("海門市", "320614"),
        ("320684", "320614"),
        ("广西壮族自治区", "450000"),
        ("Xizang", "540000"),
        ("浉河区", "411502"),
        ("某镇", "某镇"),
        ("320682100000", "320682100000"),
    ],
)
def test_a_label_in_either_script_is_the_division(label, code):
    assert region_lookup.region_code(label) == code


def test_a_registry_is_read_anew_where_its_files_changed(folder):
    known = kept_registry.kept(folder, "320612")
    assert kept_registry.kept(folder, "320612") is known
    sources = folder / "sources.csv"
    sources.write_text(sources.read_text("utf-8").replace("2021", "2022"), "utf-8")
    found = kept_registry.kept(folder, "320612")
    assert (known.sources["published"].item(), found.sources["published"].item()) == (2021, 2022)
    assert kept_registry.kept(folder, "").place == ""
