"""The list of what the project's commands made, so that nobody else's file is ever written over.

`made.csv` in the project's folder names each made file with its hash; it is committed with them. A
second list in the state folder remembers every file made on this machine, so that a list that came
with somebody else's commit, or a kill between two writes, makes no stranger of it. A file that is
on neither, or was changed since, is somebody's own.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole, refuse_outside, write_whole
from kejidata.files.lock import STATE

LIST = "made.csv"
PAGES = "report"
"""The folder of pages and office files. Version control leaves it out: on another machine nothing
need stand there, which says nothing of what was made."""
_HEADER = ("file", "sha256")
# What file managers leave in a folder that was looked at belongs to nobody.
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
Made = set[tuple[str, str]]
"""Path below the project's folder, and hash."""


@contextmanager
def making(
    root: Path,
    files: Mapping[Path, bytes],
    folder: Path | None = None,
    ours: Container[Path] = (),
    *,
    shared: bool = True,
) -> Iterator[None]:
    """Refuse where somebody else's file would go; after the block the list names what was made.

    The caller holds the `lock` of `root` and writes the files within the block.

    Parameters
    ----------
    root
        The project's folder, which holds the list.
    files
        Bytes by path; what stands there already, byte for byte, is no stranger.
    folder
        A folder that is to hold exactly these files: any other one in it would be removed.
    ours
        Files that the caller knows to be the project's, whatever the lists say.
    shared
        False for what is made where somebody asks for it: only the state folder's list names it.

    Raises
    ------
    KejidataError
        Other files stand there, or files that were changed since they were made; they are named.
    """
    for name in (LIST, f"{STATE}/{LIST}"):
        refuse_outside(root, root / name)
    listed, known = _listed(root / LIST), _listed(root / STATE / LIST)
    there = folder.rglob("*") if folder else files
    standing = [path for path in there if path.is_file() or path.is_symlink()]
    foreign = [
        path
        for path in standing
        if path not in ours and not _is_ours(root, path, files, listed | known)
    ]
    _refuse(root, foreign)
    made = {(path.relative_to(root).as_posix(), _hash(data)) for path, data in files.items()}
    _write(root / STATE / LIST, known | listed | made)
    yield
    if not shared:
        return
    inside = folder.relative_to(root).as_posix() + "/" if folder else "\0"
    again = {name for name, _ in made}
    kept = {row for row in listed if row[0] not in again and not row[0].startswith(inside)}
    # What was made beside these once, and is made no more, is off the list when it is gone.
    beside = {Path(name).parent for name in again}
    gone = {row for row in kept if Path(row[0]).parent in beside and _is_gone(root, row[0])}
    _write(root / LIST, (kept - gone) | made)


def _is_gone(root: Path, name: str) -> bool:
    """Tell whether a made file stands no more where it must."""
    return not name.startswith(f"{PAGES}/") and not (root / name).is_file()


def refuse_unlisted(root: Path, paths: Iterable[Path]) -> None:
    """Refuse files whose names no list knows, before the work of making what would go there.

    Where there is no list, only what is made tells whose a file is: then `making` refuses.

    Raises
    ------
    KejidataError
        Such files stand there; they are named.
    """
    known = {name for name, _ in _listed(root / LIST) | _listed(root / STATE / LIST)}
    there = [path for path in paths if path.is_file() and path.name not in _LITTER]
    _refuse(root, [one for one in there if known and one.relative_to(root).as_posix() not in known])


def _refuse(root: Path, foreign: Sequence[Path]) -> None:
    """Name the files that somebody else put where the project makes its own."""
    if foreign:
        raise KejidataError(
            "a file stands here that the project did not make, or that was changed since",
            where=str(root),
            rows=[path.relative_to(root).as_posix() for path in sorted(foreign)],
            remedy="move it elsewhere, or delete it if it may go; it stands as it was",
        )


def changed(root: Path) -> list[str]:
    """Return the files on the list that are not as they were made, or are gone, sorted."""
    hashes: dict[str, set[str]] = {}
    for name, mark in _listed(root / LIST):
        hashes.setdefault(name, set()).add(mark)
    return sorted(
        name
        for name, marks in hashes.items()
        if _is_gone(root, name)
        or ((root / name).is_file() and _hash(read_whole(root / name)) not in marks)
    )


def _is_ours(root: Path, path: Path, files: Mapping[Path, bytes], made: Made) -> bool:
    """Tell whether a file is one that the project made, or is about to make, byte for byte."""
    if path.name in _LITTER:
        return True
    data = read_whole(path)
    return files.get(path) == data or (path.relative_to(root).as_posix(), _hash(data)) in made


def _listed(path: Path) -> Made:
    """Return the rows of a list; none where there is no list yet."""
    if not path.is_file():
        return set()
    rows = list(csv.reader(io.StringIO(read_whole(path).decode("utf-8-sig", "replace"))))
    if not rows or tuple(rows[0]) != _HEADER or any(len(row) != len(_HEADER) for row in rows):
        raise KejidataError(
            "the list of what was made is damaged",
            where=str(path),
            remedy="bring it back from version control, or delete it: then only files that are "
            "made again byte for byte count as the project's own",
        )
    return {(name, mark) for name, mark in rows[1:]}


def _write(path: Path, made: Iterable[tuple[str, str]]) -> None:
    """Write a list, sorted."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_HEADER)
    lines.writerows(sorted(made))
    write_whole(path, text.getvalue().encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
