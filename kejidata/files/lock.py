"""One build at a time, and files that belong together written all or none.

Files that share their folders with others (`write_together`) are first laid into a journal, and the
next `lock` finishes what a kill interrupted.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.atomic import read_whole, refuse_no_file, refuse_outside, write_whole
from kejidata.files.folders import neighbours, recover, replace_folder
from kejidata.files.refusals import explained

STATE = ".kejidata"
"""The folder below the root with the lock, the journal and the caches; out of version control."""
_ENTRIES = "entries.json"


def write_together(root: Path, files: Mapping[Path, bytes]) -> list[Path]:
    """Write files that belong together, all or none; return those that changed.

    The caller holds the `lock` of `root`. A kill before the journal is complete changes nothing;
    after that the next `lock` puts the rest in place.

    Raises
    ------
    KejidataError
        Full disk, read-only folder, missing rights, a path out of `root`, a folder or a pipe in the
        place of a file; all stand as before.
    """
    for path in files:
        refuse_outside(root, path)
        refuse_no_file(path)
    changed = {path: data for path, data in files.items() if not _holds(path, data)}
    if not changed:
        return []
    for folder in {path.parent for path in changed}:
        _make_writable(folder)
    names = {str(number): path for number, path in enumerate(changed)}
    entries = {name: os.path.relpath(path, root) for name, path in names.items()}
    pages = {name: changed[path] for name, path in names.items()}
    replace_folder(_journal(root), pages | {_ENTRIES: json.dumps(entries).encode()})
    _finish_journal(root)
    return list(changed)


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds exactly these bytes."""
    with explained(path):
        return path.is_file() and path.read_bytes() == data


def _make_writable(folder: Path) -> None:
    """Make a folder, and refuse before anything is moved where it cannot be written."""
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _journal(root: Path) -> Path:
    """Return the folder that holds what is to be put in place."""
    return root / STATE / "journal"


def _finish_journal(root: Path) -> None:
    """Move what a complete journal holds into place, then drop it.

    Moving needs no space, so a disk cannot fill up half way; what is gone has been moved already.
    A journal that cannot be read is dropped: the next report makes again what it held.

    Raises
    ------
    KejidataError
        An entry leads out of `root`, as no report writes it; nothing was moved.
    """
    journal = _journal(root)
    recover(journal)
    if not journal.exists():
        return
    targets = {journal / name: root / target for name, target in _entries(journal).items()}
    for page, target in targets.items():
        refuse_outside(journal, page)
        refuse_outside(root, target)
    for page, target in targets.items():
        if page.is_file():
            with explained(target):
                page.replace(target)
    with explained(journal):
        # Renamed first, so that a kill while deleting never leaves half a journal.
        journal.replace(neighbours(journal)[0])
    recover(journal)


def _entries(journal: Path) -> dict[str, str]:
    """Return where each file of the journal belongs; nothing where that cannot be read."""
    path = journal / _ENTRIES
    data = read_whole(path) if path.is_file() else b""
    try:
        entries = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    known = isinstance(entries, dict) and all(isinstance(to, str) for to in entries.values())
    hidden = [to for to in entries.values() if _is_hidden(to)] if known else []
    if hidden:
        raise KejidataError(
            "the journal names a hidden file, which no report writes",
            where=str(path),
            rows=hidden,
            remedy="delete the folder of the journal",
        )
    root = journal.parents[1]
    return entries if known and all(_may_be_file(root / to) for to in entries.values()) else {}


def _may_be_file(path: Path) -> bool:
    """Return whether a file stands or could stand at a path, which no folder holds."""
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return not stat.S_ISDIR(mode)


def _is_hidden(target: str) -> bool:
    """Return whether a path leads into a folder or to a file that systems hide, such as .git."""
    return any(part.startswith(".") and set(part) != {"."} for part in Path(target).parts)


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the root for one build at a time, and first finish what a killed one left.

    The operating system frees the lock of a process that died. The same process may enter twice.

    Raises
    ------
    KejidataError
        Another process is building here; or the root cannot be written.
    """
    from filelock import FileLock, Timeout

    state = root / STATE
    refuse_outside(root, state)
    refuse_outside(root, state / "lock")
    refuse_outside(root, _journal(root))
    write_whole(state / ".gitignore", b"*\n")
    with explained(state):
        held = FileLock(state / "lock", timeout=0, is_singleton=True)
        try:
            held.acquire()
        except Timeout:
            raise KejidataError(
                "another build is running here",
                where=str(root),
                remedy="wait until it has ended and run this again; nothing was changed",
            ) from None
    try:
        _finish_journal(root)
        yield
    finally:
        held.release()
