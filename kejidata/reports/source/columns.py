"""Pages of a PDF set in columns, whose text goes across them: line by line, each of all columns."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

_SHOWN = frozenset((b"Tj", b"TJ", b"'", b'"'))
_ROWS, _MOST = 6, 0.5
"""Lines that have to go on in the next column, and their share of the page's."""
_GAP, _STRAY = 1.4, 0.1
"""Heights of a letter before a column in which hardly a piece of a line begins, and how many may:
headings stand across the columns."""
_COLUMNS = 5
"""Columns from which lines are those of a table."""
_LETTERS, _NEARLY, _FULL = 10, 0.6, 0.6
"""What parts lines of prose from cells of a table: how long the longest is; the part of it that
is nearly a full line; and the share of lines that are."""


@dataclass(frozen=True)
class _Piece:
    """A piece of text that a page shows at once: where, how high, of how many bytes."""

    x: float
    y: float
    height: float
    length: int

    @property
    def row(self) -> int:
        """The line that it stands on, in points from the page's foot."""
        return round(self.y)


class _Shown:
    """What a page shows, written down as its text is taken; what is not to be kept is left out."""

    def __init__(self, kept: Callable[[_Piece], bool] | None = None) -> None:
        self.pieces: list[_Piece] = []
        self._kept = kept
        self._size = 0.0

    def __call__(self, operator: bytes, operands: list[Any], cm: Any, tm: Any) -> None:
        """Take one operation of a page before its text is taken."""
        if operator == b"Tf" and operands and isinstance(operands[-1], (int, float)):
            self._size = float(operands[-1])
        elif operator in _SHOWN and operands:
            piece = _piece(operands[-1], self._size, cm, tm)
            if self._kept is None:
                self.pieces.append(piece)
            elif not self._kept(piece):
                # The list is the one whose text is taken next.
                operands[-1] = type(operands[-1])()


def page_text(page: PageObject) -> str:
    """Return the text of a page, column after column where its lines go across columns."""
    shown = _Shown()
    text = page.extract_text(visitor_operand_before=shown)
    starts = _column_starts(shown.pieces)
    if not starts:
        return text
    rows = {piece.row for piece in shown.pieces if _begins(piece, starts)}

    def column(piece: _Piece) -> int:
        """Return which column a piece stands in; what stands across them is of the first."""
        return sum(piece.x > start - 1 for start in starts) if piece.row in rows else 0

    if not _all_prose(shown.pieces, column, len(starts) + 1):
        return text
    return "\n".join(_one_column(page, column, at) for at in range(len(starts) + 1))


def _one_column(page: PageObject, column: Callable[[_Piece], int], at: int) -> str:
    """Return the text of one column of a page."""
    kept = _Shown(lambda piece: column(piece) == at)
    lines = page.extract_text(visitor_operand_before=kept).splitlines()
    # Blanks are where the other columns stand.
    return "\n".join(filter(None, map(str.strip, lines)))


def _piece(shown: Any, size: float, cm: Sequence[float], tm: Sequence[float]) -> _Piece:
    """Return a piece of text with its place on the page."""
    across, up = tm[4], tm[5]
    parts = shown if isinstance(shown, list) else [shown]
    return _Piece(
        across * cm[0] + up * cm[2] + cm[4],
        across * cm[1] + up * cm[3] + cm[5],
        size * abs(tm[3] * cm[3]),
        sum(len(part) for part in parts if isinstance(part, (str, bytes))),
    )


def _column_starts(pieces: Sequence[_Piece]) -> list[float]:
    """Return where columns begin behind the first, from left to right: none on most pages."""
    rows = len({piece.row for piece in pieces})
    crossed = Counter(
        round(after.x)
        for before, after in pairwise(pieces)
        if before.x < after.x and abs(after.y - before.y) < 1
    )
    often = [at for at, times in crossed.items() if times >= max(_ROWS, _MOST * rows)]
    if not 0 < len(often) < _COLUMNS:
        return []
    xs = sorted(piece.x for piece in pieces if piece.length)
    gap = _GAP * median(piece.height for piece in pieces)
    return sorted(
        at
        for at in often
        # A place with other beginnings right before it is inside of words.
        if bisect(xs, at - 1) - bisect(xs, at - gap) <= _STRAY * crossed[at]
    )


def _begins(piece: _Piece, starts: Sequence[float]) -> bool:
    """Tell whether a piece stands where a column begins."""
    return any(abs(piece.x - start) <= 1 for start in starts)


def _all_prose(pieces: Sequence[_Piece], column: Callable[[_Piece], int], columns: int) -> bool:
    """Tell whether all columns hold lines of prose: cells of a table are short or uneven."""
    lengths: list[Counter[int]] = [Counter() for _ in range(columns)]
    for piece in pieces:
        lengths[column(piece)][piece.row] += piece.length
    return all(map(_prose, (list(lines.values()) for lines in lengths)))


def _prose(lengths: Sequence[int]) -> bool:
    """Tell whether most lines of a column are nearly full."""
    longest = max(lengths, default=0)
    full = sum(length >= _NEARLY * longest for length in lengths)
    return longest >= _LETTERS and full >= _FULL * len(lengths)
