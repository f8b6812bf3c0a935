"""Notebooks as a new project gets them: without outputs, and without what one project added.

It needs nothing but the standard library: the build of the wheel runs it, too, where the package
is not installed.
"""

from __future__ import annotations

import json
from typing import Any

OWN = "own"
"""The tag of a cell that only the project around it needs; a new project does not get it."""


def stripped(notebook: bytes) -> bytes | None:
    r"""Return the bytes of a notebook's template; None where every cell is the project's own.

    Parameters
    ----------
    notebook
        A notebook of format 4; each cell that says nothing to another project is tagged "own".

    Examples
    --------
    >>> cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "outputs": [1]}
    >>> mine = {**cell, "id": "b", "metadata": {"tags": ["own"]}}
    >>> made = stripped(json.dumps({"nbformat": 4, "cells": [cell, mine]}).encode())
    >>> [(one["id"], one["outputs"]) for one in json.loads(made)["cells"]]
    [('a', [])]
    >>> stripped(json.dumps({"nbformat": 4, "cells": [mine]}).encode()) is None
    True
    """
    whole: dict[str, Any] = json.loads(notebook)
    cells = [cell for cell in whole["cells"] if OWN not in cell["metadata"].get("tags", ())]
    if not cells:
        return None
    for cell in cells:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    text = json.dumps({**whole, "cells": cells}, ensure_ascii=False, indent=1)
    return (text + "\n").encode()
