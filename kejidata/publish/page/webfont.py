"""The bundled font, cut down to the characters of one page and set into it."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path

from kejidata.files.fonts import FAMILY, FILES


def font_faces(text: str) -> str:
    """Return the CSS that brings the page's own font, holding the characters of `text` only.

    The same text gives the same bytes. Characters that the bundled font lacks are left to the
    reader's machine.

    Examples
    --------
    >>> font_faces("科技").count("@font-face")
    2
    """
    return "\n".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:block;'
        f'src:url("data:font/woff2;base64,{_subset(path, text)}") format("woff2")}}'
        for weight, path in FILES.items()
    )


def _subset(path: Path, text: str) -> str:
    """Return the font of a file with these characters only, as WOFF2 in base64."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    # The outlines stay as they are, and so do their boxes: to work them out anew takes a quarter.
    font = TTFont(path, recalcTimestamp=False, recalcBBoxes=False)
    subsetter = Subsetter(Options(hinting=False, desubroutinize=True))
    # A page is two million characters, and the same few hundred again and again.
    subsetter.populate(unicodes=map(ord, set(text)))
    subsetter.subset(font)
    font.flavor = "woff2"
    buffer = BytesIO()
    font.save(buffer)
    return b64encode(buffer.getvalue()).decode()
