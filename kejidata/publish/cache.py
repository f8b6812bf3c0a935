"""What was made, under the fingerprint of all that it was made from: it need not be made again.

It lies in the state folder, out of version control. Losing it costs time, never a result.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sysconfig
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from kejidata.files.atomic import read_whole, refuse_outside, write_whole
from kejidata.files.lock import STATE
from kejidata.files.refusals import explained
from kejidata.project import PACKAGE

PAGE = PACKAGE / "publish" / "page"
OFFICE = PACKAGE / "office"
"""The code that only lays out the page, and the files of an office."""
_EXTRAS = frozenset({"report", "pdf"})
"""What a report asks of this package beyond its core: the extras of `requirements.lock`."""
_REQUIRES = re.compile(
    r"^Requires-Dist: *+([\w.-]++) *+(?:\[([^]\n]*)\])?+[^;\n]*+(.*)$", re.MULTILINE
)
_EXTRA = re.compile(r"""\bextra *== *["']([^"']+)["']""")


def fingerprint(parts: Iterable[bytes | str]) -> str:
    """Return one SHA-256, in hex, of parts in order; lengths count, so parts cannot run together.

    Examples
    --------
    >>> fingerprint(["ab", "c"]) == fingerprint(["a", "bc"])
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def of_files(paths: Iterable[Path], root: Path) -> str:
    """Return the fingerprint of files: their names below `root` and their bytes."""
    parts: list[bytes | str] = []
    for path in sorted(paths):
        with explained(path):
            parts += [path.relative_to(root).as_posix(), path.read_bytes()]
    return fingerprint(parts)


def of_folder(folder: Path) -> bytes:
    """Return the fingerprint of all files of a folder, in the form in which it is kept."""
    return of_files(files_below(folder), folder).encode()


def files_below(folder: Path) -> list[Path]:
    """Return every file below a folder that a person or a step put there."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_litter(name)]
        found += [Path(place, name) for name in names if not _is_litter(name)]
    return [path for path in found if path.is_file()]


def _is_litter(name: str) -> bool:
    """Tell whether a name is one that tools leave behind."""
    return name == "__pycache__" or name.startswith(".")


def of_tools() -> str:
    """Return the fingerprint of Python and of the version of each package that a report needs.

    What is installed beside them, such as the tools of the tests, makes nothing again.
    """
    found = {
        _plain(path.name.partition("-")[0]): path
        for scheme in ("purelib", "platlib")
        for path in Path(sysconfig.get_path(scheme)).glob("*.dist-info")
    }
    # Where this package lies elsewhere, nobody says what it needs: everything counts.
    needed = _needed(found) if PACKAGE.name in found else found.keys()
    return fingerprint([platform.python_version(), *sorted(found[name].name for name in needed)])


def _needed(found: Mapping[str, Path]) -> set[str]:
    """Return the packages, of those installed, that this one asks for and those ask for in turn."""
    asked = [(PACKAGE.name, _EXTRAS)]
    met: set[tuple[str, frozenset[str]]] = set()
    while asked:
        name, extras = one = asked.pop()
        if name in found and one not in met:
            met.add(one)
            asked += _requirements(found[name], extras)
    return {name for name, _ in met}


@cache
def _requirements(folder: Path, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    """Return what an installed package asks for with these extras: names, and extras of those.

    Whatever the platform, since one that is not installed is not looked for further; once a
    process, since a version does not change what it asks for.
    """
    path = folder / "METADATA"
    # Read by lines: a parser of e-mail, which the format is, would take ten times as long.
    head = path.read_text("utf-8", "replace").partition("\n\n")[0] if path.is_file() else ""
    return [
        (_plain(name), frozenset(map(_plain, wanted.replace(" ", "").split(","))) - {""})
        for name, wanted, condition in _REQUIRES.findall(head)
        if not (only := set(map(_plain, _EXTRA.findall(condition)))) or only & extras
    ]


def _plain(name: str) -> str:
    """Return the one spelling of a package's name, which may be written in several."""
    return re.sub(r"[-_.]+", "-", name).lower()


def of_code(*, page: bool) -> str:
    """Return the fingerprint of the package's code and fonts.

    Parameters
    ----------
    page
        True for all of it; False without what only lays out documents, so that a change of layout
        does not run the notebooks again.
    """
    aside = () if page else tuple(f"{folder}{os.sep}" for folder in (PAGE, OFFICE))
    parts: list[str] = []
    for path in sorted(files_below(PACKAGE)):
        if not str(path).startswith(aside):
            with explained(path):
                found = path.stat()
                read = _of_source(path, found.st_mtime_ns, found.st_size)
            parts += [path.relative_to(PACKAGE).as_posix(), read]
    return fingerprint(parts)


@cache
def _of_source(path: Path, written: int, size: int) -> str:
    """Return the fingerprint of a file of code, read once a process and time it was written."""
    return fingerprint([path.read_bytes()])


def of_toolchain() -> str:
    """Return the fingerprint of what every step but the page is made with: code and packages."""
    return fingerprint([of_code(page=False), of_tools()])


def recall(root: Path, name: str, key: str) -> bytes | None:
    """Return what a step kept under a fingerprint; None where it kept nothing or something else.

    Parameters
    ----------
    root
        The project's folder.
    name
        The step: the path, below `root`, of what it makes.
    key
        The fingerprint of all that it is made from.
    """
    path = _place(root, name)
    kept, _, data = (read_whole(path) if path.is_file() else b"").partition(b"\n")
    return data if kept == key.encode() else None


def keep(root: Path, name: str, key: str, data: bytes) -> None:
    """Keep what a step made under the fingerprint of all that it was made from, and only that."""
    path = _place(root, name)
    refuse_outside(root, path)
    write_whole(path, key.encode() + b"\n" + data)


def _place(root: Path, name: str) -> Path:
    """Return the file of what a step keeps."""
    return root / STATE / "made" / name
