"""Long alternations, written as lists of words."""

from __future__ import annotations


def one_of(words: str) -> str:
    """Return an expression that matches one of the words, which blanks part, the first that fits.

    A word may itself be a small expression without blanks.

    Examples
    --------
    >>> one_of("growth rate(?!d)")
    '(?:growth|rate(?!d))'
    """
    return f"(?:{'|'.join(words.split())})"
