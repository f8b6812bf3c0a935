"""The tree in both READMEs is the tree that is tracked, folder by folder.

The tree is the first ```text block of a README. A line is a path and, after two spaces or more,
what it is; deeper lines are indented by two. The project itself has no line. Every folder down
to the second level is named, files as the author likes. The folders of tests/ mirror those of
kejidata/ and are not said twice.
"""

import re
from pathlib import Path, PurePosixPath

import pytest

DEPTH = 2
READMES = ["README.md", "README.zh.md"]


def tree(text: str) -> set[str]:
    block = re.search(r"^```text\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    assert block, "no ```text block"
    names: set[str] = set()
    above: list[tuple[int, PurePosixPath]] = []
    for line in filter(str.strip, block[1].splitlines()):
        indent = len(line) - len(line.lstrip())
        above = [(depth, path) for depth, path in above if depth < indent]
        name = line.split()[0]
        path = (above[-1][1] if above else PurePosixPath()) / name
        above.append((indent, path))
        names.add(f"{path}/" if name.endswith("/") else str(path))
    return names


def folders(files: list[str]) -> set[str]:
    parents = {parent for name in files for parent in PurePosixPath(name).parents}
    named = {path for path in parents if path.parts[:1] != ("tests",) or len(path.parts) == 1}
    return {f"{path}/" for path in named if 0 < len(path.parts) <= DEPTH}


def with_parents(names: set[str]) -> set[str]:
    return names | folders([f"{name}x" for name in names])


def test_tree_reads_indentation_and_nested_paths() -> None:
    text = "# x\n```text\ndata/raw/   as published\nkejidata/  package\n  cli.py   command\n```\n"
    assert tree(text) == {"data/raw/", "kejidata/", "kejidata/cli.py"}


@pytest.mark.parametrize("readme", READMES)
def test_every_tracked_folder_is_in_the_tree(readme: str, root: Path, tracked: list[str]) -> None:
    named = with_parents({n for n in tree((root / readme).read_text("utf-8")) if n.endswith("/")})
    assert folders(tracked) - named == set()


@pytest.mark.root_project
@pytest.mark.parametrize("readme", READMES)
def test_everything_in_the_tree_is_tracked(readme: str, root: Path, tracked: list[str]) -> None:
    named = tree((root / readme).read_text("utf-8"))
    all_folders = {f"{parent}/" for name in tracked for parent in PurePosixPath(name).parents}
    assert named - all_folders - set(tracked) == set()


def test_the_folders_of_the_tests_are_those_of_the_library(tracked: list[str]) -> None:
    rooms = {
        top: {
            PurePosixPath(name).parts[1]
            for name in tracked
            if name.startswith(f"{top}/") and len(PurePosixPath(name).parts) > 2
        }
        for top in ("kejidata", "tests")
    }
    assert rooms["tests"] - {"reference"} <= rooms["kejidata"]
