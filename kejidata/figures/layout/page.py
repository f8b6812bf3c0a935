"""The page of a figure: headline, what is shown, body, notes and source, placed in inches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import fsum
from typing import NamedTuple, cast

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import Affine2D, Transform

from kejidata.errors import KejidataError
from kejidata.figures.layout.picture import Picture
from kejidata.figures.layout.shown import Shown
from kejidata.figures.layout.style import INK, MUTED, Size
from kejidata.figures.layout.text import headline, height_of, wrapped
from kejidata.figures.layout.ticks import Ticks
from kejidata.model.terms import Lang
from kejidata.wording.language import language

TITLE_LINES, SUBTITLE_LINES, NOTE_LINES = 6, 4, 8
"""Lines at most, so that a name without end leaves the body its place."""
LEAST_BODY = 0.25
"""What the body takes at least, of the usual height; the page grows where captions need more."""


class Captions(NamedTuple):
    """What stands around the body of a figure, and the rows that the body shows."""

    title: str
    subtitle: str
    notes: Sequence[str]
    source: str
    data: pd.DataFrame


class Page(NamedTuple):
    """A figure with its words set, and the free box left for the body, in inches."""

    figure: Picture
    size: Size
    lang: Lang
    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """Width of the body, in inches."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height of the body, in inches."""
        return self.top - self.bottom

    @property
    def full(self) -> tuple[float, float]:
        """Width and height of the whole page, in inches."""
        box, dpi = self.figure.bbox, self.figure.dpi
        return box.width / dpi, box.height / dpi

    @property
    def inches(self) -> Transform:
        """What leads from inches of the page to the screen, also in a part of a figure."""
        if self.size.canvas is None:
            return self.figure.dpi_scale_trans
        width, height = self.full
        return Affine2D().scale(1 / width, 1 / height) + self.figure.transSubfigure


class Words(NamedTuple):
    """The words of a page in their lines, and the inches that they take from above and below."""

    title: str
    subtitle: str
    footer: Sequence[str]
    said: float
    """Down to the end of the title."""
    head: float
    foot: float
    cited: float
    """Up to the source line."""


def measured_page(
    captions: Captions, size: Size, lang: Lang
) -> tuple[Callable[[float], Page], float]:
    """Return how to open a page for a body of some inches, and the inches a usual page leaves free.

    Parameters
    ----------
    captions
        Headline, subtitle, notes and source.
    size
        The size of the figure.
    lang
        A language; the alternative text joins its sentences accordingly.
    """
    if size.headline is not None:
        captions = captions._replace(title=size.headline)
    words = _words(captions, size)
    free = max(size.height - words.head - words.foot, size.height * LEAST_BODY)
    return partial(_opened, captions, words, size, lang), free


def _words(captions: Captions, size: Size) -> Words:
    """Return the words of a page, broken into the lines that its width holds."""
    width, gap = size.width - 2 * size.margin, size.text / 72
    title = headline(captions.title, width, size.title, most=TITLE_LINES)
    subtitle = headline(captions.subtitle, width, size.text, "normal", SUBTITLE_LINES)
    notes = [text for text in (*captions.notes, captions.source) if text]
    footer = [wrapped(text, width, size.small, most=NOTE_LINES) for text in notes]
    said = size.margin + height_of(_lines(title), size.title) + gap * 0.2
    head = said + height_of(_lines(subtitle), size.text) + gap * 0.8
    foot = size.margin * 0.7 + fsum(height_of(_lines(text), size.small) for text in footer)
    foot += gap * 0.8 if footer else 0
    cited = size.margin * 0.7 + height_of(_lines(footer[-1]), size.small) if captions.source else 0
    return Words(title, subtitle, footer, said, head, foot, cited)


def _opened(captions: Captions, words: Words, size: Size, lang: Lang, body: float) -> Page:
    """Return a page with its words set, and room for a body of some inches."""
    height = max(size.least_height, words.head + body + words.foot)
    canvas, sides = _canvas(size, height), (size.margin, size.width - size.margin)
    page = Page(canvas, size, lang, *sides, words.foot, height - words.head)
    page.figure.set_label(_alternative(captions, lang))
    shares = words.said / height, words.cited / height
    if size.canvas is None:
        page.figure.shown = Shown(captions.title, captions.source, *shares, captions.data, lang)
    _set_head(page, words.title, words.subtitle)
    _set_foot(page, words.footer)
    return page


def _canvas(size: Size, height: float) -> Picture:
    """Return a new picture of a height, or the caller's figure where it is high enough."""
    if size.canvas is None:
        return Picture(size, height)
    if height > size.height * (1 + 1e-9):
        raise KejidataError(
            f"the figure is {size.height:.1f} inches high, and the chart needs {height:.1f}",
            where="argument figure",
            remedy="make it higher, or draw fewer rows",
        )
    # A chart may be set more than once, until its notes and its names agree.
    size.canvas.clear()
    return cast(Picture, size.canvas)


def chart_page(captions: Captions, size: Size, lang: Lang, body: float) -> Page:
    """Return a page for a chart: a slide's free height, or the given inches at column width."""
    opened, free = measured_page(captions, size, lang)
    return opened(free if size.name == "slide" else body)


def _alternative(captions: Captions, lang: Lang) -> str:
    """Return headline, subtitle and notes as sentences."""
    known = language(lang)
    stop = known.words["list.stop"]
    texts = [captions.title, captions.subtitle, *captions.notes]
    sentences = [text.removesuffix(stop) + stop for text in texts if text]
    return known.style.sentence_space.join(sentences)


def _lines(text: str) -> int:
    return text.count("\n") + 1 if text else 0


def _set_head(page: Page, title: str, subtitle: str) -> None:
    """Set the headline and the line that says what is shown, both on the left edge."""
    size = page.size
    top = page.full[1] - size.margin
    for text, points, weight, colour in (
        (title, size.title, "bold", INK),
        (subtitle, size.text, "normal", MUTED),
    ):
        set_text(page, page.left, top, text, points, weight=weight, color=colour, va="top")
        top -= height_of(_lines(text), points) + size.text / 72 * 0.2


def _set_foot(page: Page, footer: Sequence[str]) -> None:
    """Set notes and source at the bottom, last line lowest."""
    size = page.size
    bottom = size.margin * 0.7
    for text in reversed(footer):
        set_text(page, page.left, bottom, text, size.small, color=MUTED, va="bottom")
        bottom += height_of(_lines(text), size.small)


def set_text(page: Page, x: float, y: float, text: str, points: float, **style: object) -> None:
    """Set a text at a place of the page in inches from its lower left corner."""
    page.figure.text(
        x,
        y,
        text,
        fontsize=points,
        linespacing=LINE_SPACING,
        transform=page.inches,
        **style,  # type: ignore[arg-type]
    )


LINE_SPACING = 1.12
"""matplotlib's own factor, on top of the line height of the font; gives the leading of `text`."""


def place_axes(page: Page, left: float, bottom: float, width: float, height: float) -> Axes:
    """Add axes at a place of the page, in inches."""
    full_width, full_height = page.full
    axes = page.figure.add_axes(
        (left / full_width, bottom / full_height, width / full_width, height / full_height)
    )
    axes.tick_params(labelsize=page.size.small, pad=2)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(Ticks(page.lang))
    return axes
