"""Formulas of facts as a reader says them: names in the reader's language, signs of arithmetic."""

from __future__ import annotations

import re

from kejidata.model.terms import Lang
from kejidata.wording import names
from kejidata.wording.language import language

_PHRASES = (
    "count",
    "rank among the group",
    "recomputed from the published figures",
    "end of the interval of",
    "old_value",
    "years",
    "outcome",
)
_SIGNS = {"**": "^", "*": "×", "/": "÷", "-": "−"}
_KNOWN = re.compile(
    "|".join(sorted(map(re.escape, _PHRASES), key=len, reverse=True)) + r"|[a-z]\w+"
)


def in_words(formula: str, lang: Lang) -> str:
    """Return a formula over column names and indicator codes in the words of a language.

    Examples
    --------
    >>> in_words("(target / last_value - 1) * 100", "zh")
    '(目标 ÷ 上次实绩 − 1) × 100'
    >>> in_words("(target / last_value - 1) * 100", "en")
    '(target ÷ last actual − 1) × 100'
    """
    named = _KNOWN.sub(lambda match: _word(match[0], lang), formula)
    return re.sub(r"(?<= )(\*\*|[*/-])(?= )", lambda match: _SIGNS[match[0]], named)


def _word(name: str, lang: Lang) -> str:
    """Return one name or phrase of a formula in the words of a language."""
    words = language(lang).words
    if name in _PHRASES:
        return words[f"formula.{name}"]
    for section in ("measure", "column"):
        if said := words.get(f"{section}.{name}"):
            return said[:1].lower() + said[1:]
    return names.indicator(name, lang)
