from pathlib import Path

import pytest

from kejidata.publish import cache
from kejidata.publish.figure_files import draw


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    processed = tmp_path / "data" / "processed"
    processed.mkdir(parents=True)
    (processed / "observations.csv").write_text("as published", "utf-8")

    def save_all(folder: Path, lang: str) -> list[Path]:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "growth.svg").write_text(lang, "utf-8")
        return [folder / "growth.svg"]

    monkeypatch.setattr("kejidata.figures.save_all", save_all)
    # Someone may be at work on the package while this runs.
    monkeypatch.setattr(cache, "of_code", lambda page: f"code {page}")
    return tmp_path


def quiet(_: str) -> None:
    pass


def test_both_languages_are_drawn_once(project: Path) -> None:
    told: list[str] = []
    folders = [project / "figures" / lang for lang in ("zh", "en")]
    assert draw(project, quiet) == folders
    assert draw(project, told.append) == []
    assert told == ["figures: zh, nothing changed", "figures: en, nothing changed"]
    assert (folders[1] / "growth.svg").read_text("utf-8") == "en"


def test_changed_data_draws_both_again(project: Path) -> None:
    draw(project, quiet)
    (project / "data" / "processed" / "observations.csv").write_text("revised", "utf-8")
    assert len(draw(project, quiet)) == 2


def test_changed_code_draws_both_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(project, quiet)
    monkeypatch.setattr(cache, "of_code", lambda page: "other code")
    assert len(draw(project, quiet)) == 2


@pytest.mark.parametrize("harm", ["edit", "delete", "add"])
def test_a_harmed_folder_is_drawn_again(project: Path, harm: str) -> None:
    draw(project, quiet)
    figure = project / "figures" / "zh" / "growth.svg"
    if harm == "edit":
        figure.write_text("by hand", "utf-8")
    elif harm == "delete":
        figure.unlink()
    else:
        figure.with_name("stray.svg").write_text("stray", "utf-8")
    assert draw(project, quiet) == [figure.parent]
