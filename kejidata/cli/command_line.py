"""The command line as a whole: its parser, and how a command ends.

Exit codes: 0 fine, 1 a problem that the message explains, 2 the command line was not understood.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

from kejidata import __version__
from kejidata.cli import card, new, regression, review, steps, tables
from kejidata.cli.terminal import Formatter, complain, told
from kejidata.errors import KejidataError, printable

EXAMPLES = """\
examples:
  kejidata new FOLDER --region 330212 --year 2023 --lang zh   a project that builds at once
  kejidata card data/raw/tables/a.csv  the card beside a raw file, its hash up to date
  kejidata draft report.docx           figures of a work report, as a table to look at: report.csv
  kejidata tables yearbook.xls         how a table would be read: headings, units, totals, doubts
  kejidata review report.docx          the reviewed figures of a report, and what is left to look at
  kejidata build                       data/processed from data/raw, whole or not at all
  kejidata figures                     every figure, in the project's languages, under figures/
  kejidata report                      data, notebooks, figures and the page
  kejidata check                       is what is stored what the sources give?
  kejidata test                        data, reviewed figures, notebooks and pictures once more

Except for new and draft, run them in the project's folder or below it.
`kejidata COMMAND --help` tells more, with an example.
"""


_STOPPED = "stopped; what was stored before stands"
_NO_MEMORY = "there is not enough memory; what was stored before stands"
_UNMAPPED = "failed to map"
"""What Linux says of a library for which there is no room."""
_NO_CLOCK = KejidataError(
    "the clock shows a date that programs cannot count to",
    where="the clock of the machine",
    remedy="set the clock right and run it again; what was stored before stands",
)
"""Python counts to the year 2262, and its own modules ask for the time when they are loaded."""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints show the control characters of an argument as escapes."""

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and end the process."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {told(printable(message))}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments
        The command line without the program's name; that of the process where it is None.

    Examples
    --------
    >>> main(["draft", "no-such-report.txt"])
    1
    """
    given = command_parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that has no Chinese shows escapes.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        given.run(given)
        if sys.stdout is not None:
            # Without one, as under a scheduler, there is nobody to tell.
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away: nothing may be written to it again, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (Exception, KeyboardInterrupt) as error:
        message = _explained(error)
        if message is None:
            raise
    else:
        return 0
    # Here the frames that held the memory are gone.
    _complain(message, given)
    return 130 if message is _STOPPED else 1


def _explained(error: BaseException) -> str | None:
    """Return what to say of a failure, None where it is a fault of the package."""
    match error:
        case KejidataError():
            return str(error)
        case KeyboardInterrupt():
            return _STOPPED
        case OSError():
            return str(KejidataError("the system refused", rows=[str(error)]))
        case OverflowError() if not _clock_is_read():
            return str(_NO_CLOCK)
        case ModuleNotFoundError(name=str(name)) if not name.startswith("kejidata"):
            return str(_not_installed(name))
        case MemoryError():
            return _NO_MEMORY
        case ImportError() if _UNMAPPED in str(error):
            # A library that does not fit into memory is not found: any other is really missing.
            return _NO_MEMORY
    return None


def _not_installed(module: str) -> KejidataError:
    """Return what to say where a library of an extra is missing: the library alone needs none."""
    return KejidataError(
        f"this command needs the package {module}, which is not installed",
        remedy="pip install 'kejidata[notebook]'",
    )


def _complain(message: str, given: argparse.Namespace) -> None:
    try:
        complain(message, given)
    except Exception:  # Without memory for its words a sentence is said as it is.
        print(message, file=sys.stderr)


def _clock_is_read() -> bool:
    """Tell whether the time of the machine is one that Python can count to."""
    try:
        time.time()
    except OverflowError:
        return False
    return True


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = _Parser(
        prog="kejidata",
        description="Science-and-technology indicators that are right.",
        epilog=EXAMPLES,
        formatter_class=Formatter,
    )
    parser.add_argument("--version", action="version", version=f"kejidata {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for one in (new, card, steps, tables, review, regression):
        one.add(commands)
    return parser
