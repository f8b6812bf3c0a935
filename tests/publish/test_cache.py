"""Fingerprints change with what they stand for, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kejidata.files.lock import STATE
from kejidata.publish import cache


@given(st.lists(st.binary(max_size=4), max_size=4), st.lists(st.binary(max_size=4), max_size=4))
def test_different_parts_have_different_fingerprints(one: list[bytes], two: list[bytes]) -> None:
    assert (cache.fingerprint(one) == cache.fingerprint(two)) == (one == two)


def test_a_file_counts_by_name_and_by_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    before = cache.of_files(cache.files_below(tmp_path), tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    renamed = cache.of_files(cache.files_below(tmp_path), tmp_path)
    (tmp_path / "b").write_bytes(b"2")
    changed = cache.of_files(cache.files_below(tmp_path), tmp_path)
    assert len({before, renamed, changed}) == 3


def test_what_tools_leave_behind_does_not_count(tmp_path: Path) -> None:
    for name in ("a.py", "__pycache__/a.pyc", ".ipynb_checkpoints/b.csv", ".hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert cache.files_below(tmp_path) == [tmp_path / "a.py"]


def package(folder: Path) -> Path:
    for name in ("__init__.py", "growth.py", "publish/run_notebooks.py", "publish/page/page.css"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    return folder


@pytest.mark.parametrize(
    ("name", "notebooks_too"),
    [("growth.py", True), ("publish/run_notebooks.py", True), ("publish/page/page.css", False)],
)
def test_a_change_of_layout_runs_no_notebook_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, notebooks_too: bool
) -> None:
    folder = package(tmp_path / "package")
    monkeypatch.setattr(cache, "PACKAGE", folder)
    monkeypatch.setattr(cache, "PAGE", folder / "publish" / "page")
    before = cache.of_code(page=False), cache.of_code(page=True)
    (folder / name).write_bytes(b"changed")
    assert (cache.of_code(page=False) != before[0]) == notebooks_too
    assert cache.of_code(page=True) != before[1]


def test_a_package_of_another_version_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache.sysconfig, "get_path", lambda scheme: str(tmp_path))
    (tmp_path / "pandas-3.1.0.dist-info").mkdir()
    before = cache.of_tools()
    (tmp_path / "pandas-3.1.0.dist-info").rename(tmp_path / "pandas-3.1.1.dist-info")
    assert cache.of_tools() != before


def installed(folder: Path, name: str, *requires: str) -> None:
    (folder / name).mkdir()
    head = "".join(f"Requires-Dist: {one}\n" for one in requires)
    (folder / name / "METADATA").write_text(f"Name: x\n{head}\nRequires-Dist: no-header\n")


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("pandas-3.1.0", True),
        ("numpy-2.3.0", True),
        ("typing_extensions-4.1.0", True),
        ("requests_socks-1.0", True),
        ("pytest-9.0.0", False),
        ("docs_only-1.0", False),
        ("no_header-1.0", False),
        ("beside-1.0", False),
    ],
)
def test_a_package_counts_where_a_report_asks_for_it_itself_or_by_way_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, counts: bool
) -> None:
    monkeypatch.setattr(cache.sysconfig, "get_path", lambda scheme: str(tmp_path))
    own = (
        "Pandas<4,>=3.0",
        'nbclient ; extra == "report"',
        'typing.extensions>=4; (python_version > "3") and extra == "pdf"',
        "pytest>=9; extra == 'notebook'",
    )
    installed(tmp_path, "kejidata-1.0.0.dist-info", *own)
    installed(tmp_path, "pandas-3.1.0.dist-info", "numpy (>=2)", "docs-only; extra == 'docs'")
    installed(tmp_path, "numpy-2.3.0.dist-info", "pandas")
    installed(tmp_path, "nbclient-0.11.dist-info", "requests[socks,use-chardet] >=2")
    installed(tmp_path, "requests-2.0.dist-info", "requests-socks; extra == 'socks'")
    counted = ("typing_extensions-4.1.0", "requests_socks-1.0")
    for other in (*counted, "pytest-9.0.0", "docs_only-1.0", "no_header-1.0", "beside-1.0"):
        installed(tmp_path, f"{other}.dist-info")
    before = cache.of_tools()
    (tmp_path / f"{name}.dist-info").rename(tmp_path / f"{name}.post1.dist-info")
    assert (cache.of_tools() != before) == counts


def test_what_was_kept_is_recalled_under_the_same_name_and_key_only(tmp_path: Path) -> None:
    assert cache.recall(tmp_path, "data", "one") is None
    cache.keep(tmp_path, "data", "one", b"1\n1")
    cache.keep(tmp_path, "report/page.html", "one", b"page")
    assert cache.recall(tmp_path, "data", "one") == b"1\n1"
    assert cache.recall(tmp_path, "data", "two") is None
    cache.keep(tmp_path, "data", "two", b"2")
    assert cache.recall(tmp_path, "data", "one") is None
    assert cache.recall(tmp_path, "report/page.html", "one") == b"page"
    assert (tmp_path / STATE / "made" / "data").is_file()
