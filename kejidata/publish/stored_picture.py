"""A picture as a notebook stores it, checked before any document shows it."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from typing import Any, NamedTuple

from kejidata.errors import KejidataError

_MARK = b"\x89PNG\r\n\x1a\n"
_LARGEST = 20_000
"""Pixels a side; a picture that claims more would only fill the memory of its reader."""


class Png(NamedTuple):
    """The bytes of a PNG and its size in pixels."""

    image: bytes
    width: int
    height: int


def stored_picture(output: Mapping[str, Any], where: str, kind: str = "image/png") -> Png:
    """Return the picture of an output.

    Parameters
    ----------
    output
        As the notebook stores it.
    where
        The notebook and the cell, for errors.
    kind
        Under which type of its data the picture stands.

    Raises
    ------
    KejidataError
        It is no PNG.
    """
    try:
        image = b64decode("".join(output["data"][kind]))
    except (ValueError, TypeError):
        image = b""
    width, height = (int.from_bytes(image[start : start + 4]) for start in (16, 20))
    if not image.startswith(_MARK) or not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise no_picture(where)
    return Png(image, width, height)


def no_picture(where: str) -> KejidataError:
    """Return the error that what is stored is no picture."""
    return KejidataError("the picture is no PNG", where=where, remedy="run the notebook again")
