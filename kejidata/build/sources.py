"""A source in the project's registry, written down from the card of what it published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kejidata.build.cards import write_card
from kejidata.build.provenance import card_of
from kejidata.errors import KejidataError
from kejidata.files.atomic import write_whole
from kejidata.files.csv_table import read_csv, write_csv
from kejidata.model.registry_file import COLUMNS

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def add_source(root: Path, name: str, card: Mapping[str, str]) -> bool:
    """Add a source to data/raw/registry/sources.csv unless it is there; tell if it was not.

    Parameters
    ----------
    root
        The project's folder.
    name
        The id of the source.
    card
        The fields of its card: title, producer, published (which holds the year) and url.

    Raises
    ------
    KejidataError
        The card tells no year of publication, or sources.csv is no table of sources.
    """
    path = root / "data" / "raw" / "registry" / "sources.csv"
    table = read_csv(path)
    if set(table.header) != set(COLUMNS["sources"]):
        raise KejidataError(
            "the columns are not those of the registry",
            where=path.name,
            rows=["found " + ",".join(table.header), "needed " + ",".join(COLUMNS["sources"])],
            remedy="name the columns as needed",
        )
    if name in {row.cells.get("id") for row in table.rows}:
        return False
    row = dict.fromkeys(COLUMNS["sources"], "") | {
        "id": name,
        "title": card["title"],
        "publisher": card["producer"],
        "published": year_of(card["published"], name),
        "url": card["url"],
    }
    header = COLUMNS["sources"]
    rows = [[one[column] for column in header] for one in (*(r.cells for r in table.rows), row)]
    write_whole(path, write_csv(header, rows))
    if card_of(path).is_file():
        write_card(path, {}, None)
    return True


def year_of(published: str, name: str) -> str:
    """Return the year of publication that a card tells.

    Examples
    --------
    >>> year_of("2024-01-31", "report_2023")
    '2024'
    """
    found = _YEAR.search(published)
    if not found:
        raise KejidataError(
            "the year of publication is not known",
            where=f"the card of {name}",
            rows=[f"published = {published!r}"],
            remedy='give it: --published "..."',
        )
    return found[0]
