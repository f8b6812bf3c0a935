"""Nothing in a checkout chooses what is written elsewhere: no journal, no link, no leftover."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from deaths import names

from kejidata.build.assemble import build, check
from kejidata.errors import KejidataError
from kejidata.files.atomic import write_whole
from kejidata.files.folders import neighbours, recover, replace_folder, standing
from kejidata.files.lock import STATE, lock, write_together
from kejidata.publish.figure_files import draw


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = tmp_path / "project"
    place.mkdir()
    return place


def journal(root: Path, entries: object, **pages: bytes) -> Path:
    """Lay a journal as a checkout may bring it."""
    folder = root / STATE / "journal"
    folder.mkdir(parents=True)
    text = entries if isinstance(entries, str) else json.dumps(entries)
    (folder / "entries.json").write_text(text, "utf-8")
    for name, data in pages.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("target", ["../outside.txt", "a/../../outside.txt", "out/outside.txt"])
def test_a_journal_that_leads_out_of_the_project_is_refused(root: Path, target: str) -> None:
    (root / "out").symlink_to(root.parent)
    journal(root, {"0": "inside.txt", "1": target}, **{"0": b"0", "1": b"1"})
    with pytest.raises(KejidataError, match="leads out of the project"), lock(root):
        pass
    assert names(root.parent) == ["project"]
    assert not (root / "inside.txt").exists()


@pytest.mark.parametrize("absolute", [False, True])
def test_a_journal_takes_nothing_from_outside(root: Path, absolute: bool) -> None:
    private = root.parent / "private"
    private.write_bytes(b"kept")
    journal(root, {str(private) if absolute else "../../../private": "inside.txt"})
    with pytest.raises(KejidataError, match="leads out of the project"), lock(root):
        pass
    assert private.read_bytes() == b"kept"


@pytest.mark.parametrize(
    "text",
    [
        *("{bad", "", "[1]", "null", '{"0": 1}', "\ufeff{", "[" * 200_000, '{"0": "a'),
        # No file can stand at the root, or have such a name.
        *('{"0": ""}', '{"0": "."}', '{"0": "a\\u0000b"}', '{"0": "%s"}' % ("x" * 5000)),
    ],
)
def test_a_damaged_journal_is_dropped_and_the_next_report_makes_its_files_again(
    root: Path, text: str
) -> None:
    journal(root, text, **{"0": b"new"})
    with lock(root):
        assert names(root / STATE) == [".gitignore", "lock"]
        write_together(root, {root / "a": b"1"})
    assert names(root) == [STATE, "a"]


def test_a_journal_without_its_entries_is_no_hindrance(root: Path) -> None:
    (journal(root, {}) / "entries.json").unlink()
    with lock(root):
        assert names(root / STATE) == [".gitignore", "lock"]


@pytest.mark.parametrize("name", [STATE, f"{STATE}/journal", f"{STATE}/lock"])
def test_a_state_that_is_a_link_to_elsewhere_is_refused(root: Path, name: str) -> None:
    other = root.parent / "other"
    other.mkdir()
    (other / "kept").write_bytes(b"kept")
    link = root / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(other / "kept" if name.endswith("lock") else other)
    with pytest.raises(KejidataError, match="leads out of the project"), lock(root):
        pass
    assert (other / "kept").read_bytes() == b"kept"
    assert names(other) == ["kept"]


def test_what_belongs_together_is_not_written_through_a_link_to_elsewhere(root: Path) -> None:
    (root.parent / "other").mkdir()
    (root / "report").symlink_to(root.parent / "other")
    files = {root / "a": b"1", root / "report" / "page.html": b"2"}
    with lock(root), pytest.raises(KejidataError, match="leads out of the project"):
        write_together(root, files)
    assert names(root.parent / "other") == []
    assert not (root / "a").exists()


def test_a_leftover_that_is_a_link_or_a_pipe_is_not_written_through(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"kept")
    (tmp_path / ".a.txt.part").symlink_to(other)
    os.mkfifo(tmp_path / ".b.txt.part")
    for name in ("a.txt", "b.txt"):
        assert write_whole(tmp_path / name, b"new")
    assert other.read_bytes() == b"kept"
    assert names(tmp_path) == ["a.txt", "b.txt", "other"]


def test_a_link_to_a_folder_stays_and_its_target_is_written(root: Path) -> None:
    (root / "store").mkdir()
    (root / "store" / "old.csv").write_bytes(b"old")
    (root / "processed").symlink_to("store")
    assert replace_folder(root / "processed", {"a.csv": b"1"})
    assert not replace_folder(root / "processed", {"a.csv": b"1"})
    assert (root / "processed").is_symlink()
    assert names(root / "store") == ["a.csv"]
    assert names(root) == ["processed", "store"]


@pytest.mark.parametrize("stage", [0, 1, 2])
def test_a_leftover_link_goes_and_what_it_leads_to_stays(root: Path, stage: int) -> None:
    other = root.parent / "other"
    other.mkdir()
    (other / "kept").write_bytes(b"kept")
    folder = root / "processed"
    neighbours(folder)[stage].symlink_to(other)
    recover(folder)
    assert names(root) == []
    assert names(other) == ["kept"]


@pytest.mark.parametrize(("step", "place"), [(build, "data/processed"), (draw, "figures/zh")])
def test_a_folder_of_results_that_leads_elsewhere_is_refused(
    root: Path, step: Callable[[Path], object], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "kejidata.toml").write_text('title = "t"\nregion = "330212"\nyear = 2023\n', "utf-8")
    other = root.parent / "other"
    other.mkdir()
    (other / "kept.png").write_bytes(b"kept")
    (root / place).parent.mkdir(parents=True)
    (root / place).symlink_to(other)
    monkeypatch.setattr("kejidata.build.assemble.processed", lambda root: {"a.csv": b"1"})
    with pytest.raises(KejidataError, match="leads out of the project"):
        step(root)
    assert names(other) == ["kept.png"]
    assert (root / place).is_symlink()


def test_between_two_renames_readers_find_the_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "processed"
    replace_folder(folder, {"a.csv": b"old"})
    folder.rename(neighbours(folder)[2])
    neighbours(folder)[1].mkdir()
    (neighbours(folder)[1] / "a.csv").write_bytes(b"new")
    assert (standing(folder) / "a.csv").read_bytes() == b"new"
    monkeypatch.setattr("kejidata.build.assemble.processed", lambda root: {"a.csv": b"new"})
    check(tmp_path)
    recover(folder)
    assert standing(folder) == folder
    check(tmp_path)
    assert names(folder.parent) == ["processed"]
