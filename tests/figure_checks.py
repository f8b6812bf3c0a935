"""What every figure must keep: text that is whole, apart and in the bundled typeface."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from unittest import mock

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def texts(figure: Figure) -> list[Text]:
    """Return every text that is drawn; the label of a tick out of view is not."""
    drawn: list[Text] = []
    draw = Text.draw

    def recorded(text: Text, renderer: RendererBase) -> None:
        drawn.append(text)
        draw(text, renderer)

    # Everything is laid out, which is where a missing glyph is warned of; no pixel is asked for.
    with mock.patch.object(Text, "draw", recorded):
        figure.draw_without_rendering()
    return [text for text in drawn if text.get_visible() and text.get_text().strip()]


def said(figure: Figure) -> list[str]:
    """Return what the texts say, lines joined."""
    return [text.get_text().replace("\n", "") for text in texts(figure)]


def assert_readable(figure: Figure) -> list[Text]:
    """Draw outside the style and refuse missing glyphs, cut text and text upon text.

    Return the texts that were drawn.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn = texts(figure)
        boxes = list(_boxes(figure, drawn))
    page = figure.bbox
    assert boxes
    said = [text.get_text() for text in drawn]
    for words, box in zip(said, boxes, strict=True):
        inside = box.x0 > -1 and box.y0 > -1 and box.x1 < page.x1 + 1 and box.y1 < page.y1 + 1
        assert inside, f"{words!r} is cut: {box} outside {page.size}"
    overlapping = [f"{said[one]!r} and {said[other]!r} overlap" for one, other in _upon(boxes)]
    assert overlapping == []
    return drawn


def _boxes(figure: Figure, drawn: list[Text]) -> Iterator[Bbox]:
    """Yield the box of the ink of each text, less the hair that neighbours may share."""
    hair = figure.dpi / 100
    for text in drawn:
        box = text.get_window_extent(figure.canvas.get_renderer())
        yield Bbox.from_extents(box.x0 + hair, box.y0 + hair, box.x1 - hair, box.y1 - hair)


def _upon(boxes: list[Bbox]) -> list[tuple[int, int]]:
    """Return the pairs of boxes that overlap; those that touch do too."""
    lows, highs = (np.array([getattr(box, end) for box in boxes]) for end in ("min", "max"))
    apart = (lows[:, None] > highs).any(axis=2)
    return [*zip(*np.nonzero(np.triu(~(apart | apart.T), 1)), strict=True)]


def sentence(figure):
    """Return what is shown in place of a picture, once no picture comes with it."""
    data, _ = figure._repr_mimebundle_()
    assert data.keys() == {"text/markdown", "text/plain"}
    assert data["text/markdown"] == data["text/plain"] == figure.get_label()
    return figure.get_label()
