"""Formulas of facts as a reader says them: names in the reader's language, signs of arithmetic."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kejidata.model.terms import Lang
from kejidata.wording import names
from kejidata.wording.language import language

END = "end of the interval of"
YEARS = "years"
"""What a formula counts; all other names are those of figures."""
RATES = "growth_rate|completion_ratio"
_NAME = re.compile(r"[a-z]\w+(?![\w(])")
"""A word before a parenthesis is a function."""
COUNTED = "count"
RANKED = "rank among the group"
RECOMPUTED = "recomputed from the published figures"
OF_GROUP = {"median": "median of the group", "best_value": "best of the group"}
"""What is told of a whole group beside one of its members."""
_PHRASES = (
    COUNTED,
    RANKED,
    *OF_GROUP.values(),
    RECOMPUTED,
    "sum of the parts less the total",
    "sum of the parts",
    "as what is stated",
    END,
    "old_value",
    "total_value",
    "total_base",
    YEARS,
    "months",
    "months_gone",
    "outcome",
)
_SIGNS = {"**": "^", "*": "×", "/": "÷", "-": "−"}
_KNOWN = re.compile(
    "|".join([*sorted(map(re.escape, _PHRASES), key=len, reverse=True), _NAME.pattern])
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
    return _signed(_KNOWN.sub(lambda match: _word(match[0], lang), formula))


def _signed(formula: str) -> str:
    return re.sub(r"(?<= )(\*\*|[*/-])(?= )", lambda match: _SIGNS[match[0]], formula)


def operands(formula: str) -> list[str]:
    """Return the figures that a formula names, in the order of first appearance.

    Examples
    --------
    >>> operands("((value / old_value) ** (1 / years) - 1) * 100"), operands("count")
    (['value', 'old_value'], [])
    """
    if formula in _PHRASES or formula.startswith(END):
        return []
    return [name for name in dict.fromkeys(_NAME.findall(formula)) if name != YEARS]


def level_formula(maker: str, indicator: str) -> str:
    """Return the formula of a derived level over its figures, else only that it is recomputed.

    Examples
    --------
    >>> level_formula("ratio", "patents÷people"), level_formula("index_numbers", "patents")
    ('patents / people', '100 * value / base_value')
    >>> level_formula("ratio", "own share") == RECOMPUTED
    True
    """
    if maker == "index_numbers":
        # Not `* 100` at its end, which would make the result one in percent.
        return "100 * value / base_value"
    sides = indicator.split("÷")
    formula = " / ".join(sides)
    return formula if len(sides) > 1 and operands(formula) == sides else RECOMPUTED


def renamed(formula: str, names: Mapping[str, str]) -> str:
    """Return a formula with other names, or numbers, for those of its figures.

    Examples
    --------
    >>> renamed("is / base_value", {"is": "a", "base_value": "b"})
    'a / b'
    """
    return _NAME.sub(lambda match: names[match[0]], formula)


def in_numbers(formula: str, figures: Mapping[str, str]) -> str:
    """Return a formula with figures for its names, in percent where it is times 100.

    Examples
    --------
    >>> in_numbers("(value / base_value - 1) * 100", {"value": "33357.1", "base_value": "30782.9"})
    '33357.1 ÷ 30782.9 − 1'
    >>> in_numbers("value / (1 + growth_rate / 100)", {"value": "21.53", "growth_rate": "35.08"})
    '21.53 ÷ (1 + 35.08%)'
    """
    # A rate stands as it was published, in percent, and the result of x 100 is in percent too.
    told = re.sub(rf"\b({RATES}) / 100", r"\1%", formula)
    told = re.sub(rf"/ ({RATES}) \* 100", r"/ \1%", told)
    told = re.sub(r" \* 100(?: / 100)?$", "", told)
    told = renamed(told, figures)
    whole = re.fullmatch(r"\(([^()]*|\([^()]*\)[^()]*\([^()]*\)[^()]*)\)", told)
    return _signed(whole[1] if whole else told)


def _word(name: str, lang: Lang) -> str:
    """Return one name or phrase of a formula in the words of a language."""
    words = language(lang).words
    if name in _PHRASES:
        return words[f"formula.{name}"]
    for section in ("measure", "column"):
        if said := words.get(f"{section}.{name}"):
            return said[:1].lower() + said[1:]
    return names.indicator(name, lang)
