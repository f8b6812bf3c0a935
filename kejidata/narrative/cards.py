"""A narrative as HTML, each number of which shows where it comes from, and as Markdown.

No script is needed: a pointer shows it as a tip, and below the paragraph a list opens that has it
all. Where the front end keeps styles, as it does in trusted notebooks, a card opens under the line
of a number that is pointed at or has the focus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from kejidata.model.registry import entry
from kejidata.model.terms import Lang
from kejidata.wording.language import language
from kejidata.wording.origin_lines import OriginText, origin_text
from kejidata.wording.phrases import marks, text
from kejidata.wording.sources import address, on_web, work

LINE = "1px solid rgba(128,128,128,.55)"
"""Of cards and tables: it is seen on light and on dark paper."""
_SMALL = "font-size:.9em;"
_NUMBER = "color:inherit;text-decoration:none;cursor:help;border-bottom:1px dotted"
# A block that is placed by its static position stands under its line, as wide as the paragraph.
_CARD = (
    f"{_SMALL}display:none;position:absolute;left:0;right:0;z-index:9;padding:.4em .8em;"
    "text-align:left;white-space:normal;font-weight:400;"
    f"border:{LINE}"
)
# The paper of JupyterLab, else of VS Code, whose dark text is light on a page that is not.
# Last in its element: where JupyterLab takes it out, an "&amp;" that follows before the next tag
# would turn all tags behind it into text.
_STYLE = (
    "<style>.kejidata-card{background:var(--jp-layout-color1,var(--vscode-editor-background,Canvas))}"
    ".kejidata-fact:hover>.kejidata-card,.kejidata-fact:focus-within>.kejidata-card"
    "{display:block!important}"
    # Below the last line there is room for a card, which the front end would cut off.
    ".kejidata-told:has(.kejidata-fact:hover,.kejidata-fact:focus-within){padding-bottom:6em}"
    "</style>"
)
Line = tuple[str, str]
"""A thing that is known of a number, as plain text and as HTML."""


def html(told: str, facts: Sequence[Mapping[Any, Any]], lang: Lang) -> str:
    """Return a paragraph whose numbers show their calculation, the source's words and the source.

    Parameters
    ----------
    told
        The paragraph.
    facts
        start, end, formula, calculation, source and quote of each number, in their order.
    lang
        A language, such as zh or en.

    Examples
    --------
    >>> html("up 5%", [], "en")
    '<div class="kejidata-told" lang="en" style="position:relative">up 5%</div>'
    """
    out, end, between = "", 0, marks(lang, "clause")[0]
    listed: list[str] = []
    for fact in facts:
        shown, lines = escape(told[fact["start"] : fact["end"]]), _lines(origin_text(fact), lang)
        out += escape(told[end : fact["start"]]) + _number(shown, lines)
        end = fact["end"]
        if lines:
            listed.append(f"<b>{shown}</b> {between.join(line for _, line in lines)}")
    below = _list(dict.fromkeys(listed), lang) if listed else ""
    body = (out + escape(told[end:])).replace("\n\n", "<br><br>")
    return (
        f'<div class="kejidata-told" lang="{language(lang).style.html}" style="position:relative">'
        f"{body}{below}{_STYLE if listed else ''}</div>"
    )


def number(shown: str, origin: OriginText | None, lang: Lang) -> str:
    """Return a number of a table with its card, which opens over the rows below."""
    # The spaces that align a column are no part of the number, and not underlined.
    told = shown.strip()
    before, _, after = shown.partition(told)
    return f"{before}{_number(escape(told), _lines(origin, lang) if origin else [])}{after}"


def holding(table: str) -> str:
    """Return the HTML of a table within what its cards are placed in."""
    return f'<div class="kejidata-told" style="position:relative">{table}{_STYLE}</div>'


def _number(shown: str, lines: Sequence[Line]) -> str:
    """Return a number with its card; one of which nothing is known is text."""
    if not lines:
        return shown
    tip = escape("\n".join(plain for plain, _ in lines))
    card = "".join(f'<span style="display:block">{line}</span>' for _, line in lines)
    return (
        f'<span class="kejidata-fact"><a tabindex="0" style="{_NUMBER}" title="{tip}">{shown}</a>'
        f'<span class="kejidata-card" style="{_CARD}">{card}</span></span>'
    )


def _list(items: Iterable[str], lang: Lang) -> str:
    """Return what is known of all numbers, closed until somebody asks."""
    lines = "".join(f"<li>{item}</li>" for item in items)
    head = escape(text(lang, "card.origins"))
    return f'<details style="{_SMALL}"><summary>{head}</summary><ul>{lines}</ul></details>'


def _lines(origin: OriginText, lang: Lang) -> list[Line]:
    """Return each thing that is known of a number."""
    shown = {"formula": _formula, "quote": _quote, "source": _source}
    return [shown[part](said, lang) for part, said in origin.lines(lang)]


def _formula(worked: str, _: Lang) -> Line:
    """Return a calculation."""
    return worked, escape(worked)


def _quote(words: str, lang: Lang) -> Line:
    """Return the words of a source, which are Chinese on a page of any language."""
    said = text(lang, "card.quote", quote=words)
    return said, f'<span lang="zh-CN">{escape(said)}</span>'


def _source(code: str, lang: Lang) -> Line:
    """Return publisher, title and year of a source, which leads to where it stands on the web."""
    row = entry("sources", code)
    if not row:
        return code, escape(code)
    said, url = work(row, lang), row.get("url", "")
    if not on_web(url):
        said = text(lang, "card.source", work=said, address=address(url, lang))
        return said, escape(said)
    link = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(said)}</a>'
    return said, link


# What Markdown or HTML would take for markup; an ampersand only where it begins an entity.
_MARKUP = re.compile(r"[\\`*_\[\]<>$~|]|&(?=#?\w+;)|(?<=\w)[@:](?=[\w/])|(?i:(?<=\bwww)\.)")
_LINE_START = re.compile(r"^([#+=-]|\d+[.)](?=\s))")


def markdown(text: str) -> str:
    r"""Return a text that Markdown shows as it stands.

    Examples
    --------
    >>> print(markdown("R&D <b>5*</b>"))
    R&D \<b\>5\*\</b\>
    """
    escaped = _MARKUP.sub(lambda m: "\\" + m.group(), text)
    return _LINE_START.sub(lambda m: m[1][:-1] + "\\" + m[1][-1], escaped)
