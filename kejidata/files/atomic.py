"""One file, read and written whole: the old or the new, never a mixture, whatever happens.

It is written beside itself and renamed. What the file system refuses is explained.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kejidata.errors import KejidataError
from kejidata.files.refusals import explained


def read_whole(path: Path) -> bytes:
    """Return the bytes of a file; a pipe or a device, which may never end, is refused at once.

    Raises
    ------
    KejidataError
        The file is missing, is none, or cannot be read.
    """
    with explained(path):
        _refuse_special(path, "a device or a pipe stands where a file should")
        return path.read_bytes()


def _refuse_special(path: Path, what: str) -> None:
    """Refuse what is neither a file nor a folder."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise KejidataError(what, where=str(path), remedy="give the name of a file")


def refuse_no_file(path: Path) -> None:
    """Refuse to write where a folder, a device or a pipe stands: a rename may put a file there.

    Examples
    --------
    >>> refuse_no_file(Path("."))
    Traceback (most recent call last):
    kejidata.errors.KejidataError: this is a folder
      in .
      Is a directory
      -> give the file itself
    """
    with explained(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        _refuse_special(path, "a device or a pipe stands where the file would go")


def refuse_outside(root: Path, path: Path) -> None:
    """Refuse a path that leads, by itself or by links, out of the folder `root`.

    A checkout may come from anybody, and nothing in it may choose what is written elsewhere.

    Examples
    --------
    >>> refuse_outside(Path("project"), Path("project/../outside.txt"))
    Traceback (most recent call last):
    kejidata.errors.KejidataError: the path leads out of the project
      in project/../outside.txt
      -> put the file or folder itself there, in the place of a link
    """
    with explained(path):
        inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
    if not inside:
        raise KejidataError(
            "the path leads out of the project",
            where=str(path),
            remedy="put the file or folder itself there, in the place of a link",
        )


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
        refuse_no_file(path)
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        try:
            write_synced(part, data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return True


@contextmanager
def put_back(paths: Iterable[Path]) -> Iterator[None]:
    """Put files back as they were where the block is refused; those that it made go.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.txt"
    >>> with put_back([path]):
    ...     _ = write_whole(path, b"one")
    ...     read_whole(path.with_name("b.txt"))
    Traceback (most recent call last):
    kejidata.errors.KejidataError: the file or its folder is not there
      in ...b.txt
      No such file or directory
      -> check its name and its folder, or build again if it was generated
    >>> path.exists()
    False
    """
    before = {path: read_whole(path) if path.is_file() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, data in before.items():
            if data is not None:
                write_whole(path, data)
            elif path.is_file():
                path.unlink()
        raise


def write_synced(path: Path, data: bytes) -> None:
    """Write bytes that are on the disk, not only on their way, before any rename announces them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A leftover may be a link, or a pipe that nobody reads.
    path.unlink(missing_ok=True)
    with path.open("xb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
