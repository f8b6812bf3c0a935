"""What was made from what: fingerprints that spare a step when nothing of it has changed.

The record lies in the state folder, out of version control. Losing it costs time, never a result.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import kejidata
from kejidata.files import STATE, explained, write_whole

Record = dict[str, list[str]]
"""Name of a step -> the fingerprints of its inputs and of its outputs."""


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


def files_below(folder: Path) -> list[Path]:
    """Return every file below a folder that a person or a step put there."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(_is_litter(part) for part in path.relative_to(folder).parts)
    ]


def _is_litter(name: str) -> bool:
    """Tell whether a name is one that tools leave behind."""
    return name == "__pycache__" or name.startswith(".")


def of_tools() -> str:
    """Return the fingerprint of Python and of every installed package's version."""
    names = {
        path.name
        for scheme in ("purelib", "platlib")
        for path in Path(sysconfig.get_path(scheme)).glob("*.dist-info")
    }
    return fingerprint([platform.python_version(), *sorted(names)])


def of_code(*, page: bool) -> str:
    """Return the fingerprint of the package's code and fonts.

    Parameters
    ----------
    page
        True for all of it; False without what only lays out the page, so that a change of layout
        does not run the notebooks again.
    """
    package = Path(kejidata.__file__).parent
    paths = [
        path
        for path in files_below(package)
        if page or path.parent.name != "publish" or path.name == "runner.py"
    ]
    return of_files(paths, package)


def read_record(root: Path) -> Record:
    """Return what earlier runs remember; an unreadable record counts as none."""
    try:
        record = json.loads((root / STATE / "made.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def write_record(root: Path, record: Record) -> None:
    """Keep the record for the next run."""
    write_whole(root / STATE / "made.json", json.dumps(record, indent=1, sort_keys=True).encode())
