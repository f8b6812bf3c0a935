"""Which project this is: its folder, what `kejidata.toml` says of it, and where its data lies.

One rule for commands and library. The project in force is, in this order: the one of the innermost
`with use_project(...)`, the one that the variable KEJIDATA_PROJECT names, the nearest folder with
a kejidata.toml from the working directory upward, and the example once `load_example` was called.
Outside all of these there is none, and what needs one says so; nobody else's data is ever taken.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.folders import standing
from kejidata.files.settings import Items, faults, read_toml

FILE = "kejidata.toml"
VARIABLE = "KEJIDATA_PROJECT"
PACKAGE = Path(__file__).resolve().parent

_chosen: ContextVar[Path | None] = ContextVar("project", default=None)
_example_in_use = False


@dataclass(frozen=True)
class Project:
    """One office's project: its folder and the settings of its kejidata.toml.

    Parameters
    ----------
    root
        The folder that holds kejidata.toml, data/, notebooks/, figures/ and report/.
    title
        What the page is called, by language.
    region
        The division code of the place that the project is about.
    peers
        The code of the region whose members it is compared with; empty for none.
    year
        The year that the work report is about.
    report
        The source of the work report: `data/raw/reports/NAME.txt`; empty for none.
    languages
        The languages of notebooks, figures and page, the first of them the one written in.
    expenditure, intensity, output
        The indicators that notebooks and figures follow where none is named: what is spent, its
        share of the product, and the product.
    products
        The indicators that are products of finance, in one unit; empty for none.
    results
        The indicators of what came of the spending, such as patents, the one that a chapter draws
        last; empty for none.
    funnels
        Pairs of indicators, what enters a stage and what comes out of it, beside those whose share
        the registry derives.
    """

    root: Path
    title: Mapping[str, str]
    region: str
    year: int
    peers: str = ""
    report: str = ""
    languages: tuple[str, ...] = ("zh",)
    expenditure: str = "rd_expenditure"
    intensity: str = "rd_intensity"
    output: str = "gdp"
    products: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    funnels: tuple[Sequence[str], ...] = ()

    @property
    def processed(self) -> Path:
        """The folder of the processed data, also after a kill while a new one took its place."""
        return standing(self.root / "data" / "processed")


def find(start: Path) -> Path | None:
    """Return the nearest folder, from a folder upward, that holds a kejidata.toml."""
    return next((place for place in (start, *start.parents) if (place / FILE).is_file()), None)


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
    project = read(_checked(Path(path), str(path)))
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


def read(root: Path) -> Project:
    """Return the project of a folder, its settings checked.

    Parameters
    ----------
    root
        Holds kejidata.toml.

    Raises
    ------
    KejidataError
        The file is no TOML, a setting is missing, unknown or of another kind.
    """
    path = root / FILE
    given = read_toml(path)
    if wrong := faults(given, _KINDS, _REQUIRED, _LISTS):
        raise KejidataError(
            "the settings of the project break a rule",
            where=str(path),
            rows=wrong,
            remedy=f"correct {FILE}",
        )
    given |= {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    project = Project(root=root, **given)
    if isinstance(project.title, str):
        return replace(project, title=dict.fromkeys(project.languages, project.title))
    return project


_KINDS: Mapping[str, tuple[type, ...]] = {
    "title": (str, dict),
    "region": (str,),
    "year": (int,),
    "peers": (str,),
    "report": (str,),
    "languages": (list,),
    "expenditure": (str,),
    "intensity": (str,),
    "output": (str,),
    "products": (list,),
    "results": (list,),
    "funnels": (list,),
}


def _is_pair(item: object) -> bool:
    """Tell whether an item of a list is two texts."""
    return isinstance(item, list) and [type(part) for part in item] == [str, str]


_LISTS: Items = {
    "languages": ("texts", lambda item: isinstance(item, str)),
    "products": ("texts", lambda item: isinstance(item, str)),
    "results": ("texts", lambda item: isinstance(item, str)),
    "funnels": ("pairs of texts", _is_pair),
}
_REQUIRED = ("title", "region", "year")
