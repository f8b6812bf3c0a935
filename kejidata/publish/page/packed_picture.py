"""A picture as the page carries it: areas exactly as they were drawn, edges in few shades."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kejidata.publish.stored_picture import Png, no_picture

Dots = NDArray[np.uint8]
"""Rows of dots, each red, green and blue."""
_STEPS = 255 / 15, 6
"""To what lightness and hue are rounded at the edge of a letter or a mark."""
_PHONE_STEPS = 255 / 7, 24
"""The same where dots are smaller than an eye can part."""


def packed(picture: Png, where: str, width: int = 0) -> str:
    """Return a picture as an address that holds it, in lossless WebP.

    What is equal over two by two dots is an area and keeps its colour; the dots between areas, by
    which edges look smooth, are rounded to a few shades, which halves the bytes: by 12 of 255
    at most, more only where the picture was made smaller.

    Parameters
    ----------
    picture
        As the notebook stores it.
    where
        The notebook and the cell, for errors.
    width
        Dots across; as it is stored where 0.

    Raises
    ------
    KejidataError
        What is stored is no picture.
    """
    try:
        whole = Image.open(BytesIO(picture.image), formats=["PNG"]).convert("RGB")
    except (ValueError, OSError, SyntaxError, Image.DecompressionBombError):
        raise no_picture(where) from None
    if width:
        size = width, round(picture.height * width / picture.width)
        # Smoother filters draw halos around letters.
        whole = whole.resize(size, Image.Resampling.HAMMING)
    dots = np.array(whole)
    edges = ~_areas(dots)
    dots[edges] = _rounded(dots[edges], *(_PHONE_STEPS if width else _STEPS))
    file = BytesIO()
    # Of lossless WebP this is the effort: twice as much of it saves two bytes of a hundred.
    Image.fromarray(dots).save(file, "webp", lossless=True, quality=50)
    return f"data:image/webp;base64,{b64encode(file.getvalue()).decode()}"


def _areas(dots: Dots) -> NDArray[np.bool_]:
    """Tell which dots lie in a square of two by two equal ones."""
    red, green, blue = (dots[..., n].astype(np.uint32) for n in range(3))
    colour = red << 16 | green << 8 | blue
    across = colour[:, 1:] == colour[:, :-1]
    square = across[1:] & across[:-1] & (colour[1:, 1:] == colour[:-1, 1:])
    inside = np.zeros(colour.shape, bool)
    for rows in (slice(1, None), slice(-1)):
        for columns in (slice(1, None), slice(-1)):
            inside[rows, columns] |= square
    return inside


def _rounded(dots: Dots, light: float, hue: float) -> Dots:
    """Return dots in a few shades of a few hues, the hue apart so that no grey becomes coloured."""
    wide = dots.astype(np.float32)
    mean = np.rint((wide[..., 0] + wide[..., 1] + wide[..., 2]) / 3)[..., np.newaxis]
    shades = np.rint(mean / light) * light + np.rint((wide - mean) / hue) * hue
    rounded: Dots = np.rint(shades).clip(0, 255).astype(np.uint8)
    return rounded
