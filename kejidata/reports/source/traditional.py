"""Traditional characters and their simplified forms, one for one.

`traditional.tsv` holds the characters of Big5 whose simplified form, as OpenCC (t2s) has it, is
among the 3,755 common ones of GB 2312; enough to read a report that is set in traditional
characters with a grammar written in simplified ones.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

SAMPLE = 1_000_000
"""Characters that tell which script a report is set in."""
_TELLING = frozenset("億個業術與")
"""Common traditional characters (100 million, a piece, trade, art, and): one stands in a report."""
SIMPLIFIED = dict(
    line.split("\t")
    for line in Path(__file__).with_name("traditional.tsv").read_text("utf-8").splitlines()
)
"""The simplified form of each traditional character."""


def script_of(plain: str) -> dict[int, str]:
    """Return the translation of names back to traditional characters, empty where none are used."""
    if _TELLING.isdisjoint(plain):
        return {}
    counts = Counter(plain[:SAMPLE])
    return {ord(new): old for old, new in SIMPLIFIED.items() if counts[old] > counts[new]}
