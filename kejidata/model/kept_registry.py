"""Registries as they were read: read anew only where their files have changed since."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kejidata.model.reads import accounted
from kejidata.model.registry_file import COLUMNS, Registry, read


def kept(folder: Path, place: str) -> Registry:
    """Return the registry of a folder, whose own place decides between names.

    The same files give the same object, so that what others keep by it holds on.

    Raises
    ------
    KejidataError
        It breaks a rule.
    """
    return _read(folder, place, _signs(folder))


def _signs(folder: Path) -> tuple[tuple[int, ...], ...]:
    """Return what changes with the files of a registry."""
    paths = (folder / f"{name}.csv" for name in COLUMNS)
    found = (path.stat() for path in paths if path.is_file())
    return tuple((one.st_ino, one.st_mtime_ns, one.st_size) for one in found)


@lru_cache(maxsize=8)
def _read(folder: Path, place: str, _: tuple[tuple[int, ...], ...]) -> Registry:
    with accounted():
        return replace(read(folder), place=place)
