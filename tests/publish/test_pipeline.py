"""The whole road makes what is missing or out of date, nothing else, and all or nothing of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kejidata.errors import KejidataError
from kejidata.files.folders import replace_folder
from kejidata.files.lock import STATE
from kejidata.publish import cache
from kejidata.publish.pipeline import report
from kejidata.publish.translation import Notebook

Ran = list[str]
TOML = b'title = "t"\nregion = "330212"\nyear = 2023\n'
Keep = Callable[[Path, bytes, str], None]


def source(title: str) -> bytes:
    text = {
        "cell_type": "markdown",
        "id": "t",
        "metadata": {"kejidata": {"en": f"# English {title}"}},
        "source": f"# {title}",
    }
    code = {"cell_type": "code", "id": "c", "metadata": {}, "source": 'lang = "zh"'}
    cells = [text, code | {"outputs": [], "execution_count": None}]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": cells}).encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, data in {
        "kejidata.toml": TOML + b'languages = ["zh", "en"]\n',
        "data/raw/a.csv": b"1",
        "notebooks/01_a.ipynb": source("甲"),
        "notebooks/02_b.ipynb": source("乙"),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.fixture
def ran(root: Path, monkeypatch: pytest.MonkeyPatch) -> Ran:
    """Put quick stand-ins in the place of build and kernels; return what ran."""
    told: Ran = []

    def build(place: Path) -> bool:
        told.append("data")
        raw = (place / "data" / "raw" / "a.csv").read_bytes()
        return replace_folder(place / "data" / "processed", {"a.csv": raw})

    def run(notebooks: Mapping[Path, Notebook], progress: object, keep: Keep, *_: object) -> Any:
        done = {}
        for path, notebook in notebooks.items():
            told.append(path.relative_to(root / "notebooks").as_posix())
            data = (root / "data" / "processed" / "a.csv").read_text()
            output = {"output_type": "stream", "name": "stdout", "text": f"data {data}"}
            cells = [dict(cell) for cell in notebook["cells"]]
            cells[1] |= {"outputs": [output], "execution_count": 1}
            done[path] = json.dumps({**notebook, "cells": cells}).encode()
            keep(path, done[path], "")
        return done

    monkeypatch.setattr("kejidata.build.assemble.build", build)
    monkeypatch.setattr("kejidata.publish.run_notebooks.run_notebooks", run)
    monkeypatch.setattr("kejidata.publish.fork_server.Kernels.waiting", lambda _: None)
    monkeypatch.setattr("kejidata.publish.page.document.font_faces", lambda text: "")
    return told


def make(root: Path, ran: Ran) -> tuple[list[str], Ran]:
    """Make the report; return the files that changed and the steps that ran."""
    ran.clear()
    changed = report(root, progress=lambda line: None)
    return [path.relative_to(root).as_posix() for path in changed], list(ran)


def use(root: Path, *langs: str) -> None:
    """Give the project its languages."""
    (root / "kejidata.toml").write_bytes(TOML + f"languages = {json.dumps(langs)}\n".encode())


ALL = ["01_a.ipynb", "02_b.ipynb", "en/01_a.ipynb", "en/02_b.ipynb"]
LANGS = ("zh", "en", "xx")
PAGES = ["report/kejidata.zh.html", "report/kejidata.en.html"]


def test_everything_is_made_once_and_then_not_again(root: Path, ran: Ran) -> None:
    assert make(root, ran) == ([*(f"notebooks/{name}" for name in ALL), *PAGES], ["data", *ALL])
    assert make(root, ran) == ([], [])
    chinese, english = ((root / page).read_text("utf-8") for page in PAGES)
    assert "data 1" in chinese
    assert "English 乙" in english


def test_a_language_that_notebooks_lack_is_refused_with_their_names(
    root: Path, ran: Ran, mock_language: str
) -> None:
    use(root, "zh", "en", mock_language)
    with pytest.raises(KejidataError, match=r"(?s)2 notebooks have no text.*xx.*01_a.*02_b"):
        make(root, ran)
    assert not (root / "report").exists()


def test_a_third_language_has_its_notebooks_and_its_page(
    root: Path, ran: Ran, mock_language: str
) -> None:
    for path in (root / "notebooks").glob("*.ipynb"):
        told = json.loads(path.read_bytes())
        told["cells"][0]["metadata"]["kejidata"][mock_language] = "# Ω"
        path.write_text(json.dumps(told), "utf-8")
    use(root, *LANGS)
    changed, _ = make(root, ran)
    assert {"notebooks/xx/01_a.ipynb", "report/kejidata.xx.html"} <= set(changed)
    pages = {lang: (root / f"report/kejidata.{lang}.html").read_text("utf-8") for lang in LANGS}
    assert "Ω" in pages["xx"]
    for lang, html in pages.items():
        links = set(re.findall(r'href="kejidata\.(\w+)\.html"', html))
        assert links == {*LANGS} - {lang}


def test_a_project_in_another_language_alone_runs_no_notebook_of_others(
    root: Path, ran: Ran
) -> None:
    use(root, "en")
    written = (root / "notebooks" / "01_a.ipynb").read_bytes()
    _, steps = make(root, ran)
    assert steps == ["data", "en/01_a.ipynb", "en/02_b.ipynb"]
    assert make(root, ran) == ([], [])
    assert (root / "notebooks" / "01_a.ipynb").read_bytes() == written
    assert not (root / "report" / "kejidata.zh.html").exists()


def test_a_project_in_chinese_alone_is_whole(root: Path, ran: Ran) -> None:
    (root / "kejidata.toml").write_bytes(TOML)
    assert make(root, ran)[0] == [*(f"notebooks/{name}" for name in ALL[:2]), PAGES[0]]
    page = (root / PAGES[0]).read_text("utf-8")
    assert "<title>t</title>" in page
    assert "kejidata.en.html" not in page
    assert not (root / "notebooks" / "en").exists()


def test_what_somebody_else_put_there_is_named_before_anything_runs(root: Path, ran: Ran) -> None:
    make(root, ran)
    (root / "notebooks" / "03_c.ipynb").write_bytes(source("丙"))
    (root / "notebooks" / "en" / "03_c.ipynb").write_bytes(source("own"))
    ran.clear()
    with pytest.raises(KejidataError, match=r"en/03_c\.ipynb"):
        report(root, progress=lambda line: None)
    assert ran == []


def test_a_changed_notebook_runs_with_its_twin_only(root: Path, ran: Ran) -> None:
    make(root, ran)
    (root / "notebooks" / "02_b.ipynb").write_bytes(source("丙"))
    changed, steps = make(root, ran)
    assert steps == ["02_b.ipynb", "en/02_b.ipynb"]
    assert changed == ["notebooks/02_b.ipynb", "notebooks/en/02_b.ipynb", *PAGES]


def test_changed_data_runs_everything(root: Path, ran: Ran) -> None:
    make(root, ran)
    (root / "data" / "raw" / "a.csv").write_bytes(b"2")
    assert make(root, ran)[1] == ["data", *ALL]
    assert "data 2" in (root / PAGES[0]).read_text("utf-8")


def test_a_source_renamed_makes_the_pages_again_though_no_notebook_shows_it(
    root: Path, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(place: Path) -> bool:
        files = {"a.csv": b"same", "b.csv": (place / "data" / "raw" / "a.csv").read_bytes()}
        return replace_folder(place / "data" / "processed", files)

    monkeypatch.setattr("kejidata.build.assemble.build", build)
    make(root, ran)
    pages: list[str] = []
    monkeypatch.setattr(
        "kejidata.publish.page.document.sources_of", lambda _, lang: pages.append(lang) or {}
    )
    (root / "data" / "raw" / "a.csv").write_bytes(b"2")
    assert make(root, ran)[0] == []
    assert pages == ["zh", "en"]


def test_a_changed_file_beside_the_notebooks_runs_them(root: Path, ran: Ran) -> None:
    make(root, ran)
    (root / "notebooks" / "own.csv").write_bytes(b"2")
    assert make(root, ran) == ([], ALL)


@pytest.mark.parametrize("name", ["notebooks/01_a.ipynb", "notebooks/en/02_b.ipynb"])
def test_outputs_changed_by_hand_are_put_right(root: Path, ran: Ran, name: str) -> None:
    make(root, ran)
    whole = (root / name).read_bytes()
    (root / name).write_bytes(whole.replace(b"data 1", b"data 9"))
    assert make(root, ran) == ([name], [])
    assert (root / name).read_bytes() == whole


@pytest.mark.parametrize("name", ["data/processed/a.csv", "notebooks/en/01_a.ipynb", *PAGES])
def test_what_was_removed_is_made_again(root: Path, ran: Ran, name: str) -> None:
    make(root, ran)
    whole = (root / name).read_bytes()
    (root / name).unlink()
    make(root, ran)
    assert (root / name).read_bytes() == whole


@pytest.mark.parametrize("name", ["notebooks/en/01_a.ipynb", *PAGES])
@pytest.mark.parametrize("before", [True, False])
def test_what_somebody_else_put_there_stays_and_is_named(
    root: Path, ran: Ran, name: str, before: bool
) -> None:
    if not before:
        make(root, ran)
    own = source("own") if name.endswith(".ipynb") else b"<html>own</html>"
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(own)
    others = {path: path.read_bytes() for path in root.glob("notebooks/*.ipynb")}
    with pytest.raises(KejidataError, match=name):
        make(root, ran)
    assert (root / name).read_bytes() == own
    assert {path: path.read_bytes() for path in others} == others
    (root / name).unlink()
    make(root, ran)
    assert (root / name).read_bytes() != own


@pytest.mark.parametrize("lost", ["made.csv", f"{STATE}/made.csv"])
def test_either_list_is_enough_to_know_a_page_that_was_made(
    root: Path, ran: Ran, lost: str
) -> None:
    make(root, ran)
    (root / lost).unlink()
    (root / "notebooks" / "01_a.ipynb").write_bytes(source("丙"))
    assert "report/kejidata.zh.html" in make(root, ran)[0]


def test_another_version_of_a_package_runs_everything(
    root: Path, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(root, ran)
    monkeypatch.setattr(cache, "of_tools", lambda: "newer")
    assert make(root, ran) == ([], ["data", *ALL])


def test_a_lost_memory_costs_time_and_changes_nothing(root: Path, ran: Ran) -> None:
    make(root, ran)
    shutil.rmtree(root / STATE)
    assert make(root, ran) == ([], ["data", *ALL])


def stored(root: Path) -> dict[str, bytes]:
    places = [root / "notebooks", root / "report"]
    return {
        path.name + path.parent.name: path.read_bytes()
        for place in places
        for path in cache.files_below(place)
    }


def test_a_notebook_that_does_not_run_leaves_all_as_it_was(
    root: Path, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(root, ran)
    (root / "notebooks" / "02_b.ipynb").write_bytes(source("丙"))
    before = stored(root)

    def fail(*_: object) -> None:
        raise KejidataError("a notebook does not run")

    monkeypatch.setattr("kejidata.publish.run_notebooks.run_notebooks", fail)
    with pytest.raises(KejidataError, match="does not run"):
        make(root, ran)
    assert stored(root) == before


def test_a_notebook_edited_while_it_runs_is_not_written_over(
    root: Path, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kejidata.publish import run_notebooks

    path, real = root / "notebooks" / "01_a.ipynb", run_notebooks.run_notebooks

    def slow(*arguments: Any) -> Any:
        path.write_bytes(source("新"))
        return real(*arguments)

    monkeypatch.setattr("kejidata.publish.run_notebooks.run_notebooks", slow)
    with pytest.raises(KejidataError, match=r"changed while it was being run\n.*01_a\.ipynb"):
        make(root, ran)
    assert path.read_bytes() == source("新")
    assert not (root / "report").exists()


def test_an_english_notebook_without_its_chinese_one_is_refused(root: Path, ran: Ran) -> None:
    (root / "notebooks" / "en").mkdir()
    (root / "notebooks" / "en" / "03_c.ipynb").write_bytes(source("丙"))
    with pytest.raises(KejidataError, match=r"no original.*\n.*\n  en/03_c\.ipynb"):
        make(root, ran)


def test_a_project_without_notebooks_is_refused(root: Path, ran: Ran) -> None:
    for path in (root / "notebooks").glob("*.ipynb"):
        path.unlink()
    with pytest.raises(KejidataError, match="there are no notebooks"):
        make(root, ran)
