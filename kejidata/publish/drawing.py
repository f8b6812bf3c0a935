"""Figures drawn by a process of their own, while the notebooks run and the pages are made."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from kejidata.model.terms import Lang
from kejidata.project import use_project
from kejidata.publish.aside import Aside
from kejidata.publish.fork_server import Server
from kejidata.publish.picture_folder import pictures

if TYPE_CHECKING:
    from kejidata.figures.export import Drawn


class Drawing:
    """The figures of a project on their way; a `with` block ends the process that draws them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._keys: Mapping[Lang, str] = {}
        self._ends = ExitStack()
        self._aside: Aside[dict[Lang, Drawn]] | None = None
        self._handed: dict[Lang, Drawn] = {}

    def __enter__(self) -> Drawing:
        return self

    def __exit__(self, *_: object) -> None:
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
        if keys:
            self._keys = keys
            self._aside = self._ends.enter_context(Aside(server, _all_drawn, self._root, [*keys]))

    def drawn(self, lang: Lang, key: str) -> Drawn:
        """Return the figures in a language, made of what the fingerprint tells of.

        What the process did not draw, or drew of something else, is drawn here: if it cannot be,
        the error says why.
        """
        if self._aside:
            self._handed, self._aside = self._aside.result() or {}, None
        if self._keys.get(lang) == key and lang in self._handed:
            return self._handed[lang]
        return _drawn(self._root, [lang])[lang]


def _all_drawn(root: Path, langs: Iterable[Lang]) -> dict[Lang, Drawn]:
    """Return the figures in some languages, of a process that draws them and nothing else."""
    if hasattr(os, "nice"):
        # The pages wait for the notebooks, and nobody for the figures before those are made.
        os.nice(10)
    from kejidata.figures.layout import kept_pictures

    with pictures(root) as folder:
        kept_pictures.keep_in(folder)
        return _drawn(root, langs)


def _drawn(root: Path, langs: Iterable[Lang]) -> dict[Lang, Drawn]:
    # matplotlib is loaded only where there is something to draw.
    from kejidata.figures.export import drawn

    with use_project(root):
        return drawn(langs)
