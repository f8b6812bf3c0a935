"""The column `source` of a result: whose figures each row was computed from.

A cell names a source for each published figure of its row, parted by `|`, in the order in which
the result's columns have the figures; a source of all of them stands there once. What several
figures give together has their sources parted by `; `, each once. The words of the row itself, it
goes wherever the row goes: into a filter, another order, a file. A word is held once for all rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kejidata.panel import columns
from kejidata.panel.arrays import Ints, by_block, told_apart

BETWEEN = "|"
"""What stands between the sources of two figures of a row."""
WITHIN = "; "
"""What stands between several sources of one figure."""


class Figures(NamedTuple):
    """The source of one figure of each row, a code into the names; -1 where there is none."""

    code: Ints
    names: Sequence[str]

    def take(self, at: Ints) -> Figures:
        """Return those of some rows."""
        return Figures(self.code[at], self.names)

    def before(self, other: Figures) -> Figures:
        """Return those of some rows and behind them those of others."""
        behind = np.where(other.code < 0, -1, other.code.astype(np.int64) + len(self.names))
        return Figures(np.append(self.code, behind), [*self.names, *other.names])


def read(column: pd.Series[Any], where: str) -> tuple[Ints, Sequence[str]]:
    """Return the code of each cell's source, and the names: the last is that of an empty cell.

    Of what was computed before, all sources are those of one figure.
    """
    codes, names = columns.texts(column, where)
    # Room for -1, for the empty cell, and for each to be counted from 1.
    codes = codes.astype(np.min_scalar_type(-len(names) - 3))
    codes[codes < 0] = len(names)
    return codes, [*(together([name]) for name in names), ""]


def together(sources: Iterable[str]) -> str:
    """Return the sources of a figure that comes from several, each once.

    Examples
    --------
    >>> together(["yearbook|report", "report", ""])
    'yearbook; report'
    """
    split = (one for name in sources for part in name.split(BETWEEN) for one in part.split(WITHIN))
    return WITHIN.join(dict.fromkeys(filter(None, split)))


def beside(sources: Sequence[str | None]) -> str:
    """Return the cell of a row from the source of each of its figures, None where there is none.

    Figures at the end that are not there have no place.

    Examples
    --------
    >>> beside(["report", "yearbook"]), beside(["report", None]), beside(["report", ""])
    ('report|yearbook', 'report', 'report|')
    """
    known = {source for source in sources if source is not None}
    if len(known) < 2:
        return "".join(known)
    last = max(at for at, source in enumerate(sources) if source is not None)
    return BETWEEN.join(source or "" for source in sources[: last + 1])


def parted(cell: str, figures: int) -> list[str]:
    """Return the source of each of so many figures of a row; one that is said once is that of all.

    The last ones may not be there. Of more figures nobody knows which is whose: each has all.

    Examples
    --------
    >>> parted("report|yearbook", 2), parted("report", 2), parted("report|yearbook", 1)
    (['report', 'yearbook'], ['report', 'report'], ['report; yearbook'])
    """
    parts = cell.split(BETWEEN)
    if len(parts) == 1 or len(parts) > figures:
        return [together(parts)] * figures
    return parts + [""] * (figures - len(parts))


def each(cells: Iterable[object]) -> list[str]:
    """Return the ids in some cells of the column, each once, in the order in which they come.

    Examples
    --------
    >>> each(["report|yearbook", "", "yearbook; survey"])
    ['report', 'yearbook', 'survey']
    """
    whole = together(str(cell) for cell in dict.fromkeys(cells) if not pd.isna(cell))  # type: ignore[call-overload]
    return whole.split(WITHIN) if whole else []


def column(*figures: Figures | None) -> dict[str, Any]:
    """Return the column for the figures of each row; nothing of a frame that tells no sources."""
    known = [one for one in figures if one is not None]
    if not known:
        return {}
    size = len(known[0].code)
    codes, cells = _combined(
        [one or Figures(np.zeros(size, dtype=np.int8), [""]) for one in figures]
    )
    words = [beside(cell) for cell in cells]
    place, texts = pd.factorize(np.array(words, dtype=object))
    if len(texts) < len(words):
        codes = place[codes]
    kind = pd.CategoricalDtype(pd.Index(texts, dtype="str"))
    return {"source": pd.Categorical.from_codes(codes, dtype=kind, validate=False)}


def _combined(figures: Sequence[Figures]) -> tuple[Ints, list[list[str | None]]]:
    """Return the number of each row's combination of sources, and the sources of each of them."""
    widths = [len(one.names) + 1 for one in figures]
    many, size = math.prod(widths), len(figures[0].code)
    codes: Ints
    if many > np.iinfo(np.int64).max:
        # No number tells so many combinations apart: each row is told by itself.
        codes, found = np.arange(size), np.array([one.code + 1 for one in figures])
    else:

        def numbered(part: slice) -> list[Ints]:
            number = np.zeros(len(figures[0].code[part]), dtype=np.min_scalar_type(many))
            for one, width in zip(figures, widths, strict=True):
                number *= width
                number += (one.code[part] + 1).astype(number.dtype)
            return [number]

        (number,) = by_block(numbered, size)
        codes, numbers = told_apart(number, many)
        found = np.array(np.unravel_index(numbers, widths))
    cells = [
        [one.names[at - 1] if at else None for one, at in zip(figures, places, strict=True)]
        for places in found.T.tolist()
    ]
    return codes, cells


def gathered(whose: Ints, code: Ints, names: Sequence[str], size: int) -> Figures:
    """Return for each of so many rows the sources of the figures that it was made of together.

    Parameters
    ----------
    whose
        The row that each figure belongs to.
    code, names
        The sources of the figures; -1 where there is no figure.
    size
        How many rows there are.
    """
    kept = np.flatnonzero(code >= 0)
    pairs = pd.unique(whose[kept].astype(np.int64) * len(names) + code[kept])
    rows: list[list[str]] = [[] for _ in range(size)]
    for pair in pairs.tolist():
        row, source = divmod(pair, len(names))
        rows[row].append(names[source])
    found, words = pd.factorize(np.array([together(row) for row in rows], dtype=object))
    return Figures(found, [str(word) for word in words])
