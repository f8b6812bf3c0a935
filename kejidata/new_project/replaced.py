"""The invented material of a new project goes where the office's own takes its place.

Only what `kejidata new` wrote goes: its card names the invented publisher and still fits the file.
What was edited since is the analyst's, and stays.
"""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kejidata.build.cards import fields_of, write_card
from kejidata.build.provenance import SUFFIX, card_of
from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole, write_whole
from kejidata.files.csv_table import read_csv, write_csv
from kejidata.files.project_file import FILE
from kejidata.model.terms import Lang
from kejidata.wording.language import languages
from kejidata.wording.phrases import text

OWN = "science_volunteers"
"""An indicator of the project's own, to show how one is registered."""
TABLES = {"rd": ("rd_expenditure", "rd_intensity", "gdp"), "firms": ("hnte_total", OWN)}
"""The indicators of each invented table."""
OWN_UNIT = "人"


def own_indicator(lang: Lang) -> dict[str, str]:
    """Return the registry's row of the project's own indicator, as a new project has it."""
    return {
        "code": OWN,
        **{f"name_{one}": text(one, "project.own_name") for one in ("zh", "en")},
        "theme": "platforms",
        "unit": OWN_UNIT,
        "kind": "count",
        "direction": "1",
        "decimals": "0",
        "price_basis": "none",
        "timing": "stock",
        "definition": text("en", "project.own_definition"),
        "definition_zh": text("zh", "project.own_definition"),
        "definition_source": text(lang, "project.producer"),
    }


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


def replace_table(root: Path, path: Path) -> list[str]:
    """Let a table take the place of invented ones of its name; return the files that went.

    The source that they shared goes, too: it is told anew by the card of the table.
    """
    beside = [one for one in path.parent.glob(f"{glob.escape(path.stem)}.*") if one != path]
    gone = [one for one in beside if _as_made(one)]
    for one in gone:
        one.unlink()
        card_of(one).unlink()
    if not _says_invented(card_of(path)):
        _drop(root, "sources", lambda row: row["id"] == path.stem and _is_invented_source(row))
    return [one.name for one in gone]


def drop_leftovers(root: Path) -> list[str]:
    """Drop what an invented table that somebody removed has left; return what went, by name.

    These are its card, its source, and the invented indicators once no invented table has them.
    """
    raw = root / "data" / "raw"
    bare = [card for card in _cards(raw) if not _table_of(card).exists() and _says_invented(card)]
    for card in bare:
        card.unlink()
    there = {path.stem for kind in ("tables", "reports") for path in (raw / kind).glob("[!.]*.*")}
    source = _drop(root, "sources", lambda row: row["id"] not in there and _is_invented_source(row))
    told = ["sources.csv"] * source + ["indicators.csv"] * drop_indicators(root)
    return [card.name for card in bare] + told


def drop_indicators(root: Path) -> bool:
    """Drop the invented indicator once no invented table has it; return whether it went.

    A row that was edited since, such as to the office's own name for it, stays.
    """
    stems = {name for name, codes in TABLES.items() if OWN in codes}
    cards = [card for card in _cards(root / "data" / "raw") if _table_of(card).stem in stems]
    if any(map(_says_invented, cards)):
        return False
    made = [own_indicator(lang) for lang in languages()]
    return _drop(root, "indicators", lambda row: {k: v for k, v in row.items() if v} in made)


def refuse_invented(path: Path, producer: str) -> None:
    """Refuse to attribute a file that `kejidata new` made up, or a copy of one, to a publisher."""
    if not producer or is_invented(producer):
        return
    found = hashlib.sha256(read_whole(path)).hexdigest()
    cards = (fields_of(_table_of(card)) for card in path.parent.glob(f"*{SUFFIX}"))
    if any(is_invented(card.get("producer", "")) and card.get("sha256") == found for card in cards):
        raise KejidataError(
            "the figures are those that were made up for the new project, and nobody's",
            where=str(path),
            remedy="put your own file in its place first, then run this again",
        )


def is_replaced(path: Path) -> bool:
    """Return whether a table lies where an invented one did, whose card is still beside it."""
    there = path.parent.name == "tables" and path.is_file() and _says_invented(card_of(path))
    return there and not _as_made(path)


def _cards(raw: Path) -> list[Path]:
    """Return the cards of tables."""
    return sorted((raw / "tables").glob(f"*{SUFFIX}"))


def _table_of(card: Path) -> Path:
    return card.with_name(card.name.removesuffix(SUFFIX))


def _says_invented(card: Path) -> bool:
    return is_invented(fields_of(_table_of(card)).get("producer", ""))


def _is_invented_source(row: Mapping[str, str]) -> bool:
    return is_invented(row.get("publisher", ""))


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
    if not path.is_file():
        return False
    table = read_csv(path)
    kept = [row.cells for row in table.rows if not goes(row.cells)]
    if len(kept) == len(table.rows):
        return False
    write_whole(path, write_csv(table.header, ([row[key] for key in table.header] for row in kept)))
    if card_of(path).is_file():
        write_card(path, {}, None)
    return True
