"""The one public error: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

SHOWN = 5
LONGEST = 400
"""Characters of one line of a message; a cell may hold a million."""


class KejidataError(ValueError):
    """Bad input, said in a sentence that names the place, the value and the remedy.

    Parameters
    ----------
    what
        What is wrong, one sentence.
    where
        The place: a file with its line, or a column of a frame.
    rows
        The offending rows, one text each; at most five are shown, the rest are counted.
    remedy
        What the reader can do about it.

    What a terminal would obey or turn around (control characters, marks of direction) is shown as
    its escape, and a line is cut where it is longer than a reader wants.

    Examples
    --------
    >>> print(KejidataError("the value is not a number", where="a.csv, line 3, column value",
    ...                     rows=["'12x'"], remedy="correct the cell"))
    the value is not a number
      in a.csv, line 3, column value
      '12x'
      -> correct the cell
    """

    shown: ClassVar[Callable[[str], str]] = staticmethod(str)
    """What a notebook shows of a message; the face puts it into the language of the project."""

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        rows: Sequence[str] = (),
        remedy: str | None = None,
    ) -> None:
        lines = [what]
        if where:
            lines.append("  in " + where.replace("\n", "\\n"))
        lines += ["  " + row.replace("\n", "\\n") for row in rows[:SHOWN]]
        if len(rows) > SHOWN:
            lines.append(f"  ... and {len(rows) - SHOWN} more")
        if remedy:
            lines.append(f"  -> {remedy}")
        super().__init__("\n".join(map(_shown, "\n".join(lines).split("\n"))))

    def _render_traceback_(self) -> list[str]:
        """Return what Jupyter shows: the message alone, without the package's own lines."""
        return [f"{type(self).__name__}: {type(self).shown(str(self))}"]


def cell(found: object) -> str:
    """Return a cell of a frame as a message shows it, whatever the object.

    Examples
    --------
    >>> cell("12x"), cell(10**5000)
    ("'12x'", 'an int that cannot be printed')
    """
    try:
        return " ".join(repr(found).splitlines())
    except Exception:  # What an object of the analyst's own does is not known.
        return f"an {type(found).__name__} that cannot be printed"


def printable(line: str) -> str:
    r"""Return a line with escapes for all that a terminal would obey, turn around or break.

    File names, and what a notebook prints, pass here on their way to a terminal.

    Examples
    --------
    >>> printable("a\x1b[31m\n.txt")
    'a\\x1b[31m\\n.txt'
    """
    if line.isprintable():
        return line
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


def _shown(line: str) -> str:
    """Return a line as it is safe to print, and short."""
    return printable(line if len(line) <= LONGEST else line[:LONGEST] + " ...")
