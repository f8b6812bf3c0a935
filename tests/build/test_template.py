"""The notebooks of this project are those of a new one, and cells of its own that say so."""

import json
import re
from pathlib import Path

import pytest

from kejidata.build.strip_notebook import OWN, stripped
from kejidata.build.template import template
from kejidata.model.registry import indicators, regions, sources
from kejidata.publish.translation import read_notebook, translated

OTHERS = re.compile("如皋|南通|江苏|Rugao|Nantong|Jiangsu", re.IGNORECASE)
NAMES = sorted(template())


def cells(data: bytes) -> dict[str, dict[str, object]]:
    return {cell["id"]: cell for cell in read_notebook(data, "")["cells"]}


def test_a_new_project_gets_the_chapters_that_ask_the_project() -> None:
    assert [name[:2] for name in NAMES if name[0].isdigit()] == [f"0{n}" for n in range(7)]
    assert [name for name in NAMES if not name[0].isdigit()] == ["tutorial_quickstart.ipynb"]


@pytest.mark.parametrize("name", NAMES)
def test_the_root_adds_nothing_but_cells_of_its_own(name: str, root: Path) -> None:
    own, new = cells((root / "notebooks" / name).read_bytes()), cells(template()[name])
    added = [key for key in own if key not in new]
    assert all(OWN in own[key]["metadata"]["tags"] for key in added)
    assert [key for key in own if key in new] == list(new)
    for key, cell in new.items():
        assert (cell["source"], cell["metadata"]) == (own[key]["source"], own[key]["metadata"])


@pytest.mark.parametrize("name", NAMES)
def test_a_template_holds_no_code_of_a_place_a_source_or_an_indicator(name: str) -> None:
    known = {*indicators()["code"], *regions()["code"], *sources()["id"]}
    for cell in cells(template()[name]).values():
        assert OTHERS.search(json.dumps(cell, ensure_ascii=False)) is None
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            texts = re.findall(r'"([^"]*)"', str(cell["source"]))
            assert {text for text in texts if text in known or re.search(r"\d{4}", text)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_its_english_words(name: str) -> None:
    assert translated(read_notebook(template()[name], name), "en", name)["cells"]


@pytest.mark.root_project
def test_a_notebook_of_one_project_alone_is_no_template(root: Path) -> None:
    assert stripped((root / "notebooks" / "tutorial_own_table.ipynb").read_bytes()) is None
