"""What an analyst decided about a table, kept beside it: NAME.table.toml, then NAME.2.table.toml.

A file holds what `read_table` takes as arguments (sheet, region, indicator, period, unit), the
block of the sheet that is read, the source, what headings mean, and the headings as they were then.
A file of the next year with the same headings reads with the same decisions; where the headings are
others, what was decided no longer holds and the reading stops.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from glob import escape
from itertools import count
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole, write_whole
from kejidata.files.settings import read_toml
from kejidata.tables.given import NAMES, TITLE
from kejidata.tables.layout.blocks import Block, Layout
from kejidata.tables.meaning import column_words
from kejidata.tables.meaning.periods_text import YEAR
from kejidata.tables.titles import year_of

SUFFIX = ".table.toml"
TEXTS = ("region", "indicator", "period", "unit", "source", "titled")


@dataclass(frozen=True)
class Decisions:
    """What is decided about a table; its title named the year `titled`. Empty is not decided."""

    path: Path
    sheet: str | int | None = None
    block: int | None = None
    region: str = ""
    indicator: str = ""
    period: str = ""
    unit: str = ""
    source: str = ""
    titled: str = ""
    meanings: Mapping[str, str] = field(default_factory=dict)
    headings: Sequence[str] = ()


def every(table: Path) -> list[Decisions]:
    """Return the decisions beside a table, of each sheet about which some were kept.

    Raises
    ------
    KejidataError
        A file is not TOML, or holds a key or a value that is none of a decision.
    """
    first = table.parent / (table.name + SUFFIX)
    try:
        if not first.is_file():
            return []
    except OSError:  # The table's name is longer than any file's, or nearly so.
        return []
    further = table.parent.glob(f"{escape(table.name)}.[0-9]*{SUFFIX}")
    return [_read(path) for path in (first, *sorted(further))]


def _read(path: Path) -> Decisions:
    """Return the decisions in a file."""
    held = read_toml(path)
    wrong = [f"{key} = {value!r}" for key, value in held.items() if not _fits(key, value)]
    if wrong:
        raise _refused(path, "the decisions hold what is none", wrong)
    return Decisions(path, **held)


def _fits(key: str, value: object) -> bool:
    """Tell whether a key of the file has a value of its kind."""
    if key in TEXTS:
        return isinstance(value, str)
    if key == "meanings":
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    if key == "headings":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return (key in ("block", "sheet") and whole) or (key == "sheet" and isinstance(value, str))


def _refused(path: Path, what: str, rows: Sequence[str]) -> KejidataError:
    return KejidataError(
        what,
        where=path.name,
        rows=rows,
        remedy="write sheet, block, region, indicator, period, unit, source, titled, headings,"
        " [meanings]; `kejidata tables FILE --keep` writes a file to begin with",
    )


def apply(decided: Decisions, found: Layout) -> None:
    """Bring the blocks of a sheet to what was decided about them.

    Raises
    ------
    KejidataError
        There is no such block, a heading has changed, or one that has a meaning is not there.
    """
    if decided.block is not None:
        if not 1 <= decided.block <= len(found.blocks):
            raise _refused(decided.path, f"the sheet has {len(found.blocks)} blocks", [])
        chosen = found.blocks[decided.block - 1]
        found.outside += [line for one in found.blocks if one is not chosen for line in one.rows]
        found.blocks = [chosen]
    if decided.headings:
        _check(decided, [text for block in found.blocks for text in headings(block)])
    if decided.period not in ("", TITLE) and decided.titled not in ("", now := _titled(found)):
        told = f"period = {decided.period!r}, titled = {decided.titled!r}"
        raise _stale(decided, "the title names another year than when it was decided", [told, now])
    unused = set(decided.meanings)
    for block in found.blocks:
        unused -= _mean(block, decided.meanings)
    if unused:
        raise _refused(decided.path, "headings that have a meaning are not there", sorted(unused))


def headings(block: Block) -> list[str]:
    """Return the headings over each column, parted by /, without breaks and spaces.

    Those of a later block follow those of the one before it.
    """
    return ["/".join(map(_plain, path)) for path in block.paths]


def _plain(text: str) -> str:
    return "".join(text.split())


def _check(decided: Decisions, now: Sequence[str]) -> None:
    """Refuse headings other than those about which was decided; other years may stand there."""
    old = [YEAR.sub("YYYY", text) for text in decided.headings]
    new = [YEAR.sub("YYYY", text) for text in now]
    if old == new:
        _refuse_stale(decided, now)
        return
    rows = [
        f"column {at + 1}: {now[at] if at < len(now) else 'none'!r} was"
        f" {decided.headings[at] if at < len(old) else 'none'!r}"
        for at in range(max(len(old), len(new)))
        if old[at : at + 1] != new[at : at + 1]
    ]
    raise KejidataError(
        "the layout of the table is not the one about which was decided",
        where=decided.path.name,
        rows=rows,
        remedy="look at it with `kejidata tables FILE`; `kejidata tables FILE --keep` brings the "
        "headings up to date, meanings are edited by hand",
    )


def _refuse_stale(decided: Decisions, now: Sequence[str]) -> None:
    """Refuse a decided period or meaning of the years before, where the headings have gone on."""
    old, new = (set(YEAR.findall(" ".join(texts))) for texts in (decided.headings, now))
    told = {"period": decided.period, **decided.meanings}
    rows = [
        f"{name} = {text!r}"
        for name, text in told.items()
        if (years := set(YEAR.findall(text))) and years <= old and not years <= new
    ]
    if rows:
        what = "the headings name other years than those about which was decided"
        raise _stale(decided, what, rows)


def _stale(decided: Decisions, what: str, rows: Sequence[str]) -> KejidataError:
    return KejidataError(
        what,
        where=decided.path.name,
        rows=rows,
        remedy="give them anew with `kejidata tables FILE --period YEAR --keep`, or edit the "
        "years of these decisions and of the headings by hand",
    )


def _titled(found: Layout) -> str:
    """Return the year that the titles of a sheet's tables name, empty where it is not one."""
    years = {year for block in found.blocks if (year := year_of(block))}
    return years.pop() if len(years) == 1 else ""


