"""Pictures drawn before, found by what they are drawn of; of use where one report follows another.

A chart follows from its arguments, the registry, the project's settings and the code. Whoever names
a folder by `keep_in` vouches for the last three.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

_folder: Path | None = None


def keep_in(folder: Path | None) -> None:
    """Keep from now on the pictures that this process draws, and take what is there."""
    global _folder
    _folder = folder


def made_of(chart: str, arguments: Mapping[str, Any]) -> str:
    """Return the fingerprint of a chart and what it is drawn of.

    Empty where nothing is kept, or an argument is of a type whose words do not say all of it.
    """
    told = [_words(arguments[name]) for name in sorted(arguments)] if _folder else [""]
    if not all(told):
        return ""
    return hashlib.sha256(repr([chart, sorted(arguments), told]).encode()).hexdigest()


def _words(given: Any) -> str:
    """Return words that only what is equal has; empty where there are none."""
    if isinstance(given, pd.DataFrame):
        return _all_words([*_columns(given)])
    if isinstance(given, list | tuple):
        return _all_words(given)
    # A rank that is not known is pandas' NA.
    if given is None or given is pd.NA or isinstance(given, str | int | float):
        return repr((type(given).__name__, given))
    return ""


def _all_words(given: Sequence[Any]) -> str:
    """Return the words of several things; empty where one of them has none."""
    told = [_words(one) for one in given]
    return repr((type(given).__name__, told)) if all(told) else ""


def _columns(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield what a frame is made of: what it is told beside its cells, index, columns."""
    yield [*frame.attrs.items()]
    yield from ([column.name, str(column.dtype), column.tolist()] for column in _each(frame))


def _each(frame: pd.DataFrame) -> Iterator[pd.Series[Any]]:
    yield frame.index.to_series()
    yield from (frame.iloc[:, at] for at in range(frame.shape[1]))


def kept(key: str, kind: str, draw: Callable[[], bytes]) -> bytes:
    """Return a picture of a fingerprint as the bytes of a file, drawn where it is not kept yet."""
    if not (key and _folder):
        return draw()
    path = _folder / f"{key}.{kind}"
    found = _read(path)
    if found is None:
        found = draw()
        _write(path, found)
    return found


def _read(path: Path) -> bytes | None:
    """Return what was written whole; None where nothing was."""
    digest, data = b"", b""
    # What cannot be read or kept costs time, never a picture.
    with suppress(OSError):
        digest, _, data = path.read_bytes().partition(b"\n")
    return data if digest == _digest(data) else None


def _write(path: Path, data: bytes) -> None:
    """Keep a picture; several processes may draw the same one at the same time."""
    own = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(_digest(data) + b"\n" + data)
        own.replace(path)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
