"""Which project is in force: from the folder, the environment, a `with` block, or none at all."""

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

import kejidata
from kejidata import KejidataError, project
from kejidata.model import region_lookup, registry
from kejidata.reports.draft import draft_of
from kejidata.wording import names
from kejidata.wording.origins import same_figure

SETTINGS = 'title = "甲县科技指标"\nregion = "330212"\nyear = 2023\n'


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(project.VARIABLE, raising=False)


def make(folder: Path, settings: str = SETTINGS) -> Path:
    folder.mkdir(parents=True)
    (folder / project.FILE).write_text(settings, "utf-8")
    return folder


def test_outside_any_project_there_is_none_and_who_needs_one_is_told_two_ways() -> None:
    assert project.current() is None
    with pytest.raises(KejidataError, match=r"kejidata new.*load_example"):
        project.current_project()


def test_a_project_is_found_from_any_folder_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "目录")
    below = root / "notebooks" / "en"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    found = project.current_project()
    assert (found.root, found.region, found.year) == (root, "330212", 2023)
    assert (found.peers, found.report, found.languages) == ("", "", ("zh",))
    assert found.title == {"zh": "甲县科技指标"}


def test_the_variable_goes_before_the_folder_and_the_block_before_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, named, chosen = (make(tmp_path / name) for name in ("here", "named", "chosen"))
    monkeypatch.chdir(here)
    assert project.current_project().root == here
    monkeypatch.setenv(project.VARIABLE, str(named))
    assert project.current_project().root == named
    with project.use_project(chosen):
        assert project.current_project().root == chosen
        with project.use_project(here):
            assert project.current_project().root == here
        assert project.current_project().root == chosen
    assert project.current_project().root == named


def test_a_block_is_left_behind_also_after_an_error(tmp_path: Path) -> None:
    chosen = make(tmp_path / "chosen")
    with pytest.raises(ZeroDivisionError), project.use_project(chosen):
        raise ZeroDivisionError
    assert project.current() is None


def test_naming_a_folder_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KejidataError, match="no kejidata"), project.use_project(tmp_path / "no"):
        pass
    monkeypatch.setenv(project.VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(KejidataError, match="KEJIDATA_PROJECT=.*nowhere"):
        project.current()


@pytest.mark.root_project
def test_the_example_is_in_force_only_once_asked_for_and_never_before_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.use_example().region == "320682"
    assert project.current_project().region == "320682"
    monkeypatch.chdir(make(tmp_path / "own"))
    assert project.current_project().region == "330212"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("title = ", "not TOML in UTF-8"),
        (SETTINGS.replace("year = 2023\n", ""), "year is missing"),
        (SETTINGS + 'colour = "red"\n', "colour is not known"),
        (
            SETTINGS.replace("2023", '"2023"'),
            "year = '2023' should be a whole number without quotes",
        ),
        (SETTINGS.replace("2023", "true"), "year = True should be a whole number"),
        (SETTINGS + "products = [1]\n", r"products = \[1\] should hold texts"),
        (SETTINGS + 'funnels = [["a"]]\n', r"funnels = .* should hold pairs of texts"),
    ],
)
def test_settings_that_break_a_rule_are_refused_with_file_and_setting(
    tmp_path: Path, settings: str, said: str
) -> None:
    root = make(tmp_path / "own", settings)
    with pytest.raises(KejidataError, match=said) as refused, project.use_project(root):
        pass
    assert str(root / project.FILE) in str(refused.value)


@pytest.fixture
def moved(root: Path, tmp_path: Path) -> Path:
    """Return a project whose registry differs: 苏州 (Suzhou) and a loan scheme have other codes."""
    place = make(tmp_path / "moved")
    (place / "data" / "processed").mkdir(parents=True)
    for path in (root / "data" / "processed").glob("*.csv"):
        text = path.read_text("utf-8")
        text = text.replace("320500", "320599").replace("sukedai_lent", "loans_lent")
        (place / "data" / "processed" / path.name).write_text(text, "utf-8")
    return place


def spoken() -> dict[str, object]:
    """Return what each part of the library says of the same question."""
    frame = pd.DataFrame({"region": ["320500"], "indicator": "x", "period": 2020, "value": [1.0]})
    text = "2020年，全市苏科贷发放金额3.5亿元。"
    return {
        "load": set(kejidata.load()["region"]) & {"320500", "320599"},
        "regions": set(kejidata.regions()["code"]) & {"320500", "320599"},
        "indicators": set(kejidata.indicators()["code"]) & {"sukedai_lent", "loans_lent"},
        "report": set(draft_of(text)["code"]),
        "measure": len(kejidata.rankings(frame)),
        "one place": same_figure(("苏州", "x", "2020", "value"))[0],
        "name": names.region("320500", "en"),
    }


