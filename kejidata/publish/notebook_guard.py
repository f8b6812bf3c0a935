"""Stored notebooks are comparable: nbval is silent about what was never executed or was stripped.

nbval runs a cell without an execution count but compares nothing, skips what a tag tells it to
skip, and takes any picture for any other. The guard refuses the first two; `pytest_plugin` compares
the pictures.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.project_file import read as read_project
from kejidata.publish.translation import Notebook, read_notebook
from kejidata.wording.language import WRITTEN

_TAGS = {"nbval-skip", "nbval-ignore-output", "raises-exception"}
_COMMENTS = re.compile(r"NBVAL_|PYTEST_VALIDATE_IGNORE")


def check_comparable(root: Path) -> list[Path]:
    """Return the stored notebooks of a project, each of which can be compared with a fresh run.

    Those that only others are made of, in a language that the project has not, never run.

    Raises
    ------
    KejidataError
        There is none, or one holds what nbval would pass without a look.
    """
    folder = root / "notebooks"
    paths = sorted(folder.glob("**/[!.]*.ipynb"))
    paths = [path for path in paths if ".ipynb_checkpoints" not in path.parts]
    if WRITTEN not in read_project(root).languages:
        paths = [path for path in paths if path.parent != folder]
    if not paths:
        raise KejidataError("there are no notebooks", where=str(folder))
    wrong = [
        f"{path.relative_to(root).as_posix()}, {fault}"
        for path in paths
        for fault in faults(read_notebook(read_whole(path), str(path)))
    ]
    if wrong:
        raise KejidataError(
            "stored notebooks cannot be compared with a fresh run",
            where=str(folder),
            rows=wrong,
            remedy="run `kejidata report`, and take out what keeps a cell from being compared",
        )
    return paths


def faults(notebook: Notebook) -> list[str]:
    """Return what keeps a stored notebook from being compared, one text per fault.

    Examples
    --------
    >>> cell = {"cell_type": "code", "source": "1 + 1", "metadata": {}, "outputs": []}
    >>> faults({"cells": [{**cell, "execution_count": 1}]})
    ['code cell 1: its output is missing']
    """
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    found = [] if cells else ["no code cell"]
    for number, cell in enumerate(cells, start=1):
        found += [f"code cell {number}: {fault}" for fault in _cell_faults(cell, number)]
    return found


def _cell_faults(cell: dict[str, Any], number: int) -> list[str]:
    """Return what is wrong with one code cell."""
    source = "".join(cell["source"])
    outputs = cell.get("outputs", [])
    checks = {
        "not executed in order": cell.get("execution_count") != number,
        "its output is missing": _shows(source) and not outputs,
        "an error": any(output["output_type"] == "error" for output in outputs),
        "something on stderr": any(output.get("name") == "stderr" for output in outputs),
        "left out of the comparison": bool(
            _TAGS & set(cell["metadata"].get("tags", [])) or _COMMENTS.search(source)
        ),
    }
    return [fault for fault, present in checks.items() if present]


def _shows(source: str) -> bool:
    """Tell whether a cell ends in an expression, which Jupyter displays."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        # A command of IPython: whether it shows anything is told by its output alone.
        return False
    return bool(body) and isinstance(body[-1], ast.Expr)
