"""Which observations of the project were read, for whoever wants to know what results follow from.

Nobody listens unless `listen` was called: `publish` calls it in each kernel, and runs a notebook
again only where something that it read has changed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

FILE = "observations.csv"
RESTATED = "restated.csv"
Codes = tuple[str, ...]


class Rows(NamedTuple):
    """Observations by codes, sorted: of these indicators, these regions, these sources.

    None is any. A row is meant that fits all three.
    """

    indicators: Codes | None = None
    regions: Codes | None = None
    sources: Codes | None = None

    def covers(self, other: Rows) -> bool:
        """Tell whether every row that another selection means is meant by this one.

        Examples
        --------
        >>> Rows().covers(Rows(("x",))), Rows(("x",)).covers(Rows(("x", "y")))
        (True, False)
        """
        pairs = zip(self, other, strict=True)
        return all(m is None or (its is not None and {*its} <= {*m}) for m, its in pairs)


# Of the process and not of a context: what a thread of a notebook reads counts, too.
_noted: set[Rows] | None = None
_regions = False
_within = threading.local()


def codes(given: str | Iterable[str]) -> Codes:
    """Return one code or many as a sorted tuple, each once.

    Examples
    --------
    >>> codes("b"), codes(["b", "a", "b"])
    (('b',), ('a', 'b'))
    """
    return (given,) if isinstance(given, str) else tuple(sorted(set(given)))


def listen() -> None:
    """Remember from now on what is read in this process."""
    global _noted, _regions
    _noted, _regions = set(), False


def note(rows: Rows) -> None:
    """Say that observations of the project in force are read."""
    if _noted is not None:
        _noted.add(rows)


def note_regions() -> None:
    """Say that it is asked which regions have a value in the project in force, and no more."""
    global _regions
    _regions = True


def regions_noted() -> bool:
    """Tell whether it was asked since `listen` which regions have a value."""
    return _regions


def noted() -> list[Rows]:
    """Return what was read since `listen`, as few selections as say it exactly."""
    together: dict[tuple[Codes | None, Codes | None], Codes | None] = {}
    for rows in sorted(_noted or (), key=repr):
        among = together.setdefault(rows[1:], ())
        every = among is None or rows.indicators is None
        together[rows[1:]] = None if every else codes((*(among or ()), *(rows.indicators or ())))
    found = [Rows(indicators, *others) for others, indicators in together.items()]
    return [rows for rows in found if not any(one.covers(rows) for one in found if one is not rows)]


@contextmanager
def accounted() -> Iterator[None]:
    """Mark files that are opened in the block as those of what `note` tells or all results need."""
    before = is_accounted()
    _within.marked = True
    try:
        yield
    finally:
        _within.marked = before


def is_accounted() -> bool:
    """Tell whether this thread is in a block of `accounted`."""
    return getattr(_within, "marked", False)
