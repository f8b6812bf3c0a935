"""What is told while a report is made, a line at a time."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from kejidata import project
from kejidata.errors import printable
from kejidata.wording.language import language
from kejidata.wording.phrases import text

Progress = Callable[[str], None]
"""Takes one line about what has been done."""


def print_progress(line: str) -> None:
    """Print a line at once, also into a pipe; a name in it shows nothing that a terminal obeys."""
    print(printable(line), flush=True)


def step(key: str, start: float = 0.0, **slots: str | int) -> str:
    """Return the line about a step in the project's first language, with the seconds it took.

    Parameters
    ----------
    key
        The sentence, one of the commands'.
    start
        When the step began, by `time.perf_counter`.
    **slots
        What the sentence names.
    """
    found = project.current()
    lang = found.languages[0] if found else "en"
    took = f"{perf_counter() - start:.1f}".replace(".", language(lang).style.decimal)
    return text(lang, f"commands.{key}", seconds=took, **slots)
