"""The outputs of a notebook's cells as HTML: tables, pictures, sentences, printed lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from kejidata.display.stored_table import stored_table
from kejidata.files.media_types import FACTS_MIME, FIGURE_MIME, NARROW_MIME, TABLE_MIME
from kejidata.model.terms import Lang
from kejidata.publish.page.chart_data import below
from kejidata.publish.page.footnotes import Origins, Source, led, told
from kejidata.publish.page.kept_parts import part
from kejidata.publish.page.packed_picture import packed
from kejidata.publish.page.sanitize import plain, safe_html, safe_markdown
from kejidata.publish.stored_picture import Png, stored_picture
from kejidata.wording.phrases import text

_NARROW = "(max-width: 599px)"
"""Screens of less than 600 pixels."""
_DOTS = 600
"""What such a screen shows across: finer is not seen there."""
_SHORT = re.compile(r"<(t[dh])(?![^<>]*class=)(?=[^<>]*>(?:[^<]{0,8}|[ -;=?-~]{0,12})</t[dh]>)")
"""A cell of eight characters at most, of twelve narrow ones: person-years."""
_STYLE = re.compile(r' style="([^"]*)"')
Output = Mapping[str, Any]


def shown(
    output: Output, lang: Lang, origins: Origins, sources: Mapping[str, Source], where: str
) -> str:
    """Return one output of a cell as HTML, in its richest form that the page can show.

    Parameters
    ----------
    output
        As the notebook stores it.
    lang
        Language of the page.
    origins
        The origins told so far; a narrative adds its own.
    sources
        Title and address of each source by its id.
    where
        The notebook and the cell, for errors.

    Raises
    ------
    KejidataError
        A picture is none.

    Examples
    --------
    >>> printed = {"output_type": "stream", "name": "stdout", "text": "1 < 2"}
    >>> shown(printed, "zh", {}, {}, "a.ipynb, cell 1")
    '<pre>1 &lt; 2</pre>'
    """
    if output["output_type"] == "stream":
        return plain(_joined(output["text"]).rstrip("\n"))
    if output["output_type"] == "error":
        return plain(f"{output['ename']}: {output['evalue']}")
    data = output["data"]
    if FACTS_MIME in data:
        return told(data[FACTS_MIME], lang, origins, sources)
    if "image/png" in data:
        return _picture(output, lang, where)
    if TABLE_MIME in data:
        table = stored_table(data[TABLE_MIME])
        return _framed(_short(_classed(table.html(lambda cell: led(cell, origins, sources)))))
    if "text/html" in data:
        # Marked before it is made safe: whatever the mark does to odd HTML, only harmless is left.
        return _framed(safe_html(_short(_joined(data["text/html"]))))
    if "text/markdown" in data:
        return f'<div class="told">{safe_markdown(_joined(data["text/markdown"]), "")[0]}</div>'
    return plain(_joined(data.get("text/plain", "")))


def _framed(table: str) -> str:
    """Return a table in a frame that it can be moved in, also by keyboard."""
    return f'<div class="table" tabindex="0" role="group">{table}</div>'


def _classed(html: str) -> str:
    """Return a table of this package in the styles of the page: its own are for a notebook."""
    return _STYLE.sub(lambda style: ' class="number"' * ("text-align:right" in style[1]), html)


def _short(html: str) -> str:
    """Return HTML whose cells of a few characters stay on one line."""
    return _SHORT.sub(r'<\1 class="short"', html)


def _joined(text: str | list[str]) -> str:
    """Return a text that a notebook may store in lines."""
    return "".join(text)


def _picture(output: Output, lang: Lang, where: str) -> str:
    """Return a picture within the page, with its finding as alternative text."""
    picture = stored_picture(output, where)
    metadata = output.get("metadata", {}).get("image/png", {})
    width = int(metadata.get("width", picture.width))
    alt = str(metadata.get("alt", text(lang, "page.picture")))
    size = f'width="{width}" height="{round(picture.height * width / picture.width)}"'
    img = f'<img alt="{escape(alt)}" {size} src="{_packed(picture, where)}">'
    caption = below(output["data"].get(FIGURE_MIME), lang)
    if NARROW_MIME not in output["data"]:
        return f"<figure>{img}{caption}</figure>"
    narrow = stored_picture(output, where, NARROW_MIME)
    size = f'width="{_DOTS}" height="{round(narrow.height * _DOTS / narrow.width)}"'
    source = f'<source media="{_NARROW}" {size} srcset="{_packed(narrow, where, _DOTS)}">'
    return f"<figure><picture>{source}{img}</picture>{caption}</figure>"


def _packed(picture: Png, where: str, width: int = 0) -> str:
    """Return a picture as an address that holds it; the page before may have it."""
    return part(lambda: packed(picture, where, width), "picture", picture.image, str(width))
