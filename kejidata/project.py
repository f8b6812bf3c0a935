"""Which project is in force, of which the whole library speaks.

One rule for commands and library. The project in force is, in this order: the one of the innermost
`with use_project(...)`, the one that the variable KEJIDATA_PROJECT names, the nearest folder with
a kejidata.toml from the working directory upward, and the example once `load_example` was called.
Outside all of these there is none, and what needs one says so; nobody else's data is ever taken.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.project_file import FILE, Project, find, read
from kejidata.files.refusals import given_path

VARIABLE = "KEJIDATA_PROJECT"
PACKAGE = Path(__file__).resolve().parent

_chosen: ContextVar[Path | None] = ContextVar("project", default=None)
_example_in_use = False


def current() -> Project | None:
    """Return the project in force, read from its kejidata.toml; None outside any project.

    Raises
    ------
    KejidataError
        KEJIDATA_PROJECT names no project, or a kejidata.toml breaks a rule.
    """
    root = place()
    return None if root is None else read(root)


def signs() -> tuple[object, ...]:
    """Return all that decides which project is in force, quickly, for whoever keeps its answers."""
    return _chosen.get(), os.environ.get(VARIABLE), _here(), _example_in_use


def place() -> Path | None:
    """Return the folder of the project in force; None outside any project."""
    root = _chosen.get() or _named() or find(Path(_here()))
    return example() if root is None and _example_in_use else root


def current_project() -> Project:
    """Return the project in force, or say the two ways to one.

    Returns
    -------
    Project
        Its folder and its settings: root, title, region, peers, year, report, languages and the
        rest of what kejidata.toml says.

    Raises
    ------
    KejidataError
        There is none here or above, or its kejidata.toml breaks a rule.

    Examples
    --------
    >>> with use_project(example()):
    ...     current_project().region
    '320682'
    """
    found = current()
    if found is None:
        raise KejidataError(
            f"this is no kejidata project: no {FILE} here or above",
            where=_here(),
            remedy="go to a project's folder, make one with `kejidata new FOLDER`, or look at the "
            "shipped one with kejidata.load_example()",
        )
    return found


@contextmanager
def use_project(path: str | Path) -> Iterator[Project]:
    """Let the library speak of the project in a folder as long as the `with` block runs.

    Parameters
    ----------
    path
        A folder with a kejidata.toml, or one below it.

    Raises
    ------
    KejidataError
        No kejidata.toml there or above, or it breaks a rule.

    Examples
    --------
    >>> with use_project(example()) as project:
    ...     project.region
    '320682'
    """
    project = read(_checked(given_path(path), str(path)))
    token = _chosen.set(project.root)
    try:
        yield project
    finally:
        _chosen.reset(token)


def example() -> Path:
    """Return the folder of the example: inside an installed package, or the checkout around it.

    Raises
    ------
    KejidataError
        The package was taken apart: neither is there.
    """
    for place in (PACKAGE / "example", PACKAGE.parent):
        if (place / FILE).is_file():
            return place
    raise KejidataError(
        "the example is not there", where=str(PACKAGE), remedy="install the package again"
    )


def examples() -> Path:
    """Return the folder of the invented material to try things on: a table and three reports.

    Examples
    --------
    >>> (examples() / "own_table.csv").is_file()
    True
    """
    return example() / "data" / "examples"


def use_example() -> Project:
    """Return the example, which is in force from now on wherever no other project is."""
    global _example_in_use
    _example_in_use = True
    return read(example())


def _here() -> str:
    """Return the working directory; the system's root where it was removed meanwhile."""
    try:
        return os.getcwd()  # noqa: PTH109 (asked for at every look-up, where a Path costs)
    except FileNotFoundError:
        return os.sep


def _named() -> Path | None:
    """Return the project that the environment names."""
    given = os.environ.get(VARIABLE, "")
    return _checked(Path(given), f"{VARIABLE}={given}") if given else None


def _checked(path: Path, said: str) -> Path:
    """Return the project's folder of a path that somebody named."""
    root = find(path.absolute())
    if root is None:
        raise KejidataError(
            f"this is no kejidata project: no {FILE} there or above",
            where=said,
            remedy="name a project's folder, or make one with `kejidata new FOLDER`",
        )
    return root
