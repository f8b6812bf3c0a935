"""Words for the codes of the model, and headings of columns."""

from __future__ import annotations

from kejidata.model.terms import Lang
from kejidata.wording.language import language, word
from kejidata.wording.phrases import joined


def reason(code: str, lang: Lang = "zh") -> str:
    """Return why a number is empty, in words.

    Examples
    --------
    >>> reason("zero_base"), reason("zero_base", "en")
    ('基期为零或可能为零', 'the base is or may be zero')
    """
    return word(lang, "reason", code)


def doubts(codes: str, lang: Lang = "zh") -> str:
    """Return what a draft could not settle, in words, for codes joined by |.

    Examples
    --------
    >>> doubts("no_name|no_period", "en")
    'no name found; no period found'
    """
    return joined([word(lang, "doubt", c) for c in codes.split("|") if c], lang, "clause")


def measure(code: str, lang: Lang = "zh") -> str:
    """Return the word for a measure of the observations or of a draft."""
    return word(lang, "measure", code)


def verdict(code: str, lang: Lang = "zh") -> str:
    """Return the word for a verdict of the audit or of an outcome."""
    return word(lang, "verdict", code)


def position(code: str, lang: Lang = "zh") -> str:
    """Return the words for where a place stands among its peers."""
    return word(lang, "position", code)


def status(code: str, lang: Lang = "zh") -> str:
    """Return the word for the status of an observation."""
    return word(lang, "status", code)


def bound(code: str, lang: Lang = "zh") -> str:
    """Return the word for a bound; an exact number needs none."""
    return word(lang, "bound_label", code)


def sign(code: str, measure: str, lang: Lang = "zh") -> str:
    """Return what stands before a number for its bound.

    Examples
    --------
    >>> sign("at_least", "value"), sign("at_least", "rank"), sign("at_least", "rank", "en")
    ('≥', '前', 'top ')
    """
    words = language(lang).words
    own = words.get(f"sign_{measure}.{code}")
    # A rank among the first ten is one of ten or better.
    return words.get(f"sign.{code}", "") if own is None else own


def gap(column: str, lang: Lang = "zh") -> str:
    """Return why a cell of a column is empty where its row gives no reason."""
    words = language(lang).words
    return words.get(f"gap.{column}", words["gap.value"])


def column(name: str, lang: Lang = "zh") -> str:
    """Return the heading of a column, and its own name where there is none."""
    return word(lang, "column", name)


def unit(name: str, lang: Lang = "zh") -> str:
    """Return a unit as a table heading says it.

    Examples
    --------
    >>> unit("万元", "en")
    'CNY 10,000'
    >>> unit("亿元/万人", "en")
    'CNY 100 million per 10,000 people'
    """
    above, slash, below = name.partition("/")
    words = language(lang).words
    if not slash or f"unit.{name}" in words or "amount.per" not in words:
        return word(lang, "unit", name)
    return words["amount.per"].format(amount=unit(above, lang), unit=per(below, lang))


def per(unit_below: str, lang: Lang = "zh") -> str:
    """Return the unit for each of which there is so much, in the singular.

    Examples
    --------
    >>> per("人年", "en"), per("万人", "en")
    ('person-year', '10,000 people')
    """
    return language(lang).words.get(f"per.{unit_below}") or unit(unit_below, lang)
