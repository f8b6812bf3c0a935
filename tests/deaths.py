"""Deaths of the process at every step that changes the disk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


class Killed(BaseException):
    """Stands for the death of the process: nothing in the package may catch it."""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def stop_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Die at the nth call that changes the disk, before (even n) or after (odd n) it is done."""
    taken = iter(range(step // 2))

    def guarded(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def call(*args: object, **kwargs: object) -> object:
            if next(taken, None) is not None:
                return real(*args, **kwargs)
            if step % 2:
                real(*args, **kwargs)
            raise Killed

        monkeypatch.setattr(owner, name, call)

    guarded(os, "fsync")
    guarded(Path, "replace")
    guarded(shutil, "rmtree")
