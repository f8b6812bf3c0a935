"""The registry that the next build of a project takes: with what was registered since the last.

Commands on raw material speak of it; the library keeps to the one that the data was built with.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kejidata import project
from kejidata.files import project_file
from kejidata.model.registry_file import COLUMNS, Registry, read

_HELD: ContextVar[Registry | None] = ContextVar("held", default=None)


def known_to(root: Path) -> Registry:
    """Return the registry of a project's raw material, whose own place decides between names.

    Raises
    ------
    KejidataError
        It breaks a rule.
    """
    found = read(_folder(root))
    return replace(found, place=project_file.read(root).region)


@contextmanager
def in_force() -> Iterator[None]:
    """Let the registry in force be the next one as long as the block runs, where there is one."""
    root = project.place()
    there = root is not None and (_folder(root) / "indicators.csv").is_file()
    with holding(_kept(root, _signs(root)) if root and there else None):
        yield


@contextmanager
def holding(registry: Registry | None) -> Iterator[None]:
    """Let a registry be the one in force as long as the block runs."""
    mark = _HELD.set(registry)
    try:
        yield
    finally:
        _HELD.reset(mark)


def held() -> Registry | None:
    """Return the registry that is in force within a block of `holding`; None outside."""
    return _HELD.get()


def _folder(root: Path) -> Path:
    return root / "data" / "raw" / "registry"


def _signs(root: Path) -> tuple[object, ...]:
    """Return what changes with a registry's files and the settings."""
    paths = [root / project_file.FILE, *(_folder(root) / f"{name}.csv" for name in COLUMNS)]
    found = [path.stat() for path in paths if path.is_file()]
    return tuple((one.st_mtime_ns, one.st_size) for one in found)


@lru_cache(maxsize=2)
def _kept(root: Path, _: tuple[object, ...]) -> Registry:
    """Return the next registry of a project, read once for all reports of a folder."""
    return known_to(root)
