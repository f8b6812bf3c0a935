import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kejidata.build import assemble
from kejidata.build.cards import write_card
from kejidata.errors import KejidataError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for name in ("made.csv", "kejidata.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def edit(root, name, old, new):
    """Change a raw file and write its card's hash anew, as a careful hand would."""
    path = root / "data" / "raw" / name
    text = path.read_text("utf-8")
    assert old in text
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(text.replace(old, new, 1).encode())
    card = path.with_name(path.name + ".card.toml")
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    card.write_text(card.read_text("utf-8").replace(before, after), "utf-8")


def content(root):
    folder = root / "data" / "processed"
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_committed_data_is_what_the_raw_material_gives():
    assemble.check(ROOT)
    assert assemble.processed(ROOT) == content(ROOT)


def test_bytes_depend_neither_on_hashing_nor_on_the_locale():
    code = (
        "import hashlib, pathlib, sys; from kejidata.build import assemble;"
        "files = assemble.processed(pathlib.Path(sys.argv[1]));"
        "print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [sys.executable, "-c", code, str(ROOT)]
    other = subprocess.run(command, env=env, capture_output=True, check=True, text=True).stdout
    # The test above holds what is committed to what this process gives, under its own seed.
    digest = hashlib.sha256(repr(sorted(content(ROOT).items())).encode()).hexdigest()
    assert other.strip() == digest


def test_a_second_build_changes_nothing(copy):
    assert assemble.build(copy) is False
    (copy / "data" / "processed" / "observations.csv").unlink()
    assert assemble.build(copy) is True
    assert content(copy) == content(ROOT)


@pytest.mark.root_project
def test_a_changed_raw_value_is_shown_by_check_and_reaches_the_build(copy):
    edit(copy, "tables/bulletins.csv", "2020,24393.1,", "2020,24393.2,")
    with pytest.raises(KejidataError, match="not what the raw material gives") as caught:
        assemble.check(copy)
    assert "24393.1" in str(caught.value)
    assert "24393.2" in str(caught.value)
    assert assemble.build(copy) is True
    assert b",24393.2," in content(copy)["observations.csv"]
    assemble.check(copy)


@pytest.mark.root_project
@pytest.mark.parametrize("finer", ["3438.60", "3438.62", "3438.649"])
def test_one_figure_told_with_two_precisions_is_no_contradiction(copy, finer):
    edit(copy, "tables/jiangsu_cities.csv", "3438.6,", f"{finer},")
    assert assemble.build(copy) is True
    assert (
        f",{finer},亿元,0.{'0' * (len(finer) - 6)}1,".encode() in content(copy)["observations.csv"]
    )


@pytest.mark.root_project
def test_a_figure_of_a_table_and_of_the_report_is_told_of_the_report(copy):
    # The report states 107 certified firms; a table that repeats them takes nothing from it.
    again = copy / "data" / "raw" / "tables" / "again.csv"
    again.write_text("地区,年份,高新技术企业认定数(家)\n如皋市,2020,107\n", "utf-8")
    sources = copy / "data" / "raw" / "registry" / "sources.csv"
    head, *rows = sources.read_text("utf-8").splitlines()
    new = "again,再说一遍,Again,某局,Bureau,2021,,"
    sources.write_text("\n".join([head, new, *rows, ""]), "utf-8")
    for path in (again, sources):
        write_card(path, {"producer": "某局", "title": "t", "licence": "not stated"}, None)
    before = content(copy)["observations.csv"]
    assemble.build(copy)
    assert content(copy)["observations.csv"] == before


def test_files_that_are_missing_or_too_many_are_shown(copy):
    folder = copy / "data" / "processed"
    (folder / "themes.csv").unlink()
    (folder / "more.csv").write_text("x\n")
    with pytest.raises(KejidataError) as caught:
        assemble.check(copy)
    assert "themes.csv: missing" in str(caught.value)
    assert "more.csv: not built from anything" in str(caught.value)


def test_other_line_ends_are_a_difference(copy):
    path = copy / "data" / "processed" / "themes.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(KejidataError, match=r"themes\.csv: the line ends differ"):
        assemble.check(copy)


@pytest.mark.root_project
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("tables/bulletins.csv", "24393.1", "24393.1x", "cell D162 of bulletins.csv, line 162"),
        ("tables/bulletins.csv", "24393.1,亿元", "24393.1,家", "column unit"),
        ("tables/jiangsu_cities.csv", "南京市,", "苏州市,", "lines 2 and 3"),
        (
            "tables/bulletins.csv",
            "北京,R&D经费,2016",
            "北京,R&D经费,2015",
            "1484.6 in bulletin_2016",
        ),
        ("tables/national_statements.csv", "2.24,%,revised", "2.24,%,", "2.24 in bulletin_2020"),
        ("tables/bulletins.csv", "北京,", "北平,", "column region"),
        ("tables/bulletins.csv", ",bulletin_2015", ",bulletin_1915", "column source"),
        ("tables/jiangsu_cities.csv", "3438.6", "3438.7", "3438.6 in bulletin_2021, 3438.7 in"),
        ("registry/indicators.csv", "express_lent_value / ", "express_a / ", "express_a"),
        ("registry/themes.csv", "key_i", "idle,i,I\nkey_i", "themes.csv, line 2: idle"),
        ("registry/sources.csv", "rugao_2020,", "idle,t,p,2020,,\nrugao_2020,", "idle"),
        ("registry/themes.csv", "Key indicators", "=HYPERLINK(1)", "column name_en: '=HYPERLINK"),
        ("registry/themes.csv", "Key indicators", "－1+1", "run a cell as a formula"),
        ("reports/rugao_2020_figures.csv", "26.82亿元,26.82,", "26.82亿元,26.28,", "26.28"),
        ("reports/rugao_2020_figures.csv", ",hnte_applied,", ",no_such_code,", "column code"),
    ],
)
def test_bad_raw_material_stops_the_build_and_leaves_the_old_data(copy, name, old, new, said):
    edit(copy, name, old, new)
    with pytest.raises(KejidataError) as caught:
        assemble.build(copy)
    assert said in str(caught.value)
    assert content(copy) == content(ROOT)


@pytest.mark.root_project
def test_a_figure_without_a_value_is_no_observation(copy):
    edit(copy, "tables/bulletins.csv", "2020,24393.1,", "2020,…,")
    rows = assemble.processed(copy)["observations.csv"].count(b"\n")
    assert rows == content(ROOT)["observations.csv"].count(b"\n") - 1


@pytest.mark.root_project
def test_the_order_of_raw_rows_does_not_matter(copy):
    for name in ("bulletins", "nantong_counties"):
        path = copy / "data" / "raw" / "tables" / f"{name}.csv"
        head, *lines = path.read_text("utf-8").splitlines(keepends=True)
        edit(copy, f"tables/{name}.csv", "".join(lines), "".join(reversed(lines)))
    assert assemble.processed(copy) == content(ROOT)


@pytest.mark.root_project
def test_raw_files_may_be_saved_by_excel(copy):
    path = copy / "data" / "raw" / "tables" / "jiangsu_cities.csv"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("gb18030"))
    card = path.with_name(path.name + ".card.toml")
    text = card.read_text("utf-8").replace('"utf-8"', '"gb18030"')
    card.write_text(text.replace(before, hashlib.sha256(path.read_bytes()).hexdigest()), "utf-8")
    assert assemble.processed(copy) == content(ROOT)
