"""What a chapter says where there is nothing to show: once, not once for each table and figure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from html import unescape
from typing import NamedTuple

from kejidata.model.terms import Lang
from kejidata.publish.page.sanitize import Heading
from kejidata.wording.language import language

_TAGS = re.compile(r"<[^>]*>")


class Part(NamedTuple):
    """A piece of a chapter: a text with its headings, or an output of a cell."""

    html: str
    headings: Sequence[Heading] = ()
    is_output: bool = False


def without_repeats(parts: Sequence[Part], lang: Lang) -> list[Part]:
    """Return the parts of a chapter, each section saying once that there is nothing to show.

    A chapter that shows nothing at all is its first text and one such sentence.

    Examples
    --------
    >>> text = Part("<h3>A</h3>", [Heading(3, "a", "A")])
    >>> none = Part("<p>There are no figures to report.</p>", is_output=True)
    >>> [part.html for part in without_repeats([text, none, none, text, none], "en")]
    ['<h3>A</h3>', '<p>There are no figures to report.</p>']
    """
    words = language(lang).words
    nothing = {said for key, said in words.items() if key.startswith("nothing.")}
    nothing |= {words["refused.nothing"], words["audit.nothing"], words["effects.unknown"]}
    empty = [part for part in parts if _says(part, nothing)]
    if empty and len(empty) == sum(part.is_output for part in parts):
        return [*(part for part in parts[:1] if not part.is_output), empty[0]]
    kept, told = [], False
    for part in parts:
        told = told and not part.headings
        if not (told and part in empty):
            kept.append(part)
        told = told or part in empty
    return kept


def _says(part: Part, sentences: Collection[str]) -> bool:
    """Tell whether an output is one of the sentences; its first letter may be a capital."""
    said = unescape(_TAGS.sub("", part.html)).strip().casefold()
    return part.is_output and said in {one.casefold() for one in sentences}
