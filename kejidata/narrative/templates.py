"""Sentences as pieces of text and facts: templates filled, lists, names and periods.

What `wording` says as text is wrapped here: whatever holds a digit becomes a fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from kejidata.model import periods
from kejidata.model.terms import Lang
from kejidata.narrative.facts import Fact, Gap, Piece
from kejidata.wording import dates, names
from kejidata.wording.formulas import COUNTED
from kejidata.wording.language import language
from kejidata.wording.origins import Key
from kejidata.wording.phrases import form, marks, parsed, template, whole

SENTENCES = 3
"""How many sentences a paragraph has at most; the table has the rest."""

Pieces = Sequence[Piece]
Slot = Piece | Pieces


def say(lang: Lang, key: str, **slots: Slot) -> list[Piece]:
    """Return the pieces of a template of the language with its slots filled.

    Parameters
    ----------
    lang
        The language whose template is taken.
    key
        `section.key` of the template; `{n}` is the slot n, and `{n:firm|firms}` chooses by the
        number of the fact in slot n. In `{n:the #|both|all #}` the fact stands for `#`, and is
        told by the word where a form has none.
    **slots
        Texts, facts, or lists of both.

    Examples
    --------
    >>> say("zh", "label.up.percent", n="5%")
    ['增长', '5%']
    """
    return _filled(template(lang, key), slots)


def told(code: str, shown: Slot, lang: Lang, *, plain: str = "told.stood") -> list[Piece]:
    """Return a figure as a clause: by the pattern of its indicator, else by name.

    Parameters
    ----------
    code
        The indicator.
    shown
        The figure in words.
    lang
        The language whose pattern is taken.
    plain
        The template, with name and value, for an indicator without a pattern.

    Examples
    --------
    >>> "".join(str(piece) for piece in told("hnte_certified", "107家", "zh"))
    '认定高新技术企业107家'
    """
    clause = parsed(names.pattern(code, lang))
    if not clause:
        return say(lang, plain, name=indicator_name(code, lang), value=shown)
    return _filled(clause, {"value": shown}, _verbatim)


def _filled(
    parts: Iterable[tuple[str, str, str]],
    slots: Mapping[str, Slot],
    literally: Callable[[str], Piece] = str,
) -> list[Piece]:
    """Return the pieces of a template with its slots filled; `literally` wraps its own words."""
    pieces: list[Piece] = []
    for literal, name, forms in parts:
        pieces += [literally(literal)] if literal else []
        if forms:
            pieces += _chosen(forms, slots[name])
        elif name:
            pieces += flat(slots[name])
    return pieces


def _chosen(forms: str, slot: Slot) -> list[Piece]:
    """Return the form for the number in a slot; where a form has a place for it, as a fact."""
    before, mark, behind = form(forms, _number(slot)).partition("#")
    if mark:
        return [before, *flat(slot), behind]
    if "#" not in forms:
        return [before]
    return [replace(piece, text=before) for piece in flat(slot) if isinstance(piece, Fact)]


def _number(slot: Slot) -> float | None:
    """Return the number that a slot shows, None where it holds none or several."""
    facts = [piece for piece in flat(slot) if isinstance(piece, Fact)]
    found = [1.0 if fact.text == "1" else fact.value for fact in facts]
    return found[0] if len(found) == 1 else None


def flat(slot: Slot) -> list[Piece]:
    """Return a slot as a list of pieces."""
    return [slot] if isinstance(slot, str | Fact) else list(slot)


def joined(items: Iterable[Slot], lang: Lang, kind: str = "comma") -> list[Piece]:
    """Return items in a row, as `wording.phrases.joined` does with texts.

    Examples
    --------
    >>> "".join(joined(["A", "B", "C"], "en"))
    'A, B and C'
    """
    mark, last = marks(lang, kind)
    rows = [flat(item) for item in items]
    out: list[Piece] = []
    for at, row in enumerate(rows):
        if at:
            out.append(last if at == len(rows) - 1 else mark)
        out += row
    return out


def paragraph(sentences: Iterable[Pieces], lang: Lang) -> list[Piece]:
    """Return sentences one after the other, parted as the language does."""
    space = language(lang).style.sentence_space
    out: list[Piece] = []
    for sentence in sentences:
        if sentence and out:
            out.append(Gap(space))
        out += sentence
    return out


def longest(
    sentences: Callable[[int], Sequence[Pieces]], most: int, lang: Lang
) -> Sequence[Pieces]:
    """Return the sentences on as many of `most` things as a paragraph holds, on one at least.

    A paragraph has three sentences, unless even one thing takes more, and the characters or words
    that the language's style says.
    """
    style = language(lang).style
    for number in range(most, 1, -1):
        said = sentences(number)
        text = "".join(
            piece.text if isinstance(piece, Fact) else piece for piece in paragraph(said, lang)
        )
        size = len(text.split(style.sentence_space) if style.sentence_space else text)
        if size > style.paragraph:
            continue
        if len(said) <= SENTENCES or len(said) <= len(sentences(1)):
            return said
    return sentences(1)


def count(number: int, lang: Lang, rows: tuple[Key, ...] = ()) -> Fact:
    """Return the fact of how many there are; its rows of origin are those counted."""
    text = whole(number, lang)
    return Fact(text, float(number), measure="count", formula=COUNTED, rows=rows)


def period(value: object, lang: Lang) -> Fact:
    """Return a period in words.

    Examples
    --------
    >>> period("2020-01/2020-11", "zh").text
    '2020年1—11月'
    """
    return Fact(dates.period(value, lang), period=str(value), measure="period")


def previous(value: object, lang: Lang) -> list[Piece]:
    """Return the period that this one moves on from: the previous year, the previous five years.

    Examples
    --------
    >>> "".join(previous("2016/2020", "en")), "".join(previous("2020-06", "en"))
    ('the previous five years', 'the same period of the previous year')
    """
    iso = str(value)
    start, months = periods.parse(iso)
    if months < periods.YEAR or (months == periods.YEAR and start % periods.YEAR):
        return say(lang, "previous.part")
    if months == periods.YEAR:
        return say(lang, "previous.year")
    if start % periods.YEAR or months % periods.YEAR:
        return [period(periods.earlier(iso), lang)]
    return say(lang, "previous.years", n=spelled(months // periods.YEAR, lang))


def spelled(number: int, lang: Lang) -> Piece:
    """Return a small whole number as a word, a larger one as a fact."""
    words = language(lang).words
    return words.get(f"spelled.{number}") or count(number, lang)


def indicator_name(code: str, lang: Lang) -> Piece:
    """Return the name of an indicator as a sentence says it."""
    return _verbatim(names.indicator(code, lang, inside=True))


def region_name(code: str, lang: Lang, *, short: bool = False) -> Piece:
    """Return the name of a region; `short` without the word for its level."""
    return _verbatim(names.region(code, lang, short=short))


def part_name(label: str, lang: Lang) -> Piece:
    """Return the name of a part of a total, as a sentence says it."""
    return _verbatim(names.part(label, lang))


def _verbatim(name: str) -> Piece:
    """Return a name; where it holds digits, as a fact of its own."""
    return Fact(name, measure="name") if re.search(r"\d", name) else name
