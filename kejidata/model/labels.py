"""A label as it is looked up."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files


@lru_cache(maxsize=8192)
def fold(label: str) -> str:
    """Return a label as it is looked up: half width, lower case, without white space.

    Yearbooks pad names (北　京: Beijing) and mix full-width brackets in; nothing else is forgiven,
    so that a label is found whole or not at all.

    Examples
    --------
    >>> fold("技术市场成交额（技术输出地域）") == fold("技术市场成交额 (技术输出地域)")
    True
    """
    return "".join(unicodedata.normalize("NFKC", label).split()).casefold()


@cache
def simplified_forms() -> Mapping[str, str]:
    """Return the simplified form of each traditional character of `traditional.tsv`.

    The table holds those of Big5 whose simplified form, as OpenCC (t2s) has it, is among the 3,755
    common characters of GB 2312, and beyond these the traditional forms of all characters in names
    of divisions. Left out is what simplified texts write too, or write in two ways (乾, 麴).
    """
    text = (files("kejidata") / "model" / "traditional.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in text.splitlines())


def simplified(text: str) -> str:
    """Return a text with its traditional characters in their simplified form, one for one.

    Examples
    --------
    >>> simplified("江蘇"), simplified("R&D")
    ('江苏', 'R&D')
    """
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    return {ord(old): new for old, new in simplified_forms().items()}
