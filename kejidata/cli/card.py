"""`kejidata card`: the cards beside raw files, written or refreshed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from kejidata import project
from kejidata.cli.terminal import Commands, added, asker, language, say
from kejidata.errors import KejidataError


def add(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = added(
        commands,
        "card",
        "write or refresh the card beside each raw file",
        _run,
        'kejidata card data/raw/tables/a.csv --producer "Bureau of X" --title "Table 1" \\',
        '    --licence "not stated"',
        "kejidata card data/raw/tables/a.csv   after an edit: all is kept but the hash",
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="below data/raw")
    add_fields(parser)


def add_fields(parser: argparse.ArgumentParser) -> None:
    """Add a flag for each field of a card that a person tells."""
    for name, about in (
        ("producer", "who published it"),
        ("title", "what it is called"),
        ("licence", "on which terms it may be used"),
        ("place", "where in the publication it stands: a table, a page"),
        ("published", "when it was published"),
        ("url", "where it is found"),
        ("accessed", "the day it was fetched, YYYY-MM-DD"),
    ):
        parser.add_argument(f"--{name}", help=about)


def fields(given: argparse.Namespace) -> dict[str, str]:
    """Return the fields that flags gave."""
    from kejidata.build.cards import GIVEN

    return {name: told for name in GIVEN if (told := getattr(given, name)) is not None}


def _run(given: argparse.Namespace) -> None:
    """Write the cards, each checked as the build will check it."""
    from kejidata.build.cards import GIVEN, fields_of, write_card
    from kejidata.build.provenance import card_of, read_card
    from kejidata.new_project.replaced import is_replaced, refuse_invented

    root = project.current_project().root
    for path in given.files:
        _refuse_elsewhere(path, root)
        if path.parent.name != "registry":
            refuse_invented(path, given.producer or "")
    # What cannot be read is refused before any card is written.
    sources = {path for path in given.files if _is_source(path, root)}
    for path in given.files:
        before = fields_of(path)
        # Of one's own table nothing stands that was said of the invented one in its place.
        forgotten = dict.fromkeys(GIVEN, "") if is_replaced(path) else {}
        changed = write_card(path, forgotten | fields(given), asker(path.name))
        card = read_card(card_of(path), root)
        say("card_written" if changed else "card_unchanged", file=card_of(path).name)
        if path.resolve().parent == (root / "data" / "raw").resolve() and _may_hold_table(path):
            say("card_not_read", file=path.name)
        if path in sources:
            _register(path, root, card.text, before)
    tell_leftovers(root)


def tell_leftovers(root: Path) -> None:
    """Drop what invented tables that are gone have left, and say so."""
    from kejidata.new_project.replaced import drop_leftovers
    from kejidata.wording.phrases import joined

    if gone := drop_leftovers(root):
        say("invented_dropped", names=joined(gone, language()))


def _is_source(path: Path, root: Path) -> bool:
    """Tell whether a file is a table of the build that names no source, and so is one."""
    from kejidata.tables.reading import names_sources

    inside = path.resolve().is_relative_to((root / "data" / "raw" / "tables").resolve())
    return inside and _may_hold_table(path) and not names_sources(path)


def _may_hold_table(path: Path) -> bool:
    from kejidata.files.endings import TABLES

    return path.suffix.lower() in TABLES


def _register(path: Path, root: Path, card: Mapping[str, str], before: Mapping[str, str]) -> None:
    """Let a table that names no source be one, as its card says."""
    from kejidata.build.sources import register
    from kejidata.new_project.replaced import replace_table

    # A table that had a card has its source, too.
    for gone in [] if before else replace_table(root, path):
        say("table_replaced", new=path.name, old=gone)
    if register(root, path.stem, card, before):
        say("source_written", name=path.stem)


def _refuse_elsewhere(path: Path, root: Path) -> None:
    """Refuse a file that is no raw material of the project: its card would say nothing."""
    raw = root / "data" / "raw"
    if not path.resolve().is_relative_to(raw.resolve()):
        raise KejidataError(
            "only raw material has cards",
            where=str(path),
            remedy=f"put the file into {raw / 'tables'} or {raw / 'reports'} first",
        )
