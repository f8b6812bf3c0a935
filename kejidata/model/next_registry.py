"""The registry that the next build of a project takes: with what was registered since the last.

Commands on raw material speak of it; the library keeps to the one that the data was built with.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from kejidata import project
from kejidata.files import project_file
from kejidata.model.kept_registry import kept
from kejidata.model.registry_file import Registry

_HELD: ContextVar[Registry | None] = ContextVar("held", default=None)


def known_to(root: Path) -> Registry:
    """Return the registry of a project's raw material, whose own place decides between names.

    Raises
    ------
    KejidataError
        It breaks a rule.
    """
    return kept(_folder(root), project_file.read(root).region)


@contextmanager
def in_force() -> Iterator[None]:
    """Let the registry in force be the next one as long as the block runs, where there is one."""
    root = project.place()
    there = root is not None and (_folder(root) / "indicators.csv").is_file()
    with holding(known_to(root) if root and there else None):
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
