"""Two pages are made side by side: as each is alone, and what one lacks is told as if it was."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from kejidata.errors import KejidataError
from kejidata.files.project_file import Project, read
from kejidata.publish.aside import answer
from kejidata.publish.fork_server import Forked, Server
from kejidata.publish.pages import all_pages, pages

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks on Linux"),
    # Who reports to the other workers is a thread; what is forked here asks nothing of it.
    pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning"),
]


class Forking(Server):
    """Forks this process, in the place of one that waits."""

    def __init__(self) -> None:
        self.forked: list[int] = []

    def answer(self, file: int) -> Forked:
        if not (pid := os.fork()):
            try:
                answer(file)
                os._exit(0)
            finally:
                os._exit(1)
        self.forked.append(pid)
        return Forked(pid)


def notebook(text: str, picture: str = "") -> bytes:
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "source": f"# {text}"}]
    if picture:
        shown = {"output_type": "display_data", "data": {"image/png": picture}, "metadata": {}}
        cells.append({"cell_type": "code", "source": "", "outputs": [shown]})
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": cells}).encode()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    settings = 'title = "统计"\nregion = "320682"\nyear = 2021\nlanguages = ["zh", "en"]\n'
    (tmp_path / "kejidata.toml").write_text(settings, "utf-8")
    monkeypatch.setattr("kejidata.publish.page.document.font_faces", lambda text: "")
    return read(tmp_path)


def made(project: Project, english: bytes, server: Server | None) -> dict[Path, bytes]:
    folder = project.root / "notebooks"
    notebooks = {folder / "01_a.ipynb": notebook("甲"), folder / "en" / "01_a.ipynb": english}
    return all_pages(project, notebooks, server, lambda line: None)


def test_pages_made_side_by_side_are_those_made_one_by_one(project: Project) -> None:
    server = Forking()
    both = made(project, notebook("First"), server)
    assert [*both] == pages(project)
    assert [os.waitpid(pid, 0)[1] for pid in server.forked] == [0]
    assert b"First" in both[pages(project)[1]]
    assert made(project, notebook("Second"), None) != both
    assert made(project, notebook("First"), None) == both


def test_what_another_process_cannot_make_is_refused_here(project: Project) -> None:
    with pytest.raises(KejidataError, match=r"the picture is no PNG\n  in 01_a.ipynb, cell 2"):
        made(project, notebook("First", "AAAA"), Forking())


def test_a_process_that_has_ended_is_ended_without_an_error() -> None:
    """What a `with` block raises is not hidden by the end of a process in it."""
    if not (pid := os.fork()):
        os._exit(0)
    forked = Forked(pid)
    os.waitpid(pid, 0)
    forked.kill()
    assert forked.poll() == 1
    forked.wait()
