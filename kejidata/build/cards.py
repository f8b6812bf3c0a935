"""Write a card beside a raw file: what the file tells is filled in, the rest is kept or given.

`provenance` reads and checks cards; here they are made, and made again after an edit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from kejidata.build.provenance import (
    BINARY,
    FIELDS,
    MAY_BE_EMPTY,
    SUFFIX,
    card_of,
    check_accessed,
    year_of,
)
from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole, write_whole
from kejidata.files.decode import encoding_of
from kejidata.files.settings import read_toml

FOUND = ("file", "encoding", "sha256")
"""The fields that the file itself tells."""
GIVEN = tuple(name for name in FIELDS if name not in FOUND)
"""The fields that a person tells."""


def write_card(path: Path, given: Mapping[str, str], ask: Callable[[str], str] | None) -> bool:
    r"""Write or refresh the card beside a raw file; return whether it changed.

    Parameters
    ----------
    path
        The raw file; its card is NAME.card.toml beside it.
    given
        Fields that a person tells (`GIVEN`), by name; they go before those of the card there.
    ask
        Asked for a field that must not be empty and is known from nowhere; None where nobody is
        there to ask.

    Raises
    ------
    KejidataError
        The file is not there or is itself a card, the card there is not TOML, a field that must
        not be empty is not known, `accessed` is no day, or `published` holds no year.

    Examples
    --------
    >>> import tempfile
    >>> table = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = table.write_text("region,patents\n", "utf-8")
    >>> said = {"producer": "Bureau of statistics", "title": "Table 1", "licence": "not stated"}
    >>> write_card(table, said, None), write_card(table, {}, None)
    (True, False)
    """
    if path.name.endswith(SUFFIX):
        raise KejidataError(
            "this is a card and gets none of its own",
            where=str(path),
            remedy=f"name the file beside it, {path.name.removesuffix(SUFFIX)}",
        )
    data = read_whole(path)
    card = card_of(path)
    known = {**fields_of(path), **given}
    told = {name: known.get(name, "") for name in GIVEN}
    for name in GIVEN:
        if not told[name] and name not in MAY_BE_EMPTY and ask is not None:
            told[name] = ask(name).strip()
    _refuse_gaps(path, told)
    check_accessed(card, told["accessed"])
    if told["published"]:
        year_of(told["published"], path.name)
    found = {
        "file": path.name,
        "encoding": encoding_of(data) or BINARY,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    fields = told | found
    text = "".join(f"{name} = {_quoted(fields[name])}\n" for name in FIELDS)
    return write_whole(card, text.encode())


def fields_of(path: Path) -> dict[str, str]:
    """Return the fields of the card beside a raw file, none where there is none."""
    card = card_of(path)
    if not card.is_file():
        return {}
    return {name: str(value) for name, value in read_toml(card).items()}


def _refuse_gaps(path: Path, told: Mapping[str, str]) -> None:
    """Refuse a card without what nobody but a person can know."""
    gaps = [name for name in GIVEN if not told[name] and name not in MAY_BE_EMPTY]
    if gaps:
        raise KejidataError(
            "the card lacks what only you can know",
            where=str(path),
            rows=gaps,
            remedy="give it: " + " ".join(f'--{name} "..."' for name in gaps),
        )


def _quoted(text: str) -> str:
    """Return a text as TOML writes it: the escapes of JSON are those of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
