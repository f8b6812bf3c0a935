"""What is told while the road is walked, a line at a time."""

from __future__ import annotations

from collections.abc import Callable

from kejidata.errors import printable

Progress = Callable[[str], None]
"""Takes one line about what has been done."""


def print_progress(line: str) -> None:
    """Print a line at once, also into a pipe; a name in it shows nothing that a terminal obeys."""
    print(printable(line), flush=True)
