"""What `kejidata.toml` says of a project: its folder, its settings, and where its data lies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.folders import standing
from kejidata.files.settings import Items, faults, read_toml

FILE = "kejidata.toml"


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
    if wrong := faults(given, _KINDS, _REQUIRED, _LISTS) or list(_unsaid(given)):
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


def _unsaid(given: Mapping[str, Any]) -> Iterator[str]:
    """Yield what settings of the right kinds leave open."""
    spoken = given.get("languages", Project.languages)
    if not spoken:
        yield "languages = [] should hold texts"
    if isinstance(given["title"], dict):
        for lang in spoken:
            if not isinstance(given["title"].get(lang), str):
                yield f"title says nothing in {lang}"


def language_named(root: Path) -> str:
    """Return the first language that a kejidata.toml names, whatever else is wrong with it.

    Where it names none, it is the one that a project has by default.
    """
    found = _NAMED.search(read_whole(root / FILE))
    return found[1].decode() if found else Project.languages[0]


_NAMED = re.compile(rb"^languages\s*=[\s\[]*[\"']([a-z]+)", re.MULTILINE)
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
