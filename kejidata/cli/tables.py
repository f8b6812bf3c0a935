"""`kejidata tables`: how a statistical table would be read, and what is kept of it."""

from __future__ import annotations

import argparse
from pathlib import Path

from kejidata.cli.terminal import Commands, added, language
from kejidata.errors import printable
from kejidata.files.endings import TABLES

_GIVEN = ("region", "indicator", "period", "unit")


def add(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = added(
        commands,
        "tables",
        "show how a statistical table would be read",
        _run,
        "kejidata tables yearbook.xls",
        "kejidata tables yearbook.xls --sheet 2 --region 330212 --keep   once for each sheet",
        "kejidata tables *.xls --period title --keep   their titles say of which period they are",
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help=" ".join(TABLES))
    for name in ("sheet", *_GIVEN):
        parser.add_argument(f"--{name}", default="", help="what the table does not state itself")
    kept = "write what is given, and the headings, to FILE.table.toml"
    parser.add_argument("--keep", action="store_true", help=kept)


def _run(given: argparse.Namespace) -> None:
    """Show how tables would be read, and keep what is given where that is asked for."""
    for file in given.files:
        _one(file, given)


def _one(file: Path, given: argparse.Namespace) -> None:
    from kejidata.display.preview_lines import preview_lines
    from kejidata.model import next_registry, registry
    from kejidata.tables import decisions, reading

    arguments = {name: getattr(given, name) for name in _GIVEN}
    sheet = int(given.sheet) if given.sheet.isdecimal() else given.sheet or None
    if given.keep:
        held = reading.decided_of(file, sheet)
        found = reading.chosen(file, sheet or (held.sheet if held else None), None)
        print(decisions.keep(file, held, {"sheet": sheet, **arguments}, found))
        arguments = dict.fromkeys(_GIVEN, "")
    with next_registry.in_force():
        lines = preview_lines(file, registry.current(), sheet, arguments, language())
    for line in lines:
        print(printable(line))
