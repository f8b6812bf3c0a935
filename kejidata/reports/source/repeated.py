"""What a page holds twice, once for telephones: each figure is given once."""

from __future__ import annotations

_SAME = 20
"""Characters from which a line that comes again word for word is the same text once more."""


def once(text: str) -> str:
    """Return a page's text without what it holds a second time, for telephones.

    Rows of a table stay: each belongs to its header.
    """
    met: set[str] = set()
    lines = []
    for line in text.split("\n"):
        again = len(line) >= _SAME and "|" not in line and line.strip() in met
        met.add(line.strip())
        lines += [] if again else [line]
    return "\n".join(lines)
