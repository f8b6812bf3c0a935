"""A page takes from the page before what is made of the same, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kejidata.publish import cache
from kejidata.publish.page.kept_parts import keeping, part


def page(root: Path, *made_of: str) -> tuple[list[str], list[str]]:
    """Make a page of parts; return them and what was made anew."""
    made: list[str] = []

    def maker(one: str) -> Callable[[], str]:
        return lambda: made.append(one) or f"made of {one}"

    with keeping(root, "a.html"):
        return [part(maker(one), one) for one in made_of], made


def test_a_part_is_made_once_and_again_where_the_page_before_had_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page(tmp_path, "x", "y", "x") == (["made of x", "made of y", "made of x"], ["x", "y"])
    assert page(tmp_path, "y", "z") == (["made of y", "made of z"], ["z"])
    # What a page had no use for is not kept.
    assert page(tmp_path, "x", "y", "z")[1] == ["x"]
    monkeypatch.setattr(cache, "of_tools", lambda: "newer")
    assert page(tmp_path, "x")[1] == ["x"]


def test_a_page_that_fails_keeps_what_the_one_before_had(tmp_path: Path) -> None:
    page(tmp_path, "x")
    with pytest.raises(ZeroDivisionError), keeping(tmp_path, "a.html"):
        part(lambda: str(1 / 0), "y")
    assert page(tmp_path, "x")[1] == []
