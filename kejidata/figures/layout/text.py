"""Text that fits: how wide it is, where its lines break, where it is cut.

What goes through `wrapped`, `headline` or `cut` can be drawn: a character without a glyph becomes
a mark.
"""

from __future__ import annotations

import re
from contextlib import nullcontext
from functools import cache, lru_cache
from itertools import accumulate, takewhile
from math import fsum
from typing import Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from kejidata.figures.layout.font import drawable, families, glyph
from kejidata.wording.line_breaks import CLAUSE_END, NO_LINE_END, NO_LINE_START

Weight = Literal["normal", "bold"]

POINTS = 72.0
MEASURED_AT = 100.0
"""Size at which type is measured; large enough that rounding to dots does not count."""
HINTING = "no_hinting"
"""Glyphs keep their shape, so that widths scale with the size."""
LEADING = 1.32
"""Height of a line over the size of its type."""

# A Latin word or number with what clings to it is one piece; any other character is its own.
_PIECE = re.compile(r"[!-~À-ſ−–±≥≤≈×]+|\s+|.")


@cache
def _advance(character: str, weight: Weight) -> float:
    """Return the width of one character over the size of its type."""
    renderer, font = _ruler(weight)
    # The width is kept, so it must not depend on the settings of whoever asks first; the style in
    # force has this one, and a context of its own takes four times as long as the measuring.
    in_force = mpl.rcParams["text.hinting"] == HINTING
    with nullcontext() if in_force else mpl.rc_context({"text.hinting": HINTING}):
        extent = renderer.get_text_width_height_descent(glyph(character), font, False)  # type: ignore[no-untyped-call]
    return float(extent[0]) / MEASURED_AT


@cache
def _ruler(weight: Weight) -> tuple[RendererAgg, FontProperties]:
    """Return what measures a character of a weight."""
    font = FontProperties(family=list(families()), size=MEASURED_AT, weight=weight)
    return RendererAgg(1, 1, POINTS), font  # type: ignore[no-untyped-call]


def width_of(text: str, points: float, weight: Weight = "normal") -> float:
    """Return the width of one line of text, in inches.

    The sum over the characters, each measured once; what kerning draws together is not counted.

    Examples
    --------
    >>> width_of("研发", 12) < width_of("研发经费", 12)
    True
    """
    return _length(text, weight) * points / POINTS


@lru_cache(maxsize=1 << 14)
def _length(text: str, weight: Weight) -> float:
    """Return the width of a line over the size of its type."""
    # `sum` adds floats in another way since Python 3.12; this gives the same bytes on each.
    return fsum(_advance(character, weight) for character in text)


def height_of(lines: float, points: float) -> float:
    """Return the height of lines of text, in inches."""
    return lines * points * LEADING / POINTS


def wrapped(
    text: str, width: float, points: float, weight: Weight = "normal", most: int = 99
) -> str:
    """Return text broken into lines that fit a width; what exceeds the last line becomes ….

    Chinese breaks between any two characters but never before closing punctuation; Latin breaks
    at spaces and, where one word is wider than that, inside the word.

    Parameters
    ----------
    text
        The text; runs of white space count as one space.
    width
        Inches to fit.
    points
        Size of the type.
    weight
        Weight of the type.
    most
        Lines at most.

    Examples
    --------
    >>> wrapped("research and development", 1.3, 12).splitlines()
    ['research and', 'development']
    """
    lines, line = [], ""
    for piece in _pieces(drawable(text), width, points, weight):
        if width_of((line + piece).rstrip(), points, weight) <= width or not line.strip():
            line += piece
        else:
            lines.append(line.strip())
            line = piece.lstrip()
    lines.append(line.strip())
    if len(lines) > most:
        lines = [
            *lines[: most - 1],
            cut("".join(_joined(lines[most - 1 :])), width, points, weight),
        ]
    return "\n".join(lines)


def headline(
    text: str, width: float, points: float, weight: Weight = "bold", most: int = 99
) -> str:
    """Return text in as few lines as fit a width, broken after a clause or else evenly.

    Examples
    --------
    >>> headline("Two rise, and the other three fall", 2.2, 12).splitlines()
    ['Two rise,', 'and the other three fall']
    """
    filled = wrapped(text, width, points, weight)
    count = filled.count("\n")
    if not count:
        return filled
    if count >= most:
        return wrapped(text, width, points, weight, most)
    lines = [""]
    for clause in CLAUSE_END.split(drawable(text)):
        if lines[-1] and width_of(lines[-1] + clause, points, weight) > width:
            lines.append("")
        lines[-1] += clause
    fits = all(width_of(line, points, weight) <= width for line in lines)
    if fits and len(lines) == count + 1:
        return "\n".join(line.strip() for line in lines)
    return _even(text, width, points, weight, count)


def _even(text: str, width: float, points: float, weight: Weight, count: int) -> str:
    """Return the text in the narrowest measure that needs no more lines."""
    for share in (0.6, 0.7, 0.8, 0.9):
        lines = wrapped(text, width * share, points, weight)
        if lines.count("\n") == count:
            return lines
    return wrapped(text, width, points, weight)


def cut(text: str, width: float, points: float, weight: Weight = "normal") -> str:
    """Return text shortened to one line of a width, ending in … where something is left out."""
    text = drawable(text)
    if width_of(text, points, weight) <= width:
        return text
    dots = _advance("…", weight)
    ends = accumulate(_advance(character, weight) for character in text)
    fit = takewhile(lambda end: (end + dots) * points / POINTS <= width, ends)
    return text[: len(list(fit))].rstrip() + "…"


def _joined(lines: list[str]) -> list[str]:
    """Put back the spaces that line breaks between Latin words took."""
    return [
        line + " " if line[-1:].isascii() and after[:1].isascii() else line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
    ]


def _pieces(text: str, width: float, points: float, weight: Weight) -> list[str]:
    """Return the unbreakable pieces of a text, none of them wider than a line."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        clings = piece[0] in NO_LINE_START or (bool(pieces) and pieces[-1][-1] in NO_LINE_END)
        if clings and pieces and not pieces[-1].isspace():
            pieces[-1] += piece
        elif width_of(piece, points, weight) > width:
            pieces += list(piece)
        else:
            pieces.append(piece)
    return pieces
