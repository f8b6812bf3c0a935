"""One self-contained HTML page per language, made of executed notebooks."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import NamedTuple

from kejidata.model.terms import Lang
from kejidata.publish.page.cell_outputs import shown as shown_output
from kejidata.publish.page.footnotes import Origins, Source, listed, read_sources, works
from kejidata.publish.page.kept_parts import part
from kejidata.publish.page.repeats import Part, without_repeats
from kejidata.publish.page.sanitize import Heading, chapter_anchor, safe_markdown
from kejidata.publish.page.webfont import font_faces
from kejidata.publish.shown_text import shown
from kejidata.publish.translation import Notebook, page_name
from kejidata.wording.dates import period
from kejidata.wording.language import language
from kejidata.wording.phrases import text

_HERE = Path(__file__).parent
PARTS = ("title", "lede", "contents", "skip", "code", "origins", "foot")
"""Words of the page around the chapters."""


class Chapter(NamedTuple):
    """One notebook as a section of the page."""

    anchor: str
    html: str
    headings: list[Heading]


def page(
    notebooks: Mapping[str, Notebook],
    lang: Lang,
    sources: Mapping[str, Source],
    title: str = "",
    langs: Sequence[Lang] = (),
) -> bytes:
    """Return the page made of executed notebooks: one file, no script, nothing from the network.

    Parameters
    ----------
    notebooks
        Executed notebooks by file name, in the order of the chapters.
    lang
        Language of the page.
    sources
        Title and address of each source by its id.
    title
        What the page is called; a general title where it is empty.
    langs
        The languages that the project has a page in; the others are linked.

    Raises
    ------
    KejidataError
        A notebook stores a picture that is none.

    Examples
    --------
    >>> cell = {"cell_type": "markdown", "source": "# Growth"}
    >>> html = page({"01_growth.ipynb": {"cells": [cell]}}, "en", {}).decode()
    >>> '<h2 id="01-growth-1-1">Growth</h2>' in html, "<script" in html
    (True, False)
    """
    origins: Origins = {}
    chapters = [
        _chapter(name, notebook, lang, origins, sources) for name, notebook in notebooks.items()
    ]
    last = Heading(2, "origins", text(lang, "page.origins"))
    # A page without a number in a sentence may have charts, which lead to their sources.
    listing = listed(origins, lang, sources) or works(sources, lang, sources)
    headed = [*(chapter.headings for chapter in chapters), *([[last]] if listing else [])]
    parts = {
        **{key: escape(text(lang, f"page.{key}")) for key in PARTS},
        "lang": language(lang).style.html,
        "dated": escape(_dated(sources, lang)),
        "title": escape(title or text(lang, "page.title")),
        "others": " ".join(_link(other) for other in langs if other != lang),
        "toc": _contents(headed),
        "chapters": "\n".join(chapter.html for chapter in chapters),
        "origins": _origins(last, listing),
        "style": (_HERE / "page.css").read_text(encoding="utf-8") + _followed(headed),
    }
    template = Template((_HERE / "page.html").read_text(encoding="utf-8"))
    written = {key: shown(part) for key, part in parts.items()}
    bare = template.substitute(written, fonts="")
    characters = "".join(sorted(set(bare)))
    fonts = part(lambda: font_faces(characters), "fonts", characters)
    return template.substitute(written, fonts=fonts).encode()


def _dated(sources: Mapping[str, Source], lang: Lang) -> str:
    """Return the sentence on how many sources the data has, and when the newest was published."""
    newest = max((source.published for source in sources.values()), default="")
    if not newest:
        return ""
    return text(lang, "page.dated", n=len(sources), newest=period(newest, lang))


def _link(lang: Lang) -> str:
    """Return the link to the page in another language."""
    code = language(lang).style.html
    name = text(lang, "page.name")
    return f'<a href="{page_name(lang)}" hreflang="{code}" lang="{code}">{name}</a>'


def _chapter(
    name: str,
    notebook: Notebook,
    lang: Lang,
    origins: Origins,
    sources: Mapping[str, Source],
) -> Chapter:
    """Return one notebook as a section: text, outputs, and at its end the code, folded away."""
    anchor = chapter_anchor(Path(name).stem)
    parts: list[Part] = []
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "markdown":
            parts.append(Part(*safe_markdown(cell["source"], f"{anchor}-{number}")))
        where = f"{name}, cell {number}"
        parts += [
            Part(shown_output(out, lang, origins, sources, where), is_output=True)
            for out in cell.get("outputs", [])
        ]
    parts = without_repeats(parts, lang)
    headings = [heading for part in parts for heading in part.headings]
    body = "\n".join([*(part.html for part in parts), _folded_code(notebook, lang)])
    return Chapter(anchor, f'<section id="{anchor}">\n{body}\n</section>', headings)


def _folded_code(notebook: Notebook, lang: Lang) -> str:
    """Return the code of a notebook, out of sight until asked for."""
    code = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    blocks = "".join(f'<pre tabindex="0"><code>{escape(source)}</code></pre>' for source in code)
    return f'<details class="code"><summary>{text(lang, "page.code")}</summary>{blocks}</details>'


def _origins(heading: Heading, body: str) -> str:
    """Return the section that lists the origins of all numbers; nothing where there are none."""
    title = f"<h2>{escape(heading.text)}</h2>"
    return f'<section id="{heading.anchor}">{title}{body}</section>' if body else ""


def _contents(chapters: Sequence[Sequence[Heading]]) -> str:
    """Return the contents list: chapters, and their sections one level in."""
    items = []
    for headings in chapters:
        links = [
            (heading.level, f'<a href="#{heading.anchor}">{escape(heading.text)}</a>')
            for heading in headings
        ]
        inner = "".join(f"<li>{link}</li>" for level, link in links if level == 3)
        below = f"<ol>{inner}</ol>" if inner else ""
        items += [f"<li>{link}{below}</li>" for level, link in links[:1]]
    return f"<ol>{''.join(items)}</ol>"


def _followed(chapters: Sequence[Sequence[Heading]]) -> str:
    """Return the rules by which the contents mark the chapter that is being read, without a script.

    A browser that has no timelines of scrolling marks none.
    """
    told = {at: headings[0].anchor for at, headings in enumerate(chapters, start=1) if headings}
    scope = ", ".join(f"--chapter-{at}" for at in told)
    rules = [f"body {{ timeline-scope: {scope}; }}"] if told else []
    for at, anchor in told.items():
        rules += [
            f"main > section:nth-of-type({at}) {{ view-timeline-name: --chapter-{at}; }}",
            f'nav a[href="#{anchor}"] {{ animation-timeline: --chapter-{at}; }}',
        ]
    return "\n".join(rules)


def sources_of(root: Path, lang: Lang) -> dict[str, Source]:
    """Return the sources that the data of a root names; none where it has no such table."""
    path = root / "data" / "processed" / "sources.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return read_sources(list(csv.DictReader(lines)), lang)
