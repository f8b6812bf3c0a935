"""What the file system refuses, said with place, cause and remedy."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kejidata.errors import KejidataError

_FULL = "the disk is full", "free some space and run it again; the old files stand"
_RIGHTS = (
    "no right to write or read here",
    "close the program that has the file open, or correct the rights of file and folder",
)
_READ_ONLY = "the folder is read-only", "make the disk writable or work on a copy"
_GONE = (
    "the file or its folder is not there",
    "check its name and its folder, or build again if it was generated",
)
_FOLDER = "this is a folder", "give the file itself"
_FILE = (
    "a file stands where a folder should",
    "move it elsewhere, or delete it if it may go; it stands as it was",
)
_NAME = "the name is none that a file can have", "give a shorter name without odd characters"
_FILES = "too many files are open", "allow more of them (ulimit -n) and run it again"
_MEMORY = "there is not enough memory", "close other programs, or take a smaller file"
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
    errno.EEXIST: _FILE,
    errno.ENAMETOOLONG: _NAME,
    # What Windows says of a name with a question mark.
    errno.EINVAL: _NAME,
    errno.ELOOP: ("the links lead in a circle", "put the file itself there"),
    errno.EMFILE: _FILES,
    errno.ENFILE: _FILES,
    errno.ENOMEM: _MEMORY,
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
    except KejidataError:
        raise
    except OSError as error:
        refusal = _refused(error, str(path))
    except ValueError as error:
        # A zero byte or half a character in a name.
        what, remedy = _NAME
        refusal = KejidataError(what, where=str(path), rows=[str(error)], remedy=remedy)
    except MemoryError:
        what, remedy = _MEMORY
        refusal = KejidataError(what, where=str(path), remedy=remedy)
    else:
        return
    raise refusal from None


def _refused(error: OSError, place: str) -> KejidataError:
    """Return what the system refused as the error that names place, cause and remedy."""
    what, remedy = _CAUSES.get(error.errno or 0, _OTHER)
    rows = [error.strerror or str(error)]
    return KejidataError(what, where=place, rows=rows, remedy=remedy)


@contextmanager
def system_explained(place: str) -> Iterator[None]:
    """Turn an `OSError` of other libraries, which open files of their own, into a `KejidataError`.

    It names the file that was to be opened where there is one, else `place`.

    Examples
    --------
    >>> with system_explained("the figure"):
    ...     raise OSError(errno.EMFILE, "Too many open files", "a.ttf")
    Traceback (most recent call last):
    kejidata.errors.KejidataError: too many files are open
      in a.ttf
      Too many open files
      -> allow more of them (ulimit -n) and run it again
    """
    try:
        yield
    except OSError as error:
        refusal = _refused(error, str(error.filename or place))
    else:
        return
    raise refusal from None


def given_path(given: object) -> Path:
    """Return the path that an analyst gives.

    Raises
    ------
    KejidataError
        It is none, such as a frame.
    """
    if isinstance(given, str | os.PathLike):
        return Path(given)
    raise KejidataError(
        f"the path of a file is needed, not {type(given).__name__}",
        where="argument path",
        remedy="give the path; a frame goes into measures, sentences and pictures as it is",
    )


@contextmanager
def enough_memory(path: Path) -> Iterator[None]:
    """Turn a `MemoryError` of the block into a `KejidataError` that names `path` and the remedy.

    Examples
    --------
    >>> with enough_memory(Path("a.csv")):
    ...     raise MemoryError
    Traceback (most recent call last):
    kejidata.errors.KejidataError: there is not enough memory
      in a.csv
      -> close other programs, or take a smaller file
    """
    try:
        yield
    except MemoryError:
        what, remedy = _MEMORY
    else:
        return
    # Raised here, the frames that hold the memory are gone.
    raise KejidataError(what, where=str(path), remedy=remedy)
