"""Text as any document may hold it."""

import re

_UNSHOWN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def shown(text: str) -> str:
    r"""Return a text without the characters that no XML can hold, each marked as missing.

    Examples
    --------
    >>> shown("a\x00b") == "a\ufffdb"
    True
    """
    return _UNSHOWN.sub("\ufffd", text)
