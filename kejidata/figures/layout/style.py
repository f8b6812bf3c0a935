"""The one style: colours, sizes and the rc context that every figure is made and drawn in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, NamedTuple

import matplotlib as mpl
from matplotlib.figure import Figure, SubFigure

from kejidata.errors import KejidataError
from kejidata.figures.layout.font import families
from kejidata.figures.layout.text import HINTING
from kejidata.files.refusals import system_explained

SizeName = Literal["slide", "column"]
Canvas = Figure | SubFigure
NARROWEST = 0.6
"""The width that a figure of the caller's has at least, of that of its size."""

# Okabe and Ito (2008): told apart with every common colour vision deficiency.
BLUE = "#0072B2"
ORANGE = "#D55E00"
GREEN = "#009E73"

INK = "#1A1A1A"
FOCUS = INK
"""The region in focus: no colour that says rise, fall or fault."""
MUTED = "#5F6368"
FAINT = "#A9AEB4"
RULE = "#DADDE1"
BAND = "#E1E5E9"
PALE = "#A9CDE6"
"""The pale companion of BLUE: what is planned, or what came before."""
PAPER = "#FFFFFF"
BLACK = "#000000"
"""Ink on a colour; INK would be too pale on the middle ones."""

ROUND = (1, 2, 5, 10)
"""Steps between ticks, over powers of ten."""

# One hue from light to dark, and two hues that meet in near white: lightness carries the order.
SEQUENCE = ("#E3EEF9", "#B3D1EA", "#74B0DA", "#2F83BE", "#0A4F87")
DIVERGING = ("#B24A00", "#F0A873", "#F7F7F5", "#8CC0E4", "#0A5C97")


class Size(NamedTuple):
    """One size of a figure; lengths in inches, type in points."""

    name: SizeName
    width: float
    least_height: float
    height: float
    margin: float
    title: float
    text: float
    small: float
    least: float
    """Points below which no type is set, however little room there is."""
    dpi: int
    headline: str | None = None
    """The title that the caller gives; None for the finding."""
    canvas: Canvas | None = None
    """The caller's own figure to draw into; None for a new one."""


PHONE = 7.6
"""Points that are 11 px where a phone shows a column 366 px wide."""

SIZES: dict[str, Size] = {
    "slide": Size("slide", 10.0, 3.0, 5.625, 0.42, 18.0, 11.5, 9.0, 5.0, 144),
    "column": Size("column", 3.5, 1.6, 3.0, 0.12, 10.0, 7.8, PHONE, PHONE, 300),
}


def size_of(name: str, title: str | None = None, figure: Canvas | None = None) -> Size:
    """Return the measures of a size by its name, those of a given figure in their place.

    Parameters
    ----------
    name
        slide or column: the type, and how names stand beside or above their marks.
    title
        Takes the place of the finding.
    figure
        A figure or subfigure without anything in it, to be drawn into.

    Raises
    ------
    KejidataError
        The name is neither slide nor column; what is given is no figure, is too narrow, or holds
        something.

    Examples
    --------
    >>> size_of("column").width
    3.5
    """
    if name not in SIZES:
        raise KejidataError(
            f"no figure size {name!r}", where="argument size", remedy="use slide or column"
        )
    size = SIZES[name]._replace(headline=title)
    return size if figure is None else _fitted(size, figure)


def _fitted(size: Size, figure: Canvas) -> Size:
    """Return a size with the width and the height of a figure that the caller gives."""
    where = "argument figure"
    if not isinstance(figure, Figure | SubFigure):
        raise KejidataError(
            f"a chart has a title and a source line and fills a whole figure, not {figure!r:.60}",
            where=where,
            remedy="give a Figure, or one of its parts: figure.subfigures(1, 2)[0]",
        )
    if figure.get_children() != [figure.patch]:
        remedy = "give an empty one, or clear it with figure.clear()"
        raise KejidataError("the figure holds something already", where=where, remedy=remedy)
    width, height = (side / figure.dpi for side in (figure.bbox.width, figure.bbox.height))
    if width < size.width * NARROWEST:
        raise KejidataError(
            f"the figure is {width:.1f} inches wide, too narrow for the size {size.name}",
            where=where,
            remedy=f"give one from {size.width * NARROWEST:.1f} inches on, or size='column'",
        )
    return size._replace(width=width, height=height, least_height=height, canvas=figure)


_IN_FORCE: ContextVar[bool] = ContextVar("styled", default=False)
"""Whether the style is set already: what is drawn in a figure is drawn in the style of all."""


@contextmanager
def styled() -> Iterator[None]:
    """Make and draw figures in the one style; the user's rcParams come back unchanged.

    Raises
    ------
    KejidataError
        The system refuses a file: a font, or where the figure is to go.
    """
    if _IN_FORCE.get():
        yield
        return
    token = _IN_FORCE.set(True)
    try:
        with system_explained("the fonts of the figures"), mpl.rc_context():
            _set_style()
            yield
    finally:
        _IN_FORCE.reset(token)


def _set_style() -> None:
    mpl.rcdefaults()
    mpl.rcParams.update(
        {
            # The last stands for whatever a reader's machine has, in a file whose text is text.
            "font.family": [*families(), "sans-serif"],
            "text.color": INK,
            "text.hinting": HINTING,
            "text.parse_math": False,  # a $ in an analyst's name is a dollar sign
            "axes.unicode_minus": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.spines.left": False,
            "axes.spines.bottom": False,
            "axes.edgecolor": FAINT,
            "axes.labelcolor": MUTED,
            "axes.axisbelow": True,
            "grid.color": RULE,
            "grid.linewidth": 0.6,
            "xtick.color": MUTED,
            "ytick.color": MUTED,
            "xtick.major.size": 0,
            "ytick.major.size": 0,
            "xtick.minor.size": 0,
            "ytick.minor.size": 0,
            "lines.solid_capstyle": "butt",
            "hatch.linewidth": 0.5,
            "pdf.fonttype": 42,
            "svg.fonttype": "none",  # text stays text: found, copied, read aloud
            "svg.hashsalt": "kejidata",
        }
    )


def ink_on(fill: Sequence[float]) -> str:
    """Return the light or the dark ink, whichever reads better on a colour (WCAG 2 luminance).

    Parameters
    ----------
    fill
        Red, green and blue from 0 to 1; what follows is not looked at.

    Examples
    --------
    >>> ink_on((0, 0, 0.4)) == PAPER, ink_on((0.9, 0.9, 1)) == BLACK
    (True, True)
    """
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in fill[:3]]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # Where both have the same contrast: black and white have at least 4.58 on any colour.
    return PAPER if luminance < 0.179 else BLACK
