"""Sentences from templates: pieces of text and facts in their places, lists, plurals, periods."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from string import Formatter

from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Piece
from kejidata.wording import en, en_reports, zh, zh_reports
from kejidata.wording.origins import Key

Pieces = Sequence[Piece]
Slot = Piece | Pieces
WORDS = {"zh": zh.WORDS | zh_reports.WORDS, "en": en.WORDS | en_reports.WORDS}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:/(\d{4})(?:-(\d\d))?)?")


def say(lang: Lang, key: str, **slots: Slot) -> list[Piece]:
    """Return the pieces of a template of the language with its slots filled.

    Parameters
    ----------
    lang
        The language whose template is taken.
    key
        The name of the template; `{n}` is the slot n, and `{n:firm|firms}` chooses by the number
        of the fact in slot n.
    **slots
        Texts, facts, or lists of both.

    Examples
    --------
    >>> say("zh", "label.up.percent", n="5%")
    ['增长', '5%']
    """
    pieces: list[Piece] = []
    for literal, name, forms, _ in Formatter().parse(WORDS[lang][key]):
        pieces += [literal] if literal else []
        if name and forms:
            pieces.append(forms.split("|")[not _singular(slots[name])])
        elif name:
            pieces += flat(slots[name])
    return pieces


def _singular(slot: Slot) -> bool:
    """Return whether a slot holds one fact that shows the number one."""
    return [p.value for p in flat(slot) if isinstance(p, Fact)] == [1]


def flat(slot: Slot) -> list[Piece]:
    """Return a slot as a list of pieces."""
    return [slot] if isinstance(slot, str | Fact) else list(slot)


def listed(items: Iterable[Slot], lang: Lang) -> list[Piece]:
    """Return items as a list in a sentence: A、B和C, or A, B and C.

    Examples
    --------
    >>> "".join(listed(["A", "B", "C"], "en"))
    'A, B and C'
    """
    comma, last = ("、", "和") if lang == "zh" else (", ", " and ")
    return _joined([flat(item) for item in items], comma, last)


def serial(items: Iterable[Slot], lang: Lang, last: str = " and ") -> list[Piece]:
    """Return items one after the other: A、B、C, or A, B and C."""
    comma = "、" if lang == "zh" else ", "
    return _joined([flat(item) for item in items], comma, comma if lang == "zh" else last)


def clauses(items: Iterable[Slot], lang: Lang) -> list[Piece]:
    """Return clauses of one sentence, separated by semicolons."""
    mark = "；" if lang == "zh" else "; "
    return _joined([flat(item) for item in items], mark, mark)


def commas(items: Iterable[Slot], lang: Lang) -> list[Piece]:
    """Return clauses of one sentence, separated by commas."""
    mark, last = ("，", "，") if lang == "zh" else (", ", ", and ")
    return _joined([flat(item) for item in items], mark, last)


def _joined(items: Sequence[Pieces], comma: str, last: str) -> list[Piece]:
    """Return pieces with a comma between items and another word before the last."""
    out: list[Piece] = []
    for at, item in enumerate(items):
        if at:
            out.append(last if at == len(items) - 1 else comma)
        out += item
    return out


def paragraph(sentences: Iterable[Pieces], lang: Lang) -> list[Piece]:
    """Return sentences one after the other; English ones have a space between them."""
    out: list[Piece] = []
    for sentence in sentences:
        if sentence and out and lang == "en":
            out.append(" ")
        out += sentence
    return out


def count(number: int, lang: Lang, rows: tuple[Key, ...] = ()) -> Fact:
    """Return the fact of how many there are; its rows of origin are those counted."""
    text = str(number) if lang == "zh" else f"{number:,}"
    return Fact(text, float(number), measure="count", formula="count", rows=rows)


def period(value: object, lang: Lang) -> Fact:
    """Return a period in words.

    Examples
    --------
    >>> period("2020-01/2020-11", "zh").text, period("2020-01/2020-11", "en").text
    ('2020年1—11月', 'January–November 2020')
    """
    iso = str(value)
    match = _POINT.fullmatch(iso)
    if match is None:
        return Fact(iso, period=iso, measure="period")
    return Fact((_zh if lang == "zh" else _en)(*match.groups()), period=iso, measure="period")


def _zh(year: str, month: str | None, end: str | None, last: str | None) -> str:
    """Return a period in Chinese."""
    if month is None:
        return f"{year}—{end}年" if end else f"{year}年"
    start = f"{year}年{int(month)}"
    if last is None:
        return start + "月"
    return f"{start}—{int(last)}月" if end == year else f"{start}月—{end}年{int(last)}月"


def _en(year: str, month: str | None, end: str | None, last: str | None) -> str:
    """Return a period in English."""
    if month is None:
        return f"{year}–{end}" if end else year
    start = MONTHS[int(month) - 1]
    if last is None:
        return f"{start} {year}"
    tail = f"–{MONTHS[int(last) - 1]} {end}"
    return start + tail if end == year else f"{start} {year}{tail}"
