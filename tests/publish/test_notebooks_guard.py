"""Stored notebooks are comparable: nbval is silent about what was never executed or was stripped.

nbval runs a cell without an execution count but compares nothing, skips what a tag tells it to
skip, and forgives what a sanitising pattern covers. The guard refuses the first two for any
project; here no pattern is given either, and cells are thin.
"""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kejidata.publish.notebook_guard import faults

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("**/[!.]*.ipynb"))
LINES = 15

Notebook = dict[str, Any]


@pytest.mark.root_project
def test_there_are_notebooks_in_both_languages() -> None:
    assert len([path for path in NOTEBOOKS if path.parent.name == "notebooks"]) >= 5
    english = {path.name for path in NOTEBOOKS if path.parent.name == "en"}
    assert english == {path.name for path in NOTEBOOKS if path.parent.name == "notebooks"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_stored_notebook_can_be_compared(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    assert faults(notebook) == []
    cells = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [source for source in cells if "".join(source).count("\n") >= LINES] == []
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_comparison_is_strict() -> None:
    names = ("Makefile", "pyproject.toml", ".ci/run", "kejidata/publish/regression.py")
    text = "".join((ROOT / name).read_text("utf-8") for name in names)
    assert '"--nbval"' in text
    assert "kejidata test" in text
    assert not re.search(r"nbval-lax|sanitize|nbval-skip", text)


# The guard itself is tested on one good notebook and on what can go wrong with it.

GOOD: Notebook = {
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Growth"]},
        {
            "cell_type": "code",
            "execution_count": 1,
            "metadata": {},
            "outputs": [],
            "source": ["import kejidata\n", "obs = kejidata.load()"],
        },
        {
            "cell_type": "code",
            "execution_count": 2,
            "metadata": {},
            "outputs": [{"output_type": "execute_result", "data": {"text/plain": ["35.08"]}}],
            "source": ["growth"],
        },
    ]
}


def stripped(cell: Notebook) -> None:
    cell.update(outputs=[], execution_count=None)


def emptied(cell: Notebook) -> None:
    cell["outputs"] = []


def out_of_order(cell: Notebook) -> None:
    cell["execution_count"] = 7


def warned(cell: Notebook) -> None:
    cell["outputs"].append({"output_type": "stream", "name": "stderr", "text": ["a warning"]})


def failed(cell: Notebook) -> None:
    cell["outputs"] = [{"output_type": "error", "ename": "KeyError"}]


def tagged(cell: Notebook) -> None:
    cell["metadata"]["tags"] = ["nbval-ignore-output"]


def commented(cell: Notebook) -> None:
    cell["source"].insert(0, "# NBVAL_SKIP\n")


def test_guard_passes_a_good_notebook() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    "spoil", [stripped, emptied, out_of_order, warned, failed, tagged, commented]
)
def test_guard_sees(spoil: Callable[[Notebook], None]) -> None:
    notebook = copy.deepcopy(GOOD)
    spoil(notebook["cells"][2])
    assert len(faults(notebook)) >= 1
    assert all(fault.startswith("code cell 2: ") for fault in faults(notebook))


def test_guard_sees_a_notebook_without_code() -> None:
    assert faults({"cells": GOOD["cells"][:1]}) == ["no code cell"]
