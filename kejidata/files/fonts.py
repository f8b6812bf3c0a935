"""The bundled typeface: its name, and its files by weight."""

from __future__ import annotations

from pathlib import Path

FAMILY = "Keji Sans SC"
_FOLDER = Path(__file__).parent.parent / "fonts"
FILES = {400: _FOLDER / "KejiSansSC-Regular.ttf", 700: _FOLDER / "KejiSansSC-Bold.ttf"}
