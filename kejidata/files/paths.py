"""Where the data lies: inside an installed package, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.folders import standing

PACKAGE = Path(__file__).resolve().parent.parent


def processed() -> Path:
    """Return the folder of the processed data that belongs to this copy of the package.

    Raises
    ------
    KejidataError
        There is none, neither in the package nor beside it.

    Examples
    --------
    >>> (processed() / "indicators.csv").is_file()
    True
    """
    places = [PACKAGE / "data", PACKAGE.parent / "data" / "processed"]
    for place in map(standing, places):
        if place.is_dir():
            return place
    raise KejidataError(
        "the processed data is not there",
        where=" or ".join(str(place) for place in places),
        remedy="run `kejidata build` in a checkout, or install the package again",
    )


def examples() -> Path:
    """Return the folder of the invented examples of a checkout: a table and three reports.

    Raises
    ------
    KejidataError
        The package was installed without its checkout.

    Examples
    --------
    >>> (examples() / "own_table.csv").is_file()
    True
    """
    place = PACKAGE.parent / "data" / "examples"
    if not place.is_dir():
        raise KejidataError(
            "the examples are not there",
            where=str(place),
            remedy="clone the project; an installed package does not carry them",
        )
    return place
