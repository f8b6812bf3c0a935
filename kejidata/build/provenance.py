"""Cards: beside every raw file, who made it, where it stands, and the hash that it must have."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole
from kejidata.files.settings import read_toml

SUFFIX = ".card.toml"
FIELDS = (
    *("file", "producer", "title", "place", "published", "url", "accessed"),
    *("licence", "encoding", "sha256"),
)
BINARY = "binary"
"""The encoding of a file that is no text: a workbook, a document."""
# What may be unknown is written as an empty text, never left out.
MAY_BE_EMPTY = {"place", "published", "url", "accessed"}
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Card:
    """What is known about one raw file; `path` is the file itself."""

    path: Path
    text: Mapping[str, str]


def check_cards(root: Path) -> list[Card]:
    """Return the cards of all raw files, sorted by path, after checking each against its file.

    Parameters
    ----------
    root
        The checkout; its raw files lie under data/raw.

    Raises
    ------
    KejidataError
        A file has no card, a card no file, a field is missing, a hash or an encoding is wrong, or
        a path leaves data/.
    """
    raw = root / "data" / "raw"
    links = [path for path in (raw, *raw.rglob("*")) if path.is_symlink() and path.is_dir()]
    if links:
        raise _refused(links[0], "a folder of the raw material is a link, which may lead out of it")
    files = sorted(path for path in raw.rglob("*") if path.is_file() and not _own(path))
    cards = [read_card(path, root) for path in files if path.name.endswith(SUFFIX)]
    bare = set(files) - {card.path for card in cards} - {card_of(card.path) for card in cards}
    if bare:
        raise KejidataError(
            "raw files have no card",
            where=str(raw),
            rows=sorted(path.relative_to(raw).as_posix() for path in bare),
            remedy="write one for each: kejidata card FILE",
        )
    for card in cards:
        _check_content(card)
    return cards


def _own(path: Path) -> bool:
    """Tell whether a file is no raw material: systems drop it everywhere, or a decision is kept."""
    # A report with nothing new reads cards, and waits for no reader of tables.
    from kejidata.tables.decisions import SUFFIX as DECIDED

    return path.name.startswith(".") or path.name.endswith(DECIDED)


def card_of(path: Path) -> Path:
    """Return where the card of a raw file lies."""
    return path.with_name(path.name + SUFFIX)


def read_card(path: Path, root: Path) -> Card:
    """Return the card in a file.

    Raises
    ------
    KejidataError
        The card is not TOML, lacks a field, or names another file than the one beside it.
    """
    text = read_toml(path)
    missing = [name for name in FIELDS if name not in text]
    surplus = [name for name in text if name not in FIELDS]
    if missing or surplus:
        said = [f"missing {name}" for name in missing] + [f"unknown {name}" for name in surplus]
        raise _refused(path, "the card has not the fields of a card", *said)
    wrong = [
        f"{name} = {value!r}"
        for name, value in text.items()
        if not isinstance(value, str) or not (value or name in MAY_BE_EMPTY)
    ]
    if wrong:
        raise _refused(path, "a field of the card is empty or no text", *wrong)
    check_accessed(path, text["accessed"])
    return Card(_target(path, text["file"], root), text)


def year_of(published: str, name: str) -> str:
    """Return the year of publication that a card tells.

    Examples
    --------
    >>> year_of("2024-01-31", "report_2023")
    '2024'
    """
    found = YEAR.search(published)
    if not found:
        raise KejidataError(
            "the year of publication is not known",
            where=f"the card of {name}",
            rows=[f"published = {published!r}"],
            remedy='give it: --published "..."',
        )
    return found[0]


def check_accessed(path: Path, text: str) -> None:
    """Refuse a day that is none."""
    try:
        if text:
            date.fromisoformat(text)
    except ValueError:
        raise KejidataError(
            "the card names a day that is none",
            where=str(path),
            rows=[f"accessed = {text!r}"],
            remedy="write it as 2024-03-31",
        ) from None


def _target(path: Path, name: str, root: Path) -> Path:
    """Return the file that a card describes: the one beside it, inside data/."""
    target = path.parent / path.name.removesuffix(SUFFIX)
    # Resolved, because a link, too, could lead out of data/.
    inside = target.resolve().is_relative_to((root / "data").resolve())
    if name != target.name or not inside:
        raise _refused(path, "the card does not describe the file beside it", f"file = {name!r}")
    if not target.is_file():
        raise _refused(path, "the file of the card is not there", f"file = {name!r}")
    return target


def _check_content(card: Card) -> None:
    """Refuse a file whose bytes or encoding are not those of its card."""
    data = read_whole(card.path)
    found = hashlib.sha256(data).hexdigest()
    if found != card.text["sha256"]:
        raise KejidataError(
            "the file is not the one that the card describes",
            where=str(card_of(card.path)),
            rows=[f"card {card.text['sha256']}", f"file {found}"],
            remedy="if the change is meant, refresh the card: kejidata card FILE; else put the "
            "right file back",
        )
    if card.text["encoding"] == BINARY:
        return
    try:
        data.decode(card.text["encoding"])
    except (UnicodeDecodeError, LookupError) as error:
        what = "the file is not in the encoding of its card"
        raise _refused(card_of(card.path), what, str(error)) from None


def _refused(path: Path, what: str, *rows: str) -> KejidataError:
    return KejidataError(
        what, where=str(path), rows=rows, remedy="correct the card, or put the right file back"
    )
