"""The script that a report is set in, for its names in a draft."""

from __future__ import annotations

from collections import Counter

from kejidata.model.labels import simplified_forms

SAMPLE = 1_000_000
"""Characters that tell which script a report is set in."""
_TELLING = "億個業術與"
"""Common traditional characters (100 million, a piece, trade, art, and): one stands in a report."""


def script_of(plain: str) -> dict[int, str]:
    """Return the translation of names back to traditional characters, empty where none are used."""
    if not any(one in plain for one in _TELLING):
        return {}
    counts = Counter(plain[:SAMPLE])
    return {ord(new): old for old, new in simplified_forms().items() if counts[old] > counts[new]}
