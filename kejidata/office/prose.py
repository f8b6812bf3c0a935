"""The text of notebooks as blocks: headings, paragraphs, lists, code; HTML is shown as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from kejidata.office.blocks import Block, Heading, Lines, Paragraph, Run
from kejidata.publish.page.sanitize import MARKDOWN

_BULLET = "•"
_WEB = ("https://", "http://")


def prose(markdown: str) -> list[Block]:
    """Return Markdown as blocks.

    Examples
    --------
    >>> heading, item = prose("# A" + chr(10) + "1. see [b](https://c.d)")
    >>> heading, item.mark, item.text
    (Heading(level=1, text='A'), '1.', 'see b (https://c.d)')
    """
    return list(_blocks(MARKDOWN.parse(markdown)))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield the blocks of a parsed text; cells of a table follow each other as paragraphs."""
    mark, level = "", 0
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "list_item_open":
            mark = f"{token.info}{token.markup}" if token.info else _BULLET
        elif token.type in ("fence", "code_block"):
            yield Lines(token.content.rstrip("\n"))
        elif token.type == "inline":
            runs = list(_runs(token.children or ()))
            if level:
                yield Heading(level, "".join(run.text for run in runs))
            else:
                yield Paragraph(runs, mark)
            mark, level = "", 0


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    """Yield the pieces of one paragraph; an address on the web stands behind its words."""
    strong, address = 0, ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        elif token.type == "link_open":
            href = str(token.attrGet("href"))
            address = href if href.startswith(_WEB) else ""
        elif token.type == "link_close" and address:
            yield Run(f" ({address})")
        elif token.type == "softbreak":
            yield Run(" ")
        elif token.type == "hardbreak":
            yield Run("\n")
        elif token.content:
            yield Run(token.content, strong=strong > 0, code=token.type == "code_inline")
