from pathlib import Path

import pytest

from kejidata.errors import KejidataError
from kejidata.publish import aside, cache
from kejidata.publish.drawing import Drawing
from kejidata.publish.figure_files import draw, stale

NEW = {"ranks.svg": b"new"}, {}
MISSING = {"funnels": "no such figures"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    processed = tmp_path / "data" / "processed"
    processed.mkdir(parents=True)
    (processed / "observations.csv").write_text("as published", "utf-8")
    (tmp_path / "kejidata.toml").write_text(
        'title = "t"\nregion = "330212"\nyear = 2023\nlanguages = ["zh", "en"]\n', "utf-8"
    )
    monkeypatch.setattr(
        "kejidata.figures.export.drawn",
        lambda langs: {lang: ({"growth.svg": lang.encode()}, MISSING) for lang in langs},
    )
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
    assert told == ["图（zh）：没有变化", "图（en）：没有变化"]
    assert (folders[1] / "growth.svg").read_text("utf-8") == "en"


def test_a_third_language_is_drawn_too(project: Path, mock_language: str) -> None:
    settings = project / "kejidata.toml"
    settings.write_text(settings.read_text("utf-8").replace('"en"', f'"en", "{mock_language}"'))
    assert [folder.name for folder in draw(project, quiet)] == ["zh", "en", mock_language]


def test_a_figure_that_the_data_does_not_hold_is_named_once(project: Path) -> None:
    told: list[str] = []
    draw(project, told.append)
    assert [line for line in told if "funnels" in line] == ["图：没有画 funnels，no such figures"]


def test_a_stranger_is_named_before_anything_is_drawn(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(project, quiet)
    (project / "figures" / "zh" / "mine.png").write_text("mine", "utf-8")
    monkeypatch.delattr("kejidata.figures.export.drawn")
    with pytest.raises(KejidataError, match=r"mine\.png"):
        draw(project, quiet)


def test_changed_data_draws_both_again(project: Path) -> None:
    draw(project, quiet)
    (project / "data" / "processed" / "observations.csv").write_text("revised", "utf-8")
    assert len(draw(project, quiet)) == 2


def test_changed_code_draws_both_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(project, quiet)
    monkeypatch.setattr(cache, "of_code", lambda page: "other code")
    assert len(draw(project, quiet)) == 2


def test_a_figure_that_was_lost_is_drawn_again(project: Path) -> None:
    draw(project, quiet)
    figure = project / "figures" / "zh" / "growth.svg"
    figure.unlink()
    assert draw(project, quiet) == [figure.parent]
    assert figure.read_text("utf-8") == "zh"


@pytest.mark.parametrize("name", ["growth.svg", "my_county.png"])
def test_somebody_elses_picture_is_named_and_stays(project: Path, name: str) -> None:
    draw(project, quiet)
    own = project / "figures" / "zh" / name
    own.write_text("by hand", "utf-8")
    with pytest.raises(KejidataError, match=name):
        draw(project, quiet)
    assert own.read_text("utf-8") == "by hand"


def test_a_folder_of_pictures_from_before_the_first_drawing_stays(project: Path) -> None:
    own = project / "figures" / "zh" / "growth.svg"
    own.parent.mkdir(parents=True)
    own.write_text("mine", "utf-8")
    with pytest.raises(KejidataError, match=r"did not make"):
        draw(project, quiet)
    assert own.read_text("utf-8") == "mine"


def test_what_was_made_before_gives_way_to_what_is_made_now(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(project, quiet)
    monkeypatch.setattr(cache, "of_code", lambda page: "other code")
    monkeypatch.setattr("kejidata.figures.export.drawn", lambda langs: dict.fromkeys(langs, NEW))
    draw(project, quiet)
    assert [path.name for path in (project / "figures" / "zh").iterdir()] == ["ranks.svg"]


# What a process hands over that drew "beside" for each language, and one that could not.
BESIDE = (
    "import os, pickle, sys; sys.path.pop(0); told = os.fdopen(0, 'r+b');"
    "function, (root, langs) = pickle.load(told);"
    "drawn = {lang: ({'growth.svg': b'beside'}, {}) for lang in langs};"
    "told.seek(0, os.SEEK_END); told.write(pickle.dumps(drawn))"
)
FAILED = "raise SystemExit(1)"


@pytest.mark.parametrize(("process", "there"), [(BESIDE, "beside"), (FAILED, "en")])
def test_what_another_process_draws_is_taken_and_what_it_cannot_is_drawn_here(
    project: Path, monkeypatch: pytest.MonkeyPatch, process: str, there: str
) -> None:
    monkeypatch.setattr(aside, "_ANSWERS", process)
    with Drawing(project) as beside:
        beside.begin(stale(project))
        draw(project, quiet, beside)
    assert (project / "figures" / "en" / "growth.svg").read_text("utf-8") == there
    assert stale(project) == {}


def test_what_another_process_drew_of_data_that_changed_since_is_drawn_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "_ANSWERS", BESIDE)
    with Drawing(project) as beside:
        beside.begin(stale(project))
        (project / "data" / "processed" / "observations.csv").write_text("revised", "utf-8")
        draw(project, quiet, beside)
    assert (project / "figures" / "zh" / "growth.svg").read_text("utf-8") == "zh"


def test_a_report_that_fails_leaves_no_process_that_draws(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "_ANSWERS", "import time; time.sleep(600)")
    with pytest.raises(ZeroDivisionError), Drawing(project) as beside:  # noqa: PT012
        beside.begin(stale(project))
        assert beside._aside is not None
        process = beside._aside.process
        raise ZeroDivisionError
    assert process.poll() is not None
