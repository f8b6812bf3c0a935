"""The `kejidata` command: draft, build, figures, report, check.

Exit codes: 0 fine, 1 a problem that the message explains, 2 the command line was not understood.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from kejidata import __version__, project
from kejidata.errors import KejidataError, printable

EXAMPLES = """\
examples:
  kejidata draft report.docx           figures of a work report, as a table to review: report.csv
  kejidata draft report.pdf -o my.csv  the same, into a file of your choice
  kejidata tables yearbook.xls         how a table would be read: headings, units, totals, doubts
  kejidata build                       data/processed from data/raw, whole or not at all
  kejidata figures                     every figure, in Chinese and English, under figures/
  kejidata report                      data, notebooks, figures and the page
  kejidata check                       is what is stored what the sources give?

Except for draft, run them in the project's folder or below it.
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints show the control characters of an argument as escapes."""

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and end the process."""
        super().error(printable(message))


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
    given = _parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that has no Chinese shows escapes.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        _COMMANDS[given.command](given)
        if sys.stdout is not None:
            # Without one, as under a scheduler, there is nobody to tell.
            sys.stdout.flush()
    except KejidataError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; what was stored before stands", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader went away: nothing may be written to it again, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(KejidataError("the system refused", rows=[str(error)]), file=sys.stderr)
        return 1
    except MemoryError:
        print("there is not enough memory; what was stored before stands", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = _Parser(
        prog="kejidata",
        description="Science-and-technology indicators that are right.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"kejidata {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    draft = commands.add_parser("draft", help="write the figures of a work report as a table")
    draft.add_argument("file", type=Path, metavar="FILE", help=".txt, .md, .docx, .pdf or .html")
    draft.add_argument(
        "-o", "--out", type=Path, metavar="OUT", help="the table; FILE with .csv where not given"
    )
    tables = commands.add_parser("tables", help="show how a statistical table would be read")
    tables.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .xls, .ods, .csv or .json")
    for name in ("sheet", "region", "indicator", "period", "unit"):
        tables.add_argument(f"--{name}", default="", help="what the table does not state itself")
    tables.add_argument(
        "--keep",
        action="store_true",
        help="write what is given, and the headings, to FILE.table.toml",
    )
    commands.add_parser("build", help="rebuild data/processed from data/raw")
    commands.add_parser("figures", help="draw every figure, in both languages")
    commands.add_parser("report", help="rebuild data, notebooks, figures and the page")
    commands.add_parser("check", help="compare what is stored with what the sources give")
    return parser


def _root() -> Path:
    """Return the folder of the project in force."""
    return project.current_project().root


# Each command imports its room when it runs: asking for help costs neither Jupyter nor matplotlib.


def _draft(given: argparse.Namespace) -> None:
    """Write the draft table of a report and say what was found."""
    from kejidata.reports.review_file import write_draft

    draft = write_draft(given.file, given.out)
    print(draft.summary())


def _tables(given: argparse.Namespace) -> None:
    """Show how a table would be read, and keep what is given where that is asked for."""
    from kejidata.tables import decisions, reading
    from kejidata.tables.preview import preview

    arguments = {name: getattr(given, name) for name in ("region", "indicator", "period", "unit")}
    sheet = int(given.sheet) if given.sheet.isdecimal() else given.sheet or None
    if given.keep:
        found = reading.chosen(given.file, sheet, None)
        print(decisions.write(given.file, decisions.kept({"sheet": sheet, **arguments}, found)))
        arguments = {}
    print(preview(given.file, arguments, sheet))


def _build(_: argparse.Namespace) -> None:
    """Rebuild the processed data."""
    from kejidata.build import build

    changed = build(_root())
    print("data/processed is", "rebuilt" if changed else "what it was: nothing changed")


def _figures(_: argparse.Namespace) -> None:
    """Draw every figure."""
    from kejidata.publish.figure_files import draw

    draw(_root())


def _report(_: argparse.Namespace) -> None:
    """Rebuild everything up to the page."""
    from kejidata.publish import report
    from kejidata.publish.figure_files import draw

    report(_root())
    draw(_root())


def _check(_: argparse.Namespace) -> None:
    """Compare what is stored with what the sources give."""
    from kejidata.build import check

    check(_root())
    print("data/processed is what data/raw gives, and every reviewed figure stands in its report")


_COMMANDS = {
    "draft": _draft,
    "tables": _tables,
    "build": _build,
    "figures": _figures,
    "report": _report,
    "check": _check,
}
