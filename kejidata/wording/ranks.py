"""Ranks in words, and the ranges of them that rounding leaves open."""

from __future__ import annotations

from kejidata.model.terms import Lang
from kejidata.wording.language import language
from kejidata.wording.phrases import text


def ordinal(rank: int, lang: Lang, *, among: bool = False, first: bool = False) -> str:
    """Return a rank in words.

    Parameters
    ----------
    rank
        A whole number from 1.
    lang
        A language.
    among
        One of the first ranks up to it.
    first
        As the first end of a range.

    Examples
    --------
    >>> ordinal(2, "zh"), ordinal(22, "en"), ordinal(11, "en")
    ('第2位', '22nd', '11th')
    >>> ordinal(10, "zh", among=True), ordinal(10, "en", among=True), ordinal(3, "zh", first=True)
    ('前10位', 'among the top 10', '第3')
    """
    if among:
        return text(lang, "ordinal.top", n=rank)
    words, shown = language(lang).words, str(rank)
    endings = [shown[at:] for at in range(len(shown))] + ["other"]
    tables = ("ordinal_first", "ordinal") if first else ("ordinal",)
    key = next(k for t in tables for e in endings if (k := f"{t}.{e}") in words)
    return text(lang, key, n=rank)


def ranks(best: int, worst: int, lang: Lang, *, form: str = "sentence") -> str:
    """Return a rank, or the range of ranks that rounding leaves open.

    Examples
    --------
    >>> ranks(3, 5, "zh"), ranks(3, 5, "en"), ranks(3, 5, "en", form="label"), ranks(2, 2, "en")
    ('第3至第5位', '3rd to 5th', '3–5', '2nd')

    As an end of a move, of which it says no "to" of its own:

    >>> ranks(13, 14, "en", form="moved"), ranks(3, 5, "en", form="moved")
    ('13th or 14th', 'between 3rd and 5th')
    """
    if form == "label":
        same = best == worst
        return str(best) if same else text(lang, "list.range", low=str(best), high=str(worst))
    if best == worst:
        return ordinal(best, lang)
    ends = {"best": ordinal(best, lang, first=True), "worst": ordinal(worst, lang)}
    moved = "either" if worst - best == 1 else "between"
    return text(lang, f"place.{moved if form == 'moved' else 'range'}", **ends)
