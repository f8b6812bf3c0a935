import csv
import hashlib
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from second_project import CARD

import kejidata
from kejidata.build import assemble, merge
from kejidata.build.cards import write_card
from kejidata.errors import KejidataError
from kejidata.model.next_registry import known_to as registry_of
from kejidata.model.observations import Observation

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(made_project, tmp_path):
    return Path(shutil.copytree(made_project, tmp_path / "copy"))


@pytest.fixture
def before(made_project):
    return content(made_project)


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


def test_names_of_an_older_base_in_the_processed_data_do_not_stop_the_build(copy, before):
    path = copy / "data" / "processed" / "indicators.csv"
    head, (code, _, *rest), *others = csv.reader(path.read_text("utf-8").splitlines())
    # A version before gave this code a name that the base has for another.
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, [code, "专利授权数", *rest], *others])
    with kejidata.use_project(copy):
        with pytest.raises(KejidataError):
            kejidata.indicators()
        assert assemble.processed(copy) == before


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


def test_a_second_build_changes_nothing(copy, before):
    assert assemble.build(copy) is False
    (copy / "data" / "processed" / "observations.csv").unlink()
    assert assemble.build(copy) is True
    assert content(copy) == before


SPENT = "江北区,R&D经费,2023,"


def test_a_changed_raw_value_is_shown_by_check_and_reaches_the_build(copy):
    edit(copy, "tables/spending.csv", f"{SPENT}24.5,", f"{SPENT}24.6,")
    with pytest.raises(KejidataError, match="not what the raw material gives") as caught:
        assemble.check(copy)
    assert ",24.5," in str(caught.value)
    assert ",24.6," in str(caught.value)
    assert assemble.build(copy) is True
    assert b",24.6," in content(copy)["observations.csv"]
    assemble.check(copy)


def said_twice(figure):
    """Return what edits a table so that it states what the report states as 72.6."""
    return ("tables/spending.csv", SPENT, f"鄞州区,R&D经费,2023,{figure},亿元,yearbook\n{SPENT}")


@pytest.mark.parametrize(
    ("finer", "step"), [("72.60", "0.01"), ("72.62", "0.01"), ("72.649", "0.001")]
)
def test_one_figure_told_with_two_precisions_is_no_contradiction(copy, finer, step):
    edit(copy, *said_twice(finer))
    assert assemble.build(copy) is True
    assert f",{finer},亿元,{step},".encode() in content(copy)["observations.csv"]


def test_a_report_keeps_all_that_it_states_where_a_table_says_it_more_finely(copy):
    edit(copy, *said_twice("72.62"))
    assemble.build(copy)
    report = next((copy / "data" / "raw" / "reports").glob("*.txt")).stem

    def spent(sources):
        with kejidata.use_project(copy):
            found = kejidata.load(sources=sources, indicators="rd_expenditure", regions="330212")
            kept = found[(found["period"] == "2023") & (found["measure"] == "value")]
            return kept[["value", "step", "source"]].values.tolist()

    assert spent(None) == spent([report, "yearbook"]) == [[72.62, 0.01, "yearbook"]]
    assert spent("yearbook") == [[72.62, 0.01, "yearbook"]]
    assert spent(report) == [[72.6, 0.1, report]]
    with kejidata.use_project(copy):
        outlook = kejidata.target_outlook(kejidata.load(sources=report))
        target = outlook[outlook["indicator"] == "rd_expenditure"].iloc[0]
        words = kejidata.narrative.outlook(outlook, lang="zh").source_of("72.6")
    assert (target["target"], target["last_value"], target["reason"]) == (80, 72.6, "")
    assert "R&D经费72.6亿元" in words


def test_a_table_keeps_what_another_says_more_finely(made_project):
    known = registry_of(made_project)
    one, two = known.sources["id"][:2]

    def stated(source, value, step):
        told = ("330212", "rd_expenditure", "2023", "value", Decimal(value), "亿元", Decimal(step))
        return Observation(*told, "exact", "", "", 2024, source, "")

    fine, coarse, same = (
        stated(one, "72.62", "0.01"),
        stated(two, "72.6", "0.1"),
        stated(two, "72.62", "0.01"),
    )
    assert merge.merged([coarse, fine], known, "") == ([fine], [coarse])
    assert merge.merged([same, fine], known, "") == ([fine], [])


def test_a_figure_of_a_table_and_of_the_report_is_told_of_the_report(copy, before):
    edit(copy, *said_twice("72.6"))
    assert assemble.build(copy) is False
    assert content(copy) == before


def test_a_target_told_with_and_without_its_bound_is_one(copy):
    # The text says 80亿元以上 (or more), and a table of targets repeats its number alone.
    target = "鄞州区,R&D经费,2024,80,亿元,yearbook,target,{}"
    path = copy / "data" / "raw" / "tables" / "targets.csv"
    head = "region,indicator,year,value,unit,source,measure,bound\n"
    for bound in ("at_least", "exact"):
        path.write_text(head + target.format(bound) + "\n", "utf-8")
        write_card(path, CARD, None)
        assemble.build(copy)
        assert f",80,亿元,1,{bound},".encode() in content(copy)["observations.csv"]
    path.write_text(head + target.replace("80", "81").format("at_least") + "\n", "utf-8")
    write_card(path, CARD, None)
    with pytest.raises(KejidataError, match=r"80 亿元 \(report_2023: .*\); at_least 81 亿元"):
        assemble.build(copy)


