"""The two languages: the English twin of a notebook, and the names of the pages.

A notebook is written in Chinese. Each Markdown cell carries its English text in its metadata,
`{"kejidata": {"en": "..."}}`, and one line of code says ``lang = "zh"``. The twin is made, never
edited.
"""

from __future__ import annotations

import json
from typing import Any

from kejidata.errors import KejidataError
from kejidata.model.terms import Lang

Notebook = dict[str, Any]
"""A notebook as its JSON says it, format 4.5."""

KEPT = {"kejidata", "tags"}
"""The metadata of a cell that a person writes; all else comes from tools."""

LANG_ZH = 'lang = "zh"'
LANG_EN = 'lang = "en"'


def page_name(lang: Lang) -> str:
    """Return the file name of the page in a language.

    Examples
    --------
    >>> page_name("en")
    'kejidata.en.html'
    """
    return f"kejidata.{lang}.html"


def read_notebook(data: bytes, where: str) -> Notebook:
    r"""Return the notebook that the bytes hold; each cell has an id and its source as one text.

    Raises
    ------
    KejidataError
        The bytes are no notebook of format 4.

    Examples
    --------
    >>> cell = {"cell_type": "markdown", "metadata": {}, "source": ["# A\n", "b"]}
    >>> nb = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    >>> read_notebook(json.dumps(nb).encode(), "a.ipynb")["cells"][0]["source"]
    '# A\nb'
    """
    try:
        notebook: Notebook = json.loads(data)
        if notebook["nbformat"] != 4:
            raise KeyError("nbformat")
        for number, cell in enumerate(notebook["cells"], start=1):
            cell["source"] = "".join(cell["source"])
            cell.setdefault("metadata", {})
            cell.setdefault("id", f"cell-{number}")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KejidataError(
            "this is not a notebook of format 4",
            where=where,
            remedy="open and save it in JupyterLab, or restore it from version control",
        ) from None
    return notebook


def bare(notebook: Notebook) -> list[dict[str, Any]]:
    """Return the cells as a person wrote them: no outputs, no counts, no metadata of tools."""
    cells = []
    for cell in notebook["cells"]:
        kept = {key: value for key, value in cell["metadata"].items() if key in KEPT}
        parts = {key: cell[key] for key in ("id", "cell_type", "source")}
        cells.append({**parts, "metadata": kept})
    return cells


def english_twin(notebook: Notebook, where: str) -> Notebook:
    """Return the English twin of a Chinese notebook, without outputs.

    Parameters
    ----------
    notebook
        As `read_notebook` gives it.
    where
        The notebook's name, for errors.

    Raises
    ------
    KejidataError
        A Markdown cell has no English text, or the line ``lang = "zh"`` is not there exactly once.

    Examples
    --------
    >>> text = {"cell_type": "markdown", "source": "# 甲", "metadata": {"kejidata": {"en": "# A"}}}
    >>> code = {"cell_type": "code", "source": 'lang = "zh"', "metadata": {}}
    >>> [cell["source"] for cell in english_twin({"cells": [text, code]}, "a.ipynb")["cells"]]
    ['# A', 'lang = "en"']
    """
    switches = [
        line
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
        for line in cell["source"].splitlines()
        if line == LANG_ZH
    ]
    if len(switches) != 1:
        raise KejidataError(
            f"the line {LANG_ZH} must stand in the code exactly once",
            where=where,
            rows=[f"it stands there {len(switches)} times"],
            remedy="set the language once, in the first code cell",
        )
    cells = [_twin_cell(cell, f"{where}, cell {n}") for n, cell in enumerate(notebook["cells"], 1)]
    return {**notebook, "cells": cells}


def _twin_cell(cell: dict[str, Any], where: str) -> dict[str, Any]:
    """Return one cell in English, without outputs."""
    others = {key: value for key, value in cell["metadata"].items() if key != "kejidata"}
    if cell["cell_type"] == "code":
        lines = [LANG_EN if line == LANG_ZH else line for line in cell["source"].split("\n")]
        return {**cell, "source": "\n".join(lines), "metadata": others, "outputs": []}
    english = "".join(cell["metadata"].get("kejidata", {}).get("en", ""))
    if not english.strip():
        raise KejidataError(
            "the text cell has no English text",
            where=where,
            rows=[cell["source"].partition("\n")[0][:60]],
            remedy='write it into the cell\'s metadata: {"kejidata": {"en": "..."}}',
        )
    return {**cell, "source": english, "metadata": others}
