"""Stored notebooks are comparable: nbval is silent about what was never executed or was stripped.

nbval runs a cell without an execution count but compares nothing, skips what a tag tells it to
skip, and forgives what a sanitising pattern covers. The guard refuses all three.
"""

import ast
import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("**/[!.]*.ipynb"))
LINES = 15
TAGS = {"nbval-skip", "nbval-ignore-output", "raises-exception"}
COMMENTS = re.compile(r"NBVAL_|PYTEST_VALIDATE_IGNORE")

Notebook = dict[str, Any]


def faults(notebook: Notebook) -> list[str]:
    """Return what keeps a stored notebook from being compared, one text per fault."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    found = [] if cells else ["no code cell"]
    for number, cell in enumerate(cells, start=1):
        found += [f"code cell {number}: {fault}" for fault in cell_faults(cell, number)]
    return found


def cell_faults(cell: Notebook, number: int) -> list[str]:
    source = "".join(cell["source"])
    outputs = cell["outputs"]
    checks = {
        "not executed in order": cell["execution_count"] != number,
        "its output is missing": shows(source) and not outputs,
        "an error": any(output["output_type"] == "error" for output in outputs),
        "something on stderr": any(output.get("name") == "stderr" for output in outputs),
        "too long to be thin": source.count("\n") >= LINES,
        "left out of the comparison": bool(
            TAGS & set(cell["metadata"].get("tags", [])) or COMMENTS.search(source)
        ),
    }
    return [fault for fault, present in checks.items() if present]


def shows(source: str) -> bool:
    """Tell whether a cell ends in an expression, which Jupyter displays."""
    body = ast.parse(source).body
    return bool(body) and isinstance(body[-1], ast.Expr)


def test_there_are_notebooks_in_both_languages() -> None:
    assert len([path for path in NOTEBOOKS if path.parent.name == "notebooks"]) >= 5
    english = {path.name for path in NOTEBOOKS if path.parent.name == "en"}
    assert english == {path.name for path in NOTEBOOKS if path.parent.name == "notebooks"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_stored_notebook_can_be_compared(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    assert faults(notebook) == []
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_comparison_is_strict() -> None:
    settings = [ROOT / name for name in ("Makefile", "pyproject.toml", ".ci/run")]
    text = "".join(path.read_text("utf-8") for path in settings)
    assert "--nbval " in text
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


def swollen(cell: Notebook) -> None:
    cell["source"] = ["growth\n"] * LINES + ["growth"]


def test_guard_passes_a_good_notebook() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    "spoil", [stripped, emptied, out_of_order, warned, failed, tagged, commented, swollen]
)
def test_guard_sees(spoil: Callable[[Notebook], None]) -> None:
    notebook = copy.deepcopy(GOOD)
    spoil(notebook["cells"][2])
    assert len(faults(notebook)) >= 1
    assert all(fault.startswith("code cell 2: ") for fault in faults(notebook))


def test_guard_sees_a_notebook_without_code() -> None:
    assert faults({"cells": GOOD["cells"][:1]}) == ["no code cell"]
