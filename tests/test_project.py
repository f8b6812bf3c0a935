"""Which project is in force: from the folder, the environment, a `with` block, or none at all."""

from pathlib import Path

import pytest

from kejidata import KejidataError, project

SETTINGS = 'title = "甲县科技指标"\nregion = "330212"\nyear = 2023\n'


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(project.VARIABLE, raising=False)
    monkeypatch.setattr(project, "_example_in_use", False)


def make(folder: Path, settings: str = SETTINGS) -> Path:
    folder.mkdir(parents=True)
    (folder / project.FILE).write_text(settings, "utf-8")
    return folder


def test_outside_any_project_there_is_none_and_who_needs_one_is_told_two_ways() -> None:
    assert project.current() is None
    with pytest.raises(KejidataError, match=r"kejidata new.*load_example"):
        project.needed()


def test_a_project_is_found_from_any_folder_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "目录")
    below = root / "notebooks" / "en"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    found = project.needed()
    assert (found.root, found.region, found.year) == (root, "330212", 2023)
    assert (found.peers, found.report, found.languages) == ("", "", ("zh",))
    assert found.title == {"zh": "甲县科技指标"}


def test_the_variable_goes_before_the_folder_and_the_block_before_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, named, chosen = (make(tmp_path / name) for name in ("here", "named", "chosen"))
    monkeypatch.chdir(here)
    assert project.needed().root == here
    monkeypatch.setenv(project.VARIABLE, str(named))
    assert project.needed().root == named
    with project.use_project(chosen):
        assert project.needed().root == chosen
        with project.use_project(here):
            assert project.needed().root == here
        assert project.needed().root == chosen
    assert project.needed().root == named


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


def test_the_example_is_in_force_only_once_asked_for_and_never_before_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project.use_example().region == "320682"
    assert project.needed().region == "320682"
    monkeypatch.chdir(make(tmp_path / "own"))
    assert project.needed().region == "330212"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("title = ", "cannot be read as TOML"),
        (SETTINGS.replace("year = 2023\n", ""), "year is missing"),
        (SETTINGS + 'colour = "red"\n', "colour is not known"),
        (SETTINGS.replace("2023", '"2023"'), "year = '2023' should be int"),
        (SETTINGS.replace("2023", "true"), "year = True should be int"),
    ],
)
def test_settings_that_break_a_rule_are_refused_with_file_and_setting(
    tmp_path: Path, settings: str, said: str
) -> None:
    root = make(tmp_path / "own", settings)
    with pytest.raises(KejidataError, match=said) as refused, project.use_project(root):
        pass
    assert str(root / project.FILE) in str(refused.value)
