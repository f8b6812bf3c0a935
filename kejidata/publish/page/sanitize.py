"""Text and HTML of notebooks made safe for the page: nothing of it can run, load or break out."""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

# "js-default" is CommonMark with tables, where HTML in the text is shown as text.
MARKDOWN = MarkdownIt("js-default")
_NOTEBOOK_LINK = re.compile(r"(?:\./)?(?:en/)?([\w.-]+)\.ipynb(?:#.*)?")

_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_TAGS = {"a", "abbr", "b", "blockquote", "br", "code", "del", "div", "em", "hr", "i", "img"}
_TAGS |= {"mark", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "u", "ul", "ol", "li"}
_TAGS |= {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
_ATTRIBUTES = {
    "*": {"style", "title", "lang", "aria-label"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    **{tag: {"id"} for tag in _HEADINGS},
    **{tag: {"colspan", "rowspan", "scope", "headers"} for tag in ("td", "th")},
    **{tag: {"span"} for tag in ("col", "colgroup")},
}
# None of these can fetch anything or leave its place.
_SIDES = ("", "-top", "-right", "-bottom", "-left")
_STYLES = {f"{name}{side}" for name in ("border", "margin", "padding") for side in _SIDES}
_STYLES |= {"background-color", "border-collapse", "border-spacing", "caption-side", "color"}
_STYLES |= {"font-size", "font-style", "font-variant-numeric", "font-weight", "line-height"}
_STYLES |= {"text-align", "text-decoration", "vertical-align", "white-space"}
_STYLES |= {"width", "min-width", "max-width", "height"}


class Heading(NamedTuple):
    """A heading of the page: its level, 2 to 6, its anchor and its words."""

    level: int
    anchor: str
    text: str


def safe_html(html: str) -> str:
    """Return HTML with nothing left that runs, loads from elsewhere or leaves its place.

    Examples
    --------
    >>> safe_html('<b onclick="x()">1</b><script>x()</script><img src="https://a.b/c.png">')
    '<b>1</b><img>'
    """
    return _cleaned(html, _TAGS)


def _cleaned(html: str, tags: set[str]) -> str:
    """Return HTML with only these tags and harmless attributes."""
    return nh3.clean(
        html,
        tags=tags,
        attributes=_ATTRIBUTES,
        allowed_classes={"td": {"short"}, "th": {"short"}},
        attribute_filter=_without_foreign,
        url_schemes={"http", "https", "mailto", "data"},
        filter_style_properties=_STYLES,
        link_rel="noopener noreferrer",
    )


# background: #fee, but no url(...)
_PLAIN = re.compile(
    r"(?<![\w-])background"
    r"(?=\s*:\s*(?:#[0-9a-f]{3,8}|[a-z]+|(?:rgb|hsl)a?\([\d.,%/ ]{1,40}\))\s*(?:;|$))",
    re.IGNORECASE,
)


def _without_foreign(tag: str, name: str, value: str) -> str | None:
    """Drop pictures that would be fetched, and links that carry a document in themselves.

    A background of one colour is said as such; one that may fetch a picture goes with its name.
    """
    if name == "style":
        return _PLAIN.sub("background-color", value)
    inline = value.strip().lower().startswith("data:")
    if name == "src" and not value.startswith("data:image/"):
        return None
    return None if name == "href" and inline else value


def safe_markdown(text: str, anchor: str) -> tuple[str, list[Heading]]:
    r"""Return Markdown as HTML, each heading one level down, and the headings.

    Parameters
    ----------
    text
        Markdown; HTML in it is shown, not obeyed. A link to a notebook leads to its chapter.
    anchor
        Prefix of the headings' anchors.

    Examples
    --------
    >>> safe_markdown("# A", "one")
    ('<h2 id="one-1">A</h2>\n', [Heading(level=2, anchor='one-1', text='A')])
    """
    tokens = MARKDOWN.parse(text)
    headings: list[Heading] = []
    for place, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        if token.type == "heading_open":
            words = _words(tokens[place + 1])
            heading = Heading(int(token.tag[1]), f"{anchor}-{len(headings) + 1}", words)
            token.attrSet("id", heading.anchor)
            headings.append(heading)
        for child in token.children or ():
            _lead_to_chapter(child)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return _cleaned(html, _TAGS | _HEADINGS), headings


def _words(inline: Token) -> str:
    """Return the plain words of an inline token."""
    return "".join(child.content for child in inline.children or () if child.content)


def _lead_to_chapter(token: Token) -> None:
    """Point a link to a notebook at the chapter that the page makes of it."""
    if token.type == "link_open" and (
        found := _NOTEBOOK_LINK.fullmatch(str(token.attrGet("href")))
    ):
        token.attrSet("href", f"#{chapter_anchor(found[1])}")


def chapter_anchor(stem: str) -> str:
    """Return the anchor of the chapter made of a notebook with this file name, without ending.

    Examples
    --------
    >>> chapter_anchor("01_quick_start")
    '01-quick-start'
    """
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")


def plain(text: str) -> str:
    """Return plain text as a block that keeps its lines."""
    return f"<pre>{escape(text)}</pre>"
