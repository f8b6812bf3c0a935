"""A notebook in English: the same code, the other language, and what is stored in step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kejidata.errors import KejidataError
from kejidata.publish.translation import bare, read_notebook, translated

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
STORED = sorted(NOTEBOOKS.glob("*.ipynb"))


def text(chinese: str, english: str | None) -> dict[str, Any]:
    metadata = {} if english is None else {"kejidata": {"en": english}}
    return {"cell_type": "markdown", "id": "t", "metadata": metadata, "source": chinese}


def code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "id": "c", "metadata": {}, "source": source, "outputs": ["old"]}


def test_text_and_language_are_swapped_and_code_stays() -> None:
    cells = [text("# 甲", "# A"), code('import x\nlang = "zh"\nx.f(lang)'), code('s = "lang"')]
    english = translated({"cells": cells, "nbformat": 4}, "en", "a.ipynb")
    assert [cell["source"] for cell in english["cells"]] == [
        "# A",
        'import x\nlang = "en"\nx.f(lang)',
        's = "lang"',
    ]
    assert english["cells"][1]["outputs"] == []
    assert cells[0]["source"] == "# 甲"


def test_english_text_may_be_stored_in_lines() -> None:
    cell = text("# 甲\n乙", None) | {"metadata": {"kejidata": {"en": ["# A\n", "b"]}}}
    english = translated({"cells": [cell, code('lang = "zh"')]}, "en", "a.ipynb")
    assert english["cells"][0]["source"] == "# A\nb"


@pytest.mark.parametrize("english", [None, "", " \n"])
def test_a_cell_without_english_text_is_named(english: str | None) -> None:
    with pytest.raises(KejidataError, match=r"language en\n  in a\.ipynb\n  cell 1: # 甲"):
        translated({"cells": [text("# 甲\n乙", english), code('lang = "zh"')]}, "en", "a.ipynb")


@pytest.mark.parametrize("sources", [["x = 1"], ['lang = "zh"', 'lang = "zh"']])
def test_the_language_is_set_exactly_once(sources: list[str]) -> None:
    with pytest.raises(KejidataError, match="exactly once"):
        translated({"cells": [code(source) for source in sources]}, "en", "a.ipynb")


@pytest.mark.parametrize(
    "data", [b"", b"no json", b"[]", b"{}", b'{"nbformat": 3, "cells": []}', b"\xff\xfe", b"null"]
)
def test_what_is_no_notebook_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(KejidataError, match=r"not a notebook of format 4\n  in bad\.ipynb"):
        read_notebook(data, "bad.ipynb")


def test_bare_cells_hold_nothing_that_a_tool_wrote() -> None:
    cell = code("x") | {"metadata": {"tags": ["raises-exception"], "execution": {"iopub": "now"}}}
    cell["execution_count"] = 7
    assert bare({"cells": [cell]}) == [
        {"cell_type": "code", "id": "c", "metadata": {"tags": ["raises-exception"]}, "source": "x"}
    ]


@pytest.mark.root_project
@pytest.mark.parametrize("path", STORED, ids=lambda path: path.name)
def test_the_stored_twin_is_in_step(path: Path) -> None:
    english = translated(read_notebook(path.read_bytes(), path.name), "en", path.name)
    stored = read_notebook((path.parent / "en" / path.name).read_bytes(), path.name)
    assert bare(stored) == bare(english)


def test_no_twin_stands_alone() -> None:
    assert {path.name for path in (NOTEBOOKS / "en").glob("*.ipynb")} <= {p.name for p in STORED}


def test_reading_takes_lines_and_missing_ids() -> None:
    cells = [{"cell_type": "code", "source": ["a\n", "b"], "outputs": []}]
    read = read_notebook(json.dumps({"nbformat": 4, "cells": cells}).encode(), "a.ipynb")
    assert read["cells"][0]["source"] == "a\nb"
    assert read["cells"][0]["id"] == "cell-1"
