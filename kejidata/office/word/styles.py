"""How the document looks: page, fonts, and a style for each kind of paragraph."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import (
    WD_ALIGN_PARAGRAPH,
    WD_LINE_SPACING,
    WD_TAB_ALIGNMENT,
    WD_TAB_LEADER,
)
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from kejidata.model.terms import Lang
from kejidata.office.word.fields import XML
from kejidata.wording.language import language

# 仿宋, 黑体 and 宋体: Fangsong for the text, Heiti for headings, Songti for tables and notes.
TEXT, HEAD, SMALL, LATIN = "仿宋", "黑体", "宋体", "Times New Roman"
_OTHERWISE = {
    TEXT: "FangSong,仿宋_GB2312,STFangsong,Noto Serif CJK SC",
    HEAD: "SimHei,STHeiti,Noto Sans CJK SC",
    SMALL: "SimSun,STSong,Noto Serif CJK SC",
}
"""What takes the place of a font that is not there."""
BODY, ITEM, CODE, CELL, SOURCE = "Body Text", "List Paragraph", "macro", "Table Text", "Source"
NOTE = "endnote text"
_BLACK = RGBColor(0, 0, 0)
# Margins of an official document, GB/T 9704: the text is 156 mm wide and 225 mm high.
TEXT_WIDTH, TEXT_HEIGHT = Cm(15.6), Cm(22.5)
_LOOKS = {
    "Normal": (TEXT, 12, False, 0, 0),
    "Title": (SMALL, 22, True, 120, 12),
    "Subtitle": (TEXT, 14, False, 0, 36),
    "Heading 1": (HEAD, 16, False, 0, 12),
    "Heading 2": (HEAD, 14, False, 12, 6),
    "Heading 3": (HEAD, 12, False, 10, 4),
    "TOC Heading": (HEAD, 14, False, 12, 8),
    "Caption": (HEAD, 10.5, False, 6, 4),
    BODY: (TEXT, 12, False, 0, 4),
    ITEM: (TEXT, 12, False, 0, 2),
    CODE: (SMALL, 9, False, 4, 6),
    CELL: (SMALL, 9, False, 1.5, 1.5),
    SOURCE: (SMALL, 9, False, 3, 12),
    "toc 1": (TEXT, 11, False, 2, 0),
    "toc 2": (TEXT, 10.5, False, 0, 0),
    NOTE: (SMALL, 9, False, 0, 2),
    "Footer": (SMALL, 10.5, False, 0, 0),
}
"""Font, points, bold, points before and after, by style."""
_CENTRED = ("Title", "Subtitle", "Caption", "TOC Heading", "Footer")


def dress(document: Document, lang: Lang) -> None:
    """Give a new document its page, its fonts and its styles.

    Parameters
    ----------
    document
        Without any text yet.
    lang
        The language, by whose custom a paragraph begins.
    """
    _page(document)
    _name_fonts(document)
    known = {style.name for style in document.styles}
    for name, (font, points, bold, before, after) in _LOOKS.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.islower())
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _set_font(style, font, points, bold=bold)
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        if name in _CENTRED:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_paragraphs(document, language(lang).style.full_width)
    for code in document.styles.element.xpath("w:docDefaults//w:lang"):
        code.set(qn("w:eastAsia"), "zh-CN")


def _page(document: Document) -> None:
    """Make the pages A4; the first one bears no number."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.different_first_page_header_footer = True


def _set_font(style: ParagraphStyle, font: str, points: float, *, bold: bool) -> None:
    """Set the fonts of a style by name, in black; those of the theme no longer count."""
    style.font.name, style.font.size = LATIN, Pt(points)
    style.font.bold, style.font.italic, style.font.color.rgb = bold, False, _BLACK
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith(("Theme", "theme"))]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:cs"), LATIN)


def _set_paragraphs(document: Document, indented: bool) -> None:
    """Set what single styles have of their own."""
    styles = document.styles
    for border in styles["Title"].element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    for name in ("Heading 1", "TOC Heading"):
        styles[name].paragraph_format.page_break_before = True
    for name in (BODY, ITEM):
        styles[name].paragraph_format.line_spacing = 1.5
    styles[BODY].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if indented:
        indent = styles[BODY].element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), "480")
    # Fixed, so that a number stands on the line of the Chinese words beside it.
    styles[CELL].paragraph_format.line_spacing = Pt(12)
    styles["Caption"].paragraph_format.keep_with_next = True
    for level, name in enumerate(("toc 1", "toc 2")):
        styles[name].paragraph_format.left_indent = Cm(0.75) * level
        # Fixed, so that the contents fill one page in whichever font takes the first one's place.
        styles[name].paragraph_format.line_spacing = Pt(14.5)
        styles[name].paragraph_format.tab_stops.add_tab_stop(
            TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )


def _name_fonts(document: Document) -> None:
    """Say in the table of fonts which others may take their place."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in _OTHERWISE.items()
    )
    parts = document.part.package.iter_parts()
    table = next(part for part in parts if part.partname == "/word/fontTable.xml")
    table._blob = f"{XML}<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()
