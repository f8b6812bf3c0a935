"""Peer groups: the project's own peers first, then further up, as far as a frame holds them."""

from pathlib import Path

import pandas as pd
import pytest

from kejidata.measures.peer_groups import peer_groups
from kejidata.project import use_project

SETTINGS = 'title = "t"\nregion = "330212"\nyear = 2023\n'


@pytest.fixture
def folder(tmp_path: Path, root: Path) -> Path:
    """Return a project in Ningbo; the divisions of China are known in every project."""
    (tmp_path / "kejidata.toml").write_text(SETTINGS, "utf-8")
    processed = tmp_path / "data" / "processed"
    processed.mkdir(parents=True)
    for name in ("indicators", "themes", "regions", "sources"):
        path = root / "data" / "processed" / f"{name}.csv"
        (processed / path.name).write_bytes(path.read_bytes())
    return tmp_path


def frame(*regions: str) -> pd.DataFrame:
    return pd.DataFrame({"region": list(regions), "value": 1.0, "measure": "value"})


def groups(folder: Path, obs: pd.DataFrame) -> list[tuple[str, str, int]]:
    with use_project(folder):
        return [(one.among, one.focus, len(one.members)) for one in peer_groups(obs)]


def test_the_nearest_comes_first_and_the_nation_last(folder: Path) -> None:
    obs = frame("000000", "330000", "320000", "330200", "330100", "330300", "330212", "330203")
    assert groups(folder, obs) == [
        ("330200", "330212", 2),
        ("330000", "330200", 3),
        ("000000", "330000", 2),
    ]


def test_labels_may_be_names_and_stay_as_they_are(folder: Path) -> None:
    with use_project(folder):
        assert peer_groups(frame("鄞州区", "海曙区"))[0].members == ("鄞州区", "海曙区")


def test_one_member_is_no_comparison(folder: Path) -> None:
    assert groups(folder, frame("330212", "330200", "330100")) == [("330000", "330200", 2)]


def test_without_any_comparison_the_projects_peers_remain(folder: Path) -> None:
    assert groups(folder, frame("elsewhere")) == [("330200", "330212", 0)]


def test_other_peers_than_the_neighbours_come_first(folder: Path) -> None:
    (folder / "kejidata.toml").write_text(SETTINGS + 'peers = "320600"\n', "utf-8")
    obs = frame("320682", "320612", "330212", "330203")
    assert groups(folder, obs) == [("320600", "330212", 2), ("330200", "330212", 2)]


def test_targets_and_empty_values_do_not_count(folder: Path) -> None:
    obs = frame("330212", "330203").assign(measure=["value", "target"])
    assert groups(folder, obs) == [("330200", "330212", 0)]
    assert groups(folder, frame("330212", "330203").assign(value=[1.0, None]))[0][2] == 0
