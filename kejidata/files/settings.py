"""Settings that people write in TOML: read, and held against what is known of each."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole

Items = Mapping[str, tuple[str, Callable[[object], bool]]]
"""What the items of a list are called, and what tells one, by the list's name."""

_SAID = {
    str: "a text in quotes",
    int: "a whole number without quotes",
    list: "a list in square brackets",
    dict: "a text by language",
}


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file in UTF-8 holds, with or without a byte-order mark.

    Raises
    ------
    KejidataError
        The file is no TOML, or not in UTF-8.
    """
    data = read_whole(path)
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = f"line {line} is not in UTF-8"
    except tomllib.TOMLDecodeError as error:
        wrong = str(error)
    raise KejidataError(
        "the file is not TOML in UTF-8",
        where=str(path),
        rows=[wrong],
        remedy="correct it, or take it away and run this again",
    )


def faults(
    given: Mapping[str, Any],
    kinds: Mapping[str, tuple[type, ...]],
    required: Collection[str],
    items: Items,
) -> list[str]:
    """Return what is wrong with settings, sorted: missing, unknown, or of another kind.

    Parameters
    ----------
    given
        The settings.
    kinds
        What each known setting may be.
    required
        The settings that have no default.
    items
        What the lists among them hold.

    Examples
    --------
    >>> faults({"year": "2023"}, {"year": (int,)}, ["year"], {})
    ["year = '2023' should be a whole number without quotes"]
    """
    known = ", ".join(kinds)
    wrong = [f"{name} is missing" for name in required if name not in given]
    wrong += [f"{name} is not known; known are {known}" for name in given.keys() - kinds.keys()]
    wrong += [
        f"{name} = {value!r} should be {' or '.join(_SAID[kind] for kind in kinds[name])}"
        for name, value in given.items()
        if name in kinds and (not isinstance(value, kinds[name]) or isinstance(value, bool))
    ]
    wrong += [
        f"{name} = {given[name]!r} should hold {what}"
        for name, (what, holds) in items.items()
        if isinstance(given.get(name), list) and not all(map(holds, given[name]))
    ]
    return sorted(wrong)
