"""Another office's project, far from this checkout: all steps, and no word of the example."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import second_project
from forks import forking

pytestmark = pytest.mark.root_project

NEW = ("--region", "330212", "--year", "2023", "--lang", "zh", "--title", "鄞州科技指标")
CARD = ("--producer", "鄞州区科学技术局", "--title", "鄞州区科技资料", "--licence", "invented")
PICTURES = re.compile(r"[A-Za-z0-9+/=]{300,}")
OTHERS = re.compile("如皋|南通|江苏|Rugao|Nantong|Jiangsu", re.IGNORECASE)


Run = Callable[..., subprocess.CompletedProcess[str]]
COMMAND = """
import sys
from kejidata.cli import command_line
assert command_line.__file__.startswith(sys.argv[1])
raise SystemExit(command_line.main(sys.argv[2:]))
"""


@pytest.fixture(scope="module")
def run(unpacked: Path) -> Iterator[Run]:
    """Return what runs a command of the installed package in a folder."""
    env = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONIOENCODING": "utf-8"}
    env.pop("KEJIDATA_PROJECT", None)
    with forking(env) as forks:
        yield lambda place, *command: forks.run(
            COMMAND, str(unpacked), *command, folder=place, environment=env
        )


def done(run: Run, place: Path, *command: str) -> str:
    """Run a command that has to succeed; return what it says."""
    ran = run(place, *command)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def project(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project after its report was made, once."""
    place = tmp_path_factory.mktemp("office") / "鄞州"
    done(run, place.parent, "new", place.name, *NEW)
    files = second_project.fill(place)
    done(run, place, "card", *files, *CARD)
    done(run, place, "report", "--to", "docx,xlsx,pptx")
    return place


def outputs(project: Path) -> dict[str, list[str]]:
    """Return what each notebook shows, in words: narratives, tables, the findings of pictures."""
    shown: dict[str, list[str]] = {}
    for path in sorted((project / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        found = [one for cell in cells for one in cell.get("outputs", [])]
        assert [one for one in found if one["output_type"] == "error"] == []
        shown[path.stem] = ["".join(one.get("data", {}).get("text/plain", "")) for one in found]
    return shown


def test_the_page_speaks_of_the_place(project: Path) -> None:
    page = (project / "report" / "kejidata.zh.html").read_text("utf-8")
    assert "<title>鄞州科技指标</title>" in page
    assert "鄞州区" in page
    assert "海洋实验室" in page
    assert not (project / "report" / "kejidata.en.html").exists()
    assert not (project / "notebooks" / "en").exists()


def test_the_files_of_an_office_stand_beside_the_page(project: Path) -> None:
    names = {path.name for path in (project / "report").iterdir()}
    assert names == {f"kejidata.zh.{kind}" for kind in ("html", "docx", "xlsx", "pptx")}


def test_no_file_speaks_of_the_example(project: Path) -> None:
    texts = {".toml", ".csv", ".json", ".txt", ".ipynb", ".html", ".svg", ".md"}
    files = [path for path in project.rglob("*") if path.suffix in texts]
    assert len(files) > 40
    # Bytes of a picture, written as letters, may spell anything.
    said = {path.name: PICTURES.sub("", path.read_text("utf-8")) for path in files}
    assert [name for name, words in said.items() if OTHERS.search(words)] == []


def test_every_figure_is_of_what_the_data_holds(project: Path) -> None:
    drawn = {path.stem for path in (project / "figures" / "zh").iterdir()}
    assert drawn == {
        *("targets", "funnels", "audit", "ranking_nearest", "ranks_over_years", "growth"),
    }
    assert not (project / "figures" / "en").exists()


def test_the_notebooks_tell_of_the_place_and_say_what_is_missing(project: Path) -> None:
    shown = outputs(project)
    assert any("鄞州" in said and "第1" in said for said in shown["04_rankings"])
    assert any("没有" in said for said in shown["03_plan"])
    assert len(shown) == 8
    # No intensity, so no ranks of it; no total of the city, so no parts of its growth.
    assert "没有可供叙述的数据" in shown["04_rankings"][0]
    assert any("没有可供叙述的数据" in said for said in shown["02_growth"])


def test_the_stored_data_is_what_the_raw_material_gives(project: Path, run: Run) -> None:
    done(run, project, "check")
    observations = (project / "data" / "processed" / "observations.csv").read_text("utf-8")
    assert "330299,rd_expenditure,2023" in observations
    assert "330212,gdp,2023,value,3000," in observations


def test_processed_data_spoilt_by_hand_is_named_by_report_and_stays(
    project: Path, run: Run
) -> None:
    path = project / "data" / "processed" / "observations.csv"
    whole = path.read_bytes()
    spoilt = whole.replace(b",72.6,", b",99.9,")
    assert spoilt != whole
    path.write_bytes(spoilt)
    refused = run(project, "report")
    assert refused.returncode == 1
    assert "data/processed/observations.csv" in refused.stderr
    assert path.read_bytes() == spoilt
    path.write_bytes(whole)


def test_its_own_tests_pass(project: Path, run: Run) -> None:
    # One chapter stands for all: each costs a kernel.
    for path in (project / "notebooks").glob("0[1-9]*.ipynb"):
        path.unlink()
    done(run, project, "test")
