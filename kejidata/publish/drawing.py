"""Figures drawn by a process of their own, while the notebooks run and the pages are made."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO

from kejidata.model.terms import Lang
from kejidata.project import use_project
from kejidata.publish.fork_server import Forked, Server
from kejidata.publish.picture_folder import pictures

Drawn = tuple[dict[str, bytes], dict[str, str]]
"""Figures as files, bytes by name, and why each other one is left out."""
# Where it starts must not decide what it imports.
_DRAWS = (
    "import sys; sys.path.pop(0);"
    "from kejidata.publish.drawing import hand_over; hand_over(*sys.argv[1:])"
)


class Drawing:
    """The figures of a project on their way; a `with` block ends the process that draws them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._keys: Mapping[Lang, str] = {}
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._ends = ExitStack()
        self._file: IO[bytes] | None = None
        self._handed: dict[Lang, Drawn] = {}

    def __enter__(self) -> Drawing:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
        self._ends.close()

    def begin(self, keys: Mapping[Lang, str], server: Server | None = None) -> None:
        """Start the process on what is there now.

        Parameters
        ----------
        keys
            Languages by the fingerprint of all that their figures need.
        server
            What forks a process that has imported everything; without it one is started.
        """
        if not keys:
            return
        self._keys = keys
        self._file = self._ends.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (the block closes it)
        if server:
            self._process = server.draw(str(self._root), keys, self._file.fileno())
            return
        self._process = subprocess.Popen(
            [sys.executable, "-c", _DRAWS, str(self._root), *keys],
            stdin=subprocess.DEVNULL,
            stdout=self._file,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def drawn(self, lang: Lang, key: str) -> Drawn:
        """Return the figures in a language, made of what the fingerprint tells of.

        What the process did not draw, or drew of something else, is drawn here: if it cannot be,
        the error says why.
        """
        if self._process and self._file:
            self._process.wait()
            self._process = None
            self._file.seek(0)
            # Of a process that did not come to its end there is nothing whole.
            with suppress(EOFError, pickle.UnpicklingError):
                self._handed = pickle.load(self._file)
        if self._keys.get(lang) == key and lang in self._handed:
            return self._handed[lang]
        return _drawn(self._root, lang)


def hand_over(root: str, *langs: Lang) -> None:
    """Draw the figures of some languages and write them to the standard output, pickled."""
    if hasattr(os, "nice"):
        # The pages wait for the notebooks, and nobody for the figures before those are made.
        os.nice(10)
    from kejidata.figures.layout import kept_pictures

    # It draws and ends: to look for what it could throw away takes a seventh of its time.
    gc.disable()
    with pictures(Path(root)) as folder:
        kept_pictures.keep_in(folder)
        handed = {lang: _drawn(Path(root), lang) for lang in langs}
    sys.stdout.buffer.write(pickle.dumps(handed))


def _drawn(root: Path, lang: Lang) -> Drawn:
    # matplotlib is loaded only where there is something to draw.
    from kejidata.figures.export import drawn

    with use_project(root):
        return drawn(lang)
