"""What a kernel reads of its project while it runs a notebook, told when it is asked at the end.

Observations are told by those who hand them out, files of `data/` by Python's own audit events.
What Python does not see, such as another process or foreign native code, may read anything: then
everything is told. It is of use only from the fork on, see `forking`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from kejidata import project
from kejidata.model import reads

_UNSEEN = frozenset(
    {
        *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn"),
        *("sqlite3.connect", "ctypes.dlopen", "os.startfile", "os.link", "os.symlink"),
    }
)
"""Events after which something is read, or may be, that no event tells of."""
_SPAWNING = frozenset({"multiprocessing.popen_spawn_posix", "multiprocessing.popen_forkserver"})
"""Modules that start processes without an event."""
TELL = "__import__('kejidata.publish.recording', fromlist=['told']).told()"
"""The expression that a kernel is asked for."""


class _Seen:
    """What the events of this process told."""

    def __init__(self, data: str) -> None:
        self.data = data + os.sep
        self.native = str(Path(os.__file__).parent) + os.sep
        self.files: set[str] = set()
        self.unseen = ""

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Remember what an event tells."""
        if event == "open":
            self._opened(arguments[0])
        elif event in _UNSEEN:
            self.unseen = event
        elif event == "import" and (arguments[0] in _SPAWNING or self._foreign(arguments[1])):
            self.unseen = str(arguments[0])

    def _opened(self, path: Any) -> None:
        """Remember a file of the data that is opened; a number is a file that was open before."""
        if isinstance(path, int) or path is None or reads.is_accounted():
            return
        full = os.path.realpath(os.fsdecode(path))
        if full.startswith(self.data):
            self.files.add(full.removeprefix(self.data))

    def _foreign(self, file: Any) -> bool:
        """Tell whether a module is native code that neither Python nor this package needs."""
        return isinstance(file, str) and not file.startswith(self.native)


_seen: _Seen | None = None


def begin() -> None:
    """Listen from now on, in a process that has imported what this package needs."""
    global _seen
    root = project.place()
    if root is not None:
        _seen = _Seen(os.path.realpath(root / "data"))
        sys.addaudithook(_seen.hear)
        reads.listen()


def told() -> str:
    """Return what was read since `begin` as JSON: observations, files below `data/`, regions.

    Empty where nobody listened, or something may have read what no event tells of.
    """
    if _seen is None or _seen.unseen:
        return ""
    return json.dumps([reads.noted(), sorted(_seen.files), reads.regions_noted()])
