"""Numbers of a narrative on the page: each shows its origin when pointed at, and leads to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from kejidata.display.cells import Cell
from kejidata.model.terms import Lang
from kejidata.wording.origin_lines import OriginText, Part, origin_text
from kejidata.wording.phrases import text
from kejidata.wording.sources import address, on_web, work

_SHOWN = 6
"""So many lines are shown when a number is pointed at; the list tells all."""


Origins = dict[OriginText, int]
"""The origins that the page tells, each with its number in the list."""


class Source(NamedTuple):
    """A source as the list of origins names it."""

    title: str
    url: str
    published: str = ""


def told(
    narrative: Mapping[str, Any], lang: Lang, origins: Origins, sources: Mapping[str, Source]
) -> str:
    """Return a narrative as HTML whose numbers lead to their origins.

    Parameters
    ----------
    narrative
        text, and facts with start, end, text, formula, quote and source; quotes and sources
        of several observations are joined by "; ".
    lang
        Language of the page.
    origins
        The origins told so far; those of this narrative are added.
    sources
        Title and address of each source by its id.

    Examples
    --------
    >>> told({"text": "in 2020", "facts": [{"text": "2020", "start": 3, "end": 7}]}, "en", {}, {})
    '<div class="told"><p>in 2020</p></div>'
    """
    text, html, end = str(narrative["text"]), "", 0
    for fact in sorted(narrative["facts"], key=lambda fact: int(fact["start"])):
        html += escape(text[end : fact["start"]])
        end = fact["end"]
        html += _linked(
            escape(text[fact["start"] : end]), origin_text(fact), lang, origins, sources
        )
    paragraphs = (html + escape(text[end:])).replace("\n\n", "</p><p>")
    return f'<div class="told"><p>{paragraphs}</p></div>'


def _linked(
    shown: str, origin: OriginText, lang: Lang, origins: Origins, sources: Mapping[str, Source]
) -> str:
    """Return a number that leads to its origin; a period or a name has none and stays text."""
    if not origin.known:
        return shown
    first = origin not in origins
    number = origins.setdefault(origin, len(origins) + 1)
    place = f' id="fact-{number}"' if first else ""
    tip = _tip(origin, lang, sources)
    return f'<a class="fact"{place} href="#origin-{number}">{shown}{tip}</a>'


def led(cell: Cell, origins: Origins, sources: Mapping[str, Source]) -> str:
    """Return the number of a cell as HTML; it leads to its origin, or to its source alone."""
    shown, origin = escape(cell.text), cell.origin
    if not origin or not origin.known:
        return shown
    if not origin.formula and not origin.quotes and len(origin.sources) == 1:
        places = _places(sources)
        if origin.sources[0] in places:
            return f'<a href="#source-{places[origin.sources[0]]}">{shown}</a>'
    first = origin not in origins
    number = origins.setdefault(origin, len(origins) + 1)
    place = f' id="fact-{number}"' if first else ""
    return f'<a{place} href="#origin-{number}">{shown}</a>'


def _places(names: Iterable[str]) -> dict[str, int]:
    """Return the number of each source in the list of sources."""
    return {name: place for place, name in enumerate(dict.fromkeys(names), start=1)}


def _tip(origin: OriginText, lang: Lang, sources: Mapping[str, Source]) -> str:
    """Return what is shown while a number is pointed at; the list says it all, to everybody."""
    lines = [
        f"<span><i>{label}</i> {said}</span>"
        for label, each in _parts(origin, lang, lambda name: _title(name, sources))
        for said in each
    ]
    more = ["<span>…</span>"] if len(lines) > _SHOWN else []
    return f'<span class="tip" aria-hidden="true">{"".join(lines[:_SHOWN] + more)}</span>'


def _title(name: str, sources: Mapping[str, Source]) -> str:
    """Return the title of a source as HTML; its id where it is not known."""
    return escape(sources[name].title if name in sources else name)


def _parts(
    origin: OriginText, lang: Lang, cite: Callable[[str], str]
) -> list[tuple[str, list[str]]]:
    """Return label and HTML of the things known about an origin; `cite` names a source."""
    html: dict[Part, Callable[[str], str]] = {
        "formula": escape,
        "quote": lambda words: f'<q lang="zh">{escape(words)}</q>',
        "source": cite,
    }
    return [
        (text(lang, f"footnote.{part}"), [*map(html[part], said)])
        for part, said in origin.grouped(lang)
    ]


def listed(origins: Origins, lang: Lang, sources: Mapping[str, Source]) -> str:
    """Return the list of all origins as HTML, in the order of the page, and all sources."""
    cited = (name for origin in origins for name in origin.sources)
    # Those that the data names have their numbers before anything is told of them.
    places = _places([*sources, *cited])
    back = escape(text(lang, "footnote.back"))
    items = "".join(
        f'<li id="origin-{number}">{_item(origin, lang, places)} '
        f'<a href="#fact-{number}" aria-label="{back}">↑</a></li>'
        for origin, number in origins.items()
    )
    return f'<ol class="origins">{items}</ol>{works(places, lang, sources)}' if items else ""


def works(names: Iterable[str], lang: Lang, sources: Mapping[str, Source]) -> str:
    """Return the list of sources as HTML, to which charts lead; nothing where there are none."""
    items = "".join(
        f'<li id="source-{place}">{_work(name, lang, sources)}</li>'
        for place, name in enumerate(names, start=1)
    )
    head = escape(text(lang, "footnote.sources"))
    return f'<h3 id="sources">{head}</h3><ol class="sources">{items}</ol>' if items else ""


def _item(origin: OriginText, lang: Lang, places: Mapping[str, int]) -> str:
    """Return all that is known about an origin; a source is its number in the list below."""

    def cite(name: str) -> str:
        return f'<a href="#source-{places[name]}">[{places[name]}]</a>'

    parts = _parts(origin, lang, cite)
    told_of = " ".join(f"<i>{label}</i> {' '.join(said)}" for label, said in parts)
    return f"<b>{escape(origin.text)}</b> {told_of}"


def _work(name: str, lang: Lang, sources: Mapping[str, Source]) -> str:
    """Return a source with a link to where it stands on the web, or that no address is known."""
    if name not in sources:
        return escape(name)
    title, url = escape(sources[name].title), sources[name].url
    if not on_web(url):
        return f"{title} <small>{escape(address(url, lang))}</small>"
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{title}</a>'


def read_sources(rows: Sequence[Mapping[str, str]], lang: Lang) -> dict[str, Source]:
    """Return citation and address by id from the rows of the table of sources."""
    return {
        row["id"]: Source(work(row, lang), *(row.get(name, "") for name in ("url", "published")))
        for row in rows
    }
