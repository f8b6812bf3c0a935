"""What an analyst installs: one wheel with the code, the data, the fonts and both licences."""

import importlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import editables
import pytest

import kejidata
from kejidata.build.template import template

pytestmark = pytest.mark.root_project


def test_wheel_loads_the_same_data_far_from_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    code = (
        "import kejidata; print(kejidata.__file__); print(kejidata.load_example().to_csv(), end='')"
    )
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


OUTSIDE = """
import sys, kejidata
from kejidata.cli import main
ways = [kejidata.load, kejidata.indicators, kejidata.regions, kejidata.sources, kejidata.themes]
for way in ways:
    try:
        way()
    except kejidata.KejidataError as error:
        assert "kejidata new" in str(error), error
        assert "kejidata.load_example()" in str(error), error
    else:
        raise SystemExit(way.__name__)
assert {main([command]) for command in ("figures", "build", "report", "check")} == {1}
assert len(kejidata.rankings(kejidata.load_example())) > 100
assert set(kejidata.indicators()["code"]) >= set(kejidata.load()["indicator"])
assert (kejidata.examples() / "own_table.csv").is_file()
"""


def test_wheel_refuses_outside_any_project_until_the_example_is_asked_for(
    unpacked: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OUTSIDE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert list(tmp_path.iterdir()) == []


def test_wheel_has_what_it_needs_and_nothing_else(unpacked: Path) -> None:
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*")}
    assert "kejidata/py.typed" in names
    assert {f"kejidata/fonts/KejiSansSC-{style}.ttf" for style in ("Regular", "Bold")} <= names
    licences = {Path(name).name for name in names if "/licenses/" in name}
    assert {"LICENSE", "OFL.txt"} <= licences
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"kejidata"}


def test_wheel_carries_the_notebooks_of_a_new_project(unpacked: Path) -> None:
    folder = unpacked / "kejidata" / "template" / "notebooks"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == template()


def test_wheel_extends_the_jupyter_server_that_it_is_installed_beside(unpacked: Path) -> None:
    [settings] = unpacked.glob("*.data/data/etc/jupyter/jupyter_server_config.d/kejidata.json")
    [module] = json.loads(settings.read_text("utf-8"))["ServerApp"]["jpserver_extensions"]
    points = importlib.import_module(module)._jupyter_server_extension_points()
    assert points == [{"module": module}]


STARTED = """
import importlib.util, site, sys
site.addsitedir(sys.argv[1])
print(ascii(importlib.util.find_spec("kejidata").origin))
"""


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_YY.GBK"])
def test_a_checkout_below_a_chinese_path_starts_in_any_locale(
    editable: tuple[Path, Path], locale: str
) -> None:
    checkout, site = editable
    # Without the environment's own site, whose kejidata would be found first.
    done = subprocess.run(
        [sys.executable, "-S", "-c", STARTED, str(site)],
        cwd=site,
        env={"PYTHONPATH": str(Path(editables.__file__).parents[1]), "LC_ALL": locale},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == (
        ascii(str(checkout / "kejidata" / "__init__.py")),
        "",
    )


@pytest.fixture(scope="module")
def editable(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a checkout below a Chinese path and the site that an editable install of it fills."""
    checkout = tmp_path_factory.mktemp("目录") / "检出"
    light = shutil.ignore_patterns("*.ttf", "__pycache__")
    shutil.copytree(root / "kejidata", checkout / "kejidata", ignore=light)
    shutil.copy(root / "kejidata.toml", checkout)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(root / name, checkout)
    wheels = checkout.with_name("wheels")
    code = f"import hatchling.build; hatchling.build.build_editable({str(wheels)!r})"
    wheels.mkdir()
    subprocess.run([sys.executable, "-c", code], cwd=checkout, check=True, capture_output=True)
    [wheel] = wheels.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(checkout.with_name("site"))
    # A folder of that name would be found before the checkout.
    assert not checkout.with_name("site").joinpath("kejidata").exists()
    return checkout, checkout.with_name("site")
