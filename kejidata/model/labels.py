"""A label as it is looked up."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def fold(label: str) -> str:
    """Return a label as it is looked up: half width, lower case, without white space.

    Yearbooks pad names (北　京) and mix full-width brackets in; nothing else is forgiven, so that
    a label is found whole or not at all.

    Examples
    --------
    >>> fold("技术市场成交额（技术输出地域）") == fold("技术市场成交额 (技术输出地域)")
    True
    """
    return "".join(unicodedata.normalize("NFKC", label).split()).casefold()
