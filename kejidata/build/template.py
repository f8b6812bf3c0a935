"""The notebooks that a new project begins with."""

from __future__ import annotations

from kejidata.build.strip_notebook import stripped
from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.project import PACKAGE


def template() -> dict[str, bytes]:
    """Return the notebooks of a new project by file name, in Chinese and without outputs.

    They ask the project for its place, year, source and indicators. Each text cell carries its
    English words, of which `report` makes the English notebooks where the project has the language.

    Raises
    ------
    KejidataError
        The package was taken apart: the notebooks are not there.

    Examples
    --------
    >>> min(template())
    '00_summary.ipynb'
    """
    # An installed package carries them; an editable one takes those of the checkout around it.
    for folder in (PACKAGE / "template" / "notebooks", PACKAGE.parent / "notebooks"):
        made = {path.name: stripped(read_whole(path)) for path in sorted(folder.glob("*.ipynb"))}
        if made:
            return {name: data for name, data in made.items() if data is not None}
    raise KejidataError(
        "the notebooks of a new project are not there",
        where=str(PACKAGE),
        remedy="install the package again",
    )
