"""What an analyst installs: one wheel with the code, the data, the fonts and both licences."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import kejidata


@pytest.fixture(scope="module")
def unpacked(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_wheel_loads_the_same_data_far_from_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    code = "import kejidata; print(kejidata.__file__); print(kejidata.load().to_csv(), end='')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    place, _, table = done.stdout.decode().replace("\r\n", "\n").partition("\n")
    assert place.startswith(str(unpacked))
    assert table == kejidata.load().to_csv(lineterminator="\n")


def test_wheel_has_what_it_needs_and_nothing_else(unpacked: Path) -> None:
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*")}
    assert "kejidata/py.typed" in names
    assert {f"kejidata/fonts/KejiSansSC-{style}.ttf" for style in ("Regular", "Bold")} <= names
    licences = {Path(name).name for name in names if "/licenses/" in name}
    assert {"LICENSE", "OFL.txt"} <= licences
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"kejidata"}
