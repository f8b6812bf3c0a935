"""Units in English, to the Chinese ones in which figures are kept."""

from __future__ import annotations

import re

_ENGLISH = {
    "yuan": "元", "person": "人", "persons": "人", "piece": "件", "pieces": "件", "item": "项",
    "items": "项", "unit": "个", "units": "个", "man-year": "人年", "person-year": "人年",
    "man-years": "人年", "person-years": "人年",
}  # fmt: skip
_POWERS = {"100million": "亿", "10000": "万", "million": "百万", "billion": "十亿", "": ""}
_COUNTED = re.compile(rf"({'|'.join(_POWERS)})(.*)")


def chinese(plain: str) -> str:
    """Return a folded English unit in Chinese, empty where it is none.

    Examples
    --------
    >>> chinese("10,000person-years"), chinese("cny100million"), chinese("100million")
    ('万人年', '亿元', '')
    """
    if not plain.isascii():
        return ""
    counted = plain.replace(",", "").removeprefix("cny") + "yuan" * plain.startswith("cny")
    match = _COUNTED.fullmatch(counted)
    unit = _ENGLISH.get(match[2], "") if match else ""
    return _POWERS[match[1]] + unit if match and unit else ""
