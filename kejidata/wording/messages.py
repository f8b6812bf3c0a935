"""Messages of errors in the language of a project: the library says them in English.

messages.csv holds a row for each sentence, `{}` where something is named; what it does not hold
stays in English.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from kejidata.model.terms import Lang

_FILE = Path(__file__).with_name("messages.csv")
_LINE = re.compile(r"( *(?:in |-> )?)(.*)", re.DOTALL)
_WRITTEN: Lang = "en"


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


def _line(line: str, lang: Lang) -> str:
    found = _LINE.fullmatch(line)
    assert found is not None
    mark, said = found.groups()
    return mark.replace("in ", "") + _sentence(said, lang)


def _sentence(said: str, lang: Lang) -> str:
    """Return a sentence, and what it names, in a language; itself where it is not known."""
    exact, patterns = _sentences(lang)
    if said in exact:
        return exact[said]
    for pattern, words in patterns:
        if found := pattern.fullmatch(said):
            return words.format(*(_sentence(group, lang) for group in found.groups()))
    return said


@cache
def _sentences(lang: Lang) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Return the sentences that name nothing, and patterns of the others, the longest first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        known = {row[_WRITTEN]: row[lang] for row in csv.DictReader(file) if row.get(lang)}
    patterns = [
        (re.compile("(.+?)".join(map(re.escape, said.split("{}"))), re.DOTALL), words)
        for said, words in sorted(known.items(), key=lambda row: -len(row[0]))
        if "{}" in said
    ]
    return {said: words for said, words in known.items() if "{}" not in said}, patterns
