"""What a cell says of its number beside the digits: a bound (约, 以上), a status (估)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kejidata.model.numerals import FOLD
from kejidata.tables.meaning.codes import STATUS
from kejidata.tables.meaning.marks import unmarked

_BEFORE = {
    "about": ("约", "大约", "约为", "≈"),
    "at_least": ("≥", ">=", ">", "不低于", "不少于", "不小于", "至少", "超过", "突破"),
    "at_most": ("≤", "<=", "<", "不高于", "不超过", "不多于", "不大于", "至多"),
}
_BEHIND = {
    "about": ("左右",),
    "at_least": ("以上", "及以上"),
    "at_most": ("以下", "以内", "及以下"),
}


def _codes(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: code for code, found in words.items() for word in found}


_BOUND_BEFORE, _BOUND_BEHIND = map(_codes, (_BEFORE, _BEHIND))
_CELL = re.compile(
    r"(?P<before>[^\d+-]{0,4})(?P<number>[+-]?\d[^()（）\u4ee5\u53ca\u5de6]{0,40})"
    r"(?P<behind>[^()（）\d]{0,3})(?:[(（](?P<status>[^()（）\d]{1,3})[)）])?"
)


def qualified(cell: str) -> tuple[str, dict[str, str]]:
    """Return the number in a cell, and its bound and status as codes; nothing where it has none.

    Examples
    --------
    >>> qualified("约12亿元"), qualified("120以上")
    (('12亿元', {'bound': 'about'}), ('120', {'bound': 'at_least'}))
    >>> qualified("20.5（估）")
    ('20.5', {'status': 'estimate'})
    >>> qualified("10余"), qualified("≥10以下")
    (('', {}), ('', {}))
    """
    plain = unmarked(cell).translate(FOLD).strip() if len(cell) < 60 else ""
    match = _CELL.fullmatch(plain)
    if match is None:
        return "", {}
    before, behind, status = (
        (match[name] or "").strip() for name in ("before", "behind", "status")
    )
    words = ((before, _BOUND_BEFORE), (behind, _BOUND_BEHIND), (status, STATUS))
    if (before and behind) or any(word and word not in codes for word, codes in words):
        return "", {}
    bound = _BOUND_BEFORE.get(before) or _BOUND_BEHIND.get(behind, "")
    said = {"bound": bound, "status": STATUS.get(status, "")}
    found = {name: code for name, code in said.items() if code}
    return (match["number"].strip(), found) if found else ("", {})


# 「2023年（初步数）」 「2023年快报数」 (provisional figures of 2023)
_DATED = re.compile(r"((?:19|20)\d\d年?[^()（）]{0,12}?|(?=[(（]))[(（]?([^\d()（）]{1,5})[)）]?")


def dated(heading: str) -> tuple[str, str]:
    """Return a period without the status of its figures, and that as a code; else nothing.

    A status in brackets may stand alone in a line below its period.

    Examples
    --------
    >>> dated("2023年（初步数）"), dated("2023年快报数"), dated("2023年（新口径）")
    (('2023年', 'provisional'), ('2023年', 'provisional'), ('', ''))
    """
    match = _DATED.fullmatch(heading) if len(heading) < 40 else None
    status = STATUS.get(match[2], "") if match else ""
    return (match[1], status) if match and status else ("", "")


_SIGNS = {
    **dict.fromkeys(("↑", "⬆", "上升", "增长", "提高", "增加", "提升"), "+"),
    **dict.fromkeys(("–", "—", "‒", "―", "‐", "‑", "﹣"), "-"),
    **dict.fromkeys(("↓", "⬇", "▼", "下降", "减少", "降低", "回落"), "-"),
}
_SIGNED = re.compile(rf"({'|'.join(_SIGNS)})\s?(\d.*)|(\d[^\s]{{0,20}})\s?([↑↓⬆⬇▼])")
# 「第3位」 3rd place, 「并列3」 「3(并列)」 「3=」 3rd with others, 「3/21」 3rd of 21
_PLACE = re.compile(
    r"(?:并列)?(?:第|居第?)?\s?(\d{1,4})\s?[位名]?\s?(?:[(（]?并列[)）]?|=)?|=(\d{1,4})"
    r"|(\d{1,4})\s?/\s?(\d{1,4})"
)


def measured(cell: str, measure: str) -> str:
    """Return the number of a measure without the words that say it too, empty where there are none.

    A growth says its sign (下降5.1, ↓5.1, –5.1) and a rank that it is a place (第3位), or that of
    several (并列3). Both a word and a sign of its own might mean either, and are none.

    Examples
    --------
    >>> measured("下降5.1%", "growth_rate"), measured("5.1↑", "change"), measured("第3位", "rank")
    ('-5.1%', '+5.1', '3')
    >>> measured("▼3.3", "growth_rate"), measured("3/21", "rank"), measured("21/3", "rank")
    ('-3.3', '3', '')
    >>> measured("下降-5.1", "growth_rate"), measured("下降5.1", "value")
    ('', '')
    """
    plain = unmarked(cell).translate(FOLD).strip() if len(cell) < 60 else ""
    if measure == "rank":
        place = _PLACE.fullmatch(plain)
        if place and place[4]:
            return place[3] if int(place[3]) <= int(place[4]) else ""
        return (place[1] or place[2]) if place else ""
    match = _SIGNED.fullmatch(plain) if measure in ("growth_rate", "change") else None
    if match is None:
        return ""
    return _SIGNS[match[1] or match[4]] + (match[2] or match[3])
