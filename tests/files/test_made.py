"""What was made may be replaced; what somebody else made, or changed since, is named and stays."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kejidata.errors import KejidataError
from kejidata.files.lock import STATE
from kejidata.files.made import LIST, making


def put(root: Path, files: dict[str, bytes], folder: str = "") -> None:
    """Write files as a step does: the others of the folder go."""
    wanted = {root / name: data for name, data in files.items()}
    with making(root, wanted, root / folder if folder else None):
        for path in (root / folder).iterdir() if folder and (root / folder).is_dir() else []:
            path.unlink()
        for path, data in wanted.items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)


def test_the_list_names_each_made_file_with_its_hash_and_drops_what_went(tmp_path: Path) -> None:
    put(tmp_path, {"out/a": b"1", "out/b": b"2"}, "out")
    put(tmp_path, {"page": b"3"})
    put(tmp_path, {"out/b": b"4"}, "out")
    rows = [("out/b", b"4"), ("page", b"3")]
    lines = [f"{name},{hashlib.sha256(data).hexdigest()}" for name, data in rows]
    assert (tmp_path / LIST).read_text("utf-8").splitlines() == ["file,sha256", *lines]


@pytest.mark.parametrize("own", ["out/mine", "out/a", "out/.hidden"])
def test_a_file_of_somebody_else_is_named_and_nothing_is_written(tmp_path: Path, own: str) -> None:
    put(tmp_path, {"out/a": b"1"}, "out")
    (tmp_path / own).write_bytes(b"mine")
    listed = (tmp_path / LIST).read_bytes()
    with pytest.raises(KejidataError, match=own):
        put(tmp_path, {"out/a": b"2"}, "out")
    assert (tmp_path / own).read_bytes() == b"mine"
    assert (tmp_path / LIST).read_bytes() == listed


def test_in_a_clone_a_file_of_another_hash_than_the_list_has_stays(tmp_path: Path) -> None:
    put(tmp_path, {"out/a": b"1"}, "out")
    (tmp_path / STATE / LIST).unlink()  # A clone has the list of the project alone.
    listed = (tmp_path / LIST).read_text("utf-8")
    wrong = listed.replace(hashlib.sha256(b"1").hexdigest(), "0" * 64)
    (tmp_path / LIST).write_text(wrong, "utf-8")
    with pytest.raises(KejidataError, match="out/a"):
        put(tmp_path, {"out/a": b"2"}, "out")
    assert (tmp_path / "out" / "a").read_bytes() == b"1"
    (tmp_path / LIST).write_text(listed, "utf-8")
    put(tmp_path, {"out/a": b"2"}, "out")


def test_a_folder_below_a_made_one_is_looked_into(tmp_path: Path) -> None:
    put(tmp_path, {"out/a": b"1"}, "out")
    (tmp_path / "out" / "deep").mkdir()
    (tmp_path / "out" / "deep" / "mine").write_bytes(b"mine")
    with pytest.raises(KejidataError, match="out/deep/mine"):
        put(tmp_path, {"out/a": b"2"}, "out")


def test_what_file_managers_leave_and_what_is_the_same_is_no_stranger(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".DS_Store").write_bytes(b"x")
    (tmp_path / "out" / "a").write_bytes(b"1")
    put(tmp_path, {"out/a": b"1"}, "out")


def test_a_step_that_was_cut_short_finds_its_own_files_again(tmp_path: Path) -> None:
    (tmp_path / "no").mkdir()
    with pytest.raises(IsADirectoryError):
        put(tmp_path, {"page": b"1", "no": b"1"})
    assert not (tmp_path / LIST).exists()
    put(tmp_path, {"page": b"2"})
    assert (tmp_path / "page").read_bytes() == b"2"


@pytest.mark.parametrize("name", [LIST, f"{STATE}/{LIST}"])
@pytest.mark.parametrize("text", ["", "file\n", "file,sha256\na,b,c\n"])
def test_a_damaged_list_is_refused_by_name(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / STATE).mkdir()
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(KejidataError, match="damaged") as refused:
        put(tmp_path, {"page": b"1"})
    assert str(tmp_path / name) in str(refused.value)
    assert not (tmp_path / "page").exists()


@pytest.mark.parametrize("name", [LIST, f"{STATE}/{LIST}"])
def test_a_list_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    root = tmp_path / "project"
    (root / STATE).mkdir(parents=True)
    (root / name).symlink_to(tmp_path / "outside")
    with pytest.raises(KejidataError, match="leads out of the project"):
        put(root, {"page": b"1"})
    assert not (tmp_path / "outside").exists()
