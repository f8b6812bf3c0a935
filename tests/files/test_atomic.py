"""Files are the old or the new, whole, whatever happens meanwhile."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from deaths import Killed, names, stop_at

import kejidata
from kejidata.errors import KejidataError
from kejidata.files import folders
from kejidata.files.atomic import read_whole, write_whole
from kejidata.files.folders import recover, replace_folder
from kejidata.files.refusals import explained

OLD = {"a.csv": b"old a", "b.csv": b"old b"}
NEW = {"a.csv": b"new a", "sub/c.csv": b"new c"}


def content(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_file_is_written_with_its_folder_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "a.txt"
    assert write_whole(path, b"one")
    assert path.read_bytes() == b"one"
    assert names(path.parent) == ["a.txt"]


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, b"one")
    os.utime(path, (1, 1))
    assert not write_whole(path, b"one")
    assert path.stat().st_mtime == 1


def test_a_written_file_has_the_rights_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_whole(tmp_path / "ours", b"x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EROFS, "the folder is read-only"),
        (errno.EACCES, "no right to write or read here"),
        (errno.ENOENT, "the file or its folder is not there"),
        (errno.EMFILE, "too many files are open"),
        (errno.ENOMEM, "not enough memory"),
        (errno.EINVAL, "the name is none that a file can have"),
        (errno.EIO, "the file system refused"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_refusal_is_explained_and_the_old_file_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, says: str, call: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    place = (os, "fsync") if call == "fsync" else (Path, "replace")
    monkeypatch.setattr(*place, refuse)
    with pytest.raises(KejidataError) as error:
        write_whole(path, b"new")
    assert says in str(error.value)
    assert str(path) in str(error.value)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_or_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(KejidataError, match="a device or a pipe stands"):
        write_whole(pipe, b"new")
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_full_disk_is_met_by_a_real_write(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys; from pathlib import Path;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "from kejidata.files.atomic import write_whole;"
        "write_whole(Path(sys.argv[1]), b'n' * 5000)"
    )
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    ended = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    assert "KejidataError: the disk is full" in ended.stderr
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KejidataError, match="a file stands where a folder should"):
        write_whole(tmp_path / "file" / "a.txt", b"x")
    with pytest.raises(KejidataError, match=r"not there|a file stands where a folder should"):
        replace_folder(tmp_path / "file" / "processed", NEW)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KejidataError, match=r"not there\n  in .*gone\.txt"):
        read_whole(tmp_path / "gone.txt")


def test_a_folder_holds_exactly_what_it_is_given(tmp_path: Path) -> None:
    folder = tmp_path / "processed"
    assert replace_folder(folder, OLD)
    assert replace_folder(folder, NEW)
    assert content(folder) == NEW
    assert not replace_folder(folder, NEW)
    assert names(tmp_path) == ["processed"]


@pytest.mark.parametrize("step", range(14))
def test_a_folder_survives_death_at_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    folder = tmp_path / "processed"
    replace_folder(folder, OLD)
    with monkeypatch.context() as patch:
        stop_at(patch, step)
        # A dead process runs no clean-up either.
        patch.setattr(folders, "recover", lambda folder: None)
        try:
            replace_folder(folder, NEW)
        except Killed:
            assert content(folder) in ({}, OLD, NEW)
    recover(folder)
    assert content(folder) in (OLD, NEW)
    assert names(tmp_path) == ["processed"]
    replace_folder(folder, NEW)
    assert content(folder) == NEW


def test_a_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    for read in (read_whole, kejidata.read_table, kejidata.load):
        with pytest.raises(KejidataError, match="a device or a pipe"):
            read(tmp_path / "a.csv")
    with pytest.raises(KejidataError, match="a device or a pipe"):
        read_whole(Path("/dev/zero"))


@pytest.mark.parametrize("name", ["x" * 5000, "技" * 100, "a\0b", "\ud800" * 3])
def test_a_name_that_no_file_can_have_is_refused_everywhere(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    for use in (
        read_whole,
        kejidata.read_table,
        kejidata.load,
        partial(write_whole, data=b""),
    ):
        with pytest.raises(KejidataError, match="the name is none|not there"):
            use(path)
    with pytest.raises(KejidataError, match="the name is none|not there"):
        replace_folder(path, NEW)
    assert names(tmp_path) == []


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("a")
    with pytest.raises(KejidataError, match="in a circle"):
        read_whole(tmp_path / "a")
    with pytest.raises(KejidataError, match=r"circle|refused|not there"):
        replace_folder(tmp_path / "a", NEW)
    assert names(tmp_path) == ["a"]


def test_memory_that_runs_out_is_explained(tmp_path: Path) -> None:
    with pytest.raises(KejidataError, match="not enough memory"), explained(tmp_path):
        raise MemoryError
