"""The languages: one file of words and number style each, read when first asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.model.terms import Lang

FOLDER = Path(__file__).parent
"""Holds CODE.toml for every language."""
WRITTEN: Lang = "zh"
"""The language that notebooks are written in; all others are translations."""


@dataclass(frozen=True)
class Style:
    """How a language writes numbers and sentences.

    Parameters
    ----------
    html
        The language for the `lang` attribute of HTML.
    group, decimal, minus
        The mark between thousands (empty for none), the decimal mark, the sign.
    sentence_space, capitals
        What stands between two sentences; whether a sentence begins with a capital.
    paragraph
        How long a paragraph is at most: in words where sentences are parted, else in characters.
    full_width, proper_names
        Whether punctuation in names is full width; whether names keep their capital in a sentence.
    definite, prepositions
        Nouns before which a name takes its article inside a sentence; what parts the noun of a
        name from what says more of it.
    denominators
        What says in a name to how many of something its figures are.
    scaled, powers
        Which amounts (money, rate, count) are told in these powers of ten.
    axis_digits
        So many digits before the point a number on an axis or in a column has more than, before
        such a power takes the place of the unit of the data; -99 where it always does.
    months, months_short
        Twelve names.
    """

    html: str
    group: str
    decimal: str
    minus: str
    sentence_space: str
    paragraph: int
    capitals: bool
    full_width: bool
    proper_names: bool
    definite: Sequence[str]
    prepositions: Sequence[str]
    denominators: Sequence[str]
    scaled: Sequence[str]
    powers: Mapping[str, int]
    axis_digits: int
    months: Sequence[str]
    months_short: Sequence[str]


@dataclass(frozen=True)
class Language:
    """The words of one language by `section.key`, and its style."""

    words: Mapping[str, str]
    style: Style


def languages() -> list[str]:
    """Return the codes of the languages in force: the one that is written in, the others sorted.

    Examples
    --------
    >>> languages()
    ['zh', 'en']
    """
    return [WRITTEN, *sorted({path.stem for path in FOLDER.glob("*.toml")} - {WRITTEN})]


@cache
def language(lang: Lang) -> Language:
    """Return the words and the style of a language.

    Raises
    ------
    KejidataError
        There is no such language.

    Examples
    --------
    >>> language("en").words["reason.zero_base"], language("zh").style.html
    ('the base is or may be zero', 'zh-CN')
    """
    known = languages()
    if lang not in known:
        remedy = f"use {' or '.join(known)}"
        raise KejidataError(f"no language {lang!r}", where="argument lang", remedy=remedy)
    sections = tomllib.loads((FOLDER / f"{lang}.toml").read_text("utf-8"))
    style = Style(**sections.pop("style"))
    words = {f"{name}.{key}": said for name, rows in sections.items() for key, said in rows.items()}
    return Language(words, style)


def word(lang: Lang, section: str, code: str) -> str:
    """Return the word for a code, and the code itself where the section has none.

    Examples
    --------
    >>> word("en", "verdict", "confirmed"), word("en", "verdict", "odd")
    ('confirmed', 'odd')
    """
    return language(lang).words.get(f"{section}.{code}", code)
