"""What stands around a label or a number and is no part of it: footnote marks, 其中, numbering."""

from __future__ import annotations

import re

from kejidata.model.labels import fold

# Asterisks, daggers, circled and raised digits, and bracketed notes after a cell.
_FOOTNOTE = re.compile(
    r"(?:[*＊※†‡§#①-⑳¹²³⁴-⁹]|\s{0,3}(?:[\[［【]注?\d{0,2}[\]］】]|[(（]注\d{0,2}[)）])){1,40}$"
)
_MARKS = 40
_AMONG = re.compile(r"(?:[#＃*＊\s]|其[ \u3000]{0,4}中[:：、,，]?)+")
_NUMBERED = re.compile(
    r"(?:[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|\d{1,2}[、.．](?!\d))"
)
_FIRST = re.compile(r"[(（]?(?:一|1)(?:[)）]|[、.．](?!\d))")
# How a list is numbered, from its main entries to the parts of parts.
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[一二三四五六七八九十]{1,3}[、.．]",
        r"[(（][一二三四五六七八九十]{1,3}[)）]",
        r"\d{1,2}[、.．](?!\d)",
        r"[(（]\d{1,2}[)）]",
    )
)
# Compared in half width, so that － and … are written here as - and ...
MISSING = frozenset(
    (
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "―",
        "–",
        "−",
        "‐",
        "......",
        "...",
        "..",
        "na",
        "n/a",
        "nan",
        "null",
        "/",
        "\\",
    )
)


def unmarked(cell: str) -> str:
    """Return a cell without the footnote marks at its end, of which there are never many.

    Examples
    --------
    >>> unmarked("26.82*"), unmarked("2020年①"), unmarked("261,000（注1）")
    ('26.82', '2020年', '261,000')
    """
    return cell[:-_MARKS] + _FOOTNOTE.sub("", cell[-_MARKS:]).rstrip()


def bare(label: str) -> str:
    """Return the label of a row without 其中 (of which), marks before it, and its number in a list.

    Examples
    --------
    >>> bare("其中：A区"), bare("#浦东新区"), bare("（一）研发投入"), bare("1.专利")
    ('A区', '浦东新区', '研发投入', '专利')
    """
    plain, rest = label[:200].strip(), label[200:]
    if among := _AMONG.match(plain):
        plain = plain[among.end() :]
    if numbered := _NUMBERED.match(plain):
        # （1）其中：女性 (of which women) is numbered and a part.
        plain = plain[numbered.end() :]
        if among := _AMONG.match(plain):
            plain = plain[among.end() :]
    return plain.strip() + rest


def is_part(label: str) -> bool:
    """Tell whether a label says that its row is a part of a row above it."""
    found = _AMONG.match(label[:50])
    return bool(found and found[0].strip())


def level(label: str) -> int:
    """Return how deep in a numbered list a label stands, 0 where it has no number.

    Examples
    --------
    >>> level("一、经费"), level("（一）经费"), level("1.经费"), level("（1）经费"), level("经费")
    (1, 2, 3, 4, 0)
    """
    found = (depth for depth, one in enumerate(_LEVELS, 1) if one.match(label[:20].lstrip()))
    return next(found, 0)


def begins_a_list(label: str) -> bool:
    """Tell whether the number before a label is the first of a list.

    Examples
    --------
    >>> begins_a_list("1.专利"), begins_a_list("（一）经费"), begins_a_list("二、经费")
    (True, True, False)
    """
    return bool(_FIRST.match(label[:20].lstrip()))


def begins_a_word(cell: str) -> bool:
    """Tell whether a cell begins with a Chinese character, as no number and no mark does.

    Examples
    --------
    >>> begins_a_word("子市"), begins_a_word("12"), begins_a_word("—")
    (True, False, False)
    """
    return "\u4e00" <= cell[:1] <= "\u9fff"


def is_missing(cell: str) -> bool:
    """Tell whether a cell says that nothing was published."""
    if not cell:
        return True
    if len(cell) > 48:
        return False
    plain = unmarked(cell)
    return len(plain) < 9 and fold(plain) in MISSING
