"""The languages: a notebook in another one, and the names of the pages.

A notebook is written in one language. Each Markdown cell carries its text in every other one in its
metadata, `{"kejidata": {"en": "..."}}`, and one line of code says ``lang = "zh"``. Those in other
languages are made, never edited.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kejidata.errors import KejidataError
from kejidata.model.terms import Lang
from kejidata.wording.language import WRITTEN

Notebook = dict[str, Any]
"""A notebook as its JSON says it, format 4.5."""

KEPT = {"kejidata", "tags"}
"""The metadata of a cell that a person writes; all else comes from tools."""

SWITCH = 'lang = "{lang}"'
"""The line of code that sets the language of a notebook."""


def page_name(lang: Lang) -> str:
    """Return the file name of the page in a language.

    Examples
    --------
    >>> page_name("en")
    'kejidata.en.html'
    """
    return f"kejidata.{lang}.html"


def is_chapter(path: Path) -> bool:
    """Tell whether a notebook is a chapter of the report: its name begins with a digit.

    The others are somebody's own work, or show how something is done.
    """
    return path.name[0].isdigit()


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


def untranslated(notebook: Notebook, lang: Lang) -> list[str]:
    """Return the text cells that have no text in a language, each by its number and first line.

    Examples
    --------
    >>> untranslated({"cells": [{"cell_type": "markdown", "source": "# 甲", "metadata": {}}]}, "en")
    ['cell 1: # 甲']
    """
    return [
        f"cell {number}: {cell['source'].partition(chr(10))[0][:60]}"
        for number, cell in enumerate(notebook["cells"], 1)
        if cell["cell_type"] == "markdown" and not _text(cell, lang).strip()
    ]


def translated(notebook: Notebook, lang: Lang, where: str) -> Notebook:
    """Return a notebook in another language, without outputs.

    Parameters
    ----------
    notebook
        As `read_notebook` gives it.
    lang
        The language to put it into.
    where
        The notebook's name, for errors.

    Raises
    ------
    KejidataError
        A Markdown cell has no text in this language, or the line ``lang = "zh"`` is not there
        exactly once.

    Examples
    --------
    >>> text = {"cell_type": "markdown", "source": "# 甲", "metadata": {"kejidata": {"en": "# A"}}}
    >>> code = {"cell_type": "code", "source": 'lang = "zh"', "metadata": {}}
    >>> [cell["source"] for cell in translated({"cells": [text, code]}, "en", "a.ipynb")["cells"]]
    ['# A', 'lang = "en"']
    """
    written = SWITCH.format(lang=WRITTEN)
    code = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    switches = [line for source in code for line in source.splitlines() if line == written]
    if len(switches) != 1:
        raise KejidataError(
            f"the line {written} must stand in the code exactly once",
            where=where,
            rows=[f"it stands there {len(switches)} times"],
            remedy="set the language once, in the first code cell",
        )
    if missing := untranslated(notebook, lang):
        raise KejidataError(
            f"a text cell has no text in the language {lang}",
            where=where,
            rows=missing,
            remedy=f'write it into the cell\'s metadata: {{"kejidata": {{"{lang}": "..."}}}}',
        )
    return {**notebook, "cells": [_translated_cell(cell, lang) for cell in notebook["cells"]]}


def _text(cell: dict[str, Any], lang: Lang) -> str:
    """Return the text of a cell in another language, empty where it has none."""
    return "".join(cell["metadata"].get("kejidata", {}).get(lang, ""))


def _translated_cell(cell: dict[str, Any], lang: Lang) -> dict[str, Any]:
    """Return one cell in another language, without outputs."""
    others = {key: value for key, value in cell["metadata"].items() if key != "kejidata"}
    if cell["cell_type"] != "code":
        return {**cell, "source": _text(cell, lang), "metadata": others}
    switch, other = SWITCH.format(lang=WRITTEN), SWITCH.format(lang=lang)
    lines = [other if line == switch else line for line in cell["source"].split("\n")]
    return {**cell, "source": "\n".join(lines), "metadata": others, "outputs": []}


def all_translated(notebooks: Mapping[Path, Notebook], lang: Lang) -> dict[Path, Notebook]:
    """Return all notebooks in another language.

    Raises
    ------
    KejidataError
        Notebooks have no text in this language; they are named.
    """
    missing = {path.name: untranslated(notebook, lang) for path, notebook in notebooks.items()}
    rows = [f"{name}, {len(cells)} cells, {cells[0]}" for name, cells in missing.items() if cells]
    if rows:
        raise KejidataError(
            f"{len(rows)} notebooks have no text in the language {lang}",
            rows=rows,
            remedy=f'write it into each text cell\'s metadata: {{"kejidata": {{"{lang}": "..."}}}}',
        )
    return {
        path.parent / lang / path.name: translated(notebook, lang, str(path))
        for path, notebook in notebooks.items()
    }
