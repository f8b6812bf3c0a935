"""The pictures of the report as slides: the finding as title, the picture, the source line.

Below each slide, in its notes, stand the paragraphs that belong to the picture, with the origin of
each number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from math import ceil

import pptx
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from kejidata.office.blocks import FigureBlock, Paragraph, Report, origin_words
from kejidata.office.package import FIRST_YEAR, fixed, title
from kejidata.publish.shown_text import shown
from kejidata.wording.language import language

WIDTH, HEIGHT = Emu(12_192_000), Emu(6_858_000)
"""16:9, 13.33 by 7.5 inches."""
_MARGIN = Emu(457_200)
_EDGE = Emu(228_600)
"""What is left free above the title and below the source line."""
_INSIDE = Emu(WIDTH - 2 * _MARGIN)
_TITLE_HEIGHT, _SOURCE_HEIGHT = Emu(1_000_000), Emu(380_000)
_TITLE_POINTS, _SOURCE_POINTS, _LEAST_POINTS = 24, 12, 8
_INSET, _LINE = Pt(14.4), 1.2
"""What a frame leaves free beside its words, and the height of a line in sizes of its type."""
# 黑体: Heiti, for slides.
_FONT = '<a:ea typeface="黑体"/>'
_COVER, _TITLE_ONLY = 0, 5
"""Places of two layouts in the template of python-pptx."""


def slides(report: Report) -> bytes:
    """Return a slide for each picture as a .pptx, the same bytes on every run."""
    deck = pptx.Presentation()
    _make_wide(deck)
    _name_font(deck)
    cover = deck.slides.add_slide(deck.slide_layouts[_COVER])
    for place, words in zip(cover.placeholders, (report.title, report.date), strict=True):
        place.text = shown(words)
    for figure, paragraphs in _told(report):
        slide = cover
        if figure:
            slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
            _add_figure(slide, figure)
        slide.notes_slide.notes_text_frame.text = shown("\n".join(_notes(paragraphs, report)))
    return _saved(deck, report)


def _told(report: Report) -> Iterator[tuple[FigureBlock | None, list[Paragraph]]]:
    """Yield each picture with the numbers told since the one before; the first slide has none.

    What a chapter tells behind its last picture goes with that; a chapter without one goes with the
    next that has one, or the first slide where none follows.
    """
    waiting: list[Paragraph] = []
    for chapter in report.chapters:
        found: list[tuple[FigureBlock, list[Paragraph]]] = []
        for block in chapter:
            if isinstance(block, FigureBlock):
                found.append((block, waiting))
                waiting = []
            elif isinstance(block, Paragraph) and any(run.origin for run in block.runs):
                waiting.append(block)
        if found:
            found[-1][1].extend(waiting)
            waiting = []
        yield from found
    yield None, waiting


def _notes(paragraphs: list[Paragraph], report: Report) -> Iterator[str]:
    """Yield the paragraphs, each number with a mark, and below each the origins of its numbers."""
    for paragraph in paragraphs:
        words, origins = "", []
        for run in paragraph.runs:
            words += run.text
            if run.origin:
                origins.append(
                    f"{run.text}  {origin_words(run.origin, report.lang, report.sources)}"
                )
                words += f"[{len(origins)}]"
        yield words
        yield from (f"[{at}] {origin}" for at, origin in enumerate(origins, start=1))


def _make_wide(deck: Presentation) -> None:
    """Make the slides 16:9; what the template places on them keeps its share of the width."""
    share = WIDTH / deck.slide_width
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for page in (deck.slide_master, *deck.slide_layouts):
        for shape in page.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = (
                    Emu(int(shape.left * share)),
                    Emu(int(shape.width * share)),
                )


def _name_font(deck: Presentation) -> None:
    """Name the font of Chinese characters, on every slide and in the notes."""
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'<a:ea typeface=""/>', _FONT.encode())


def _add_figure(slide: Slide, figure: FigureBlock) -> None:
    """Fill a slide with a picture and the words around it."""
    title = slide.shapes.title
    assert title is not None
    title.left, title.top, title.width, title.height = _MARGIN, _EDGE, _INSIDE, _TITLE_HEIGHT
    points = _fitting(figure.title, _TITLE_POINTS, _TITLE_HEIGHT)
    _write(title.text_frame, figure.title, points, bold=True)
    _add_picture(slide, figure)
    below = Emu(HEIGHT - _EDGE - _SOURCE_HEIGHT)
    box = slide.shapes.add_textbox(_MARGIN, below, _INSIDE, _SOURCE_HEIGHT)
    points = _fitting(figure.source, _SOURCE_POINTS, _SOURCE_HEIGHT)
    _write(box.text_frame, figure.source, points)


def _fitting(words: str, largest: int, height: int) -> int:
    """Return the largest even size in points at which words as wide as a slide stay in a height.

    Examples
    --------
    >>> _fitting("a" * 60, 24, _TITLE_HEIGHT), _fitting("a" * 110, 24, _TITLE_HEIGHT)
    (24, 20)
    """
    # Wide enough for the fonts that stand in for the one named, and for words that break early.
    wide = sum(1 if sign > "\u2e80" else 0.75 for sign in words)
    for points in range(largest, _LEAST_POINTS, -2):
        lines = ceil(wide * Pt(points) / (_INSIDE - _INSET))
        if lines * _LINE * Pt(points) <= height - _INSET / 2:
            return points
    return _LEAST_POINTS


def _add_picture(slide: Slide, figure: FigureBlock) -> None:
    """Add a picture as large as there is room, cropped to what the slide does not say itself."""
    top = Emu(_EDGE + _TITLE_HEIGHT)
    room = HEIGHT - top - _SOURCE_HEIGHT - _EDGE
    picture, kept = figure.picture, 1 - figure.head - figure.foot
    ratio = picture.height * kept / picture.width
    width = Emu(int(min(_INSIDE, room / ratio)))
    left, height = Emu((WIDTH - width) // 2), Emu(int(width * ratio))
    added = slide.shapes.add_picture(BytesIO(picture.image), left, top, width, height)
    added.crop_top, added.crop_bottom = figure.head, figure.foot
    added._element.xpath("p:nvPicPr/p:cNvPr")[0].set("descr", shown(figure.alt))


def _write(frame: TextFrame, words: str, points: int, *, bold: bool = False) -> None:
    """Write words into a frame, at its left edge."""
    frame.word_wrap = True
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = shown(words)
    run.font.size, run.font.bold = Pt(points), bold


def _saved(deck: Presentation, report: Report) -> bytes:
    """Return the bytes, with the data's year in the place of the clock's."""
    core = deck.core_properties
    core.title, core.language = title(report.title), language(report.lang).style.html
    core.author = core.last_modified_by = ""
    core.created = core.modified = datetime(int(report.year or FIRST_YEAR), 1, 1)
    page = BytesIO()
    deck.save(page)
    return fixed(page.getvalue(), report.year)
