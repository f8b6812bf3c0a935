"""A notebook is kept only while what it read is as it was, whatever of the raw material changes.

The notebooks are small ones on the example's data: one for each way to read. Each runs in a fork of
one process that waits, as those of a report do.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kejidata.build.assemble import build
from kejidata.build.cards import write_card
from kejidata.files.lock import STATE
from kejidata.project import use_project
from kejidata.publish.depends import Data
from kejidata.publish.fork_server import Kernels
from kejidata.publish.pipeline import report

pytestmark = [
    pytest.mark.root_project,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="kernels are forks on Linux"),
]
BEGIN = "import kejidata\nfrom kejidata import narrative\nproject = kejidata.current_project()\n"
TOLD = ".text + str(story.facts.to_dict('records'))"
NOTEBOOKS = {
    "report": f"story = narrative.field(kejidata.load(sources=project.report))\nstory{TOLD}",
    "growth": "rates = kejidata.growth_rates(kejidata.load(indicators='rd_expenditure'))\n"
    f"story = narrative.growth(rates[rates['region'] == '320500'])\nstory{TOLD}",
    "cities": "kejidata.load(indicators='gdp', regions=['320500', '320600']).to_csv()",
    "audit": "story = narrative.audit(kejidata.audit(kejidata.load()))\nstory.text",
    "statements": "stated = kejidata.load(sources=project.report)['indicator']\n"
    "checks = kejidata.audit(kejidata.load(indicators=stated, operands=True))\n"
    "checks[checks['source'] == project.report].to_csv()",
    "raw": "(project.root / 'data/raw/tables/yearbooks.csv').read_text()",
    "thread": "import threading\nseen = []\n"
    "one = threading.Thread(target=lambda: seen.append(kejidata.load(indicators='gdp').to_csv()))\n"
    "one.start(); one.join(); seen",
    "process": "import subprocess\n"
    "subprocess.run(['cat', str(project.root / 'data/raw/tables/yearbooks.csv')], "
    "capture_output=True).stdout",
    "groups": "kejidata.peer_groups()",
    "nothing": "1 + 1",
}
FIGURES, TEXT = "data/raw/reports/rugao_2020_figures.csv", "data/raw/reports/rugao_2020.txt"
TABLES, REGISTRY = "data/raw/tables", "data/raw/registry"
Edits = dict[str, tuple[str, str]]
"""Old and new words by file."""
CHANGES: dict[str, tuple[Edits, set[str]]] = {
    "a figure of the report": (
        {FIGURES: ("26.82", "26.83"), TEXT: ("26.82", "26.83")},
        {"report", "audit", "statements", "process"},
    ),
    "a figure of a yearbook": (
        {f"{TABLES}/yearbooks.csv": ("98357896.3707", "98357896.3708")},
        {"audit", "process", "raw"},
    ),
    "the product of a city": (
        {f"{TABLES}/nantong_counties.csv": ("10036.3", "10036.4")},
        {"audit", "process", "cities", "thread"},
    ),
    "the spending of a city": (
        {
            f"{TABLES}/jiangsu_cities.csv": (
                "苏州市,R&D经费,2021,888.7",
                "苏州市,R&D经费,2021,888.9",
            )
        },
        {"growth", "audit", "process"},
    ),
}
NAMES: dict[str, Edits] = {
    "the name of an indicator": {f"{REGISTRY}/indicators.csv": ("创业江苏", "创业苏江")},
    "the unit of an indicator": {f"{REGISTRY}/indicators.csv": ("patents,件,", "patents,项,")},
    "the title of a source": {f"{REGISTRY}/sources.csv": ("2020年科技工作", "2020年的科技工作")},
    "the name of a theme": {f"{REGISTRY}/themes.csv": ("重点科技指标", "重点指标")},
    "the name of a region": {f"{REGISTRY}/regions.csv": ("320612,,,,", "320612,,,Tongzhou D.,")},
}


def written(source: str) -> str:
    code = {"cell_type": "code", "id": "c", "metadata": {}, "source": BEGIN + source}
    cells = [code | {"outputs": [], "execution_count": None}]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("project")
    shutil.copytree(root / "data", place / "data")
    settings = (root / "kejidata.toml").read_text("utf-8")
    (place / "kejidata.toml").write_text(settings.replace('["zh", "en"]', '["zh"]'), "utf-8")
    shutil.copy(root / "made.csv", place)
    (place / "notebooks").mkdir()
    for name, source in NOTEBOOKS.items():
        (place / "notebooks" / f"{name}.ipynb").write_text(written(source), "utf-8")
    return place


@pytest.fixture(scope="module", autouse=True)
def one_server(project: Path) -> Iterator[None]:
    with Kernels() as kernels, pytest.MonkeyPatch.context() as patch:
        with use_project(project):
            server = kernels.waiting()
        patch.setattr(Kernels, "waiting", lambda _: server)
        patch.setattr("kejidata.publish.page.document.font_faces", lambda text: "")
        yield


def ran(project: Path) -> set[str]:
    """Make the report; return the notebooks that ran."""
    said: list[str] = []
    report(project, said.append)
    return {line.partition("notebooks/")[2].partition(".")[0] for line in said if ".ipynb" in line}


def stored(project: Path) -> dict[str, Any]:
    return {path.stem: path.read_bytes() for path in (project / "notebooks").glob("*.ipynb")}


def change(project: Path, edits: Edits) -> None:
    """Change raw files, with their cards, where the old words stand."""
    for name, (old, new) in edits.items():
        path = project / name
        text = path.read_text("utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new), "utf-8")
        write_card(path, {}, None)


@pytest.fixture(scope="module")
def made(project: Path) -> Path:
    assert ran(project) == {*NOTEBOOKS}
    assert ran(project) == set()
    return project


@pytest.mark.parametrize("what", CHANGES)
def test_what_depends_on_a_changed_row_runs_and_all_is_as_made_cold(made: Path, what: str) -> None:
    edits, depending = CHANGES[what]
    change(made, edits)
    assert ran(made) == depending
    before = stored(made)
    # Of those that ran nothing was kept; made cold are those that did not, as late as can be:
    # before the next change that they depend on, or at the end.
    following = [runs for _, runs in CHANGES.values()][[*CHANGES].index(what) + 1 :]
    kept = {*NOTEBOOKS} - depending
    kept &= following[0] if following else kept
    for name in kept:
        (made / STATE / "made" / "notebooks" / f"{name}.ipynb").unlink()
    assert ran(made) == kept
    assert stored(made) == before


def test_a_question_for_regions_depends_on_which_have_a_value_alone(tmp_path: Path) -> None:
    processed = tmp_path / "data" / "processed"
    processed.mkdir(parents=True)

    def data(*rows: str) -> Data:
        lines = ["region,indicator,measure,value,source", *rows]
        (processed / "observations.csv").write_text("\n".join(lines), "utf-8")
        return Data(tmp_path)

    asked = data("1,x,value,2,s", "2,x,value,4,s").signed(json.dumps([[], [], True]))
    assert data("1,x,value,3,s", "2,y,value,4,t", "3,x,target,4,s").still(asked)
    assert not data("1,x,value,2,s", "2,x,target,4,s").still(asked)
    assert not data("1,x,value,2,s", "2,x,value,4,s", "3,x,value,4,s").still(asked)


@pytest.mark.parametrize("what", NAMES)
def test_on_each_name_and_unit_every_notebook_depends(project: Path, what: str) -> None:
    before = Data(project).always
    change(project, NAMES[what])
    build(project)
    assert Data(project).always != before
