"""Messages of errors in the language of a project: the library says them in English.

messages.csv holds a row for each sentence, `{}` where something is named; what it does not hold
stays in English.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kejidata.model.terms import Lang

_FILE = Path(__file__).with_name("messages.csv")
_LINE = re.compile(r"( *(?:in |-> )?)(.*)", re.DOTALL)
_WORDS = re.compile(r"(?=\b([a-z]{2,} [a-z]+ [a-z]{2,})\b)")
"""Words of a sentence, where names and cells are alone or between commas."""
_WRITTEN: Lang = "en"
DEEP = 4
"""Sentences within sentences that are translated; a name may be made of them without end."""


def translated(message: str, lang: Lang) -> str:
    r"""Return the message of an error in a language, line by line.

    Parameters
    ----------
    message
        What a `KejidataError` says: what is wrong, where, the rows, the remedy.
    lang
        A language; names, paths and cells in the message stay as they are.

    Examples
    --------
    >>> print(translated("the value is not a number\n  in a.csv, line 3\n  '12x'", "zh"))
    值不是数
      a.csv 第 3 行
      '12x'
    """
    if lang == _WRITTEN:
        return message
    return "\n".join(_line(line, lang) for line in message.split("\n"))


def wholly_translated(message: str, lang: Lang) -> str:
    r"""Return a message in a language where all of it is known there, else as it was written.

    Examples
    --------
    >>> wholly_translated("the value is not a number\n  in a.csv", "zh")
    '值不是数\n  a.csv'
    >>> wholly_translated("the value is not a number\n  -> give the sum of all parts", "zh")
    'the value is not a number\n  -> give the sum of all parts'
    """
    said = translated(message, lang)
    return message if any(words in said for words in _WORDS.findall(message)) else said


def _line(line: str, lang: Lang) -> str:
    found = _LINE.fullmatch(line)
    assert found is not None
    mark, said = found.groups()
    return mark.replace("in ", "") + _sentence(said, lang)


def _sentence(said: str, lang: Lang, deep: int = DEEP) -> str:
    """Return a sentence, and what it names, in a language; itself where it is not known."""
    exact, gapped = _sentences(lang)
    if said in exact:
        return exact[said]
    for parts, words in gapped if deep else ():
        if names := _named(said, parts):
            return words.format(*(_sentence(name, lang, deep - 1) for name in names))
    return said


def _named(said: str, parts: Sequence[str]) -> list[str]:
    """Return what stands in the gaps between the parts of a sentence, nothing if it is another.

    Each gap ends as early as it can. An expression with several gaps would try all ways to fill
    them with what a file holds; this reads it once.

    Examples
    --------
    >>> _named("no column a, but b", ["no column ", ", but ", ""])
    ['a', 'b']
    """
    first, *inner, last = parts
    at, end = len(first), len(said) - len(last)
    if not (said.startswith(first) and said.endswith(last)):
        return []
    found = []
    for part in inner:
        to = said.find(part, at + 1, end)
        if to < 0:
            return []
        found.append(said[at:to])
        at = to + len(part)
    return [*found, said[at:end]] if at < end else []


@cache
def _sentences(lang: Lang) -> tuple[dict[str, str], list[tuple[list[str], str]]]:
    """Return the sentences that name nothing, and the parts of the others, the longest first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        known = {row[_WRITTEN]: row[lang] for row in csv.DictReader(file) if row.get(lang)}
    gapped = [
        (said.split("{}"), words)
        for said, words in sorted(known.items(), key=lambda row: -len(row[0]))
        if "{}" in said
    ]
    return {said: words for said, words in known.items() if "{}" not in said}, gapped