def _mean(block: Block, meanings: Mapping[str, str]) -> set[str]:
    """Give headings the meanings decided on; one that means nothing leaves its column out."""
    by_text, used = {_plain(key): key for key in meanings}, set()
    for at, path in enumerate(block.paths):
        for n, text in enumerate(path):
            key = by_text.get(_plain(text))
            if key is None:
                continue
            used.add(key)
            if not meanings[key]:
                block.keys[at] = "note"
                continue
            block.paths = [*block.paths[:at], [*path[:n], meanings[key], *path[n + 1 :]],
                           *block.paths[at + 1 :]]  # fmt: skip
            if len(path) == 1 and (role := column_words.column(meanings[key])):
                block.keys[at] = role
    return used


def keep(
    table: Path, held: Decisions | None, given: Mapping[str, str | int | None], found: Layout
) -> Path:
    """Write what was given about a sheet, and its headings, beside its table; return the path.

    What is held of that sheet is brought up to date: what is not given now stays as it was.

    Raises
    ------
    KejidataError
        The decisions there were edited by hand, or cannot be written.
    """
    if held and read_whole(held.path) != _written(_arguments(held), held.headings, held.titled):
        raise KejidataError(
            "the decisions about this table were edited by hand",
            where=str(held.path),
            remedy="edit them further, or move them away first",
        )
    told = {name: one for name, one in given.items() if one not in ("", None)}
    texts = [text for block in found.blocks for text in headings(block)]
    ends = ("" if n == 1 else f".{n}" for n in count(1))
    paths = (table.with_name(f"{table.name}{end}{SUFFIX}") for end in ends)
    path = held.path if held else next(path for path in paths if not path.exists())
    arguments = {**(_arguments(held) if held else {}), **told}
    titled = "" if arguments.get("period") == TITLE else _titled(found)
    write_whole(path, _written(arguments, texts, titled))
    return path


def _arguments(held: Decisions) -> dict[str, str | int | None]:
    """Return the arguments of a reading that decisions hold."""
    return {name: getattr(held, name) for name in ("sheet", *NAMES)}


def _written(given: Mapping[str, str | int | None], texts: Sequence[str], titled: str) -> bytes:
    """Return a file of decisions: what was given, and the headings as they are."""
    told = {name: given.get(name) for name in ("sheet", *NAMES)} | {"titled": titled}
    lines = [f"{name} = {_toml(one)}" for name, one in told.items() if one not in ("", None)]
    lines += ["headings = [", *(f"    {_toml(text)}," for text in texts), "]"]
    return "\n".join([*lines, "", "[meanings]", ""]).encode()


def _toml(value: object) -> str:
    """Return a text or a number as TOML writes it, whose strings are those of JSON."""
    return json.dumps(value, ensure_ascii=False)
