"""The rooms of `kejidata/` and the one way that arrows between them point.

The order is that of the table of rooms in docs/design.md: a room imports only rooms above it.
Beside it stand a few rules more, and the paragraph with which each folder introduces itself.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
from syntax import nodes

import kejidata

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "kejidata"
FACE = {"__init__", "__main__"}
"""Modules that hand on what the rooms hold."""

# Arrows that still point the wrong way, file by file. The list only ever gets shorter: a line whose
# arrow is gone fails, too.
NOT_YET: set[tuple[str, str]] = set()


def order() -> list[str]:
    """Return the rooms from the ground up, as the design page has them."""
    text = (ROOT / "docs" / "design.md").read_text("utf-8")
    table = text.partition("| room | what it knows |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE)


def room_of(path: Path) -> str:
    """Return the room of a module: its folder below the package, or itself."""
    return room(path.relative_to(PACKAGE).as_posix())


def room(name: str) -> str:
    """Return the room of a module that is named below the package, such as panel/axes.py."""
    return name.partition("/")[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Yield each module of the package that a file imports, wherever in the file, in full."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots, which hide the room"
            assert node.module
            # What comes from the face itself may be a room.
            yield from (
                [f"kejidata.{alias.name}" for alias in node.names]
                if node.module == "kejidata"
                else [node.module]
            )


def rooms_used(path: Path) -> set[str]:
    """Return the other rooms that a file imports from; other names of the face count for none."""
    named = {name.split(".")[1] for name in imports(path) if name.startswith("kejidata.")}
    return (named & set(order())) - {room_of(path)}


MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in MODULES} - {PACKAGE})


@cache
def arrows() -> set[tuple[str, str]]:
    """Return each module with each other room that it imports from; all of them are read for it."""
    return {
        (path.relative_to(PACKAGE).as_posix(), used)
        for path in MODULES
        if room_of(path) not in FACE
        for used in rooms_used(path)
    }


def test_every_room_has_its_line_in_the_design() -> None:
    rooms = {room_of(path) for path in MODULES} - FACE
    assert len(order()) == len(set(order()))
    assert set(order()) == rooms


def test_arrows_point_one_way() -> None:
    height = {name: at for at, name in enumerate(order())}
    wrong = {(name, used) for name, used in arrows() if height[used] > height[room(name)]}
    assert wrong == NOT_YET


@pytest.mark.parametrize(
    ("who", "others"),
    [
        ("panel", {"measures"}),
        ("wording", {"measures", "narrative", "figures", "display", "publish"}),
        ("narrative", {"figures"}),
        ("figures", {"narrative"}),
    ],
)
def test_neighbours_that_never_meet(who: str, others: set[str]) -> None:
    met = {(name, used) for name, used in arrows() - NOT_YET if room(name) == who}
    assert {arrow for arrow in met if arrow[1] in others} == set()


KERNEL = {"axes", "cells", "closed", "intake", "intervals", "matching", "period_axis", "ranks"}
"""What measures calculate on; other rooms of `panel` make frames plain, or tell their sources."""


def test_sentences_pictures_and_tables_leave_the_calculating_to_measures() -> None:
    used = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in MODULES
        if room_of(path) in {"narrative", "figures", "display"}
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("kejidata.panel.")
        for name in {f"{node.module}.{alias.name}".split(".")[2] for alias in node.names}
    }
    assert {one for one in used if one.split(": ")[1] in KERNEL} == set()
    assert used


def test_only_the_face_and_the_command_read_reports() -> None:
    assert {room(name) for name, used in arrows() if used == "reports"} <= {"cli"}


def test_the_face_loads_neither_pictures_nor_the_page_nor_the_grammar() -> None:
    text = (PACKAGE / "__init__.pyi").read_text("utf-8")
    named = [node for node in ast.parse(text).body if isinstance(node, ast.ImportFrom)]
    homes = [node.module.split(".") for node in named if node.module]
    assert len(homes) == len(kejidata.__all__)
    assert {parts[0] for parts in homes} & {"publish", "figures", "cli"} == set()
    assert [parts for parts in homes if parts[0] == "reports" and len(parts) > 1] == []


def test_no_room_imports_in_a_circle() -> None:
    above: dict[str, set[str]] = {name: set() for name in order()}
    for name, used in arrows() - NOT_YET:
        above[room(name)].add(used)
    done: set[str] = set()
    while ready := {name for name in order() if above[name] <= done} - done:
        done |= ready
    assert set(order()) - done == set()


LONGEST_FUNCTION, LONGEST_MODULE = 40, 250
"""Lines of a body behind its docstring, which fit on a screen; lines of a module in all."""
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def body_lines(function: Function) -> int:
    """Return how many lines the statements of a function take, its docstring aside."""
    body = function.body[ast.get_docstring(function, clean=False) is not None :]
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_every_function_fits_on_a_screen_and_every_module_in_the_head() -> None:
    code = [*MODULES, *ROOT.glob("tools/*.py"), *ROOT.glob("benchmarks/*.py")]
    long = {path.name for path in code if path.read_text("utf-8").count("\n") > LONGEST_MODULE}
    long |= {
        f"{path.name}: {one.name}"
        for path in code
        for one in nodes(path)
        if isinstance(one, Function) and body_lines(one) > LONGEST_FUNCTION
    }
    assert long == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_folder_introduces_itself_and_the_file_to_open_first(folder: Path) -> None:
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    begun = re.search(r"(?:Begin\s+with|Open)\s+`(\w+)`", text)
    assert re.match(r"[A-Z].+\.\n\n[A-Z]", text), "one sentence, then what comes in and goes out"
    assert begun, "name the file to open first"
    beside = {name for path in folder.iterdir() for name in (path.stem, path.name)}
    assert begun[1] in beside
    # A name that is no file is one that another room hands on, which is there too.
    named = {name for name in re.findall(r"`([\w.]+)`", text) if name not in beside}
    assert named <= {"kejidata", "Narrative", "Report", "read_text"}
