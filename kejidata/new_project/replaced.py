"""The invented material of a new project goes where the office's own takes its place.

Only what `kejidata new` wrote goes: its card names the invented publisher and still fits the file.
What was edited since is the analyst's, and stays.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kejidata.build.cards import fields_of, write_card
from kejidata.build.provenance import SUFFIX, card_of
from kejidata.files.atomic import read_whole, write_whole
from kejidata.files.csv_table import read_csv, write_csv
from kejidata.project import FILE
from kejidata.wording.language import languages
from kejidata.wording.phrases import text


def is_invented(producer: str) -> bool:
    """Return whether a publisher is that of the material that `kejidata new` makes up."""
    return producer in {text(lang, "project.producer") for lang in languages()}


def replace_report(root: Path, old: str, new: str, tables: Iterable[Path]) -> bool:
    """Let a report take the place of the invented one; return whether it was there to go.

    Parameters
    ----------
    root
        The project's folder.
    old, new
        Sources: of the report that kejidata.toml names, and of the office's own.
    tables
        The reviewed tables of the old report.
    """
    paths = [root / "data" / "raw" / "reports" / f"{old}.txt", *tables]
    if not old or old == new or not all(map(_as_made, paths)):
        return False
    for path in paths:
        path.unlink()
        card_of(path).unlink()
    _drop(root, "sources", lambda row: row["id"] == old)
    settings = root / FILE
    said = read_whole(settings).decode()
    named = re.compile(rf'^report = "{re.escape(old)}"', re.MULTILINE)
    write_whole(settings, named.sub(f'report = "{new}"', said, count=1).encode())
    return True


def drop_indicators(root: Path) -> bool:
    """Drop the invented indicators once no table is invented; return whether there were any."""
    cards = (root / "data" / "raw" / "tables").glob(f"*{SUFFIX}")
    tables = [card.with_name(card.name.removesuffix(SUFFIX)) for card in cards]
    if any(is_invented(fields_of(table).get("producer", "")) for table in tables):
        return False
    return _drop(root, "indicators", lambda row: is_invented(row["definition_source"]))


def _as_made(path: Path) -> bool:
    """Return whether a file is invented and was not edited since."""
    card = fields_of(path)
    return (
        path.is_file()
        and is_invented(card.get("producer", ""))
        and hashlib.sha256(read_whole(path)).hexdigest() == card.get("sha256")
    )


def _drop(root: Path, name: str, goes: Callable[[Mapping[str, str]], bool]) -> bool:
    """Drop rows of a table of the project's registry; return whether there were any."""
    path = root / "data" / "raw" / "registry" / f"{name}.csv"
    table = read_csv(path)
    kept = [row.cells for row in table.rows if not goes(row.cells)]
    if len(kept) == len(table.rows):
        return False
    write_whole(path, write_csv(table.header, ([row[key] for key in table.header] for row in kept)))
    if card_of(path).is_file():
        write_card(path, {}, None)
    return True
