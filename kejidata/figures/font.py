"""The bundled typeface, registered with matplotlib once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from matplotlib import font_manager

FAMILY = "Keji Sans SC"
FALLBACK = "DejaVu Sans"
"""Ships with matplotlib; lends the signs that the bundled subset does not hold."""


@cache
def families() -> tuple[str, ...]:
    """Return the font families of every figure, the bundled one first.

    The Chinese family leads because mathtext and the pgf backend ask the first family only.

    Examples
    --------
    >>> families()
    ('Keji Sans SC', 'DejaVu Sans')
    """
    for weight in ("Regular", "Bold"):
        with as_file(files("kejidata") / "fonts" / f"KejiSansSC-{weight}.ttf") as path:
            font_manager.fontManager.addfont(path)
    return FAMILY, FALLBACK
