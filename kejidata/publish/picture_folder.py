"""The folder of pictures drawn before, of one state of all that is not an argument of a chart."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kejidata.files.atomic import refuse_outside
from kejidata.files.lock import STATE
from kejidata.files.project_file import FILE
from kejidata.publish import cache
from kejidata.publish.depends import Data

_MOST = 800
"""Pictures kept: those of a project in two languages, four times."""


@contextmanager
def pictures(root: Path) -> Iterator[Path]:
    """Yield the folder of pictures that follow from code, registry and settings as they are now.

    Where one of them changes while the block runs nothing that was drawn is kept.
    """
    state = _state(root)
    folder = root / STATE / "made" / "pictures" / state[:32]
    refuse_outside(root, folder)
    _tidy(folder)
    try:
        yield folder
    finally:
        if _state(root) != state:
            shutil.rmtree(folder, ignore_errors=True)


def _state(root: Path) -> str:
    """Return the fingerprint of what every picture follows from beside what it is drawn of."""
    settings = cache.of_files([root / FILE], root)
    return cache.fingerprint([cache.of_toolchain(), Data(root).registry, settings])


def _tidy(folder: Path) -> None:
    """Remove pictures of other states, and of this one the oldest beyond what is kept."""
    with suppress(OSError):
        for other in folder.parent.iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in kept[:-_MOST]:
            path.unlink()
