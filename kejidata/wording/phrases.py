"""Sentences and lists as text: a template filled, names in a row, a remark in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from string import Formatter

from kejidata.model.terms import Lang
from kejidata.wording.language import language


@cache
def template(lang: Lang, key: str) -> tuple[tuple[str, str, str], ...]:
    """Return a sentence as its parts: text, the slot behind it, and the forms of a plural.

    Examples
    --------
    >>> template("en", "balance.up.mixed")
    (('', 'n', ''), (' ', 'n', 'rise|rises'))
    """
    return parsed(language(lang).words[key])


def parsed(words: str) -> tuple[tuple[str, str, str], ...]:
    """Return a template's parts, whatever language it is in."""
    found = Formatter().parse(words)
    return tuple((text, slot or "", forms or "") for text, slot, forms, _ in found)


def form(forms: str, number: float | None) -> str:
    """Return the form of a word for so many: the first for one, of three the second for two.

    Examples
    --------
    >>> form("firm|firms", 1), form("firm|firms", 0), form("the #|both|all #", 2)
    ('firm', 'firms', 'both')
    """
    first, *middle, last = forms.split("|")
    return first if number == 1 else middle[0] if middle and number == 2 else last


def text(lang: Lang, key: str, **slots: str | int) -> str:
    """Return a sentence of the language with its slots filled.

    Parameters
    ----------
    lang
        A language.
    key
        `section.key` of the language's file; `{n:firm|firms}` there chooses by the number in n,
        and `#` in `{n:the #|both|all #}` is that number.
    **slots
        Texts, and whole numbers where a form is chosen by them.

    Examples
    --------
    >>> text("en", "balance.up.mixed", n=2), text("zh", "balance.up.mixed", n=2)
    ('2 rises', '2项上升')
    """
    return "".join(_filled(lang, key, slots))


def _filled(lang: Lang, key: str, slots: dict[str, str | int]) -> Iterator[str]:
    for literal, slot, forms in template(lang, key):
        yield literal
        if forms:
            number = slots[slot]
            chosen = form(forms, number if isinstance(number, int) else None)
            yield chosen.replace("#", whole(number, lang))
        elif slot:
            yield whole(slots[slot], lang)


def unnumbered(heading: str) -> str:
    """Return a heading without what counts the chapters, which no title below it repeats.

    Examples
    --------
    >>> unnumbered("3. Plan"), unnumbered("三、计划")
    ('Plan', '计划')
    """
    # 三、 (three)
    return re.sub(r"^(?:\d{1,3}\.|\w{1,3}、)\s*", "", heading)


def whole(slot: str | int, lang: Lang) -> str:
    """Return a whole number with its thousands separated; a text as it is.

    Examples
    --------
    >>> whole(1471, "en"), whole(1471, "zh")
    ('1,471', '1471')
    """
    return slot if isinstance(slot, str) else f"{slot:,}".replace(",", language(lang).style.group)


def marks(lang: Lang, kind: str) -> tuple[str, str]:
    """Return what stands between two items of a list, and what before the last.

    Kinds are comma (A, B and C), choice (A, B or C), serial (A、B、C in Chinese), figures (clauses
    that end in figures), clause and phrase.
    """
    words = language(lang).words
    last = {"comma": "list.last"}.get(kind, f"list.{kind}_last")
    return words[f"list.{kind}"], words.get(last, words[f"list.{kind}"])


def joined(items: Iterable[str], lang: Lang, kind: str = "comma") -> str:
    """Return items in a row.

    Examples
    --------
    >>> joined("abc", "en"), joined("abc", "zh"), joined("abc", "zh", "serial")
    ('a, b and c', 'a、b和c', 'a、b、c')
    """
    mark, last = marks(lang, kind)
    *most, end = [*items] or [""]
    return mark.join(most) + (last if most else "") + end


def listing(names: Sequence[str], lang: Lang, most: int = 3) -> str:
    """Return names as a list in a sentence; beyond the limit the rest is counted.

    Examples
    --------
    >>> listing(["a", "b", "c", "d"], "en"), listing(["甲", "乙"], "zh")
    ('a, b, c and 1 more', '甲和乙')
    """
    if len(names) <= most:
        return joined(names, lang)
    shown = marks(lang, "comma")[0].join(names[:most])
    return text(lang, "list.more", items=shown, n=len(names), rest=len(names) - most)


def aside(said: str, remark: str, lang: Lang) -> str:
    """Return a text with a remark in brackets behind it, or alone where there is no remark.

    Examples
    --------
    >>> aside("R&D", "CNY billion", "en")
    'R&D (CNY billion)'
    """
    return text(lang, "list.aside", text=said, remark=remark) if remark else said


def count_of(part: int, total: int, lang: Lang) -> str:
    """Return how many regions of how many, in words that know all and none.

    Examples
    --------
    >>> count_of(7, 31, "en"), count_of(31, 31, "zh"), count_of(0, 2, "en")
    ('7 of 31 regions', '全部31个地区', 'neither of the 2 regions')
    """
    key = "all" if part == total else "some" if part else "none"
    said = text(lang, "noun.region", n=total)
    return text(lang, f"count.{key}", n=total, part=part, noun=said)
