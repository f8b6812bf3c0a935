import re
import shutil
from pathlib import Path

import pytest

import kejidata
from kejidata.errors import KejidataError
from kejidata.model import registry, registry_file

RAW = Path(__file__).parents[2] / "data" / "raw" / "registry"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(RAW, tmp_path / "registry"))


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_columns_are_those_of_the_design_page():
    page = (Path(__file__).parents[2] / "docs" / "design.md").read_text("utf-8")
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
    assert {codes[registry.fold(label)] for label in labels} == {"rd_intensity"}


def test_labels_are_found_whole_and_never_by_a_piece():
    codes = registry.current().indicator_codes
    assert registry.fold("授权量") not in codes
    assert codes[registry.fold("专利授权量")] != codes[registry.fold("发明专利授权量")]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("indicators", ",count,1,", ",number,1,", "column kind"),
        ("indicators", ",count,1,", ",count,2,", "column direction"),
        ("indicators", ",count,1,0,", ",count,1,x,", "column decimals"),
        ("indicators", "key_indicators", "key_things", "column theme"),
        ("indicators", ",申报高企|", ",GDP|", "column aliases"),
        ("indicators", "hnte_certified,", "hnte_applied,", "column code"),
        ("indicators", "code,", "key,", "columns are not those"),
        ("regions", ",province,000000", ",province,999999", "column parent"),
        ("regions", ",province,", ",state,", "column level"),
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
    edit(path, "高企申报数,,,,", "高企申报数,2016:new rules,,,")
    assert (registry_file.read(folder).indicators["breaks"] != "").sum() == 1
    edit(path, "2016:new rules", "new rules")
    with pytest.raises(KejidataError, match="column breaks"):
        registry_file.read(folder)
    edit(path, "new rules", "16:new rules")
    with pytest.raises(KejidataError, match="ISO 8601"):
        registry_file.read(folder)
