"""Pages of a PDF set in columns, whose text goes across them: line by line, each of all columns."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

_SHOWN = frozenset((b"Tj", b"TJ", b"'", b'"'))
_ROWS, _MOST = 6, 0.25
"""Lines that have to go on in the next column, and their share of the page's."""
_GAP, _STRAY = 1.4, 0.1
"""Heights of a letter before a column in which hardly a piece of a line begins, and how many may:
headings stand across the columns."""
_COLUMNS = 5
"""Columns from which lines are those of a table."""
_OVER, _PARTS = 0.15, 24
"""Widths of the first column by which a line across reaches over it, and parts of a page, each of
which is taken out by itself."""
_LETTERS, _NEARLY, _FULL = 10, 0.6, 0.6
"""What parts lines of prose from cells of a table: how long the longest is; the part of it that
is nearly a full line; and the share of lines that are."""


_Part = tuple[int, int]
"""How many changes between columns and text across stand above, and the column, or -1."""


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
    parts = _parts(shown.pieces, starts)
    order = sorted(set(parts.values()))
    if len(order) > _PARTS or not _all_prose(shown.pieces, parts):
        return text
    return "\n".join(_one_part(page, parts, part) for part in order)


def _parts(pieces: Sequence[_Piece], starts: Sequence[float]) -> dict[_Piece, _Part]:
    """Return which part of the page each piece stands in, in the order in which parts are read.

    Text across the whole page, above, between or below the columns, is a part of its own; a line
    goes across where it would reach into the second column.
    """
    rows: dict[int, list[_Piece]] = {}
    for piece in pieces:
        rows.setdefault(piece.row, []).append(piece)
    set_in = {row for row, shown in rows.items() if any(_begins(one, starts) for one in shown)}
    of_first = [[one for one in rows[row] if one.x < starts[0] - 1] for row in set_in]
    width = starts[0] - min(one.x for shown in of_first for one in shown)
    per_byte = width / max(sum(one.length for one in shown) for shown in of_first)
    parts: dict[_Piece, _Part] = {}
    band, across = 0, False
    for row in sorted(rows, reverse=True):
        reach = min(one.x for one in rows[row]) + per_byte * sum(one.length for one in rows[row])
        # The last line of what stands across may be short.
        goes = row not in set_in and (across or reach > starts[0] + _OVER * width)
        band, across = band + (goes != across), goes
        for one in rows[row]:
            parts[one] = (band, -1 if goes else sum(one.x > start - 1 for start in starts))
    return parts


def _one_part(page: PageObject, parts: Mapping[_Piece, _Part], part: _Part) -> str:
    """Return the text of one part of a page."""
    kept = _Shown(lambda piece: parts[piece] == part)
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


def _all_prose(pieces: Sequence[_Piece], parts: Mapping[_Piece, _Part]) -> bool:
    """Tell whether all columns hold lines of prose: cells of a table are short or uneven."""
    lengths: dict[int, Counter[int]] = {}
    for piece in pieces:
        column = parts[piece][1]
        if column >= 0:
            lengths.setdefault(column, Counter())[piece.row] += piece.length
    return all(_prose([*lines.values()]) for lines in lengths.values())


def _prose(lengths: Sequence[int]) -> bool:
    """Tell whether most lines of a column are nearly full."""
    longest = max(lengths, default=0)
    full = sum(length >= _NEARLY * longest for length in lengths)
    return longest >= _LETTERS and full >= _FULL * len(lengths)
