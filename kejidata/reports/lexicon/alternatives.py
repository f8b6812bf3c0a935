"""Long alternations, written as lists of words."""

from __future__ import annotations

import re
from functools import lru_cache

remembered = lru_cache(maxsize=8192)
"""Keeps what was asked of a wording or a name, which come again and again in reports."""


def one_of(words: str) -> str:
    """Return an expression that matches one of the words, which blanks part, the first that fits.

    A word may itself be a small expression without blanks.

    Examples
    --------
    >>> one_of("growth rate(?!d)")
    '(?:growth|rate(?!d))'
    """
    return f"(?:{'|'.join(words.split())})"


def pattern(text: str) -> re.Pattern[str]:
    """Return the compiled expression of a text whose lists of words stand between ( and ).

    Blanks part the words of a list, and each bracket of one stands before or behind a blank;
    elsewhere blanks count for nothing.

    Examples
    --------
    >>> pattern("^(?:no)? ( growth rate(?!d) )s?$").pattern
    '^(?:no)?(?:growth|rate(?!d))s?$'
    """
    lists = re.sub(
        r"(?<!\S)\((?=\s)(.*?)(?<=\s)\)", lambda found: one_of(found[1]), text, flags=re.S
    )
    return re.compile("".join(lists.split()))
