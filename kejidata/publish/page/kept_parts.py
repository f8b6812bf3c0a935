"""Parts of a page that are slow to make, pictures and fonts, taken from the page made before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple

from kejidata.publish import cache


class _Parts(NamedTuple):
    """Parts by the fingerprint of what they are made of."""

    before: dict[str, str]
    used: dict[str, str]


_parts: ContextVar[_Parts | None] = ContextVar("parts", default=None)


def part(make: Callable[[], str], *made_of: bytes | str) -> str:
    """Return a part of a page, made anew only where the page before has none made of the same.

    Parameters
    ----------
    make
        Makes it, of nothing else.
    *made_of
        What it is made of, and what kind of part it is.

    Examples
    --------
    >>> part(lambda: "made", "kind", b"bytes")
    'made'
    """
    parts = _parts.get()
    if parts is None:
        return make()
    key = cache.fingerprint(made_of)
    if key not in parts.used:
        parts.used[key] = parts.before[key] if key in parts.before else make()
    return parts.used[key]


@contextmanager
def keeping(root: Path, page: str) -> Iterator[None]:
    """Let the page made in the block take parts from the one before, and keep those it has."""
    name = f"{page}.parts"
    key = cache.fingerprint([cache.of_code(page=True), cache.of_tools()])
    before = cache.recall(root, name, key)
    parts = _Parts(json.loads(before) if before else {}, {})
    token = _parts.set(parts)
    try:
        yield
    finally:
        _parts.reset(token)
    if parts.used != parts.before:
        cache.keep(root, name, key, json.dumps(parts.used).encode())
