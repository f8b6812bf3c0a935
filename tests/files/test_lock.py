"""One build at a time, and files that belong together are written all or none."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from deaths import Killed, names, stop_at

from kejidata.errors import KejidataError
from kejidata.files.lock import STATE, lock, write_together


@pytest.mark.parametrize("step", range(26))
def test_files_that_belong_together_survive_death_at_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    paths = [tmp_path / name for name in ("n/a.ipynb", "n/en/a.ipynb", "report/page.html")]
    old, new = (dict.fromkeys(paths, text) for text in (b"old", b"new"))
    with lock(tmp_path):
        assert write_together(tmp_path, old) == paths
    with monkeypatch.context() as patch, lock(tmp_path):
        stop_at(patch, step)
        with contextlib.suppress(Killed):
            write_together(tmp_path, new)
    with lock(tmp_path):
        assert {path: path.read_bytes() for path in paths} in (old, new)
        write_together(tmp_path, new)
    assert {path: path.read_bytes() for path in paths} == new
    assert names(tmp_path / STATE) == [".gitignore", "lock"]


def test_what_belongs_together_is_not_begun_where_it_cannot_be_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = tmp_path / "a" / "one", tmp_path / "b" / "two"
    real = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: p != two.parent and real(p, mode))
    with lock(tmp_path), pytest.raises(KejidataError, match="no right to write"):
        write_together(tmp_path, {one: b"1", two: b"2"})
    assert not one.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_nothing_is_written_where_a_folder_or_a_pipe_stands(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, says in (("folder", "this is a folder"), ("pipe", "a device or a pipe stands")):
        files = {tmp_path / "a": b"new", tmp_path / name: b"new"}
        with lock(tmp_path), pytest.raises(KejidataError, match=says):
            write_together(tmp_path, files)
        assert not (tmp_path / "a").exists()
    assert (tmp_path / "folder").is_dir()
    assert (tmp_path / "pipe").is_fifo()


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    with lock(tmp_path):
        write_together(tmp_path, {one: b"1", two: b"2"})
        assert write_together(tmp_path, {one: b"1", two: b"3"}) == [two]


HOLD = (
    "import sys, time; from pathlib import Path; from kejidata.files.lock import lock\n"
    "with lock(Path(sys.argv[1])):\n"
    "    print('held', flush=True); time.sleep(60)"
)


def test_a_second_build_is_refused_and_a_dead_one_is_no_hindrance(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(KejidataError, match="another build is running here"), lock(tmp_path):
            pass
        holder.kill()
    with lock(tmp_path), lock(tmp_path):
        assert names(tmp_path / STATE) == [".gitignore", "lock"]


@pytest.mark.parametrize("target", [".git/hooks/post-checkout", "notebooks/.ipynb_checkpoints/a"])
def test_a_journal_that_names_a_hidden_file_is_refused(tmp_path: Path, target: str) -> None:
    journal = tmp_path / STATE / "journal"
    journal.mkdir(parents=True)
    (journal / "entries.json").write_text(json.dumps({"0": target}), "utf-8")
    (journal / "0").write_text("payload", "utf-8")
    with pytest.raises(KejidataError, match="hidden file"), lock(tmp_path):
        pass
    assert not (tmp_path / target).exists()
