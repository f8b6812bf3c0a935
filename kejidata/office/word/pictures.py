"""Pictures of the document, with their words for those who cannot see them."""

from __future__ import annotations

from io import BytesIO

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length

from kejidata.office.blocks import FigureBlock
from kejidata.office.word.styles import TEXT_HEIGHT, TEXT_WIDTH
from kejidata.publish.shown_text import shown

_SHARE = 0.75
"""Of the height of a page; caption and source line need the rest."""
_WHOLE = 100_000
"""What DrawingML calls 100 %."""


def add_picture(document: Document, figure: FigureBlock) -> None:
    """Append a picture, without the finding and the source line that stand around it as text."""
    paragraph = document.add_paragraph(style="Normal")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    picture, kept = figure.picture, 1 - figure.head - figure.foot
    ratio = picture.height * kept / picture.width
    width = Length(int(min(TEXT_WIDTH, TEXT_HEIGHT * _SHARE / ratio)))
    inline = paragraph.add_run().add_picture(BytesIO(picture.image), width)._inline
    inline.extent.cy = Length(int(width * ratio))
    inline.docPr.set("descr", shown(figure.alt))
    filled = inline.graphic.graphicData.pic
    filled.spPr.cy = inline.extent.cy
    crop = f't="{round(figure.head * _WHOLE)}" b="{round(figure.foot * _WHOLE)}"'
    filled.blipFill.find("{*}blip").addnext(parse_xml(f"<a:srcRect {nsdecls('a')} {crop}/>"))
