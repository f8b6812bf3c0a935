"""A source in the project's registry, written down from the card of what it published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kejidata.build.cards import write_card
from kejidata.build.provenance import YEAR, card_of, year_of
from kejidata.errors import KejidataError
from kejidata.files.atomic import write_whole
from kejidata.files.csv_table import Table, read_csv, write_csv
from kejidata.model.registry_file import COLUMNS


def register(root: Path, name: str, card: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Write a source into data/raw/registry/sources.csv; return whether that changed it.

    Parameters
    ----------
    root
        The project's folder.
    name
        The id of the source.
    card
        The fields of its card: title, producer, published (which holds the year) and url.
    before
        Those of the card as it was: a cell that was taken from there follows the card, any other
        is the analyst's.

    Raises
    ------
    KejidataError
        The card tells no year of publication, or sources.csv is no table of sources.
    """
    path = root / "data" / "raw" / "registry" / "sources.csv"
    table = read_csv(path)
    _refuse_other(table)
    rows = [row.cells for row in table.rows]
    known = [row for row in rows if row["id"] == name]
    old, new = _cells(before), _cells(card) | {"published": year_of(card["published"], name)}
    if known:
        known[0] |= {key: cell for key, cell in new.items() if known[0][key] == old.get(key)}
    else:
        rows.append(dict.fromkeys(COLUMNS["sources"], "") | {"id": name} | new)
    header = COLUMNS["sources"]
    changed = write_whole(path, write_csv(header, ([row[key] for key in header] for row in rows)))
    if changed and card_of(path).is_file():
        write_card(path, {}, None)
    return changed


def _cells(card: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a source that a card tells."""
    year = YEAR.search(card.get("published", ""))
    return {
        "title": card.get("title", ""),
        "publisher": card.get("producer", ""),
        "published": year[0] if year else "",
        "url": card.get("url", ""),
    }


def _refuse_other(table: Table) -> None:
    """Refuse a table with other columns than the registry's."""
    if set(table.header) != set(COLUMNS["sources"]):
        raise KejidataError(
            "the columns are not those of the registry",
            where=table.path.name,
            rows=["found " + ",".join(table.header), "needed " + ",".join(COLUMNS["sources"])],
            remedy="name the columns as needed",
        )
