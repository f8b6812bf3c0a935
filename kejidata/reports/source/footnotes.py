"""Raised numbers that lead to a note, and are no part of the number or the word before them."""

from __future__ import annotations


def is_mark(raised: str, before: str) -> bool:
    """Tell whether raised digits are a note's: a power stands behind a letter, as in m².

    Examples
    --------
    >>> is_mark("3", "高企1256"), is_mark("2", "500m"), is_mark("[1]", "增长15%")
    (True, False, False)
    """
    letter = before[-1:].isascii() and before[-1:].isalpha()
    return raised.strip().isdigit() and not letter
