"""Killed at any moment, everything is the old or the new, whole."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import re
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from forks import Forked, Forks

from kejidata.build.assemble import build
from kejidata.errors import KejidataError
from kejidata.files.lock import STATE, lock
from kejidata.publish.fork_server import Kernels
from kejidata.publish.page import document
from kejidata.publish.pipeline import report

SEED = 20201231

WRITER = """
import sys
from itertools import cycle
from pathlib import Path
from kejidata.files.folders import replace_folder
from kejidata.files.lock import lock, write_together
root = Path(sys.argv[1])
print("ready", flush=True)
for text in cycle([b"one", b"two"]):
    with lock(root):
        replace_folder(root / "processed", {f"{n}.csv": text * 9999 for n in range(5)})
        write_together(root, {root / "n" / f"{n}.ipynb": text * 9999 for n in range(5)})
"""
REPORT = """
import sys
from pathlib import Path
from kejidata.publish.fork_server import Kernels
from kejidata.publish.page import document
from kejidata.publish.pipeline import report
document.font_faces = lambda text: ""
Kernels.waiting = lambda _: None
report(Path(sys.argv[1]))
"""
STORED = "data/processed", "notebooks", "report"
Content = dict[str, bytes]


def content(*folders: Path) -> Content:
    """Return the bytes of every file that belongs to the user, by path."""
    return {
        str(path): path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def kill(process: Forked, after: float) -> None:
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_a_writer_killed_at_random_moments_leaves_the_old_or_the_new(
    forks: Forks, tmp_path: Path
) -> None:
    moments = random.Random(SEED)
    for _ in range(10):
        process = forks.start(WRITER, str(tmp_path))
        assert process.stdout.readline() == "ready\n"
        kill(process, moments.uniform(0.0, 0.15))
        found = content(tmp_path / "processed")
        assert len(found) in (0, 5)
        assert len(set(found.values())) <= 1
        with lock(tmp_path):
            together = content(tmp_path / "n")
        assert len(together) in (0, 5)
        assert len(set(together.values())) <= 1
    with lock(tmp_path):
        left = {path.name for path in (tmp_path / STATE).iterdir()}
    assert left == {".gitignore", "lock"}


def notebook(question: str) -> bytes:
    """Return a small notebook that tells which data it read."""
    text = {
        "cell_type": "markdown",
        "id": "t",
        "metadata": {"kejidata": {"en": "# Notes"}},
        "source": f"# {question}",
    }
    lines = [
        'lang = "zh"',
        "import hashlib, pathlib",
        "root = [p for p in pathlib.Path.cwd().parents if (p / 'data').is_dir()][0]",
        "data = (root / 'data' / 'processed' / 'sources.csv').read_bytes()",
        "print(hashlib.sha256(data).hexdigest())",
    ]
    code = {"cell_type": "code", "id": "c", "metadata": {}, "source": "\n".join(lines)}
    cells = [text, code | {"outputs": [], "execution_count": None}]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": cells}).encode()


def reword(root: Path) -> None:
    """Change the data: one word in the title of a source, and the hash on its card."""
    table = root / "data" / "raw" / "registry" / "sources.csv"
    old = table.read_bytes()
    table.write_bytes(old.replace("年鉴".encode(), "公报".encode(), 1))
    card = table.with_name("sources.csv.card.toml")
    hashes = (hashlib.sha256(data).hexdigest() for data in (old, table.read_bytes()))
    card.write_text(card.read_text("utf-8").replace(*hashes), "utf-8")


@pytest.fixture(scope="module", autouse=True)
def _little_else() -> Iterator[None]:
    """Leave out what takes longer than all that is written: to cut the font, to import seaborn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "font_faces", lambda text: "")
        patch.setattr(Kernels, "waiting", lambda _: None)
        yield


class Versions(NamedTuple):
    """A project with its report, the same after a change, and what that report took."""

    old: Path
    new: Path
    seconds: float


@pytest.fixture(scope="module")
def versions(made_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """Return a project with its report, and the same after a change of data and notebook."""
    old = tmp_path_factory.mktemp("faults") / "old"
    shutil.copytree(made_project, old)
    (old / "notebooks").mkdir()
    (old / "notebooks" / "01_a.ipynb").write_bytes(notebook("甲"))
    report(old, progress=lambda line: None)
    new = old.with_name("new")
    shutil.copytree(old, new)
    reword(new)
    start = time.perf_counter()
    report(new, progress=lambda line: None)
    seconds = time.perf_counter() - start
    assert content(old / "data" / "processed") != content(new / "data" / "processed")
    return Versions(old, new, seconds)


def bodies(root: Path, *places: str) -> tuple[Content, ...]:
    return tuple(
        {name.removeprefix(str(root)): data for name, data in content(root / place).items()}
        for place in places
    )


def test_a_report_killed_at_random_moments_leaves_the_old_or_the_new(
    versions: Versions, forks: Forks, tmp_path: Path
) -> None:
    old, new, seconds = versions
    data, *told = STORED
    moments = random.Random(SEED)
    for trial in range(5):
        root = tmp_path / str(trial)
        shutil.copytree(old, root)
        reword(root)
        kill(forks.start(REPORT, str(root)), moments.uniform(0.0, 1.1 * seconds))
        assert bodies(root, data) in (bodies(old, data), bodies(new, data), ({},))
        with lock(root):
            assert bodies(root, *told) in (bodies(old, *told), bodies(new, *told))
    build(root)
    assert bodies(root, data) == bodies(new, data)
    report(root, progress=lambda line: None)
    assert bodies(root, *told) == bodies(new, *told)
    assert not list(root.rglob("*.part"))


def test_two_reports_at_once_one_refuses_and_one_ends(
    versions: Versions, forks: Forks, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    shutil.copytree(versions.old, root)
    reword(root)
    both = [forks.start(REPORT, str(root)) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    assert any("another build is running here" in text for text in said)
    assert bodies(root, *STORED) == bodies(versions.new, *STORED)


FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
"""


def test_a_full_disk_is_said_and_nothing_is_lost(
    versions: Versions, forks: Forks, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    shutil.copytree(versions.old, root)
    reword(root)
    before = bodies(root, *STORED)
    said = forks.run(FULL + REPORT, str(root)).stderr
    assert re.search(r"KejidataError: the disk is full\n  in .*processed", said)
    assert bodies(root, *STORED) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("call", ["mkdir", "replace"])
def test_a_refusal_of_the_file_system_is_said_and_nothing_is_lost(
    versions: Versions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
) -> None:
    root = tmp_path / "root"
    shutil.copytree(versions.old, root)
    reword(root)
    before = bodies(root, *STORED)

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, call, refuse)
    with pytest.raises(KejidataError, match=r"full|read-only|no right"):
        report(root, progress=lambda line: None)
    assert bodies(root, *STORED) == before


@pytest.mark.parametrize(
    "name", ["data/raw/registry/regions.csv", "data/raw/registry", "notebooks/01_a.ipynb"]
)
def test_a_vanished_file_is_named_and_nothing_else_is_lost(
    versions: Versions, tmp_path: Path, name: str
) -> None:
    root = tmp_path / "root"
    shutil.copytree(versions.old, root)
    (root / name).rename(tmp_path / "away")
    before = bodies(root, *STORED)
    with pytest.raises(KejidataError, match=Path(name).stem.replace("01_a", "notebooks")):
        report(root, progress=lambda line: None)
    assert bodies(root, *STORED) == before
