"""A folder that holds exactly what it is given: the old content or the new, never a mixture.

It is written beside itself and takes the place of the old one by two renames. After a kill between
the two, readers find the new one by `standing`, and the next writer puts it in its place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from kejidata.files.atomic import write_synced
from kejidata.files.refusals import explained

_STAGES = ("part", "new", "old")


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Make a folder hold exactly these files; return whether anything had to be written.

    Parameters
    ----------
    folder
        The folder; everything in it belongs to the caller, what is not in `files` goes. A link
        stays, and the folder that it leads to is written.
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
    with explained(folder):
        folder = Path(os.path.realpath(folder))
    recover(folder)
    part, new, old = neighbours(folder)
    with explained(folder):
        if _content(folder) == dict(files):
            return False
        try:
            part.mkdir(parents=True)
            for name, data in files.items():
                write_synced(part / name, data)
            part.replace(new)
            if folder.exists():
                folder.replace(old)
            new.replace(folder)
        finally:
            recover(folder)
    return True


def recover(folder: Path) -> None:
    """Finish, or undo, a `replace_folder` that was cut short; without one, do nothing.

    Where the folder is missing the complete new one takes its place; leftovers are removed. The
    caller holds the `lock`: what another writer has begun would be a leftover, too.
    """
    part, new, old = neighbours(folder)
    with explained(folder):
        for complete in (new, old):
            if _is_folder(complete) and not os.path.lexists(folder):
                complete.replace(folder)
        for leftover in (part, new, old):
            if _is_folder(leftover):
                shutil.rmtree(leftover)
            else:
                # A link goes, and not what it leads to.
                leftover.unlink(missing_ok=True)


def standing(folder: Path) -> Path:
    """Return where a reader finds a folder: after a kill between two renames, the new one.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp()) / "processed"
    >>> (folder.parent / ".processed.new").mkdir()
    >>> standing(folder).name
    '.processed.new'
    """
    new = neighbours(folder)[1]
    with explained(folder):
        return folder if folder.exists() or not _is_folder(new) else new


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder and no link to one."""
    return path.is_dir() and not path.is_symlink()


def neighbours(folder: Path) -> tuple[Path, Path, Path]:
    """Return the neighbours of a folder: in writing, complete, and out of use."""
    part, new, old = (folder.parent / f".{folder.name}.{stage}" for stage in _STAGES)
    return part, new, old


def _content(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by relative name."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
