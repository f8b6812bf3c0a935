"""Files that are always whole: the old or the new, never a mixture, whatever happens meanwhile.

One file is written beside itself and renamed. A folder is written beside itself and takes the
place of the old one by two renames; a kill between the two leaves no folder, and `recover` puts the
new one in.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kejidata.errors import KejidataError

_FULL = "the disk is full", "free some space and run it again; the old files stand"
_RIGHTS = "no right to write or read here", "correct the rights of the file and its folder"
_READ_ONLY = "the folder is read-only", "make the disk writable or work on a copy"
_GONE = "the file or its folder is not there", "bring it back, or build again if it was generated"
_FOLDER = "this is a folder", "give the file itself"
_CAUSES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _READ_ONLY,
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.EISDIR: _FOLDER,
}
_OTHER = "the file system refused", "look at the place named above"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an `OSError` of the block into a `KejidataError` that names `path`, cause and remedy.

    Examples
    --------
    >>> with explained(Path("a.csv")):
    ...     raise OSError(errno.ENOSPC, "No space left on device")
    Traceback (most recent call last):
    kejidata.errors.KejidataError: the disk is full
      in a.csv
      No space left on device
      -> free some space and run it again; the old files stand
    """
    try:
        yield
    except OSError as error:
        what, remedy = _CAUSES.get(error.errno or 0, _OTHER)
        rows = [error.strerror or str(error)]
        raise KejidataError(what, where=str(path), rows=rows, remedy=remedy) from None


def read_whole(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    KejidataError
        The file is missing or cannot be read.
    """
    with explained(path):
        return path.read_bytes()


def write_whole(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all; return whether anything had to be written.

    Bytes that stand there already are left alone, so times and watchers see changes only. The
    folder is made where it is missing. Callers that may meet another writer hold the `lock`.

    Raises
    ------
    KejidataError
        Full disk, read-only folder, missing rights; the old file stands as before.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "deep" / "a.txt"
    >>> write_whole(path, b"one"), write_whole(path, b"one"), path.read_bytes()
    (True, False, b'one')
    """
    with explained(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():
            # A rename would put a file where a device or a pipe was.
            raise KejidataError(
                "a device or a pipe stands where the file would go",
                where=str(path),
                remedy="give the name of a file",
            )
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        try:
            _write_synced(part, data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return True


def _write_synced(path: Path, data: bytes) -> None:
    """Write bytes that are on the disk, not only on their way, before any rename announces them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Make a folder hold exactly these files; return whether anything had to be written.

    Parameters
    ----------
    folder
        The folder; everything in it belongs to the caller, what is not in `files` goes.
    files
        Bytes by name; a name may hold slashes.

    Raises
    ------
    KejidataError
        Full disk, read-only folder, missing rights; the old folder stands as before.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp()) / "processed"
    >>> replace_folder(folder, {"a.csv": b"1", "b.csv": b"2"})
    True
    >>> replace_folder(folder, {"a.csv": b"1"})
    True
    >>> [path.name for path in folder.iterdir()]
    ['a.csv']
    """
    recover(folder)
    part, new, old = neighbours(folder)
    with explained(folder):
        if _content(folder) == dict(files):
            return False
        try:
            part.mkdir(parents=True)
            for name, data in files.items():
                _write_synced(part / name, data)
            part.replace(new)
            if folder.exists():
                folder.replace(old)
            new.replace(folder)
        finally:
            recover(folder)
    return True


def recover(folder: Path) -> None:
    """Finish, or undo, a `replace_folder` that was cut short; without one, do nothing.

    Where the folder is missing the complete new one takes its place; leftovers are removed.
    """
    part, new, old = neighbours(folder)
    with explained(folder):
        for complete in (new, old):
            if complete.exists() and not folder.exists():
                complete.replace(folder)
        for leftover in (part, new, old):
            if leftover.exists():
                shutil.rmtree(leftover)


def neighbours(folder: Path) -> tuple[Path, Path, Path]:
    """Return the neighbours of a folder: in writing, complete, and out of use."""
    part, new, old = (
        folder.with_name(f".{folder.name}.{stage}") for stage in ("part", "new", "old")
    )
    return part, new, old


def _content(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by relative name."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
