"""Figures as files: the same bytes on every run, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from matplotlib.figure import Figure

from kejidata.errors import KejidataError
from kejidata.figures.gallery import Chart, charts
from kejidata.figures.layout.picture import Sentence, alt_text, encoded
from kejidata.files.atomic import write_whole
from kejidata.files.refusals import given_path
from kejidata.model.arguments import held_to_annotations
from kejidata.model.terms import Lang

FORMATS = ("png", "svg")
Drawn = tuple[dict[str, bytes], dict[str, str]]
"""Figures as files, bytes by name, and why each other one is left out."""


@held_to_annotations
def save(figure: Figure, stem: str, folder: str | Path) -> list[Path]:
    """Write a figure as PNG and SVG and return the two paths.

    Parameters
    ----------
    figure
        A figure of this package.
    stem
        Name of the files without ending.
    folder
        Where they go; made where it is missing.

    Raises
    ------
    KejidataError
        The stem holds a path, or the folder cannot be written; old files stand as before.

    Examples
    --------
    >>> import tempfile
    >>> import pandas as pd
    >>> from kejidata.figures import completion_bullets
    >>> ratios = pd.DataFrame({"region": ["a"], "indicator": ["x"], "period": ["2020"],
    ...                        "value": [9.0], "target": [10.0], "completion": [90.0],
    ...                        "elapsed": [100.0], "reason": [""]})
    >>> [path.name for path in save(completion_bullets(ratios), "ratio", tempfile.mkdtemp())]
    ['ratio.png', 'ratio.svg']
    """
    if Path(stem).name != stem or not stem:
        raise KejidataError(
            f"the stem {stem!r} is no plain file name", remedy="put the path into folder"
        )
    place = given_path(folder)
    made = {place / f"{stem}.{kind}": encoded(figure, kind) for kind in FORMATS}
    for path, data in made.items():
        write_whole(path, data)
    return list(made)


@held_to_annotations
def save_all(folder: str | Path, lang: Lang = "zh") -> list[Path]:
    """Draw the project's set into a folder as PNG and SVG, and return the paths.

    Parameters
    ----------
    folder
        Where they go; made where it is missing. Other files in it stay.
    lang
        A language, such as zh or en.

    Raises
    ------
    KejidataError
        The data is missing or damaged, or the folder cannot be written.
    """
    place = given_path(folder)
    files, _ = drawn([lang])[lang]
    for name, data in files.items():
        write_whole(place / name, data)
    return [place / name for name in files]


def drawn(langs: Iterable[Lang]) -> dict[Lang, Drawn]:
    """Return the project's figures as files, and why each other one is left out, by language."""
    every = charts()
    return {lang: _drawn(every, lang) for lang in langs}


def _drawn(charts: Mapping[str, Chart], lang: Lang) -> Drawn:
    every = {stem: draw(lang, "slide") for stem, draw in charts.items()}
    missing = {stem: alt_text(one) for stem, one in every.items() if isinstance(one, Sentence)}
    files = {
        f"{stem}.{kind}": encoded(one, kind)
        for stem, one in every.items()
        for kind in FORMATS
        if stem not in missing
    }
    return files, missing
