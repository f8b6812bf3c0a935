"""Only wording knows a language: no other room compares a language's code or holds its text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import syntax

import kejidata
from kejidata.wording.language import language, languages

PACKAGE = Path(kejidata.__file__).parent
OWNER = "wording"
READERS = {"reports", "tables", "files", "build"}
"""Rooms that read Chinese: reports, headings of tables, files of either."""
UNITS = re.compile(r"[十百千万亿萬億%/]*(?:元|美元|个百分点|位|倍|人|项|件)?/?(?:万人|项)?")
"""Units are codes of the data, whatever language a reader has."""
NOTATION = {
    *("model/numerals.py", "model/units.py", "model/unit_fit.py", "model/registry_file.py"),
    *("panel/columns.py", "measures/claims.py"),
}
"""Numerals, powers of ten, counting words and signs as they are written in Chinese data, and the
words by which a quoted statement says among how many it ranks and at which prices it is."""

FONTS = {"office/slides.py", "office/word/styles.py"}
"""Fonts go by the name that they have on every system, whatever its language."""


def modules() -> list[str]:
    names = sorted(str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py"))
    return [name for name in names if name.partition("/")[0] != OWNER]


def texts(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the strings of a module but its docstrings."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    described = {
        id(line.value)
        for node in ast.walk(tree)
        if isinstance(node, kinds) or hasattr(node, "body")
        for line in (node.body if isinstance(node.body, list) else [])  # type: ignore[attr-defined]
        if isinstance(line, ast.Expr)
    }
    for node in ast.walk(tree):
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if text and id(node) not in described:
            yield node


def chosen(tree: ast.AST) -> Iterator[int]:
    """Yield the lines where a language's code decides: compared, or the key of a choice."""
    codes = languages()
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            inside = [one for side in (node.left, *node.comparators) for one in ast.walk(side)]
        elif isinstance(node, ast.Dict):
            inside = list(node.keys)
        elif isinstance(node, ast.Subscript):
            inside = [node.slice]
        else:
            continue
        if any(isinstance(one, ast.Constant) and one.value in codes for one in inside):
            yield node.lineno


def parsed(name: str) -> ast.Module:
    return syntax.module(PACKAGE / name)


def test_the_searches_find_what_they_look_for() -> None:
    tree = ast.parse('"""说明"""\nx = "位次" if lang == "zh" else {"en": "rank"}[lang]\n')
    assert list(chosen(tree)) == [2, 2]
    assert [node.value for node in texts(tree)] == ["位次", "zh", "en", "rank"]


def test_no_room_but_wording_compares_a_language() -> None:
    assert not [f"{name}:{line}" for name in modules() for line in chosen(parsed(name))]


def test_no_room_but_wording_holds_chinese() -> None:
    others = {name for name in modules() if name.partition("/")[0] not in READERS}
    held = [
        f"{name}:{node.lineno} {node.value}"
        for name in sorted(others - NOTATION - FONTS)
        for node in texts(parsed(name))
        if re.search(r"[\u3400-\u9fff，。；：（）、《》]", node.value)
        and not UNITS.fullmatch(node.value)
    ]
    assert not held


def raised(tree: ast.AST) -> set[int]:
    """Return which nodes stand in an error."""
    return {
        id(one)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise | ast.Call)
        and (isinstance(node, ast.Raise) or "KejidataError" in ast.dump(node.func))
        for one in ast.walk(node)
    }


def test_sentences_and_tables_hold_no_english_but_that_of_their_errors() -> None:
    words = language("en").words
    trees = {n: parsed(n) for n in modules() if n.startswith(("narrative", "display"))}
    held = [
        f"{name}:{node.lineno} {node.value}"
        for name, tree in trees.items()
        for node in texts(tree)
        if re.fullmatch(r"[\w ,.'-]*[A-Za-z]{2,} [a-z]{2,}[\w ,.'-]*", node.value)
        and f"formula.{node.value.strip()}" not in words
        and id(node) not in raised(tree)
    ]
    assert len(trees) > 40
    assert not held
