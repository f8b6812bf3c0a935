"""The bundled typeface, registered with matplotlib once a process."""

from __future__ import annotations

import warnings
from functools import cache

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties

from kejidata.files.fonts import FAMILY, FILES

FALLBACK = "DejaVu Sans"
"""Ships with matplotlib; lends the signs that the bundled subset does not hold."""


@cache
def families() -> tuple[str, ...]:
    """Return the font families of every figure, the bundled one first.

    The Chinese family leads because mathtext and the pgf backend ask the first family only.

    Examples
    --------
    >>> families()
    ('Keji Sans SC', 'DejaVu Sans')
    """
    for path in FILES.values():
        font_manager.fontManager.addfont(path)
    return FAMILY, FALLBACK


def drawable(text: str) -> str:
    r"""Return a text in one line, a mark in the place of each character without a glyph.

    Warns with the characters that a reader will miss; what nobody can read, as an escape, goes
    without a word.

    Examples
    --------
    >>> drawable("如皋\x1b \n甲")
    '如皋� 甲'
    """
    line = " ".join(text.split())
    lacking = [c for c in dict.fromkeys(line) if not _has_glyph(c)]
    if missed := [f"{c} (U+{ord(c):04X})" for c in lacking if c.isprintable()]:
        warnings.warn(f"the font has no glyph for {', '.join(missed)} in {line!r}", stacklevel=2)
    return line.translate({ord(c): "\N{REPLACEMENT CHARACTER}" for c in lacking})


def glyph(character: str) -> str:
    """Return a character, or the mark for one that no family of the figures can draw."""
    return character if _has_glyph(character) else "\N{REPLACEMENT CHARACTER}"


@cache
def _has_glyph(character: str) -> bool:
    """Tell whether a family of the figures can draw a character."""
    faces = (font_manager.findfont(FontProperties(family=[name])) for name in families())
    return any(font_manager.get_font(face).get_char_index(ord(character)) for face in faces)
