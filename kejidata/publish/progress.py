"""What is told while a report is made, a line at a time."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from kejidata import project
from kejidata.errors import printable
from kejidata.model.terms import Lang
from kejidata.wording.phrases import text

Progress = Callable[[str], None]
"""Takes one line about what has been done."""


def print_progress(line: str) -> None:
    """Print a line at once, also into a pipe; a name in it shows nothing that a terminal obeys."""
    print(printable(line), flush=True)


def step(key: str, start: float = 0.0, lang: Lang | None = None, **slots: str | int) -> str:
    """Return the line about a step, with the seconds since its start.

    Parameters
    ----------
    key
        The sentence, one of the commands'.
    start
        When the step began, by `time.perf_counter`.
    lang
        The language of the line; that of the project in force where it is None.
    **slots
        What the sentence names.
    """
    found = project.current()
    lang = lang or (found.languages[0] if found else "en")
    return text(lang, f"commands.{key}", seconds=f"{perf_counter() - start:.1f}", **slots)
