"""How much of a file is read: what unpacks to more than a report holds is refused."""

from __future__ import annotations

from kejidata.errors import KejidataError

LARGEST = 100_000_000
"""Bytes of the largest file that is read; a report is a few hundred thousand."""
CHARACTERS = 40_000_000
"""Characters of the longest text that is read."""
FREE = 200_000
"""Characters that any file may hold, however well it is packed."""
PER_BYTE = 5
"""Characters that a packed file may hold beyond them for each of its bytes; reports hold two."""
ELEMENTS = 2
"""Elements that a Word document may hold for each of these characters."""

PAGE_MARKUP = 20
"""Bytes of marks on the pages of a PDF for each of these characters; pages of charts hold ten."""


def most_characters(size: int) -> int:
    """Return how many characters a file of so many bytes may hold."""
    return min(FREE + PER_BYTE * size, CHARACTERS)


def too_long(size: int, name: str) -> KejidataError:
    """Return the error for a file of so many bytes that holds more than it may."""
    return KejidataError(
        f"the text or its markup is longer than a file of {size:,} bytes may hold: "
        f"{most_characters(size):,} characters, and {ELEMENTS} elements for each",
        where=name,
        remedy="give a part of the report, or save its text as .txt",
    )


def columns(written: str) -> int:
    """Return how many columns a merged cell says it spans; 1 where it says nothing sensible."""
    return int(written) if written.isdecimal() and 1 <= len(written) < 3 and int(written) else 1