@pytest.mark.parametrize(
    ("bound", "held", "broken"), [("at_least", "70", "73"), ("at_most", "73", "72")]
)
def test_a_figure_and_a_bound_that_it_keeps_are_one(copy, before, bound, held, broken):
    # 突破70亿元，达72.6亿元: it exceeded 70 and came to 72.6.
    path = copy / "data" / "raw" / "tables" / "bounds.csv"
    head = "region,indicator,year,value,unit,source,bound\n鄞州区,R&D经费,2023,"
    for value in (held, "72.6", broken):
        path.write_text(f"{head}{value},亿元,yearbook,{bound}\n", "utf-8")
        write_card(path, CARD, None)
        if value != broken:
            assert assemble.build(copy) is False
            assert content(copy) == before
    with pytest.raises(KejidataError, match=f"{bound} {broken} 亿元"):
        assemble.build(copy)


def test_a_later_figure_that_differs_is_a_revision_or_a_mistake(copy):
    path = copy / "data" / "raw" / "tables" / "flash.csv"
    row = "region,indicator,year,value,unit,source,vintage,status\n" + SPENT + "23,亿元,yearbook,"
    path.write_text(f"{row}2023,\n", "utf-8")
    write_card(path, CARD, None)
    with pytest.raises(KejidataError, match=r"23 亿元 \(yearbook\); 24.5 亿元 \(yearbook\)"):
        assemble.build(copy)
    path.write_text(f"{row}2023,provisional\n", "utf-8")
    write_card(path, CARD, None)
    assert assemble.build(copy) is True


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


SHARE = (
    "share,份额,Share,marine,%,share,1,1,Invented.,,,,,,none,ratio,,,,marine_labs / marine_x,,,\n"
)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("tables/spending.csv", ",24.5,", ",24.5x,", "cell D7 of spending.csv, line 7"),
        ("tables/spending.csv", ",24.5,亿元", ",24.5,家", "column unit"),
        ("tables/spending.csv", "R&D经费,2022", "R&D经费,2021", "lines 2 and 3"),
        ("tables/spending.csv", "江北区,", "江别区,", "column region"),
        ("tables/spending.csv", ",yearbook", ",almanac", "column source"),
        (*said_twice("72.7"), "(report_2023: 鄞州区R&D经费72.6亿元); 72.7 亿元 (yearbook)"),
        ("registry/indicators.csv", "marine_labs,", f"{SHARE}marine_labs,", "marine_x"),
        ("registry/themes.csv", "marine,", "idle,i,I\nmarine,", "themes.csv, line 2: idle"),
        ("registry/sources.csv", "yearbook,", "idle,t,,,,2024,,\nyearbook,", "line 3: idle"),
        ("registry/themes.csv", "Marine science", "=HYPERLINK(1)", "column name_en: '=HYPERLINK"),
        ("registry/themes.csv", "Marine science", "－1+1", "run a cell as a formula"),
        ("reports/report_2023_figures.csv", "72.6亿元,72.6,", "72.6亿元,76.2,", "76.2"),
        ("reports/report_2023_figures.csv", ",hnte_applied,3", ",no_such_code,3", "column code"),
        (
            *("reports/report_2023_figures.csv", ",hnte_applied,3", ",hnte_certified,3"),
            "two rows of one report or table state different figures",
        ),
    ],
)
def test_bad_raw_material_stops_the_build_and_leaves_the_old_data(
    copy, before, name, old, new, said
):
    edit(copy, name, old, new)
    with pytest.raises(KejidataError) as caught:
        assemble.build(copy)
    assert said in str(caught.value)
    assert content(copy) == before


def test_a_figure_without_a_value_is_no_observation(copy, before):
    edit(copy, "tables/spending.csv", ",24.5,", ",…,")
    rows = assemble.processed(copy)["observations.csv"].count(b"\n")
    assert rows == before["observations.csv"].count(b"\n") - 1


def test_the_order_of_raw_rows_does_not_matter(copy, before):
    path = copy / "data" / "raw" / "tables" / "spending.csv"
    _, *lines = path.read_text("utf-8").splitlines(keepends=True)
    edit(copy, "tables/spending.csv", "".join(lines), "".join(reversed(lines)))
    assert assemble.processed(copy) == before


def test_raw_files_may_be_saved_by_excel(copy, before):
    path = copy / "data" / "raw" / "tables" / "spending.csv"
    path.write_bytes(path.read_text("utf-8").replace("\n", "\r\n").encode("gb18030"))
    write_card(path, {}, None)
    assert b'"gb18030"' in path.with_name("spending.csv.card.toml").read_bytes()
    assert assemble.processed(copy) == before
