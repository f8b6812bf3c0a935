"""A notebook as it goes into a run, and as it is stored: the same bytes from every run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from kejidata.publish.progress import Progress
from kejidata.publish.translation import KEPT, Notebook, bare

_EXACT = 2**53
"""Up to here every whole number is a number of JavaScript, too."""
# What JupyterLab writes into a notebook that it saves, but for the release of Python: `lab`.
_METADATA: dict[str, Any] = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}


def runnable(notebook: Notebook) -> NotebookNode:
    """Return the notebook to be run: what a person wrote, and room for outputs."""
    cells = bare(notebook)
    for cell in cells:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return _node({"nbformat": 4, "nbformat_minor": 5, "metadata": _METADATA, "cells": cells})


def _node(parts: dict[str, Any]) -> NotebookNode:
    """Return a part of a notebook as the type that nbclient and nbformat work on."""
    node: NotebookNode = nbformat.from_dict(parts)  # type: ignore[no-untyped-call]
    return node


def store(node: NotebookNode) -> bytes:
    """Return the bytes under which a notebook is stored."""
    node.metadata = _node(_METADATA)
    nbformat.validate(node)
    for output in (one for cell in node.cells for one in cell.get("outputs", [])):
        if "data" in output:
            output.data = _as_saved(output.data)
    text: str = nbformat.writes(node)  # type: ignore[no-untyped-call]
    return (text.rstrip("\n") + "\n").encode()


def _as_saved(data: Any) -> Any:
    """Return data with whole numbers as JupyterLab saves them: 12000 for 12000.0."""
    if isinstance(data, dict):
        return _node({key: _as_saved(value) for key, value in data.items()})
    if isinstance(data, list):
        return [_as_saved(value) for value in data]
    whole = isinstance(data, float) and data.is_integer() and abs(data) <= _EXACT
    return int(data) if whole else data


def tidy_outputs(path: Path, node: NotebookNode, progress: Progress) -> None:
    """Take out what differs from run to run: timings, warnings with their paths, tracebacks."""
    for number, cell in enumerate(node.cells, start=1):
        cell.metadata = _node({k: v for k, v in cell.metadata.items() if k in KEPT})
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                first = output.text.strip().partition("\n")[0]
                progress(f"{path.name}, cell {number}, warns: {first}")
            if output.output_type == "error":
                output.traceback = [f"{output.ename}: {output.evalue}"]
        if "outputs" in cell:
            cell.outputs = [out for out in cell.outputs if out.get("name") != "stderr"]
