"""Formulas of facts as a reader says them: names in the reader's language, signs of arithmetic."""

from __future__ import annotations

import re

from kejidata.model import registry, terms
from kejidata.model.terms import Lang

_PHRASES = {
    "count": ("逐条计数", "counted one by one"),
    "rank among the group": ("在所列地区中的位次", "rank among the regions compared"),
    "recomputed from the published figures": (
        "由公布的数字核算",
        "recomputed from published figures",
    ),
    "end of the interval of": ("区间端点：", "end of the interval:"),
    "old_value": ("基期的上一期值", "value before the base"),
    "years": ("年数", "years"),
    "outcome": ("后来的实绩", "later actual"),
}
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
    place = 0 if lang == "zh" else 1
    if name in _PHRASES:
        return _PHRASES[name][place]
    for words in (terms.MEASURES, terms.COLUMNS):
        if name in words:
            said = words[name][place]
            return said[:1].lower() + said[1:]
    catalog = registry.indicators().set_index("code")
    return str(catalog.at[name, f"name_{lang}"]) if name in catalog.index else name
