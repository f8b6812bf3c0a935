"""Rows that are the total of others, told by their name."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kejidata.model.labels import fold

LONGEST = 40
"""Characters of a label that are looked at: no total is named at greater length."""


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("kejidata") / "registry" / "totals.toml").read_text("utf-8"))


@lru_cache(maxsize=8192)
def _matches(kind: str, label: str) -> bool:
    pattern = "|".join(_words()["labels"][kind])
    return re.fullmatch(pattern, fold(label[:LONGEST])) is not None


def is_total(label: str) -> bool:
    """Tell whether a label names a total and no place of its own.

    Examples
    --------
    >>> is_total("全　市"), is_total("东部地区"), is_total("National Total"), is_total("子市")
    (True, True, True, False)
    """
    return _matches("total", label)


def is_generic(label: str) -> bool:
    """Tell whether a label is a word of every city, 郊区 (suburbs), and names no division."""
    return _matches("generic", label)


def is_whole(label: str) -> bool:
    """Tell whether a label means all that a table is about: 合计 (all); not 东部地区 (a part)."""
    return _matches("whole", label)


def sums_up(label: str) -> bool:
    """Tell whether a label means all or a part of what stands beside it: 合计, 小计 (subtotal)."""
    return is_whole(label) or _matches("subtotal", label)


def is_nation(label: str) -> bool:
    """Tell whether a label means the country: 全国, National Total."""
    return _matches("nation", label)


def summed(label: str) -> str:
    """Return the label of a row that is the sum of the others under a name that does not say so."""
    return str(_words()["summed"].format(label=label))
