"""How many rose and how many fell, as far as the rounding of the published figures tells."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from kejidata.model.terms import Lang
from kejidata.wording import phrases


class Balance(NamedTuple):
    """How many surely rose, fell or stayed, how many rounding leaves open, how many are refused."""

    rose: int
    fell: int
    flat: int
    open: int
    refused: int

    @property
    def known(self) -> int:
        """How many have a number."""
        return self.rose + self.fell + self.flat + self.open


def rose(low: pd.Series[float], high: pd.Series[float]) -> pd.Series[bool]:
    """Tell which changes are surely above zero, whichever end their interval holds."""
    return (low > 0) & (high > 0)


def fell(low: pd.Series[float], high: pd.Series[float]) -> pd.Series[bool]:
    """Tell which changes are surely below zero, whichever end their interval holds."""
    return (low < 0) & (high < 0)


def balance(low: pd.Series[float], high: pd.Series[float], refused: int) -> Balance:
    """Return the balance of changes that lie in intervals, and of those that were refused.

    Examples
    --------
    >>> balance(pd.Series([1.0, -2.0, -0.1, 0.0]), pd.Series([2.0, -1.0, 0.1, 0.0]), 3)
    Balance(rose=1, fell=1, flat=1, open=1, refused=3)
    """
    up, down = int(rose(low, high).sum()), int(fell(low, high).sum())
    flat = int(((low == 0) & (high == 0)).sum())
    return Balance(up, down, flat, len(low) - up - down - flat, refused)


def told(found: Balance, section: str, verb: str, lang: Lang, **slots: str) -> list[str]:
    """Return the clauses of a title: who surely moved, whom rounding leaves open, who is refused.

    Parameters
    ----------
    found
        The balance; the clause counts those that fell where `verb` begins so, else those that rose.
    section
        Section of the words that says it: `verb`, and `verb_open` where none is sure.
    verb
        Key of the words.
    lang
        A language.
    **slots
        What else the words name.
    """
    sure = found.fell if verb.startswith("fell") else found.rose
    if not sure and found.open:
        key = f"{section}.open"
        parts = [phrases.text(lang, key, open=found.open, n=found.known, **slots)]
    else:
        count = phrases.count_of(sure, found.known, lang)
        if sure == found.known == 1:
            count = phrases.text(lang, "figure.single")
        parts = [phrases.text(lang, f"{section}.{verb}", count=count, **slots)]
        parts += [phrases.text(lang, "figure.open", n=found.open)] * bool(found.open)
    return parts + [phrases.text(lang, "figure.refused", n=found.refused)] * bool(found.refused)
