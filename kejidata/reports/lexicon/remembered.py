"""Patterns that are asked of names: a report has few, and says them again and again."""

from __future__ import annotations

import re
from functools import lru_cache

KEPT = 1024
"""Names whose answer a pattern remembers."""


class Remembered:
    """A compiled pattern that remembers what it found in the last names.

    Examples
    --------
    >>> step = Remembered("(?:申请|授权)$")
    >>> step.search("专利授权") is step.search("专利授权")
    True
    """

    def __init__(self, pattern: str) -> None:
        compiled = re.compile(pattern)
        self.pattern = pattern
        self.search = lru_cache(KEPT)(compiled.search)
        self.match = lru_cache(KEPT)(compiled.match)
        self.fullmatch = lru_cache(KEPT)(compiled.fullmatch)
        self.sub = lru_cache(KEPT)(compiled.sub)
        self.split = compiled.split
        self.finditer = compiled.finditer
