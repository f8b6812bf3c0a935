"""The list of what the project's commands made, so that nobody else's file is ever written over.

`made.csv` in the project's folder names each made file with its hash; it is committed with them. A
file that is not on it, or was changed since, is somebody's own.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole, write_whole

LIST = "made.csv"
_HEADER = ("file", "sha256")


def refuse_foreign(root: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Refuse to replace a folder that holds what the project did not make.

    Parameters
    ----------
    root
        The project's folder, which holds the list.
    folder
        The folder that is to hold exactly `files`.
    files
        Bytes by name; what stands there already, byte for byte, is no stranger.

    Raises
    ------
    KejidataError
        Other files stand there, or files that were changed since they were made; they are named.
    """
    listed = _listed(root)
    foreign = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_dir():
            continue
        data = read_whole(path)
        known = files.get(path.relative_to(folder).as_posix()) == data
        if not known and listed.get(path.relative_to(root).as_posix()) != _hash(data):
            foreign.append(path.name)
    if foreign:
        raise KejidataError(
            "the folder holds files that the project did not make, or that were changed since",
            where=str(folder),
            rows=foreign,
            remedy="move them elsewhere, or delete them if they may go; nothing was written",
        )


def record(root: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write down that the files of a folder were made by the project."""
    inside = folder.relative_to(root).as_posix() + "/"
    kept = {name: mark for name, mark in _listed(root).items() if not name.startswith(inside)}
    made = {inside + name: _hash(data) for name, data in files.items()}
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_HEADER)
    lines.writerows(sorted({**kept, **made}.items()))
    write_whole(root / LIST, text.getvalue().encode())


def _listed(root: Path) -> dict[str, str]:
    """Return the hash of each file on the list; empty where there is none yet."""
    path = root / LIST
    if not path.is_file():
        return {}
    rows = list(csv.reader(io.StringIO(read_whole(path).decode("utf-8-sig", "replace"))))
    if not rows or tuple(rows[0]) != _HEADER or any(len(row) != len(_HEADER) for row in rows):
        raise KejidataError(
            "the list of what was made is damaged",
            where=str(path),
            remedy="bring it back from version control, or delete it: then only files that are "
            "made again byte for byte count as the project's own",
        )
    return dict(rows[1:])


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