RUGAO = {
    "load": {"320500"},
    "regions": {"320500"},
    "indicators": {"sukedai_lent"},
    "report": {"sukedai_lent"},
    "measure": 13,  # the cities of Jiangsu
    "one place": "320500",
    "name": "Suzhou",
}
MOVED = RUGAO | {
    "load": {"320599"},
    "regions": {"320599"},
    "indicators": {"loans_lent"},
    "report": {"loans_lent"},
    "measure": 14,  # and the project's own member
    "one place": "320599",
    "name": "Suzhou City",  # the short name is that of two places here
}


@pytest.mark.root_project
def test_everything_follows_a_switch_within_one_process(root: Path, moved: Path) -> None:
    for _ in range(2):
        with project.use_project(root):
            assert spoken() == RUGAO
            with project.use_project(moved):
                assert spoken() == MOVED
            assert spoken() == RUGAO


@pytest.mark.root_project
def test_everything_follows_the_folder_and_the_variable(
    root: Path, moved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(moved / "data")
    assert spoken() == MOVED
    monkeypatch.setenv(project.VARIABLE, str(root))
    assert spoken() == RUGAO
    monkeypatch.chdir(root / "notebooks")
    monkeypatch.delenv(project.VARIABLE)
    assert spoken() == RUGAO


@pytest.mark.root_project
def test_each_thread_has_its_own_project(root: Path, moved: Path) -> None:
    both = threading.Barrier(2)

    def ask(place: Path) -> list[dict[str, object]]:
        with project.use_project(place):
            said = []
            for _ in range(3):
                both.wait(60)
                said.append(spoken())
            return said

    with ThreadPoolExecutor(2) as pool:
        rugao, other = pool.map(ask, [root, moved])
    assert (rugao, other) == ([RUGAO] * 3, [MOVED] * 3)


PUBLIC = [kejidata.load, kejidata.indicators, kejidata.regions, kejidata.sources, kejidata.themes]


@pytest.mark.parametrize("function", PUBLIC)
def test_what_speaks_of_a_project_refuses_outside_any(function: Callable[[], object]) -> None:
    with pytest.raises(KejidataError, match=r"kejidata new.*load_example"):
        function()


def test_measures_of_ones_own_frames_need_no_project() -> None:
    own = pd.DataFrame({"region": ["A", "B"], "indicator": "x", "period": 2024, "value": [3, 2]})
    assert kejidata.rankings(own)["rank"].tolist() == [1, 2]
    assert len(draft_of("2020年，技术合同成交额26.82亿元。")) == 1


@pytest.mark.root_project
def test_the_example_answers_for_itself_once_it_is_loaded() -> None:
    obs = kejidata.load_example()
    assert set(kejidata.load()["region"]) == set(obs["region"])
    assert "rugao_2020" in set(kejidata.sources()["id"])


@pytest.mark.root_project
def test_outside_any_project_the_base_registry_answers_and_no_office_s_own() -> None:
    assert names.indicator("hnte_total", "en") == "High-tech enterprises"
    assert names.indicator("sukedai_lent", "en") == "sukedai_lent"
    assert registry.theme_of("hnte_total") == "firms"
    assert region_lookup.region_code("杭州") == "330100"
    assert region_lookup.is_shared("通州区")
    with project.use_project(project.example()):
        assert region_lookup.region_code("通州区") == "320612"
        assert names.indicator("sukedai_lent", "en") == "Sukedai loans"


def test_the_registry_is_read_without_the_divisions(root: Path, tmp_path: Path) -> None:
    code = (
        "import os, sys; from kejidata.model import divisions, registry\n"
        "for folder in sys.argv[1:]: os.chdir(folder); registry.current()\n"
        "print(divisions.table.cache_info().currsize)"
    )
    command = [sys.executable, "-c", code, root, tmp_path]
    told = subprocess.run(command, cwd=root, capture_output=True, check=True)
    assert told.stdout.split() == [b"0"]


def test_a_notebook_shows_an_error_in_the_language_of_its_project(tmp_path: Path) -> None:
    error = KejidataError("the value is not a number", where="a.csv, line 3")
    with kejidata.use_project(make(tmp_path / "a")):
        assert error._render_traceback_() == ["KejidataError: 值不是数\n  a.csv 第 3 行"]
    assert str(error) == "the value is not a number\n  in a.csv, line 3"
