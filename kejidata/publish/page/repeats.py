"""What a chapter says where there is nothing to show: once, not once for each table and figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from kejidata.model.terms import Lang
from kejidata.publish.page.sanitize import Heading
from kejidata.wording.language import language

_TAGS = re.compile(r"<[^<>]*>")


class Part(NamedTuple):
    """A piece of a chapter: a text with its headings, or an output of a cell."""

    html: str
    headings: Sequence[Heading] = ()
    is_output: bool = False


def without_repeats(parts: Sequence[Part], lang: Lang) -> list[Part]:
    """Return the parts of a chapter, each section saying once that there is nothing to show.

    Examples
    --------
    >>> text = Part("<h3>A</h3>", [Heading(3, "a", "A")])
    >>> none = Part("<p>There are no figures to report.</p>", is_output=True)
    >>> [part.html for part in without_repeats([text, none, none, text, none], "en")]
    ['<h3>A</h3>', '<p>There are no figures to report.</p>']
    """
    said = [_words(part.html) if part.is_output else None for part in parts]
    return [parts[at] for at in kept(said, [bool(part.headings) for part in parts], lang)]


def kept(said: Sequence[str | None], begins: Sequence[bool], lang: Lang) -> list[int]:
    """Return the places of the parts of a chapter that are shown.

    A chapter that shows nothing at all is its first text and one sentence that says so.

    Parameters
    ----------
    said
        The words of each output, None for a text between them.
    begins
        Whether a part begins a section.
    lang
        The language of the chapter.
    """
    words = language(lang).words
    nothing = {sentence for key, sentence in words.items() if key.startswith("nothing.")}
    nothing |= {words["refused.nothing"], words["audit.nothing"], words["effects.unknown"]}
    # The first letter may have become a capital.
    folded = {sentence.casefold() for sentence in nothing}
    empty = [at for at, one in enumerate(said) if one is not None and one.casefold() in folded]
    if empty and len(empty) == sum(one is not None for one in said):
        return [*([0] if said[0] is None else []), empty[0]]
    shown, told = [], False
    for at, begun in enumerate(begins):
        told = told and not begun
        if not (told and at in empty):
            shown.append(at)
        told = told or at in empty
    return shown


def _words(html: str) -> str:
    """Return the words of an output."""
    return unescape(_TAGS.sub("", html)).strip()
